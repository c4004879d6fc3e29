//! What a leader reads in ten seconds: a row of boxes with one number each.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{LEAD, PORTRAIT, baseline};
use super::lines::{Line, balanced_lines};
use super::tags::Tags;
use super::text::{Place, placed, whole};
use super::words::Words;
use crate::canvas::{ElementKind, FontRole, Mark, Span, Structure, TextRun};
use crate::document::{Inline, KeyFigure, legends};

/// Boxes of one row.
const ACROSS: usize = 5;
/// Sizes of labels tried, largest first: the first at which every label of the row takes one line, or two.
const LABELS: [f64; 4] = [10.5, 10.0, 9.5, 9.0];
const LABEL_LINES: usize = 2;
const VALUE: f64 = 24.0;
/// The words of a unit beside a number, in sizes of the number.
const UNIT: f64 = 0.42;
const UNIT_LEAST: f64 = 7.5;
/// A unit that would make its number smaller than this stands under it.
const BESIDE_LEAST: f64 = 14.0;
const UNIT_LEAD: f64 = 1.3;
const NOTE: f64 = 9.0;
const NOTE_LEAD: f64 = 12.5;
/// From one line of a label to the next, in ems.
const LABEL_LEAD: f64 = 1.35;
/// Height of the strip of the number, in ems.
const VALUE_LEAD: f64 = 1.5;
/// From the edge of a box to its words.
const INSET: f64 = 2.0;
/// Room of the mark of a band before a label, in ems.
const MARK: f64 = 1.1;
/// Above and below the words.
const MARGIN: f64 = 7.0;

/// What the boxes of a row share, so that labels begin on one line and numbers stand on one baseline.
struct Common {
    label: f64,
    label_lines: usize,
    value: f64,
    /// Some unit stands under its number.
    under: bool,
}

impl Setter<'_> {
    pub(super) fn key_figures(&self, flow: &mut Flow, figures: &[KeyFigure]) {
        if figures.is_empty() {
            return;
        }
        let rows = figures.len().div_ceil(ACROSS);
        let across = figures.len().div_ceil(rows);
        flow.push(Slab { height: LEAD / 3.0, blank: true, keep: true, ..Slab::default() });
        let list = flow.structure.add(ElementKind::List, None);
        let explained = !legends(figures).is_empty();
        for (no, row) in figures.chunks(across).enumerate() {
            let slab = self.key_row(row, (across, no == 0), (&mut flow.structure, list));
            flow.push(Slab { keep: explained, ..slab });
        }
        self.key_legends(flow, figures);
        flow.push(Slab { height: LEAD / 4.0, blank: true, snap: true, ..Slab::default() });
    }

    /// Under the boxes, what the symbols at their values mean.
    fn key_legends(&self, flow: &mut Flow, figures: &[KeyFigure]) {
        let across = (PORTRAIT.left, PORTRAIT.area_width);
        for (no, legend) in legends(figures).into_iter().enumerate() {
            let words = Words::of(legend, self.fonts, FontRole::Song, NOTE);
            let above = if no == 0 { NOTE_LEAD / 4.0 } else { 0.0 };
            let text = flow.structure.add(ElementKind::Paragraph, None);
            for (line_no, line) in balanced_lines(&words, PORTRAIT.area_width).iter().enumerate() {
                let above = if line_no == 0 { above } else { 0.0 };
                let base = baseline(above, NOTE_LEAD, NOTE);
                let marks = placed(&words, line, Place::Left, across, base, self.style.muted);
                let part = Span { marks: 0..marks.len(), element: text };
                let tags = Tags::parts(std::iter::once(part));
                flow.push(Slab { height: above + NOTE_LEAD, marks, tags, ..Slab::default() });
            }
        }
    }

    /// A row of so many boxes, the first or not; its elements go into a list.
    fn key_row(&self, row: &[KeyFigure], place: (usize, bool), list: (&mut Structure, usize)) -> Slab {
        let (across, first) = place;
        #[allow(clippy::cast_precision_loss)] // At most five.
        let width = PORTRAIT.area_width / across as f64;
        let room = width - 2.0 * INSET;
        // One size for the row: the largest at which every number fits.
        let value = row.iter().map(|f| self.fitting_size(f, room)).fold(VALUE, f64::min);
        let (label, label_lines) = self.label_size(row, room);
        let under = row.iter().any(|f| self.stands_under(f, room));
        let common = Common { label, label_lines, value, under };
        let mut marks = Vec::new();
        let mut height = 0.0_f64;
        let mut x = PORTRAIT.left;
        let mut boxes = Vec::new();
        for figure in row {
            let start = marks.len();
            height = height.max(self.key_box(&mut marks, figure, (x + INSET, room), &common));
            x += width;
            boxes.push(start..marks.len());
        }
        let mut framed = self.frame(x, width, height, first);
        let under = framed.len();
        framed.extend(marks);
        let tags = Tags::parts(boxes.into_iter().map(|marks| {
            let element = list.0.add(ElementKind::ListItem, Some(list.1));
            Span { marks: marks.start + under..marks.end + under, element }
        }));
        Slab { height, marks: framed, tags, ..Slab::default() }
    }

    /// The size of the labels of a row and how many lines the longest takes.
    fn label_size(&self, row: &[KeyFigure], room: f64) -> (f64, usize) {
        let lines = |size: f64| row.iter().map(|f| self.label_lines(f, room, size).1.len()).max().unwrap_or(1);
        let tried = LABELS.iter().map(|&size| (size, lines(size)));
        let smallest = LABELS[LABELS.len() - 1];
        let first = |most: usize| tried.clone().find(|(_, lines)| *lines <= most);
        first(1).or_else(|| first(LABEL_LINES)).unwrap_or((smallest, lines(smallest)))
    }

    /// A label in lines of like length that leave room for the mark of its band; a bracket that does not
    /// fit beside the words goes under them.
    fn label_lines<'f>(&self, figure: &'f KeyFigure, room: f64, size: f64) -> (Vec<Words<'f>>, Vec<(usize, Line)>) {
        let room = room - if self.style.band(figure.band).is_some() { size * MARK } else { 0.0 };
        let words = |text: &'f str| Words::plain(text, None, self.fonts, FontRole::Hei, size);
        let label = figure.label.as_str();
        let parts = match label.find('（') {
            Some(at) if at > 0 && words(label).width() > room && words(&label[..at]).width() <= room => {
                vec![words(&label[..at]), words(&label[at..])]
            }
            _ => vec![words(label)],
        };
        let lines = parts.iter().enumerate();
        let lines = lines.flat_map(|(no, part)| balanced_lines(part, room).into_iter().map(move |line| (no, line)));
        let lines = lines.collect();
        (parts, lines)
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
    fn key_box(&self, marks: &mut Vec<Mark>, figure: &KeyFigure, inner: (f64, f64), common: &Common) -> f64 {
        let mut y = MARGIN;
        self.key_label(marks, figure, inner, (y, common.label));
        #[allow(clippy::cast_precision_loss)] // Two lines, or a few.
        let labels = common.label_lines as f64 * common.label * LABEL_LEAD;
        y += labels;
        let height = common.value * VALUE_LEAD;
        marks.extend(self.key_value(figure, inner, baseline(y, height, common.value), common.value));
        y += height + if common.under { unit_size(common.value) * UNIT_LEAD } else { 0.0 };
        let note = Words::of(&figure.note, self.fonts, FontRole::Song, NOTE);
        for line in balanced_lines(&note, inner.1) {
            marks.extend(placed(&note, &line, Place::Center, inner, baseline(y, NOTE_LEAD, NOTE), self.style.muted));
            y += NOTE_LEAD;
        }
        y + MARGIN
    }

    /// The value in pieces: digits large, the words of a unit half as large.
    fn value_pieces<'f>(&self, figure: &'f KeyFigure, size: f64) -> Vec<Words<'f>> {
        let mut pieces: Vec<Words<'_>> = Vec::new();
        for inline in &figure.value {
            let key = match inline {
                Inline::Figure { key, .. } => Some(key),
                Inline::Text(_) | Inline::Date(_) | Inline::Number(_) | Inline::Quote(_) => None,
            };
            let (digits, words) = number_and_unit(inline.text(), pieces.is_empty());
            pieces.push(Words::plain(digits, key, self.fonts, FontRole::Title, size));
            pieces.push(Words::plain(words, key, self.fonts, FontRole::Hei, unit_size(size)));
        }
        pieces.retain(|words| !words.glyphs.is_empty());
        pieces
    }

    /// Whether the unit of a figure goes on a line of its own.
    fn stands_under(&self, figure: &KeyFigure, room: f64) -> bool {
        let pieces = self.value_pieces(figure, BESIDE_LEAST);
        pieces.len() > 1 && pieces.iter().map(Words::width).sum::<f64>() > room
    }

    fn fitting_size(&self, figure: &KeyFigure, room: f64) -> f64 {
        let under = self.stands_under(figure, room);
        let width = |size: f64| -> f64 {
            let pieces = self.value_pieces(figure, size);
            pieces.iter().take(if under { 1 } else { pieces.len() }).map(Words::width).sum()
        };
        shrunk(VALUE, |size| width(size) <= room)
    }

    fn key_value(&self, figure: &KeyFigure, inner: (f64, f64), y: f64, size: f64) -> Vec<Mark> {
        let pieces = self.value_pieces(figure, size);
        if !self.stands_under(figure, inner.1) {
            return self.centred(&pieces, inner, y);
        }
        // As large as it has room for on a line of its own.
        let unit_width = |size: f64| self.value_pieces(figure, size).iter().skip(1).map(Words::width).sum::<f64>();
        let smaller = self.value_pieces(figure, shrunk(size, |size| unit_width(size) <= inner.1));
        let (number, _) = pieces.split_at(1);
        let (_, unit) = smaller.split_at(1);
        let mut marks = self.centred(number, inner, y);
        marks.extend(self.centred(unit, inner, y + unit_size(size) * UNIT_LEAD));
        marks
    }

    fn centred(&self, pieces: &[Words<'_>], inner: (f64, f64), y: f64) -> Vec<Mark> {
        let width: f64 = pieces.iter().map(Words::width).sum();
        let mut x = inner.0 + (inner.1 - width) / 2.0;
        let mut marks = Vec::new();
        for words in pieces {
            marks.extend(placed(words, &whole(words), Place::Left, (x, words.width()), y, self.style.text));
            x += words.width();
        }
        marks
    }

    /// The label from `at.0` down in size `at.1`, the mark of its band before its first line.
    fn key_label(&self, marks: &mut Vec<Mark>, figure: &KeyFigure, inner: (f64, f64), at: (f64, f64)) {
        let (mut y, size) = at;
        let lead = size * LABEL_LEAD;
        let band = self.style.band(figure.band);
        let (parts, lines) = self.label_lines(figure, inner.1, size);
        for (no, (part, line)) in lines.iter().enumerate() {
            let Some(words) = parts.get(*part) else { continue };
            // Mark and first line are centred together, the others under both.
            let mark = if no == 0 && band.is_some() { size * MARK } else { 0.0 };
            let start = inner.0 + ((inner.1 - line.width - mark) / 2.0).max(0.0);
            let base = baseline(y, lead, size);
            marks.extend(placed(words, line, Place::Left, (start + mark, line.width), base, self.style.text));
            if let (0, Some((color, shape))) = (no, band) {
                marks.push(Mark::Text(TextRun {
                    x: start,
                    y: baseline(y, lead, size * 0.9),
                    size: size * 0.9,
                    role: FontRole::Hei,
                    color,
                    text: shape.to_string(),
                    spacing: 0.0,
                    figure: None,
                    turned: false,
                }));
            }
            y += lead;
        }
    }
}

/// The largest size from this one down at which something fits.
fn shrunk(from: f64, fits: impl Fn(f64) -> bool) -> f64 {
    let mut size = from;
    while size > NOTE && !fits(size) {
        size -= 0.25;
    }
    size
}

/// Of the words of a unit beside or under a number.
fn unit_size(number: f64) -> f64 {
    (number * UNIT).max(UNIT_LEAST)
}

/// `36.1张/千人` is `36.1` and `张/千人`, `98.14%` all number. A value that begins with words (`无`) is large all the same.
pub fn number_and_unit(text: &str, first: bool) -> (&str, &str) {
    let is_number = |c: char| c.is_ascii_digit() || ['.', ',', '-', '%', '‰'].contains(&c);
    let start = text.find(|c: char| c.is_ascii_digit());
    let end = start.map(|at| text[at..].find(|c: char| !is_number(c)).map_or(text.len(), |length| at + length));
    match end {
        Some(end) => text.split_at(end),
        // A mark behind it (`*`) is small as a unit.
        None if first || text.chars().any(|c| c.is_ascii_alphanumeric()) => (text, ""),
        None => ("", text),
    }
}
