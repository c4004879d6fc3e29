//! What a leader reads in ten seconds: a row of boxes with one number each.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{LEAD, MIDDLE, PORTRAIT, baseline};
use super::lines::{Fill, balanced_lines, break_lines};
use super::text::{Place, placed, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark, TextRun};
use crate::document::{Inline, KeyFigure};

/// Boxes of one row.
const ACROSS: usize = 5;
const LABEL: f64 = 10.5;
const VALUE: f64 = 22.0;
const NOTE: f64 = 9.0;
/// From one line of a label to the next.
const LABEL_LEAD: f64 = 15.0;
/// From the edge of a box to its words.
const INSET: f64 = 5.0;

impl Setter<'_> {
    pub(super) fn key_figures(&self, flow: &mut Flow, figures: &[KeyFigure]) {
        if figures.is_empty() {
            return;
        }
        let rows = figures.len().div_ceil(ACROSS);
        let across = figures.len().div_ceil(rows);
        for (no, row) in figures.chunks(across).enumerate() {
            flow.push(self.key_row(row, across, no == 0));
        }
        flow.push(Slab { height: LEAD / 4.0, blank: true, snap: true, ..Slab::default() });
    }

    fn key_row(&self, row: &[KeyFigure], across: usize, first: bool) -> Slab {
        #[allow(clippy::cast_precision_loss)] // At most five.
        let width = PORTRAIT.area_width / across as f64;
        // One size for the row: the largest at which every number fits.
        let size = row.iter().map(|f| self.fitting_size(f, width - 2.0 * INSET)).fold(VALUE, f64::min);
        let mut marks = Vec::new();
        let mut height = 0.0_f64;
        let mut x = PORTRAIT.left;
        for figure in row {
            height = height.max(self.key_box(&mut marks, figure, (x + INSET, width - 2.0 * INSET), size));
            x += width;
        }
        let mut framed = self.frame(x, width, height, first);
        framed.extend(marks);
        Slab { height, marks: framed, ..Slab::default() }
    }

    /// Ground, rules above and below, dividers.
    fn frame(&self, right: f64, width: f64, height: f64, first: bool) -> Vec<Mark> {
        let left = PORTRAIT.left;
        let rule = |y: f64, width, color| Mark::Line { from: (left, y), to: (right, y), width, color, dash: None };
        let mut marks = vec![
            Mark::Path {
                points: vec![(left, 0.0), (right, 0.0), (right, height), (left, height)],
                closed: true,
                fill: Some(self.style.fill),
                stroke: None,
            },
            rule(height, 0.5, self.style.rule),
        ];
        if first {
            marks.push(rule(0.0, 1.5, self.style.red));
        }
        let mut x = left + width;
        while x < right - 1.0 {
            let (from, to) = ((x, 9.0), (x, height - 9.0));
            marks.push(Mark::Line { from, to, width: 0.5, color: self.style.rule, dash: None });
            x += width;
        }
        marks
    }

    /// Label, value, note; the height taken.
    fn key_box(&self, marks: &mut Vec<Mark>, figure: &KeyFigure, inner: (f64, f64), size: f64) -> f64 {
        let mut y = 7.0;
        y += self.key_label(marks, figure, inner, y);
        y += 2.0;
        let height = size.max(NOTE) * 1.5;
        marks.extend(self.key_value(figure, inner, y + height / 2.0 + MIDDLE * size, size));
        y += height;
        let note = Words::of(&figure.note, self.fonts, FontRole::Song, NOTE);
        for line in break_lines(&note, Fill::ragged(inner.1)) {
            marks.extend(placed(&note, &line, Place::Center, inner, baseline(y, 13.0, NOTE), self.style.muted));
            y += 13.0;
        }
        y + 7.0
    }

    /// The value in pieces: digits large, the words of a unit half as large.
    fn value_pieces<'f>(&self, figure: &'f KeyFigure, size: f64) -> Vec<Words<'f>> {
        let mut pieces: Vec<Words<'_>> = Vec::new();
        for inline in &figure.value {
            let key = match inline {
                Inline::Figure { key, .. } => Some(key),
                Inline::Text(_) | Inline::Date(_) | Inline::Number(_) => None,
            };
            let text = inline.text();
            let unit = text
                .rfind(|c: char| c.is_ascii() || c == '‰')
                .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
            // A value that begins with words (`无`) is large all the same.
            let (digits, words) = if unit == 0 && pieces.is_empty() { (text, "") } else { text.split_at(unit) };
            pieces.push(Words::plain(digits, key, self.fonts, FontRole::Title, size));
            pieces.push(Words::plain(words, key, self.fonts, FontRole::Hei, (size * 0.5).max(NOTE)));
        }
        pieces.retain(|words| !words.glyphs.is_empty());
        pieces
    }

    fn fitting_size(&self, figure: &KeyFigure, room: f64) -> f64 {
        let width: f64 = self.value_pieces(figure, VALUE).iter().map(Words::width).sum();
        (VALUE * room / width.max(1.0)).clamp(NOTE, VALUE)
    }

    fn key_value(&self, figure: &KeyFigure, inner: (f64, f64), y: f64, size: f64) -> Vec<Mark> {
        let pieces = self.value_pieces(figure, size);
        let width: f64 = pieces.iter().map(Words::width).sum();
        let mut x = inner.0 + (inner.1 - width) / 2.0;
        let mut marks = Vec::new();
        for words in &pieces {
            marks.extend(placed(words, &whole(words), Place::Left, (x, words.width()), y, self.style.text));
            x += words.width();
        }
        marks
    }

    /// The label, after the mark of its band; its height.
    fn key_label(&self, marks: &mut Vec<Mark>, figure: &KeyFigure, inner: (f64, f64), y: f64) -> f64 {
        let band = self.style.band(figure.band);
        let room = if band.is_some() { LABEL * 1.1 } else { 0.0 };
        let inner = (inner.0 + room, inner.1 - room);
        let label = Words::plain(&figure.label, None, self.fonts, FontRole::Hei, LABEL);
        let lines = balanced_lines(&label, inner.1);
        // Mark and words are centred together.
        let widest = lines.iter().map(|line| line.width).fold(0.0, f64::max);
        let start = inner.0 + ((inner.1 - room - widest) / 2.0).max(0.0);
        let mut at = y;
        for line in &lines {
            let edges = if band.is_some() { (start, widest) } else { inner };
            let base = baseline(at, LABEL_LEAD, LABEL);
            marks.extend(placed(&label, line, Place::Center, edges, base, self.style.text));
            at += LABEL_LEAD;
        }
        if let Some((color, shape)) = band {
            marks.push(Mark::Text(TextRun {
                x: start - room,
                y: baseline(y, at - y, NOTE),
                size: NOTE,
                role: FontRole::Hei,
                color,
                text: shape.to_string(),
                spacing: 0.0,
                figure: None,
            }));
        }
        at - y
    }
}
