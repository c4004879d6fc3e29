//! A sheet being filled, top to bottom.

use crate::demo::returned::{Section, Spot};
use crate::document::{BlankCell, BlankColumn, BlankContent, BlankHeads, BlankSheet};
use crate::model::Cell;

/// A sheet, its next row, and the values on it.
pub struct Page {
    pub sheet: BlankSheet,
    pub row: u32,
    pub spots: Vec<(Cell, Spot)>,
}

impl Page {
    pub fn new(name: String, widths: &[u32]) -> Self {
        let column = |width: &u32| BlankColumn { least: *width, most: *width };
        let columns = widths.iter().map(column).collect();
        let sheet = BlankSheet { name, columns, ..BlankSheet::default() };
        Self { sheet, row: 0, spots: Vec::new() }
    }

    pub fn put(&mut self, column: u32, section: Section, content: BlankContent) -> Cell {
        let at = Cell::new(self.row, column);
        self.sheet.cells.push(BlankCell { from: at, to: at, look: section.look(), content, input: None });
        at
    }

    pub fn text(&mut self, column: u32, section: Section, text: &str) -> Cell {
        self.put(column, section, BlankContent::Text(text.to_owned()))
    }

    pub fn over(&mut self, (first, last): (u32, u32), section: Section, text: &str) {
        self.text(first, section, text);
        if let Some(cell) = self.sheet.cells.last_mut() {
            cell.to.column = last.max(first);
        }
    }

    /// A value, remembered.
    pub fn value(&mut self, column: u32, content: BlankContent, spot: Spot) {
        let at = self.put(column, Section::Value, content);
        self.spots.push((at, spot));
    }

    /// Heads from the current row on; the row after them is the next.
    pub fn heads(&mut self, paths: Vec<Vec<String>>) {
        let heads = BlankHeads { at: Cell::new(self.row, 0), paths };
        self.row += heads.depth();
        self.sheet.heads.push(heads);
    }
}
