//! A sheet being laid out, top to bottom.

use crate::document::{BlankCell, BlankColumn, BlankContent, BlankHeads, BlankInput, BlankSheet, Look};
use crate::model::Cell;

/// Places cells on a sheet of so many columns.
pub(super) struct Layout {
    pub sheet: BlankSheet,
    /// The next free row.
    pub row: u32,
}

impl Layout {
    pub fn new(name: String, columns: Vec<BlankColumn>) -> Self {
        let print_to = u32::try_from(columns.len()).unwrap_or(1).saturating_sub(1);
        Self { sheet: BlankSheet { name, columns, print_to, ..BlankSheet::default() }, row: 0 }
    }

    /// A cell of the current row.
    pub fn put(&mut self, column: u32, look: Look, content: BlankContent, input: Option<BlankInput>) -> Cell {
        self.put_over((column, column), look, content, input)
    }

    /// Merged cells of the current row, both ends in.
    pub fn put_over(
        &mut self,
        (first, last): (u32, u32),
        look: Look,
        content: BlankContent,
        input: Option<BlankInput>,
    ) -> Cell {
        let (from, to) = (Cell::new(self.row, first), Cell::new(self.row, last.max(first)));
        self.sheet.cells.push(BlankCell { from, to, look, content, input });
        from
    }

    pub fn text(&mut self, column: u32, look: Look, text: &str) -> Cell {
        self.put(column, look, BlankContent::Text(text.to_owned()), None)
    }

    pub fn text_over(&mut self, columns: (u32, u32), look: Look, text: &str) -> Cell {
        self.put_over(columns, look, BlankContent::Text(text.to_owned()), None)
    }

    /// Heads from the current row on; the row after them is the next.
    pub fn heads(&mut self, paths: Vec<Vec<String>>) -> (u32, u32) {
        let heads = BlankHeads { at: Cell::new(self.row, 0), paths };
        let top = self.row;
        self.row += heads.depth();
        self.sheet.heads.push(heads);
        (top, self.row - 1)
    }
}
