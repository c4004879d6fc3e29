//! Pages against the millimetres of GB/T 9704-2012, measured by a program that is not ours (poppler) in the PDF
//! itself. Without it these tests have nothing to do, unless `YUEBAO_NEEDS_OPENPYXL` is set, as `.ci/run` sets it:
//! then they fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking.
#![allow(clippy::float_arithmetic)] // Geometry.

#[path = "geometry/documents.rs"]
mod documents;
#[path = "geometry/measure.rs"]
mod measure;
mod support;

use documents::{annexes, bulletin, filler, letter, minutes, paragraph, print, proper, report};
use measure::{Ink, Raster, Words, words};

/// Lines of the grid, and the height of a 3号 character, in millimetres.
const LINE: f64 = 225.0 / 22.0;
const CHARACTER: f64 = 15.75 * 25.4 / 72.0;
const WHOLE: (f64, f64) = (0.0, 210.0);

#[track_caller]
fn about(what: &str, measured: f64, wanted: f64) {
    assert!((measured - wanted).abs() <= 0.5, "{what}: {measured:.2} mm, should be {wanted:.2} mm");
}

fn on_page(words: &[Words], page: usize) -> Vec<&Words> {
    words.iter().filter(|w| w.page == page).collect()
}

#[track_caller]
fn find<'w>(words: &'w [Words], text: &str) -> &'w Words {
    words.iter().find(|w| w.text.contains(text)).unwrap_or_else(|| panic!("{text} is on no page: {words:#?}"))
}

/// The red rules of a page that are this long: upper and lower edge.
fn red_rules(raster: &Raster, length: f64) -> Vec<(f64, f64)> {
    let middle = raster.bands(Ink::Red, 104.9, 105.1);
    let long = |band: &(f64, f64)| {
        let (left, right) = raster.width(Ink::Red, *band);
        (right - left - length).abs() <= 0.5
    };
    middle.into_iter().filter(|band| band.1 - band.0 < 1.5).filter(long).collect()
}

#[test]
fn a_page_has_22_lines_of_28_characters_inside_its_margins() {
    let blocks = vec![paragraph("民政"), filler(60)];
    let pdf = print("grid", blocks);
    let Some(words) = words(&pdf) else { return };
    let page = on_page(&words, 2);
    let body: Vec<&&Words> = page.iter().filter(|w| !w.text.contains('—')).collect();
    assert_eq!(body.len(), 22);
    for line in &body {
        assert_eq!(line.text.chars().count(), 28, "{}", line.text);
        about("left edge", line.left, 28.0);
        about("right edge", line.right, 184.0);
    }
    for pair in body.windows(2) {
        assert!(
            (pair[1].bottom - pair[0].bottom - LINE).abs() < 0.05,
            "line pitch {}",
            pair[1].bottom - pair[0].bottom
        );
    }
    let Some(raster) = Raster::page(&pdf, 2) else { return };
    let (top, bottom) = raster.extent(Ink::Black, (0.0, 263.0), WHOLE);
    // The characters stand in the middle of their lines.
    about("first line", top, 37.0 + (LINE - CHARACTER) / 2.0);
    about("last line", bottom, 262.0 - (LINE - CHARACTER) / 2.0);
}

#[test]
fn the_head_of_a_document_proper_stands_where_the_standard_has_it() {
    let pdf = print("proper", proper(&["许昌市民政局"], &[], 14));
    let (Some(words), Some(raster)) = (words(&pdf), Raster::page(&pdf, 1)) else { return };
    let rules = red_rules(&raster, 156.0);
    assert_eq!(rules.len(), 1, "one red rule as wide as the text area");
    let rule = rules[0];
    about("its left end", raster.width(Ink::Red, rule).0, 28.0);
    let mark = raster.extent(Ink::Red, (0.0, rule.0 - 1.0), WHOLE);
    about("upper edge of the issuing mark", mark.0 - 37.0, 35.0);
    let number = raster.extent(Ink::Black, (mark.1, rule.0), WHOLE);
    about("two lines above the number", number.0 - mark.1, 2.0 * LINE);
    about("number to rule", rule.0 - number.1, 4.0);
    let number = find(&words, "许民〔2021〕56号");
    about("number in the middle", f64::midpoint(number.left, number.right), 106.0);
    let title = raster.extent(Ink::Black, (rule.1, rule.1 + 32.0), WHOLE);
    about("two lines above the title", title.0 - rule.1, 2.0 * LINE);
    for (no, text) in ["000012", "秘密★1年", "特急"].into_iter().enumerate() {
        let mark = find(&words, text);
        about(text, mark.left, 28.0);
        let line = 37.0 + (f64::from(u32::try_from(no).unwrap()) + 0.5) * LINE;
        assert!(mark.top < line && mark.bottom > line, "{text} is not in line {}", no + 1);
    }
    let all: String = on_page(&words, 1).iter().map(|w| w.text.as_str()).collect();
    let place = |text: &str| all.find(text).unwrap_or_else(|| panic!("{text} in {all}"));
    assert!(
        place("000012") < place("秘密") && place("秘密") < place("特急") && place("特急") < place("许昌市民政局文件")
    );
    assert!(all.contains("关于2021年1—11月殡葬改革工作进展情况的通报各县"), "{all}");
    assert!(all.contains("主要指标总体平稳"), "the first page shows the body");
}

#[test]
fn several_offices_stand_over_one_another_and_signers_right() {
    let offices = ["许昌市民政局", "许昌市财政局", "许昌市人力资源和社会保障局"];
    let pdf = print("joint", proper(&offices, &["张卫明", "李强", "王建国"], 3));
    let (Some(words), Some(raster)) = (words(&pdf), Raster::page(&pdf, 1)) else { return };
    let rule = red_rules(&raster, 156.0)[0];
    let mark = raster.extent(Ink::Red, (0.0, rule.0 - 1.0), WHOLE);
    about("upper edge of the issuing mark", mark.0 - 37.0, 35.0);
    let suffix = find(&words, "文件");
    let ink = raster.extent(Ink::Red, (70.0, rule.0 - 1.0), (suffix.right - 10.0, suffix.right));
    about("文件 half way down", f64::midpoint(ink.0, ink.1), f64::midpoint(mark.0, mark.1));
    assert!(suffix.left > find(&words, "社会保障局").right - 1.0 || suffix.text.contains("局文件"), "{suffix:?}");
    let first = find(&words, "签发人：");
    let label = raster.extent(Ink::Black, (mark.1, rule.0), (first.left, first.left + 15.0));
    about("signers two lines below", label.0 - mark.1, 2.0 * LINE);
    let (number, last) = (find(&words, "许民〔2021〕56号"), find(&words, "王建国"));
    about("number one character in", number.left, 28.0 + 156.0 / 28.0);
    let line = |w: &Words| raster.extent(Ink::Black, (mark.1 + 25.0, rule.0), (w.left, w.right));
    let (left, right) = (line(number), line(last));
    about("number on the line of the last signer", f64::midpoint(left.0, left.1), f64::midpoint(right.0, right.1));
    about("names under one another", last.left, first.left + 4.0 * CHARACTER);
    let right = words.iter().filter(|w| (w.bottom - first.bottom).abs() < 1.0).map(|w| w.right).fold(0.0, f64::max);
    about("one character from the right edge", right, 184.0 - 156.0 / 28.0);
    let below = raster.extent(Ink::Black, (last.top, rule.0), WHOLE);
    about("number to rule", rule.0 - below.1, 4.0);
}

#[test]
fn page_numbers_stand_7_mm_below_the_text_area_right_and_left() {
    let pdf = print("numbers", vec![paragraph("民政"), filler(60)]);
    let Some(words) = words(&pdf) else { return };
    for page in 1..=3 {
        let Some(raster) = Raster::page(&pdf, page) else { return };
        let folio = on_page(&words, page).into_iter().find(|w| w.text.contains('—')).unwrap();
        let dash = raster.extent(Ink::Black, (264.0, 280.0), (folio.left, folio.left + 2.5));
        about("dash below the text area", f64::midpoint(dash.0, dash.1) - 262.0, 7.0);
        let character = 14.0 * 25.4 / 72.0;
        if page % 2 == 1 {
            about("odd: right", folio.right, 184.0 - character);
        } else {
            about("even: left", folio.left, 28.0 + character);
        }
    }
}

#[test]
fn an_imprint_ends_at_the_lower_edge_of_the_text_area_of_an_even_page() {
    let pdf = print("imprint", proper(&["许昌市民政局"], &[], 14));
    let Some(words) = words(&pdf) else { return };
    let last = words.iter().map(|w| w.page).max().unwrap();
    assert_eq!(last % 2, 0, "the back of a leaf");
    let copies = find(&words, "抄送：");
    assert_eq!(copies.page, last);
    let character = 14.0 * 25.4 / 72.0;
    about("one character in", copies.left, 28.0 + character);
    let line = on_page(&words, last).into_iter().find(|w| w.top > copies.bottom - 1.0).unwrap();
    about("what goes on hangs from the label", line.left, 28.0 + 4.0 * character);
    about("date one character from the right edge", find(&words, "5日印发").right, 184.0 - character);
    let Some(strip) = Raster::strip(&pdf, last, 30.0) else { return };
    let rules = strip.bands(Ink::Black, 30.0, 32.0);
    let rules = &rules[rules.len() - 3..];
    for (rule, thick) in rules.iter().zip([0.35, 0.25, 0.35]) {
        assert!((rule.1 - rule.0 - thick).abs() < 0.03, "a rule of {:.3} mm, should be {thick}", rule.1 - rule.0);
    }
    about("last rule", f64::midpoint(rules[2].0, rules[2].1), 262.0);
    let Some(raster) = Raster::page(&pdf, last) else { return };
    for rule in rules {
        let (left, right) = raster.width(Ink::Black, *rule);
        about("rule from", left, 28.0);
        about("rule to", right, 184.0);
    }
}

#[test]
fn a_seal_presses_office_and_date_and_begins_within_a_line_of_the_text() {
    let pdf = print("seal", proper(&["许昌市民政局"], &[], 14));
    let Some(words) = words(&pdf) else { return };
    let date = words.iter().find(|w| w.text.ends_with("2021年12月5日")).unwrap();
    let office = words.iter().rfind(|w| w.page == date.page && w.bottom < date.top + 1.0).unwrap();
    about("four characters from the right edge", date.right, 184.0 - 4.0 * 156.0 / 28.0);
    let middle = f64::midpoint(date.left, date.right);
    about("office over the date", f64::midpoint(office.left, office.right), middle);
    let Some(raster) = Raster::page(&pdf, date.page) else { return };
    let seal = raster.extent(Ink::Red, (30.0, 262.0), WHOLE);
    let (left, right) = raster.width(Ink::Red, seal);
    // The ring is 414 of 420 pixels of a picture 42 mm wide.
    about("width of the seal", right - left, 41.4);
    about("its middle", f64::midpoint(left, right), middle);
    assert!(seal.0 < office.top && seal.1 > date.bottom, "{seal:?} does not press {office:?} and {date:?}");
    let above =
        words.iter().filter(|w| w.page == date.page && w.bottom < office.top).map(|w| w.bottom).fold(0.0, f64::max);
    assert!(seal.0 >= above - 2.0 && seal.0 - above < LINE, "{} mm below the text", seal.0 - above);
}

#[test]
fn a_letter_has_its_rules_at_30_4_and_20_mm() {
    let pdf = print("letter", letter(5));
    let (Some(words), Some(raster)) = (words(&pdf), Raster::page(&pdf, 1)) else { return };
    let name = raster.extent(Ink::Red, (0.0, 50.0), WHOLE);
    about("name from the edge of the sheet", name.0, 30.0);
    let rules = red_rules(&raster, 170.0);
    assert_eq!(rules.len(), 4, "two double rules of 170 mm: {rules:?}");
    about("left end", raster.width(Ink::Red, rules[0]).0, 20.0);
    let bands = raster.bands(Ink::Red, 20.5, 22.0);
    let [first, under, thin, thick] = bands[..] else { panic!("{bands:?}") };
    let lower = raster.extent(Ink::Red, (0.0, first.0), WHOLE).1;
    about("name to rule", first.0 - lower, 4.0);
    about("second rule from the lower edge", 297.0 - thick.1, 20.0);
    assert!(first.1 - first.0 > under.1 - under.0, "thick over thin");
    assert!(thick.1 - thick.0 > thin.1 - thin.0, "thin over thick");
    let marks = raster.extent(Ink::Black, (under.1, under.1 + 25.0), (28.0, 60.0));
    about("handling below the rule", marks.0 - under.1, CHARACTER * 7.0 / 8.0);
    about("secrecy at the left edge", find(&words, "秘密★1年").left, 28.0);
    let number = find(&words, "许民函〔2021〕8号");
    about("number at the right edge", number.right, 184.0);
    let beside = raster.extent(Ink::Black, (under.1, under.1 + 12.0), (number.left, number.right));
    about("number beside the first mark", beside.0, marks.0);
    let urgency = raster.extent(Ink::Black, (under.1 + CHARACTER + 5.0, under.1 + 22.0), (28.0, 60.0));
    let title = raster.extent(Ink::Black, (urgency.1 + 2.0, urgency.1 + 32.0), WHOLE);
    about("two lines above the title", title.0 - urgency.1, 2.0 * LINE);
    assert!(!on_page(&words, 1).iter().any(|w| w.top > 262.0 && w.text.contains('—')), "no number on the first page");
    assert!(raster.bands(Ink::Black, 29.0, 31.0).iter().all(|band| band.1 - band.0 > 0.0 && band.0 < 272.5));
}

#[test]
fn the_last_line_of_a_letter_stands_above_its_second_rule() {
    let pdf = print("letter-full", letter(40));
    let Some(raster) = Raster::page(&pdf, 1) else { return };
    let thin = raster.bands(Ink::Red, 20.5, 22.0)[2];
    let last = raster.extent(Ink::Black, (60.0, thin.0), WHOLE).1;
    about("last line to rule", thin.0 - last, CHARACTER * 7.0 / 8.0);
}

#[test]
fn a_bulletin_has_a_red_rule_and_its_copies_at_the_foot() {
    let pdf = print("bulletin", bulletin());
    let (Some(words), Some(raster)) = (words(&pdf), Raster::page(&pdf, 1)) else { return };
    assert_eq!(words.iter().map(|w| w.page).max(), Some(1), "one page");
    assert_eq!(red_rules(&raster, 156.0).len(), 1);
    let labels = ["报：", "送：", "发："].map(|text| find(&words, text));
    assert!(labels.windows(2).all(|pair| pair[0].bottom < pair[1].bottom && (pair[0].left - pair[1].left).abs() < 0.1));
    about("copies right", find(&words, "共印30份").right, 184.0 - 14.0 * 25.4 / 72.0);
    let rules = raster.bands(Ink::Black, 28.2, 29.0);
    about("last rule", rules.last().unwrap().1, 262.2);
}

#[test]
fn minutes_have_their_mark_35_mm_down_and_lists_that_hang() {
    let pdf = print("minutes", minutes());
    let (Some(words), Some(raster)) = (words(&pdf), Raster::page(&pdf, 1)) else { return };
    let rule = red_rules(&raster, 156.0)[0];
    let mark = raster.extent(Ink::Red, (0.0, rule.0 - 1.0), WHOLE);
    about("upper edge of the mark", mark.0 - 37.0, 35.0);
    let label = find(&words, "出席：");
    let above = words.iter().rfind(|w| w.page == 1 && w.bottom < label.top + 1.0).unwrap();
    // The boxes of two faces end a little apart.
    assert!((label.bottom - above.bottom - 2.0 * LINE).abs() < 1.5, "one line free above: {above:?}, {label:?}");
    about("two characters in", label.left, 28.0 + 2.0 * 156.0 / 28.0);
    let next = words.iter().find(|w| w.page == label.page && w.top > label.bottom - 2.0).unwrap();
    about("under the first name", next.left, 28.0 + 5.0 * 156.0 / 28.0);
}

#[test]
fn contents_tell_the_pages_where_the_headings_are() {
    let pdf = print("report", report());
    let Some(words) = words(&pdf) else { return };
    for text in ["一、社会救助情况", "（一）城乡低保", "二、工作建议"] {
        let entry = find(&words, text);
        let number = words.iter().find(|w| w.page == 1 && (w.bottom - entry.bottom).abs() < 1.0 && w.left > 170.0);
        let number = number.unwrap_or_else(|| panic!("no number beside {text}"));
        about("number at the right edge", number.right, 184.0);
        let there = words.iter().filter(|w| w.text.contains(text)).nth(1).unwrap();
        assert_eq!(number.text, there.page.to_string(), "{text}");
    }
    let label = words.iter().rev().find(|w| w.text == "附件1").unwrap();
    let title = words.iter().find(|w| w.page == label.page && w.text.contains("殡葬改革")).unwrap();
    about("annex label at the left edge", label.left, 28.0);
    let third = 37.0 + 2.0 * LINE;
    assert!(title.top > third - 2.0 && title.bottom < third + 14.0, "title on the third line: {title:?}");
}

#[test]
fn every_annex_has_its_label_on_the_first_line_and_its_title_centred_on_the_third() {
    let pdf = print("annexes", annexes());
    let Some(words) = words(&pdf) else { return };
    // The title, and the height of its characters: 二号, or that of a table of several (13 pt).
    let wanted = [
        ("附件1", "殡葬改革进展情况", 22.0),
        ("附件2", "火化率排名表", 22.0),
        ("附件3", "滞后单位名单", 22.0),
        ("附表", "附表1　社会救助", 13.0),
    ];
    for (label, title, points) in wanted {
        let label = words.iter().find(|w| w.text == label).unwrap_or_else(|| panic!("{label}: {words:#?}"));
        about("label at the left edge", label.left, 28.0);
        let Some(raster) = Raster::page(&pdf, label.page) else { return };
        let ink = |line: f64| raster.extent(Ink::Black, (37.0 + line * LINE, 37.0 + (line + 1.0) * LINE), WHOLE);
        let first = ink(0.0);
        about("the label stands in the middle of the first line", f64::midpoint(first.0, first.1), 37.0 + LINE / 2.0);
        let below = on_page(&words, label.page).into_iter().find(|w| w.top > label.bottom).unwrap();
        let start: String = title.chars().take(3).collect();
        assert!(below.text.starts_with(&start), "{title}: the next on the page is {below:?}");
        let middle = f64::midpoint(below.top, below.bottom);
        let third = 37.0 + 2.0 * LINE;
        assert!(middle > third && middle < third + LINE, "{title} on the third line: {middle} of {third}");
        let on_line = words.iter().filter(|w| w.page == label.page && (w.bottom - below.bottom).abs() < 0.1);
        let right = on_line.map(|w| w.right).fold(0.0, f64::max);
        about("the title is centred", f64::midpoint(below.left, right), 106.0);
        let height = below.bottom - below.top;
        let character = points * 25.4 / 72.0;
        assert!(height >= character * 0.9 && height < character * 1.7, "{title}: {height:.1} mm high");
    }
    // A title is printed once, and again on every page where its table goes on.
    let titles: Vec<usize> = words.iter().filter(|w| w.text.contains("火化率排名表")).map(|w| w.page).collect();
    assert!(titles.len() > 1 && titles.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{titles:?}");
    for page in &titles[1..] {
        assert!(words.iter().any(|w| w.page == *page && w.text.contains("（续表）")), "page {page}");
    }
}
