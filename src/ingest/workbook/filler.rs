//! Puts what a reader finds into grids and keeps count against the bounds.

use super::{Content, Grid, GridCell, Merge, Refusal};
use crate::catalog::Bounds;
use crate::model::Cell;

/// How many steps go by between two looks at the time: a look is cheap, but not as cheap as a cell.
const STEPS_PER_LOOK: u32 = 2048;

/// Whether the time for a file is up. Only the caller has a clock.
pub type OutOfTime<'a> = &'a (dyn Fn() -> bool + Sync);

/// One for a file, whatever its format.
pub(super) struct Filler<'a> {
    pub bounds: &'a Bounds,
    /// Cells that were not read because they lie beyond the last row or column that is.
    pub beyond: usize,
    out_of_time: OutOfTime<'a>,
    steps: u32,
    cells: usize,
    merges: usize,
    strings: usize,
}

impl<'a> Filler<'a> {
    pub fn new(bounds: &'a Bounds, out_of_time: OutOfTime<'a>) -> Self {
        Self { bounds, beyond: 0, out_of_time, steps: 0, cells: 0, merges: 0, strings: 0 }
    }

    /// Called for each small piece of work, so that no loop can run on for ever.
    pub fn step(&mut self) -> Result<(), Refusal> {
        self.steps += 1;
        if self.steps < STEPS_PER_LOOK {
            return Ok(());
        }
        self.steps = 0;
        self.look()
    }

    fn look(&self) -> Result<(), Refusal> {
        if (self.out_of_time)() { Err(Refusal::too_slow(self.bounds)) } else { Ok(()) }
    }

    /// A sheet without a cell may have taken long all the same.
    pub fn sheet(&self, sheets: &[Grid]) -> Result<(), Refusal> {
        self.look()?;
        let limit = self.bounds.sheets;
        if sheets.len() > limit { Err(Refusal::too_many("sheets", limit)) } else { Ok(()) }
    }

    /// Cells of one row that are not in a grid yet.
    pub fn row(&self, cells: usize) -> Result<(), Refusal> {
        let limit = self.bounds.cells;
        if cells > limit { Err(Refusal::too_many("cells", limit)) } else { Ok(()) }
    }

    pub fn string(&mut self) -> Result<(), Refusal> {
        self.step()?;
        self.strings += 1;
        let limit = self.bounds.strings;
        if self.strings > limit { Err(Refusal::too_many("strings", limit)) } else { Ok(()) }
    }

    pub fn put(&mut self, grid: &mut Grid, row: u32, column: u32, cell: GridCell) -> Result<(), Refusal> {
        self.step()?;
        if row >= self.bounds.rows || column >= self.bounds.columns {
            self.beyond = self.beyond.saturating_add(1);
            return Ok(());
        }
        self.cells += 1;
        if self.cells > self.bounds.cells {
            return Err(Refusal::too_many("cells", self.bounds.cells));
        }
        if let Content::Text(text) = &cell.content {
            self.text(text)?;
        }
        grid.cells.insert(Cell::new(row, column), cell);
        Ok(())
    }

    /// A text is at least a quarter as many characters as bytes, and most are far below the bound.
    pub fn text(&self, text: &str) -> Result<(), Refusal> {
        let limit = self.bounds.text_chars;
        let too_long = text.len() > limit && text.chars().count() > limit;
        if too_long { Err(Refusal::too_many("text_chars", limit)) } else { Ok(()) }
    }

    /// Corners in any order; one cell is no range, and a range ends where the bounds do.
    pub fn merge(&mut self, grid: &mut Grid, a: Cell, b: Cell) -> Result<(), Refusal> {
        self.step()?;
        let (last_row, last_column) = (self.bounds.rows.saturating_sub(1), self.bounds.columns.saturating_sub(1));
        let first = Cell::new(a.row.min(b.row), a.column.min(b.column));
        let last = Cell::new(a.row.max(b.row).min(last_row), a.column.max(b.column).min(last_column));
        if first == last || first.row > last.row || first.column > last.column {
            return Ok(());
        }
        self.merges += 1;
        if self.merges > self.bounds.merges {
            return Err(Refusal::too_many("merges", self.bounds.merges));
        }
        grid.merges.push(Merge { first, last });
        Ok(())
    }
}
