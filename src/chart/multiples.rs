//! Multiples: one small trend per unit, all on one scale, so that they can be compared at a glance. A month without a
//! value breaks the line; a partial value is hollow.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::{Axis, position};
use super::flow::{Face, name_lines};
use super::geometry::Area;
use super::plot::Plot;
use super::sheet::{Label, Sheet};
use super::style::WHITE;
use super::{LEADING, song};
use crate::canvas::{Color, FontRole};
use crate::document::{Band, Line, Point, ReferenceLine};

/// At most this many panels beside one another.
const ABREAST: usize = 5;
/// Between panels, in points.
const GAP: (f64, f64) = (12.0, 8.0);
/// The least and the greatest height of the plot of a panel, in label sizes.
const PLOT: (f64, f64) = (2.8, 7.0);
/// Radius of the mark of the last point.
const MARKER: f64 = 1.8;
/// Dashes of the line behind every panel, and of a reference.
const BASE: (f64, f64) = (2.4, 1.6);
const REFERENCE: (f64, f64) = (1.2, 1.6);

/// What is drawn.
pub(super) struct Multiples<'m> {
    pub(super) labels: &'m [String],
    pub(super) panels: &'m [Line],
    pub(super) base: Option<&'m Line>,
    pub(super) references: &'m [ReferenceLine],
}

/// How the panels stand.
struct Grid {
    across: usize,
    down: usize,
    /// Width of the tick labels on the left.
    left: f64,
    width: f64,
    /// Lines of the longest name.
    names: usize,
    axis: Axis,
}

impl Multiples<'_> {
    fn grid(&self, sheet: &Sheet) -> Option<Grid> {
        let count = self.panels.len();
        let down = count.div_ceil(ABREAST);
        let across = count.checked_div(down).map(|_| count.div_ceil(down))?;
        let axis = self.axis();
        let left = axis.ticks.iter().map(|(_, text)| sheet.width(&song(sheet, text, Color::BLACK)));
        let left = left.fold(0.0, f64::max) + 4.0;
        let width = (sheet.frame.width - left - GAP.0 * (across - 1) as f64) / across as f64;
        let lines = |panel: &Line| name_lines(sheet, &panel.name, face(sheet), width, 2).len();
        let names = self.panels.iter().map(lines).max().unwrap_or(1).max(1);
        Some(Grid { across, down, left, width, names, axis })
    }
    fn axis(&self) -> Axis {
        let months = self.labels.len();
        let points = self.panels.iter().chain(self.base).flat_map(|line| line.points.iter().take(months));
        let values = points.filter_map(|point| point.value).chain(self.references.iter().map(|r| r.value));
        let mut values = values.map(position);
        let Some(first) = values.next() else { return Axis { low: 0.0, high: 1.0, ticks: Vec::new() } };
        let (low, high) = values.fold((first, first), |(low, high), v| (low.min(v), high.max(v)));
        Axis::covering(low, high)
    }
}

impl Grid {
    /// Height of the name and the last value over a panel.
    fn head(&self, size: f64) -> f64 {
        size * (1.15 * self.names as f64 + LEADING + 0.35)
    }
    /// Everything but the plots.
    fn fixed(&self, size: f64) -> f64 {
        self.down as f64 * self.head(size) + GAP.1 * self.down.saturating_sub(1) as f64 + size * LEADING * 1.3
    }
}

fn face(sheet: &Sheet) -> Face {
    Face { role: FontRole::Hei, size: sheet.style.label_size(), color: Color::BLACK }
}

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, multiples: &Multiples<'_>) -> f64 {
    let size = sheet.style.label_size();
    multiples.grid(sheet).map_or(0.0, |grid| grid.fixed(size) + grid.down as f64 * PLOT.0 * size + 1.0)
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, multiples: &Multiples<'_>) {
    let size = sheet.style.label_size();
    let Some(grid) = multiples.grid(sheet).filter(|grid| grid.width > 2.0 * size) else { return };
    if multiples.labels.is_empty() {
        return;
    }
    let room = sheet.area().bottom - top - grid.fixed(size);
    let height = (room / grid.down as f64).min(PLOT.1 * size);
    if height < size {
        return;
    }
    for (i, panel) in multiples.panels.iter().enumerate() {
        let (column, row) = (i % grid.across, i / grid.across);
        let left = sheet.frame.x + grid.left + (grid.width + GAP.0) * column as f64;
        let head = top + (grid.head(size) + height + GAP.1) * row as f64;
        let from = head + grid.head(size);
        let area = Area { left, top: from, right: left + grid.width, bottom: from + height };
        write_head(sheet, &grid, (left, head), panel, multiples.labels.len());
        let plot = panel_plot(sheet, &grid, area, multiples.labels.len());
        draw_frame(sheet, &grid, area, &plot, column == 0);
        draw_panel(sheet, area, &plot, panel, multiples);
        // Under the last panel of each column.
        if i + grid.across >= multiples.panels.len() {
            write_months(sheet, area, multiples.labels);
        }
    }
}

fn panel_plot(sheet: &Sheet, grid: &Grid, area: Area, months: usize) -> Plot {
    let inner = Area { left: area.left + MARKER + 1.0, right: area.right - MARKER - 1.0, ..area };
    Plot::new(sheet, inner, 0.0..(months.max(2) - 1) as f64, grid.axis.low..grid.axis.high)
}

/// The name, and under it the last value.
fn write_head(sheet: &mut Sheet, grid: &Grid, (left, top): (f64, f64), panel: &Line, months: usize) {
    let size = sheet.style.label_size();
    let lines = name_lines(sheet, &panel.name, face(sheet), grid.width, 2);
    for (i, line) in lines.iter().enumerate() {
        sheet.write_free(line, left, top + size * 1.15 * (i as f64 + 0.5));
    }
    let Some(point) = months.checked_sub(1).and_then(|last| panel.points.get(last)) else { return };
    let label = Label::new(&point.shown, point.key.as_ref(), FontRole::Song, size, Color::BLACK);
    sheet.write_free(&label, left, top + size * (1.15 * lines.len() as f64 + LEADING / 2.0));
}

/// Hairlines at the ends of the axis (and at zero); their labels at the first panel of a row.
fn draw_frame(sheet: &mut Sheet, grid: &Grid, area: Area, plot: &Plot, first: bool) {
    let last = grid.axis.ticks.len().saturating_sub(1);
    for (i, (value, text)) in grid.axis.ticks.iter().enumerate() {
        if i != 0 && i != last && *value != 0.0 {
            continue;
        }
        let (_, y) = plot.at(0.0, *value);
        let (width, color) = if *value == 0.0 { (0.5, sheet.style.small_print()) } else { (0.4, sheet.style.grid()) };
        sheet.line((area.left, y), (area.right, y), width, color, None);
        let label = song(sheet, text, sheet.style.small_print());
        if first {
            sheet.write_free(&label, area.left - 4.0 - sheet.width(&label), y);
        }
    }
}

fn write_months(sheet: &mut Sheet, area: Area, labels: &[String]) {
    let middle = area.bottom + sheet.style.label_size() * (LEADING / 2.0 + 0.15);
    let (Some(first), Some(last)) = (labels.first(), labels.last()) else { return };
    let last = song(sheet, last, sheet.style.small_print());
    sheet.write_free(&last, area.right - sheet.width(&last), middle);
    let first = song(sheet, first, sheet.style.small_print());
    sheet.write_free(&first, area.left, middle);
}

/// Runs of months with values, broken at every gap.
fn runs(points: &[Point], months: usize) -> Vec<Vec<(f64, f64, bool)>> {
    let mut runs: Vec<Vec<(f64, f64, bool)>> = vec![Vec::new()];
    for (i, point) in points.iter().take(months).enumerate() {
        match (point.value, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((i as f64, position(value), point.partial)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn draw_panel(sheet: &mut Sheet, area: Area, plot: &Plot, panel: &Line, multiples: &Multiples<'_>) {
    let months = multiples.labels.len();
    for reference in multiples.references {
        let (_, y) = plot.at(0.0, position(reference.value));
        sheet.line((area.left, y), (area.right, y), 0.7, sheet.style.red, Some(REFERENCE));
    }
    for run in multiples.base.iter().flat_map(|base| runs(&base.points, months)) {
        for pair in run.windows(2) {
            let [from, to] = [pair[0], pair[1]].map(|(x, y, _)| plot.at(x, y));
            sheet.line(from, to, 0.8, sheet.style.thin(), Some(BASE));
        }
    }
    let color = sheet.style.fill(Band::None);
    let runs = runs(&panel.points, months);
    for run in &runs {
        if run.len() > 1 {
            plot.stroke(run.iter().map(|(x, y, _)| (*x, *y)).collect(), 1.4, color);
        }
    }
    let end = (months.saturating_sub(1)) as f64;
    for run in &runs {
        for (x, y, partial) in run {
            if *partial {
                plot.disc((*x, *y), MARKER + 0.3, WHITE);
                plot.ring((*x, *y), MARKER, 0.8, color);
            } else if *x == end || run.len() == 1 {
                plot.disc((*x, *y), MARKER, color);
            }
        }
    }
}
