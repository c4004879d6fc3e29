//! What a book for programs says of itself: cover and contents, before the notes and the tables.

use super::contents::{CONTENTS, link_to};
use super::meta::BookMeta;
use super::page::set_page;
use super::sheet::{LINE_POINTS, set_height, write_text};
use super::style;
use super::text::lines;
use super::tidy::{TidyColumn, TidyKind, TidySheet, TidyValue};
use crate::model::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError as Cause};

/// The words of cover and contents.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Release {
    /// Item and text, top to bottom: office, period, date, state, contact, how to read the book.
    pub cover: Vec<(String, String)>,
    /// Name of a sheet and what it holds.
    pub about: Vec<(String, String)>,
}

/// Widths of items and texts, in characters.
const ITEM: u32 = 14;
const TEXT: u32 = 68;

/// The cover: the title in A1, below it an item a row; nothing merged.
pub(super) fn write_cover(sheet: &mut Worksheet, release: &Release, meta: &BookMeta) -> Result<(), Cause> {
    sheet.set_column_width(0, f64::from(ITEM))?.set_column_width(1, f64::from(TEXT))?;
    write_text(sheet, 0, 0, &meta.title, &style::release_title())?;
    set_height(sheet, 0, 30)?;
    for (row, (item, text)) in (1..).zip(&release.cover) {
        write_text(sheet, row, 0, item, &style::release_item())?;
        write_text(sheet, row, 1, text, &style::tidy_text(true))?;
        set_height(sheet, row, lines(text, TEXT - 2) * LINE_POINTS + 5)?;
    }
    set_page(sheet, false, meta.banner().as_deref());
    sheet.set_screen_gridlines(false);
    Ok(())
}

/// The contents as a table like the others: sheet, what it holds, the name of its table, its records.
pub(super) fn contents(sheets: &[(String, String, &TidySheet)], release: &Release) -> TidySheet {
    let column = |(name, kind): (&str, TidyKind)| TidyColumn { name: name.to_owned(), kind };
    let heads = [
        ("工作表", TidyKind::Text),
        ("内容", TidyKind::Text),
        ("表格名称", TidyKind::Text),
        ("记录数", TidyKind::Number),
    ];
    let row = |(name, table, sheet): &(String, String, &TidySheet)| {
        let about = release.about.iter().find(|(of, _)| *of == sheet.name).map_or("", |(_, about)| about);
        let texts = [name.as_str(), about, table].map(|text| TidyValue::Text(text.to_owned()));
        texts.into_iter().chain([TidyValue::Number(Decimal::from(sheet.rows.len()), 0)]).collect()
    };
    TidySheet {
        name: CONTENTS.to_owned(),
        columns: heads.into_iter().map(column).collect(),
        rows: sheets.iter().map(row).collect(),
        note_rows: Vec::new(),
    }
}

/// Makes the names in the first column of the contents lead to their sheets.
pub(super) fn link_contents(sheet: &mut Worksheet, sheets: &[(String, String, &TidySheet)]) -> Result<(), Cause> {
    for (row, (name, ..)) in (1..).zip(sheets) {
        let link = link_to(name);
        sheet.write_url_with_options(row, 0, link.as_str(), name, "", Some(&style::source_link()))?;
    }
    Ok(())
}
