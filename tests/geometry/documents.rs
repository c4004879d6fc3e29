//! Documents to be measured: one of each kind, made through the library as the program makes them.

use crate::support::documents::fonts;
use std::path::{Path, PathBuf};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Stroke, Transform};
use yuebao::chart::ChartStyle;
use yuebao::document::{
    Align, Band, Block, CellContent, Column, Document, Handling, Imprint, Inline, Meta, Picture, RedHead, Row, RowKind,
    Table, TableCell,
};
use yuebao::model::Date;
use yuebao::render::pdf::{self, PdfInfo};
use yuebao::typeset::{PageStyle, typeset};

pub fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

pub fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

/// Thirty-four characters without a mark: every line of it is full.
pub fn filler(times: usize) -> Block {
    paragraph(&"全市民政系统扎实推进社会救助养老服务儿童福利殡葬改革等重点工作主要指标总体平稳".repeat(times))
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, text: text(words) }
}

fn signature(seal: Option<Picture>) -> Block {
    Block::Signature { office: text("许昌市民政局"), date: text("2021年12月5日"), seal }
}

fn copies() -> Imprint {
    let names =
        "市委办公室，市政府办公室，市人大常委会办公室，市政协办公室，市纪委监委，市财政局，市人力资源和社会保障局。";
    Imprint {
        lines: vec![(text("抄送："), text(names))],
        office: text("许昌市民政局办公室"),
        date: text("2021年12月5日印发"),
    }
}

/// A red ring with a bar: 42 mm wide.
pub fn seal() -> Picture {
    let mut pixels = Pixmap::new(420, 420).unwrap();
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(0xD7, 0x00, 0x0F, 0xFF));
    let ring = PathBuilder::from_circle(210.0, 210.0, 200.0).unwrap();
    let stroke = Stroke { width: 14.0, ..Stroke::default() };
    pixels.stroke_path(&ring, &paint, &stroke, Transform::identity(), None);
    let star = PathBuilder::from_circle(210.0, 210.0, 30.0).unwrap();
    pixels.fill_path(&star, &paint, FillRule::Winding, Transform::identity(), None);
    Picture { png: pixels.encode_png().unwrap().into(), millimetres: 42, alt: "许昌市民政局印章".to_owned() }
}

fn handling() -> Handling {
    Handling { copy: text("000012"), secrecy: text("秘密★1年"), urgency: text("特急") }
}

/// 文件 of so many times the filler; with signers it goes upwards.
pub fn proper(offices: &[&str], signers: &[&str], lines: usize) -> Vec<Block> {
    let head = RedHead {
        handling: handling(),
        offices: offices.iter().map(|&office| office.to_owned()).collect(),
        suffix: "文件".to_owned(),
        number: text("许民〔2021〕56号"),
        signers: signers.iter().map(|&name| name.to_owned()).collect(),
    };
    vec![
        Block::RedHead(head),
        Block::Title(text("关于2021年1—11月殡葬改革工作进展情况的通报")),
        Block::Addressee(text("各县（市、区）民政局，局机关各科室：")),
        filler(3),
        heading(1, "一、总体情况"),
        filler(lines),
        Block::Attachments {
            label: text("附件："), names: vec![text("各县（市、区）火化率"), text("约谈名单")]
        },
        signature(Some(seal())),
        Block::Remark(text("联系人：张明，电话：0374-2920000")),
        Block::Imprint(copies()),
    ]
}

pub fn letter(lines: usize) -> Vec<Block> {
    vec![
        Block::Letterhead {
            name: "许昌市民政局".to_owned(),
            handling: Handling { copy: Vec::new(), ..handling() },
            number: text("许民函〔2021〕8号"),
        },
        Block::Title(text("关于退回2021年11月民政统计报表的函")),
        Block::Addressee(text("禹州市民政局：")),
        filler(lines),
        signature(None),
        Block::Imprint(Imprint { lines: copies().lines, ..Imprint::default() }),
    ]
}

pub fn bulletin() -> Vec<Block> {
    vec![
        Block::Masthead {
            name: "许昌民政统计月报".to_owned(),
            issue: text("2021年第11期"),
            issuer: "许昌市民政局".to_owned(),
            date: text("2021年12月3日"),
        },
        Block::Title(text("2021年11月全市民政统计情况")),
        filler(3),
        Block::Imprint(Imprint {
            lines: vec![
                (text("报："), text("市委、市政府，省民政厅。")),
                (text("送："), text("市直有关单位。")),
                (text("发："), text("各县（市、区）民政局。")),
            ],
            office: Vec::new(),
            date: text("共印30份"),
        }),
    ]
}

pub fn minutes() -> Vec<Block> {
    let names = "张明、李卫东、王芳、赵建国、刘洋、陈静、杨帆、周磊、吴敏、郑浩、孙丽、马强、朱红、胡军、林涛、何平、高洁、罗毅";
    vec![
        Block::RedHead(RedHead {
            offices: vec!["许昌市民政局工作调度会议".to_owned()],
            suffix: "纪要".to_owned(),
            number: text("〔2021〕11号"),
            ..RedHead::default()
        }),
        Block::Title(text("2021年11月重点工作调度会议纪要")),
        filler(4),
        Block::Labelled { label: text("出席："), text: text(names) },
        Block::Labelled { label: text("请假："), text: text("许明。") },
        Block::Imprint(copies()),
    ]
}

/// A report with contents, headings on several pages, a titled annex.
pub fn report() -> Vec<Block> {
    vec![
        Block::Title(text("2021年度民政统计报告")),
        Block::Contents { title: text("目　录") },
        heading(1, "一、社会救助情况"),
        filler(10),
        heading(2, "（一）城乡低保"),
        filler(20),
        heading(1, "二、工作建议"),
        filler(3),
        Block::Annex { text: text("附件1"), title: text("各县（市、区）殡葬改革工作进展情况") },
        filler(3),
    ]
}

/// A table of three columns and so many rows.
fn table(title: &str, rows: usize) -> Block {
    let column = |head: &str, align| Column { heads: vec![head.to_owned()], align, weight: 1 };
    let cell = |words: &str| TableCell { content: CellContent::Text(words.to_owned()), band: Band::None };
    let row = |_| Row { kind: RowKind::Item, cells: vec![cell("禹州市"), cell("敬老院"), cell("全市")] };
    Block::Table(Table {
        id: "annex".to_owned(),
        title: text(title),
        unit_line: "单位：人".to_owned(),
        columns: vec![column("单位", Align::Left), column("机构", Align::Left), column("范围", Align::Center)],
        rows: (0..rows).map(row).collect(),
        ..Table::default()
    })
}

/// An annex of each kind: with a title of its own, with one table that gives it one, with several.
pub fn annexes() -> Vec<Block> {
    let annex = |label: &str, title: &str| Block::Annex {
        text: text(label),
        title: if title.is_empty() { Vec::new() } else { text(title) },
    };
    vec![
        paragraph("民政"),
        annex("附件1", "殡葬改革进展情况"),
        filler(3),
        annex("附件2", ""),
        table("火化率排名表", 60),
        annex("附件3", ""),
        table("滞后单位名单", 3),
        paragraph("位次相同的并列。"),
        annex("附表", ""),
        table("附表1　社会救助", 5),
        table("附表2　养老服务", 5),
    ]
}

fn style() -> PageStyle {
    let plain = PageStyle::official(ChartStyle {
        main: yuebao::canvas::Color::BLACK,
        grey: yuebao::canvas::Color::BLACK,
        good: yuebao::canvas::Color::BLACK,
        watch: yuebao::canvas::Color::BLACK,
        bad: yuebao::canvas::Color::BLACK,
        red: yuebao::canvas::Color::BLACK,
        size: 9.0,
    });
    let words = "关于 通报 殡葬改革 工作 进展情况 民政统计 报表 退回 民政局 重点工作 调度 会议 纪要 情况";
    PageStyle { words: words.split(' ').map(str::to_owned).collect(), ..plain }
}

/// Writes the PDF of a document and says where.
pub fn print(name: &str, blocks: Vec<Block>) -> PathBuf {
    let meta = Meta {
        title: name.to_owned(),
        issuer: "许昌市民政局".to_owned(),
        language: "zh-CN".to_owned(),
        draft_mark: None,
        notice: None,
    };
    let fonts = fonts();
    let set = typeset(&Document { meta, blocks }, &fonts, &style()).unwrap();
    let info = PdfInfo {
        title: name.to_owned(),
        author: String::new(),
        subject: String::new(),
        keywords: String::new(),
        date: Date::new(2021, 12, 5).unwrap(),
        language: "zh-CN".to_owned(),
    };
    let bytes = pdf::render(&set, &fonts, &info).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("geometry");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).unwrap();
    path
}
