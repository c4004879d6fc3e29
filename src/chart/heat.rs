//! Heat: a table of printed values, each cell shaded by the class of its value; a cell without one is hatched.
//!
//! Columns that do not fit beside one another go on in a second band under the first.
#![allow(clippy::float_arithmetic)] // geometry

use super::axis::{position, tick_label};
use super::flow::{Face, name_lines};
use super::geometry::Area;
use super::sheet::{Label, Sheet};
use super::style::{SMALLEST, WHITE, words_on};
use super::{LEADING, pattern, song};
use crate::canvas::{Color, FontRole};
use crate::document::{Line, Point};

/// The names take at most this share of the width.
const NAMES: f64 = 0.26;
/// Between the names and the cells, and on either side of a value, in points.
const GAP: f64 = 5.0;
const PADDING: f64 = 2.0;
/// The least and the greatest height of a row of one line, in label sizes.
const ROW: (f64, f64) = (1.4, 2.0);
/// Between two bands, in label sizes.
const BETWEEN: f64 = 0.8;
/// A cell is at most this wide, in label sizes.
const WIDEST: f64 = 8.0;
/// At most so many bounds between classes.
const BOUNDS: usize = 4;
/// A swatch of the scale, in label sizes.
const SWATCH: (f64, f64) = (2.6, 0.85);

/// Where everything of a table goes.
struct Grid {
    size: f64,
    names: f64,
    cell: f64,
    /// Columns of a band, and bands.
    per: usize,
    bands: usize,
    /// The most lines of a name.
    lines: usize,
}

impl Grid {
    fn new(sheet: &Sheet, columns: &[String], rows: &[Line]) -> Self {
        let wanted = sheet.style.label_size();
        let grid = |size: f64| {
            let width = |text: &str, role| sheet.text_width(text, role, size);
            let names = rows.iter().map(|row| width(&row.name, role(row))).fold(0.0, f64::max);
            let names = (names + 0.01).min(sheet.frame.width * NAMES);
            let values = rows.iter().flat_map(|row| &row.points).map(|point| width(&point.shown, FontRole::Song));
            let heads = columns.iter().map(|column| width(column, FontRole::Song));
            let need = values.chain(heads).fold(size, f64::max) + 2.0 * PADDING;
            let room = (sheet.frame.width - names - GAP).max(1.0);
            let count = columns.len().max(1);
            let fit = ((room / need).floor() as usize).clamp(1, count);
            let bands = count.div_ceil(fit);
            let per = count.div_ceil(bands);
            let cell = (room / per as f64).min(wanted * WIDEST);
            let of = |row: &Line| name_lines(sheet, &row.name, face(row, size), names, 2).len();
            let lines = rows.iter().map(of).max().unwrap_or(1).max(1);
            Self { size, names, cell, per, bands, lines }
        };
        // Smaller words where that saves a band.
        let (large, small) = (grid(wanted), grid(SMALLEST.min(wanted)));
        if small.bands < large.bands { small } else { large }
    }
    /// The least height of a row.
    fn row(&self) -> f64 {
        self.size * (ROW.0 + 1.1 * (self.lines - 1) as f64)
    }
    /// Height of the heads and what parts the bands.
    fn fixed(&self) -> f64 {
        self.size * (LEADING * self.bands as f64 + BETWEEN * self.bands.saturating_sub(1) as f64)
    }
}

fn role(row: &Line) -> FontRole {
    if row.strong { FontRole::Hei } else { FontRole::Song }
}

fn face(row: &Line, size: f64) -> Face {
    Face { role: role(row), size, color: Color::BLACK }
}

/// Height of the scale.
fn scale_height(sheet: &Sheet) -> f64 {
    sheet.style.label_size() * LEADING * 1.3
}

/// The least height under the title.
pub(super) fn least_height(sheet: &Sheet, columns: &[String], rows: &[Line]) -> f64 {
    let grid = Grid::new(sheet, columns, rows);
    scale_height(sheet) + grid.fixed() + grid.row() * (rows.len() * grid.bands) as f64 + 1.0
}

pub(super) fn draw(sheet: &mut Sheet, top: f64, columns: &[String], rows: &[Line]) {
    if columns.is_empty() || rows.is_empty() {
        return;
    }
    let grid = Grid::new(sheet, columns, rows);
    let bounds = bounds(rows);
    if !bounds.is_empty() {
        draw_scale(sheet, top, &bounds);
    }
    let top = top + scale_height(sheet);
    let room = sheet.area().bottom - top - grid.fixed() - 0.5;
    let step = room / (rows.len() * grid.bands) as f64;
    let most = sheet.style.label_size() * (ROW.1 + 1.1 * (grid.lines - 1) as f64);
    let step = if step.is_finite() { step.min(most) } else { 0.0 };
    if step < grid.size * 0.9 {
        return;
    }
    let mut from = top;
    for band in 0..grid.bands {
        let first = band * grid.per;
        let last = (first + grid.per).min(columns.len());
        write_heads(sheet, &grid, from, &columns[first..last]);
        from += grid.size * LEADING;
        for row in rows {
            write_name(sheet, &grid, (from, step), row);
            for (place, at) in (first..last).enumerate() {
                let left = sheet.frame.x + grid.names + GAP + grid.cell * place as f64;
                let area = Area { left, top: from, right: left + grid.cell, bottom: from + step };
                if let Some(point) = row.points.get(at) {
                    draw_cell(sheet, &grid, area, point, &bounds);
                }
            }
            from += step;
        }
        from += grid.size * BETWEEN;
    }
}

/// Round numbers between the classes of the values, at most four: the first and the last class are open.
fn bounds(rows: &[Line]) -> Vec<(f64, String)> {
    let values = rows.iter().flat_map(|row| &row.points).filter_map(|point| point.value).map(position);
    let ends = values
        .fold(None, |ends: Option<(f64, f64)>, v| Some(ends.map_or((v, v), |(low, high)| (low.min(v), high.max(v)))));
    let Some((low, high)) = ends.filter(|(low, high)| low < high) else { return Vec::new() };
    for exponent in -9..=14 {
        for mantissa in [10_i64, 20, 25, 50] {
            let step = mantissa as f64 * 10_f64.powi(exponent - 1);
            // Strictly above the least value, up to the greatest.
            let (first, last) = ((low / step + 1e-9).floor() + 1.0, (high / step + 1e-9).floor());
            if last - first < BOUNDS as f64 {
                let bound = |count: i64| (count as f64 * step, tick_label(count * mantissa, exponent - 1));
                return (first as i64..=last as i64).map(bound).map(|(at, text)| (at, trimmed(&text))).collect();
            }
        }
    }
    Vec::new()
}

/// Without zeros behind the point.
fn trimmed(text: &str) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

/// The class of a value: its lower bound belongs to it.
fn class(bounds: &[(f64, String)], value: f64) -> usize {
    bounds.iter().filter(|(bound, _)| *bound <= value + bound.abs() * 1e-12).count()
}

/// Swatches with the bounds between them.
fn draw_scale(sheet: &mut Sheet, top: f64, bounds: &[(f64, String)]) {
    let size = sheet.style.label_size();
    let middle = top + size * LEADING / 2.0;
    let mut x = sheet.frame.x + 0.3;
    for class in 0..=bounds.len() {
        let (right, half) = (x + size * SWATCH.0, size * SWATCH.1 / 2.0);
        let area = Area { left: x, top: middle - half, right, bottom: middle + half };
        if sheet.area().holds(&area) {
            sheet.rect(area, sheet.style.shade(class, bounds.len() + 1));
            sheet.edge(area, 0.4, sheet.style.small_print());
        }
        x = right + 4.0;
        if let Some((_, text)) = bounds.get(class) {
            let label = song(sheet, text, sheet.style.small_print());
            sheet.write_free(&label, x, middle);
            x += sheet.width(&label) + 4.0;
        }
    }
}

fn write_heads(sheet: &mut Sheet, grid: &Grid, top: f64, columns: &[String]) {
    for (place, column) in columns.iter().enumerate() {
        let label = Label::new(column, None, FontRole::Song, grid.size, sheet.style.small_print());
        let center = sheet.frame.x + grid.names + GAP + grid.cell * (place as f64 + 0.5);
        sheet.write_free(&label, center - sheet.width(&label) / 2.0, top + grid.size * LEADING / 2.0);
    }
}

/// A name on one line, or on two where rows are high enough.
fn write_name(sheet: &mut Sheet, grid: &Grid, (top, step): (f64, f64), row: &Line) {
    let most = if step >= 2.1 * grid.size { 2 } else { 1 };
    let lines = name_lines(sheet, &row.name, face(row, grid.size), grid.names, most);
    let first = top + step / 2.0 - (lines.len().saturating_sub(1)) as f64 * grid.size * 0.55;
    for (i, line) in lines.iter().enumerate() {
        let left = sheet.frame.x + grid.names - sheet.width(line);
        sheet.write_free(line, left, first + i as f64 * grid.size * 1.1);
    }
}

fn draw_cell(sheet: &mut Sheet, grid: &Grid, area: Area, point: &Point, bounds: &[(f64, String)]) {
    // A white seam parts the cells.
    let inner = area.grown(-0.5);
    let shade = |value| sheet.style.shade(class(bounds, position(value)), bounds.len() + 1);
    let fill = point.value.map_or(WHITE, shade);
    sheet.rect(inner, fill);
    let color = if point.value.is_some() { words_on(fill) } else { sheet.style.small_print() };
    let label = Label::new(&point.shown, point.key.as_ref(), FontRole::Song, grid.size, color);
    let left = (area.left + area.right - sheet.width(&label)) / 2.0;
    let middle = (area.top + area.bottom) / 2.0;
    if point.value.is_none() {
        pattern::hatch(sheet, inner, sheet.style.hatch(), true);
        let plate = sheet.box_at(&label, left, middle);
        let plate = Area { left: plate.left - 1.5, right: plate.right + 1.5, ..plate };
        sheet.rect(Area { top: plate.top.max(inner.top), bottom: plate.bottom.min(inner.bottom), ..plate }, WHITE);
    }
    sheet.write_free(&label, left, middle);
    sheet.edge(inner, 0.3, sheet.style.grid());
}
