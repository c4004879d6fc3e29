//! What stands at the foot of the last page does not stand there alone: where no page has room for it, the end of the
//! text comes with it.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::{Flow, Laid, Slab, placed};

impl Laid {
    /// What stands at the foot began a page, be it with the end of the text.
    pub fn alone(&self) -> bool {
        self.foot_apart || self.joined
    }

    /// Worse is more: alone, on the face of a leaf, with an end of the text that was moved, many pages.
    pub fn ill(&self) -> (bool, bool, bool, usize) {
        let pages = self.pages.len();
        (self.foot_apart, pages > 1 && !pages.is_multiple_of(2), self.joined, pages)
    }
}

/// Lines of text that come at least; or a row of a table, with those that are kept with it, or a chart.
const TEXT_LINES: usize = 2;

/// The pages with the least of the end of the text moved to the page of what stands at the foot; none where nothing can
/// be moved, or would take a page more.
pub fn joined(flow: &Flow, shares: &[f64], apart: &Laid) -> Option<Laid> {
    let foot = flow.slabs.iter().position(|slab| slab.foot.is_some())?;
    let room = apart.pages.last()?.height;
    let mut height = flow.slabs.get(foot)?.height;
    let (mut lines, mut enough) = (0, false);
    for at in (1..foot).rev() {
        let slab = &flow.slabs[at];
        height += slab.least();
        lines += usize::from(slab.text);
        enough |= lines >= TEXT_LINES || slab.table.is_some() || slab.float;
        if slab.new_page || height > room {
            return None;
        }
        if enough && begins(&flow.slabs[at - 1], slab) && !tears(&flow.slabs[..=at]) {
            let laid = placed(flow, shares, Some(at));
            if laid.joined && !laid.foot_apart && laid.pages.len() <= apart.pages.len() {
                return Some(laid);
            }
        }
    }
    None
}

/// A table that would else stand on one page is parted only where so many of its rows stay: half of a short table on each
/// of two empty pages is worse than a page without text.
const ROWS_STAY: usize = 12;

/// Whether a page that begins with the last of these slabs would part a short table.
fn tears(slabs: &[Slab]) -> bool {
    let Some((slab, before)) = slabs.split_last() else { return false };
    let above = before.iter().rev().take_while(|one| one.table.is_some() && one.table == slab.table).count();
    before.last().is_some_and(|one| one.whole) && slab.table.is_some() && above < ROWS_STAY
}

/// Whether a page may begin with a slab.
fn begins(before: &Slab, slab: &Slab) -> bool {
    !slab.blank && !before.keep
}
