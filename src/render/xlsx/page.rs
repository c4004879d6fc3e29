//! The printed page: paper, margins, and how much fits on it.

use rust_xlsxwriter::Worksheet;

/// ISO A4 in the numbering of spreadsheets.
const PAPER_A4: u8 = 9;
/// Inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.79, 0.79, 0.98, 0.79, 0.4, 0.4];

/// Points of A4 within the margins, upright.
const PRINTED: (u32, u32) = (481, 714);
/// The same, lying.
const PRINTED_LANDSCAPE: (u32, u32) = (728, 467);

/// A4, one page wide, as many pages long as it takes, numbered at the foot.
pub(super) fn set_page(sheet: &mut Worksheet, landscape: bool) {
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet
        .set_paper_size(PAPER_A4)
        .set_margins(left, right, top, bottom, header, footer)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer("&C&\"宋体,常规\"&10第&P页 共&N页");
    if landscape {
        sheet.set_landscape();
    }
}

/// The page a table of these columns is printed on.
pub(super) struct Page {
    pub landscape: bool,
    /// Points of the sheet's rows that fit on one page, after shrinking to one page wide.
    pub height: u32,
}

impl Page {
    pub(super) fn for_width(columns: &[u32]) -> Self {
        // A column of n characters is 7 n + 5 pixels wide; a pixel is three quarters of a point.
        let points: u32 = columns.iter().map(|units| (7 * units + 5) * 3 / 4).sum();
        let landscape = points > PRINTED.0;
        let (width, height) = if landscape { PRINTED_LANDSCAPE } else { PRINTED };
        Self { landscape, height: if points > width { height * points / width } else { height } }
    }
}

/// How much of the current page is taken; heads are repeated on every further one.
#[derive(Clone, Copy)]
pub(super) struct PrintRoom {
    used: u32,
    page: u32,
    heads: u32,
}

impl PrintRoom {
    /// After rows of `points` in all.
    pub(super) fn after(points: u32, page: u32, heads: u32) -> Self {
        let mut room = Self { used: 0, page: page.max(1), heads: heads.min(page / 2) };
        room.take(points);
        room
    }

    /// Uses up `points`, going over to further pages.
    pub(super) fn take(&mut self, points: u32) {
        self.used += points;
        if self.used > self.page {
            let further = (self.page - self.heads).max(1);
            self.used = self.heads + (self.used - self.page - 1) % further + 1;
        }
    }

    /// Points to leave empty so that something this high is not cut by the page's end; none where
    /// it fits, or fits no page.
    pub(super) fn skip_before(self, height: u32) -> u32 {
        let left = self.page.saturating_sub(self.used);
        if height <= left || height + self.heads > self.page { 0 } else { left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_tables_lie_and_shrink() {
        assert!(!Page::for_width(&[78]).landscape);
        let wide = Page::for_width(&[40; 6]);
        assert!(wide.landscape && wide.height > PRINTED_LANDSCAPE.1);
    }

    #[test]
    fn what_does_not_fit_goes_to_the_next_page() {
        let room = PrintRoom::after(600, 700, 50);
        assert_eq!(room.skip_before(100), 0);
        assert_eq!(room.skip_before(101), 100);
        assert_eq!(room.skip_before(660), 0);
        // The second page begins with the heads.
        assert_eq!(PrintRoom::after(710, 700, 50).skip_before(641), 640);
        assert_eq!(PrintRoom::after(700 + 650, 700, 50).skip_before(1), 0);
    }
}
