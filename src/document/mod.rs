//! The format-neutral document: blocks, tables, inlines, chart specs. Numbers arrive here as text
//! that is already rounded and worded; a renderer places it.

mod alt;
mod annex;
mod blank;
mod chart;
mod figures;
mod inline;
mod official;
mod table;
mod texts;

pub use blank::{
    BlankBook, BlankCell, BlankCheck, BlankColumn, BlankContent, BlankHeads, BlankInput, BlankSheet, DOUBT_MARK, Look,
    NumberInput, Piece, Spot,
};
pub use chart::{Bar, ChartKind, ChartSpec, Legend, Line, Point, ReferenceLine};
pub use inline::{Inline, plain_text};
pub use official::{Handling, Imprint, Picture, RedHead};
pub use table::{Align, Band, CellContent, Column, FormBlock, Row, RowKind, Table, TableCell};
pub use texts::legends;

/// One document: what a briefing is before it has pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub meta: Meta,
    pub blocks: Vec<Block>,
}

/// What holds for the whole document.
#[derive(Clone, Debug, PartialEq)]
pub struct Meta {
    /// Title for file properties (not printed).
    pub title: String,
    /// Issuing office, for file properties.
    pub issuer: String,
    /// `zh-CN`.
    pub language: String,
    /// Printed on every page when the edition is a draft (`草稿`): a watermark in words.
    pub draft_mark: Option<String>,
    /// Printed at the head of every page (`模拟数据，仅供演示`).
    pub notice: Option<String>,
}

/// A piece of a document, top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The red head of a bulletin: name, issue number, issuer left, date right, red rule.
    Masthead {
        name: String,
        issue: Vec<Inline>,
        issuer: String,
        date: Vec<Inline>,
    },
    /// The red head of a letter (信函格式), with the red rules at the top and at the bottom of its first page.
    Letterhead {
        name: String,
        handling: Handling,
        /// 发文字号, right under the first rule; empty where the registry writes it.
        number: Vec<Inline>,
    },
    /// The red head of a document proper or of minutes.
    RedHead(RedHead),
    Title(Vec<Inline>),
    /// 主送机关: whom a letter is for.
    Addressee(Vec<Inline>),
    /// Level 1 is `一、` (黑体), level 2 `（一）` (楷体).
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    /// A label in 黑体 and what hangs from it: `出席：…` of minutes (10.3).
    Labelled {
        label: Vec<Inline>,
        text: Vec<Inline>,
    },
    /// 目录: the headings and annexes with their pages, each a link.
    Contents {
        title: Vec<Inline>,
    },
    /// A box of short facts under the title: what a leader reads in ten seconds.
    KeyFigures(Vec<KeyFigure>),
    Table(Table),
    Chart(ChartSpec),
    /// 附件说明: a label (`附件：`) and what is attached; several are numbered.
    Attachments {
        label: Vec<Inline>,
        names: Vec<Vec<Inline>>,
    },
    /// 署名 and 成文日期, with room for the seal.
    Signature {
        office: Vec<Inline>,
        date: Vec<Inline>,
        /// The seal, pressed on office and date; none where it is put on by hand.
        seal: Option<Picture>,
    },
    /// 附注 in brackets, under the date (7.3.6).
    Remark(Vec<Inline>),
    /// Starts an annex on a new page: `附表`, or `附件1` with its title on the third line (7.3.7).
    Annex {
        text: Vec<Inline>,
        /// Empty where what follows has titles of its own; a table that stands alone then gives it its own.
        title: Vec<Inline>,
    },
    /// 版记: the last block, at the foot of the last page.
    Imprint(Imprint),
}

/// One of the five numbers on top.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFigure {
    pub label: String,
    pub value: Vec<Inline>,
    /// A short comparison under the value.
    pub note: Vec<Inline>,
    /// What the symbol at the value means, or empty: said once under the boxes.
    pub legend: Vec<Inline>,
    pub band: Band,
}
