//! The workbooks as another program reads them.
#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::io::Cursor;
use yuebao::document::{Align, Band, CellContent, Column, FormBlock, Inline, Row, RowKind, Table, TableCell};
use yuebao::model::{Cell, Date, Decimal, FigureKey};
use yuebao::render::xlsx::{
    Book, BookChart, BookChartKind, BookMeta, Cover, OfficialBook, Release, Sources, TidyColumn, TidyKind, TidyNote,
    TidySheet, TidyValue, XlsxError, tidy_book,
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
        block: None,
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
        value_axis: "火化率（%）".into(),
        label_axis: String::new(),
        category: 0,
        values: vec![2],
        references: Vec::new(),
        rows: 0..5,
    }
}

/// What is written of a figure on the hidden sheet.
fn source(key: &FigureKey) -> Vec<String> {
    vec![key.region.to_string(), "死亡人数之比".into()]
}

fn tables_book(tables: &[Table], meta: &BookMeta, charts: &[BookChart]) -> Result<Book, XlsxError> {
    yuebao::render::xlsx::tables_book(&OfficialBook {
        meta,
        cover: Some(Cover { state: "草稿".into(), title: meta.title.clone(), ..Cover::default() }),
        notes: vec!["来源见“数据来源”。".into()],
        office: "编制单位：某市民政局".into(),
        period: "2021年11月".into(),
        foot: "单位负责人：　填表人：".into(),
        tables,
        charts,
        pictures: &[],
        named: vec![key("合计", "ratio"), key("合计", "ratio"), key("别处", "ratio")],
        sources: Some(Sources {
            name: "数据来源".into(),
            heads: ["工作表", "单元格", "编号"].map(String::from),
            more: ["地区", "算法"].map(String::from).to_vec(),
            of: &source,
        }),
    })
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
    assert_eq!(book.sheet_names(), ["封面", "目录", "火化率_排名", "数据来源"]);
    let sheet = "火化率_排名";
    // The way back, title, banner, office with period and units, two levels of heads, then the group row.
    for (address, expected) in [
        ("A1", Data::String("返回目录".into())),
        ("A2", Data::String("表1 火化率完成情况".into())),
        ("A3", Data::String("草稿　模拟数据，仅供演示".into())),
        ("A4", Data::String("编制单位：某市民政局".into())),
        ("B4", Data::String("2021年11月".into())),
        ("D4", Data::String("单位：具、%".into())),
        ("B5", Data::String("本年".into())),
        ("C6", Data::String("火化率".into())),
        ("A7", Data::String("一、县（市、区）".into())),
        ("B8", Data::Float(173.0)),
        ("C8", Data::Float(98.14)),
        ("A10", Data::String("其中：=SUM(A1)".into())),
        ("B10", Data::String("…".into())),
        ("C10", Data::String("○ …".into())),
        ("C12", Data::Float(95.37)),
        ("A13", Data::String("全市火化率为95.37%；“…”表示未报。".into())),
    ] {
        assert_eq!(at(&mut book, sheet, address), expected, "{address}");
    }
    let merged: Vec<_> = book.merge_cells_by_sheet_name(sheet).unwrap().iter().map(|d| (d.start, d.end)).collect();
    for area in [((4, 1), (4, 2)), ((4, 0), (5, 0)), ((4, 3), (5, 3)), ((6, 0), (6, 3)), ((1, 0), (1, 3))] {
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
    assert_eq!(note.cell.to_string(), "A13");
    // The hidden sheet tells them in this order, each with its id and what the desk says of it.
    let told = book.worksheet_range("数据来源").unwrap();
    let rows: Vec<Vec<String>> = told.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows[0], ["工作表", "单元格", "编号", "地区", "算法"]);
    assert_eq!(rows[8], ["火化率_排名", "C11", "襄城县/cremation.rate/ratio/2021-11", "襄城县", "死亡人数之比"]);
    assert_eq!(rows.len(), 12);
}

/// A table's body and the figures that are asked for have names; one that stands nowhere has none.
#[test]
fn bodies_and_key_figures_have_names() {
    let book = open(tables_book(&[ranking()], &meta(), &[]).unwrap().bytes);
    let names: Vec<(String, String)> =
        book.defined_names().iter().filter(|(name, _)| !name.starts_with("_xlnm")).cloned().collect();
    let expected =
        [("figure_cremation_rate_ratio", "'火化率_排名'!$C$12"), ("table_ranking", "'火化率_排名'!$A$7:$D$12")];
    assert_eq!(names, expected.map(|(name, area)| (name.to_owned(), area.to_owned())));
}

/// 表号 and what belongs to it stand at the right above the line of office and period, whatever the table's width.
#[test]
fn a_form_has_its_block() {
    let lines = ["表　　号：某民统4表", "制定机关：某市民政局", "有效期至：2022年1月"];
    let block = FormBlock {
        lines: lines.map(String::from).to_vec(),
        office: "综合机关名称：某市民政局".into(),
        period: "2021年11月".into(),
    };
    let form = Table { block: Some(block), unit_line: String::new(), ..ranking() };
    let narrow = Table { columns: vec![column(&["地区"], Align::Left)], ..form.clone() };
    let mut book = open(tables_book(&[form, narrow], &meta(), &[]).unwrap().bytes);
    let first = |book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, row: u32| -> Vec<String> {
        let range = book.worksheet_range(sheet).unwrap();
        (0..4)
            .filter_map(|column| range.get_value((row, column)))
            .map(ToString::to_string)
            .filter(|t| !t.is_empty())
            .collect()
    };
    for (row, expected) in
        [(3, vec![lines[0]]), (4, vec![lines[1]]), (5, vec!["综合机关名称：某市民政局", "2021年11月", lines[2]])]
    {
        assert_eq!(first(&mut book, "火化率_排名", row), expected, "row {row}");
    }
    // Heads of two rows, six rows; then who signs, and the note.
    for (row, expected) in [(14, "单位负责人：　填表人："), (15, "全市火化率为95.37%；“…”表示未报。")]
    {
        assert_eq!(first(&mut book, "火化率_排名", row), [expected], "row {row}");
    }
    // One column: under one another.
    for (row, expected) in [(5, "综合机关名称：某市民政局　2021年11月"), (6, lines[2]), (7, "地区")] {
        assert_eq!(first(&mut book, "火化率_排名(2)", row), [expected], "row {row}");
    }
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
    let release = Release {
        cover: vec![("发布单位".into(), "某市民政局".into())],
        about: vec![("figures".into(), "一数一行".into())],
    };
    let make = || tidy_book(std::slice::from_ref(&sheet), &meta(), &release).unwrap();
    assert_eq!(make(), make());
    if let Ok(folder) = std::env::var("YUEBAO_KEEP_BOOKS") {
        std::fs::write(format!("{folder}/data.xlsx"), make()).unwrap();
    }
    let mut book = open(make());
    assert_eq!(book.sheet_names(), ["封面", "目录", "说明", "figures"]);
    assert_eq!(at(&mut book, "封面", "A1"), Data::String(meta().title));
    assert_eq!(at(&mut book, "封面", "B2"), Data::String("某市民政局".into()));
    for (address, expected) in [("A2", "figures"), ("B2", "一数一行"), ("C2", "data_figures"), ("D2", "2")] {
        assert_eq!(at(&mut book, "目录", address).to_string(), expected, "{address}");
    }
    book.load_tables().unwrap();
    let table = book.table_by_name("data_figures").unwrap();
    assert_eq!(
        (table.sheet_name(), table.columns()),
        ("figures", &["region", "value", "advice"].map(String::from)[..])
    );
    assert_eq!(table.data().height(), 2);
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
