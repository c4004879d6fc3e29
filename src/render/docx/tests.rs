//! A document with every kind of block, read back from the file.

mod page;

use super::tree::{Node, parse};
use super::*;
use crate::canvas::Color;
use crate::chart::ChartStyle;
use crate::document::{
    Align, Band, Bar, Block, CellContent, ChartKind, ChartSpec, Column, Handling, Imprint, Inline, KeyFigure, Meta,
    Picture, RedHead, Row, RowKind, Table, TableCell,
};
use crate::fonts::testing::bundled;
use crate::model::{Decimal, FigureKey, Measure, Period};
use crate::typeset::typeset;
use std::io::Read;
use zip::ZipArchive;

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn key(indicator: &str) -> FigureKey {
    FigureKey {
        region: "411000".into(),
        indicator: indicator.into(),
        measure: Measure::Ratio,
        period: Period::parse("2021-11").unwrap(),
    }
}

fn figure(text: &str) -> Inline {
    Inline::Figure { key: key("cremation.rate"), text: text.to_owned() }
}

fn cell(content: CellContent) -> TableCell {
    TableCell { content, band: Band::None }
}

fn table(columns: usize) -> Table {
    let heads = |at: usize| match at {
        0 => vec!["地区".to_owned()],
        _ => vec!["火化率".to_owned(), format!("第{at}月")],
    };
    let column = |at| Column { heads: heads(at), align: if at == 0 { Align::Left } else { Align::Number }, weight: 1 };
    let value = |at: usize| match at {
        0 => cell(CellContent::Text("甲<县>&\u{1}".to_owned())),
        1 => cell(CellContent::Figure {
            key: key("cremation.rate"),
            shown: "98.14".to_owned(),
            value: Some(Decimal::new(9814, 2)),
            places: 2,
        }),
        _ => cell(CellContent::Number { shown: "12345678".to_owned(), value: Decimal::new(12_345_678, 0), places: 0 }),
    };
    let row = |kind| Row { kind, cells: (0..columns).map(value).collect() };
    Table {
        id: format!("t{columns}"),
        title: words("表题"),
        short: "表".to_owned(),
        unit_line: "单位：%".to_owned(),
        columns: (0..columns).map(column).collect(),
        rows: [RowKind::Group, RowKind::Item, RowKind::Part, RowKind::Total].map(row).into(),
        notes: vec![words("注：甲。")],
        ..Table::default()
    }
}

fn chart() -> ChartSpec {
    let bar = Bar {
        label: "甲县".to_owned(),
        value: Some(Decimal::new(1, 0)),
        shown: "1".to_owned(),
        key: Some(key("cremation.rate")),
        band: Band::Good,
        due: None,
    };
    let kind = ChartKind::Ranking { bars: vec![bar], references: Vec::new() };
    ChartSpec {
        id: "c".to_owned(),
        title: words("图题"),
        subtitle: words("图副题"),
        kind,
        legends: Vec::new(),
        lines: 6,
    }
}

/// The smallest PNG there is: one pixel.
fn png() -> Arc<[u8]> {
    let mut bytes = vec![0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
    bytes.extend(b"IHDR");
    bytes.extend([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
    bytes.into()
}

fn every_block() -> Vec<Block> {
    let handling = Handling { copy: words("份号"), secrecy: words("机密"), urgency: words("特急") };
    let head = RedHead {
        handling: handling.clone(),
        offices: vec!["甲局".to_owned(), "乙局".to_owned()],
        suffix: "文件".to_owned(),
        number: words("文号"),
        signers: vec!["张三".to_owned()],
    };
    let seal = Picture { png: png(), millimetres: 42, alt: "公章".to_owned() };
    vec![
        Block::Masthead {
            name: "月报".to_owned(),
            issue: words("期号"),
            issuer: "编印".to_owned(),
            date: words("日期"),
        },
        Block::RedHead(head),
        Block::Letterhead { name: "函头".to_owned(), handling, number: words("函号") },
        Block::Title(words("标题")),
        Block::Addressee(words("主送：")),
        Block::Contents { title: words("目录") },
        Block::Heading { level: 1, text: words("一级") },
        Block::Heading { level: 2, text: words("二级") },
        Block::Paragraph(vec![Inline::Text("火化率".to_owned()), figure("98.14%"), Inline::Text("。".to_owned())]),
        Block::Labelled { label: words("出席："), text: words("李四") },
        Block::KeyFigures(vec![KeyFigure {
            label: "要点".to_owned(),
            value: vec![figure("9.1%")],
            note: words("同比"),
            legend: Vec::new(),
            band: Band::Bad,
        }]),
        Block::Table(table(3)),
        Block::Table(table(14)),
        Block::Chart(chart()),
        Block::Attachments { label: words("附件："), names: vec![words("清单"), words("名单")] },
        Block::Signature { office: words("署名"), date: words("成文"), seal: Some(seal) },
        Block::Remark(words("（附注）")),
        Block::Annex { text: words("附件标记"), title: words("附件标题") },
        Block::Imprint(Imprint {
            lines: vec![(words("抄送："), words("某局。"))],
            office: words("印发机关"),
            date: words("印发日期"),
        }),
    ]
}

fn look() -> PageStyle {
    let grey = Color::rgb(128, 128, 128);
    PageStyle::official(ChartStyle { main: grey, grey, good: grey, watch: grey, bad: grey, red: grey, size: 9.0 })
}

fn made(blocks: Vec<Block>) -> Vec<u8> {
    let meta = Meta {
        title: "题<名>".to_owned(),
        issuer: "甲局".to_owned(),
        language: "zh-CN".to_owned(),
        draft_mark: Some("草稿".to_owned()),
        notice: Some("模拟数据".to_owned()),
    };
    let picture = DocxPicture { png: png(), width: 12_700, height: 12_700, alt: "图<题>".to_owned() };
    let pictures = BTreeMap::from([("c".to_owned(), picture)]);
    let info = DocxInfo { date: Date::new(2021, 12, 5).unwrap() };
    let document = Document { meta, blocks };
    render(&document, &look(), &choices(&document), &pictures, &info).unwrap()
}

fn part(bytes: &[u8], name: &str) -> Node {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    parse(&text).unwrap()
}

/// What the typesetter chooses with the bundled faces; of what no face has, what it chooses for 〓.
fn choices(document: &Document) -> Choices {
    let mut document = document.clone();
    for block in &mut document.blocks {
        let Block::Table(table) = block else { continue };
        for content in table.rows.iter_mut().flat_map(|row| &mut row.cells).map(|cell| &mut cell.content) {
            if let CellContent::Text(text) = content {
                *text = bundled().printable(text);
            }
        }
    }
    typeset(&document, bundled(), &look()).unwrap().choices
}

/// All elements of that name, in order.
fn all<'a>(node: &'a Node, name: &str) -> Vec<&'a Node> {
    let mut found: Vec<&Node> = Vec::new();
    for child in node.nodes() {
        if child.name == name {
            found.push(child);
        }
        found.extend(all(child, name));
    }
    found
}

fn text(node: &Node) -> String {
    let own = all(node, "w:t");
    own.iter()
        .flat_map(|t| &t.children)
        .filter_map(|c| if let tree::Child::Text(t) = c { Some(&**t) } else { None })
        .collect()
}

#[test]
fn every_block_is_there_in_its_order() {
    let document = part(&made(every_block()), "word/document.xml");
    let head = "月报期号编印日期份号机密特急甲局乙局文件文号签发人：张三函头份号函号机密特急标题主送：目录一级二级附件标记 附件标题";
    let table = |columns: usize| {
        let row = format!("甲&lt;县&gt;&amp;〓98.14{}", "12345678".repeat(columns - 2));
        let months: String = (1..columns).map(|at| format!("第{at}月")).collect();
        format!("表题单位：%地区火化率{months}甲&lt;县&gt;&amp;〓{}注：甲。", row.repeat(3))
    };
    let end = "图题图副题附件：1.清单2.名单署名成文（附注）附件标记附件标题抄送：某局。印发机关印发日期";
    let middle = "一级二级火化率98.14%。出席：李四■要点9.1%同比";
    assert_eq!(text(&document), format!("{head}{middle}{}{}{end}", table(3), table(14)));
}

#[test]
fn the_same_document_gives_the_same_bytes_whatever_was_made_before() {
    let first = made(every_block());
    made(vec![Block::Chart(chart()), Block::Paragraph(words("甲"))]);
    assert!(first == made(every_block()), "numbers of the process, or a clock");
}

#[test]
fn every_figure_stands_in_a_bookmark_that_the_file_explains() {
    let bytes = made(every_block());
    let list = part(&bytes, "customXml/item1.xml");
    let shown: Vec<_> =
        list.nodes().map(|n| (n.attribute("bookmark").unwrap(), n.attribute("shown").unwrap())).collect();
    let expected = ["98.14%", "9.1%", "98.14", "98.14", "98.14", "98.14", "98.14", "98.14", "1"];
    assert_eq!(shown.iter().map(|(_, shown)| *shown).collect::<Vec<_>>(), expected);
    assert!(list.nodes().all(|n| n.attribute("key") == Some("411000/cremation.rate/ratio/2021-11")));
    let document = part(&bytes, "word/document.xml");
    let names: Vec<_> = all(&document, "w:bookmarkStart").iter().filter_map(|n| n.attribute("w:name")).collect();
    assert!(shown.iter().all(|(bookmark, _)| names.contains(bookmark)), "{names:?}");
}

#[test]
fn heads_are_merged_and_repeated_and_no_row_is_broken() {
    let document = part(&made(vec![Block::Table(table(3))]), "word/document.xml");
    let rows = all(&document, "w:tr");
    let property = |row: &Node, name: &str| row.node("w:trPr").is_some_and(|n| n.node(name).is_some());
    assert_eq!(
        rows.iter().map(|row| property(row, "w:tblHeader")).collect::<Vec<_>>(),
        [true, true, false, false, false, false]
    );
    assert!(rows.iter().all(|row| property(row, "w:cantSplit")));
    let merged = |row: &Node| -> Vec<(String, String)> {
        let value = |cell: &Node, name: &str| {
            let property = cell.node("w:tcPr").and_then(|n| n.node(name));
            property.map_or(String::new(), |n| n.attribute("w:val").unwrap_or("").to_owned())
        };
        row.nodes().filter(|n| n.name == "w:tc").map(|c| (value(c, "w:gridSpan"), value(c, "w:vMerge"))).collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(merged(rows[0]), [pair("", "restart"), pair("2", "")]);
    assert_eq!(merged(rows[1]), [pair("", "continue"), pair("", ""), pair("", "")]);
    assert_eq!(merged(rows[2]), [pair("3", "")], "a group is one cell");
}

#[test]
fn a_wide_table_has_a_turned_sheet_of_its_own() {
    let blocks = vec![
        Block::Paragraph(words("前")),
        Block::Annex { text: words("附表"), title: Vec::new() },
        Block::Table(table(20)),
        Block::Paragraph(words("后")),
    ];
    let document = part(&made(blocks), "word/document.xml");
    let turned: Vec<bool> =
        all(&document, "w:sectPr").iter().map(|s| s.node("w:pgSz").unwrap().attribute("w:orient").is_some()).collect();
    assert_eq!(turned, [false, true, false]);
    assert!(all(&document, "w:pageBreakBefore").is_empty(), "the sheet is new anyway");
}

#[test]
fn pictures_say_what_they_show_and_a_chart_without_one_is_told() {
    let bytes = made(every_block());
    let shown: Vec<_> = all(&part(&bytes, "word/document.xml"), "wp:docPr")
        .iter()
        .map(|n| (n.attribute("id").unwrap().to_owned(), n.attribute("descr").unwrap().to_owned()))
        .collect();
    assert_eq!(shown, [("1", "图&lt;题&gt;"), ("2", "公章")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    let document = Document {
        meta: Meta {
            title: String::new(),
            issuer: String::new(),
            language: String::new(),
            draft_mark: None,
            notice: None,
        },
        blocks: vec![Block::Chart(chart())],
    };
    let info = DocxInfo { date: Date::new(2021, 12, 5).unwrap() };
    let error = render(&document, &look(), &Choices::default(), &BTreeMap::new(), &info).unwrap_err();
    assert_eq!(error, DocxError::Picture("c".to_owned()));
}

#[test]
fn every_style_used_is_there_once() {
    let bytes = made(every_block());
    let styles = part(&bytes, "word/styles.xml");
    let ids: Vec<&str> = styles.nodes().filter_map(|n| n.attribute("w:styleId")).collect();
    let used = ["word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footer2.xml"]
        .map(|name| part(&bytes, name));
    for part in &used {
        for name in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for style in all(part, name) {
                let id = style.attribute("w:val").unwrap();
                assert_eq!(ids.iter().filter(|known| **known == id).count(), 1, "{id}");
            }
        }
    }
}
