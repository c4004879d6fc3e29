//! 版记 (7.4): what stands at the foot of the last page, between rules as wide as the text area; the same for the
//! foot of a bulletin (报：…送：…发：…).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Foot, Slab};
use super::geometry::{FOLIO, LEAD, MM, PORTRAIT, baseline};
use super::labelled::Hanging;
use super::shift;
use super::text::{Place, placed, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark};
use crate::document::{Block, Document, Imprint};

/// The first and the last rule; those between.
const THICK: f64 = 0.35 * MM;
const THIN: f64 = 0.25 * MM;
/// A line in 4号: a character and 7/8 of its height.
const LINE: f64 = FOLIO * 1.875;

/// What the kind of the document decides about its imprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImprintKind {
    foot: Foot,
    rules: bool,
}

impl ImprintKind {
    /// A document proper has it on the back of its last leaf; a letter without rules (10.1); a bulletin, for which
    /// there is no standard, on its last page.
    pub fn of(document: &Document) -> Self {
        let has = |kind: fn(&Block) -> bool| document.blocks.iter().any(kind);
        let proper = has(|block| matches!(block, Block::RedHead(_)));
        let letter = has(|block| matches!(block, Block::Letterhead { .. }));
        Self { foot: if proper { Foot::Back } else { Foot::Last }, rules: !letter }
    }
}

impl Setter<'_> {
    pub(super) fn imprint(&self, flow: &mut Flow, imprint: &Imprint, kind: ImprintKind) {
        let mut all = Vec::new();
        // Half a line stays free above.
        let mut y = LEAD / 2.0;
        let rule = |all: &mut Vec<Mark>, y: f64, width: f64| {
            if kind.rules {
                all.push(self.imprint_rule(y, width));
            }
        };
        rule(&mut all, y, THICK);
        let at = Hanging {
            left: PORTRAIT.left + FOLIO,
            width: PORTRAIT.area_width - 2.0 * FOLIO,
            size: FOLIO,
            label: FontRole::Fang,
            tracking: 0.0,
        };
        for (label, text) in &imprint.lines {
            for line in self.hanging(label, text, &at, baseline(0.0, LINE, FOLIO)) {
                all.extend(line.iter().map(|mark| shift(mark, y)));
                y += LINE;
            }
        }
        let last = !imprint.office.is_empty() || !imprint.date.is_empty();
        if last {
            if !imprint.lines.is_empty() {
                rule(&mut all, y, THIN);
            }
            for (text, place) in [(&imprint.office, Place::Left), (&imprint.date, Place::Right)] {
                let words = Words::of(text, self.fonts, FontRole::Fang, FOLIO);
                let edges = (at.left, at.width);
                let base = baseline(y, LINE, FOLIO);
                all.extend(placed(&words, &whole(&words), place, edges, base, self.style.text));
            }
            y += LINE;
        }
        rule(&mut all, y, THICK);
        flow.push(Slab { height: y, marks: all, foot: Some(kind.foot), ..Slab::default() });
    }

    fn imprint_rule(&self, y: f64, width: f64) -> Mark {
        let (from, to) = ((PORTRAIT.left, y), (PORTRAIT.right(), y));
        Mark::Line { from, to, width, color: self.style.text, dash: None }
    }
}
