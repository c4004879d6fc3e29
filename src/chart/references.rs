//! Reference lines across the rows of a chart (a target, a total): their labels above, on as many levels as they need.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::position;
use super::geometry::Area;
use super::plot::Plot;
use super::sheet::{Label, Sheet};
use super::{LEADING, song};
use crate::canvas::Color;
use crate::document::ReferenceLine;

/// Dashes of the first, second, … reference line, so that they differ without colour.
const DASHES: [(f64, f64); 3] = [(4.0, 2.0), (1.5, 1.5), (7.0, 2.5)];
/// Between the labels of the reference lines and the first row, in label sizes.
const CLEAR: f64 = 0.5;

/// A reference line: where it is, and its label on a level above the rows (0 is the lowest).
pub(super) struct Reference {
    pub(super) x: f64,
    label: Label,
    left: f64,
    level: usize,
}

/// The most room the labels may need: each on a level of its own.
pub(super) fn most_height(sheet: &Sheet, references: &[ReferenceLine]) -> f64 {
    let labels = if references.is_empty() { 0.0 } else { LEADING * references.len() as f64 + CLEAR };
    sheet.style.label_size() * labels
}

/// The room the labels need.
pub(super) fn height(sheet: &Sheet, references: &[Reference]) -> f64 {
    let levels = references.iter().map(|reference| reference.level + 1).max().unwrap_or(0);
    let clear = if levels > 0 { CLEAR } else { 0.0 };
    sheet.style.label_size() * (levels as f64 * LEADING + clear)
}

/// Finds a place for every label: beside its line, clear of the other labels and lines.
pub(super) fn arrange(sheet: &Sheet, ruler: &Plot, references: &[ReferenceLine]) -> Vec<Reference> {
    let edge = sheet.area();
    let mut order: Vec<(f64, &ReferenceLine)> =
        references.iter().map(|r| (ruler.at(position(r.value), 0.5).0, r)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let xs: Vec<f64> = order.iter().map(|(x, _)| *x).collect();
    let mut placed: Vec<Reference> = Vec::new();
    for (x, reference) in order {
        let label = song(sheet, &reference.label, Color::BLACK);
        let width = sheet.width(&label);
        let places =
            [x - width / 2.0, x - width - 2.0, x + 2.0].map(|left| left.min(edge.right - width).max(edge.left));
        let free = |left: f64, level: usize, lines: bool| {
            let clear = |r: &Reference| {
                r.level != level || left + width + 3.0 <= r.left || r.left + sheet.width(&r.label) + 3.0 <= left
            };
            let open = |other: &f64| (*other - x).abs() < 0.5 || *other <= left - 1.0 || *other >= left + width + 1.0;
            placed.iter().all(clear) && (!lines || xs.iter().all(open))
        };
        let found = (0..references.len())
            .flat_map(|level| places.map(|left| (left, level)))
            .find(|(left, level)| free(*left, *level, true))
            .or_else(|| (0..references.len()).map(|level| (places[0], level)).find(|(l, v)| free(*l, *v, false)));
        let (left, level) = found.unwrap_or((places[0], references.len()));
        placed.push(Reference { x, label, left, level });
    }
    placed
}

/// Writes the labels between `top` and the rows.
pub(super) fn write(sheet: &mut Sheet, top: f64, references: &[Reference]) {
    for reference in references {
        let middle = head(sheet, top, references) - (reference.level as f64 + 0.5) * sheet.style.label_size() * LEADING;
        sheet.write(&reference.label, reference.left, middle);
    }
}

/// The foot of the labels.
fn head(sheet: &Sheet, top: f64, references: &[Reference]) -> f64 {
    let levels = references.iter().map(|reference| reference.level + 1).max().unwrap_or(0);
    top + levels as f64 * sheet.style.label_size() * LEADING
}

/// Draws the dashed lines, from their labels down to `bottom`; they run through no label.
pub(super) fn draw(sheet: &mut Sheet, top: f64, bottom: f64, references: &[Reference]) {
    let head = head(sheet, top, references);
    for (i, reference) in references.iter().enumerate() {
        let x = reference.x;
        let from = head - reference.level as f64 * sheet.style.label_size() * LEADING;
        for (from, to) in pieces(sheet, x, from, bottom) {
            sheet.line((x, from), (x, to), 0.8, sheet.style.red, Some(DASHES[i % DASHES.len()]));
        }
    }
}

/// A vertical line in the pieces that run through no label.
fn pieces(sheet: &Sheet, x: f64, top: f64, bottom: f64) -> Vec<(f64, f64)> {
    let strip = Area { left: x - 0.5, top, right: x + 0.5, bottom };
    let mut gaps: Vec<(f64, f64)> =
        sheet.boxes().iter().filter(|b| b.grown(1.0).overlaps(&strip)).map(|b| (b.top, b.bottom)).collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    gaps.push((bottom, bottom));
    let mut pieces = Vec::new();
    let mut from = top;
    for (start, end) in gaps {
        if start - from > 0.5 {
            pieces.push((from, start));
        }
        from = from.max(end);
    }
    pieces
}
