//! Tables: number and title, unit line, merged heads, rows, notes; parted across pages with heads repeated.
#![allow(clippy::float_arithmetic)] // Geometry.

mod cell;
mod grid;
mod heads;
mod tags;
#[cfg(test)]
mod tests;
mod widths;

use super::flow::{Continuation, Flow, Slab};
use super::geometry::{LANDSCAPE, LEAD, PORTRAIT, Sheet, baseline};
use super::lines::{Fill, balanced_lines, break_lines};
use super::tags::Tags;
use super::text::{Place, placed, whole};
use super::words::Words;
use super::{Setter, TypesetError, shift};
use crate::canvas::{ElementKind, FontRole};
use crate::document::{Inline, RowKind, Table, plain_text};
use grid::{Drawn, Grid};

/// Size of the title of a table, of the unit line, of notes.
const TITLE: f64 = 13.0;
const UNIT: f64 = 9.5;
const NOTE: f64 = 9.0;
/// Thick rules at the top and bottom; under the heads; between rows.
pub(super) const THICK: f64 = 1.2;
pub(super) const MIDDLE_RULE: f64 = 0.6;
pub(super) const THIN: f64 = 0.35;
/// A table up to this share of a page is not parted.
const WHOLE: f64 = 0.5;
/// Rows that the last page of a parted table has at least.
const LAST_ROWS: usize = 4;

impl Setter<'_> {
    pub(super) fn table(&self, flow: &mut Flow, table: &Table) -> Result<(), TypesetError> {
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
        let no = flow.continuations.len();
        let plan = widths::plan(table, self.fonts, flow.tight.contains(&no));
        let sheet = if plan.landscape { LANDSCAPE } else { PORTRAIT };
        let grid = Grid { setter: self, table, plan: &plan, left: sheet.left };
        flow.continuations.push(self.continuation(table, &grid, &sheet));
        let (head, caption) = self.table_head(table, &grid, &sheet, false);
        let element = flow.structure.add(ElementKind::Table, None);
        let tags = tags::head(&mut flow.structure, element, &plan.heads, (caption, &head.cells));
        let mut slabs = vec![Slab { height: head.height, marks: head.marks, keep: true, tags, ..Slab::default() }];
        let last = table.rows.len().saturating_sub(1);
        let items = table.rows.iter().enumerate().rev().filter(|(_, row)| row.kind != RowKind::Group);
        let tail = items.map(|(i, _)| i).nth(LAST_ROWS - 1).unwrap_or(0);
        for (i, row) in table.rows.iter().enumerate() {
            let Drawn { height, marks, cells } = grid.row(row, i == last);
            let tags = tags::row(&mut flow.structure, element, row.kind, &cells, table.columns.len());
            // The first two rows stay with the head, the last few with one another, a group with its rows.
            let keep = i == 0 || i >= tail || row.kind == RowKind::Group;
            slabs.push(Slab { height, marks, keep, table: Some(no), tags, ..Slab::default() });
        }
        if let Some(slab) = slabs.last_mut() {
            slab.keep = !table.notes.is_empty();
        }
        for slab in self.notes(&table.notes, &sheet) {
            let note = flow.structure.add(ElementKind::Paragraph, None);
            slabs.push(Slab { tags: Tags::text(note), ..slab });
        }
        let height: f64 = slabs.iter().map(|s| s.height).sum();
        let count = slabs.len();
        for (i, slab) in slabs.iter_mut().enumerate() {
            slab.landscape = plan.landscape;
            slab.keep |= height <= sheet.area_height * WHOLE && i + 1 < count;
        }
        slabs.into_iter().for_each(|slab| flow.push(slab));
        flow.push(Slab { height: LEAD / 3.0, blank: true, snap: true, landscape: plan.landscape, ..Slab::default() });
        Ok(())
    }

    /// Title, unit line and heads, from the top of the slab; how many marks are title and unit line.
    fn table_head(&self, table: &Table, grid: &Grid<'_>, sheet: &Sheet, again: bool) -> (Drawn, usize) {
        let edges = (sheet.left, sheet.area_width);
        let mut title = table.title.clone();
        if again {
            title.push(Inline::Text("（续表）".to_owned()));
        }
        let words = Words::of(&title, self.fonts, FontRole::Title, TITLE);
        let mut y = if again { 0.0 } else { LEAD / 4.0 };
        let mut marks = Vec::new();
        for line in balanced_lines(&words, sheet.area_width - 2.0 * TITLE) {
            let at = baseline(y, TITLE * 1.5, TITLE);
            marks.extend(placed(&words, &line, Place::Center, edges, at, self.style.text));
            y += TITLE * 1.5;
        }
        y += 2.0;
        if !table.unit_line.is_empty() {
            let unit = Words::plain(&table.unit_line, None, self.fonts, FontRole::Song, UNIT);
            let at = baseline(y, UNIT * 1.5, UNIT);
            marks.extend(placed(&unit, &whole(&unit), Place::Right, edges, at, self.style.text));
            y += UNIT * 1.5;
        }
        y += 2.0;
        let caption = marks.len();
        let heads = grid.heads();
        marks.extend(heads.marks.iter().map(|mark| shift(mark, y)));
        let cells = heads.cells.into_iter().map(|cell| caption + cell.start..caption + cell.end).collect();
        (Drawn { height: y + heads.height, marks, cells }, caption)
    }

    fn continuation(&self, table: &Table, grid: &Grid<'_>, sheet: &Sheet) -> Continuation {
        let (head, _) = self.table_head(table, grid, sheet, true);
        Continuation { height: head.height, head: head.marks, foot: vec![grid.rule(0.0, THICK, self.style.text)] }
    }

    /// Notes under the table, one slab each.
    fn notes(&self, notes: &[Vec<Inline>], sheet: &Sheet) -> Vec<Slab> {
        let mut slabs = Vec::new();
        for (i, note) in notes.iter().enumerate() {
            let words = Words::of(note, self.fonts, FontRole::Song, NOTE);
            // A note that begins with a label (`注：`) hangs from it.
            let label: String = plain_text(note).chars().take(4).collect();
            let indent = match label.find('：') {
                Some(end) => NOTE * f64::from(u32::try_from(label[..end].chars().count()).unwrap_or(0) + 1),
                None => 0.0,
            };
            let mut y = if i == 0 { 3.0 } else { 0.0 };
            let mut marks = Vec::new();
            let width = sheet.area_width;
            let fill = Fill { first: width, rest: width - indent, justify: true, tracking: 0.0 };
            for (n, line) in break_lines(&words, fill).iter().enumerate() {
                let edges = (sheet.left + if n == 0 { 0.0 } else { indent }, width);
                let at = baseline(y, NOTE * 1.45, NOTE);
                marks.extend(placed(&words, line, Place::Left, edges, at, self.style.muted));
                y += NOTE * 1.45;
            }
            slabs.push(Slab { height: y, marks, keep: i + 1 < notes.len(), ..Slab::default() });
        }
        slabs
    }
}
