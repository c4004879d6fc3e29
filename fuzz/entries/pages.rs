//! Files that are text: delimited, web pages, the XML of 2003.

use super::book;
use yuebao::ingest::{Content, Format};

/// A number of a delimited text stands in it, to the letter.
pub fn csv(bytes: &[u8]) {
    let (Ok(book), Ok(text)) = (book::read(bytes), std::str::from_utf8(bytes)) else { return };
    if book.format != Format::Csv || text.contains(['"', '\0']) {
        return;
    }
    for cell in book.sheets.iter().flat_map(|sheet| sheet.cells.values()) {
        match &cell.content {
            Content::Number(number) => assert!(text.contains(&number.to_string()), "{number} is not in the text"),
            Content::Text(written) => assert!(text.contains(&**written), "{written:?} is not in the text"),
            other => panic!("delimited text has no {other:?}"),
        }
    }
}

/// What stands in a page.
pub fn html(bytes: &[u8]) {
    if let Ok(book) = book::read(&[b"<html>", bytes].concat()) {
        assert!(book.format != Format::Html || book.sheets.len() == 1);
    }
}

/// What stands in a workbook.
pub fn xml_spreadsheet(bytes: &[u8]) {
    let start = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
    if let Ok(book) = book::read(&[start.as_slice(), bytes, b"</Workbook>"].concat()) {
        assert_eq!(book.format, Format::XmlSpreadsheet);
    }
}
