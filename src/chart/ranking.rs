//! Ranking: horizontal bars from zero, in the order given, with reference lines.
//!
//! Bars always start at zero: a bar's length is a claim. How close the values are is told by the
//! printed values.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::position;
use super::plot::Plot;
use super::references::{self, Reference};
use super::rows::{self, GAP, Rows};
use super::sheet::Sheet;
use super::style::{WHITE, lightness};
use crate::document::{Bar, ReferenceLine};

/// On a bar darker than this a red line would not be seen without a seam.
const DARK: u32 = 110;

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, bars: &[Bar], references: &[ReferenceLine]) -> f64 {
    rows::least_height(sheet, &rows::names(bars)) + references::most_height(sheet, references) + 2.0
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, bars: &[Bar], references: &[ReferenceLine]) {
    if bars.is_empty() {
        return;
    }
    let edge = sheet.area();
    let names = rows::names(bars);
    let right = rows::values_width(sheet, bars) + rows::marks_width(sheet, bars) + 2.0 * GAP;
    let domain = domain(bars, references);
    let columns = Rows::new(sheet, &names, top, edge.bottom, right);
    let ruler = Plot::new(sheet, columns.plot, domain.0..domain.1, 1.0..0.0);
    let references = references::arrange(sheet, &ruler, references);
    let under = top + references::height(sheet, &references);
    let rows = Rows::new(sheet, &names, under, edge.bottom - 1.0, right);
    if rows.step <= 0.0 {
        return;
    }
    let plot = Plot::new(sheet, rows.plot, domain.0..domain.1, bars.len().max(1) as f64..0.0);
    references::write(sheet, top, &references);
    rows.write_names(sheet, &names);
    draw_bars(sheet, &rows, &plot, bars);
    draw_seams(sheet, &references, &rows, &plot, bars);
    references::draw(sheet, top, rows.plot.bottom, &references);
}

/// From zero (or below) to the largest value or reference.
fn domain(bars: &[Bar], references: &[ReferenceLine]) -> (f64, f64) {
    let values = bars.iter().filter_map(|bar| bar.value).chain(references.iter().map(|r| r.value)).map(position);
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    if high > low { (low, high) } else { (0.0, 1.0) }
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

/// Where a reference line crosses a dark bar it runs in a narrow white seam.
fn draw_seams(sheet: &mut Sheet, references: &[Reference], rows: &Rows, plot: &Plot, bars: &[Bar]) {
    let half = rows.half(0.33) * rows.step;
    for reference in references {
        let crossed = bars.iter().enumerate().filter(|(_, bar)| {
            let (end, _) = plot.at(bar.value.map_or(0.0, position), 0.0);
            lightness(sheet.style.fill(bar.band)) < DARK && end > reference.x
        });
        let middles: Vec<f64> = crossed.map(|(row, _)| rows.middle(row)).collect();
        for middle in middles {
            sheet.line((reference.x, middle - half), (reference.x, middle + half), 1.6, WHITE, None);
        }
    }
}
