//! The red head of a bulletin.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, MM, PORTRAIT, baseline};
use super::lines::{Fill, break_lines};
use super::text::{Place, placed, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark, TextMeasure};
use crate::document::Inline;
use crate::fonts::clean;

/// From the top of the text area to the name. The standard asks 35 mm of a document proper (文件); a
/// bulletin (简报) has no rule, and its first page must show what happened.
const DROP: f64 = 8.0 * MM;
/// The largest and smallest size of the name, in points.
const LARGEST: f64 = 58.0;
const SMALLEST: f64 = 22.0;
/// Thickness of the red rule.
const RULE: f64 = 1.5;

impl Setter<'_> {
    pub(super) fn masthead(&self, flow: &mut Flow, name: &str, issue: &[Inline], issuer: &str, date: &[Inline]) {
        let sheet = PORTRAIT;
        let edges = (sheet.left, sheet.area_width);
        let mut marks = Vec::new();
        let mut y = DROP;
        let (size, tracking) = self.name_size(name, LARGEST);
        let words = Words::plain(name, None, self.fonts, FontRole::Title, size);
        let fill = Fill { tracking, ..Fill::ragged(sheet.area_width) };
        for line in break_lines(&words, fill) {
            let at = baseline(y, size, size);
            marks.extend(placed(&words, &line, Place::Center, edges, at, self.style.red));
            y += size * 1.15;
        }
        y += LEAD / 2.0;
        let issue = Words::of(issue, self.fonts, FontRole::Fang, BODY);
        let at = baseline(y, LEAD, BODY);
        marks.extend(placed(&issue, &whole(&issue), Place::Center, edges, at, self.style.text));
        y += LEAD * 1.1;
        let inner = (sheet.left + BODY / 2.0, sheet.area_width - BODY);
        let at = baseline(y, LEAD, BODY);
        let issuer = Words::plain(issuer, None, self.fonts, FontRole::Fang, BODY);
        let date = Words::of(date, self.fonts, FontRole::Fang, BODY);
        marks.extend(placed(&issuer, &whole(&issuer), Place::Left, inner, at, self.style.text));
        marks.extend(placed(&date, &whole(&date), Place::Right, inner, at, self.style.text));
        // 4 mm below the characters (7.2.7).
        y += LEAD / 2.0 + BODY / 2.0 + 4.0 * MM;
        marks.push(Mark::Line {
            from: (sheet.left, y),
            to: (sheet.right(), y),
            width: RULE,
            color: self.style.red,
            dash: None,
        });
        flow.push(Slab { height: y, marks, keep: true, ..Slab::default() });
        // The title stands two lines below the rule (7.3.1).
        flow.push(Slab { height: LEAD * 1.4, blank: true, snap: true, keep: true, ..Slab::default() });
    }

    /// The size at which the name fits the text area, and the space that lets a short name breathe.
    pub(super) fn name_size(&self, name: &str, largest: f64) -> (f64, f64) {
        let name = clean(name);
        let em = self.fonts.width(&name, FontRole::Title, 1.0).max(1.0);
        let room = PORTRAIT.area_width * 0.98;
        let size = (room / em).clamp(SMALLEST, largest);
        #[allow(clippy::cast_precision_loss)] // A name has few characters.
        let gaps = name.chars().count().saturating_sub(1).max(1) as f64;
        let spare = (PORTRAIT.area_width * 0.86 - em * size) / gaps;
        (size, spare.clamp(0.0, size * 0.35))
    }
}
