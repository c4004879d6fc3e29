//! A file read by a form, with what must hold of every value whatever the file is.

use super::{book, templates};
use yuebao::catalog::Catalog;
use yuebao::finding::Lang;
use yuebao::ingest::{Entry, Grid, InputFile, LooseReading, Workbook, read_loose, read_workbook, settle};
use yuebao::model::{Cell, Decimal, Month, Source, Value};

/// Reads a file by the form of the catalogue, twice. The name of the file says nothing.
pub fn read(catalog: &Catalog, bytes: &[u8]) -> LooseReading {
    let file = InputFile {
        path: "a.csv".into(),
        month: Month::new(1900, 1).expect("a month"),
        sha256: "".into(),
        bytes: bytes.into(),
    };
    let form = templates::form(catalog);
    let reading = read_loose(catalog, form, &file, &|| false);
    let again = read_loose(catalog, form, &file, &|| false);
    assert!(reading.entries == again.entries && reading.findings == again.findings, "reading twice is the same");
    let found = read_workbook(bytes, &catalog.bounds, &|| false);
    assert_eq!(reading.readable, found.is_ok());
    for finding in &reading.findings {
        assert!(!finding.headline(Lang::Zh).is_empty() && !finding.headline(Lang::En).is_empty());
        assert!(!finding.id().is_empty() && !finding.advice(Lang::Zh).is_empty());
    }
    match found {
        Ok(book) => {
            assert_entries(catalog, &book, &reading);
            let late = read_loose(catalog, form, &file, &|| true);
            assert!(!late.readable && late.entries.is_empty() && late.findings.len() == 1, "read in part");
        }
        Err(_) => assert!(reading.entries.is_empty() && reading.findings.len() == 1),
    }
    reading
}

fn assert_entries(catalog: &Catalog, book: &Workbook, reading: &LooseReading) {
    for entry in &reading.entries {
        let named = |sheet: &&Grid| sheet.name == entry.source.sheet && !sheet.hidden;
        let mut sheets = book.sheets.iter().filter(named).peekable();
        assert!(sheets.peek().is_some(), "a value of no sheet: {entry:?}");
        // Two sheets may bear one name; it is of one of them.
        assert!(sheets.any(|sheet| stands_in(sheet, entry)), "a value of no cell: {entry:?}");
    }
    let mut findings = Vec::new();
    let settled = settle(catalog, reading.entries.clone(), &mut findings);
    assert!(settled.iter().all(|entry| reading.entries.iter().any(|read| read.source.cell == entry.source.cell)));
}

fn stands_in(sheet: &Grid, entry: &Entry) -> bool {
    let cell = entry.source.cell;
    let right = sheet.cells.keys().map(|cell| cell.column).max().unwrap_or(0);
    let (last_row, last_column) = book_end(sheet, right);
    if cell.row > last_row + 1 || cell.column > last_column + 1 {
        return false;
    }
    if let Some(last) = entry.last {
        return last.row >= cell.row && last.row <= sheet.last_row() && is_made_of(sheet, entry, last);
    }
    is_read_from(sheet, &entry.source, entry.value)
}

/// What a value was read from stands in its cell, and makes the number; an empty cell makes none.
pub fn is_read_from(sheet: &Grid, source: &Source, value: Value) -> bool {
    match sheet.get(source.cell.row, source.cell.column) {
        Some(found) => *source.raw == found.raw() && is_written(&found.raw(), value),
        None => source.raw.is_empty() && (matches!(value, Value::Missing(_)) || is_zero(value)),
    }
}

fn is_zero(value: Value) -> bool {
    matches!(value, Value::Number(number) if number.is_zero())
}

/// The last row and column of a sheet, merged ranges included.
fn book_end(sheet: &Grid, right: u32) -> (u32, u32) {
    let row = sheet.merges.iter().map(|merge| merge.last.row).max().unwrap_or(0);
    let column = sheet.merges.iter().map(|merge| merge.last.column).max().unwrap_or(0);
    (sheet.last_row().max(row), right.max(column))
}

/// What was counted is no more than there are rows; what was summed has cells with figures.
fn is_made_of(sheet: &Grid, entry: &Entry, last: Cell) -> bool {
    let Value::Number(number) = entry.value else { return true };
    let rows = Decimal::from(last.row - entry.source.cell.row + 1);
    let mut inside = sheet.cells_between(entry.source.cell.row, last.row + 1);
    number.is_zero() || (number.is_integer() && number <= rows) || inside.any(|(_, cell)| has_figure(&cell.raw()))
}

/// A number is never made up: what stands in the cell has a figure, and where it is nothing but figures, these ones.
fn is_written(raw: &str, value: Value) -> bool {
    let Value::Number(number) = value else { return true };
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | ' ');
    if raw.chars().all(plain) && !raw.trim().is_empty() {
        return figures(raw) == figures(&number.to_string())
            && raw.trim().starts_with('-') == number.is_sign_negative()
            || number.is_zero() && figures(raw).is_empty();
    }
    has_figure(raw)
}

/// The figures that matter: without the point, the sign, and zeros at either end.
fn figures(text: &str) -> String {
    let all: String = text.chars().filter(char::is_ascii_digit).collect();
    all.trim_matches('0').to_owned()
}

const NUMERALS: &str = "〇零○◯一壹二两贰兩貳三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億";

pub fn has_figure(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric() || NUMERALS.contains(c) || ('\u{2e80}'..='\u{2fdf}').contains(&c))
}

/// The bounds of these readings.
pub fn bounds() -> yuebao::catalog::Bounds {
    book::bounds()
}
