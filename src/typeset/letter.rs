//! Whom a letter is for and what goes with it (GB/T 9704-2012, 7.3.2 and 7.3.4).
#![allow(clippy::float_arithmetic)] // Geometry.

#[cfg(test)]
mod tests;

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, PITCH, PORTRAIT, baseline};
use super::lines::{Fill, break_lines, marks};
use super::text::whole;
use super::words::Words;
use crate::canvas::FontRole;
use crate::document::Inline;

impl Setter<'_> {
    /// At the left edge, also where it goes on (7.3.2).
    pub(super) fn addressee(&self, flow: &mut Flow, text: &[Inline]) {
        let words = Words::of(text, self.fonts, FontRole::Fang, BODY);
        let width = PORTRAIT.area_width;
        let fill = Fill { first: width, rest: width, justify: false, tracking: PITCH - BODY };
        for line in break_lines(&words, fill) {
            let marks = marks(&words, &line, PORTRAIT.left, baseline(0.0, LEAD, BODY), self.style.text);
            flow.push(Slab { height: LEAD, marks, keep: true, ..Slab::default() });
        }
    }

    /// One line free, two characters of indent; what goes on stands under the first character of its name (7.3.4).
    pub(super) fn attachments(&self, flow: &mut Flow, label: &[Inline], names: &[Vec<Inline>]) {
        flow.push(Slab { height: LEAD, blank: true, keep: true, ..Slab::default() });
        let label = Words::of(label, self.fonts, FontRole::Fang, BODY);
        let label_line = break_lines(&label, Fill { tracking: PITCH - BODY, ..Fill::ragged(f64::INFINITY) });
        let label_width = label_line.first().map_or(0.0, |line| line.width) + PITCH - BODY;
        let left = PORTRAIT.left + 2.0 * PITCH;
        for (no, name) in names.iter().enumerate() {
            let number = format!("{}.", no + 1);
            let number =
                Words::plain(if names.len() > 1 { &number } else { "" }, None, self.fonts, FontRole::Fang, BODY);
            let begin = left + label_width + whole(&number).width;
            let room = PORTRAIT.right() - begin;
            let words = Words::of(name, self.fonts, FontRole::Fang, BODY);
            let fill = Fill { first: room, rest: room, justify: false, tracking: PITCH - BODY };
            for (n, line) in break_lines(&words, fill).iter().enumerate() {
                let base = baseline(0.0, LEAD, BODY);
                // In the order in which it is read, which is that of copied text.
                let mut all = Vec::new();
                if let (0, 0, Some(line)) = (n, no, label_line.first()) {
                    all.extend(marks(&label, line, left, base, self.style.text));
                }
                if n == 0 {
                    all.extend(marks(&number, &whole(&number), left + label_width, base, self.style.text));
                }
                all.extend(marks(&words, line, begin, base, self.style.text));
                flow.push(Slab { height: LEAD, marks: all, ..Slab::default() });
            }
        }
    }
}
