//! The plain book: one tidy table a sheet, for programs and for filters.

use super::contents::CONTENTS;
use super::meta::{BookMeta, SheetNames, workbook};
use super::names::DefinedNames;
use super::number::{float, plain_format};
use super::page::{Page, set_page};
use super::release::{Release, contents, link_contents, write_cover};
use super::sheet::{LINE_POINTS, column_index, index, set_height, write_text};
use super::text::{lines, units};
use super::{XlsxError, style};
use crate::model::Decimal;
use rust_xlsxwriter::{Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError as Cause};

/// One table: header in row 1, a record in every row below, no merges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TidySheet {
    pub name: String,
    pub columns: Vec<TidyColumn>,
    /// One value per column.
    pub rows: Vec<Vec<TidyValue>>,
    /// Told on the notes sheet: what a column or a missing-value symbol means.
    pub note_rows: Vec<TidyNote>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TidyColumn {
    pub name: String,
    pub kind: TidyKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TidyKind {
    /// Left, wrapped when long.
    Text,
    /// Right.
    Number,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TidyValue {
    Text(String),
    /// A number and the decimal places it is shown with.
    Number(Decimal, u32),
    Empty,
}

/// `…` means that the number is not known, and the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TidyNote {
    pub item: String,
    pub meaning: String,
}

const NOTES: &str = "说明";
const COVER: &str = "封面";
const LEAST_WIDTH: u32 = 8;
/// Words longer than this wrap; keys and names of files, which have no place to wrap, only where they are longer still.
const MOST_WIDTH: u32 = 40;
const MOST_KEY_WIDTH: u32 = 72;
/// A quotient is kept to its last place and shown to these.
pub(super) const MOST_PLACES: u32 = 4;

/// A book of tidy tables (`data.xlsx`): cover, contents, notes, then a table a sheet. Its header stands in row 1,
/// frozen, with filters; a record a row below, nothing merged, no empty row; numbers as numbers, text as strings; all
/// of it is one table of the spreadsheet, with a name.
///
/// # Errors
/// A table with more rows or columns than a sheet holds, a creation date outside 1900 to 9999.
pub fn tidy_book(sheets: &[TidySheet], meta: &BookMeta, release: &Release) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook(meta)?;
    let mut names = SheetNames::default();
    let [cover, list, notes_name] = [COVER, CONTENTS, NOTES].map(|name| names.name(name));
    let mut tables = DefinedNames::default();
    let named: Vec<(String, String, &TidySheet)> =
        sheets.iter().map(|sheet| (names.name(&sheet.name), tables.of_sheet(&sheet.name), sheet)).collect();
    let mut notes = notes_sheet(meta);
    for (name, _, sheet) in &named {
        take_notes(&mut notes, name, &sheet.note_rows);
    }
    let first = workbook.add_worksheet().set_name(&cover).map_err(XlsxError::on(&cover))?;
    write_cover(first, release, meta).map_err(XlsxError::on(&cover))?;
    let listed = add_sheet(&mut workbook, &list, &contents(&named, release), meta).map_err(XlsxError::on(&list))?;
    link_contents(listed, &named).map_err(XlsxError::on(&list))?;
    add_sheet(&mut workbook, &notes_name, &notes, meta).map_err(XlsxError::on(&notes_name))?;
    for (name, table, sheet) in &named {
        let written = write_sheet(&mut workbook, name, sheet, meta).map_err(XlsxError::on(name))?;
        make_table(written, table, sheet).map_err(XlsxError::on(name))?;
    }
    workbook.save_to_buffer().map_err(XlsxError::on(""))
}

/// Makes a sheet's records a table with a name; one without a record has none.
fn make_table(sheet: &mut Worksheet, name: &str, table: &TidySheet) -> Result<(), Cause> {
    let Some(last) = table.columns.len().checked_sub(1).filter(|_| !table.rows.is_empty()) else { return Ok(()) };
    let head = style::tidy_head();
    let column = |column: &TidyColumn| TableColumn::new().set_header(&column.name).set_header_format(&head);
    let columns: Vec<TableColumn> = table.columns.iter().map(column).collect();
    let look = Table::new().set_name(name).set_style(TableStyle::None).set_columns(&columns);
    sheet.add_table(0, 0, index(table.rows.len()), column_index(last), &look).map(|_| ())
}

/// Puts a sheet's notes on the notes sheet.
pub(super) fn take_notes(notes: &mut TidySheet, name: &str, list: &[TidyNote]) {
    for note in list {
        let texts = [name, &note.item, &note.meaning];
        notes.rows.push(texts.map(|text| TidyValue::Text(text.to_owned())).to_vec());
    }
}

pub(super) fn notes_sheet(meta: &BookMeta) -> TidySheet {
    let column = |name: &str| TidyColumn { name: name.to_owned(), kind: TidyKind::Text };
    let book = [("标题", Some(&meta.title)), ("状态", meta.draft.as_ref()), ("提示", meta.notice.as_ref())];
    let row = |(item, text): (&str, Option<&String>)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(vec![TidyValue::Empty, TidyValue::Text(item.to_owned()), TidyValue::Text(text.clone())])
    };
    TidySheet {
        name: NOTES.to_owned(),
        columns: ["工作表", "项目", "说明"].map(column).to_vec(),
        rows: book.into_iter().filter_map(row).collect(),
        note_rows: Vec::new(),
    }
}

/// A sheet of records with filters.
pub(super) fn add_sheet<'w>(
    workbook: &'w mut Workbook,
    name: &str,
    table: &TidySheet,
    meta: &BookMeta,
) -> Result<&'w mut Worksheet, Cause> {
    let sheet = write_sheet(workbook, name, table, meta)?;
    if let Some(last) = table.columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, index(table.rows.len()), column_index(last))?;
    }
    Ok(sheet)
}

fn write_sheet<'w>(
    workbook: &'w mut Workbook,
    name: &str,
    table: &TidySheet,
    meta: &BookMeta,
) -> Result<&'w mut Worksheet, Cause> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    let widths: Vec<u32> = (0..table.columns.len()).map(|at| width(table, at)).collect();
    let head = style::tidy_head();
    for (i, column) in table.columns.iter().enumerate() {
        sheet.set_column_width(column_index(i), f64::from(widths[i]))?;
        write_text(sheet, 0, column_index(i), &column.name, &head)?;
    }
    let (text, wrapped) = (style::tidy_text(false), style::tidy_text(true));
    for (i, row) in table.rows.iter().enumerate() {
        let mut count = 1;
        for (j, value) in row.iter().take(table.columns.len()).enumerate() {
            let at = (index(i + 1), column_index(j));
            match value {
                TidyValue::Empty => {}
                TidyValue::Number(number, places) => write_number(sheet, at, *number, *places)?,
                TidyValue::Text(words) if words.is_empty() => {}
                TidyValue::Text(words) => {
                    let needed = lines(words, widths[j].saturating_sub(2));
                    count = count.max(needed);
                    write_text(sheet, at.0, at.1, words, if needed > 1 { &wrapped } else { &text })?;
                }
            }
        }
        if count > 1 {
            set_height(sheet, index(i + 1), count * LINE_POINTS)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    // Several pages side by side rather than one that cannot be read.
    let page = Page::for_width(&widths);
    set_page(sheet, page.landscape, meta.banner().as_deref());
    sheet.set_print_fit_to_pages(page.across, 0);
    Ok(sheet)
}

fn write_number(sheet: &mut Worksheet, at: (u32, u16), number: Decimal, places: u32) -> Result<(), Cause> {
    let format = style::tidy_number(&plain_format(places.min(MOST_PLACES)));
    sheet.write_number_with_format(at.0, at.1, float(number), &format).map(|_| ())
}

/// How wide a number is.
pub(super) fn number_units(number: Decimal, places: u32) -> u32 {
    let whole = number.trunc().to_string().len() + usize::from(number.is_sign_negative());
    index(whole) + if places > 0 { places.min(MOST_PLACES) + 1 } else { 0 }
}

/// By header and content, within bounds; room for the filter button beside the header.
fn width(table: &TidySheet, at: usize) -> u32 {
    let header = table.columns.get(at).map_or(0, |column| units(&column.name) + 3);
    let content = table.rows.iter().filter_map(|row| row.get(at)).map(|value| match value {
        TidyValue::Text(text) if text.contains(' ') || !text.is_ascii() => units(text).min(MOST_WIDTH),
        TidyValue::Text(text) => units(text),
        TidyValue::Number(number, places) => number_units(*number, *places),
        TidyValue::Empty => 0,
    });
    (content.max().unwrap_or(0) + 3).max(header).clamp(LEAST_WIDTH, MOST_KEY_WIDTH)
}
