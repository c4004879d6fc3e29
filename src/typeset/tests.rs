//! The official page: line breaking, headings, page furniture.

mod lines;
mod parts;

use super::geometry::{BODY, FOLIO, LEAD, MM, PITCH, PORTRAIT};
use super::ink::Ink;
use super::lines::{Fill, break_lines};
use super::testing::{bulletin, document, inlines, style};
use super::words::Words;
use super::*;
use crate::canvas::{FontRole, TextMeasure};
use crate::document::{Band, Inline, KeyFigure};
use crate::fonts::testing::bundled;
use proptest::prelude::*;

fn set(blocks: Vec<Block>) -> Typeset {
    typeset(&document(blocks), bundled(), &style()).unwrap()
}

/// The text runs of a page, in order.
fn runs(page: &Page) -> Vec<&TextRun> {
    page.marks.iter().filter_map(|m| if let Mark::Text(run) = m { Some(run) } else { None }).collect()
}

fn right_edge(run: &TextRun) -> f64 {
    let count = u32::try_from(run.text.chars().count()).unwrap() - 1;
    run.x + bundled().width(&run.text, run.role, run.size) + run.spacing * f64::from(count)
}

fn lines_of(text: &[Inline], width: f64) -> Vec<String> {
    let words = Words::of(text, bundled(), FontRole::Fang, BODY);
    let fill = Fill { first: width, rest: width, justify: true, tracking: 0.0 };
    let lines = break_lines(&words, fill);
    lines.iter().map(|l| words.glyphs[l.range.clone()].iter().map(|g| g.character).collect()).collect()
}

#[test]
fn no_line_begins_or_ends_with_a_forbidden_mark() {
    let text = inlines("全市“救急难”机制运行平稳，（见<表1>）《规程》明确：一、二、三；“审核”。据统计，完成{98.14%}！");
    for characters in 8..30 {
        let lines = lines_of(&text, f64::from(characters) * BODY);
        for line in &lines {
            assert!(!line.starts_with(['，', '。', '、', '；', '：', '？', '！', '）', '》', '”', '%']), "{lines:?}");
            assert!(!line.ends_with(['（', '《', '“']), "{lines:?}");
        }
    }
}

#[test]
fn a_number_keeps_its_unit_and_a_figure_stays_whole() {
    let text = inlines(
        "截至[2021年11月30日]发放{7862.35万元}，提高{0.21个百分点}，共<12>家机构、第<3>季度推进PPP项目，增长{5.6%}。",
    );
    for characters in 8..30 {
        let joined = lines_of(&text, f64::from(characters) * BODY).join("|");
        for whole in ["7862.35万元", "0.21个", "5.6%", "11月", "30日", "12家", "第3季度", "PPP"] {
            assert!(joined.contains(whole), "{whole} is parted in {joined}");
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_runs_over(
        parts in prop::collection::vec("[民政统计月报]{1,6}[，。、；]?|[0-9]{1,6}|“[民政]{1,3}”", 1..40),
        characters in 8_u32..30,
    ) {
        let text = vec![Inline::Text(parts.concat())];
        let width = f64::from(characters) * BODY;
        let words = Words::of(&text, bundled(), FontRole::Fang, BODY);
        prop_assume!(words.widest_piece() < width - BODY);
        let lines = break_lines(&words, Fill { first: width, rest: width, justify: true, tracking: 0.0 });
        let all: String = lines.iter().flat_map(|l| words.glyphs[l.range.clone()].iter().map(|g| g.character)).collect();
        prop_assert_eq!(all, parts.concat());
        for line in &lines {
            // A closing mark may hang its blank half over the edge.
            prop_assert!(line.width <= width + BODY / 2.0 + 0.01, "{} > {}", line.width, width);
        }
    }
}

#[test]
fn full_lines_end_at_the_right_edge_of_the_text_area() {
    let text = "民政统计".repeat(30);
    let page = set(vec![Block::Paragraph(vec![Inline::Text(text)])]).pages.remove(0);
    let body: Vec<&TextRun> = runs(&page).into_iter().filter(|r| r.role == FontRole::Fang).collect();
    assert_eq!(body[0].text.chars().count(), 26, "two characters of indent");
    assert_eq!(body[1].text.chars().count(), 28);
    assert!((body[0].x - PORTRAIT.left - 2.0 * PITCH).abs() < 1e-6);
    for run in &body[..body.len() - 1] {
        assert!((right_edge(run) - PORTRAIT.right()).abs() < 0.01, "{}", right_edge(run));
    }
}

#[test]
fn a_page_has_twenty_two_lines() {
    let paragraphs = (0..23).map(|_| Block::Paragraph(inlines("民政统计月报"))).collect();
    let set = set(paragraphs);
    assert_eq!(set.pages.len(), 2);
    let baselines: Vec<f64> = runs(&set.pages[0]).iter().filter(|r| r.role == FontRole::Fang).map(|r| r.y).collect();
    assert_eq!(baselines.len(), 22);
    assert!(baselines.windows(2).all(|pair| (pair[1] - pair[0] - LEAD).abs() < 1e-6));
}

#[test]
fn a_heading_never_stands_last_on_a_page() {
    // On the second page; the first is content with one line under its headings.
    for filler in 37..45 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| Block::Paragraph(inlines("民政统计月报"))).collect();
        blocks.push(Block::Heading { level: 1, text: inlines("一、总体情况") });
        blocks.push(Block::Heading { level: 2, text: inlines("（一）救助") });
        blocks.push(Block::Paragraph(vec![Inline::Text("救助工作平稳推进".repeat(9))]));
        let set = set(blocks);
        let page = &set.pages[set.outline[0].page];
        assert_eq!(set.outline[0].page, set.outline[1].page);
        let below = runs(page).iter().filter(|r| r.y > set.outline[1].y + LEAD && r.size > FOLIO).count();
        assert!(below >= 2, "{below} lines under the headings after {filler} lines");
    }
}

#[test]
fn the_first_page_shows_the_body_under_its_headings() {
    let mut blocks: Vec<Block> = (0..19).map(|_| Block::Addressee(inlines("民政统计月报："))).collect();
    blocks.push(Block::Heading { level: 1, text: inlines("一、总体情况") });
    blocks.push(Block::Heading { level: 2, text: inlines("（一）救助") });
    blocks.push(Block::Paragraph(vec![Inline::Text("救助工作平稳推进".repeat(9))]));
    let shown = |blocks: Vec<Block>| {
        let set = set(blocks);
        let texts = |page: &Page| runs(page).iter().filter(|r| r.text.contains("救助工作")).count();
        set.pages.iter().map(texts).collect::<Vec<_>>()
    };
    assert_eq!(shown(blocks.clone()), [1, 2], "a line alone rather than a first page without any text");
    blocks[18] = Block::Paragraph(inlines("民政统计月报"));
    assert_eq!(shown(blocks), [0, 3]);
}

#[test]
fn a_line_of_long_figures_is_not_torn_apart() {
    let text = "支出{51203.55万元}、省级资金{18044.1万元}、市县配套{14869.25万元}。";
    let page = set(vec![Block::Paragraph(inlines(text))]).pages.remove(0);
    let widest = runs(&page).iter().map(|r| r.spacing).fold(0.0, f64::max);
    assert!(widest <= 0.5 * BODY + 1e-6, "{widest}");
}

#[test]
fn a_title_is_centred_in_lines_that_make_a_trapezium() {
    let title = "关于[2021年1—11月]全市困难群众救助补助资金支出进度和重点任务完成情况的通报";
    let page = set(vec![Block::Title(inlines(title))]).pages.remove(0);
    let mut widths: Vec<(f64, f64, f64)> = Vec::new();
    for run in runs(&page).into_iter().filter(|r| r.role == FontRole::Title) {
        match widths.last_mut() {
            Some(line) if (line.0 - run.y).abs() < 1e-6 => line.2 = right_edge(run),
            _ => widths.push((run.y, run.x, right_edge(run))),
        }
    }
    assert_eq!(widths.len(), 3);
    for (_, left, right) in &widths {
        let (before, after) = (left - PORTRAIT.left, PORTRAIT.right() - right);
        assert!((before - after).abs() < 0.01 && before > 0.0, "not centred");
    }
    let lengths: Vec<f64> = widths.iter().map(|w| w.2 - w.1).collect();
    let (least, most) = lengths.iter().fold((f64::MAX, 0.0_f64), |(l, m), w| (l.min(*w), m.max(*w)));
    // Some eleven characters (the digits are narrow), twelve, fourteen.
    assert!(lengths[0] < lengths[1] && lengths[1] < lengths[2] && most - least < 4.0 * 22.0, "{lengths:?}");
}

#[test]
fn levels_of_headings_have_their_faces() {
    let blocks = [(1, "一、总体"), (2, "（一）救助"), (3, "分项")];
    let page = set(blocks.map(|(level, text)| Block::Heading { level, text: inlines(text) }).to_vec()).pages.remove(0);
    let role = |text: &str| runs(&page).into_iter().find(|r| r.text.starts_with(text)).map(|r| r.role);
    assert_eq!(blocks.map(|b| role(b.1)), [Some(FontRole::Hei), Some(FontRole::Kai), Some(FontRole::Fang)]);
}

#[test]
fn the_rule_of_the_red_head_is_as_wide_as_the_text_area() {
    let set = typeset(&bulletin(), bundled(), &style()).unwrap();
    let red = style().red;
    let rule = set.pages[0].marks.iter().find_map(|m| match m {
        Mark::Line { from, to, color, .. } if *color == red => Some((from.0, to.0)),
        _ => None,
    });
    assert_eq!(rule, Some((PORTRAIT.left, PORTRAIT.right())));
    let name = runs(&set.pages[0]).into_iter().find(|r| r.color == red).unwrap();
    assert_eq!((name.role, name.text.as_str()), (FontRole::Title, "许昌民政统计月报"));
    assert!(name.x > PORTRAIT.left && right_edge(name) < PORTRAIT.right());
}

#[test]
fn page_numbers_stand_right_on_odd_and_left_on_even_pages() {
    let set = typeset(&bulletin(), bundled(), &style()).unwrap();
    for (no, page) in set.pages.iter().enumerate().filter(|(_, p)| p.width < p.height) {
        let folio = runs(page).into_iter().find(|r| r.text.starts_with('—') && r.y > PORTRAIT.bottom()).unwrap();
        assert_eq!(folio.x > PORTRAIT.width / 2.0, no % 2 == 0, "page {}", no + 1);
        let ink = Ink::of("—", bundled(), FontRole::Song, FOLIO);
        let dash = folio.y + f64::midpoint(ink.top, ink.bottom);
        assert!((dash - PORTRAIT.bottom() - 7.0 * MM).abs() < 0.01);
    }
}

#[test]
fn on_a_turned_sheet_page_number_and_head_stand_where_other_pages_have_them() {
    let set = typeset(&bulletin(), bundled(), &style()).unwrap();
    let mut turned = 0;
    for (no, page) in set.pages.iter().enumerate().filter(|(_, p)| p.width > p.height) {
        turned += 1;
        let folio = runs(page).into_iter().find(|r| r.turned && r.text.starts_with('—')).unwrap();
        // Held upright, the sheet's right edge is the foot of the turned page, its foot the left edge.
        assert_eq!(folio.y > page.height / 2.0, no % 2 == 0, "page {}", no + 1);
        let ink = Ink::of("—", bundled(), FontRole::Song, FOLIO);
        let from_foot = folio.x - f64::midpoint(ink.top, ink.bottom);
        assert!((from_foot - (PORTRAIT.height - PORTRAIT.bottom() - 7.0 * MM)).abs() < 0.01, "{from_foot}");
        let notice = runs(page).into_iter().find(|r| r.turned && r.text.starts_with("模拟")).unwrap();
        assert!((page.width - notice.x - 18.0 * MM).abs() < 0.01 && (notice.y - PORTRAIT.left).abs() < 0.01);
    }
    assert!(turned > 0);
}

#[test]
fn notice_and_draft_mark_stand_on_every_page() {
    let set = typeset(&bulletin(), bundled(), &style()).unwrap();
    assert!(set.pages.len() > 5);
    for page in &set.pages {
        let texts: String = runs(page).iter().map(|r| r.text.as_str()).collect();
        assert!(texts.contains("模拟数据，仅供演示") && texts.contains("草稿"));
        assert!(matches!(page.marks[0], Mark::Path { fill: Some(_), .. }), "the watermark lies under the text");
    }
}

#[test]
fn a_figure_is_one_run_with_its_key() {
    let page = set(vec![Block::Paragraph(inlines("火化率为{98.14%}，发放{7862.35万元}。"))]).pages.remove(0);
    let figures: Vec<&str> = runs(&page).iter().filter(|r| r.figure.is_some()).map(|r| r.text.as_str()).collect();
    assert_eq!(figures, ["98.14%", "7862.35万元"]);
}

#[test]
fn a_character_without_a_glyph_is_an_error_that_names_it() {
    let blocks = document(vec![Block::Paragraph(inlines("民政𠮷局"))]);
    let error = typeset(&blocks, bundled(), &style()).unwrap_err().to_string();
    assert!(error.contains("第1页") && error.contains('𠮷') && error.contains("U+20BB7"), "{error}");
}

#[test]
fn annexes_begin_a_page_and_the_outline_leads_to_them() {
    let set = set(vec![
        Block::Heading { level: 1, text: inlines("一、总体情况") },
        Block::Paragraph(inlines("平稳。")),
        Block::Annex { text: inlines("附表"), title: Vec::new() },
    ]);
    let entry = |e: &OutlineEntry| (e.level, e.title.clone(), e.page);
    assert_eq!(
        set.outline.iter().map(entry).collect::<Vec<_>>(),
        [(1, "一、总体情况".into(), 0), (0, "附表".into(), 1)]
    );
    assert!((set.outline[1].y - PORTRAIT.top).abs() < 1e-9);
}

#[test]
fn the_same_document_gives_the_same_pages() {
    let once = typeset(&bulletin(), bundled(), &style()).unwrap();
    assert_eq!(once, typeset(&bulletin(), bundled(), &style()).unwrap());
}

#[test]
fn key_numbers_stand_on_one_baseline_and_their_labels_begin_on_another() {
    let labels = ["火化率", "低保人数合计", "公建民营完成率", "两项补贴发放金额合计（累计）", "结婚登记（累计）"];
    let figure = |(no, label): (usize, &&str)| KeyFigure {
        label: (*label).to_owned(),
        value: inlines(["{98.14%}", "{109833人}", "{85.33%}", "{3874.68万元}", "{17674对}"][no]),
        legend: if no % 2 == 0 { inlines("“*”合计不完整，不含鄢陵县。") } else { Vec::new() },
        note: inlines(["同比提高{67.16个百分点}", "同比增长{2.3%}"][no % 2]),
        band: if no % 2 == 0 { Band::Good } else { Band::None },
    };
    let figures: Vec<KeyFigure> = labels.iter().enumerate().map(figure).collect();
    let page = set(vec![Block::Paragraph(inlines("上文。")), Block::KeyFigures(figures)]).pages.remove(0);
    let runs = runs(&page);
    let mut values: Vec<f64> =
        runs.iter().filter(|r| r.role == FontRole::Title && r.figure.is_some()).map(|r| r.y).collect();
    assert_eq!(values.len(), 5);
    values.dedup();
    assert_eq!(values.len(), 1, "numbers on {values:?}");
    let labels: Vec<&&TextRun> = runs.iter().filter(|r| r.role == FontRole::Hei && r.y < values[0]).collect();
    let words: Vec<&&&TextRun> = labels.iter().filter(|r| r.text != "●" && r.figure.is_none()).collect();
    let first = words.iter().map(|r| r.y).fold(f64::MAX, f64::min);
    assert_eq!(words.iter().filter(|r| (r.y - first).abs() < 1e-9).count(), 5, "every label begins on one line");
    let mut lines: Vec<f64> = words.iter().map(|r| r.y).collect();
    lines.sort_by(f64::total_cmp);
    lines.dedup();
    assert!(lines.len() <= 2, "labels take {} lines", lines.len());
    for mark in labels.iter().filter(|r| r.text == "●") {
        assert!((mark.y - first).abs() < 2.0, "the mark stands beside the first line");
    }
    let above = runs.iter().find(|r| r.text.starts_with("上文")).unwrap().y;
    let legend: Vec<&&TextRun> = runs.iter().filter(|r| r.text.contains("合计不完整")).collect();
    assert_eq!(legend.len(), 1, "said once");
    let line = runs.iter().filter(|r| (r.y - legend[0].y).abs() < 1e-9);
    let left = line.map(|r| r.x).fold(f64::MAX, f64::min);
    // An opening mark at the beginning of a line loses its empty half.
    assert!((left - PORTRAIT.left).abs() < 5.0 && legend[0].y > values[0] + 24.0, "{left}: {:?}", legend[0]);
    let top = page.marks.iter().find_map(|m| match m {
        Mark::Line { from, width, .. } if *width > 1.4 => Some(from.1),
        _ => None,
    });
    assert!(top.unwrap() > above + BODY * 0.6, "the box touches the text above");
}

#[test]
fn a_unit_stays_in_one_piece_beside_its_number_or_under_it() {
    let figure = |value: &str| KeyFigure {
        label: "指标".to_owned(),
        value: inlines(value),
        note: Vec::new(),
        legend: Vec::new(),
        band: Band::None,
    };
    let set_values = |values: &[&str]| {
        let figures = values.iter().map(|value| figure(value)).collect();
        let page = set(vec![Block::KeyFigures(figures)]).pages.remove(0);
        let found = runs(&page).into_iter().filter(|run| run.figure.is_some());
        found.map(|run| (run.text.clone(), run.size, run.y)).collect::<Vec<_>>()
    };
    let all = set_values(&["{36.1张/千人}", "{95.20%}", "{100人}", "{1人}", "{2人}"]);
    let texts: Vec<&str> = all.iter().map(|run| run.0.as_str()).collect();
    assert_eq!(texts, ["36.1", "张/千人", "95.20%", "100", "人", "1", "人", "2", "人"]);
    assert!(all[0].1 > all[1].1 && all[0].2 == all[1].2, "a small unit beside a large number: {all:?}");
    // With the marks of what is incomplete and in doubt: all on one line.
    let all = set_values(&["{2746.80万元*※}", "{95.20%}", "{100人}", "{1人}", "{2人}"]);
    assert_eq!((all[0].0.as_str(), all[1].0.as_str(), all[0].2), ("2746.80", "万元*※", all[1].2), "{all:?}");
    assert!(all[0].1 >= 14.0, "{all:?}");
    // Beside its number the unit would press the numbers of the whole row below 14 points.
    let all = set_values(&["{1234.5元/人·月（不含补助）}", "{95.20%}", "{100人}", "{1人}", "{2人}"]);
    assert_eq!((all[0].0.as_str(), all[1].0.as_str()), ("1234.5", "元/人·月（不含补助）"));
    assert!(all[1].2 > all[0].2, "under it: {all:?}");
    assert!(all[0].1 > 18.0 && all[0].2 == all[3].2 && all[3].2 == all[4].2, "{all:?}");
}
