//! How a sheet that is made anew looks: which of its rows are a table, how wide its columns are, where its texts stand.

use super::super::text::units;
use crate::ingest::{Content, Grid, GridCell};
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Cells a row needs to be one of a table.
const OF_TABLE: usize = 3;
/// Widths of columns nobody set, in characters.
const NARROWEST: u32 = 6;
const WIDEST: u32 = 40;
/// Characters beyond which a page lies on its side.
pub(super) const PORTRAIT: u32 = 88;

/// The tables of a sheet: rows that stand together, with their first and last columns.
pub(super) struct Tables(Vec<Table>);

struct Table {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl Tables {
    pub fn of(grid: &Grid) -> Self {
        let mut tables: Vec<Table> = Vec::new();
        for row in grid.rows() {
            let cells: Vec<(Cell, &GridCell)> = grid.row(row).collect();
            if !is_of_table(&cells) {
                continue;
            }
            let (Some((first, _)), Some((last, _))) = (cells.first(), cells.last()) else { continue };
            match tables.last_mut() {
                Some(table) if table.rows.1 + 1 == row => {
                    table.rows.1 = row;
                    table.columns = (table.columns.0.min(first.column), table.columns.1.max(last.column));
                }
                _ => tables.push(Table { rows: (row, row), columns: (first.column, last.column) }),
            }
        }
        for table in &mut tables {
            let inside = |m: &&crate::ingest::Merge| (table.rows.0..=table.rows.1).contains(&m.first.row);
            let (left, right) = grid.merges.iter().filter(inside).fold(table.columns, |(left, right), merge| {
                (left.min(merge.first.column), right.max(merge.last.column))
            });
            table.columns = (left, right);
        }
        Self(tables)
    }
    pub fn has(&self, cell: Cell) -> bool {
        self.0.iter().any(|table| {
            (table.rows.0..=table.rows.1).contains(&cell.row)
                && (table.columns.0..=table.columns.1).contains(&cell.column)
        })
    }
    /// Every cell of every table, those that hold nothing included, as many as a sheet holds otherwise.
    pub fn empty<'g>(&'g self, grid: &'g Grid) -> impl Iterator<Item = Cell> + 'g {
        let all = self.0.iter().flat_map(|table| {
            let columns = table.columns;
            (table.rows.0..=table.rows.1)
                .flat_map(move |row| (columns.0..=columns.1).map(move |column| Cell::new(row, column)))
        });
        let most = grid.cells.len().saturating_mul(4);
        all.take(most.max(10_000)).filter(|cell| !grid.cells.contains_key(cell))
    }
}

/// Enough cells, and not for the most part `名称：某某`.
fn is_of_table(cells: &[(Cell, &GridCell)]) -> bool {
    let said = cells.iter().filter(|(_, cell)| is_said(cell)).count();
    cells.len() >= OF_TABLE && said * 2 < cells.len()
}

/// `填表人：某某`
pub(super) fn is_said(cell: &GridCell) -> bool {
    matches!(&cell.content, Content::Text(text) if text.contains(['：', ':']))
}

/// Rows that hold words and no number.
pub(super) fn heads(grid: &Grid) -> BTreeSet<u32> {
    let numbers: BTreeSet<u32> =
        grid.cells.iter().filter(|(_, cell)| !matches!(cell.content, Content::Text(_))).map(|(at, _)| at.row).collect();
    grid.rows().into_iter().filter(|row| !numbers.contains(row)).collect()
}

/// The widths of its columns: as they were set, else as their texts ask.
pub(super) fn widths(grid: &Grid, tables: &Tables) -> BTreeMap<u32, u32> {
    let mut widths: BTreeMap<u32, u32> = BTreeMap::new();
    let across = grid.merges.iter().filter(|merge| merge.first.column != merge.last.column);
    let across: BTreeSet<Cell> = across.map(|merge| merge.first).collect();
    for (cell, content) in &grid.cells {
        let alone = !across.contains(cell);
        let needed = if alone && tables.has(*cell) { units(&content.raw()) + 2 } else { NARROWEST };
        let width = widths.entry(cell.column).or_default();
        *width = (*width).max(needed);
    }
    for (column, width) in &mut widths {
        *width = grid.sizes.width(*column).unwrap_or((*width).clamp(NARROWEST, WIDEST));
    }
    widths
}
