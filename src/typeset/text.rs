//! Title, headings, paragraphs, annex heads.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, PITCH, PORTRAIT, baseline};
use super::lines::{Fill, Line, balanced_lines, break_lines, marks};
use super::words::Words;
use crate::canvas::{Color, FontRole, Mark};
use crate::document::{Inline, plain_text};

/// 2号: the title.
const TITLE: f64 = 22.0;
/// From one line of the title to the next.
const TITLE_LEAD: f64 = 34.0;

/// Where a line stands between two edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Left,
    Center,
    Right,
}

/// The marks of a line between `left` and `left + width`.
pub fn placed(words: &Words<'_>, line: &Line, place: Place, edges: (f64, f64), y: f64, color: Color) -> Vec<Mark> {
    let (left, width) = edges;
    let x = match place {
        Place::Left => left,
        Place::Center => left + (width - line.width) / 2.0,
        Place::Right => left + width - line.width,
    };
    marks(words, line, x, y, color)
}

/// A text on one line.
pub fn whole(words: &Words<'_>) -> Line {
    break_lines(words, Fill::ragged(f64::INFINITY)).into_iter().next().unwrap_or(Line {
        range: 0..0,
        x: Vec::new(),
        width: 0.0,
    })
}

impl Setter<'_> {
    /// 2号小标宋, centred, in balanced lines (7.3.1), one line of space after.
    pub(super) fn title(&self, flow: &mut Flow, text: &[Inline]) {
        let words = Words::of(text, self.fonts, FontRole::Title, TITLE);
        let edges = (PORTRAIT.left, PORTRAIT.area_width);
        let lines = balanced_lines(&words, PORTRAIT.area_width - 2.0 * TITLE);
        let mut y = 0.0;
        let mut all = Vec::new();
        for line in &lines {
            all.extend(placed(&words, line, Place::Center, edges, baseline(y, TITLE_LEAD, TITLE), self.style.text));
            y += TITLE_LEAD;
        }
        let outline = Some((0, plain_text(text)));
        flow.push(Slab { height: y, marks: all, keep: true, outline, ..Slab::default() });
        flow.push(Slab { height: LEAD / 3.0, blank: true, snap: true, keep: true, ..Slab::default() });
    }

    /// `一、` in 黑体, `（一）` in 楷体, deeper in 仿宋 (7.3.3); stays with what follows.
    pub(super) fn heading(&self, flow: &mut Flow, level: u8, text: &[Inline]) {
        let role = match level {
            0 | 1 => FontRole::Hei,
            2 => FontRole::Kai,
            _ => FontRole::Fang,
        };
        let words = Words::of(text, self.fonts, role, BODY);
        let mut slabs = self.body_lines(&words);
        for slab in &mut slabs {
            slab.keep = true;
        }
        if let Some(first) = slabs.first_mut() {
            first.outline = Some((level.max(1), plain_text(text)));
        }
        slabs.into_iter().for_each(|slab| flow.push(slab));
    }

    /// 3号仿宋, two characters of indent, spread to both edges. Under a heading, two lines stay with it.
    pub(super) fn paragraph(&self, flow: &mut Flow, text: &[Inline], after_heading: bool) {
        let words = Words::of(text, self.fonts, FontRole::Fang, BODY);
        let mut slabs = self.body_lines(&words);
        slabs.iter_mut().for_each(|slab| slab.text = true);
        if after_heading && slabs.len() > 1 {
            (slabs[0].keep, slabs[0].soft) = (true, true);
        }
        slabs.into_iter().for_each(|slab| flow.push(slab));
    }

    /// One slab of the grid per line.
    fn body_lines(&self, words: &Words<'_>) -> Vec<Slab> {
        let indent = 2.0 * PITCH;
        let width = PORTRAIT.area_width;
        let fill = Fill { first: width - indent, rest: width, justify: true, tracking: PITCH - BODY };
        let lines = break_lines(words, fill);
        let set = |(no, line): (usize, &Line)| {
            let x = PORTRAIT.left + if no == 0 { indent } else { 0.0 };
            let marks = marks(words, line, x, baseline(0.0, LEAD, words.size), self.style.text);
            Slab { height: LEAD, marks, ..Slab::default() }
        };
        lines.iter().enumerate().map(set).collect()
    }

    /// Annexes begin a page; `附表` in 3号黑体 at the left edge of the first line (7.3.7).
    pub(super) fn annex(&self, flow: &mut Flow, text: &[Inline], title: &[Inline]) {
        let words = Words::of(text, self.fonts, FontRole::Hei, BODY);
        let lines = break_lines(&words, Fill::ragged(PORTRAIT.area_width));
        for (no, line) in lines.iter().enumerate() {
            let marks = marks(&words, line, PORTRAIT.left, baseline(0.0, LEAD, BODY), self.style.text);
            let outline = (no == 0).then(|| (0, plain_text(text)));
            flow.push(Slab { height: LEAD, marks, keep: true, new_page: no == 0, outline, ..Slab::default() });
        }
        if !title.is_empty() {
            self.title(flow, title);
        }
    }
}
