//! An annex: a page of its own, its label on the first line, its title on the third (7.3.7).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LANDSCAPE, LEAD, PORTRAIT, baseline};
use super::lines::{Fill, break_lines, marks};
use super::text::said;
use super::words::Words;
use crate::canvas::{FontRole, Mark};
use crate::document::Inline;

impl Setter<'_> {
    /// `附件` in 3号黑体 at the left edge; the title, where it has one, after a free line.
    pub(super) fn annex(&self, flow: &mut Flow, text: &[Inline], title: &[Inline]) {
        let words = Words::of(text, self.fonts, FontRole::Hei, BODY);
        let lines = break_lines(&words, Fill::ragged(PORTRAIT.area_width));
        let name = if title.is_empty() { said(text) } else { format!("{}　{}", said(text), said(title)) };
        for (no, line) in lines.iter().enumerate() {
            let marks = marks(&words, line, PORTRAIT.left, baseline(0.0, LEAD, BODY), self.style.text);
            let outline = (no == 0).then(|| (0, name.clone()));
            flow.push(Slab { height: LEAD, marks, keep: true, new_page: no == 0, outline, ..Slab::default() });
        }
        // Where the page shows none of its own, that of its first table stands there.
        flow.push(Slab { height: LEAD, blank: true, keep: true, ..Slab::default() });
        if !title.is_empty() {
            let first = flow.slabs.len();
            self.plain_title(flow, title);
            flow.slabs.iter_mut().skip(first).for_each(|slab| slab.centred = true);
        }
    }
}

/// What is kept with a table on a turned sheet stands on that sheet too.
pub(super) fn turn_heads(slabs: &mut [Slab]) {
    for slab in slabs.iter_mut().rev().take_while(|slab| slab.keep && !slab.landscape) {
        slab.landscape = true;
        let further = if slab.centred { (LANDSCAPE.area_width - PORTRAIT.area_width) / 2.0 } else { 0.0 };
        for mark in &mut slab.marks {
            if let Mark::Text(run) = mark {
                run.x += LANDSCAPE.left - PORTRAIT.left + further;
            }
        }
    }
}
