//! A row with its words in lines: how high it is, and where each word stands.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::geometry::baseline;
use super::super::lines::{Fill, Line, balanced_lines, break_lines};
use super::super::text::{Place, placed, whole};
use super::super::words::Words;
use super::THIN;
use super::cell::{BAND, Ems, Kind, role, words};
use super::grid::{Drawn, Grid};
use crate::canvas::{FontRole, Mark, TextRun};
use crate::document::{Align, Band, RowKind, TableCell};
use std::ops::Range;

/// Less than this is no overflow.
const FIT: f64 = 0.01;
/// Centred words of more lines than this stand at the left.
const CENTERED: usize = 3;
/// A second line of so few characters looks lost.
const LOST: usize = 2;
/// The size of the mark of a band, and the least.
const SHAPE: f64 = 0.85;
const SHAPE_LEAST: f64 = 7.0;
/// Where the mark of a band stands before its words, in ems.
const BEFORE: f64 = 1.1;

/// The lines of a text within a width: no mark hangs over its edge.
pub fn within(words: &Words<'_>, room: f64, balanced: bool) -> Vec<Line> {
    if words.width() <= room + FIT {
        return vec![whole(words)];
    }
    let set = |width: f64| {
        if balanced { balanced_lines(words, width) } else { break_lines(words, Fill::ragged(width)) }
    };
    let mut lines = set(room);
    if lines.len() == 2 && lines.last().is_some_and(|line| line.range.len() <= LOST) {
        lines = balanced_lines(words, room);
    }
    if lines.iter().all(|line| line.width <= room + FIT) { lines } else { set(room - words.size / 2.0) }
}

/// A cell with its words in lines.
#[derive(Debug, Default)]
struct SetCell<'a> {
    words: Vec<Words<'a>>,
    /// The words of each line, by their place in `words`.
    lines: Vec<(usize, Line)>,
    centred: bool,
    /// Left edge and width.
    edges: (f64, f64),
    band: Option<(Band, f64)>,
}

/// A row with its words in lines.
#[derive(Debug)]
pub struct SetRow<'a> {
    cells: Vec<SetCell<'a>>,
    group: bool,
    /// Of its highest cell.
    pub lines: usize,
}

impl Grid<'_> {
    /// The height of lines with the blank of a row.
    pub fn height(&self, lines: usize) -> f64 {
        #[allow(clippy::cast_precision_loss)] // Few lines.
        let text = lines as f64 * self.line_height();
        text + self.part.size * self.air
    }

    pub fn set_row(&self, at: usize) -> SetRow<'_> {
        let (Some(row), Some(ems)) = (self.table.rows.get(at), self.measured.rows.get(at)) else {
            return SetRow { cells: Vec::new(), group: false, lines: 1 };
        };
        let group = row.kind == RowKind::Group;
        let cells: Vec<SetCell<'_>> = if group {
            row.cells.iter().take(1).map(|cell| self.group(cell)).collect()
        } else {
            let cells = row.cells.iter().zip(ems).enumerate();
            cells.map(|(column, (cell, ems))| self.set_cell(row.kind, column, cell, ems)).collect()
        };
        let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        SetRow { cells, group, lines }
    }

    fn group<'c>(&self, cell: &'c TableCell) -> SetCell<'c> {
        let edges = (self.left() + self.part.pad(), self.right() - self.left() - 2.0 * self.part.pad());
        self.lines(cell, FontRole::Hei, edges, false)
    }

    /// The lines of a text; a line break in it is kept.
    fn lines<'c>(&self, cell: &'c TableCell, role: FontRole, edges: (f64, f64), balanced: bool) -> SetCell<'c> {
        let one = |line| words(cell, line, self.setter.fonts, role, self.part.size);
        let words: Vec<Words<'c>> = cell.content.shown().lines().map(one).collect();
        let lines = words.iter().enumerate();
        let lines: Vec<(usize, Line)> =
            lines.flat_map(|(no, words)| within(words, edges.1, balanced).into_iter().map(move |l| (no, l))).collect();
        SetCell { words, lines, edges, ..SetCell::default() }
    }

    fn set_cell<'c>(&self, kind: RowKind, column: usize, cell: &'c TableCell, ems: &Ems) -> SetCell<'c> {
        let size = self.part.size;
        let room = self.edge(column + 1) - self.edge(column) - 2.0 * self.part.pad();
        match ems.kind {
            Kind::Empty => SetCell::default(),
            Kind::Symbol | Kind::Whole | Kind::Decimal if ems.natural * size <= room + FIT => {
                self.number(kind, column, cell, ems)
            }
            Kind::Symbol | Kind::Whole | Kind::Decimal | Kind::Text => self.text(kind, column, cell, ems),
        }
    }

    /// A number on the decimal point of its column.
    fn number<'c>(&self, kind: RowKind, column: usize, cell: &'c TableCell, ems: &Ems) -> SetCell<'c> {
        let (size, pad) = (self.part.size, self.part.pad());
        let points = self.measured.points.get(column).copied().unwrap_or_default();
        let (from, to) = self.block(column);
        let width = ems.natural * size;
        let start = match ems.kind {
            Kind::Whole => to - (points.tail + ems.before) * size,
            Kind::Decimal => from + (points.before - ems.before) * size,
            Kind::Symbol | Kind::Text | Kind::Empty => (from + to - width) / 2.0,
        };
        let start = start.min(self.edge(column + 1) - pad - width).max(self.edge(column) + pad);
        let words = words(cell, cell.content.shown(), self.setter.fonts, role(kind), size);
        let lines = vec![(0, whole(&words))];
        let band = Some((cell.band, start.min(from) - BEFORE * size));
        SetCell { words: vec![words], lines, centred: false, edges: (start, width), band }
    }

    fn text<'c>(&self, kind: RowKind, column: usize, cell: &'c TableCell, ems: &Ems) -> SetCell<'c> {
        let (size, pad) = (self.part.size, self.part.pad());
        let align = self.table.columns.get(column).map_or(Align::Left, |column| column.align);
        let mut left = self.edge(column) + pad + ems.beside * size;
        let mut room = (self.edge(column + 1) - pad - left).max(size);
        let judged = self.measured.judged.get(column).copied().unwrap_or_default() * size;
        if cell.band != Band::None && align != Align::Left && judged < room {
            // Judged words of a column begin under one another, their longest in its middle.
            left += (room - judged) / 2.0;
            room = judged + FIT;
        }
        let mut set = self.lines(cell, role(kind), (left, room), align != Align::Left);
        set.centred = align != Align::Left && cell.band == Band::None && set.lines.len() <= CENTERED;
        set.band = Some((cell.band, left - BEFORE * size));
        set
    }

    /// The edges of the numbers of a column: in its middle, or at its right where they fill it.
    fn block(&self, column: usize) -> (f64, f64) {
        let size = self.part.size;
        let points = self.measured.points.get(column).copied().unwrap_or_default();
        let banded = self.measured.banded.get(column).copied().unwrap_or_default();
        let (width, band) = (points.width() * size, if banded { BAND * size } else { 0.0 });
        let room = self.edge(column + 1) - self.edge(column);
        let right = self.edge(column + 1) - ((room - width - band) / 2.0).max(self.part.pad());
        (right - width, right)
    }

    /// The marks of some lines of a row, from the top of the first.
    pub fn marks(&self, row: &SetRow<'_>, lines: Range<usize>, shaded: bool) -> Drawn {
        let height = self.height(lines.len());
        let all = lines.len() == row.lines;
        let mut marks = Vec::new();
        if row.group || shaded {
            marks.push(self.ground(height));
            // The ground hides the rule above it.
            marks.push(self.rule(0.0, THIN, self.setter.style.rule));
        }
        let mut cells = Vec::new();
        for (column, cell) in row.cells.iter().enumerate() {
            let start = marks.len();
            if column > 0 {
                marks.push(self.upright(column, 0.0, height));
            }
            let last = lines.end.min(cell.lines.len());
            let shown = cell.lines.get(lines.start.min(last)..last).unwrap_or_default();
            #[allow(clippy::cast_precision_loss)] // Few lines.
            let blank = height - shown.len() as f64 * self.line_height();
            let mut y = if all { blank / 2.0 } else { self.part.size * self.air / 2.0 };
            let place = if cell.centred { Place::Center } else { Place::Left };
            if let (Some((band, x)), 0) = (cell.band, lines.start) {
                let middle = if all { height / 2.0 } else { y + self.line_height() / 2.0 };
                marks.extend(self.shape(band, x, middle));
            }
            for (no, line) in shown {
                let base = baseline(y, self.line_height(), self.part.size);
                if let Some(words) = cell.words.get(*no) {
                    marks.extend(placed(words, line, place, cell.edges, base, self.setter.style.text));
                }
                y += self.line_height();
            }
            cells.push(start..marks.len());
        }
        Drawn { height, marks, cells }
    }

    /// The coloured shape before a judged cell, in the middle of its height.
    fn shape(&self, band: Band, x: f64, middle: f64) -> Option<Mark> {
        let (color, shape) = self.setter.style.band(band)?;
        let size = (self.part.size * SHAPE).max(SHAPE_LEAST);
        let text = shape.to_string();
        let y = baseline(middle, 0.0, size);
        let role = FontRole::Hei;
        Some(Mark::Text(TextRun { x, y, size, role, color, text, spacing: 0.0, figure: None, turned: false }))
    }
}
