//! The contents of the official book: a link to every sheet, and how the book is read.

use super::meta::BookMeta;
use super::page::set_page;
use super::sheet::{LINE_POINTS, index, set_height, write_area, write_text};
use super::style;
use super::text::{lines, units};
use crate::document::{Table, plain_text};
use rust_xlsxwriter::{Worksheet, XlsxError as Cause};

pub(super) const CONTENTS: &str = "目录";
/// Width of the number, the title and the sheet's name, in characters; the last two grow with the longest one.
const WIDTHS: [u32; 3] = [8, 50, 20];
/// A longer title than this wraps.
const MOST_TITLE: u32 = 76;
/// The longest name of a sheet.
const MOST_NAME: u32 = 64;

/// The contents on their sheet. `notes` stand below.
pub(super) fn write_contents(
    sheet: &mut Worksheet,
    tables: &[(String, &Table)],
    meta: &BookMeta,
    notes: &[String],
) -> Result<(), Cause> {
    let title_of = |(target, table): &(String, &Table)| {
        let title = plain_text(&table.title);
        if title.is_empty() { target.clone() } else { title }
    };
    let longest = tables.iter().map(|one| units(&title_of(one)) + 3).max().unwrap_or(0);
    let name = tables.iter().map(|(target, _)| units(target) + 2).max().unwrap_or(0);
    let widths = [WIDTHS[0], longest.clamp(WIDTHS[1], MOST_TITLE), name.clamp(WIDTHS[2], MOST_NAME)];
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, f64::from(width))?;
    }
    write_area(sheet, (0, 0), (0, 2), &meta.title, &style::title())?;
    sheet.set_row_height(0, 34)?;
    let mut row = 1;
    if let Some(banner) = meta.banner() {
        write_area(sheet, (row, row), (0, 2), &banner, &style::banner())?;
        sheet.set_row_height(row, 20)?;
        row += 1;
    }
    sheet.set_row_height(row, 22)?;
    let (heads, last) = (row, index(tables.len()) + row);
    for (column, head) in (0..).zip(["序号", CONTENTS, "工作表"]) {
        write_text(sheet, row, column, head, &style::head(true, tables.is_empty()))?;
    }
    for (i, one) in tables.iter().enumerate() {
        row += 1;
        sheet.write_number_with_format(row, 0, index(i + 1), &style::ordinal(row == last))?;
        let (target, title) = (&one.0, title_of(one));
        let (link, count) = (link_to(target), lines(&title, widths[1] - 1));
        sheet.set_row_height(row, 20)?;
        set_height(sheet, row, count * LINE_POINTS + 5)?;
        // A link is one word to some programs: one that wraps would be cut.
        if count > 1 {
            write_text(sheet, row, 1, &title, &style::listed(row == last))?;
        }
        for (column, text) in [(1, title.as_str()), (2, target)].into_iter().skip(usize::from(count > 1)) {
            sheet.write_url_with_options(row, column, link.as_str(), text, "", Some(&style::link(row == last)))?;
        }
    }
    let room = widths.iter().sum::<u32>() * 9 / 8;
    for note in notes {
        row += 1;
        write_area(sheet, (row, row), (0, 2), note, &style::note())?;
        set_height(sheet, row, lines(note, room) * 13 + 4)?;
    }
    set_page(sheet, false, meta.banner().as_deref());
    sheet.set_repeat_rows(heads, heads)?.set_freeze_panes(heads + 1, 0)?.set_screen_gridlines(false);
    sheet.set_print_area(0, 0, row, 2)?;
    Ok(())
}

/// The top of a sheet of this book.
pub(super) fn link_to(sheet: &str) -> String {
    format!("internal:'{}'!A1", sheet.replace('\'', "''"))
}
