//! 份号, 密级和保密期限, 紧急程度: marks at the left edge, one a line, in this order from the top (7.2.1 to 7.2.3).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::geometry::{BODY, LEAD, PORTRAIT, baseline};
use super::lines::marks;
use super::text::whole;
use super::words::Words;
use crate::canvas::{FontRole, Mark};
use crate::document::Handling;

impl Setter<'_> {
    /// The marks, the first in the line whose box begins at `y`, and how many lines they take.
    pub(super) fn handling(&self, handling: &Handling, y: f64) -> (Vec<Mark>, f64) {
        let mut all = Vec::new();
        let mut lines = 0.0;
        let given =
            [(&handling.copy, FontRole::Fang), (&handling.secrecy, FontRole::Hei), (&handling.urgency, FontRole::Hei)];
        for (text, role) in given.into_iter().filter(|(text, _)| !text.is_empty()) {
            let words = Words::of(text, self.fonts, role, BODY);
            let at = baseline(y + lines * LEAD, LEAD, BODY);
            all.extend(marks(&words, &whole(&words), PORTRAIT.left, at, self.style.text));
            lines += 1.0;
        }
        (all, lines)
    }
}
