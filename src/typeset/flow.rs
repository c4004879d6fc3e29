//! From slabs to pages: what stays together, where a page ends, what a broken table repeats.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::geometry::{LANDSCAPE, LEAD, PORTRAIT, Sheet};
use super::{OutlineEntry, shift};
use crate::canvas::{Mark, Page};

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
}

impl Flow {
    pub fn push(&mut self, slab: Slab) {
        self.slabs.push(slab);
    }
}

/// Places slabs on pages.
struct Pager {
    pages: Vec<Page>,
    outline: Vec<OutlineEntry>,
    sheet: Sheet,
    /// From the top of the text area.
    y: f64,
    /// Nothing stands on the page yet.
    fresh: bool,
}

impl Pager {
    fn open(&mut self, landscape: bool) {
        self.sheet = if landscape { LANDSCAPE } else { PORTRAIT };
        self.pages.push(Page { width: self.sheet.width, height: self.sheet.height, marks: Vec::new() });
        self.y = 0.0;
        self.fresh = true;
    }
    fn add(&mut self, marks: &[Mark]) {
        let dy = self.sheet.top + self.y;
        if let Some(page) = self.pages.last_mut() {
            page.marks.extend(marks.iter().map(|mark| shift(mark, dy)));
        }
    }
    fn fits(&self, height: f64) -> bool {
        self.y + height <= self.sheet.area_height + SLACK
    }
    fn place(&mut self, slab: &Slab) {
        if slab.blank && self.fresh {
            return;
        }
        if let Some((level, title)) = &slab.outline {
            let y = self.sheet.top + self.y;
            self.outline.push(OutlineEntry { level: *level, title: title.clone(), page: self.pages.len() - 1, y });
        }
        self.add(&slab.marks);
        self.y += slab.height;
        if slab.snap {
            self.y = ((self.y - SLACK) / LEAD).ceil() * LEAD;
        }
        self.fresh = false;
    }
}

/// The pages of a flow and its bookmarks.
pub fn paginate(flow: &Flow) -> (Vec<Page>, Vec<OutlineEntry>) {
    let mut pager = Pager { pages: Vec::new(), outline: Vec::new(), sheet: PORTRAIT, y: 0.0, fresh: true };
    pager.open(flow.slabs.first().is_some_and(|s| s.landscape));
    let mut i = 0;
    while i < flow.slabs.len() {
        let end = group_end(&flow.slabs, i, pager.pages.len() == 1);
        let group = &flow.slabs[i..end];
        let height: f64 = group.iter().map(|s| s.height).sum();
        let turned = (pager.sheet == LANDSCAPE) != group[0].landscape && !group[0].blank;
        if turned || (group[0].new_page && !pager.fresh) {
            turn(&mut pager, flow, i, turned);
        } else if !pager.fresh && !group[0].blank && !pager.fits(height) {
            turn(&mut pager, flow, i, false);
        }
        for (offset, slab) in group.iter().enumerate() {
            // A group higher than a page is parted where it must be.
            if !pager.fresh && !slab.blank && !pager.fits(slab.height) {
                turn(&mut pager, flow, i + offset, false);
            }
            pager.place(slab);
        }
        i = end;
    }
    (pager.pages, pager.outline)
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

/// Begins a page before slab `i`.
fn turn(pager: &mut Pager, flow: &Flow, i: usize, turned: bool) {
    let slab = &flow.slabs[i];
    let continuation = slab.table.and_then(|no| flow.continuations.get(no));
    if let Some(continuation) = continuation {
        pager.add(&continuation.foot);
    }
    if pager.fresh && turned {
        pager.pages.pop();
    }
    pager.open(slab.landscape);
    if let Some(continuation) = continuation {
        pager.add(&continuation.head);
        pager.y = continuation.height;
        pager.fresh = false;
    }
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
        let (pages, _) = paginate(&flow);
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
        let (pages, _) = paginate(&flow);
        assert_eq!(pages.iter().map(tags).collect::<Vec<_>>(), [vec![1.0, 2.0, 3.0, 91.0], vec![90.0, 4.0]]);
    }

    #[test]
    fn a_group_higher_than_a_page_is_parted_and_space_vanishes_at_the_head() {
        let mut flow = Flow::default();
        flow.push(Slab { keep: true, ..tagged(1.0, 400.0) });
        flow.push(tagged(2.0, 400.0));
        flow.push(Slab { new_page: true, blank: true, height: 30.0, ..Slab::default() });
        flow.push(tagged(3.0, 10.0));
        let (pages, _) = paginate(&flow);
        assert_eq!(pages.len(), 3);
        assert!(matches!(pages[2].marks[0], Mark::Line { from: (_, y), .. } if (y - PORTRAIT.top).abs() < 1e-9));
    }

    #[test]
    fn a_turned_sheet_is_a_page_of_its_own() {
        let mut flow = Flow::default();
        flow.push(Slab { landscape: true, ..tagged(1.0, 10.0) });
        flow.push(tagged(2.0, 10.0));
        let (pages, _) = paginate(&flow);
        assert_eq!(pages.len(), 2);
        assert!(pages[0].width > pages[0].height && pages[1].width < pages[1].height);
    }
}
