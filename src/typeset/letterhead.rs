//! The head of a letter (信函格式, GB/T 9704-2012, 10.1) and the red rules of its first page.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, MM, PORTRAIT, Sheet, baseline};
use super::text::{Place, above_title, placed, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark};
use crate::document::{Handling, Inline};

/// From the edge of the sheet to the upper edge of the name; from its lower edge to the first rule.
const NAME_TOP: f64 = 30.0 * MM;
const BELOW_NAME: f64 = 4.0 * MM;
/// From the lower edge of the sheet to the lower edge of the second rule.
const SECOND_RULE: f64 = 20.0 * MM;
const RULE_LENGTH: f64 = 170.0 * MM;
/// Thickness of the two lines of a rule, and what is between their middles.
const THICK: f64 = 1.8;
const THIN: f64 = 0.6;
const APART: f64 = 2.4;
/// From a rule to the characters next to it: 7/8 of the height of a 3号 character.
const NEXT_TO_RULE: f64 = BODY * 7.0 / 8.0;
const LARGEST: f64 = 40.0;

/// What a rule takes from its upper to its lower edge.
const RULE_HEIGHT: f64 = APART + (THICK + THIN) / 2.0;
/// Lines of the first page: it has room for one more above its second rule.
const LINES: f64 = 23.0;
/// The lower edge of the characters of the last line.
const LAST_LINE: f64 = PORTRAIT.height - SECOND_RULE - RULE_HEIGHT - NEXT_TO_RULE;

/// The first page: its last line stands above the second rule as the first line under the first.
pub const FIRST_PAGE: Sheet =
    Sheet { top: LAST_LINE + (LEAD - BODY) / 2.0 - LINES * LEAD, area_height: LINES * LEAD, ..PORTRAIT };

impl Setter<'_> {
    /// The office's name in red and a rule under it; marks of handling left, number right; a rule at the foot.
    pub(super) fn letterhead(&self, flow: &mut Flow, name: &str, handling: &Handling, number: &[Inline]) {
        let sheet = FIRST_PAGE;
        flow.first = Some(sheet);
        let (size, tracking) = self.name_size(name, LARGEST);
        // From the top of the text area; the name begins above it.
        let (mut all, bottom) = self.red_name(name, size, tracking, NAME_TOP - sheet.top);
        let rule = bottom + BELOW_NAME;
        all.extend(self.double_rule(rule, [THICK, THIN]));
        let second = sheet.height - SECOND_RULE - RULE_HEIGHT - sheet.top;
        let foot = self.double_rule(second, [THIN, THICK]);
        let y = rule + RULE_HEIGHT + NEXT_TO_RULE - (LEAD - BODY) / 2.0;
        let (marks, mut lines) = self.handling(handling, y);
        all.extend(marks);
        if !number.is_empty() {
            let words = Words::of(number, self.fonts, FontRole::Fang, BODY);
            let (edges, at) = ((sheet.left, sheet.area_width), baseline(y, LEAD, BODY));
            all.extend(placed(&words, &whole(&words), Place::Right, edges, at, self.style.text));
            lines = lines.max(1.0);
        }
        all.extend(foot);
        // To the lower edge of the last that stands here.
        let height = if lines > 0.0 { y + lines * LEAD - (LEAD - BODY) / 2.0 } else { rule + RULE_HEIGHT };
        flow.push(Slab { height, marks: all, keep: true, ..Slab::default() });
        flow.push(above_title());
    }

    /// Two lines, the upper edge of the first at `y`.
    fn double_rule(&self, y: f64, widths: [f64; 2]) -> Vec<Mark> {
        let left = (PORTRAIT.width - RULE_LENGTH) / 2.0;
        let y = y + widths[0] / 2.0;
        let rule = |(y, width): (f64, f64)| Mark::Line {
            from: (left, y),
            to: (left + RULE_LENGTH, y),
            width,
            color: self.style.red,
            dash: None,
        };
        [y, y + APART].into_iter().zip(widths).map(rule).collect()
    }
}
