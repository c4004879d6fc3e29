//! The printed page: paper, margins, and how much fits on it.

use rust_xlsxwriter::Worksheet;

/// ISO A4 in the numbering of spreadsheets.
const PAPER_A4: u8 = 9;
/// Inches: at the sides of an upright page and of a lying one; top, bottom, header, footer.
const SIDES: [f64; 2] = [0.79, 0.59];
const MARGINS: [f64; 4] = [0.98, 0.79, 0.4, 0.4];

/// Points of A4 within the margins, upright.
const PRINTED: (u32, u32) = (481, 714);
/// The same, lying.
const PRINTED_LANDSCAPE: (u32, u32) = (757, 467);

/// A4, one page wide, as many pages long as it takes, numbered at the foot.
/// A banner (`草稿　模拟数据`) stands at the head of every page.
pub(super) fn set_page(sheet: &mut Worksheet, landscape: bool, banner: Option<&str>) {
    let [top, bottom, header, footer] = MARGINS;
    let side = SIDES[usize::from(landscape)];
    sheet
        .set_paper_size(PAPER_A4)
        .set_margins(side, side, top, bottom, header, footer)
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

/// The page a table is printed on.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub landscape: bool,
    /// Points of the sheet's rows that fit on one page, after shrinking to its width.
    pub height: u32,
    /// What it is shrunk to for its width, in hundredths.
    scale: u32,
    /// Pages side by side: more than one where a table shrunk to one could not be read.
    pub across: u16,
}

/// The least that a page is shrunk to, in hundredths: what would be smaller takes two pages side by side.
const LEAST_SCALE: u32 = 67;
/// The same, so that a table and its charts share a page.
const CHART_SCALE: u32 = 68;
/// A page may be shrunk to this where that saves a table from breaking.
const SAVING_SCALE: u32 = 72;
/// A table that stands upright at this is not laid down.
const UPRIGHT_SCALE: u32 = 85;

impl Page {
    pub(super) fn for_width(columns: &[u32]) -> Self {
        let points = printed_width(columns);
        let landscape = points > PRINTED.0;
        Self::of(points, landscape)
    }

    /// The page of a table whose rows take `height` points: lying where it is too wide, but upright where it need not be
    /// shrunk much, or would lie smaller or broken.
    pub(super) fn for_table(columns: &[u32], height: u32) -> Self {
        let points = printed_width(columns);
        let (upright, lying) = (Self::of(points, false), Self::of(points, true));
        // Lying, whole: how small it gets; nothing where it breaks.
        let lies_at = match height {
            _ if height <= lying.height => lying.scale,
            _ if lying.takes_in(height) => lying.scale * lying.height / height,
            _ => 0,
        };
        let least = lies_at.clamp(SAVING_SCALE, UPRIGHT_SCALE);
        let upright_serves = upright.across == 1 && upright.scale >= least;
        if points <= PRINTED.0 || upright_serves { upright } else { lying }
    }

    fn of(points: u32, landscape: bool) -> Self {
        let (width, height) = if landscape { PRINTED_LANDSCAPE } else { PRINTED };
        let across = (points * LEAST_SCALE).div_ceil(width * 100).max(1);
        let wide = (points / across).max(width);
        let across = u16::try_from(across).unwrap_or(u16::MAX);
        Self { landscape, height: height * wide / width, across, scale: width * 100 / wide.max(1) }
    }

    /// Whether rows of `height` points are a little too high for one page, and shrunk to it.
    pub(super) fn takes_in(self, height: u32) -> bool {
        self.shrinks_to(height, SAVING_SCALE)
    }

    /// The same of a table with its charts below, which belong on one page.
    pub(super) fn takes_in_charts(self, height: u32) -> bool {
        self.shrinks_to(height, CHART_SCALE)
    }

    fn shrinks_to(self, height: u32, least: u32) -> bool {
        let fits = height.saturating_mul(least) <= self.height.saturating_mul(self.scale);
        self.across == 1 && height > self.height && fits
    }

    /// Sets the sheet up for this page.
    pub(super) fn set(self, sheet: &mut Worksheet, height: u32, banner: Option<&str>) {
        set_page(sheet, self.landscape, banner);
        sheet.set_print_fit_to_pages(self.across, u16::from(self.takes_in(height)));
    }
}

/// Points across columns: one of n characters is 7 n + 5 pixels wide, a pixel three quarters of a point.
fn printed_width(columns: &[u32]) -> u32 {
    columns.iter().map(|units| (7 * units + 5) * 3 / 4).sum()
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
        let wide = Page::for_width(&[30; 6]);
        assert!(wide.landscape && wide.height > PRINTED_LANDSCAPE.1);
    }

    #[test]
    fn a_long_table_stands_where_it_hardly_shrinks_and_a_very_wide_one_takes_two_pages() {
        // 560 points: an upright page at 85 per cent.
        let long = Page::for_table(&[10; 10], 700);
        assert!(!long.landscape && long.height > PRINTED.1 && long.across == 1);
        assert!(!Page::for_table(&[10; 10], 300).landscape, "and it stands where it is short");
        // 672 points: an upright page at 71 per cent, a lying one as it is; 616 points: at 78, but lying at 73.
        assert!(Page::for_table(&[10; 12], 300).landscape, "what would stand small lies");
        assert!(!Page::for_table(&[10; 11], 637).landscape, "what would lie smaller stands");
        let wide = Page::for_table(&[10; 30], 3000);
        // 1680 points: two pages of 757 at 90 per cent.
        assert_eq!((wide.landscape, wide.across), (true, 2));
    }

    #[test]
    fn a_page_takes_in_a_few_more_rows() {
        let page = Page::for_table(&[78], 0);
        let height = page.height;
        assert!(!page.takes_in(height) && page.takes_in(height + 60) && !page.takes_in(height * 2));
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
