//! A workbook to be filled in: placed cells, what may be typed where, and what has to hold between cells.

use crate::catalog::MissingMode;
use crate::formula::{Expr, Reference};
use crate::model::{Cell, Date, Decimal};

/// The sheets a unit gets for a month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlankBook {
    pub sheets: Vec<BlankSheet>,
    /// What the book says of itself on its hidden sheet: keys and values.
    pub identity: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlankSheet {
    pub name: String,
    pub columns: Vec<BlankColumn>,
    pub cells: Vec<BlankCell>,
    /// Heads of several levels, each block from its top left cell.
    pub heads: Vec<BlankHeads>,
    /// Points every row has at least.
    pub row_points: u32,
    /// Rows repeated on every printed page, both in.
    pub repeat: Option<(u32, u32)>,
    /// The first cell that scrolls.
    pub freeze: Option<Cell>,
    /// The last column that is printed.
    pub print_to: u32,
    pub checks: Vec<BlankCheck>,
}

impl BlankSheet {
    /// The cell of a row that says which of its checks fail.
    pub fn check_cell(&self, row: u32) -> Option<Cell> {
        self.cells.iter().find(|cell| cell.look == Look::Check && cell.from.row == row).map(|cell| cell.from)
    }
}

/// How wide a column is: as wide as its texts, within these bounds, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlankColumn {
    pub least: u32,
    pub most: u32,
}

/// Head paths of neighbouring columns, from the top down; equal upper heads share a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankHeads {
    pub at: Cell,
    pub paths: Vec<Vec<String>>,
}

impl BlankHeads {
    /// Rows the heads take.
    pub fn depth(&self) -> u32 {
        let deepest = self.paths.iter().map(Vec::len).max().unwrap_or(0).max(1);
        u32::try_from(deepest).unwrap_or(u32::MAX)
    }
}

/// One cell, or several merged: both corners in.
#[derive(Clone, Debug, PartialEq)]
pub struct BlankCell {
    pub from: Cell,
    pub to: Cell,
    pub look: Look,
    pub content: BlankContent,
    /// What may be typed; a cell without it is locked.
    pub input: Option<BlankInput>,
}

/// Stands before a number in doubt, and before the line that says why.
pub const DOUBT_MARK: char = '※';

/// What a cell is, as far as its looks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Of a cover.
    Banner,
    Title,
    /// The line under a title (`模拟数据`).
    Notice,
    /// A line without a frame, above or below a table.
    LineLeft,
    LineCenter,
    /// 甲 乙 丙 1 2 3
    Letter,
    /// A row's name; a part of the row above it stands in.
    Label,
    Part,
    /// Short words, centred: 行次, 计量单位.
    Word,
    /// To be filled in.
    Input,
    /// Not asked for.
    Shut,
    /// For comparison, not to be changed.
    Reference,
    /// For comparison too, but to be put right first.
    Doubtful,
    /// Says what does not agree.
    Check,
    /// A paragraph of notes.
    Note,
}

#[derive(Clone, Debug, PartialEq)]
pub enum BlankContent {
    Empty,
    Text(String),
    Number {
        value: Decimal,
        places: u32,
    },
    Day(Date),
    /// Words and the contents of other cells, one after the other.
    Joined(Vec<Piece>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Cell(Spot),
}

/// A cell of one of the book's sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub sheet: usize,
    pub cell: Cell,
}

/// What may be typed into a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum BlankInput {
    Text,
    Number(NumberInput),
    /// A day, not before this one.
    Day(Date),
    Choice(Vec<String>),
}

/// A number's bounds and decimal places, with what is said of any other.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberInput {
    pub least: Option<Decimal>,
    pub most: Option<Decimal>,
    pub places: u32,
    /// `应填 0 至 100 之间的百分数…`
    pub refusal: String,
    /// Said when the cell is chosen; empty: nothing.
    pub prompt: String,
}

/// What has to hold between cells of the book.
#[derive(Clone, Debug, PartialEq)]
pub struct BlankCheck {
    /// The cell that turns red; its row says why.
    pub at: Cell,
    /// Begins with words no other check of the row has.
    pub message: String,
    pub expr: Expr,
    /// Where each reference of the expression stands.
    pub operands: Vec<(Reference, Spot)>,
    pub tolerance: Decimal,
    pub missing: MissingMode,
}
