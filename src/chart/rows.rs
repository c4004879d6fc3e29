//! What horizontal charts share: a column of names, rows of one height, and the mark that tells a
//! band without its colour.
#![allow(clippy::float_arithmetic)] // geometry

use super::LEADING;
use super::flow::{Face, name_lines};
use super::geometry::Area;
use super::sheet::{Label, Sheet};
use super::style::SMALLEST;
use crate::canvas::{Color, FontRole, Mark};
use crate::document::{Band, Bar, Point};

/// The names take at most this share of the width.
const NAMES: f64 = 0.4;
/// A row is at most this many label sizes high, so that a single bar is not a block.
const HIGHEST: f64 = 3.0;
/// Height of a line of a name that takes two, in label sizes.
const NAME_LEADING: f64 = 1.15;
/// A bar is at most this many label sizes thick.
const THICKEST: f64 = 1.6;
/// Space between the columns, in points.
pub(super) const GAP: f64 = 5.0;

/// Rows of a horizontal chart.
pub(super) struct Rows {
    /// Where bars are drawn.
    pub(super) plot: Area,
    /// Height of a row.
    pub(super) step: f64,
    /// Size of the labels.
    pub(super) size: f64,
    names: f64,
}

fn face(size: f64) -> Face {
    Face { role: FontRole::Song, size, color: Color::BLACK }
}

/// What the rows of bars are called.
pub(super) fn names(bars: &[Bar]) -> Vec<&str> {
    bars.iter().map(|bar| bar.label.as_str()).collect()
}

/// Width of the column of names.
fn names_width(sheet: &Sheet, names: &[&str], size: f64) -> f64 {
    let widest = names.iter().map(|name| sheet.text_width(name, FontRole::Song, size)).fold(0.0, f64::max);
    // A hair more, so that the widest name is not wrapped by a rounding.
    (widest + 0.01).min(sheet.frame.width * NAMES)
}

/// The least height of the rows: that of the name with most lines (two at most) for each.
pub(super) fn least_height(sheet: &Sheet, names: &[&str]) -> f64 {
    let size = sheet.style.label_size();
    let width = names_width(sheet, names, size);
    let most = names.iter().map(|name| name_lines(sheet, name, face(size), width, 2).len()).max().unwrap_or(1);
    names.len() as f64 * size * (NAME_LEADING * most as f64 + 0.25)
}

impl Rows {
    /// Rows between `top` and `bottom`, with `right` points kept free for values.
    pub(super) fn new(sheet: &Sheet, names: &[&str], top: f64, bottom: f64, right: f64) -> Self {
        let wanted = sheet.style.label_size();
        let count = names.len() as f64;
        let step = ((bottom - top) / count.max(1.0)).clamp(0.0, wanted * HIGHEST);
        let size = wanted.min(step / LEADING).max(SMALLEST);
        let names = names_width(sheet, names, size);
        let edge = sheet.area();
        let left = edge.left + names + GAP;
        let plot = Area { left, top, right: (edge.right - right).max(left), bottom: top + step * count };
        Self { plot, step, size, names }
    }
    /// The middle of a row.
    pub(super) fn middle(&self, row: usize) -> f64 {
        self.plot.top + (row as f64 + 0.5) * self.step
    }
    /// Half the thickness of a bar that wants `share` of its row on either side, in rows.
    pub(super) fn half(&self, share: f64) -> f64 {
        share.min(self.size * THICKEST * share / 0.66 / self.step.max(f64::MIN_POSITIVE))
    }
    /// Writes the names, right-aligned against the bars.
    pub(super) fn write_names(&self, sheet: &mut Sheet, names: &[&str]) {
        let most = if self.step >= (2.0 * NAME_LEADING + 0.1) * self.size { 2 } else { 1 };
        for (row, name) in names.iter().enumerate() {
            let lines = name_lines(sheet, name, face(self.size), self.names, most);
            let first = self.middle(row) - (lines.len().saturating_sub(1)) as f64 * self.size * NAME_LEADING / 2.0;
            for (i, line) in lines.iter().enumerate() {
                let x = sheet.frame.x + self.names - sheet.width(line);
                sheet.write(line, x, first + i as f64 * self.size * NAME_LEADING);
            }
        }
    }
    /// The printed value of a bar; grey where it is a symbol in place of a value.
    pub(super) fn value_label(&self, sheet: &Sheet, bar: &Bar) -> Label {
        let color = if bar.value.is_some() { Color::BLACK } else { sheet.style.small_print() };
        Label::new(&bar.shown, bar.key.as_ref(), FontRole::Song, self.size, color)
    }
    /// The printed value of a point, likewise.
    pub(super) fn point_label(&self, sheet: &Sheet, point: &Point) -> Label {
        let color = if point.value.is_some() { Color::BLACK } else { sheet.style.small_print() };
        Label::new(&point.shown, point.key.as_ref(), FontRole::Song, self.size, color)
    }
}

/// The widest printed value of some points, at the full label size.
pub(super) fn points_width<'p>(sheet: &Sheet, points: impl IntoIterator<Item = &'p Point>) -> f64 {
    let size = sheet.style.label_size();
    points.into_iter().map(|point| sheet.text_width(&point.shown, FontRole::Song, size)).fold(0.0, f64::max)
}

/// The widest printed value, at the full label size.
pub(super) fn values_width(sheet: &Sheet, bars: &[Bar]) -> f64 {
    let size = sheet.style.label_size();
    bars.iter().map(|bar| sheet.text_width(&bar.shown, FontRole::Song, size)).fold(0.0, f64::max)
}

/// Width of the column of band marks, nothing when no bar has one.
pub(super) fn marks_width(sheet: &Sheet, bars: &[Bar]) -> f64 {
    let any = bars.iter().any(|bar| matches!(bar.band, Band::Good | Band::Watch | Band::Bad));
    if any { sheet.style.label_size() * 1.05 } else { 0.0 }
}

/// Draws the mark of a band: a disc, a triangle or a square.
pub(super) fn band_mark(sheet: &mut Sheet, band: Band, center: (f64, f64), size: f64) {
    let (x, y) = center;
    let half = size * 0.3;
    let points: Vec<(f64, f64)> = match band {
        Band::None | Band::Unknown => return,
        Band::Good => (0..24)
            .map(|i| f64::from(i) * std::f64::consts::TAU / 24.0)
            .map(|angle| (x + half * angle.cos(), y + half * angle.sin()))
            .collect(),
        Band::Watch => vec![(x, y - half * 1.1), (x + half * 1.15, y + half * 0.9), (x - half * 1.15, y + half * 0.9)],
        Band::Bad => vec![(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)],
    };
    let fill = Some(sheet.style.fill(band));
    sheet.push(Mark::Path { points, closed: true, fill, stroke: None });
}
