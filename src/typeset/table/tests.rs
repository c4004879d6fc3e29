//! Tables on pages: decimal points, repeated heads, the turned sheet.

use crate::canvas::{FontRole, Mark, Page, TextMeasure, TextRun};
use crate::document::{Align, Block, FormBlock, RowKind, Table};
use crate::fonts::testing::bundled;
use crate::typeset::testing::{cell, document, long_table, row, small_table, style, wide_table};
use crate::typeset::{PageStyle, Typeset, TypesetError, typeset};

fn set(table: Table) -> Result<Typeset, TypesetError> {
    typeset(&document(vec![Block::Table(table)]), bundled(), &style())
}

fn runs(page: &Page) -> Vec<&TextRun> {
    page.marks.iter().filter_map(|m| if let Mark::Text(run) = m { Some(run) } else { None }).collect()
}

#[test]
fn decimal_points_stand_under_one_another() {
    let pages = set(small_table()).unwrap().pages;
    let page = &pages[0];
    let point = |text: &str| {
        let run = *runs(page).iter().find(|r| r.text == text).unwrap();
        let whole = &text[..text.find('.').unwrap_or(text.len())];
        run.x + bundled().width(whole, run.role, run.size)
    };
    // 本年累计: whole numbers, one place; 完成进度: two places, one, three digits.
    for (a, b) in [("84116.9", "97.6"), ("92.44", "102.74"), ("-3.00", "1.45")] {
        assert!((point(a) - point(b)).abs() < 0.01, "{a} {b}");
    }
    let end = |text: &str| {
        let run = *runs(page).iter().find(|r| r.text == text).unwrap();
        run.x + bundled().width(text, run.role, run.size)
    };
    // Whole numbers end where the decimals end: nothing looks cut off.
    for (a, b) in [("84116.9", "782"), ("-1203", "1204.55"), ("-1203", "122")] {
        assert!((end(a) - end(b)).abs() < 0.01, "{a} {b}");
    }
    assert!((point("7862.35") - point("84116.9")).abs() > 10.0, "different columns");
}

#[test]
fn a_table_that_breaks_repeats_its_heads_and_loses_no_row() {
    let set = set(long_table(52)).unwrap();
    assert!(set.pages.len() >= 2);
    let mut rows = 0;
    for (no, page) in set.pages.iter().enumerate() {
        let runs = runs(page);
        let has = |text: &str| runs.iter().any(|r| r.text == text && r.role == FontRole::Hei);
        assert!(has("死亡人数") && has("累计") && has("位次"), "heads on page {}", no + 1);
        let title: String = runs.iter().filter(|r| r.role == FontRole::Title).map(|r| r.text.as_str()).collect();
        assert_eq!(title.contains("（续表）"), no > 0, "{title}");
        rows += runs.iter().filter(|r| r.text == "1572.5").count();
    }
    assert_eq!(rows, 52);
}

#[test]
fn the_last_page_of_a_table_has_more_than_three_rows_whatever_their_number() {
    let mut saved = 0;
    for rows in [26, 30, 32, 34, 36, 40, 64] {
        let set = set(long_table(rows)).unwrap();
        let on = |page: &Page| runs(page).iter().filter(|r| r.text == "1572.5").count();
        let counts: Vec<usize> = set.pages.iter().map(on).collect();
        assert_eq!(counts.iter().sum::<usize>(), rows);
        assert!(counts[counts.len() - 1] > 3, "{rows} rows on pages as {counts:?}");
        saved += usize::from(runs(&set.pages[0]).iter().any(|r| r.text == "1572.5" && r.size < 9.5));
    }
    assert!(saved > 0, "no table was squeezed onto its page");
}

#[test]
fn names_stay_on_one_line_where_a_smaller_size_lets_them() {
    let mut table = small_table();
    table.rows.extend(
        (0..6).map(|_| row(RowKind::Item, &["困难残疾人生活补贴人数", "人", "26733", "26733", "598", "2.3", "—", "—"])),
    );
    let pages = set(table).unwrap().pages;
    assert_eq!(runs(&pages[0]).iter().filter(|r| r.text == "困难残疾人生活补贴人数").count(), 6);
}

#[test]
fn every_part_of_a_broken_table_is_closed_by_a_thick_rule() {
    for page in &set(long_table(52)).unwrap().pages {
        let lowest = page.marks.iter().filter_map(|m| match m {
            Mark::Line { from, to, width, .. } if (from.1 - to.1).abs() < 1e-9 => Some((from.1, *width)),
            _ => None,
        });
        let lowest = lowest.fold((0.0, 0.0), |low, line| if line.0 >= low.0 { line } else { low });
        assert!((lowest.1 - super::THICK).abs() < 1e-9, "{lowest:?}");
    }
}

#[test]
fn a_table_too_wide_for_an_upright_sheet_turns_it() {
    let narrow = set(wide_table(3)).unwrap().pages;
    assert!(narrow.iter().all(|p| p.width < p.height));
    let wide = set(wide_table(10)).unwrap().pages;
    assert!(wide.iter().all(|p| p.width > p.height), "no empty upright page before it");
    for run in wide.iter().flat_map(runs).filter(|run| !run.turned) {
        assert!(run.x >= 35.0 * 72.0 / 25.4 - 0.01 && run.x < wide[0].width - 37.0 * 72.0 / 25.4, "{}", run.text);
    }
}

#[test]
fn a_total_is_set_apart_and_judged_cells_have_a_shape() {
    let pages = set(small_table()).unwrap().pages;
    let runs = runs(&pages[0]);
    let role = |text: &str| runs.iter().find(|r| r.text == text).unwrap().role;
    assert_eq!((role("合计"), role("城市低保对象")), (FontRole::Hei, FontRole::Song));
    for shape in ["●", "▲", "■"] {
        assert!(runs.iter().any(|r| r.text == shape), "{shape}");
    }
    assert!(runs.iter().filter(|r| r.text == "7862.35").all(|r| r.figure.is_some()));
}

#[test]
fn a_row_with_too_few_cells_is_an_error_that_names_it() {
    let mut table = small_table();
    table.rows.push(row(RowKind::Item, &["特困供养", "人"]));
    let expected = TypesetError::Ragged { table: "key".to_owned(), row: 7, cells: 2, columns: 8 };
    assert_eq!(set(table).unwrap_err(), expected);
}

#[test]
fn a_table_without_rows_or_columns_still_has_a_page() {
    let mut table = small_table();
    table.rows.clear();
    assert_eq!(set(table.clone()).unwrap().pages.len(), 1);
    table.columns.clear();
    assert_eq!(set(table).unwrap().pages.len(), 1);
}

/// The page of every row, by a text that stands in its first cell.
fn pages_of(pages: &[Page], name: &str) -> Vec<usize> {
    let has = |page: &&Page| runs(page).iter().any(|run| run.text == name);
    (0..pages.len()).filter(|no| has(&&pages[*no])).collect()
}

#[test]
fn a_whole_is_on_the_page_of_its_first_part_and_no_group_ends_a_page() {
    for before in 20..44 {
        let mut table = long_table(2);
        let cells = ["甲", "132", "1572.5", "131", "1539", "97.9", "12"];
        table.rows = (0..before).map(|_| row(RowKind::Item, &cells)).collect();
        let named = |kind, name: &'static str| row(kind, &[name, "132", "1572.5", "131", "1539", "97.9", "12"]);
        table.rows.push(row(RowKind::Group, &["组名"]));
        table.rows.push(named(RowKind::Item, "总数"));
        table.rows.extend([named(RowKind::Part, "部分"), named(RowKind::Inner(2), "小部分")]);
        table.rows.extend((0..30).map(|_| row(RowKind::Item, &cells)));
        let pages = set(table).unwrap().pages;
        let page = pages_of(&pages, "总数");
        assert_eq!(pages_of(&pages, "组名"), page, "{before}");
        assert_eq!(pages_of(&pages, "部分"), page, "{before}");
    }
}

#[test]
fn parts_stand_in_by_a_character_for_each_step() {
    let mut table = small_table();
    let cells = ["女性", "人", "1", "1", "1", "1.25", "—", "—"];
    table.rows[1] = row(RowKind::Part, &cells);
    table.rows.insert(2, row(RowKind::Inner(2), &["未成年", "人", "1", "1", "1", "1.25", "—", "—"]));
    let pages = set(table).unwrap().pages;
    let run = |text: &str| *runs(&pages[0]).iter().find(|run| run.text == text).unwrap();
    let whole = run("城市低保对象");
    for (name, steps) in [("女性", 1.0), ("未成年", 2.0)] {
        assert!((run(name).x - whole.x - steps * whole.size).abs() < 0.01, "{name}");
    }
}

#[test]
fn words_in_the_middle_are_centred_line_by_line_and_no_line_has_a_single_character() {
    let mut table = small_table();
    table.columns[1].align = Align::Center;
    table.rows[0].cells[1] = cell("推进中或者尚未到期的");
    table.rows[2].cells[0] = cell("特殊困难老年人家庭适老化改造工作");
    let pages = set(table).unwrap().pages;
    let lines: Vec<&TextRun> =
        runs(&pages[0]).into_iter().filter(|run| "推进中或者尚未到期的".contains(&run.text)).collect();
    assert!(lines.len() > 1);
    let middle = |run: &TextRun| run.x + bundled().width(&run.text, run.role, run.size) / 2.0;
    assert!(lines.iter().all(|run| (middle(run) - middle(lines[0])).abs() < 0.01));
    assert!(lines.iter().all(|run| run.text.chars().count() > 1), "{lines:?}");
}

#[test]
fn a_theme_may_put_every_other_row_on_a_ground() {
    let document = document(vec![Block::Table(long_table(8))]);
    let grounds = |banding| {
        let page = &typeset(&document, bundled(), &PageStyle { banding, ..style() }).unwrap().pages[0];
        page.marks.iter().filter(|mark| matches!(mark, Mark::Path { fill: Some(_), .. })).count()
    };
    // The heads and two groups; then two of the four rows of each group.
    assert_eq!((grounds(false), grounds(true)), (3, 7));
}

#[test]
fn a_form_has_its_block_above_its_heads_and_its_column_numbers_on_every_page() {
    let block = FormBlock {
        lines: vec!["表　　号：许民统1表".to_owned(), "制定机关：许昌市民政局".to_owned()],
        office: "综合机关名称：许昌市民政局".to_owned(),
        period: "2021年11月".to_owned(),
    };
    let under_heads = vec!["甲 1 2 3 4 5 6".split(' ').map(str::to_owned).collect()];
    let pages = set(Table { block: Some(block), under_heads, ..long_table(52) }).unwrap().pages;
    assert!(pages.len() > 1);
    for (no, page) in pages.iter().enumerate() {
        let text: String = runs(page).iter().map(|run| run.text.as_str()).collect();
        assert_eq!(text.contains("许民统1表"), no == 0, "{text}");
        assert!(text.contains("综合机关名称") && text.contains("2021年11月") && text.contains("甲123456"), "{text}");
    }
    let page = &pages[0];
    let find = |text: &str| *runs(page).iter().find(|run| run.text.starts_with(text)).unwrap();
    let (number, office, unit) = (find("表　　号"), find("综合机关"), find("单位："));
    assert!(number.y < office.y && (office.y - unit.y).abs() < 0.01 && number.x > office.x + 100.0);
}

#[test]
fn heads_are_broken_between_words() {
    let mut table = small_table();
    table.columns[3].heads = vec!["上年同期累计".to_owned()];
    let document = document(vec![Block::Table(table)]);
    let lines = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let pages = typeset(&document, bundled(), &PageStyle { words, ..style() }).unwrap().pages;
        // Not 累计 alone: other heads end with it.
        let heads = runs(&pages[0])
            .into_iter()
            .filter(|run| run.text.chars().count() > 2 && "上年同期累计".contains(&run.text));
        heads.map(|run| run.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(lines(&["上年同期", "累计"]), ["上年同期"]);
    assert_eq!(lines(&["上年", "同期累计"]), ["同期累计"], "the words decide");
}
