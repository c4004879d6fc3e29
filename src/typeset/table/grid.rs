//! The drawn grid: head cells, rows, rules.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::Setter;
use super::super::geometry::baseline;
use super::super::lines::{Fill, balanced_lines, break_lines};
use super::super::text::{Place, placed, whole};
use super::super::words::Words;
use super::cell::{is_number, is_whole, role, split, words};
use super::heads::HeadCell;
use super::widths::Plan;
use super::{MIDDLE_RULE, THICK, THIN};
use crate::canvas::{Color, FontRole, Mark, TextRun};
use crate::document::{Align, Band, Row, RowKind, Table, TableCell};
use std::ops::Range;

/// A strip of the table, and which of its marks are whose.
pub struct Drawn {
    pub height: f64,
    pub marks: Vec<Mark>,
    /// Per cell; the rules among them are nobody's.
    pub cells: Vec<Range<usize>>,
}

/// A table on its sheet.
pub struct Grid<'a> {
    pub setter: &'a Setter<'a>,
    pub table: &'a Table,
    pub plan: &'a Plan,
    pub left: f64,
}

impl Grid<'_> {
    /// Left edge of a column, or the right edge of the table.
    fn edge(&self, column: usize) -> f64 {
        self.left + self.plan.widths.iter().take(column).sum::<f64>()
    }
    fn right(&self) -> f64 {
        self.edge(self.plan.widths.len())
    }
    fn line_height(&self) -> f64 {
        self.plan.size * 1.3
    }

    /// A rule across the table.
    pub fn rule(&self, y: f64, width: f64, color: Color) -> Mark {
        Mark::Line { from: (self.left, y), to: (self.right(), y), width, color, dash: None }
    }
    fn upright(&self, column: usize, from: f64, to: f64) -> Mark {
        let x = self.edge(column);
        Mark::Line { from: (x, from), to: (x, to), width: THIN, color: self.setter.style.rule, dash: None }
    }
    fn box_fill(&self, height: f64) -> Mark {
        let (left, right) = (self.left, self.right());
        Mark::Path {
            points: vec![(left, 0.0), (right, 0.0), (right, height), (left, height)],
            closed: true,
            fill: Some(self.setter.style.fill),
            stroke: None,
        }
    }

    /// The heads, a cell for each of the plan's.
    pub fn heads(&self) -> Drawn {
        let levels = self.level_heights();
        let height: f64 = levels.iter().sum();
        let top = |level: usize| levels.iter().take(level).sum::<f64>();
        let text = self.setter.style.text;
        let mut marks = vec![self.box_fill(height), self.rule(0.0, THICK, text), self.rule(height, MIDDLE_RULE, text)];
        let mut cells = Vec::new();
        for head in &self.plan.heads {
            let (from, to) = (top(head.level), top(head.level + head.levels));
            let start = marks.len();
            marks.extend(self.head_text(head, from, to - from));
            cells.push(start..marks.len());
            if head.from > 0 {
                marks.push(self.upright(head.from, from, to));
            }
            if head.level + head.levels < self.plan.depth {
                marks.push(Mark::Line {
                    from: (self.edge(head.from), to),
                    to: (self.edge(head.to), to),
                    width: THIN,
                    color: self.setter.style.rule,
                    dash: None,
                });
            }
        }
        Drawn { height, marks, cells }
    }

    /// The lines of a head cell; a line break in the words is kept, and a bracketed unit that does not fit
    /// goes under them as a whole.
    fn head_lines<'h>(&self, head: &'h HeadCell) -> Vec<Words<'h>> {
        let (size, room) = (self.plan.size, self.head_room(head));
        let words = |text: &'h str| Words::plain(text, None, self.setter.fonts, FontRole::Hei, size);
        let mut lines = Vec::new();
        for line in head.text.lines() {
            match line.find('（') {
                Some(at) if at > 0 && words(line).width() > room && words(&line[at..]).width() <= room => {
                    lines.push(words(&line[..at]));
                    lines.push(words(&line[at..]));
                }
                _ => lines.push(words(line)),
            }
        }
        lines
    }
    fn head_room(&self, head: &HeadCell) -> f64 {
        self.edge(head.to) - self.edge(head.from) - self.plan.pad
    }

    fn level_heights(&self) -> Vec<f64> {
        let mut levels = vec![self.plan.size * 1.9; self.plan.depth];
        for head in &self.plan.heads {
            let lines: usize =
                self.head_lines(head).iter().map(|w| balanced_lines(w, self.head_room(head)).len()).sum();
            #[allow(clippy::cast_precision_loss)] // Few lines.
            let need = lines as f64 * self.line_height() + self.plan.size * 0.6;
            let have: f64 = levels.iter().skip(head.level).take(head.levels).sum();
            if let Some(level) = levels.get_mut(head.level + head.levels - 1) {
                *level += (need - have).max(0.0);
            }
        }
        levels
    }

    fn head_text(&self, head: &HeadCell, y: f64, height: f64) -> Vec<Mark> {
        let room = self.head_room(head);
        let edges = (self.edge(head.from) + self.plan.pad / 2.0, room);
        let all = self.head_lines(head);
        let set: Vec<_> = all.iter().flat_map(|w| balanced_lines(w, room).into_iter().map(move |l| (w, l))).collect();
        #[allow(clippy::cast_precision_loss)] // Few lines.
        let mut at = y + (height - set.len() as f64 * self.line_height()) / 2.0;
        let mut marks = Vec::new();
        for (words, line) in &set {
            let base = baseline(at, self.line_height(), self.plan.size);
            marks.extend(placed(words, line, Place::Center, edges, base, self.setter.style.text));
            at += self.line_height();
        }
        marks
    }

    /// A row.
    pub fn row(&self, row: &Row, last: bool) -> Drawn {
        let (mut marks, mut cells) = (Vec::new(), Vec::new());
        let height = if row.kind == RowKind::Group {
            let height = self.group(row, &mut marks);
            cells.push(0..marks.len());
            height
        } else {
            let height = self.row_height(row);
            for (column, cell) in row.cells.iter().enumerate() {
                let start = marks.len();
                marks.extend(self.cell(row, column, cell, height));
                cells.push(start..marks.len());
                if column > 0 {
                    marks.push(self.upright(column, 0.0, height));
                }
            }
            height
        };
        let style = self.setter.style;
        let (width, color) = if last { (THICK, style.text) } else { (THIN, style.rule) };
        marks.push(self.rule(height, width, color));
        Drawn { height, marks, cells }
    }

    fn group(&self, row: &Row, marks: &mut Vec<Mark>) -> f64 {
        let height = self.plan.size * (1.3 + self.plan.air);
        marks.push(self.box_fill(height));
        // The ground hides the rule above it.
        marks.push(self.rule(0.0, THIN, self.setter.style.rule));
        if let Some(cell) = row.cells.first() {
            let words = words(cell, self.setter.fonts, FontRole::Hei, self.plan.size);
            let edges = (self.left + self.plan.pad, self.right() - self.left - 2.0 * self.plan.pad);
            let y = baseline(0.0, height, self.plan.size);
            marks.extend(placed(&words, &whole(&words), Place::Left, edges, y, self.setter.style.text));
        }
        height
    }

    /// The edges of a cell without its padding, its indent and its band mark.
    fn inner(&self, row: &Row, column: usize, cell: &TableCell) -> (f64, f64) {
        let mut left = self.edge(column) + self.plan.pad;
        let right = self.edge(column + 1) - self.plan.pad;
        if column == 0 && row.kind == RowKind::Part {
            left += self.plan.size;
        }
        if cell.band != Band::None {
            left += self.plan.size * 1.2;
        }
        (left, (right - left).max(1.0))
    }

    fn row_height(&self, row: &Row) -> f64 {
        let mut lines = 1;
        for (column, cell) in row.cells.iter().enumerate() {
            if !is_number(cell, &self.table.columns[column]) {
                let words = words(cell, self.setter.fonts, role(row.kind), self.plan.size);
                lines = lines.max(break_lines(&words, Fill::ragged(self.inner(row, column, cell).1)).len());
            }
        }
        #[allow(clippy::cast_precision_loss)] // Few lines.
        let text = lines as f64 * self.line_height();
        text + self.plan.size * self.plan.air
    }

    fn cell(&self, row: &Row, column: usize, cell: &TableCell, height: f64) -> Vec<Mark> {
        let definition = &self.table.columns[column];
        let (size, style) = (self.plan.size, self.setter.style);
        let words = words(cell, self.setter.fonts, role(row.kind), size);
        let (left, room) = self.inner(row, column, cell);
        let mut marks = Vec::new();
        let start;
        if is_number(cell, definition) {
            let line = whole(&words);
            let (before, _) = split(cell.content.shown(), self.setter.fonts, words.role, size);
            let symbol = !cell.content.shown().contains(|c: char| c.is_ascii_digit());
            let (from, to) = self.block(column);
            start = if symbol {
                (from + to - line.width) / 2.0
            } else if is_whole(cell.content.shown()) {
                to - line.width
            } else {
                self.point(column) - before
            };
            let edges = (start, line.width);
            marks.extend(placed(&words, &line, Place::Left, edges, baseline(0.0, height, size), style.text));
        } else {
            let lines = break_lines(&words, Fill::ragged(room));
            let place = match definition.align {
                Align::Left => Place::Left,
                Align::Center if lines.len() > 1 => Place::Left,
                Align::Center | Align::Number => Place::Center,
            };
            let widest = lines.iter().map(|l| l.width).fold(0.0, f64::max);
            start = if place == Place::Center { left + (room - widest) / 2.0 } else { left };
            #[allow(clippy::cast_precision_loss)] // Few lines.
            let mut y = (height - lines.len() as f64 * self.line_height()) / 2.0;
            for line in &lines {
                let base = baseline(y, self.line_height(), size);
                marks.extend(placed(&words, line, place, (left, room), base, style.text));
                y += self.line_height();
            }
        }
        marks.extend(self.band(cell, start, baseline(0.0, height, size)));
        marks
    }

    /// The edges of the numbers of a column: at its right, or in the middle of a column much wider than they.
    fn block(&self, column: usize) -> (f64, f64) {
        let (before, after) = self.plan.points.get(column).copied().unwrap_or_default();
        let width = self.plan.widths.get(column).copied().unwrap_or_default();
        let banded = self.table.rows.iter().any(|r| r.cells.get(column).is_some_and(|c| c.band != Band::None));
        let band = if banded { self.plan.size * 1.2 } else { 0.0 };
        let inset = ((width - before - after - band) / 2.0).max(self.plan.pad);
        let right = self.edge(column + 1) - inset;
        (right - before - after, right)
    }

    /// Where the decimal points of a column stand.
    fn point(&self, column: usize) -> f64 {
        self.block(column).1 - self.plan.points.get(column).map_or(0.0, |p| p.1)
    }

    /// The coloured shape before a judged cell.
    fn band(&self, cell: &TableCell, start: f64, y: f64) -> Option<Mark> {
        let (color, shape) = self.setter.style.band(cell.band)?;
        let size = self.plan.size * 0.85;
        Some(Mark::Text(TextRun {
            x: start - self.plan.size * 1.1,
            y: y - self.plan.size * 0.05,
            size,
            role: FontRole::Hei,
            color,
            text: shape.to_string(),
            spacing: 0.0,
            figure: None,
            turned: false,
        }))
    }
}
