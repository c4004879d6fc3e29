//! A small workbook: placed cells, few looks, nothing else. A folder of thousands stays small, and every number is
//! written as the decimal it is.

mod parts;

use super::heads::head_cells;
use super::XlsxError;
use crate::document::{Align, BlankBook, BlankContent, BlankSheet, Column, Look};
use crate::model::Cell;
use parts::{CONTENT_TYPES_END, CONTENT_TYPES_START, HEAD, RELATIONS, STYLES, escaped};
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
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let name = escaped(super::meta::cut(&sheet.name, 31));
        let _ = write!(sheets, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        let _ = write!(
            relations,
            "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    types.push_str(CONTENT_TYPES_END);
    file("[Content_Types].xml", &types)?;
    file("_rels/.rels", RELATIONS)?;
    file("xl/workbook.xml", &parts::workbook(&sheets))?;
    file("xl/_rels/workbook.xml.rels", &parts::workbook_relations(&relations))?;
    file("xl/styles.xml", STYLES)?;
    for (number, sheet) in (1..).zip(&book.sheets) {
        file(&format!("xl/worksheets/sheet{number}.xml"), &worksheet(sheet))?;
    }
    let done = zip.finish().map_err(|error| XlsxError::package("", &error))?;
    Ok(done.into_inner())
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

fn worksheet(sheet: &BlankSheet) -> String {
    let mut cells: BTreeMap<Cell, (u8, String)> = BTreeMap::new();
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
                    cells.insert(Cell::new(row, column), (4, String::new()));
                }
            }
            cells.insert(from, (4, text(&head.text)));
            merges.extend((from != to).then_some((from, to)));
        }
    }
    for cell in &sheet.cells {
        let content = match &cell.content {
            BlankContent::Text(words) => text(words),
            BlankContent::Number { value, .. } => format!("<v>{value}</v>"),
            BlankContent::Day(day) => text(&day.to_string()),
            BlankContent::Empty | BlankContent::Joined(_) => String::new(),
        };
        cells.insert(cell.from, (style(cell.look), content));
        merges.extend((cell.from != cell.to).then_some((cell.from, cell.to)));
    }
    let mut out = format!("{HEAD}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols>");
    for (number, column) in (1..).zip(&sheet.columns) {
        let _ = write!(out, "<col min=\"{number}\" max=\"{number}\" width=\"{}\" customWidth=\"1\"/>", column.least);
    }
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

fn rows(out: &mut String, cells: &BTreeMap<Cell, (u8, String)>) {
    let mut row = None;
    for (cell, (style, content)) in cells {
        if row != Some(cell.row) {
            out.push_str(if row.is_some() { "</row>" } else { "" });
            let _ = write!(out, "<row r=\"{}\">", cell.row + 1);
            row = Some(cell.row);
        }
        let kind = if content.starts_with("<is>") { " t=\"inlineStr\"" } else { "" };
        let _ = write!(out, "<c r=\"{cell}\" s=\"{style}\"{kind}>{content}</c>");
    }
    out.push_str(if row.is_some() { "</row>" } else { "" });
}

fn text(words: &str) -> String {
    let keep = words.starts_with(char::is_whitespace) || words.ends_with(char::is_whitespace) || words.contains('\n');
    let space = if keep { " xml:space=\"preserve\"" } else { "" };
    format!("<is><t{space}>{}</t></is>", escaped(words))
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
            heads: vec![BlankHeads { at: Cell::new(0, 0), paths: vec![vec!["a".into()], vec!["b".into(), "c".into()]] }],
            cells: vec![
                cell(3, 1, BlankContent::Number { value: "0.10".parse().unwrap(), places: 2 }),
                cell(2, 0, BlankContent::Text("x & y".to_owned())),
            ],
            ..BlankSheet::default()
        };
        let xml = worksheet(&sheet);
        assert!(xml.contains("<row r=\"3\"><c r=\"A3\" s=\"5\" t=\"inlineStr\"><is><t>x &amp; y</t></is></c></row>"), "{xml}");
        assert!(xml.contains("<c r=\"B4\" s=\"5\"><v>0.10</v></c>") && xml.contains("<mergeCell ref=\"A1:A2\"/>"), "{xml}");
        let book = BlankBook { sheets: vec![sheet], identity: Vec::new() };
        assert_eq!(lean_book(&book).unwrap(), lean_book(&book).unwrap());
    }
}
