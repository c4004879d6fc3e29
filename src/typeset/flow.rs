//! From slabs to pages: what stays together, where a page ends, what a broken table repeats.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::geometry::{LANDSCAPE, LEAD, PORTRAIT, Sheet};
use super::tags::Tags;
use super::{OutlineEntry, shift};
use crate::canvas::{Mark, Page, Structure};
use std::collections::BTreeSet;

/// Less than this is no overflow.
const SLACK: f64 = 0.05;

/// A strip of a page that is never parted; marks are placed from its top, at their final x.
#[derive(Clone, Debug, Default)]
pub struct Slab {
    pub height: f64,
    pub marks: Vec<Mark>,
    /// Stands on the same page as the slab after it.
    pub keep: bool,
    /// `keep` does not hold on the first page, which must show some of the body (7.3.3).
    pub soft: bool,
    /// Nothing but space: vanishes at the head of a page.
    pub blank: bool,
    /// After it the text returns to the lines of the grid.
    pub snap: bool,
    /// Begins a page.
    pub new_page: bool,
    /// Stands on a turned sheet.
    pub landscape: bool,
    /// The bookmark that leads here.
    pub outline: Option<(u8, String)>,
    /// The table whose head is repeated when a page ends before this slab.
    pub table: Option<usize>,
    /// The same with less height, highest first: taken where the page has no room for more.
    pub lower: Vec<(f64, Vec<Mark>)>,
    /// Where it does not fit, text of its section may come before it.
    pub float: bool,
    /// A line of text, which may pass a float.
    pub text: bool,
    /// What its marks are.
    pub tags: Tags,
}

impl Slab {
    /// The least height it can be placed with.
    fn least(&self) -> f64 {
        self.lower.last().map_or(self.height, |(height, _)| *height)
    }
}

/// What is added where a page ends inside a table.
#[derive(Clone, Debug, Default)]
pub struct Continuation {
    pub height: f64,
    pub head: Vec<Mark>,
    /// The rule that closes the part above.
    pub foot: Vec<Mark>,
}

/// All slabs of a document, top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    pub slabs: Vec<Slab>,
    pub continuations: Vec<Continuation>,
    /// The tables, by their order, that are to take as little height as they can.
    pub tight: BTreeSet<usize>,
    /// The elements of the document so far.
    pub structure: Structure,
}

impl Flow {
    pub fn push(&mut self, slab: Slab) {
        self.slabs.push(slab);
    }
}

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
    pub structure: Structure,
}

/// Places slabs on pages.
struct Pager<'f> {
    flow: &'f Flow,
    pages: Vec<Page>,
    outline: Vec<OutlineEntry>,
    tables: Vec<Span>,
    /// Floats that found no room yet.
    waiting: Vec<&'f Slab>,
    /// The shares of their height that slabs which can be lower take at most, in their order.
    shares: Vec<f64>,
    /// How many of these were placed.
    lowered: usize,
    sheet: Sheet,
    /// From the top of the text area.
    y: f64,
    /// Nothing stands on the page yet.
    fresh: bool,
}

impl<'f> Pager<'f> {
    fn open(&mut self, landscape: bool) {
        self.sheet = if landscape { LANDSCAPE } else { PORTRAIT };
        self.pages.push(Page { width: self.sheet.width, height: self.sheet.height, ..Page::default() });
        self.y = 0.0;
        self.fresh = true;
    }
    fn add(&mut self, marks: &[Mark], tags: &Tags) {
        let dy = self.sheet.top + self.y;
        if let Some(page) = self.pages.last_mut() {
            page.spans.extend(tags.spans(marks, page.marks.len()));
            page.marks.extend(marks.iter().map(|mark| shift(mark, dy)));
        }
    }
    fn fits(&self, height: f64) -> bool {
        self.y + height <= self.sheet.area_height + SLACK
    }
    /// Places a slab, as high as it is or as fits before `reserve` points for what must follow.
    fn place(&mut self, slab: &Slab, reserve: f64) {
        if slab.blank && self.fresh {
            return;
        }
        if let Some((level, title)) = &slab.outline {
            let y = self.sheet.top + self.y;
            self.outline.push(OutlineEntry { level: *level, title: title.clone(), page: self.pages.len() - 1, y });
        }
        let whole = std::iter::once((slab.height, &slab.marks));
        let heights = || whole.clone().chain(slab.lower.iter().map(|(height, marks)| (*height, marks)));
        let share = if slab.lower.is_empty() { 1.0 } else { self.shares.get(self.lowered).copied().unwrap_or(1.0) };
        self.lowered += usize::from(!slab.lower.is_empty());
        let wanted = slab.height * share + SLACK;
        let found = heights().find(|(height, _)| *height <= wanted && self.fits(height + reserve));
        let Some((height, marks)) = found.or_else(|| heights().last()) else { return };
        self.add(marks, &slab.tags);
        self.y += height;
        if slab.snap {
            self.y = ((self.y - SLACK) / LEAD).ceil() * LEAD;
        }
        self.fresh = false;
        self.count_row(slab);
    }
    fn count_row(&mut self, slab: &Slab) {
        let page = self.pages.len() - 1;
        if let Some(span) = slab.table.and_then(|no| self.tables.get_mut(no)) {
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
            self.pages.pop();
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
    fn group(&mut self, group: &'f [Slab]) {
        let Some(first) = group.first() else { return };
        let passes = group.iter().all(|slab| slab.text);
        if first.float && (!self.waiting.is_empty() || !(self.fresh || self.fits(first.least()))) {
            self.waiting.push(first);
            return;
        }
        if !self.waiting.is_empty() && !passes {
            self.flush();
        }
        let height: f64 = group.iter().map(Slab::least).sum();
        let turned = (self.sheet == LANDSCAPE) != first.landscape && !first.blank;
        if turned || (first.new_page && !self.fresh) {
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
/// where that saves a page.
pub fn paginate(flow: &Flow) -> Laid {
    let charts = flow.slabs.iter().filter(|slab| !slab.lower.is_empty()).count();
    let full = placed(flow, vec![1.0; charts]);
    let one = |(chart, share): (usize, f64)| (0..charts).map(|no| if no == chart { share } else { 1.0 }).collect();
    let single = (0..charts).rev().flat_map(|chart| SHARES.map(|share| (chart, share))).map(one);
    let all = SHARES.iter().map(|&share| vec![share; charts]);
    let fewer = single.chain(all).map(|shares| placed(flow, shares)).find(|laid| laid.pages.len() < full.pages.len());
    fewer.unwrap_or(full)
}

fn placed(flow: &Flow, shares: Vec<f64>) -> Laid {
    let mut pager = Pager {
        flow,
        pages: Vec::new(),
        outline: Vec::new(),
        tables: vec![Span::default(); flow.continuations.len()],
        waiting: Vec::new(),
        shares,
        lowered: 0,
        sheet: PORTRAIT,
        y: 0.0,
        fresh: true,
    };
    pager.open(flow.slabs.first().is_some_and(|s| s.landscape));
    let mut i = 0;
    while i < flow.slabs.len() {
        let end = group_end(&flow.slabs, i, pager.pages.len() == 1);
        pager.group(&flow.slabs[i..end]);
        i = end;
    }
    pager.flush();
    Laid { pages: pager.pages, outline: pager.outline, tables: pager.tables, ..Laid::default() }
}

/// The end of the slabs that stand on one page with `start`.
fn group_end(slabs: &[Slab], start: usize, first_page: bool) -> usize {
    let mut end = start + 1;
    let keeps = |slab: &Slab| slab.keep && !(slab.soft && first_page);
    while end < slabs.len() && keeps(&slabs[end - 1]) && !slabs[end].new_page {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::Color;

    fn tagged(tag: f64, height: f64) -> Slab {
        let mark = Mark::Line { from: (tag, 0.0), to: (tag, 1.0), width: 1.0, color: Color::BLACK, dash: None };
        Slab { height, marks: vec![mark], ..Slab::default() }
    }

    fn tags(page: &Page) -> Vec<f64> {
        page.marks.iter().filter_map(|m| if let Mark::Line { from, .. } = m { Some(from.0) } else { None }).collect()
    }

    #[test]
    fn what_is_kept_together_moves_together() {
        let mut flow = Flow::default();
        flow.push(tagged(1.0, 600.0));
        flow.push(Slab { keep: true, ..tagged(2.0, 29.0) });
        flow.push(tagged(3.0, 29.0));
        let pages = paginate(&flow).pages;
        assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0], vec![2.0, 3.0]]);
    }

    #[test]
    fn a_broken_table_repeats_its_head_and_closes_its_foot() {
        let mut flow = Flow::default();
        let (head, foot) = (tagged(90.0, 0.0).marks, tagged(91.0, 0.0).marks);
        flow.continuations.push(Continuation { height: 50.0, head, foot });
        flow.push(tagged(1.0, 50.0));
        for row in 2..=4 {
            flow.push(Slab { table: Some(0), ..tagged(f64::from(row), 250.0) });
        }
        let pages = paginate(&flow).pages;
        assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0, 2.0, 3.0, 91.0], vec![90.0, 4.0]]);
    }

    #[test]
    fn a_group_higher_than_a_page_is_parted_and_space_vanishes_at_the_head() {
        let mut flow = Flow::default();
        flow.push(Slab { keep: true, ..tagged(1.0, 400.0) });
        flow.push(tagged(2.0, 400.0));
        flow.push(Slab { new_page: true, blank: true, height: 30.0, ..Slab::default() });
        flow.push(tagged(3.0, 10.0));
        let pages = paginate(&flow).pages;
        assert_eq!(pages.len(), 3);
        assert!(matches!(pages[2].marks[0], Mark::Line { from: (_, y), .. } if (y - PORTRAIT.top).abs() < 1e-9));
    }

    #[test]
    fn a_turned_sheet_is_a_page_of_its_own() {
        let mut flow = Flow::default();
        flow.push(Slab { landscape: true, ..tagged(1.0, 10.0) });
        flow.push(tagged(2.0, 10.0));
        let pages = paginate(&flow).pages;
        assert_eq!(pages.len(), 2);
        assert!(pages[0].width > pages[0].height && pages[1].width < pages[1].height);
    }

    #[test]
    fn text_passes_a_float_that_does_not_fit_but_no_heading_does() {
        let line = |tag: f64, text: bool| Slab { text, ..tagged(tag, 200.0) };
        let mut flow = Flow::default();
        flow.push(line(1.0, true));
        flow.push(Slab { float: true, ..tagged(90.0, 500.0) });
        flow.push(Slab { float: true, ..tagged(91.0, 100.0) });
        flow.push(line(2.0, true));
        flow.push(line(3.0, false));
        let pages = paginate(&flow).pages;
        assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0, 2.0], vec![90.0, 91.0], vec![3.0]]);
    }

    #[test]
    fn a_slab_takes_the_greatest_height_that_fits() {
        let mut flow = Flow::default();
        flow.push(tagged(1.0, 400.0));
        let lower = [(280.0, 3.0), (230.0, 4.0), (200.0, 5.0)];
        let lower = lower.map(|(height, tag)| (height, tagged(tag, height).marks)).to_vec();
        flow.push(Slab { lower, float: true, ..tagged(2.0, 300.0) });
        let pages = paginate(&flow).pages;
        assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0, 4.0]]);
    }

    #[test]
    fn a_chart_is_lower_where_that_saves_a_page() {
        let mut flow = Flow::default();
        let lower = [250.0, 200.0].map(|height| (height, tagged(height, height).marks)).to_vec();
        flow.push(Slab { lower, ..tagged(300.0, 300.0) });
        flow.push(tagged(1.0, 350.0));
        let saved = paginate(&flow).pages;
        assert_eq!(saved.iter().map(tags).collect::<Vec<_>>(), [vec![250.0, 1.0]]);
        flow.push(tagged(2.0, 350.0));
        let kept = paginate(&flow).pages;
        assert_eq!(kept.iter().map(tags).collect::<Vec<_>>(), [vec![250.0, 1.0], vec![2.0]]);
        flow.push(tagged(3.0, 300.0));
        flow.slabs[2].height = 500.0;
        flow.slabs[1].height = 500.0;
        let kept = paginate(&flow).pages;
        assert_eq!(kept.iter().map(tags).collect::<Vec<_>>()[0], [300.0]);
    }

    #[test]
    fn the_rows_of_a_table_on_its_last_page_are_counted() {
        let mut flow = Flow::default();
        flow.continuations.push(Continuation::default());
        flow.push(tagged(1.0, 50.0));
        for row in 2..=6 {
            flow.push(Slab { table: Some(0), ..tagged(f64::from(row), 200.0) });
        }
        assert_eq!(paginate(&flow).tables, [Span { first: 0, last: 1, rows: 3 }]);
    }
}
