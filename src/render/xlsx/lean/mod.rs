//! A small workbook: placed cells, few looks, nothing else. A folder of thousands stays small, and every number is
//! written as the decimal it is.

mod parts;

use super::XlsxError;
use super::heads::head_cells;
use crate::document::{Align, BlankBook, BlankContent, BlankSheet, Column, Look};
use crate::model::{Cell, Decimal};
use crate::render::xml::{content, escaped};
use parts::{CONTENT_TYPES_END, CONTENT_TYPES_START, RELATIONS, STYLES};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The cells of a book and their looks; no protection, no checks, no drop-downs.
///
/// # Errors
/// The package cannot be written.
pub fn lean_book(book: &BlankBook) -> Result<Vec<u8>, XlsxError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut file = |name: &str, text: &str| -> Result<(), XlsxError> {
        zip.start_file(name, options).map_err(|error| XlsxError::package(name, &error))?;
        zip.write_all(text.as_bytes()).map_err(|error| XlsxError::package(name, &error))
    };
    let (mut types, mut sheets, mut relations) = (CONTENT_TYPES_START.to_owned(), String::new(), String::new());
    for (number, sheet) in (1..).zip(&book.sheets) {
        let _ = write!(
            types,
            "<Override PartName=\"/xl/s{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let name = escaped(super::meta::cut(&sheet.name, 31));
        let _ = write!(sheets, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        let _ = write!(
            relations,
            "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"s{number}.xml\"/>"
        );
    }
    types.push_str(CONTENT_TYPES_END);
    let mut strings = Strings::default();
    let worksheets: Vec<String> = book.sheets.iter().map(|sheet| worksheet(sheet, &mut strings)).collect();
    file("[Content_Types].xml", &types)?;
    file("_rels/.rels", RELATIONS)?;
    file("xl/workbook.xml", &parts::workbook(&sheets))?;
    file("xl/_rels/workbook.xml.rels", &parts::workbook_relations(&relations))?;
    file("xl/styles.xml", STYLES)?;
    file("xl/sharedStrings.xml", &strings.xml())?;
    for (number, sheet) in (1..).zip(&worksheets) {
        file(&format!("xl/s{number}.xml"), sheet)?;
    }
    let done = zip.finish().map_err(|error| XlsxError::package("", &error))?;
    Ok(done.into_inner())
}

/// The texts of a book, each once.
#[derive(Default)]
struct Strings {
    places: BTreeMap<String, usize>,
    items: Vec<String>,
}

impl Strings {
    fn place(&mut self, words: &str) -> usize {
        if let Some(place) = self.places.get(words) {
            return *place;
        }
        let keep = words.trim() != words || words.contains('\n');
        let space = if keep { " xml:space=\"preserve\"" } else { "" };
        self.items.push(format!("<si><t{space}>{}</t></si>", content(words)));
        self.places.insert(words.to_owned(), self.items.len() - 1);
        self.items.len() - 1
    }

    fn xml(&self) -> String {
        format!(
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{}</sst>",
            self.items.concat()
        )
    }
}

/// What stands in a cell, as far as a file says it.
enum Content {
    Nothing,
    Text(usize),
    Number(Decimal),
}

/// The place of a look among [`STYLES`].
fn style(look: Look) -> u8 {
    match look {
        Look::Banner | Look::Title => 1,
        Look::Notice | Look::LineCenter => 2,
        Look::LineLeft | Look::Note => 0,
        Look::Label | Look::Part => 3,
        Look::Input => 5,
        _ => 4,
    }
}

/// How a sheet begins.
const WORKSHEET: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols>";

fn worksheet(sheet: &BlankSheet, strings: &mut Strings) -> String {
    let mut cells: BTreeMap<Cell, (u8, Content)> = BTreeMap::new();
    let mut merges = Vec::new();
    for heads in &sheet.heads {
        let column = |path: &Vec<String>| Column { heads: path.clone(), align: Align::Center, weight: 1 };
        let columns: Vec<Column> = heads.paths.iter().map(column).collect();
        let at = |row: usize, column: usize| Cell::new(heads.at.row + index(row), heads.at.column + index(column));
        for head in head_cells(&columns) {
            let (from, to) = (at(head.rows.0, head.columns.0), at(head.rows.1, head.columns.1));
            // Every cell of a merged head has its frame.
            for row in from.row..=to.row {
                for column in from.column..=to.column {
                    cells.insert(Cell::new(row, column), (4, Content::Nothing));
                }
            }
            cells.insert(from, (4, Content::Text(strings.place(&head.text))));
            merges.extend((from != to).then_some((from, to)));
        }
    }
    for cell in &sheet.cells {
        let content = match &cell.content {
            BlankContent::Text(words) => Content::Text(strings.place(words)),
            BlankContent::Number { value, .. } => Content::Number(*value),
            BlankContent::Day(day) => Content::Text(strings.place(&day.to_string())),
            BlankContent::Empty | BlankContent::Joined(_) => Content::Nothing,
        };
        cells.insert(cell.from, (style(cell.look), content));
        merges.extend((cell.from != cell.to).then_some((cell.from, cell.to)));
    }
    let mut out = WORKSHEET.to_owned();
    columns(&mut out, sheet);
    out.push_str("</cols><sheetData>");
    rows(&mut out, &cells);
    out.push_str("</sheetData>");
    if !merges.is_empty() {
        let _ = write!(out, "<mergeCells count=\"{}\">", merges.len());
        merges.iter().for_each(|(from, to)| {
            let _ = write!(out, "<mergeCell ref=\"{from}:{to}\"/>");
        });
        out.push_str("</mergeCells>");
    }
    out.push_str("</worksheet>");
    out
}

/// Neighbours of one width share an entry.
fn columns(out: &mut String, sheet: &BlankSheet) {
    let mut first = 0;
    while let Some(column) = sheet.columns.get(first) {
        let same = sheet.columns.iter().skip(first).take_while(|other| other.least == column.least).count();
        let (from, to, width) = (first + 1, first + same, column.least);
        let _ = write!(out, "<col min=\"{from}\" max=\"{to}\" width=\"{width}\" customWidth=\"1\"/>");
        first += same;
    }
}

/// A cell right of the one before needs no address: it is the larger part of what does not pack.
fn rows(out: &mut String, cells: &BTreeMap<Cell, (u8, Content)>) {
    let mut next: Option<Cell> = None;
    for (cell, (style, content)) in cells {
        if next.is_none_or(|next| next.row != cell.row) {
            out.push_str(if next.is_some() { "</row>" } else { "" });
            let _ = write!(out, "<row r=\"{}\">", cell.row + 1);
            next = Some(Cell::new(cell.row, 0));
        }
        out.push_str("<c");
        if next != Some(*cell) {
            let _ = write!(out, " r=\"{cell}\"");
        }
        let _ = match content {
            Content::Nothing => write!(out, " s=\"{style}\"/>"),
            Content::Text(place) => write!(out, " s=\"{style}\" t=\"s\"><v>{place}</v></c>"),
            Content::Number(value) => write!(out, " s=\"{style}\"><v>{value}</v></c>"),
        };
        next = Some(Cell::new(cell.row, cell.column + 1));
    }
    out.push_str(if next.is_some() { "</row>" } else { "" });
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlankCell, BlankColumn, BlankHeads};

    #[test]
    fn cells_stand_where_they_are_put_and_the_bytes_are_the_same_every_time() {
        let cell = |row, column, content| {
            let at = Cell::new(row, column);
            BlankCell { from: at, to: at, look: Look::Input, content, input: None }
        };
        let sheet = BlankSheet {
            name: "表<1>".to_owned(),
            columns: vec![BlankColumn { least: 20, most: 20 }],
            heads: vec![BlankHeads {
                at: Cell::new(0, 0),
                paths: vec![vec!["a".into()], vec!["b".into(), "c".into()]],
            }],
            cells: vec![
                cell(3, 1, BlankContent::Number { value: "0.10".parse().unwrap(), places: 2 }),
                cell(2, 0, BlankContent::Text("x & y".to_owned())),
            ],
            ..BlankSheet::default()
        };
        let mut strings = Strings::default();
        let xml = worksheet(&sheet, &mut strings);
        assert!(xml.contains("<row r=\"3\"><c s=\"5\" t=\"s\"><v>3</v></c></row>"), "{xml}");
        assert!(strings.xml().contains("<si><t>x &amp; y</t></si>"));
        assert!(
            xml.contains("<c r=\"B4\" s=\"5\"><v>0.10</v></c>") && xml.contains("<mergeCell ref=\"A1:A2\"/>"),
            "{xml}"
        );
        let book = BlankBook { sheets: vec![sheet], identity: Vec::new() };
        assert_eq!(lean_book(&book).unwrap(), lean_book(&book).unwrap());
    }
}
