//! Tables of any size: every text stands inside its cell and inside the text area, none touches another, none is missing.
//! Boxes are the advances of the face by one em; rules are read from the page, not from the plan.

use super::widths::LEAST;
use crate::canvas::{FontRole, Mark, Page, TextMeasure, TextRun};
use crate::document::{Align, Block, Column, Inline, Row, RowKind, Table, TableCell};
use crate::fonts::testing::bundled;
use crate::typeset::geometry::{LANDSCAPE, PORTRAIT};
use crate::typeset::testing::{cell, document, inlines, style};
use crate::typeset::typeset;
use std::time::Instant;

/// A box: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
struct Box4 {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

const NEAR: f64 = 0.02;
/// Ascent of the em box above its baseline.
const ASCENT: f64 = 0.88;

fn runs(page: &Page) -> impl Iterator<Item = &TextRun> {
    let text = |mark: &'_ Mark| matches!(mark, Mark::Text(run) if !run.turned);
    page.marks.iter().filter(move |mark| text(mark)).filter_map(|mark| match mark {
        Mark::Text(run) => Some(run),
        _ => None,
    })
}

fn box_of(run: &TextRun) -> Box4 {
    let characters = f64::from(u32::try_from(run.text.chars().count()).unwrap());
    let width = bundled().width(&run.text, run.role, run.size) + run.spacing * (characters - 1.0);
    let top = run.y - ASCENT * run.size;
    // The blank half of a mark may be shared with what stands beside it.
    let blank = |marks: &str, c: Option<char>| if c.is_some_and(|c| marks.contains(c)) { run.size / 2.0 } else { 0.0 };
    let left = run.x + blank("（《“", run.text.chars().next());
    let right = run.x + width - blank("，。、；：）》”", run.text.chars().last());
    Box4 { left, top, right, bottom: top + run.size }
}

fn names(count: usize) -> Vec<String> {
    const WORDS: &str = "特殊困难老年人家庭适老化改造和居家养老床位建设补贴发放情况统计对象";
    let name = |no: usize| {
        let length = [3, 7, 12, 17][no % 4];
        WORDS.chars().skip(no % 7).take(length).chain(format!("{no:03}").chars()).collect()
    };
    (1..=count).map(name).collect()
}

/// From 0 to 10^12, with decimals, negative, missing and marked; no two alike.
fn value(row: usize, column: usize) -> String {
    let own = format!("{row}{column:02}");
    match (row * 7 + column) % 9 {
        0 => "…".to_owned(),
        1 => "—".to_owned(),
        2 => format!("-{own}.5"),
        3 => format!("{own}.25*"),
        4 => format!("9999{own:0>8}.75"),
        5 => format!("1000000{own:0>6}"),
        6 => "0".to_owned(),
        _ => format!("{own}.1"),
    }
}

fn column(heads: Vec<String>, align: Align) -> Column {
    Column { heads, align, weight: 1 }
}

/// Rows by columns, under heads of three levels, in groups, with parts and parts of parts, judged cells and a total.
fn table(rows: usize, columns: usize) -> Table {
    let mut heads =
        vec![column(vec!["指标名称".to_owned()], Align::Left), column(vec!["计量单位".to_owned()], Align::Center)];
    for no in 2..columns {
        let group = format!("第{}组", no / 6 + 1);
        let upper = if no % 6 < 3 { "本年" } else { "上年" };
        let path = if no % 5 == 0 {
            vec![format!("第{no}栏（万元/人·月）")]
        } else {
            vec![group, upper.to_owned(), format!("第{no}栏")]
        };
        heads.push(column(path, Align::Number));
    }
    let all = names(rows).into_iter().enumerate().map(|(no, name)| {
        let kind = match no % 10 {
            3 => RowKind::Part,
            4 => RowKind::Inner(2),
            5 => RowKind::Inner(3),
            9 => RowKind::Total,
            _ => RowKind::Item,
        };
        let cells = [cell(&name), cell("万人次")].into_iter();
        let numbers = (2..columns).map(|column| {
            let judged = if column % 4 == 2 { ["!", "?", "*", ""][no % 4] } else { "" };
            cell(&format!("{judged}{}", value(no, column)))
        });
        Row { kind, cells: cells.chain(numbers).collect::<Vec<TableCell>>() }
    });
    let group = |no: usize| Row { kind: RowKind::Group, cells: vec![cell(&format!("第{no}类对象"))] };
    let mut rows = Vec::new();
    for (no, row) in all.enumerate() {
        if no % 20 == 0 {
            rows.push(group(no / 20 + 1));
        }
        rows.push(row);
    }
    let under =
        (0..columns).map(|no| if no < 2 { "甲乙".chars().nth(no).unwrap().to_string() } else { (no - 1).to_string() });
    Table {
        id: "boxes".to_owned(),
        title: inlines("<附表3>　各县（市、区）民政对象分类统计"),
        short: "分类".to_owned(),
        unit_line: "单位：人、万元、%".to_owned(),
        columns: heads,
        under_heads: vec![under.collect()],
        rows,
        block: None,
        notes: vec![inlines("符号说明：“…”未报；“—”不适用。"), inlines("资料来源：各县（市、区）民政局月报。")],
    }
}

fn pages(table: &Table) -> Vec<Page> {
    typeset(&document(vec![Block::Table(table.clone())]), bundled(), &style()).unwrap().pages
}

/// The text of the table on a page: without the page number.
fn boxes(page: &Page) -> Vec<(&TextRun, Box4)> {
    let sheet = if page.width > page.height { LANDSCAPE } else { PORTRAIT };
    let bottom = sheet.bottom() + 1.0;
    let mut all: Vec<(&TextRun, Box4)> =
        runs(page).map(|run| (run, box_of(run))).filter(|(_, b)| b.top < bottom).collect();
    all.sort_by(|a, b| a.1.top.total_cmp(&b.1.top));
    all
}

fn check_page(page: &Page, what: &str) {
    let sheet = if page.width > page.height { LANDSCAPE } else { PORTRAIT };
    let all = boxes(page);
    for (at, (run, own)) in all.iter().enumerate() {
        let said = format!("{what}: {} {own:?}", run.text);
        assert!(run.size >= 7.0, "{said} {}", run.size);
        assert!(own.left >= sheet.left - NEAR && own.right <= sheet.right() + NEAR, "{said} outside");
        assert!(own.top >= sheet.top - NEAR && own.bottom <= sheet.bottom() + NEAR, "{said} outside");
        for (other, their) in all[at + 1..].iter().take_while(|(_, b)| b.top < own.bottom - NEAR) {
            let apart = their.left >= own.right - NEAR || their.right <= own.left + NEAR;
            assert!(apart, "{said} on {} {their:?}", other.text);
        }
    }
    for mark in &page.marks {
        let Mark::Line { from, to, .. } = mark else { continue };
        let (left, right) = (from.0.min(to.0), from.0.max(to.0));
        let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
        let crossed = all.iter().find(|(_, b)| {
            left < b.right - NEAR && right > b.left + NEAR && top < b.bottom - NEAR && bottom > b.top + NEAR
        });
        assert!(crossed.is_none(), "{what}: a rule {from:?} {to:?} through {crossed:?}");
    }
}

/// Every name once in each part, every number as often as the table has it.
fn check_complete(table: &Table, pages: &[Page], what: &str) {
    let all: Vec<&TextRun> = pages.iter().flat_map(runs).filter(|run| run.size < 12.0).collect();
    let text: String = all.iter().map(|run| run.text.as_str()).collect();
    let parts = text.matches("指标名称").count();
    for row in &table.rows {
        let name = row.cells[0].content.shown();
        let found = text.matches(name).count();
        assert!(found > 0 && found <= parts, "{what}: {name} {found}");
    }
    let mut shown: Vec<&str> = all.iter().map(|run| run.text.as_str()).collect();
    shown.sort_unstable();
    let count = |text: &str| shown.partition_point(|t| *t <= text) - shown.partition_point(|t| *t < text);
    for row in &table.rows {
        for cell in row.cells.iter().skip(2).map(|cell| cell.content.shown()) {
            let cells = || table.rows.iter().flat_map(|row| row.cells.iter().skip(2));
            let least = if cell.contains('.') { 1 } else { cells().filter(|c| c.content.shown() == cell).count() };
            assert!(count(cell) >= least, "{what}: {cell} {} of {least}", count(cell));
        }
    }
    for (no, page) in pages.iter().enumerate() {
        let has = |text: &str| runs(page).any(|run| run.text == text);
        assert!(has("甲") && has("指标名称"), "{what}: heads on page {}", no + 1);
        let title: String = runs(page).filter(|run| run.role == FontRole::Title).map(|run| run.text.as_str()).collect();
        assert!(title.starts_with("附表3"), "{what}: {title}");
    }
}

#[test]
fn every_text_of_a_table_of_any_size_is_whole_and_in_its_cell() {
    let mut least = f64::INFINITY;
    for columns in [5, 15, 30] {
        for rows in [3, 30, 300] {
            let what = format!("{rows} × {columns}");
            let table = table(rows, columns);
            let pages = pages(&table);
            pages.iter().for_each(|page| check_page(page, &what));
            check_complete(&table, &pages, &what);
            least = pages.iter().flat_map(runs).map(|run| run.size).fold(least, f64::min);
        }
    }
    assert!(least >= LEAST.min(7.0), "{least}");
}

#[test]
fn columns_wider_than_a_turned_sheet_are_dealt_into_parts_each_with_the_names() {
    let table = table(3, 30);
    let pages = pages(&table);
    let text: String = pages.iter().flat_map(runs).map(|run| run.text.as_str()).collect();
    let parts = text.matches("指标名称").count();
    assert!(parts > 1);
    for no in 1..=parts {
        assert!(text.contains(&format!("附表3-{no}　各县")), "part {no} of {parts}");
    }
    assert_eq!(text.matches("资料来源").count(), 1, "notes once, under the last part");
    // A column stands in one part only, but for those that name the rows.
    for no in 2..30_usize {
        assert_eq!(text.matches(&format!("第{no}栏")).count(), 1, "column {no}");
    }
    let mut words = pages.iter().flat_map(runs).filter(|run| !"●▲■○".contains(&run.text));
    assert!(words.all(|run| run.size >= 9.0), "parts are set in a size that reads well");
}

#[test]
fn columns_under_one_head_stay_in_one_part() {
    let mut heads = vec![column(vec!["单位".to_owned()], Align::Left)];
    for group in 0..10 {
        for no in 0..4 {
            heads.push(column(vec![format!("第{group}项"), format!("数{no}")], Align::Number));
        }
    }
    let cells = std::iter::once(cell("禹州市")).chain((0..40).map(|no| cell(&format!("{}.25", 1_000_000 + no))));
    let rows = vec![Row { kind: RowKind::Item, cells: cells.collect() }];
    let table = Table { columns: heads, rows, ..Table::default() };
    let text: String = pages(&table).iter().flat_map(runs).map(|run| run.text.as_str()).collect();
    assert!(text.matches("禹州市").count() > 2);
    for group in 0..10 {
        assert_eq!(text.matches(&format!("第{group}项")).count(), 1, "group {group} is torn");
    }
}

#[test]
fn what_is_higher_than_a_page_or_wider_than_a_cell_is_still_printed_whole() {
    let long: String = (0..400).map(|no| format!("第{no}条进展情况，")).collect();
    let digits = "123456789012345678901234567890".repeat(6);
    let columns = vec![column(vec!["工作".to_owned()], Align::Left), column(vec!["数".to_owned()], Align::Number)];
    let row = |name: &str, number: &str| Row { kind: RowKind::Item, cells: vec![cell(name), cell(number)] };
    let group = Row { kind: RowKind::Group, cells: vec![cell(&"很长的组名，".repeat(20))] };
    let rows = vec![row("甲", "1.5"), group, row(&long, "2.5"), row("乙", &digits)];
    let table = Table { columns, rows, ..Table::default() };
    let pages = pages(&table);
    pages.iter().for_each(|page| check_page(page, "long"));
    let body = pages.iter().flat_map(runs).filter(|run| run.role == FontRole::Song && run.size < 12.0);
    let text: String = body.map(|run| run.text.as_str()).collect();
    assert!(pages.len() > 1 && text.contains(&digits));
    for no in 0..400 {
        assert!(text.contains(&format!("第{no}条进展情况，")), "{no}");
    }
}

#[test]
fn a_long_title_unit_line_and_note_stay_in_the_text_area() {
    let (title, note) = ("很长的表名".repeat(30), "很长的说明；".repeat(300));
    let mut table = table(3, 5);
    table.unit_line = format!("单位：{}", "人、万元、".repeat(40));
    table.title = vec![Inline::Text(title.clone())];
    table.notes = vec![vec![Inline::Text(note.clone())]];
    let pages = pages(&table);
    pages.iter().for_each(|page| check_page(page, "caption"));
    let text: String = pages.iter().flat_map(runs).filter(|run| run.size < 14.0).map(|run| run.text.as_str()).collect();
    assert!(text.contains(&title) && text.contains(&table.unit_line) && text.contains(&note));
}

/// A generous bound for a debug build on a busy machine; a release build takes a fiftieth of it.
#[test]
fn a_large_table_is_set_in_time_that_grows_with_its_cells() {
    let timed = |rows: usize| {
        let table = table(rows, 30);
        let start = Instant::now();
        let pages = pages(&table);
        (start.elapsed(), pages.len())
    };
    let (small, _) = timed(30);
    let (large, pages) = timed(300);
    println!("30 rows {small:?}, 300 rows {large:?}, {pages} pages");
    assert!(large < small * 40, "{small:?} → {large:?}");
}

#[test]
fn marks_after_numbers_stand_outside_the_decimals() {
    let columns = vec![column(vec!["单位".to_owned()], Align::Left), column(vec!["数".to_owned()], Align::Number)];
    let row = |number: &str| Row { kind: RowKind::Item, cells: vec![cell("甲县"), cell(number)] };
    let values = ["1000000000000", "12.25*", "-3.50", "0.75", "7*", "…"];
    let rows = values.iter().map(|value| row(value)).collect();
    let table = Table { columns, rows, title: vec![Inline::Text("题".to_owned())], ..Table::default() };
    let pages = pages(&table);
    let end = |text: &str| {
        let run = runs(&pages[0]).find(|run| run.text == text).unwrap();
        run.x + bundled().width(text.trim_end_matches('*'), run.role, run.size)
    };
    for other in &values[1..5] {
        assert!((end(other) - end(values[0])).abs() < 0.2, "{other}");
    }
}
