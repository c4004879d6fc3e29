//! Slope: the places of units in two periods, best on top. Who rose is a solid line, who fell a dashed one, who stayed
//! a thin one; a unit without a place in a period stands under the others, without a line.
#![allow(clippy::float_arithmetic)] // geometry

use super::LEADING;
use super::axis::position;
use super::geometry::{Area, spread};
use super::sheet::{Label, Sheet};
use super::style::with_lightness;
use crate::canvas::{Color, FontRole, Mark};
use crate::document::{Line, Point};
use std::cmp::Ordering;

/// A side takes at most this share of the width.
const WIDEST: f64 = 0.36;
/// Between a dot and its label, in points.
const GAP: f64 = 8.0;
/// So that the widest label of a side has its room, however its width is rounded.
const HAIR: f64 = 0.05;
const DOT: f64 = 2.0;
/// Between a place and a name.
const SPACE: &str = "  ";
/// Dashes of a line that falls.
const FALLING: (f64, f64) = (4.5, 2.2);

/// One end of a line: its place and its label.
struct Entry {
    place: Option<f64>,
    label: Label,
}

/// The labels of a side, best first; those without a place last.
fn entries(sheet: &Sheet, lines: &[Line], end: usize) -> Vec<Entry> {
    let entry = |line: &Line| {
        let point = line.points.get(end)?;
        Some(Entry { place: point.value.map(position), label: label(sheet, line, point, end == 0) })
    };
    let mut all: Vec<Entry> = lines.iter().filter_map(entry).collect();
    all.sort_by(|a, b| match (a.place, b.place) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    all
}

/// `禹州市 3` on the left, `1 禹州市` on the right: the place next to the lines.
fn label(sheet: &Sheet, line: &Line, point: &Point, left: bool) -> Label {
    let color = if point.value.is_some() { Color::BLACK } else { sheet.style.small_print() };
    let place = (point.shown.clone(), point.key.clone());
    let runs = if left {
        vec![(format!("{}{SPACE}", line.name), None), place]
    } else {
        vec![place, (format!("{SPACE}{}", line.name), None)]
    };
    Label { runs, role: FontRole::Song, size: sheet.style.label_size(), color }
}

/// How many rows the places need.
fn rows(lines: &[Line]) -> f64 {
    let places = lines.iter().flat_map(|line| &line.points).filter_map(|point| point.value).map(position);
    places.fold(lines.len() as f64, f64::max).min(2.0 * lines.len() as f64)
}

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, lines: &[Line]) -> f64 {
    sheet.style.label_size() * (LEADING * rows(lines) + LEADING * 1.4)
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, ends: &[String; 2], lines: &[Line]) {
    let size = sheet.style.label_size();
    let edge = sheet.area();
    let head = size * LEADING * 1.4;
    let sides = [entries(sheet, lines, 0), entries(sheet, lines, 1)];
    let widest = sheet.frame.width * WIDEST;
    let width = |side: &[Entry]| side.iter().map(|e| sheet.width(&e.label)).fold(0.0, f64::max).min(widest) + HAIR;
    let area = Area {
        left: edge.left + width(&sides[0]) + GAP,
        top: top + head,
        right: edge.right - width(&sides[1]) - GAP,
        bottom: edge.bottom,
    };
    if lines.is_empty() || area.width() < size || area.height() < size {
        return;
    }
    let step = (area.height() / rows(lines)).min(size * 2.0);
    let y = |place: f64| (area.top + (place - 0.5) * step).min(area.bottom);
    let xs = [area.left, area.right];
    for (end, x) in xs.into_iter().enumerate() {
        let name = Label::new(&ends[end], None, FontRole::Hei, size, Color::BLACK);
        let wide = sheet.width(&name);
        let left = (x - wide / 2.0).min(edge.right - wide).max(edge.left);
        sheet.write_free(&name, left, top + size * LEADING / 2.0);
        let foot = area.top + step * rows(lines);
        sheet.line((x, area.top), (x, foot.min(area.bottom)), 0.5, sheet.style.grid(), None);
    }
    draw_lines(sheet, lines, xs, &y);
    for (end, side) in sides.into_iter().enumerate() {
        write_side(sheet, side, (xs[end], end == 0), &y, (area.top, area.bottom));
    }
}

/// Thin lines first, then those that fell, then those that rose.
fn draw_lines(sheet: &mut Sheet, lines: &[Line], xs: [f64; 2], y: &dyn Fn(f64) -> f64) {
    let ends = |line: &Line| {
        let place = |end: usize| line.points.get(end).and_then(|point| point.value).map(position);
        Some((place(0)?, place(1)?))
    };
    let dark = with_lightness(sheet.style.main, 60);
    let looks = [
        (Ordering::Equal, 0.8, sheet.style.thin(), None),
        (Ordering::Greater, 1.3, with_lightness(sheet.style.bad, 96), Some(FALLING)),
        (Ordering::Less, 1.7, dark, None),
    ];
    for (wanted, width, color, dash) in looks {
        for (from, to) in lines.iter().filter_map(ends).filter(|(from, to)| to.total_cmp(from) == wanted) {
            sheet.line((xs[0], y(from)), (xs[1], y(to)), width, color, dash);
        }
    }
    for line in lines {
        for (end, x) in xs.into_iter().enumerate() {
            if let Some(place) = line.points.get(end).and_then(|point| point.value).map(position) {
                disc(sheet, (x, y(place)), dark);
            }
        }
    }
}

fn disc(sheet: &mut Sheet, (x, y): (f64, f64), color: Color) {
    let corner = |i: u32| {
        let angle = std::f64::consts::TAU * f64::from(i) / 16.0;
        (x + DOT * angle.cos(), y + DOT * angle.sin())
    };
    let points = (0..16).map(corner).collect();
    sheet.push(Mark::Path { points, closed: true, fill: Some(color), stroke: None });
}

/// Writes the labels of a side, spread so that none touches another; one that had to move is tied to its dot.
fn write_side(
    sheet: &mut Sheet,
    side: Vec<Entry>,
    (x, is_left): (f64, bool),
    y: &dyn Fn(f64) -> f64,
    (low, high): (f64, f64),
) {
    let size = sheet.style.label_size();
    let last = side.iter().filter(|entry| entry.place.is_some()).count() as f64;
    let mut behind = last.max(side.iter().filter_map(|entry| entry.place).fold(0.0, f64::max));
    let wanted: Vec<f64> = side
        .iter()
        .map(|entry| {
            y(entry.place.unwrap_or_else(|| {
                behind += 1.0;
                behind
            }))
        })
        .collect();
    let places = spread(&wanted, size * LEADING, low + size * LEADING / 2.0, high - size * LEADING / 2.0);
    for ((mut entry, want), place) in side.into_iter().zip(wanted).zip(places) {
        let edge = sheet.area();
        let room = if is_left { x - GAP - edge.left } else { edge.right - x - GAP };
        sheet.shorten(&mut entry.label, room);
        let left = if is_left { x - GAP - sheet.width(&entry.label) } else { x + GAP };
        if entry.place.is_some() && (want - place).abs() > size * 0.25 {
            let (from, to) = if is_left { (x - DOT, x - GAP + 1.0) } else { (x + DOT, x + GAP - 1.0) };
            sheet.line((from, want), (to, place), 0.4, sheet.style.thin(), None);
        }
        sheet.write_free(&entry.label, left, place);
    }
}
