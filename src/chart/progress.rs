//! Progress: one bullet per target. A grey track to 100 %, a bar for what is done, a tick where
//! it is due, a line at the target, a mark for the band.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::position;
use super::plot::Plot;
use super::rows::{self, GAP, Rows, band_mark};
use super::sheet::Sheet;
use super::style::WHITE;
use super::{LEADING, song};
use crate::canvas::{Color, Mark};
use crate::document::Bar;

/// The whole target.
const WHOLE: f64 = 100.0;
/// Bars end here; the label has the true value.
const CLIP: f64 = 130.0;

/// What the ticks and the line mean: `序时进度`, `目标`.
pub(super) struct Words<'w> {
    pub(super) due: &'w str,
    pub(super) target: &'w str,
}

/// Room over the rows for what the marks mean, in label sizes.
const LEGEND: f64 = 1.3 * LEADING;

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, bars: &[Bar]) -> f64 {
    rows::least_height(sheet, &rows::names(bars)) + sheet.style.label_size() * (LEGEND + LEADING + 0.4)
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, bars: &[Bar], words: &Words<'_>) {
    let size = sheet.style.label_size();
    let names = rows::names(bars);
    let marks = rows::marks_width(sheet, bars);
    let right = rows::values_width(sheet, bars) + marks + 1.5 * GAP;
    let bottom = sheet.area().bottom - size * (LEADING + 0.2);
    let rows = Rows::new(sheet, &names, top + LEGEND * size, bottom, right);
    if rows.step <= 0.0 || bars.is_empty() {
        return;
    }
    let far = bars.iter().flat_map(|bar| [bar.value, bar.due]).flatten().map(position).fold(WHOLE, f64::max);
    let far = far.min(CLIP);
    let plot = Plot::new(sheet, rows.plot, 0.0..far, bars.len() as f64..0.0);
    draw_axis(sheet, &rows, &plot);
    rows.write_names(sheet, &names);
    for (row, bar) in bars.iter().enumerate() {
        draw_bullet(sheet, &rows, &plot, row, bar, far);
        let x = rows.plot.right + 1.5 * GAP;
        band_mark(sheet, bar.band, (x + size * 0.35, rows.middle(row)), rows.size);
        let label = rows.value_label(sheet, bar);
        sheet.write(&label, x + marks, rows.middle(row));
    }
    let (x, _) = plot.at(WHOLE, 0.0);
    sheet.line((x, rows.plot.top), (x, rows.plot.bottom), TARGET, sheet.style.red, None);
    for (row, bar) in bars.iter().enumerate() {
        draw_due(sheet, &rows, &plot, row, bar, far);
    }
    let any_due = bars.iter().any(|bar| bar.due.is_some());
    draw_legend(sheet, (rows.plot.left + 2.0, top + LEADING * size / 2.0), words, any_due);
}

/// Thickness of the line at the target and of a tick where something is due.
const TARGET: f64 = 0.9;
const DUE: f64 = 1.6;

/// A tick and what it means, a line and what it means.
fn draw_legend(sheet: &mut Sheet, (left, middle): (f64, f64), words: &Words<'_>, any_due: bool) {
    let half = sheet.style.label_size() * 0.45;
    let mut x = left;
    for (text, width, color, there) in
        [(words.due, DUE, Color::BLACK, any_due), (words.target, TARGET, sheet.style.red, true)]
    {
        if !there || text.trim().is_empty() {
            continue;
        }
        let label = song(sheet, text, sheet.style.small_print());
        if !sheet.is_free(&sheet.box_at(&label, x + 4.0, middle)) {
            continue;
        }
        sheet.line((x, middle - half), (x, middle + half), width, color, None);
        sheet.write(&label, x + 4.0, middle);
        x += 4.0 + sheet.width(&label) + 3.0 * GAP;
    }
}

/// Zero, half and the whole, under the rows, with a hairline each.
fn draw_axis(sheet: &mut Sheet, rows: &Rows, plot: &Plot) {
    let edge = sheet.area();
    let middle = rows.plot.bottom + sheet.style.label_size() * (LEADING / 2.0 + 0.1);
    for (value, text) in [(WHOLE, "100%"), (0.0, "0"), (WHOLE / 2.0, "50%")] {
        let (x, _) = plot.at(value, 0.0);
        sheet.line((x, rows.plot.top), (x, rows.plot.bottom), 0.4, sheet.style.grid(), None);
        let label = song(sheet, text, sheet.style.small_print());
        let width = sheet.width(&label);
        let left = (x - width / 2.0).min(edge.right - width).max(edge.left);
        if sheet.is_free(&sheet.box_at(&label, left, middle).grown(1.0)) || value >= WHOLE {
            sheet.write(&label, left, middle);
        }
    }
}

fn draw_bullet(sheet: &mut Sheet, rows: &Rows, plot: &Plot, row: usize, bar: &Bar, far: f64) {
    let middle = row as f64 + 0.5;
    let (track, half) = (rows.half(0.34), rows.half(0.2));
    plot.bar((0.0, middle - track), (WHOLE, middle + track), sheet.style.track());
    let end = bar.value.map_or(0.0, position).max(0.0);
    if end > 0.0 {
        plot.bar((0.0, middle - half), (end.min(far), middle + half), sheet.style.fill(bar.band));
    }
    if end > far {
        // A slanted cut near the end says that the bar goes on.
        let (x, top) = plot.at(far, middle - half * 1.1);
        let (_, bottom) = plot.at(far, middle + half * 1.1);
        let points = vec![(x - 6.0, bottom), (x - 3.0, top), (x - 1.0, top), (x - 4.0, bottom)];
        sheet.push(Mark::Path { points, closed: true, fill: Some(WHITE), stroke: None });
    }
}

/// The tick where something is due.
fn draw_due(sheet: &mut Sheet, rows: &Rows, plot: &Plot, row: usize, bar: &Bar, far: f64) {
    let (middle, track) = (row as f64 + 0.5, rows.half(0.34));
    if let Some(due) = bar.due.map(position) {
        let (x, top) = plot.at(due.clamp(0.0, far), middle - track * 1.15);
        let (_, bottom) = plot.at(due, middle + track * 1.15);
        // The seam keeps the tick visible on a dark bar.
        sheet.line((x, top), (x, bottom), 3.0, WHITE, None);
        sheet.line((x, top), (x, bottom), DUE, Color::BLACK, None);
    }
}
