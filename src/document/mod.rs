//! The format-neutral document: blocks, tables, inlines, chart specs. Numbers arrive here as text
//! that is already rounded and worded; a renderer places it.

mod blank;
mod chart;
mod figures;
mod inline;
mod table;

pub use blank::{
    BlankBook, BlankCell, BlankCheck, BlankColumn, BlankContent, BlankHeads, BlankInput, BlankSheet, DOUBT_MARK, Look,
    NumberInput, Piece, Spot,
};
pub use chart::{Bar, ChartKind, ChartSpec, Line, Point, ReferenceLine};
pub use inline::{Inline, plain_text};
pub use table::{Align, Band, CellContent, Column, Row, RowKind, Table, TableCell};

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
    },
    Title(Vec<Inline>),
    /// 主送机关: whom a letter is for.
    Addressee(Vec<Inline>),
    /// Level 1 is `一、` (黑体), level 2 `（一）` (楷体).
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
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
    },
    /// Starts the annexes on a new page: `附表`.
    Annex {
        text: Vec<Inline>,
    },
}

/// One of the five numbers on top.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFigure {
    pub label: String,
    pub value: Vec<Inline>,
    /// A short comparison under the value.
    pub note: Vec<Inline>,
    pub band: Band,
}
