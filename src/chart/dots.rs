//! Dots: a row per unit, a dot per series on one axis, tied together; the values in columns on the right, under the
//! mark and the name of their series.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::{Axis, position};
use super::geometry::Area;
use super::plot::Plot;
use super::references;
use super::rows::{self, GAP, Rows};
use super::sheet::{Label, Sheet};
use super::stacked::draw_ticks;
use super::style::WHITE;
use super::{LEADING, song};
use crate::canvas::{Color, FontRole};
use crate::document::{Band, Line, Point, ReferenceLine};

/// Radius of a dot, in points.
const DOT: f64 = 2.7;
/// Room over the rows for the heads of the columns, and under them for the axis, in label sizes.
const HEAD: f64 = 1.5 * LEADING;
const FOOT: f64 = LEADING + 0.3;
/// The head of a column takes at most this share of the width.
const WIDEST: f64 = 0.2;

/// What is drawn.
pub(super) struct Dots<'d> {
    pub(super) rows: &'d [String],
    pub(super) series: &'d [Line],
    pub(super) references: &'d [ReferenceLine],
}

impl Dots<'_> {
    fn names(&self) -> Vec<&str> {
        self.rows.iter().map(String::as_str).collect()
    }
    /// Everything on the axis.
    fn axis(&self) -> Option<Axis> {
        let points = self.series.iter().flat_map(|line| line.points.iter().take(self.rows.len()));
        let values = points.filter_map(|point| point.value).chain(self.references.iter().map(|r| r.value));
        let mut values = values.map(position);
        let first = values.next()?;
        let (low, high) = values.fold((first, first), |(low, high), v| (low.min(v), high.max(v)));
        Some(Axis::covering(low, high))
    }
}

/// The head of a column, beside its mark.
fn head(sheet: &Sheet, line: &Line) -> Label {
    let mut label = song(sheet, &line.name, sheet.style.small_print());
    sheet.shorten(&mut label, sheet.frame.width * WIDEST);
    label
}

/// The widths of the columns of values.
fn columns(sheet: &Sheet, dots: &Dots<'_>) -> Vec<f64> {
    let column = |line: &Line| {
        let head = sheet.width(&head(sheet, line)) + 2.0 * DOT + 3.0;
        rows::points_width(sheet, &line.points).max(head)
    };
    dots.series.iter().map(column).collect()
}

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, dots: &Dots<'_>) -> f64 {
    let rows = rows::least_height(sheet, &dots.names());
    rows + references::most_height(sheet, dots.references) + sheet.style.label_size() * (HEAD + FOOT)
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, dots: &Dots<'_>) {
    let size = sheet.style.label_size();
    let names = dots.names();
    let columns = columns(sheet, dots);
    let right = columns.iter().map(|width| width + 2.0 * GAP).sum::<f64>() + GAP;
    let bottom = sheet.area().bottom - size * FOOT;
    let under = top + size * HEAD;
    let measured = Rows::new(sheet, &names, under, bottom, right);
    if names.is_empty() || measured.plot.width() < size {
        return;
    }
    let axis = dots.axis().unwrap_or_else(|| Axis { low: 0.0, high: 1.0, ticks: Vec::new() });
    let ruler = Plot::new(sheet, measured.plot, axis.low..axis.high, 1.0..0.0);
    let references = references::arrange(sheet, &ruler, dots.references);
    let rows = Rows::new(sheet, &names, under + references::height(sheet, &references), bottom, right);
    if rows.step <= 0.0 {
        return;
    }
    let plot = Plot::new(sheet, rows.plot, axis.low..axis.high, names.len() as f64..0.0);
    references::write(sheet, under, &references);
    rows.write_names(sheet, &names);
    draw_ticks(sheet, rows.plot, &plot, &axis);
    for row in 0..names.len() {
        draw_row(sheet, &rows, &plot, dots, row);
    }
    references::draw(sheet, under, rows.plot.bottom, &references);
    write_columns(sheet, &rows, dots, &columns, top + size * LEADING / 2.0);
}

/// A dotted line over the whole row, a bar between the outer dots, and the dots, the first series on top.
fn draw_row(sheet: &mut Sheet, rows: &Rows, plot: &Plot, dots: &Dots<'_>, row: usize) {
    let y = rows.middle(row);
    let Area { left, right, .. } = rows.plot;
    sheet.line((left, y), (right, y), 0.4, sheet.style.hatch(), Some((0.8, 2.4)));
    let valued = |line: &Line| Some(position(line.points.get(row)?.value?));
    let values: Vec<f64> = dots.series.iter().filter_map(valued).collect();
    let ends = values.iter().fold(None, |ends: Option<(f64, f64)>, v| {
        Some(ends.map_or((*v, *v), |(low, high)| (low.min(*v), high.max(*v))))
    });
    if let Some((low, high)) = ends.filter(|(low, high)| low < high) {
        let (from, to) = (plot.at(low, 0.0).0, plot.at(high, 0.0).0);
        sheet.line((from, y), (to, y), 1.4, sheet.style.thin(), None);
    }
    for line in dots.series.iter().rev() {
        if let Some(value) = valued(line) {
            mark(sheet, (plot.at(value, 0.0).0, y), line.strong);
        }
    }
}

/// A filled dot for the strong series, a ring for another.
fn mark(sheet: &mut Sheet, (x, y): (f64, f64), strong: bool) {
    let color = sheet.style.fill(Band::None);
    let circle = |radius: f64| -> Vec<(f64, f64)> {
        let corner = |i: u32| {
            let angle = std::f64::consts::TAU * f64::from(i) / 24.0;
            (x + radius * angle.cos(), y + radius * angle.sin())
        };
        (0..24).map(corner).collect()
    };
    let path =
        |radius: f64, fill, stroke| crate::canvas::Mark::Path { points: circle(radius), closed: true, fill, stroke };
    if strong {
        sheet.push(path(DOT, Some(color), None));
    } else {
        // A little larger, so that it is seen around a filled one.
        sheet.push(path(DOT + 0.5, Some(WHITE), Some((0.9, sheet.style.small_print()))));
    }
}

/// Marks and names of the series, and under them the values.
fn write_columns(sheet: &mut Sheet, rows: &Rows, dots: &Dots<'_>, columns: &[f64], middle: f64) {
    let mut right = sheet.area().right;
    for (line, width) in dots.series.iter().zip(columns).rev() {
        let head = head(sheet, line);
        let left = right - sheet.width(&head);
        if sheet.write_free(&head, left, middle) {
            mark(sheet, (left - DOT - 3.0, middle), line.strong);
        }
        for (row, point) in line.points.iter().take(dots.rows.len()).enumerate() {
            let label = value(sheet, rows, point, line.strong);
            sheet.write_free(&label, right - sheet.width(&label), rows.middle(row));
        }
        right -= width + 2.0 * GAP;
    }
}

fn value(sheet: &Sheet, rows: &Rows, point: &Point, strong: bool) -> Label {
    let color = if strong && point.value.is_some() { Color::BLACK } else { sheet.style.small_print() };
    Label::new(&point.shown, point.key.as_ref(), FontRole::Song, rows.size, color)
}
