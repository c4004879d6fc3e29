//! The contents of the official book: a link to every sheet, and how the book is read.

use super::meta::BookMeta;
use super::page::set_page;
use super::sheet::{LINE_POINTS, index, set_height, write_area, write_text};
use super::style;
use super::text::lines;
use crate::document::{Table, plain_text};
use rust_xlsxwriter::{Worksheet, XlsxError as Cause};

pub(super) const CONTENTS: &str = "目录";
/// Width of the number, the title and the sheet's name, in characters.
const WIDTHS: [u32; 3] = [8, 50, 20];

/// The contents on their sheet. `notes` stand below.
pub(super) fn write_contents(
    sheet: &mut Worksheet,
    tables: &[(String, &Table)],
    meta: &BookMeta,
    notes: &[String],
) -> Result<(), Cause> {
    for (column, width) in (0..).zip(WIDTHS) {
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
    for (i, (target, table)) in tables.iter().enumerate() {
        row += 1;
        sheet.write_number_with_format(row, 0, index(i + 1), &style::ordinal(row == last))?;
        let (link, title) = (link_to(target), plain_text(&table.title));
        let title = if title.is_empty() { target.clone() } else { title };
        sheet.set_row_height(row, 20)?;
        set_height(sheet, row, lines(&title, WIDTHS[1] - 1) * LINE_POINTS + 5)?;
        for (column, text) in [(1, title.as_str()), (2, target)] {
            sheet.write_url_with_options(row, column, link.as_str(), text, "", Some(&style::link(row == last)))?;
        }
    }
    let room = WIDTHS.iter().sum::<u32>() * 9 / 8;
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
