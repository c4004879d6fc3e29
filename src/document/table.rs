//! The anatomy of an official table: number, title, unit line, heads of several levels, stub,
//! rows, totals, notes.

use super::Inline;
use crate::model::{Decimal, FigureKey};

/// One table; the same value goes to PDF and to XLSX.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// ASCII, unique in the document; names the sheet.
    pub id: String,
    /// `表1 重点指标完成情况`.
    pub title: Vec<Inline>,
    /// A short plain name (`重点指标`) for a sheet tab, at most 31 characters.
    pub short: String,
    /// Above the heads of a table that is an official form's.
    pub block: Option<FormBlock>,
    /// `单位：人、万元、%`, right above the table.
    pub unit_line: String,
    pub columns: Vec<Column>,
    /// Rows right under the heads, repeated with them, one text per column: the unit of each column, or
    /// `甲 乙 1 2 …`. Mostly none.
    pub under_heads: Vec<Vec<String>>,
    pub rows: Vec<Row>,
    /// Below: notes, symbols, source.
    pub notes: Vec<Vec<Inline>>,
}

impl Table {
    /// How many leading columns name a row: up to the first column of text, and the short words right after it
    /// (计量单位). They are repeated in every part of a table that is dealt into parts, and frozen on a sheet.
    pub fn stub(&self) -> usize {
        let name = self.columns.iter().position(|column| column.align == Align::Left).unwrap_or(0);
        let short = self.columns.iter().skip(name + 1).take_while(|column| column.align == Align::Center).count();
        (name + 1 + short).min(self.columns.len().saturating_sub(1))
    }
}

/// What stands above an official form.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FormBlock {
    /// `表　　号：许民统4表`, 制定机关, 文号, 有效期至: at the right, from the top.
    pub lines: Vec<String>,
    /// `综合机关名称：许昌市民政局`, at the left.
    pub office: String,
    /// `2021年11月`, between them.
    pub period: String,
}

/// One column. `heads` is the path from the top (`["本年", "本月数"]`); neighbours with the same
/// upper head share one merged cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub heads: Vec<String>,
    pub align: Align,
    /// Relative width.
    pub weight: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    /// Right, with decimal points under one another.
    Number,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    /// Exactly one per column.
    pub cells: Vec<TableCell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Item,
    /// An indented part of the row above (其中).
    Part,
    /// A part of a part: how many steps it stands in, from two.
    Inner(u8),
    /// Set apart, in 黑体.
    Total,
    /// A row of one cell across the table that names the group below (only the first cell counts).
    Group,
}

impl RowKind {
    /// How many steps the first cell stands in.
    pub fn indent(self) -> u8 {
        match self {
            Self::Item | Self::Total | Self::Group => 0,
            Self::Part => 1,
            Self::Inner(steps) => steps.max(2),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    pub content: CellContent,
    pub band: Band,
}

#[derive(Clone, Debug, PartialEq)]
pub enum CellContent {
    Empty,
    Text(String),
    /// Repeated from a return or from a finding about it.
    Quote(String),
    /// A figure: `shown` is printed; `value` goes to the XLSX cell as a number with `places`.
    /// A missing figure has no value and `shown` is its symbol (`…`, `—`).
    Figure {
        key: FigureKey,
        shown: String,
        value: Option<Decimal>,
        places: u32,
    },
    /// A number that is not a figure of the statistics (a target, a count of findings), as printed.
    Number {
        shown: String,
        value: Decimal,
        places: u32,
    },
}

impl CellContent {
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Quote(text) => text,
            Self::Figure { shown, .. } | Self::Number { shown, .. } => shown,
        }
    }
}

/// What a colour means; the theme gives the colour, and a mark for those who print in black.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Band {
    #[default]
    None,
    Good,
    Watch,
    Bad,
    /// No data or not judged.
    Unknown,
}

impl Band {
    /// What a band's colour says in a black-and-white print.
    pub fn mark(self) -> Option<char> {
        match self {
            Self::None => None,
            Self::Good => Some('●'),
            Self::Watch => Some('▲'),
            Self::Bad => Some('■'),
            Self::Unknown => Some('○'),
        }
    }
}
