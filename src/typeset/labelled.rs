//! A label and what hangs from it: `出席：…` of minutes (10.3), `抄送：…` of an imprint (7.4.2).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, PITCH, PORTRAIT, baseline};
use super::lines::{Fill, break_lines, marks};
use super::text::whole;
use super::words::Words;
use crate::canvas::{FontRole, Mark};
use crate::document::Inline;

/// Where a label and its text stand.
pub struct Hanging {
    pub left: f64,
    pub width: f64,
    pub size: f64,
    pub label: FontRole,
    /// Between characters.
    pub tracking: f64,
}

impl Setter<'_> {
    /// The lines of a labelled text, each with its baseline at `base`: what goes on stands under the first character
    /// after the label.
    pub(super) fn hanging(&self, label: &[Inline], text: &[Inline], at: &Hanging, base: f64) -> Vec<Vec<Mark>> {
        let Hanging { left, width, size, tracking, .. } = *at;
        let words = Words::of(label, self.fonts, at.label, size);
        let line = break_lines(&words, Fill { tracking, ..Fill::ragged(f64::INFINITY) }).into_iter().next();
        let line = line.unwrap_or_else(|| whole(&words));
        let label_width = if label.is_empty() { 0.0 } else { line.width + tracking };
        let mut first = marks(&words, &line, left, base, self.style.text);
        let words = Words::of(text, self.fonts, FontRole::Fang, size);
        let room = width - label_width;
        let fill = Fill { first: room, rest: room, justify: true, tracking };
        let mut all = Vec::new();
        for line in break_lines(&words, fill) {
            let mut set = std::mem::take(&mut first);
            set.extend(marks(&words, &line, left + label_width, base, self.style.text));
            all.push(set);
        }
        if !first.is_empty() {
            all.push(first);
        }
        all
    }

    /// The label in 黑体, the text in 仿宋, two characters in (10.3).
    pub(super) fn labelled(&self, flow: &mut Flow, label: &[Inline], text: &[Inline]) {
        let at = Hanging {
            left: PORTRAIT.left + 2.0 * PITCH,
            width: PORTRAIT.area_width - 2.0 * PITCH,
            size: BODY,
            label: FontRole::Hei,
            tracking: PITCH - BODY,
        };
        for marks in self.hanging(label, text, &at, baseline(0.0, LEAD, BODY)) {
            flow.push(Slab { height: LEAD, marks, text: true, ..Slab::default() });
        }
    }
}
