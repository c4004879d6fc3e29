//! Radar: a spoke per thing, all on one scale from the middle out, a closed line per member; the values in a table under
//! it, so that no number stands among the lines. Members differ in stroke and mark and not only in colour. What a member
//! has no value for opens its line.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::{Axis, position};
use super::flow::{Face, name_lines};
use super::rows::{GAP, points_width};
use super::sheet::{Label, Sheet};
use super::style::{WHITE, with_lightness};
use super::{LEADING, song};
use crate::canvas::{Color, FontRole, Mark};
use crate::document::{Line, Point};
use std::f64::consts::TAU;

/// Radius of the outer ring in label sizes: at least, at most.
const RADIUS: (f64, f64) = (6.5, 9.5);
/// Room over and under the rings for the names of spokes, in label sizes.
const ASIDE: f64 = 2.7;
/// Between a spoke and its name, in points.
const BESIDE: f64 = 5.0;
/// Height of a row of the table, in label sizes.
const ROW: f64 = LEADING * 1.1;
/// The names in the table take at most this share of the width.
const NAMES: f64 = 0.4;
/// Length of the stroke before a member's name, and half a mark, in points.
const STROKE: f64 = 22.0;
const MARK: f64 = 2.6;
/// Width, lightness and dashes of a line.
type Look = (f64, u32, Option<(f64, f64)>);
/// Member by member.
const LOOKS: [Look; 4] =
    [(1.8, 60, None), (1.4, 96, Some((5.0, 2.4))), (1.4, 120, Some((1.4, 1.8))), (1.0, 70, Some((9.0, 2.4)))];

/// What is drawn.
pub(super) struct Radar<'r> {
    pub(super) axes: &'r [String],
    pub(super) lines: &'r [Line],
}

/// Where the rings are.
struct Rings {
    center: (f64, f64),
    radius: f64,
    axis: Axis,
    spokes: usize,
}

impl Rings {
    /// The place of a value on a spoke: the first points up, the others follow clockwise.
    fn at(&self, spoke: usize, value: f64) -> (f64, f64) {
        let share = ((value - self.axis.low) / (self.axis.high - self.axis.low)).clamp(0.0, 1.0);
        let angle = TAU * spoke as f64 / self.spokes.max(1) as f64;
        (self.center.0 + self.radius * share * angle.sin(), self.center.1 - self.radius * share * angle.cos())
    }
}

fn table_height(sheet: &Sheet, radar: &Radar<'_>) -> f64 {
    sheet.style.label_size() * (ROW * (radar.axes.len() + 1) as f64 + 0.4)
}

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, radar: &Radar<'_>) -> f64 {
    table_height(sheet, radar) + sheet.style.label_size() * 2.0 * (RADIUS.0 + ASIDE) + 1.0
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, radar: &Radar<'_>) {
    let size = sheet.style.label_size();
    let room = sheet.area().bottom - top - table_height(sheet, radar);
    let radius = (room / 2.0 - ASIDE * size).min(RADIUS.1 * size).min(sheet.frame.width / 4.0);
    if radius < size || radar.axes.is_empty() || radar.lines.is_empty() {
        return;
    }
    let center = (sheet.frame.x + sheet.frame.width / 2.0, top + ASIDE * size + radius);
    let rings = Rings { center, radius, axis: axis(radar), spokes: radar.axes.len() };
    draw_rings(sheet, &rings);
    for (i, line) in radar.lines.iter().enumerate().rev() {
        draw_line(sheet, &rings, line, i);
    }
    write_spokes(sheet, &rings, radar.axes);
    write_scale(sheet, &rings);
    write_table(sheet, center.1 + radius + ASIDE * size, radar);
}

/// From zero to a round number; of per cents to a hundred.
fn axis(radar: &Radar<'_>) -> Axis {
    let values = radar.lines.iter().flat_map(|line| &line.points).filter_map(|point| point.value).map(position);
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    Axis::covering(low, if high > 50.0 && high <= 100.0 { 100.0 } else { high })
}

/// The rings are as many-sided as there are spokes, so that equal values lie on a ring.
fn draw_rings(sheet: &mut Sheet, rings: &Rings) {
    let last = rings.axis.ticks.len().saturating_sub(1);
    for (n, (value, _)) in rings.axis.ticks.iter().enumerate().filter(|(_, (value, _))| *value > rings.axis.low) {
        let points = (0..rings.spokes).map(|spoke| rings.at(spoke, *value)).collect();
        let color = if n == last { sheet.style.thin() } else { sheet.style.grid() };
        sheet.push(Mark::Path { points, closed: true, fill: None, stroke: Some((0.5, color)) });
    }
    for spoke in 0..rings.spokes {
        sheet.line(rings.center, rings.at(spoke, rings.axis.high), 0.4, sheet.style.grid(), None);
    }
}

/// The numbers of the outer ring and of one half as far, beside the first spoke.
fn write_scale(sheet: &mut Sheet, rings: &Rings) {
    let middle = (rings.axis.low + rings.axis.high) / 2.0;
    let far = |value: f64| if value == rings.axis.high { 0.0 } else { 1.0 + (value - middle).abs() };
    let mut ticks: Vec<&(f64, String)> = rings.axis.ticks.iter().filter(|(value, _)| *value > rings.axis.low).collect();
    ticks.sort_by(|a, b| far(a.0).total_cmp(&far(b.0)));
    for (value, text) in ticks.into_iter().take(2) {
        let label = song(sheet, text, sheet.style.small_print());
        let (x, y) = rings.at(0, *value);
        let (left, middle) = (x - 3.0 - sheet.width(&label), y + label.size * 0.6);
        let plate = sheet.box_at(&label, left, middle);
        if sheet.write_free(&label, left, middle) {
            sheet.rect(plate, WHITE);
        }
    }
}

fn color(sheet: &Sheet, i: usize) -> Color {
    with_lightness(sheet.style.main, LOOKS[i % LOOKS.len()].1)
}

fn draw_line(sheet: &mut Sheet, rings: &Rings, line: &Line, i: usize) {
    let at = |spoke: usize| Some(rings.at(spoke, position(line.points.get(spoke)?.value?)));
    let (width, _, dash) = LOOKS[i % LOOKS.len()];
    let color = color(sheet, i);
    for spoke in 0..rings.spokes {
        let next = (spoke + 1) % rings.spokes;
        if let (Some(from), Some(to)) = (at(spoke), at(next)) {
            sheet.line(from, to, width, color, dash);
        }
    }
    for point in (0..rings.spokes).filter_map(at) {
        mark(sheet, point, i, color);
    }
}

/// A disc, a square, a triangle, a ring.
fn mark(sheet: &mut Sheet, (x, y): (f64, f64), i: usize, color: Color) {
    let m = MARK;
    let corner = |n: u32| {
        let angle = TAU * f64::from(n) / 20.0;
        (x + m * angle.cos(), y + m * angle.sin())
    };
    let points = match i % LOOKS.len() {
        1 => vec![(x - m, y - m), (x + m, y - m), (x + m, y + m), (x - m, y + m)],
        2 => vec![(x, y - m * 1.2), (x + m * 1.2, y + m), (x - m * 1.2, y + m)],
        _ => (0..20).map(corner).collect(),
    };
    let (fill, stroke) = if i % LOOKS.len() == 3 { (WHITE, Some((1.0, color))) } else { (color, None) };
    sheet.push(Mark::Path { points, closed: true, fill: Some(fill), stroke });
}

/// The names of the spokes around the rings, on two lines at most.
fn write_spokes(sheet: &mut Sheet, rings: &Rings, axes: &[String]) {
    let (size, edge) = (sheet.style.label_size(), sheet.area());
    let face = Face { role: FontRole::Song, size, color: Color::BLACK };
    for (spoke, name) in axes.iter().enumerate() {
        let (x, y) = rings.at(spoke, rings.axis.high);
        let (across, down) = ((x - rings.center.0) / rings.radius, (y - rings.center.1) / rings.radius);
        let is_upright = across.abs() < 0.1;
        let room = match across {
            _ if is_upright => rings.radius * 1.2,
            across if across > 0.0 => edge.right - x - BESIDE,
            _ => x - BESIDE - edge.left,
        };
        let lines = name_lines(sheet, name, face, room, 2);
        let lead = size * 1.1;
        let tall = lead * lines.len() as f64;
        // Above the topmost, under the lowest, beside the others.
        let first = y - tall / 2.0 + down * if is_upright { tall / 2.0 + BESIDE } else { tall / 4.0 };
        for (i, line) in lines.iter().enumerate() {
            let wide = sheet.width(line);
            let left = match across {
                _ if is_upright => x - wide / 2.0,
                across if across > 0.0 => x + BESIDE,
                _ => x - BESIDE - wide,
            };
            sheet.write_free(line, left, first + lead * (i as f64 + 0.5));
        }
    }
}

/// A row per spoke, a column per member under its stroke and mark.
fn write_table(sheet: &mut Sheet, top: f64, radar: &Radar<'_>) {
    let (size, edge) = (sheet.style.label_size(), sheet.area());
    let row = |n: usize| top + size * ROW * (n as f64 + 0.5);
    let widest = radar.axes.iter().map(|name| sheet.text_width(name, FontRole::Song, size)).fold(0.0, f64::max);
    let names = (widest + 0.01).min(sheet.frame.width * NAMES);
    let column = (sheet.frame.width - names - GAP) / radar.lines.len() as f64;
    let rule = top + size * ROW;
    sheet.line((edge.left, rule), (edge.right, rule), 0.5, sheet.style.thin(), None);
    for (n, name) in radar.axes.iter().enumerate() {
        let mut label = song(sheet, name, Color::BLACK);
        sheet.shorten(&mut label, names);
        sheet.write_free(&label, edge.left, row(n + 1));
    }
    for (i, line) in radar.lines.iter().enumerate() {
        let right = edge.left + names + GAP + column * (i + 1) as f64;
        let needed = points_width(sheet, &line.points);
        let mut head = song(sheet, &line.name, Color::BLACK);
        sheet.shorten(&mut head, (column - STROKE - 2.0 * GAP).max(0.0));
        let left = right - sheet.width(&head).max(needed);
        if sheet.write_free(&head, left, row(0)) {
            let (from, to) = ((left - STROKE - 3.0, row(0)), (left - 3.0, row(0)));
            let look = LOOKS[i % LOOKS.len()];
            let color = color(sheet, i);
            sheet.line(from, to, look.0, color, look.2);
            mark(sheet, ((from.0 + to.0) / 2.0, row(0)), i, color);
        }
        for (n, point) in line.points.iter().take(radar.axes.len()).enumerate() {
            let label = value(sheet, point, size);
            sheet.write_free(&label, right - sheet.width(&label), row(n + 1));
        }
    }
}

fn value(sheet: &Sheet, point: &Point, size: f64) -> Label {
    let color = if point.value.is_some() { Color::BLACK } else { sheet.style.small_print() };
    Label::new(&point.shown, point.key.as_ref(), FontRole::Song, size, color)
}
