//! What the fills of a chart mean: a swatch and a name each, in as many lines as they need.
#![allow(clippy::float_arithmetic)] // geometry

use super::geometry::Area;
use super::sheet::{Label, Sheet};
use super::{LEADING, pattern, song};
use crate::canvas::Color;

/// A swatch, in label sizes.
const SWATCH: (f64, f64) = (1.7, 0.85);
/// Between a swatch and its name, and between a name and the next swatch, in points.
const GAPS: (f64, f64) = (4.0, 14.0);

/// The names with the place of their swatches: left edge and line.
fn places(sheet: &Sheet, names: &[&str]) -> Vec<(Label, f64, usize)> {
    let size = sheet.style.label_size();
    let before = size * SWATCH.0 + GAPS.0;
    let (mut x, mut line) = (0.0, 0);
    let mut all = Vec::new();
    for name in names {
        let mut label = song(sheet, name, Color::BLACK);
        sheet.shorten(&mut label, (sheet.frame.width - before).max(0.0));
        let wide = before + sheet.width(&label);
        if x > 0.0 && x + wide > sheet.frame.width {
            (x, line) = (0.0, line + 1);
        }
        all.push((label, x, line));
        x += wide + GAPS.1;
    }
    all
}

/// The height of the legend.
pub(super) fn height(sheet: &Sheet, names: &[&str]) -> f64 {
    let lines = places(sheet, names).last().map_or(0, |(_, _, line)| line + 1);
    sheet.style.label_size() * (lines as f64 * LEADING * 1.1 + if lines > 0 { 0.3 } else { 0.0 })
}

/// Draws it at the left edge, from `top` down.
pub(super) fn draw(sheet: &mut Sheet, top: f64, names: &[&str]) {
    let size = sheet.style.label_size();
    for (i, (label, x, line)) in places(sheet, names).into_iter().enumerate() {
        let left = sheet.frame.x + x;
        let middle = top + size * LEADING * 1.1 * (line as f64 + 0.5);
        let half = size * SWATCH.1 / 2.0;
        let right = left + size * SWATCH.0;
        if !sheet.write_free(&label, right + GAPS.0, middle) {
            continue;
        }
        let fill = sheet.style.part(i);
        pattern::fill(sheet, Area { left: left + 0.3, top: middle - half, right, bottom: middle + half }, &fill);
    }
}
