//! The workbooks as another program reads them.
#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::io::Cursor;
use yuebao::document::{Align, Band, CellContent, Column, Inline, Row, RowKind, Table, TableCell};
use yuebao::model::{Cell, Date, Decimal, FigureKey};
use yuebao::render::xlsx::{
    BookChart, BookChartKind, BookMeta, TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue, tables_book, tidy_book,
};

fn meta() -> BookMeta {
    BookMeta {
        title: "某市民政统计月报附表".into(),
        subject: "2021年11月".into(),
        author: "某市民政局".into(),
        notice: Some("模拟数据，仅供演示".into()),
        draft: Some("草稿".into()),
        created: Date::new(2021, 11, 30).unwrap(),
    }
}

fn key(region: &str, measure: &str) -> FigureKey {
    FigureKey::parse(&format!("{region}/cremation.rate/{measure}/2021-11")).unwrap()
}

fn cell(content: CellContent) -> TableCell {
    TableCell { content, band: Band::None }
}

fn text(words: &str) -> TableCell {
    cell(CellContent::Text(words.into()))
}

fn figure(region: &str, measure: &str, shown: &str) -> TableCell {
    let value: Option<Decimal> = shown.parse().ok();
    let places = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
    cell(CellContent::Figure { key: key(region, measure), shown: shown.into(), value, places })
}

fn column(heads: &[&str], align: Align) -> Column {
    Column { heads: heads.iter().map(ToString::to_string).collect(), align, weight: 1 }
}

fn ranking() -> Table {
    let row = |kind, name: &str, month: &str, rate: &str, rank: i64, band| {
        let mut judged = figure(name, "ratio", rate);
        judged.band = band;
        let rank = CellContent::Number { shown: rank.to_string(), value: rank.into(), places: 0 };
        Row { kind, cells: vec![text(name), figure(name, "month", month), judged, cell(rank)] }
    };
    Table {
        id: "ranking".into(),
        title: vec![Inline::Number("表1".into()), Inline::Text(" 火化率完成情况".into())],
        short: "火化率/排名".into(),
        unit_line: "单位：具、%".into(),
        under_heads: Vec::new(),
        columns: vec![
            column(&["地区"], Align::Left),
            column(&["本年", "本月火化数"], Align::Number),
            column(&["本年", "火化率"], Align::Number),
            column(&["位次"], Align::Number),
        ],
        rows: vec![
            Row { kind: RowKind::Group, cells: vec![text("一、县（市、区）")] },
            row(RowKind::Item, "禹州市", "173", "98.14", 1, Band::Good),
            row(RowKind::Item, "长葛市", "120", "97.20", 2, Band::Watch),
            row(RowKind::Part, "其中：=SUM(A1)", "…", "…", 3, Band::Unknown),
            row(RowKind::Item, "襄城县", "99", "88.05", 4, Band::Bad),
            row(RowKind::Total, "合计", "392", "95.37", 0, Band::None),
        ],
        notes: vec![vec![
            Inline::Text("全市火化率为".into()),
            Inline::Figure { key: key("合计", "ratio_ytd"), text: "95.37%".into() },
            Inline::Text("；“…”表示未报。".into()),
        ]],
    }
}

fn chart(kind: BookChartKind) -> BookChart {
    BookChart {
        table: "ranking".into(),
        kind,
        title: "火化率排名".into(),
        unit: "%".into(),
        category: 0,
        values: vec![2],
        rows: 0..5,
    }
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

fn at(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, address: &str) -> Data {
    let cell = Cell::parse(address).unwrap();
    book.worksheet_range(sheet).unwrap().get_value((cell.row, cell.column)).cloned().unwrap_or_default()
}

#[test]
fn numbers_are_numbers_words_are_words_and_heads_are_merged() {
    let charts = [chart(BookChartKind::Bar), chart(BookChartKind::Line)];
    let made = tables_book(&[ranking()], &meta(), &charts).unwrap();
    if let Ok(folder) = std::env::var("YUEBAO_KEEP_BOOKS") {
        std::fs::write(format!("{folder}/tables.xlsx"), &made.bytes).unwrap();
    }
    let mut book = open(made.bytes);
    assert_eq!(book.sheet_names(), ["目录", "火化率_排名"]);
    let sheet = "火化率_排名";
    // Title, banner, units, two levels of heads, then the group row.
    for (address, expected) in [
        ("A1", Data::String("表1 火化率完成情况".into())),
        ("A2", Data::String("草稿　模拟数据，仅供演示".into())),
        ("A3", Data::String("单位：具、%".into())),
        ("B4", Data::String("本年".into())),
        ("C5", Data::String("火化率".into())),
        ("A6", Data::String("一、县（市、区）".into())),
        ("B7", Data::Float(173.0)),
        ("C7", Data::Float(98.14)),
        ("A9", Data::String("其中：=SUM(A1)".into())),
        ("B9", Data::String("…".into())),
        ("C11", Data::Float(95.37)),
        ("A12", Data::String("全市火化率为95.37%；“…”表示未报。".into())),
    ] {
        assert_eq!(at(&mut book, sheet, address), expected, "{address}");
    }
    let merged: Vec<_> = book.merge_cells_by_sheet_name(sheet).unwrap().iter().map(|d| (d.start, d.end)).collect();
    for area in [((3, 1), (3, 2)), ((3, 0), (4, 0)), ((3, 3), (4, 3)), ((5, 0), (5, 3)), ((0, 0), (0, 3))] {
        assert!(merged.contains(&area), "{area:?} is not merged: {merged:?}");
    }
    assert!(book.worksheet_formula(sheet).unwrap().is_empty());
}

#[test]
fn every_figure_says_its_cell() {
    let made = tables_book(&[ranking()], &meta(), &[]).unwrap();
    let mut book = open(made.bytes);
    // Ten in the body, one in the note.
    assert_eq!(made.figures.len(), 11);
    let rate = made.figures.iter().find(|f| f.key == key("襄城县", "ratio")).unwrap();
    assert_eq!(at(&mut book, &rate.sheet, &rate.cell.to_string()), Data::Float(88.05));
    let note = made.figures.iter().find(|f| f.key == key("合计", "ratio_ytd")).unwrap();
    assert_eq!(note.cell.to_string(), "A12");
}

#[test]
fn the_same_book_has_the_same_bytes() {
    let make = || tables_book(&[ranking(), ranking()], &meta(), &[chart(BookChartKind::Bar)]).unwrap();
    assert_eq!(make(), make());
    let other = BookMeta { created: Date::new(2021, 12, 1).unwrap(), ..meta() };
    assert_ne!(make().bytes, tables_book(&[ranking(), ranking()], &other, &[]).unwrap().bytes);
}

#[test]
fn a_chart_of_nothing_here_is_an_error_and_odd_tables_are_not() {
    let lost = BookChart { table: "none".into(), ..chart(BookChartKind::Bar) };
    assert!(tables_book(&[ranking()], &meta(), &[lost]).unwrap_err().to_string().contains("none"));
    let wide = BookChart { values: vec![9], ..chart(BookChartKind::Bar) };
    assert_eq!(tables_book(&[ranking()], &meta(), &[wide]).unwrap_err().sheet, "火化率_排名");

    let bare = Table {
        id: "bare".into(),
        columns: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
        short: String::new(),
        ..ranking()
    };
    let mut ragged = ranking();
    ragged.rows[1].cells.truncate(1);
    ragged.rows[2].cells[0] = text(&"长".repeat(40_000));
    ragged.rows[3].cells[0] = text("\u{0}\u{b}<&>\"");
    let no_rows = Table { rows: Vec::new(), ..ranking() };
    assert!(tables_book(&[bare, ragged, no_rows], &meta(), &[chart(BookChartKind::Line)]).is_ok());
    assert!(tables_book(&[], &meta(), &[]).is_ok());
}

#[test]
fn the_tidy_book_has_a_header_records_and_notes() {
    let named = |name: &str, kind| TidyColumn { name: name.into(), kind };
    let sheet = TidySheet {
        name: "figures".into(),
        columns: vec![
            named("region", TidyKind::Text),
            named("value", TidyKind::Number),
            named("advice", TidyKind::Text),
        ],
        rows: vec![
            vec![
                TidyValue::Text("=HYPERLINK(1)".into()),
                TidyValue::Number(Decimal::new(9814, 2), 2),
                TidyValue::Empty,
            ],
            vec![
                TidyValue::Text("长葛市".into()),
                TidyValue::Empty,
                TidyValue::Text("请核对原始台账后重报。".repeat(8)),
            ],
        ],
        note_rows: vec![TidyNote { item: "空".into(), meaning: "未报".into() }],
    };
    let make = || tidy_book(std::slice::from_ref(&sheet), &meta()).unwrap();
    assert_eq!(make(), make());
    if let Ok(folder) = std::env::var("YUEBAO_KEEP_BOOKS") {
        std::fs::write(format!("{folder}/data.xlsx"), make()).unwrap();
    }
    let mut book = open(make());
    assert_eq!(book.sheet_names(), ["figures", "说明"]);
    assert_eq!(at(&mut book, "figures", "A1"), Data::String("region".into()));
    assert_eq!(at(&mut book, "figures", "A2"), Data::String("=HYPERLINK(1)".into()));
    assert_eq!(at(&mut book, "figures", "B2"), Data::Float(98.14));
    assert_eq!(at(&mut book, "figures", "B3"), Data::Empty);
    assert!(book.merge_cells_by_sheet_name("figures").unwrap().is_empty());
    let notes = book.worksheet_range("说明").unwrap();
    let last: Vec<String> = notes.rows().next_back().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(last, ["figures", "空", "未报"]);
    assert!(notes.rows().any(|row| row[2] == Data::String("草稿".into())));
}
