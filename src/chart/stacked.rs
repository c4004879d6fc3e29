//! Stacked: parts of a whole, one lying bar per row, from zero; or every bar as long as the whole.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::{Axis, position};
use super::geometry::Area;
use super::plot::Plot;
use super::rows::{self, GAP, Rows};
use super::sheet::{Label, Sheet};
use super::style::{Pattern, words_on};
use super::{LEADING, legend, pattern, song};
use crate::canvas::FontRole;
use crate::document::{Line, Point};

/// Room under the rows for the axis, in label sizes.
const FOOT: f64 = LEADING + 0.3;
/// The whole, in per cent.
const WHOLE: f64 = 100.0;

/// What is stacked.
pub(super) struct Stack<'s> {
    pub(super) rows: &'s [String],
    pub(super) parts: &'s [Line],
    pub(super) totals: &'s [Point],
    pub(super) whole: bool,
}

/// A piece of a bar: which part, from where to where, and what is printed in it.
struct Segment<'s> {
    part: usize,
    from: f64,
    to: f64,
    point: &'s Point,
}

impl<'s> Stack<'s> {
    fn names(&self) -> Vec<&str> {
        self.rows.iter().map(String::as_str).collect()
    }
    fn part_names(&self) -> Vec<&str> {
        self.parts.iter().map(|part| part.name.as_str()).collect()
    }
    /// The points of a row, with the numbers of their parts.
    fn points(&self, row: usize) -> impl Iterator<Item = (usize, &'s Point)> {
        self.parts.iter().enumerate().filter_map(move |(i, part)| Some((i, part.points.get(row)?)))
    }
    /// The pieces of a row. Of a whole that lacks a part no shares are drawn, nor where a part is below zero.
    fn segments(&self, row: usize) -> Vec<Segment<'s>> {
        let valued: Vec<(usize, f64, &Point)> =
            self.points(row).filter_map(|(i, point)| Some((i, position(point.value?), point))).collect();
        let sum: f64 = valued.iter().map(|(_, value, _)| value).sum();
        let broken = valued.len() < self.parts.len() || valued.iter().any(|(_, value, _)| *value < 0.0) || sum <= 0.0;
        if self.whole && broken {
            return Vec::new();
        }
        let scale = if self.whole { WHOLE / sum } else { 1.0 };
        let (mut up, mut down) = (0.0, 0.0);
        let segment = |(part, value, point): (usize, f64, &'s Point)| {
            let end = if value < 0.0 { &mut down } else { &mut up };
            let from = *end;
            *end += value * scale;
            Segment { part, from, to: *end, point }
        };
        valued.into_iter().map(segment).filter(|segment| segment.from != segment.to).collect()
    }
    fn axis(&self) -> Axis {
        if self.whole {
            let ticks = [0.0, 50.0, WHOLE].into_iter().zip(["0", "50%", "100%"].map(str::to_owned)).collect();
            return Axis { low: 0.0, high: WHOLE, ticks };
        }
        let ends = (0..self.rows.len()).flat_map(|row| self.segments(row)).map(|segment| segment.to);
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), to| (low.min(to), high.max(to)));
        Axis::covering(low, high)
    }
}

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, stack: &Stack<'_>) -> f64 {
    let legend = legend::height(sheet, &stack.part_names());
    rows::least_height(sheet, &stack.names()) + legend + sheet.style.label_size() * FOOT
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, stack: &Stack<'_>) {
    let size = sheet.style.label_size();
    let names = stack.names();
    let totals = rows::points_width(sheet, stack.totals);
    let missing = rows::points_width(sheet, stack.parts.iter().flat_map(|p| &p.points).filter(|p| p.value.is_none()));
    let right = if totals > 0.0 { totals + 2.0 * GAP } else { GAP } + if missing > 0.0 { missing + GAP } else { 0.0 };
    let under = top + legend::height(sheet, &stack.part_names());
    let rows = Rows::new(sheet, &names, under, sheet.area().bottom - size * FOOT, right);
    if rows.step <= 0.0 || names.is_empty() || rows.plot.width() < size {
        return;
    }
    legend::draw(sheet, top, &stack.part_names());
    let axis = stack.axis();
    let plot = Plot::new(sheet, rows.plot, axis.low..axis.high, names.len() as f64..0.0);
    draw_ticks(sheet, rows.plot, &plot, &axis);
    rows.write_names(sheet, &names);
    for row in 0..names.len() {
        for segment in stack.segments(row) {
            draw_segment(sheet, &rows, &plot, row, &segment);
        }
        write_missing(sheet, &rows, &plot, stack, row);
        if let Some(total) = stack.totals.get(row) {
            let label = rows.point_label(sheet, total);
            let x = sheet.area().right - sheet.width(&label);
            sheet.write_free(&label, x, rows.middle(row));
        }
    }
    let (x, _) = plot.at(0.0, 0.0);
    sheet.line((x, rows.plot.top), (x, rows.plot.bottom), 0.5, sheet.style.small_print(), None);
}

/// A hairline at each tick, with its label under the rows where there is room for it.
pub(super) fn draw_ticks(sheet: &mut Sheet, area: Area, plot: &Plot, axis: &Axis) {
    let edge = sheet.area();
    let middle = area.bottom + sheet.style.label_size() * (LEADING / 2.0 + 0.15);
    for (value, text) in &axis.ticks {
        let (x, _) = plot.at(*value, 0.0);
        sheet.line((x, area.top), (x, area.bottom), 0.4, sheet.style.grid(), None);
        let label = song(sheet, text, sheet.style.small_print());
        let width = sheet.width(&label);
        let left = (x - width / 2.0).min(edge.right - width).max(edge.left);
        if sheet.is_free(&sheet.box_at(&label, left, middle).grown(0.9)) {
            sheet.write(&label, left, middle);
        }
    }
}

fn draw_segment(sheet: &mut Sheet, rows: &Rows, plot: &Plot, row: usize, segment: &Segment<'_>) {
    let half = rows.half(0.36);
    let middle = row as f64 + 0.5;
    let (a, b) = (plot.at(segment.from, middle - half), plot.at(segment.to, middle + half));
    let area = Area { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) };
    let fill = sheet.style.part(segment.part);
    pattern::fill(sheet, area, &fill);
    let label =
        Label::new(&segment.point.shown, segment.point.key.as_ref(), FontRole::Song, rows.size, words_on(fill.base));
    let wide = sheet.width(&label);
    let left = (area.left + area.right - wide) / 2.0;
    let middle = rows.middle(row);
    if wide + 5.0 > area.width() || rows.size > area.height() {
        return;
    }
    let plate = sheet.box_at(&label, left, middle);
    if sheet.write_free(&label, left, middle) && fill.pattern != Pattern::Plain {
        let plate = Area { left: plate.left - 1.5, right: plate.right + 1.5, ..plate };
        sheet.rect(plate, fill.base);
    }
}

/// The symbols of parts without a value stand behind the bar.
fn write_missing(sheet: &mut Sheet, rows: &Rows, plot: &Plot, stack: &Stack<'_>, row: usize) {
    let end = stack.segments(row).iter().map(|segment| segment.to).fold(0.0_f64, f64::max);
    let (mut x, _) = plot.at(end, 0.0);
    for (_, point) in stack.points(row).filter(|(_, point)| point.value.is_none()) {
        let label = rows.point_label(sheet, point);
        if sheet.write_free(&label, x + GAP, rows.middle(row)) {
            x += GAP + sheet.width(&label);
        }
    }
}
