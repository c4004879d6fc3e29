//! What a leader reads in ten seconds: a row of boxes with one number each.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{LEAD, PORTRAIT, baseline};
use super::lines::{Fill, break_lines};
use super::text::{Place, placed, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark, TextRun};
use crate::document::KeyFigure;

/// Boxes of one row.
const ACROSS: usize = 5;
const LABEL: f64 = 10.5;
const VALUE: f64 = 22.0;
const NOTE: f64 = 9.0;

impl Setter<'_> {
    pub(super) fn key_figures(&self, flow: &mut Flow, figures: &[KeyFigure]) {
        if figures.is_empty() {
            return;
        }
        let rows = figures.len().div_ceil(ACROSS);
        let across = figures.len().div_ceil(rows);
        for row in figures.chunks(across) {
            flow.push(self.key_row(row, across));
        }
        flow.push(Slab { height: LEAD / 4.0, blank: true, snap: true, ..Slab::default() });
    }

    fn key_row(&self, row: &[KeyFigure], across: usize) -> Slab {
        #[allow(clippy::cast_precision_loss)] // At most five.
        let width = PORTRAIT.area_width / across as f64;
        let mut marks = Vec::new();
        let mut height = 0.0_f64;
        let mut x = PORTRAIT.left;
        for figure in row {
            height = height.max(self.key_box(&mut marks, figure, x, width));
            x += width;
        }
        let (left, right) = (PORTRAIT.left, x);
        let rule = |y: f64, width, color| Mark::Line { from: (left, y), to: (right, y), width, color, dash: None };
        let mut framed = vec![
            Mark::Path {
                points: vec![(left, 0.0), (right, 0.0), (right, height), (left, height)],
                closed: true,
                fill: Some(self.style.fill),
                stroke: None,
            },
            rule(0.0, 1.5, self.style.red),
            rule(height, 0.5, self.style.rule),
        ];
        let mut divider = left + width;
        while divider < right - 1.0 {
            framed.push(Mark::Line {
                from: (divider, 9.0),
                to: (divider, height - 9.0),
                width: 0.5,
                color: self.style.rule,
                dash: None,
            });
            divider += width;
        }
        framed.extend(marks);
        Slab { height: height + 4.0, marks: framed, ..Slab::default() }
    }

    /// Label, value, note; the height taken.
    fn key_box(&self, marks: &mut Vec<Mark>, figure: &KeyFigure, x: f64, width: f64) -> f64 {
        let inner = (x + 4.0, width - 8.0);
        let mut y = 7.0;
        let label = Words::plain(&figure.label, None, self.fonts, FontRole::Hei, LABEL);
        for line in break_lines(&label, Fill::ragged(inner.1)) {
            marks.extend(placed(&label, &line, Place::Center, inner, baseline(y, 15.0, LABEL), self.style.text));
            y += 15.0;
        }
        y += 2.0;
        marks.extend(self.key_value(figure, inner, y));
        y += VALUE * 1.4;
        let note = Words::of(&figure.note, self.fonts, FontRole::Song, NOTE);
        for line in break_lines(&note, Fill::ragged(inner.1)) {
            marks.extend(placed(&note, &line, Place::Center, inner, baseline(y, 13.0, NOTE), self.style.muted));
            y += 13.0;
        }
        y + 7.0
    }

    /// The number as large as fits, after the mark of its band.
    fn key_value(&self, figure: &KeyFigure, inner: (f64, f64), y: f64) -> Vec<Mark> {
        let band = self.style.band(figure.band);
        let band_width = if band.is_some() { NOTE * 1.35 } else { 0.0 };
        let at_full = Words::of(&figure.value, self.fonts, FontRole::Title, VALUE);
        let size = (VALUE * (inner.1 - band_width) / at_full.width().max(1.0)).clamp(9.0, VALUE);
        let words = Words::of(&figure.value, self.fonts, FontRole::Title, size);
        let line = whole(&words);
        let start = inner.0 + (inner.1 - line.width - band_width) / 2.0;
        let mut marks = Vec::new();
        if let Some((color, shape)) = band {
            marks.push(Mark::Text(TextRun {
                x: start,
                y: baseline(y, VALUE * 1.4, NOTE),
                size: NOTE,
                role: FontRole::Hei,
                color,
                text: shape.to_string(),
                spacing: 0.0,
                figure: None,
            }));
        }
        let edges = (start + band_width, line.width);
        marks.extend(placed(&words, &line, Place::Left, edges, baseline(y, VALUE * 1.4, size), self.style.text));
        marks
    }
}
