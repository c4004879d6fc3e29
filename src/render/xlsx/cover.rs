//! The cover of a book.

use super::cover_style as look;
use super::page::set_page;
use super::sheet::{index, set_height, write_text};
use rust_xlsxwriter::{Format, Worksheet, XlsxError as Cause};

/// What the cover of a book says, line by line; what is empty is left out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cover {
    /// `草稿`, `定稿`; in a corner.
    pub state: String,
    pub title: String,
    /// `统计表`, under the title.
    pub kind: String,
    pub period: String,
    pub office: String,
    pub date: String,
    /// `模拟数据，仅供演示`
    pub notice: String,
}

/// Width of the cover's one column, in characters: an upright page.
const WIDTH: u32 = 78;
/// Points of empty rows: above the title, between title and office.
const ABOVE: u32 = 130;
const BETWEEN: u32 = 250;

/// One upright page, a line a row, nothing merged.
pub(super) fn write_cover(sheet: &mut Worksheet, cover: &Cover) -> Result<(), Cause> {
    sheet.set_column_width(0, f64::from(WIDTH))?;
    // A line of the title at its size holds some fourteen characters.
    let title = 44 * super::text::lines(&cover.title, 28);
    let rows: [(&str, Format, u32); 9] = [
        (&cover.state, look::state(), 24),
        ("", look::line(), ABOVE),
        (&cover.title, look::title(), title),
        (&cover.kind, look::kind(), 44),
        (&cover.period, look::line(), 36),
        ("", look::line(), BETWEEN),
        (&cover.office, look::office(), 32),
        (&cover.date, look::line(), 28),
        (&cover.notice, look::notice(), 44),
    ];
    let last = index(rows.len()) - 1;
    for (row, (text, format, points)) in (0..).zip(rows) {
        set_height(sheet, row, points)?;
        if !text.is_empty() {
            write_text(sheet, row, 0, text, &format)?;
        }
    }
    set_page(sheet, false, None);
    sheet.set_footer("").set_print_fit_to_pages(1, 1).set_screen_gridlines(false);
    sheet.set_print_area(0, 0, last, 0)?;
    Ok(())
}
