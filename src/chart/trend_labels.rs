//! The labels of a trend: line ends and references in the margin on the right, the first, largest
//! and smallest value beside their points, and a symbol under a month without a value.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::position;
use super::geometry::{Area, spread};
use super::sheet::{Label, Sheet};
use super::trend::{Field, MARKER};
use super::{LEADING, song};
use crate::canvas::{Color, FontRole};
use crate::document::{Line, Point, ReferenceLine};

/// Between the plot and the margin, in points.
const GAP: f64 = 7.0;
/// The margin takes at most this share of the width.
const WIDEST: f64 = 0.35;

type Placed<'l> = (usize, &'l Point, (f64, f64));
/// A straight piece of ink, from one end to the other.
type Stroke = ((f64, f64), (f64, f64));

/// Whether a line's values are printed: those of strong lines, or of the only line.
fn tells(lines: &[Line], line: &Line) -> bool {
    line.strong || lines.len() == 1
}

/// The label at the end of a line: its name when there are several lines, and its last value.
fn end_label(sheet: &Sheet, lines: &[Line], line: &Line, point: &Point) -> Label {
    let (role, color) =
        if line.strong { (FontRole::Hei, Color::BLACK) } else { (FontRole::Song, sheet.style.small_print()) };
    let mut runs = Vec::new();
    if lines.len() > 1 {
        runs.push((format!("{} ", line.name), None));
    }
    runs.push((point.shown.clone(), point.key.clone()));
    Label { runs, role, size: sheet.style.label_size(), color }
}

/// The last month, when the line reaches it. A single month is no line: its label goes beside it.
fn at_end(line: &Line, months: usize) -> Option<&Point> {
    if months < 2 {
        return None;
    }
    line.points.get(months.checked_sub(1)?).filter(|point| point.value.is_some())
}

fn last_valued(line: &Line, months: usize) -> Option<usize> {
    line.points.iter().take(months).rposition(|point| point.value.is_some())
}

/// Width of the margin that the labels on the right need.
pub(super) fn margin(sheet: &Sheet, months: usize, lines: &[Line], references: &[ReferenceLine]) -> f64 {
    let ends = lines.iter().filter_map(|line| Some(end_label(sheet, lines, line, at_end(line, months)?)));
    let references = references.iter().map(|reference| song(sheet, &reference.label, Color::BLACK));
    let widest = ends.chain(references).map(|label| sheet.width(&label)).fold(0.0, f64::max);
    if widest > 0.0 { (widest + GAP + 0.1).min(sheet.frame.width * WIDEST) } else { GAP }
}

pub(super) fn write(sheet: &mut Sheet, field: &Field, lines: &[Line], references: &[ReferenceLine]) {
    write_margin(sheet, field, lines, references);
    let strokes = strokes(field, lines, references);
    for line in lines {
        write_stop(sheet, field, lines, line, &strokes);
    }
    for line in lines.iter().filter(|line| tells(lines, line)) {
        write_points(sheet, field, line, &strokes);
    }
    for line in lines.iter().filter(|line| tells(lines, line)) {
        write_missing(sheet, field, line, &strokes);
    }
}

/// Line ends and references, spread so that none touches another; one that had to move is tied
/// to its line by a hairline.
fn write_margin(sheet: &mut Sheet, field: &Field, lines: &[Line], references: &[ReferenceLine]) {
    let width = sheet.area().right - field.area.right - GAP;
    let mut entries: Vec<(f64, f64, Label)> = Vec::new();
    for line in lines {
        if let (Some(point), Some((_, _, at))) = (at_end(line, field.months), field.points(line).last()) {
            entries.push((at.1, at.0 + MARKER, end_label(sheet, lines, line, point)));
        }
    }
    for reference in references {
        let (_, y) = field.plot.at(0.0, position(reference.value));
        entries.push((y, field.area.right, song(sheet, &reference.label, sheet.style.red)));
    }
    entries.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = sheet.style.label_size();
    let wanted: Vec<f64> = entries.iter().map(|(y, _, _)| *y).collect();
    let (low, high) = (field.area.top, field.area.bottom);
    let places = spread(&wanted, size * LEADING, low, high);
    let x = field.area.right + GAP;
    for ((want, from, mut label), place) in entries.into_iter().zip(places) {
        sheet.shorten(&mut label, width);
        if (want - place).abs() > size * 0.4 {
            sheet.line((from + 1.0, want), (x - 0.5, place), 0.4, sheet.style.thin(), None);
        }
        if sheet.is_free(&sheet.box_at(&label, x, place)) {
            sheet.write(&label, x, place);
        }
    }
}

/// Everything a label should not lie on: lines, markers, references.
fn strokes(field: &Field, lines: &[Line], references: &[ReferenceLine]) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    for line in lines {
        let points = field.points(line);
        let adjacent = points.windows(2).filter(|pair| pair[0].0 + 1 == pair[1].0);
        strokes.extend(adjacent.map(|pair| (pair[0].2, pair[1].2)));
        strokes.extend(points.iter().map(|(_, _, (x, y))| ((x - MARKER, *y), (x + MARKER, *y))));
    }
    for reference in references {
        let (_, y) = field.plot.at(0.0, position(reference.value));
        strokes.push(((field.area.left, y), (field.area.right, y)));
    }
    strokes
}

/// Writes a label beside a point, at the first place that is free; best where no stroke passes.
fn write_beside(sheet: &mut Sheet, field: &Field, label: &Label, at: (f64, f64), above: bool, strokes: &[Stroke]) {
    let (width, size) = (sheet.width(label), label.size);
    let bounds = Area { top: field.area.top - size, left: field.area.left + 2.0, ..field.area };
    let mut best: Option<(usize, f64, f64)> = None;
    for distance in [0.85, 1.25, 1.8, 2.5] {
        let sides = if above { [-1.0, 1.0, 0.0] } else { [1.0, -1.0, 0.0] };
        for side in sides {
            for shift in [-0.5, -0.1, -0.9, 0.15, -1.15] {
                let beside = (-1.1..=0.1).contains(&shift);
                if side == 0.0 && beside {
                    continue;
                }
                let left = at.0 + width * shift;
                let middle = at.1 + side * size * distance;
                let area = sheet.box_at(label, left, middle);
                if !bounds.holds(&area) || !sheet.is_free(&area.grown(0.5)) {
                    continue;
                }
                let crossings = strokes.iter().filter(|(from, to)| area.crossed_by(*from, *to)).count();
                if best.is_none_or(|(fewest, _, _)| crossings < fewest) {
                    best = Some((crossings, left, middle));
                }
            }
        }
    }
    if let Some((_, left, middle)) = best {
        sheet.write(label, left, middle);
    }
}

/// A line that stops before the last month has its name and value beside its last point.
fn write_stop(sheet: &mut Sheet, field: &Field, lines: &[Line], line: &Line, strokes: &[Stroke]) {
    if at_end(line, field.months).is_some() {
        return;
    }
    if let Some((_, point, at)) = field.points(line).last() {
        let label = end_label(sheet, lines, line, point);
        write_beside(sheet, field, &label, *at, true, strokes);
    }
}

/// The largest, the smallest and the first value of a line; the last one has its label already.
fn write_points(sheet: &mut Sheet, field: &Field, line: &Line, strokes: &[Stroke]) {
    let points = field.points(line);
    let by_value = |a: &&Placed, b: &&Placed| a.1.value.cmp(&b.1.value);
    // Of equal values the latest: it is nearest to what is reported.
    let Some(largest) = points.iter().max_by(by_value) else { return };
    let Some(smallest) = points.iter().rev().min_by(by_value) else { return };
    let mut done: Vec<usize> = last_valued(line, field.months).into_iter().collect();
    for (chosen, above) in [(Some(largest), true), (Some(smallest), false), (points.first(), true)] {
        let Some((i, point, at)) = chosen else { continue };
        if done.contains(i) {
            continue;
        }
        done.push(*i);
        let size = sheet.style.label_size();
        let label = Label::new(&point.shown, point.key.as_ref(), FontRole::Song, size, Color::BLACK);
        write_beside(sheet, field, &label, *at, above, strokes);
    }
}

/// The symbol of a missing value, just above the axis.
fn write_missing(sheet: &mut Sheet, field: &Field, line: &Line, strokes: &[Stroke]) {
    let size = sheet.style.label_size();
    for (i, point) in line.points.iter().take(field.months).enumerate().filter(|(_, p)| p.value.is_none()) {
        let color = sheet.style.small_print();
        let label = Label::new(&point.shown, point.key.as_ref(), FontRole::Song, size, color);
        let (x, _) = field.plot.at(i as f64, field.low);
        let (left, middle) = (x - sheet.width(&label) / 2.0, field.area.bottom - size * 0.7);
        let area = sheet.box_at(&label, left, middle);
        let clear = !strokes.iter().any(|(from, to)| area.crossed_by(*from, *to));
        if clear && sheet.is_free(&area) {
            sheet.write(&label, left, middle);
        }
    }
}
