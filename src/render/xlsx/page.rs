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
/// A banner (`草稿　模拟数据`) stands at the head of every page.
pub(super) fn set_page(sheet: &mut Worksheet, landscape: bool, banner: Option<&str>) {
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet
        .set_paper_size(PAPER_A4)
        .set_margins(left, right, top, bottom, header, footer)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer("&C&\"宋体,常规\"&10第&P页 共&N页");
    if let Some(banner) = banner {
        // An ampersand begins a code; a head holds 255 characters.
        let words: String = banner.chars().take(100).collect();
        sheet.set_header(format!("&R&\"宋体,常规\"&9{}", words.replace('&', "&&")));
    }
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

    /// Whether something this high would be cut by the page's end and fits on the next.
    pub(super) fn cuts(self, height: u32) -> bool {
        self.used + height > self.page && height + self.heads <= self.page
    }

    /// Goes on at the top of the next page, below its heads.
    pub(super) fn turn(&mut self) {
        self.used = self.heads;
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
        let mut room = PrintRoom::after(600, 700, 50);
        assert!(!room.cuts(100) && room.cuts(101));
        assert!(!room.cuts(660), "what fits no page stays");
        room.turn();
        assert!(!room.cuts(650));
        // The second page begins with the heads.
        assert!(!PrintRoom::after(710, 700, 50).cuts(640) && PrintRoom::after(710, 700, 50).cuts(641));
        assert!(PrintRoom::after(700 + 650, 700, 50).cuts(1));
    }
}
