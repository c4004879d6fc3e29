//! Tags → cells with their places. Ends of cells and rows may be missing; a table inside a cell is a table of its own,
//! placed after the one it is in.

use super::style::Format;
use crate::ingest::workbook::filler::Filler;
use crate::ingest::workbook::value::{self, Shown};
use crate::ingest::workbook::{Content, Grid, GridCell, Refusal};
use crate::model::{Cell, Decimal};
use std::collections::BTreeMap;

/// The most HTML lets a cell span.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65_534;

/// A cell whose text is still coming.
#[derive(Debug)]
pub struct OpenCell {
    pub spans: (u32, u32),
    /// The number without rounding; empty when the text is one already.
    pub exact: Option<String>,
    pub format: Format,
    pub row: u32,
    pub column: u32,
    pub text: String,
    /// Not shown by a browser.
    pub hidden: bool,
}

impl Default for OpenCell {
    fn default() -> Self {
        Self {
            spans: (1, 1),
            exact: None,
            format: Format::default(),
            row: 0,
            column: 0,
            text: String::new(),
            hidden: false,
        }
    }
}

/// A table read to its end, or to where it has come.
#[derive(Debug, Default)]
struct Block {
    cells: Vec<(Cell, GridCell)>,
    /// First cells, with the rows and columns they span.
    spans: Vec<(Cell, (u32, u32))>,
    rows: u32,
    columns: u32,
}

/// A table whose end has not come.
#[derive(Debug, Default)]
struct Open {
    block: usize,
    in_row: bool,
    /// The row is not shown.
    hidden: bool,
    column: u32,
    /// Columns taken by cells of rows above: up to before which row.
    taken: BTreeMap<u32, u32>,
    cell: Option<OpenCell>,
}

#[derive(Debug, Default)]
pub struct Tables {
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// How many elements that strike their text out are open.
    struck: u32,
    /// Cells and texts that a browser hides or shows as struck out.
    left_out: usize,
}

impl Tables {
    pub fn open(&mut self, filler: &Filler<'_>) -> Result<(), Refusal> {
        let limit = filler.bounds.nesting;
        if self.open.len() >= limit {
            return Err(Refusal::too_many("nesting", limit));
        }
        self.open.push(Open { block: self.blocks.len(), ..Open::default() });
        self.blocks.push(Block::default());
        Ok(())
    }

    pub fn close(&mut self, filler: &mut Filler<'_>) -> Result<(), Refusal> {
        self.end_row(filler)?;
        self.open.pop();
        Ok(())
    }

    pub fn row(&mut self, hidden: bool, filler: &mut Filler<'_>) -> Result<(), Refusal> {
        self.end_row(filler)?;
        let Some((open, block)) = self.innermost() else { return Ok(()) };
        (open.in_row, open.hidden, open.column) = (true, hidden, 0);
        block.rows = block.rows.saturating_add(1);
        let row = block.rows - 1;
        open.taken.retain(|_, until| *until > row);
        Ok(())
    }

    pub fn end_row(&mut self, filler: &mut Filler<'_>) -> Result<(), Refusal> {
        self.end_cell(filler)?;
        if let Some(open) = self.open.last_mut() {
            open.in_row = false;
        }
        Ok(())
    }

    pub fn cell(&mut self, mut cell: OpenCell, filler: &mut Filler<'_>) -> Result<(), Refusal> {
        self.end_cell(filler)?;
        if self.open.last().is_some_and(|open| !open.in_row) {
            self.row(false, filler)?;
        }
        let Some((open, block)) = self.innermost() else { return Ok(()) };
        cell.hidden |= open.hidden;
        while open.taken.contains_key(&open.column) {
            filler.step()?;
            open.column = open.column.saturating_add(1);
        }
        (cell.row, cell.column) = (block.rows.saturating_sub(1), open.column);
        // A span of no rows goes down to the end of the table.
        let down = if cell.spans.0 == 0 { MOST_ROWS } else { cell.spans.0.min(MOST_ROWS) };
        let across = cell.spans.1.clamp(1, MOST_COLUMNS);
        if (down, across) != (1, 1) {
            block.spans.push((Cell::new(cell.row, cell.column), (down, across)));
        }
        block.columns = block.columns.max(cell.column.saturating_add(1));
        let end = cell.column.saturating_add(across);
        if down > 1 {
            // Where nothing is read nothing need be kept free.
            for column in cell.column..end.min(filler.bounds.columns) {
                filler.step()?;
                open.taken.insert(column, cell.row.saturating_add(down));
            }
        }
        open.column = end;
        open.cell = Some(cell);
        Ok(())
    }

    pub fn end_cell(&mut self, filler: &mut Filler<'_>) -> Result<(), Refusal> {
        self.struck = 0;
        let Some((open, _)) = self.innermost() else { return Ok(()) };
        let Some(cell) = open.cell.take() else { return Ok(()) };
        let at = Cell::new(cell.row, cell.column);
        filler.step()?;
        if cell.hidden {
            self.left_out = self.left_out.saturating_add(usize::from(content(&cell).is_some()));
            return Ok(());
        }
        let Some((_, block)) = self.innermost() else { return Ok(()) };
        if let Some(content) = content(&cell) {
            let limit = filler.bounds.cells;
            if block.cells.len() >= limit {
                return Err(Refusal::too_many("cells", limit));
            }
            block.cells.push((at, content));
        }
        Ok(())
    }

    /// Text between tags: spaces and line breaks of the source are one space; a space that must not break is one too.
    pub fn text(&mut self, text: &str, filler: &Filler<'_>) -> Result<(), Refusal> {
        if self.struck > 0 {
            self.left_out = self.left_out.saturating_add(usize::from(!text.trim().is_empty()));
            return Ok(());
        }
        let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) else { return Ok(()) };
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{C}' if cell.text.ends_with([' ', '\n']) || cell.text.is_empty() => {}
                ' ' | '\t' | '\n' | '\r' | '\u{C}' | '\u{A0}' => cell.text.push(' '),
                c => cell.text.push(c),
            }
        }
        filler.text(&cell.text)
    }

    /// Text from here on is struck out, or no longer.
    pub fn strike(&mut self, begins: bool) {
        self.struck = if begins { self.struck.saturating_add(1) } else { self.struck.saturating_sub(1) };
    }

    pub fn line_break(&mut self) -> Result<(), Refusal> {
        if let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
            cell.text.push('\n');
        }
        Ok(())
    }

    /// A new paragraph begins: on a line of its own, but for the first.
    pub fn paragraph(&mut self) -> Result<(), Refusal> {
        let begun = |open: &Open| open.cell.as_ref().is_some_and(|cell| !cell.text.trim().is_empty());
        if self.open.last().is_some_and(begun) { self.line_break() } else { Ok(()) }
    }

    fn innermost(&mut self) -> Option<(&mut Open, &mut Block)> {
        let open = self.open.last_mut()?;
        let block = self.blocks.get_mut(open.block)?;
        Some((open, block))
    }

    /// There was a table, if only an empty one.
    pub fn any(&self) -> bool {
        !self.blocks.is_empty()
    }

    /// One table under another. A table that holds nothing but other tables takes no place.
    pub fn into_grid(mut self, filler: &mut Filler<'_>) -> Result<Grid, Refusal> {
        while !self.open.is_empty() {
            self.close(filler)?;
        }
        let mut grid = Grid { left_out: self.left_out, ..Grid::default() };
        let mut top = 0_u32;
        for block in self.blocks.into_iter().filter(|block| !block.cells.is_empty()) {
            for (at, cell) in block.cells {
                filler.put(&mut grid, top.saturating_add(at.row), at.column, cell)?;
            }
            for (at, (down, across)) in block.spans {
                // No further than the table goes.
                let last_row = at.row.saturating_add(down - 1).min(block.rows.saturating_sub(1));
                let last_column = at.column.saturating_add(across - 1).min(block.columns.saturating_sub(1));
                let first = Cell::new(top.saturating_add(at.row), at.column);
                filler.merge(&mut grid, first, Cell::new(top.saturating_add(last_row), last_column))?;
            }
            top = top.saturating_add(block.rows).saturating_add(1);
        }
        Ok(grid)
    }
}

fn content(cell: &OpenCell) -> Option<GridCell> {
    let lines: Vec<&str> = cell.text.split('\n').map(str::trim).collect();
    let text = lines.join("\n");
    let text = text.trim();
    if let Some(exact) = &cell.exact {
        let exact = if exact.trim().is_empty() { text } else { exact.trim() };
        if let Ok(number) = Decimal::from_str_exact(exact) {
            return Some(value::number(number.normalize(), cell.format.shown, false));
        }
        if let Ok(float) = exact.parse() {
            return Some(value::float(float, cell.format.shown, false));
        }
    }
    if cell.format.text {
        return value::text(text);
    }
    match value::written(text)? {
        GridCell { content: Content::Number(number), .. } if cell.format.shown != Shown::Plain => {
            Some(value::number(number, cell.format.shown, false))
        }
        found => Some(found),
    }
}
