//! Title, headings, paragraphs.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::choices::broken;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, PITCH, PORTRAIT, baseline};
use super::lines::{Fill, Line, break_lines, marks};
use super::title_lines::title_lines;
use super::words::Words;
use crate::canvas::{Color, FontRole, Mark};
use crate::document::{Inline, plain_text};
use crate::fonts::clean;

/// 2号: the title.
const TITLE: f64 = 22.0;
/// From one line of the title to the next.
const TITLE_LEAD: f64 = 34.0;
/// The last two lines of a paragraph stand on one page, so do its first two.
const TOGETHER: usize = 2;

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

/// The words of a heading or title, as bookmarks have them: soft breaks are no part of them.
pub fn said(text: &[Inline]) -> String {
    clean(&plain_text(text))
}

/// Two lines free between what is above and the characters of the title (7.3.1).
pub fn above_title() -> Slab {
    Slab { height: 2.0 * LEAD - (TITLE_LEAD - TITLE) / 2.0, blank: true, keep: true, ..Slab::default() }
}

impl Setter<'_> {
    pub(super) fn title(&self, flow: &mut Flow, text: &[Inline]) {
        let first = flow.slabs.len();
        self.plain_title(flow, text);
        if let Some(slab) = flow.slabs.get_mut(first) {
            slab.outline = Some((0, said(text)));
        }
    }

    /// 2号小标宋, centred, in lines broken where the sense allows (7.3.1), one line of space after.
    pub(super) fn plain_title(&self, flow: &mut Flow, text: &[Inline]) {
        let words = Words::of(text, self.fonts, FontRole::Title, TITLE);
        let edges = (PORTRAIT.left, PORTRAIT.area_width);
        let lines = title_lines(&words, &plain_text(text), &self.style.words, PORTRAIT.area_width - 2.0 * TITLE);
        flow.choices.titles.insert(flow.block, broken(text, &lines));
        let mut y = 0.0;
        let mut all = Vec::new();
        for line in &lines {
            all.extend(placed(&words, line, Place::Center, edges, baseline(y, TITLE_LEAD, TITLE), self.style.text));
            y += TITLE_LEAD;
        }
        flow.push(Slab { height: y, marks: all, keep: true, ..Slab::default() });
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
            (slab.keep, slab.heading) = (true, true);
        }
        if let Some(first) = slabs.first_mut() {
            first.outline = Some((level.max(1), said(text)));
        }
        slabs.into_iter().for_each(|slab| flow.push(slab));
    }

    /// 3号仿宋, two characters of indent, spread to both edges. Neither its first line stands alone at the foot of a
    /// page nor its last at the head of one; under a heading, two lines stay with it.
    pub(super) fn paragraph(&self, flow: &mut Flow, text: &[Inline]) {
        let words = Words::of(text, self.fonts, FontRole::Fang, BODY);
        let mut slabs = self.body_lines(&words);
        slabs.iter_mut().for_each(|slab| slab.text = true);
        if slabs.len() >= TOGETHER {
            for at in [0, slabs.len() - TOGETHER] {
                // A first page shows some of the body in any case.
                (slabs[at].keep, slabs[at].soft) = (true, at == 0);
            }
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
}
