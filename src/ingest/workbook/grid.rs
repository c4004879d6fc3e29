//! A sheet as sparse cells with merged ranges resolved.

use super::sizes::Sizes;
use super::unseen::Unseen;
use crate::model::{Cell, Date, Decimal};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Number(Decimal),
    Text(Arc<str>),
    Bool(bool),
    /// A number no decimal holds (`1e300`), written with its power of ten.
    TooLong(String),
    /// An error value such as `#REF!`.
    Error(String),
    /// A number shown as a date: the serial.
    Date(Decimal),
    /// A formula whose result was never stored.
    NoResult,
}

#[derive(Clone, Debug, PartialEq)]
pub struct GridCell {
    pub content: Content,
    /// The cell's number format is a percentage: `0.9865` is shown as 98.65%.
    pub percent: bool,
}

impl GridCell {
    /// The text as it stood there: a number in a percentage format as the percentage a person saw.
    pub fn raw(&self) -> String {
        match &self.content {
            Content::Number(n) if self.percent => match n.checked_mul(Decimal::ONE_HUNDRED) {
                Some(hundredfold) => format!("{}%", hundredfold.normalize()),
                None => n.to_string(),
            },
            Content::Number(n) | Content::Date(n) => n.to_string(),
            Content::Text(text) => text.to_string(),
            Content::Bool(b) => if *b { "TRUE" } else { "FALSE" }.to_owned(),
            Content::Error(e) | Content::TooLong(e) => e.clone(),
            Content::NoResult => String::new(),
        }
    }
}

/// No title, head or name has more characters than this.
const LONGEST_NAME: usize = 512;

/// As much of a text as may be a title, a head or a name: these are compared again and again, and stand with every value
/// they are of, and one long text may stand in a million cells.
pub fn start(text: &str) -> &str {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// A merged range, corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub first: Cell,
    pub last: Cell,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub name: Arc<str>,
    pub hidden: bool,
    pub cells: BTreeMap<Cell, GridCell>,
    pub merges: Vec<Merge>,
    /// Cells and texts that a person does not see or sees struck out; they are not in `cells`.
    pub left_out: usize,
    /// Rows and columns that a person does not see; nor are their cells in `cells`.
    pub unseen: Unseen,
    /// How wide and how high; known of some formats only.
    pub sizes: Sizes,
}

impl Default for Merge {
    fn default() -> Self {
        Self { first: Cell::new(0, 0), last: Cell::new(0, 0) }
    }
}

impl Grid {
    /// The cell, or nothing when it is empty. Inside a merged range only its first cell is full.
    pub fn get(&self, row: u32, column: u32) -> Option<&GridCell> {
        self.cells.get(&Cell::new(row, column))
    }
    /// The text of a cell, empty when there is none.
    pub fn text(&self, row: u32, column: u32) -> String {
        self.get(row, column).map(GridCell::raw).unwrap_or_default()
    }
    /// As [`Grid::text`]; a text is not copied.
    pub fn shared_text(&self, row: u32, column: u32) -> Arc<str> {
        match self.get(row, column).map(|cell| (cell, &cell.content)) {
            Some((_, Content::Text(text))) => Arc::clone(text),
            Some((cell, _)) => cell.raw().into(),
            None => "".into(),
        }
    }
    /// The merged range a cell is in.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<&Merge> {
        let inside =
            |m: &&Merge| m.first.row <= row && row <= m.last.row && m.first.column <= column && column <= m.last.column;
        self.merges.iter().find(inside)
    }
    /// The text of a head or a name, as far as one may go; inside a merged range that of the range. A date reads as its
    /// month on the first day of one, else as the day.
    pub fn merged_text(&self, row: u32, column: u32) -> String {
        let (row, column) = match self.merge_at(row, column) {
            Some(merge) => (merge.first.row, merge.first.column),
            None => (row, column),
        };
        match self.get(row, column) {
            Some(GridCell { content: Content::Date(serial), .. }) => match whole(*serial).and_then(Date::from_serial) {
                Some(date) if date.day() == 1 => format!("{}年{}月", date.year(), date.month()),
                Some(date) => date.to_string(),
                None => serial.to_string(),
            },
            Some(GridCell { content: Content::Text(text), .. }) => start(text).to_owned(),
            Some(found) => found.raw(),
            None => String::new(),
        }
    }
    /// A number such as 2021.1: January, or October whose nought was lost when the text became a number.
    pub fn is_two_months(&self, row: u32, column: u32) -> bool {
        let place = self.merge_at(row, column).map_or((row, column), |merge| (merge.first.row, merge.first.column));
        match self.get(place.0, place.1).map(|cell| &cell.content) {
            Some(Content::Number(number)) => {
                let year = number.trunc();
                // A text file keeps the nought: 2021.10 is October there.
                number.scale() == 1
                    && *number - year == Decimal::new(1, 1)
                    && (1900..2100).any(|known| year == Decimal::from(known))
            }
            _ => false,
        }
    }
    /// Rows that hold anything, in order.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|cell| cell.row).collect();
        rows.dedup();
        rows
    }
    /// The cells of a row, left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (Cell, &GridCell)> {
        self.cells.range(Cell::new(row, 0)..=Cell::new(row, u32::MAX)).map(|(cell, content)| (*cell, content))
    }
    /// The cells of the rows from `first` up to before `end`.
    pub fn cells_between(&self, first: u32, end: u32) -> impl Iterator<Item = (Cell, &GridCell)> {
        let end = end.max(first);
        self.cells.range(Cell::new(first, 0)..Cell::new(end, 0)).map(|(cell, content)| (*cell, content))
    }
    pub fn last_row(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |cell| cell.row)
    }
}

/// The day of a serial number, without its time.
fn whole(serial: Decimal) -> Option<i64> {
    serial.trunc().to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_lost_its_nought_is_two() {
        let grid = |number: &str| {
            let content = Content::Number(Decimal::from_str_exact(number).unwrap());
            Grid { cells: [(Cell::new(0, 0), GridCell { content, percent: false })].into(), ..Grid::default() }
        };
        let unclear = |number| grid(number).is_two_months(0, 0);
        assert!(unclear("2021.1"));
        assert!(!unclear("2021.10") && !unclear("2021.11") && !unclear("2021") && !unclear("12.1"));
    }
}
