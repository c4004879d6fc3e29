//! From slabs to pages: what stays together, where a page ends, what a broken table repeats.
#![allow(clippy::float_arithmetic)] // Geometry.

mod foot;
mod slab;
#[cfg(test)]
mod tests;

use super::choices::Choices;
use super::geometry::{LANDSCAPE, LEAD, PORTRAIT, Sheet};
use super::tags::Tags;
use super::{OutlineEntry, shift};
use crate::canvas::{Mark, Page, Structure};
pub use slab::{Continuation, Flow, Foot, Lead, Slab};
use std::collections::{BTreeMap, BTreeSet};

/// Less than this is no overflow.
const SLACK: f64 = 0.05;
/// More of a page than this does not stay empty for the sake of a table that could be parted, or of a float.
const EMPTY: f64 = 0.4;

/// The pages a table stands on, and how many of its rows are on the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub first: usize,
    pub last: usize,
    pub rows: usize,
}

/// What a flow becomes.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    pub pages: Vec<Page>,
    pub outline: Vec<OutlineEntry>,
    /// One per table, in their order.
    pub tables: Vec<Span>,
    /// Pages without a number (7.5): blank, or nothing but what stands at the foot.
    pub bare: BTreeSet<usize>,
    /// The blocks that are targets: number, page, height of the top.
    pub targets: Vec<(usize, usize, f64)>,
    pub leads: Vec<LeadPlace>,
    pub structure: Structure,
    /// The heights of the floats, in their order.
    pub floats: Vec<f64>,
    /// The heights of blanks that may be lower.
    pub rooms: Vec<f64>,
    /// Floats that text was let past: their block, and the last one before them.
    pub passed: BTreeMap<usize, usize>,
    /// A page was begun for what stands at the foot.
    pub foot_apart: bool,
    /// And the end of the text went with it.
    pub joined: bool,
    pub choices: Choices,
}

/// A line of the contents on its page.
#[derive(Clone, Copy, Debug)]
pub struct LeadPlace {
    pub lead: Lead,
    pub page: usize,
    pub top: f64,
    pub height: f64,
    /// How many marks of the page come before what is yet to be set.
    pub marks: usize,
}

/// Places slabs on pages.
struct Pager<'f> {
    flow: &'f Flow,
    laid: Laid,
    /// Floats that found no room yet.
    waiting: Vec<&'f Slab>,
    /// The shares of their height that slabs which can be lower take at most, in their order.
    shares: Vec<f64>,
    /// How many of these were placed.
    lowered: usize,
    sheet: Sheet,
    /// From the top of the text area.
    y: f64,
    /// The lower edge of what stands on the page, without the space after it.
    end: f64,
    /// Nothing stands on the page yet.
    fresh: bool,
    /// A line of the body was placed.
    shown: bool,
    /// The last block of which something was placed.
    last: usize,
    /// The slab that begins a page for the sake of what stands at the foot.
    joins: Option<usize>,
}

impl<'f> Pager<'f> {
    fn open(&mut self, landscape: bool) {
        let upright = if self.laid.pages.is_empty() { self.flow.first.unwrap_or(PORTRAIT) } else { PORTRAIT };
        self.sheet = if landscape { LANDSCAPE } else { upright };
        self.laid.pages.push(Page { width: self.sheet.width, height: self.sheet.height, ..Page::default() });
        (self.y, self.end) = (0.0, 0.0);
        self.fresh = true;
    }
    fn add(&mut self, marks: &[Mark], tags: &Tags) {
        let dy = self.sheet.top + self.y;
        if let Some(page) = self.laid.pages.last_mut() {
            page.spans.extend(tags.spans(marks, page.marks.len()));
            page.marks.extend(marks.iter().map(|mark| shift(mark, dy)));
        }
    }
    fn fits(&self, height: f64) -> bool {
        self.y + height <= self.sheet.area_height + SLACK
    }
    /// Whether a page that ends here is too empty.
    fn empty(&self) -> bool {
        self.y < self.sheet.area_height * (1.0 - EMPTY)
    }
    /// The end of the slabs that go on one page with `start`.
    fn extent(&self, start: usize) -> usize {
        let slabs = &self.flow.slabs;
        let whole = self.before_joint(start, group_end(slabs, start, |slab| slab.keep || slab.whole));
        let first = &slabs[start];
        let turns = first.new_page || (self.sheet == LANDSCAPE) != first.landscape;
        if self.fresh || turns || self.fits(depth(&slabs[start..whole])) {
            return whole;
        }
        let bare = self.laid.pages.len() == 1 && !self.shown;
        let begun = first.table.and_then(|no| self.laid.tables.get(no)).is_some_and(|span| span.rows > 0);
        let parted = begun || (self.waiting.is_empty() && self.empty());
        let end = group_end(slabs, start, |slab| (slab.keep && !(slab.soft && bare)) || (slab.whole && !parted));
        self.before_joint(start, end)
    }
    /// A group ends where a page is to begin.
    fn before_joint(&self, start: usize, end: usize) -> usize {
        self.joins.filter(|joint| (start + 1..end).contains(joint)).unwrap_or(end)
    }
    /// Places a slab, as high as it is or as fits before `reserve` points for what must follow.
    fn place(&mut self, slab: &Slab, reserve: f64) {
        if slab.blank && self.fresh {
            return;
        }
        if let Some((level, title)) = &slab.outline {
            let y = self.sheet.top + self.y;
            self.laid.outline.push(OutlineEntry {
                level: *level,
                title: title.clone(),
                page: self.laid.pages.len() - 1,
                y,
            });
        }
        let whole = std::iter::once((slab.height, &slab.marks));
        let heights = || whole.clone().chain(slab.lower.iter().map(|(height, marks)| (*height, marks)));
        let share = if slab.lower.is_empty() { 1.0 } else { self.shares.get(self.lowered).copied().unwrap_or(1.0) };
        self.lowered += usize::from(!slab.lower.is_empty());
        let wanted = slab.height * share + SLACK;
        let found = heights().find(|(height, _)| *height <= wanted && self.fits(height + reserve));
        let Some((height, marks)) = found.or_else(|| heights().last()) else { return };
        self.add(marks, &slab.tags);
        self.laid.floats.extend(slab.float.then_some(height));
        self.laid.passed.extend((slab.float && slab.block < self.last).then_some((slab.block, self.last)));
        self.last = self.last.max(slab.block);
        self.laid.rooms.extend((slab.blank && !slab.lower.is_empty()).then_some(height));
        self.note(slab, height);
        self.y += height;
        self.end = if slab.blank { self.end } else { self.y + slab.below };
        if slab.snap {
            self.y = ((self.y - SLACK) / LEAD).ceil() * LEAD;
        }
        self.fresh = false;
        self.shown |= slab.text;
        self.count_row(slab);
    }
    /// Remembers where the contents lead, and where they stand.
    fn note(&mut self, slab: &Slab, height: f64) {
        let (page, top) = (self.laid.pages.len() - 1, self.sheet.top + self.y);
        self.laid.targets.extend(slab.target.map(|block| (block, page, top)));
        let marks = self.laid.pages[page].marks.len();
        self.laid.leads.extend(slab.leads.map(|lead| LeadPlace { lead, page, top, height, marks }));
    }
    /// Places what stands at the foot of the last page; where it finds no room, on a page of its own,
    /// which has no number, nor has the blank one before it.
    fn foot(&mut self, slab: &Slab, foot: Foot) {
        self.flush();
        let count = self.laid.pages.len();
        let back = foot == Foot::Last || count == 1 || count.is_multiple_of(2);
        if !(back && self.sheet != LANDSCAPE && self.end + slab.height <= self.sheet.area_height + SLACK) {
            let more = if foot == Foot::Back && count.is_multiple_of(2) { 2 } else { 1 };
            self.laid.foot_apart = true;
            for _ in 0..more {
                self.laid.bare.insert(self.laid.pages.len());
                self.open(false);
            }
        }
        self.y = self.sheet.area_height - slab.height;
        self.add(&slab.marks, &slab.tags);
        self.y = self.sheet.area_height;
        self.fresh = false;
    }
    fn count_row(&mut self, slab: &Slab) {
        let page = self.laid.pages.len() - 1;
        if let Some(span) = slab.table.and_then(|no| self.laid.tables.get_mut(no)) {
            if span.rows == 0 {
                span.first = page;
            }
            span.rows = if span.last == page { span.rows + 1 } else { 1 };
            span.last = page;
        }
    }
    /// Begins a page before a slab.
    fn turn(&mut self, slab: &Slab, turned: bool) {
        let flow = self.flow;
        let continuation = slab.table.and_then(|no| flow.continuations.get(no));
        if let Some(continuation) = continuation {
            self.add(&continuation.foot, &Tags::default());
        }
        if self.fresh && turned {
            self.laid.pages.pop();
        }
        self.open(slab.landscape);
        if let Some(continuation) = continuation {
            self.add(&continuation.head, &Tags::default());
            self.y = continuation.height;
            self.fresh = false;
        }
    }
    /// Places the floats that wait, on new pages.
    fn flush(&mut self) {
        for slab in std::mem::take(&mut self.waiting) {
            if !self.fresh && !self.fits(slab.least()) {
                self.turn(slab, false);
            }
            self.place(slab, 0.0);
        }
    }
    /// Places slabs that stand on one page if they can.
    fn group(&mut self, group: &'f [Slab], joins: bool) {
        let Some(first) = group.first() else { return };
        if let Some(foot) = first.foot {
            self.foot(first, foot);
            return;
        }
        self.laid.joined |= joins && !self.fresh;
        let passes = group.iter().all(|slab| slab.text || (slab.heading && self.empty()));
        if first.float && group.len() == 1 && (!self.waiting.is_empty() || !(self.fresh || self.fits(first.least()))) {
            self.waiting.push(first);
            return;
        }
        if !self.waiting.is_empty() && (!passes || joins) {
            self.flush();
        }
        let height = depth(group);
        let turned = (self.sheet == LANDSCAPE) != first.landscape && !first.blank;
        if turned || ((first.new_page || joins) && !self.fresh) {
            self.turn(first, turned);
        } else if !self.fresh && !first.blank && !self.fits(height) {
            if self.waiting.is_empty() {
                self.turn(first, false);
            } else {
                self.flush();
                if !self.fits(height) {
                    self.turn(first, false);
                }
            }
        }
        let mut rest = height;
        for slab in group {
            rest -= slab.least();
            // A group higher than a page is parted where it must be.
            if !self.fresh && !slab.blank && !self.fits(slab.least()) {
                self.turn(slab, false);
            }
            self.place(slab, rest);
        }
    }
}

/// Shares of its height that a chart is cut down to where that saves a page.
const SHARES: [f64; 4] = [0.9, 0.8, 0.7, 0.6];

/// The pages of a flow, its bookmarks and where its tables stand. One chart, or else all, are drawn lower
/// where that saves a page; what else stood alone at the foot of a page takes the end of the text with it.
pub fn paginate(flow: &Flow) -> Laid {
    let charts = flow.slabs.iter().filter(|slab| !slab.lower.is_empty()).count();
    let whole = vec![1.0; charts];
    let full = placed(flow, &whole, None);
    let one = |(chart, share): (usize, f64)| (0..charts).map(|no| if no == chart { share } else { 1.0 }).collect();
    let single = (0..charts).rev().flat_map(|chart| SHARES.map(|share| (chart, share))).map(one);
    let all = SHARES.iter().map(|&share| vec![share; charts]);
    let lower = single.chain(all).map(|shares| (placed(flow, &shares, None), shares));
    let fewer = lower.into_iter().find(|(laid, _)| laid.pages.len() < full.pages.len());
    let (laid, shares) = fewer.unwrap_or((full, whole));
    if laid.foot_apart { foot::joined(flow, &shares, &laid).unwrap_or(laid) } else { laid }
}

fn placed(flow: &Flow, shares: &[f64], joins: Option<usize>) -> Laid {
    let mut pager = Pager {
        flow,
        laid: Laid { tables: vec![Span::default(); flow.continuations.len()], ..Laid::default() },
        waiting: Vec::new(),
        shares: shares.to_vec(),
        lowered: 0,
        sheet: PORTRAIT,
        y: 0.0,
        end: 0.0,
        fresh: true,
        shown: false,
        last: 0,
        joins,
    };
    pager.open(flow.slabs.first().is_some_and(|s| s.landscape));
    let mut i = 0;
    while i < flow.slabs.len() {
        let end = pager.extent(i);
        pager.group(&flow.slabs[i..end], joins == Some(i));
        i = end;
    }
    pager.flush();
    pager.laid
}

/// The least that slabs on one page take, what reaches below them included.
fn depth(group: &[Slab]) -> f64 {
    let mut height = 0.0;
    let depths = group.iter().map(|slab| {
        height += slab.least();
        height + slab.below
    });
    depths.fold(0.0, f64::max)
}

/// The end of the slabs from `start` that `keeps` holds together.
fn group_end(slabs: &[Slab], start: usize, keeps: impl Fn(&Slab) -> bool) -> usize {
    let mut end = start + 1;
    while end < slabs.len() && keeps(&slabs[end - 1]) && !slabs[end].new_page && slabs[end].foot.is_none() {
        end += 1;
    }
    end
}
