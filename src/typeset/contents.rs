//! 目录: a line for every heading of the first two levels and every annex, with its page, which is a link.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::flow::{Flow, Laid, Lead, LeadPlace, Slab};
use super::geometry::{BODY, LEAD, PITCH, PORTRAIT, baseline};
use super::lines::{Fill, break_lines, marks};
use super::text::{Place, placed, whole};
use super::words::Words;
use super::{Link, Setter};
use crate::canvas::{FontRole, Frame, Mark};
use crate::document::{Block, Document, Inline};

/// Headings down to this level.
const DEEPEST: u8 = 2;
/// Room for the number of a page, in characters.
const NUMBER: f64 = 3.0;
/// Dots of the leader: how thick, how far apart; the space between them and the words.
const DOT: f64 = 1.1;
const DOTS_APART: f64 = 4.4;
const CLEAR: f64 = BODY / 2.0;

/// How deep a block stands in the contents, and what it is called there.
fn entry(document: &Document, no: usize) -> Option<(f64, Vec<Inline>)> {
    match document.blocks.get(no)? {
        Block::Heading { level, text } if *level <= DEEPEST => {
            Some((if *level == DEEPEST { 1.0 } else { 0.0 }, text.clone()))
        }
        Block::Annex { text, .. } => {
            let title = document.annex_title(no);
            let gap = [Inline::Text("　".to_owned())];
            Some((0.0, if title.is_empty() { text.clone() } else { [text.as_slice(), &gap, title].concat() }))
        }
        _ => None,
    }
}

impl Setter<'_> {
    /// The lines for blocks after the contents, which stand in the document at `own`; their pages come later.
    pub(super) fn contents(&self, flow: &mut Flow, title: &[Inline], document: &Document, own: usize) {
        self.plain_title(flow, title);
        for no in own + 1..document.blocks.len() {
            let Some((depth, text)) = entry(document, no) else { continue };
            let words = Words::of(&text, self.fonts, FontRole::Fang, BODY);
            let indent = depth * PITCH;
            let room = PORTRAIT.area_width - indent - NUMBER * PITCH;
            let (left, tracking) = (PORTRAIT.left + indent, PITCH - BODY);
            // What goes on stands one character in.
            let fill = Fill { first: room, rest: room - PITCH, justify: false, tracking };
            let (mut all, mut height, mut end) = (Vec::new(), 0.0, left);
            for (n, line) in break_lines(&words, fill).iter().enumerate() {
                let x = left + if n > 0 { PITCH } else { 0.0 };
                all.extend(marks(&words, line, x, baseline(height, LEAD, BODY), self.style.text));
                (height, end) = (height + LEAD, x + line.width);
            }
            flow.push(Slab { height, marks: all, leads: Some(Lead { block: no, end }), ..Slab::default() });
        }
        flow.push(Slab { height: LEAD, blank: true, snap: true, ..Slab::default() });
    }

    /// Writes leaders and page numbers into the lines of the contents.
    pub(super) fn fill_contents(&self, laid: &mut Laid) -> Vec<Link> {
        let mut links = Vec::new();
        // From the last, for those before it to stay where they are among the marks.
        for place in laid.leads.iter().rev() {
            let target = laid.targets.iter().find(|(block, ..)| *block == place.lead.block);
            let Some(&(_, to_page, to_y)) = target else { continue };
            if let Some(page) = laid.pages.get_mut(place.page) {
                page.insert(place.marks, self.page_of(place, to_page + 1));
            }
            let frame = Frame { x: PORTRAIT.left, y: place.top, width: PORTRAIT.area_width, height: place.height };
            links.push(Link { page: place.page, frame, to_page, to_y });
        }
        links.reverse();
        links
    }

    /// The leader and the number at the right edge, on the last line of an entry.
    fn page_of(&self, place: &LeadPlace, number: usize) -> Vec<Mark> {
        let number = number.to_string();
        let words = Words::plain(&number, None, self.fonts, FontRole::Fang, BODY);
        let line = whole(&words);
        let base = baseline(place.top + place.height - LEAD, LEAD, BODY);
        let number = placed(&words, &line, Place::Right, (PORTRAIT.left, PORTRAIT.area_width), base, self.style.text);
        let stop = PORTRAIT.right() - line.width - CLEAR;
        // Dots of all lines stand under one another.
        let begin = stop - ((stop - place.lead.end - CLEAR) / DOTS_APART).floor().max(0.0) * DOTS_APART;
        let y = base - BODY * 0.3;
        let mut all = Vec::new();
        if begin < stop {
            let dash = Some((DOT, DOTS_APART - DOT));
            all.push(Mark::Line { from: (begin, y), to: (stop, y), width: DOT, color: self.style.text, dash });
        }
        all.extend(number);
        all
    }
}
