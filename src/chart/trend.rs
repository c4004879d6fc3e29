//! Trend: lines over months. A month without a value is a gap, a partial value is hollow.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::{Axis, position};
use super::geometry::Area;
use super::plot::Plot;
use super::sheet::Sheet;
use super::style::WHITE;
use super::{LEADING, song, trend_labels};
use crate::canvas::Color;
use crate::document::{Line, Point, ReferenceLine};

/// The least height under the title, in label sizes.
pub(super) const LEAST_LINES: f64 = 12.0;
/// Radius of a marker of the strong line, in points.
pub(super) const MARKER: f64 = 2.0;
/// Room before the first month and after the last one, in points.
const ASIDE: f64 = 13.0;
/// Dashes of the thin lines, first to last; the first is solid.
const DASHES: [Option<(f64, f64)>; 4] = [None, Some((4.0, 2.0)), Some((1.2, 1.6)), Some((7.0, 2.0))];

/// Where a trend is drawn.
pub(super) struct Field {
    pub(super) plot: Plot,
    pub(super) area: Area,
    pub(super) low: f64,
    /// Number of months.
    pub(super) months: usize,
    /// From one month to the next, in points.
    between: f64,
}

impl Field {
    /// The valued points of a line on the page, with their indices.
    pub(super) fn points<'l>(&self, line: &'l Line) -> Vec<(usize, &'l Point, (f64, f64))> {
        let valued = line.points.iter().take(self.months).enumerate();
        valued.filter_map(|(i, point)| Some((i, point, self.plot.at(i as f64, position(point.value?))))).collect()
    }
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, labels: &[String], lines: &[Line], references: &[ReferenceLine]) {
    let size = sheet.style.label_size();
    let edge = sheet.area();
    let axis = axis(lines, references);
    let ticks = axis.ticks.iter().map(|(_, l)| song(sheet, l, sheet.style.small_print())).collect::<Vec<_>>();
    let left = ticks.iter().map(|label| sheet.width(label)).fold(0.0, f64::max);
    let area = Area {
        left: edge.left + left + 4.0,
        top: top + size * 0.6,
        right: edge.right - trend_labels::margin(sheet, labels.len(), lines, references),
        bottom: edge.bottom - size * (LEADING + 0.3),
    };
    if area.height() < size || area.width() < size || labels.is_empty() {
        return;
    }
    let months = labels.len();
    let between = ((area.width() - 2.0 * ASIDE) / (months as f64 - 1.0).max(1.0)).max(1.0);
    let aside = if months == 1 { 0.5 } else { ASIDE / between };
    let plot = Plot::new(sheet, area, -aside..months as f64 - 1.0 + aside, axis.low..axis.high);
    let field = Field { plot, area, low: axis.low, months, between };
    let broken = axis.low > 0.0 || axis.high < 0.0;
    for ((value, _), label) in axis.ticks.iter().zip(&ticks) {
        draw_tick(sheet, &field, *value, label);
    }
    if broken {
        draw_break(sheet, &field);
    }
    write_months(sheet, &field, labels);
    for (i, reference) in references.iter().enumerate() {
        let (_, y) = field.plot.at(0.0, position(reference.value));
        sheet.line((area.left, y), (area.right, y), 0.8, sheet.style.red, DASHES[1 + i % 3]);
    }
    let thin = lines.iter().filter(|line| !line.strong).enumerate();
    for (i, line) in thin {
        draw_thin(sheet, &field, line, DASHES[i % DASHES.len()]);
    }
    for line in lines.iter().filter(|line| line.strong) {
        draw_strong(sheet, &field, line);
    }
    trend_labels::write(sheet, &field, lines, references);
}

/// The axis for every value and reference.
fn axis(lines: &[Line], references: &[ReferenceLine]) -> Axis {
    let values = lines.iter().flat_map(|line| &line.points).filter_map(|point| point.value);
    let mut all = values.chain(references.iter().map(|r| r.value)).map(position);
    match all.next() {
        None => Axis { low: 0.0, high: 1.0, ticks: vec![(0.0, String::new())] },
        Some(first) => {
            let (low, high) = all.fold((first, first), |(low, high), v| (low.min(v), high.max(v)));
            Axis::covering(low, high)
        }
    }
}

fn draw_tick(sheet: &mut Sheet, field: &Field, value: f64, label: &super::sheet::Label) {
    let (_, y) = field.plot.at(0.0, value);
    let (width, color) = if value == 0.0 { (0.6, sheet.style.small_print()) } else { (0.4, sheet.style.grid()) };
    sheet.line((field.area.left, y), (field.area.right, y), width, color, None);
    let x = field.area.left - 4.0 - sheet.width(label);
    if sheet.is_free(&sheet.box_at(label, x, y)) {
        sheet.write(label, x, y);
    }
}

/// Says that the axis does not begin at zero: two strokes across its foot.
fn draw_break(sheet: &mut Sheet, field: &Field) {
    let Area { left, bottom, .. } = field.area;
    let color = sheet.style.small_print();
    sheet.line((left, field.area.top), (left, bottom - 9.0), 0.5, color, None);
    for y in [bottom - 6.0, bottom - 9.0] {
        sheet.line((left - 3.0, y + 1.5), (left + 3.0, y - 1.5), 0.6, color, None);
    }
    sheet.line((left, bottom - 6.0), (left, bottom), 0.5, color, None);
}

/// Writes the months that fit, counted back from the last one.
fn write_months(sheet: &mut Sheet, field: &Field, labels: &[String]) {
    let labels: Vec<_> = labels.iter().map(|text| song(sheet, text, sheet.style.small_print())).collect();
    let widest = labels.iter().map(|label| sheet.width(label)).fold(0.0, f64::max);
    let every = (1..labels.len()).find(|n| *n as f64 * field.between >= widest + 3.0).unwrap_or(labels.len()).max(1);
    let middle = field.area.bottom + sheet.style.label_size() * (LEADING / 2.0 + 0.2);
    let (edge, last) = (sheet.area(), labels.len() - 1);
    for (i, label) in labels.iter().enumerate().filter(|(i, _)| (last - i).is_multiple_of(every)) {
        let width = sheet.width(label);
        let (x, _) = field.plot.at(i as f64, field.low);
        let left = (x - width / 2.0).min(edge.right - width).max(edge.left);
        if sheet.is_free(&sheet.box_at(label, left, middle)) {
            sheet.write(label, left, middle);
        }
    }
}

/// Runs of months with values, broken at every gap.
fn runs(points: &[(usize, &Point, (f64, f64))]) -> Vec<Vec<(usize, (f64, f64))>> {
    let mut runs: Vec<Vec<(usize, (f64, f64))>> = Vec::new();
    for (i, _, at) in points {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|(before, _)| before + 1 == *i) => run.push((*i, *at)),
            _ => runs.push(vec![(*i, *at)]),
        }
    }
    runs
}

fn draw_strong(sheet: &mut Sheet, field: &Field, line: &Line) {
    let color = sheet.style.fill(crate::document::Band::None);
    let points = field.points(line);
    for run in runs(&points).iter().filter(|run| run.len() > 1) {
        let values = run.iter().filter_map(|(i, _)| Some((*i as f64, position(line.points.get(*i)?.value?))));
        field.plot.stroke(values.collect(), 1.8, color);
    }
    for (i, point, _) in &points {
        let at = (*i as f64, point.value.map_or(0.0, position));
        draw_marker(field, at, point.partial, color, MARKER);
    }
}

fn draw_marker(field: &Field, at: (f64, f64), hollow: bool, color: Color, radius: f64) {
    if hollow {
        field.plot.disc(at, radius + 0.4, WHITE);
        field.plot.ring(at, radius, 1.0, color);
    } else {
        field.plot.disc(at, radius, color);
    }
}

/// A thin line has markers only where it has no stroke, or a partial value.
fn draw_thin(sheet: &mut Sheet, field: &Field, line: &Line, dash: Option<(f64, f64)>) {
    let color = sheet.style.thin();
    let points = field.points(line);
    let runs = runs(&points);
    for pair in runs.iter().flat_map(|run| run.windows(2)) {
        sheet.line(pair[0].1, pair[1].1, 0.9, color, dash);
    }
    let alone = |i: usize| runs.iter().any(|run| run.len() == 1 && run[0].0 == i);
    for (i, point, _) in &points {
        if point.partial || alone(*i) {
            draw_marker(field, (*i as f64, point.value.map_or(0.0, position)), point.partial, color, MARKER * 0.8);
        }
    }
}
