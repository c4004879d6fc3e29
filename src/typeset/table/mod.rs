//! Tables: number and title, unit line, merged heads, rows, notes; parted across pages with heads repeated, and by columns
//! where they are wider than a turned sheet.
#![allow(clippy::float_arithmetic)] // Geometry.

#[cfg(test)]
mod boxes;
mod cell;
mod grid;
mod heads;
mod notes;
pub(super) mod parts;
mod row;
mod share;
mod tags;
#[cfg(test)]
mod tests;
mod widths;

use super::flow::{Continuation, Flow, Slab};
use super::geometry::{LANDSCAPE, LEAD, PORTRAIT};
use super::{Setter, TableCut, TypesetError, annex, shift};
use crate::canvas::ElementKind;
use crate::document::{RowKind, Table};
use cell::Measured;
use grid::{Drawn, Grid};
use notes::Caption;
use widths::{Part, Wanted};

/// Thick rules at the top and bottom; under the heads; between rows.
pub(super) const THICK: f64 = 1.2;
pub(super) const MIDDLE_RULE: f64 = 0.6;
pub(super) const THIN: f64 = 0.35;
/// A table up to this share of a page is not parted, unless that would leave much of a page empty.
const WHOLE: f64 = 0.6;
/// Rows that the first and the last page of a parted table have at least.
const ENDS: usize = 4;

impl Setter<'_> {
    /// `titled`: its title stands above it already, as that of its annex.
    pub(super) fn table(&self, flow: &mut Flow, table: &Table, titled: bool) -> Result<(), TypesetError> {
        for (no, row) in table.rows.iter().enumerate() {
            if row.kind != RowKind::Group && row.cells.len() != table.columns.len() {
                return Err(TypesetError::Ragged {
                    table: table.id.clone(),
                    row: no + 1,
                    cells: row.cells.len(),
                    columns: table.columns.len(),
                });
            }
        }
        let measured = Measured::new(table, self.fonts);
        let tight = flow.tight.contains(&flow.continuations.len());
        let only = flow.sizes.get(&flow.block).copied();
        let parts = widths::plan(table, &measured, self, Wanted { tight, only });
        if let [whole] = parts.as_slice() {
            self.part(flow, table, &measured, (whole, titled));
            return Ok(());
        }
        let last = parts.len().saturating_sub(1);
        for (no, part) in parts.iter().enumerate() {
            let table = parts::part(table, &part.columns, no, no == last);
            self.part(flow, &table, &measured.of(&part.columns), (part, false));
        }
        Ok(())
    }

    /// A table that fits its sheet.
    fn part(&self, flow: &mut Flow, table: &Table, measured: &Measured, (part, titled): (&Part, bool)) {
        let no = flow.continuations.len();
        let sheet = if part.landscape { LANDSCAPE } else { PORTRAIT };
        let air = widths::air(flow.tight.contains(&no));
        let Part { columns, size, landscape, widths } = part.clone();
        let cut = TableCut { columns, size, landscape, widths, air };
        flow.choices.tables.entry(flow.block).or_default().push(cut);
        let grid = Grid { setter: self, table, measured, part, sheet, air };
        let cells = heads::cells(table);
        let heads = grid.heads(&cells);
        let element = flow.structure.add(ElementKind::Table, None);
        let mut again = Continuation { foot: vec![grid.rule(0.0, THICK, self.style.text)], ..Continuation::default() };
        let mut slabs = Vec::new();
        for first in [true, false] {
            let (caption, mut marks) = self.caption(
                table,
                &sheet,
                match (first, titled) {
                    (false, _) => Caption::Again,
                    (true, true) => Caption::Titled,
                    (true, false) => Caption::Whole,
                },
            );
            let before = marks.len();
            marks.extend(heads.marks.iter().map(|mark| shift(mark, caption)));
            let height = caption + heads.height;
            if first {
                let ranges: Vec<_> = heads.cells.iter().map(|r| before + r.start..before + r.end).collect();
                let tags = tags::head(&mut flow.structure, element, &cells, (before, &ranges));
                slabs.push(Slab { height, marks, keep: true, tags, ..Slab::default() });
            } else {
                (again.height, again.head) = (height, marks);
            }
        }
        // What is left of a page under title and heads.
        let room = sheet.area_height - again.height.max(slabs.first().map_or(0.0, |slab| slab.height));
        flow.continuations.push(again);
        slabs.extend(self.rows(flow, &grid, (no, element), room));
        if let Some(slab) = slabs.last_mut() {
            slab.keep = !table.notes.is_empty();
        }
        slabs.extend(self.notes(flow, &table.notes, &sheet));
        let height: f64 = slabs.iter().map(|s| s.height).sum();
        let count = slabs.len();
        for (i, slab) in slabs.iter_mut().enumerate() {
            slab.landscape = part.landscape;
            slab.whole = height <= sheet.area_height * WHOLE && i + 1 < count;
        }
        if part.landscape {
            annex::turn_heads(&mut flow.slabs);
        }
        slabs.into_iter().for_each(|slab| flow.push(slab));
        flow.push(Slab { height: LEAD / 3.0, blank: true, snap: true, landscape: part.landscape, ..Slab::default() });
    }

    /// A slab for each row; a row higher than a page is parted between its lines.
    fn rows(&self, flow: &mut Flow, grid: &Grid<'_>, table: (usize, usize), room: f64) -> Vec<Slab> {
        let (no, element) = table;
        let rows = &grid.table.rows;
        let last = rows.len().saturating_sub(1);
        let items = rows.iter().enumerate().rev().filter(|(_, row)| row.kind != RowKind::Group);
        let tail = items.map(|(i, _)| i).nth(ENDS - 1).unwrap_or(0);
        let most = (1..).take_while(|lines| grid.height(*lines) <= room).last().unwrap_or(1);
        let (mut slabs, mut since) = (Vec::new(), 0_usize);
        for (i, row) in rows.iter().enumerate() {
            // The first few rows stay with the head, the last few with one another, a group with its rows, a whole with
            // the first of its parts.
            let next = rows.get(i + 1).map_or(0, |row| row.kind.indent());
            let keep = i + 1 < ENDS || i >= tail || row.kind == RowKind::Group || next > row.kind.indent();
            since = if row.kind == RowKind::Group { 0 } else { since + 1 };
            let shaded = self.style.banding && since > 0 && since.is_multiple_of(2);
            let set = grid.set_row(i);
            let elements = tags::row(&mut flow.structure, element, row, grid.table.columns.len());
            let mut from = 0;
            while from < set.lines {
                let to = set.lines.min(from + most);
                let Drawn { height, mut marks, cells } = grid.marks(&set, from..to, shaded);
                let tags = tags::strip(&elements, &cells);
                if to == set.lines {
                    let (width, color) = if i == last { (THICK, self.style.text) } else { (THIN, self.style.rule) };
                    marks.push(grid.rule(height, width, color));
                }
                let keep = keep && to == set.lines;
                slabs.push(Slab { height, marks, keep, table: Some(no), tags, ..Slab::default() });
                from = to;
            }
        }
        slabs
    }
}
