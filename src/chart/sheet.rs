//! What a chart is drawn on: shapes below, labels above, and the boxes the labels take.
#![allow(clippy::float_arithmetic)] // geometry

use super::backend::MarkBackend;
use super::geometry::Area;
use super::style::ChartStyle;
use crate::canvas::{Color, FontRole, Frame, Mark, TextMeasure, TextRun};
use crate::model::FigureKey;
use std::cell::RefCell;
use std::rc::Rc;

/// Height of a character above its baseline, and below, in ems (a Chinese character fills its em).
const ASCENT: f64 = 0.88;
const DESCENT: f64 = 0.12;

/// Words on one baseline, each run with the figure it prints.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) runs: Vec<(String, Option<FigureKey>)>,
    pub(super) role: FontRole,
    pub(super) size: f64,
    pub(super) color: Color,
}

impl Label {
    pub(super) fn new(text: &str, key: Option<&FigureKey>, role: FontRole, size: f64, color: Color) -> Self {
        Self { runs: vec![(text.to_owned(), key.cloned())], role, size, color }
    }
    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|(text, _)| text.trim().is_empty())
    }
}

/// The drawing of one chart. `backend` is shared with plotters.
pub(super) struct Sheet<'m> {
    pub(super) frame: Frame,
    pub(super) style: &'m ChartStyle,
    pub(super) backend: Rc<RefCell<MarkBackend>>,
    measure: &'m dyn TextMeasure,
    labels: Vec<Mark>,
    boxes: Vec<Area>,
}

impl<'m> Sheet<'m> {
    pub(super) fn new(frame: Frame, measure: &'m dyn TextMeasure, style: &'m ChartStyle) -> Self {
        let backend = Rc::new(RefCell::new(MarkBackend::new(frame)));
        Self { frame, style, backend, measure, labels: Vec::new(), boxes: Vec::new() }
    }
    /// Everything drawn: shapes, then labels.
    pub(super) fn finish(self) -> Vec<Mark> {
        let mut marks = std::mem::take(&mut self.backend.borrow_mut().marks);
        marks.extend(self.labels);
        marks
    }
    /// The frame as edges.
    pub(super) fn area(&self) -> Area {
        let Frame { x, y, width, height } = self.frame;
        Area { left: x, top: y, right: x + width, bottom: y + height }
    }
    pub(super) fn text_width(&self, text: &str, role: FontRole, size: f64) -> f64 {
        self.measure.width(text, role, size)
    }
    pub(super) fn width(&self, label: &Label) -> f64 {
        label.runs.iter().map(|(text, _)| self.text_width(text, label.role, label.size)).sum()
    }
    /// The box of a label whose left end is at `x` and whose characters are centred on `middle`.
    pub(super) fn box_at(&self, label: &Label, x: f64, middle: f64) -> Area {
        let half = label.size * (ASCENT + DESCENT) / 2.0;
        Area { left: x, top: middle - half, right: x + self.width(label), bottom: middle + half }
    }
    /// Writes a label in its box.
    pub(super) fn write(&mut self, label: &Label, x: f64, middle: f64) {
        if label.is_empty() {
            return;
        }
        self.boxes.push(self.box_at(label, x, middle));
        let y = middle + label.size * (ASCENT - DESCENT) / 2.0;
        let mut x = x;
        for (text, key) in &label.runs {
            let run = TextRun {
                x,
                y,
                size: label.size,
                role: label.role,
                color: label.color,
                text: text.clone(),
                spacing: 0.0,
                figure: key.clone(),
                turned: false,
            };
            x += self.text_width(text, label.role, label.size);
            self.labels.push(Mark::Text(run));
        }
    }
    /// Writes a label where it is free; whether it was.
    pub(super) fn write_free(&mut self, label: &Label, x: f64, middle: f64) -> bool {
        let free = self.is_free(&self.box_at(label, x, middle));
        if free {
            self.write(label, x, middle);
        }
        free
    }
    /// A filled rectangle.
    pub(super) fn rect(&mut self, area: Area, color: Color) {
        let Area { left, top, right, bottom } = area;
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.push(Mark::Path { points, closed: true, fill: Some(color), stroke: None });
    }
    /// The edge of a rectangle.
    pub(super) fn edge(&mut self, area: Area, width: f64, color: Color) {
        let Area { left, top, right, bottom } = area;
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.push(Mark::Path { points, closed: true, fill: None, stroke: Some((width, color)) });
    }
    /// Cuts the words of a label to a width, not its figures.
    pub(super) fn shorten(&self, label: &mut Label, width: f64) {
        let excess = self.width(label) - width;
        let (role, size) = (label.role, label.size);
        let words = label.runs.iter_mut().filter(|(_, key)| key.is_none());
        let Some((text, _)) = words.max_by_key(|(text, _)| text.chars().count()).filter(|_| excess > 0.0) else {
            return;
        };
        let room = self.text_width(text, role, size) - excess;
        *text = self.cut(text, role, size, room);
    }
    /// Whether a box is inside the frame and touches no label.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        self.area().holds(area) && !self.boxes.iter().any(|taken| taken.overlaps(area))
    }
    /// Whether a value is printed with this symbol, after its digits or in their place.
    pub(super) fn prints(&self, symbol: &str) -> bool {
        let with = |text: &str| {
            let before = text.strip_suffix(symbol);
            before.is_some_and(|before| before.is_empty() || before.ends_with(|c: char| c.is_ascii_digit() || c == '%'))
        };
        self.labels.iter().any(|mark| matches!(mark, Mark::Text(run) if with(&run.text)))
    }
    /// The boxes written so far.
    pub(super) fn boxes(&self) -> &[Area] {
        &self.boxes
    }
    pub(super) fn push(&mut self, mark: Mark) {
        self.backend.borrow_mut().marks.push(mark);
    }
    pub(super) fn line(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        color: Color,
        dash: Option<(f64, f64)>,
    ) {
        self.push(Mark::Line { from, to, width, color, dash });
    }
    /// Text cut to a width; the cut is shown.
    pub(super) fn cut(&self, text: &str, role: FontRole, size: f64, width: f64) -> String {
        if self.text_width(text, role, size) <= width {
            return text.to_owned();
        }
        let mut kept: String = text.to_owned();
        while kept.pop().is_some() {
            let shown = format!("{kept}…");
            if self.text_width(&shown, role, size) <= width {
                return shown;
            }
        }
        String::new()
    }
}
