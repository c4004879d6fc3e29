//! A made-up bulletin for tests: every kind of block, tables that break and that turn the sheet.

use super::PageStyle;
use crate::canvas::Color;
use crate::chart::ChartStyle;
use crate::document::{
    Align, Band, Bar, Block, CellContent, ChartKind, ChartSpec, Column, Document, Inline, KeyFigure, Meta,
    ReferenceLine, Row, RowKind, Table, TableCell,
};
use crate::model::{Decimal, FigureKey};

pub fn style() -> PageStyle {
    let grey = Color::rgb(0xA6, 0xA6, 0xA6);
    let (good, watch, bad) = (Color::rgb(0x2E, 0x7D, 0x32), Color::rgb(0xE6, 0x9F, 0), Color::rgb(0xC6, 0x28, 0x28));
    let chart = ChartStyle { main: Color::rgb(0x1F, 0x4E, 0x79), grey, good, watch, bad, red: bad, size: 9.0 };
    let words = "关于 全市 困难群众 救助 补助资金 支出 进度 重点 任务 指标 完成情况 情况 通报 民政 问题 清单 报告";
    let words = words.split(' ').map(str::to_owned).collect();
    PageStyle { words, ..PageStyle::official(chart) }
}

pub fn key() -> FigureKey {
    FigureKey::parse("411000/cremation.rate/ratio/2021-11").unwrap()
}

/// Inlines from a short script: `{98.14%}` is a figure, `[2021年11月]` a date, `<表1>` a number.
pub fn inlines(script: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = script;
    while let Some(open) = rest.find(['{', '[', '<']) {
        let close = open + rest[open..].find(['}', ']', '>']).unwrap();
        if open > 0 {
            inlines.push(Inline::Text(rest[..open].to_owned()));
        }
        let inner = rest[open + 1..close].to_owned();
        inlines.push(match &rest[open..=open] {
            "{" => Inline::Figure { key: key(), text: inner },
            "[" => Inline::Date(inner),
            _ => Inline::Number(inner),
        });
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        inlines.push(Inline::Text(rest.to_owned()));
    }
    inlines
}

pub fn column(heads: &[&str], align: Align) -> Column {
    Column { heads: heads.iter().map(|h| (*h).to_owned()).collect(), align, weight: 1 }
}

/// A cell: `1234.5` a figure, words a text, `●`-free; a leading `!` judges it bad, `?` watch, `*` good.
pub fn cell(text: &str) -> TableCell {
    let (band, text) = match text.chars().next() {
        Some('!') => (Band::Bad, &text[1..]),
        Some('?') => (Band::Watch, &text[1..]),
        Some('*') => (Band::Good, &text[1..]),
        _ => (Band::None, text),
    };
    let number = text.starts_with(|c: char| c.is_ascii_digit() || c == '-') || text == "…" || text == "—";
    let content = match text {
        "" => CellContent::Empty,
        text if number => CellContent::Figure { key: key(), shown: text.to_owned(), value: None, places: 0 },
        text => CellContent::Text(text.to_owned()),
    };
    TableCell { content, band }
}

pub fn row(kind: RowKind, cells: &[&str]) -> Row {
    Row { kind, cells: cells.iter().map(|c| cell(c)).collect() }
}

pub fn table(id: &str, title: &str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        id: id.to_owned(),
        title: inlines(title),
        short: id.to_owned(),
        block: None,
        unit_line: "单位：人、万元、%".to_owned(),
        columns,
        rows,
        notes: vec![
            inlines(
                "注：火化率＝火化数÷死亡数×<100>%；“…”表示未报，“—”表示不适用。各县（市、区）数由县级民政部门填报，市级汇总时未作机械调整。",
            ),
            inlines("资料来源：各县（市、区）民政局月报。"),
        ],
        ..Table::default()
    }
}

/// A table of three short rows.
pub fn small_table() -> Table {
    let number = Align::Number;
    let columns = vec![
        column(&["指标"], Align::Left),
        column(&["计量单位"], Align::Center),
        column(&["本月"], number),
        column(&["本年累计"], number),
        column(&["比上年同期", "增减"], number),
        column(&["比上年同期", "同比（%）"], number),
        column(&["年度目标"], number),
        column(&["完成进度（%）"], number),
    ];
    let rows = vec![
        row(RowKind::Item, &["城市低保对象", "人", "38912", "38912", "-1203", "-3.00", "—", "—"]),
        row(RowKind::Part, &["其中：老年人", "人", "9874", "9874", "122", "1.25", "—", "—"]),
        row(RowKind::Item, &["低保资金支出", "万元", "7862.35", "84116.9", "1204.55", "1.45", "91000", "*92.44"]),
        row(RowKind::Item, &["殡葬火化率", "%", "98.14", "97.6", "0.54", "…", "95", "*102.74"]),
        row(RowKind::Item, &["特殊困难老年人家庭适老化改造", "户", "120", "782", "…", "…", "1200", "!65.17"]),
        row(RowKind::Total, &["合计", "项", "4", "4", "—", "—", "3", "?86.78"]),
    ];
    table("key", "<表1>　[2021年11月]重点指标完成情况", columns, rows)
}

/// A table of more rows than a page holds.
pub fn long_table(rows: usize) -> Table {
    let columns = vec![
        column(&["县（市、区）"], Align::Left),
        column(&["死亡人数", "本月"], Align::Number),
        column(&["死亡人数", "累计"], Align::Number),
        column(&["火化数", "本月"], Align::Number),
        column(&["火化数", "累计"], Align::Number),
        column(&["火化率"], Align::Number),
        column(&["位次"], Align::Number),
    ];
    let mut all = vec![row(RowKind::Total, &["全市", "1432", "15720", "1405", "15391", "98.11", "—"])];
    for group in ["所辖县（市）", "市辖区和功能区"] {
        all.push(row(RowKind::Group, &[group]));
        for i in 0..rows / 2 {
            let name = format!("第{}单位", i + 1);
            all.push(row(RowKind::Item, &[&name, "132", "1572.5", "131", "1539", "97.9", "12"]));
        }
    }
    table("long", "<附表1>　各县（市、区）殡葬情况", columns, all)
}

/// A table of more columns than an upright page holds.
pub fn wide_table(columns: usize) -> Table {
    let mut heads = vec![column(&["县（市、区）"], Align::Left)];
    let months: Vec<String> = (1..=columns).map(|m| format!("{m}月")).collect();
    for month in &months {
        heads.push(column(&[month, "火化数"], Align::Number));
        heads.push(column(&[month, "火化率"], Align::Number));
    }
    let mut rows = Vec::new();
    for name in ["魏都区", "建安区", "禹州市", "长葛市", "鄢陵县", "襄城县", "示范区", "开发区", "东城区"]
    {
        let mut cells = vec![name];
        for i in 0..columns {
            cells.push("1305.2");
            cells.push(if i % 3 == 0 { "100.00" } else { "98.1" });
        }
        rows.push(row(RowKind::Item, &cells));
    }
    table("wide", "<附表2>　各县（市、区）分月殡葬情况", heads, rows)
}

fn key_figures() -> Block {
    let figure = |label: &str, value: &str, note: &str, band| KeyFigure {
        label: label.to_owned(),
        value: inlines(value),
        note: inlines(note),
        legend: Vec::new(),
        band,
    };
    Block::KeyFigures(vec![
        figure("城乡低保对象", "{214386}人", "同比下降{3.17%}", Band::None),
        figure("低保资金支出", "{84116.9}万元", "完成年度目标{92.44%}", Band::Good),
        figure("火化率", "{98.14%}", "高于目标{3.14}个百分点", Band::Good),
        figure("适老化改造", "{782}户", "序时进度低{26.5}个百分点", Band::Bad),
        figure("养老床位", "{6318}张", "低于序时进度", Band::Watch),
    ])
}

fn chart() -> Block {
    let bar = |label: &str, value: i64| Bar {
        label: label.to_owned(),
        value: Some(Decimal::from(value)),
        shown: value.to_string(),
        key: Some(key()),
        band: Band::None,
        due: None,
    };
    Block::Chart(ChartSpec {
        id: "ranking".to_owned(),
        title: inlines("<图1>　禹州市火化率居全市首位"),
        subtitle: inlines("单位：%"),
        kind: ChartKind::Ranking {
            bars: vec![bar("禹州市", 99), bar("长葛市", 97), bar("襄城县", 96), bar("魏都区", 91)],
            references: vec![ReferenceLine { label: "目标 95%".to_owned(), value: Decimal::from(95) }],
        },
        legends: Vec::new(),
        lines: 7,
    })
}

const OPENING: &str = "[2021年11月]，全市民政系统坚持以人民为中心的发展思想，扎实推进社会救助、养老服务、儿童福利等重点工作，主要指标总体平稳。全市城乡低保对象{214386人}，环比下降{0.42%}，同比下降{3.17%}；当月发放低保资金{7862.35万元}，同比增长{5.6%}。其中，城市低保{38912人}、农村低保{175474人}。现将有关情况通报如下。";
const RELIEF: &str = "截至[11月底]，全市共有特困供养人员{21067人}，其中集中供养{6318人}，集中供养率{29.99%}，比上月提高{0.21个百分点}；实施临时救助{3482人次}，支出资金{412.67万元}，人均救助水平{1185元/人次}。“救急难”绿色通道平均办结时限{3.4个}工作日，较去年同期缩短{1.1个}工作日。（详见<表1>）";
const ADVICE: &str = "一是强化动态管理，对序时进度滞后的适老化改造项目实行周调度；二是加强资金监管，确保救助资金按时足额发放到位；三是严格数据质量，各地要于每月<3>日前完成填报，《社会救助工作规程》“审核确认”环节的错误率控制在<0.5>%以内。";

/// A document of these blocks, with nothing said about it.
pub fn document(blocks: Vec<Block>) -> Document {
    let meta = Meta {
        title: String::new(),
        issuer: String::new(),
        language: "zh-CN".to_owned(),
        draft_mark: None,
        notice: None,
    };
    Document { meta, blocks }
}

/// Every kind of block.
pub fn bulletin() -> Document {
    let heading = |level, text: &str| Block::Heading { level, text: inlines(text) };
    let paragraph = |text: &str| Block::Paragraph(inlines(text));
    let blocks = vec![
        Block::Masthead {
            name: "许昌民政统计月报".to_owned(),
            issue: inlines("[2021年]第<11>期（总第<131>期）"),
            issuer: "许昌市民政局".to_owned(),
            date: inlines("[2021年12月3日]"),
        },
        Block::Title(inlines("关于[2021年11月]全市民政重点指标完成情况的通报")),
        key_figures(),
        paragraph(OPENING),
        heading(1, "一、社会救助情况"),
        heading(2, "（一）总体运行"),
        paragraph(RELIEF),
        Block::Table(small_table()),
        heading(2, "（二）分地区情况"),
        paragraph(RELIEF),
        chart(),
        heading(1, "二、工作建议"),
        paragraph(ADVICE),
        paragraph(OPENING),
        Block::Annex { text: inlines("附表"), title: Vec::new() },
        Block::Table(long_table(52)),
        Block::Table(wide_table(12)),
        heading(1, "三、说明"),
        paragraph(ADVICE),
    ];
    let meta = Meta {
        title: "许昌民政统计月报".to_owned(),
        issuer: "许昌市民政局".to_owned(),
        language: "zh-CN".to_owned(),
        draft_mark: Some("草稿".to_owned()),
        notice: Some("模拟数据，仅供演示".to_owned()),
    };
    Document { meta, blocks }
}
