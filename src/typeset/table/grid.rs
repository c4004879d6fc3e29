//! The drawn grid: edges, rules, heads.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::Setter;
use super::super::geometry::{Sheet, baseline};
use super::super::lines::Line;
use super::super::text::{Place, placed};
use super::super::title_lines::title_lines;
use super::super::words::Words;
use super::cell::Measured;
use super::heads::{HeadCell, depth};
use super::row::within;
use super::widths::Part;
use super::{MIDDLE_RULE, THICK, THIN};
use crate::canvas::{Color, FontRole, Mark};
use crate::document::Table;
use std::ops::Range;

/// A strip of the table, and which of its marks are whose.
pub struct Drawn {
    pub height: f64,
    pub marks: Vec<Mark>,
    /// Per cell; only texts among them count, rules are nobody's.
    pub cells: Vec<Range<usize>>,
}

/// Height of a line, in ems.
const LINE: f64 = 1.3;
/// Least height of a level of the heads, and blank above and below its words together, in ems.
const LEVEL: f64 = 1.9;
const HEAD_AIR: f64 = 0.6;
/// A head of up to so many lines is broken between words.
const SENSE_LINES: usize = 3;

/// A table, or a part of one, on its sheet.
pub struct Grid<'a> {
    pub setter: &'a Setter<'a>,
    pub table: &'a Table,
    pub measured: &'a Measured,
    pub part: &'a Part,
    pub sheet: Sheet,
    /// Blank above and below the words of a row together, in ems.
    pub air: f64,
}

/// A head cell with its words in lines.
struct SetHead<'a> {
    cell: &'a HeadCell,
    words: Vec<Words<'a>>,
    lines: Vec<(usize, Line)>,
}

impl Grid<'_> {
    pub fn left(&self) -> f64 {
        self.sheet.left
    }
    /// Left edge of a column, or the right edge of the table.
    pub fn edge(&self, column: usize) -> f64 {
        self.left() + self.part.widths.iter().take(column).sum::<f64>()
    }
    pub fn right(&self) -> f64 {
        self.edge(self.part.widths.len())
    }
    pub fn line_height(&self) -> f64 {
        self.part.size * LINE
    }

    /// A rule across the table.
    pub fn rule(&self, y: f64, width: f64, color: Color) -> Mark {
        Mark::Line { from: (self.left(), y), to: (self.right(), y), width, color, dash: None }
    }
    pub fn upright(&self, column: usize, from: f64, to: f64) -> Mark {
        let x = self.edge(column);
        Mark::Line { from: (x, from), to: (x, to), width: THIN, color: self.setter.style.rule, dash: None }
    }
    /// Behind heads, names of groups and every other row of a banded table.
    pub fn ground(&self, height: f64) -> Mark {
        let (left, right) = (self.left(), self.right());
        Mark::Path {
            points: vec![(left, 0.0), (right, 0.0), (right, height), (left, height)],
            closed: true,
            fill: Some(self.setter.style.fill),
            stroke: None,
        }
    }

    /// The head cells, a range of marks for each.
    pub fn heads(&self, all: &[HeadCell]) -> Drawn {
        let heads: Vec<SetHead<'_>> = all.iter().map(|cell| self.set_head(cell)).collect();
        let depth = depth(&self.table.columns) + self.table.under_heads.len();
        let levels = self.level_heights(&heads, depth);
        let height: f64 = levels.iter().sum();
        let top = |level: usize| levels.iter().take(level).sum::<f64>();
        let text = self.setter.style.text;
        let mut marks = vec![self.ground(height), self.rule(0.0, THICK, text), self.rule(height, MIDDLE_RULE, text)];
        let mut cells = Vec::new();
        for head in &heads {
            let cell = head.cell;
            let (from, to) = (top(cell.level), top(cell.level + cell.levels));
            let start = marks.len();
            marks.extend(self.head_text(head, from, to - from));
            cells.push(start..marks.len());
            if cell.from > 0 {
                marks.push(self.upright(cell.from, from, to));
            }
            if cell.level + cell.levels < depth {
                marks.push(Mark::Line {
                    from: (self.edge(cell.from), to),
                    to: (self.edge(cell.to), to),
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
    fn set_head<'h>(&self, cell: &'h HeadCell) -> SetHead<'h> {
        let (size, room) = (self.part.size, self.head_room(cell));
        let role = if cell.under { FontRole::Song } else { FontRole::Hei };
        let set = |text: &str| Words::plain(text, None, self.setter.fonts, role, size);
        let mut texts: Vec<&str> = Vec::new();
        for line in cell.text.lines() {
            match line.find('（') {
                Some(at) if at > 0 && set(line).width() > room && set(&line[at..]).width() <= room => {
                    texts.extend([&line[..at], &line[at..]]);
                }
                _ => texts.push(line),
            }
        }
        let words: Vec<Words<'h>> = texts.iter().map(|text| set(text)).collect();
        let lines = words.iter().zip(&texts).enumerate();
        let lines = lines.flat_map(|(no, (words, text))| {
            let lines = self.in_words(words, text, room);
            lines.into_iter().map(move |line| (no, line))
        });
        let lines = lines.collect();
        SetHead { cell, words, lines }
    }
    /// Lines broken between words where that takes no line more; long heads only balanced.
    fn in_words(&self, words: &Words<'_>, text: &str, room: f64) -> Vec<Line> {
        let lines = within(words, room, true);
        if !(2..=SENSE_LINES).contains(&lines.len()) {
            return lines;
        }
        let sense = title_lines(words, text, &self.setter.style.words, room);
        if sense.len() <= lines.len() { sense } else { lines }
    }
    fn head_room(&self, head: &HeadCell) -> f64 {
        self.edge(head.to) - self.edge(head.from) - self.part.pad()
    }

    fn level_heights(&self, heads: &[SetHead<'_>], depth: usize) -> Vec<f64> {
        let mut levels = vec![self.part.size * LEVEL; depth];
        for head in heads {
            #[allow(clippy::cast_precision_loss)] // Few lines.
            let need = head.lines.len() as f64 * self.line_height() + self.part.size * HEAD_AIR;
            let (level, count) = (head.cell.level, head.cell.levels);
            let have: f64 = levels.iter().skip(level).take(count).sum();
            if let Some(level) = levels.get_mut(level + count - 1) {
                *level += (need - have).max(0.0);
            }
        }
        levels
    }

    fn head_text(&self, head: &SetHead<'_>, y: f64, height: f64) -> Vec<Mark> {
        let edges = (self.edge(head.cell.from) + self.part.pad() / 2.0, self.head_room(head.cell));
        #[allow(clippy::cast_precision_loss)] // Few lines.
        let mut at = y + (height - head.lines.len() as f64 * self.line_height()) / 2.0;
        let mut marks = Vec::new();
        for (no, line) in &head.lines {
            let base = baseline(at, self.line_height(), self.part.size);
            if let Some(words) = head.words.get(*no) {
                marks.extend(placed(words, line, Place::Center, edges, base, self.setter.style.text));
            }
            at += self.line_height();
        }
        marks
    }
}
