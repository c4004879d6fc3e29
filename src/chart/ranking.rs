//! Ranking: horizontal bars from zero, in the order given, with reference lines.
//!
//! Bars always start at zero: a bar's length is a claim. How close the values are is told by the
//! printed values.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::position;
use super::geometry::Area;
use super::plot::Plot;
use super::rows::{self, GAP, Rows};
use super::sheet::{Label, Sheet};
use super::style::{WHITE, lightness};
use super::{LEADING, song};
use crate::canvas::Color;
use crate::document::{Bar, ReferenceLine};

/// Dashes of the first, second, … reference line, so that they differ without colour.
const DASHES: [(f64, f64); 3] = [(4.0, 2.0), (1.5, 1.5), (7.0, 2.5)];

/// Between the labels of the reference lines and the first bar, in label sizes.
const CLEAR: f64 = 0.5;
/// On a bar darker than this a red line would not be seen without a seam.
const DARK: u32 = 110;

/// A reference line: where it is, and its label on a level above the bars (0 is the lowest).
struct Reference {
    x: f64,
    label: Label,
    left: f64,
    level: usize,
}

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, bars: &[Bar], references: &[ReferenceLine]) -> f64 {
    // Each reference on a level of its own is the worst case.
    let labels = if references.is_empty() { 0.0 } else { LEADING * references.len() as f64 + CLEAR };
    rows::least_height(sheet, bars) + sheet.style.label_size() * labels + 2.0
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, bars: &[Bar], references: &[ReferenceLine]) {
    if bars.is_empty() {
        return;
    }
    let size = sheet.style.label_size();
    let edge = sheet.area();
    let right = rows::values_width(sheet, bars) + rows::marks_width(sheet, bars) + 2.0 * GAP;
    let domain = domain(bars, references);
    let columns = Rows::new(sheet, bars, top, edge.bottom, right);
    let ruler = Plot::new(sheet, columns.plot, domain.0..domain.1, 1.0..0.0);
    let references = arrange(sheet, &ruler, references);
    let levels = references.iter().map(|r| r.level + 1).max().unwrap_or(0);
    let head = top + levels as f64 * size * LEADING;
    let top = head + if levels > 0 { size * CLEAR } else { 0.0 };
    let rows = Rows::new(sheet, bars, top, edge.bottom - 1.0, right);
    if rows.step <= 0.0 {
        return;
    }
    let plot = Plot::new(sheet, rows.plot, domain.0..domain.1, bars.len().max(1) as f64..0.0);
    for reference in &references {
        sheet.write(&reference.label, reference.left, head - (reference.level as f64 + 0.5) * size * LEADING);
    }
    rows.write_names(sheet, bars);
    draw_bars(sheet, &rows, &plot, bars);
    draw_references(sheet, &references, head, &rows, &plot, bars);
}

/// From zero (or below) to the largest value or reference.
fn domain(bars: &[Bar], references: &[ReferenceLine]) -> (f64, f64) {
    let values = bars.iter().filter_map(|bar| bar.value).chain(references.iter().map(|r| r.value)).map(position);
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    if high > low { (low, high) } else { (0.0, 1.0) }
}

/// Finds a place for every reference label: beside its line, clear of the other labels and lines.
fn arrange(sheet: &Sheet, ruler: &Plot, references: &[ReferenceLine]) -> Vec<Reference> {
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

/// Bars; marks and values in a column of their own, so that the eye runs down them.
fn draw_bars(sheet: &mut Sheet, rows: &Rows, plot: &Plot, bars: &[Bar]) {
    let marks = rows::marks_width(sheet, bars);
    let right = sheet.area().right;
    let column = rows.plot.right + GAP;
    for (row, bar) in bars.iter().enumerate() {
        let end = bar.value.map_or(0.0, position);
        if end != 0.0 {
            let half = rows.half(0.33);
            let middle = row as f64 + 0.5;
            plot.bar((0.0, middle - half), (end, middle + half), sheet.style.fill(bar.band));
        }
        let label = rows.value_label(sheet, bar);
        let left = (right - sheet.width(&label)).max(column + marks);
        sheet.write(&label, left, rows.middle(row));
        rows::band_mark(sheet, bar.band, (column + rows.size * 0.35, rows.middle(row)), rows.size);
    }
    let (x, _) = plot.at(0.0, 0.0);
    sheet.line((x, rows.plot.top), (x, rows.plot.bottom), 0.5, sheet.style.small_print(), None);
}

/// Draws the dashed lines, from their labels down; where one crosses a dark bar, over a narrow white seam.
fn draw_references(sheet: &mut Sheet, references: &[Reference], head: f64, rows: &Rows, plot: &Plot, bars: &[Bar]) {
    let level = sheet.style.label_size() * LEADING;
    let half = rows.half(0.33) * rows.step;
    for reference in references {
        let crossed = bars.iter().enumerate().filter(|(_, bar)| {
            let (end, _) = plot.at(bar.value.map_or(0.0, position), 0.0);
            lightness(sheet.style.fill(bar.band)) < DARK && end > reference.x
        });
        let rows: Vec<f64> = crossed.map(|(row, _)| rows.middle(row)).collect();
        for middle in rows {
            sheet.line((reference.x, middle - half), (reference.x, middle + half), 1.6, WHITE, None);
        }
    }
    for (i, reference) in references.iter().enumerate() {
        let x = reference.x;
        for (from, to) in pieces(sheet, x, head - reference.level as f64 * level, rows.plot.bottom) {
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
