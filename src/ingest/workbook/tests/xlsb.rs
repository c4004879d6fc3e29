//! Office Open XML with binary parts, made record by record; what other libraries find in it is what is read.

use super::support::{merges, read, shown, zip};
use crate::ingest::workbook::{Content, Format, Refusal};
use calamine::{Reader, Xlsb};
use std::io::Cursor;

/// One record of a binary part.
pub fn record(kind: u16, fields: &[&[u8]]) -> Vec<u8> {
    let low = u8::try_from(kind & 0x7F).unwrap();
    let mut bytes = if kind < 0x80 { vec![low] } else { vec![low | 0x80, u8::try_from(kind >> 7).unwrap()] };
    let data = fields.concat();
    bytes.extend([u8::try_from(data.len() & 0x7F).unwrap() | 0x80, u8::try_from(data.len() >> 7).unwrap()]);
    bytes.extend(data);
    bytes
}

pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

pub fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes(), &style.to_le_bytes(), value])
}

pub fn row(number: u32) -> Vec<u8> {
    record(0, &[&number.to_le_bytes(), &[0; 13]])
}

fn binary_sheet() -> Vec<u8> {
    [
        record(129, &[]),
        // A size no machine has room for.
        record(
            148,
            &[&0_u32.to_le_bytes(), &1_048_575_u32.to_le_bytes(), &0_u32.to_le_bytes(), &16_383_u32.to_le_bytes()],
        ),
        record(145, &[]),
        row(0),
        cell(7, 0, 0, &0_u32.to_le_bytes()),
        row(1),
        cell(2, 0, 0, &(1234_u32 << 2 | 3).to_le_bytes()),
        cell(5, 1, 1, &0.9865_f64.to_le_bytes()),
        cell(9, 2, 2, &[&44_530_f64.to_le_bytes()[..], &[0; 10]].concat()),
        cell(3, 3, 0, &[0x17]),
        cell(4, 4, 0, &[1]),
        cell(6, 5, 0, &wide("文")),
        cell(8, 6, 0, &[wide(""), vec![0; 10]].concat()),
        cell(2, 7, 3, &(7_u32 << 2 | 2).to_le_bytes()),
        cell(1, 8, 0, &[]),
        row(1_048_575),
        cell(5, 16_383, 0, &1_f64.to_le_bytes()),
        record(146, &[]),
        record(176, &[&0_u32.to_le_bytes(), &0_u32.to_le_bytes(), &0_u32.to_le_bytes(), &2_u32.to_le_bytes()]),
        record(130, &[]),
    ]
    .concat()
}

/// Styles of cells: none, a percentage, a date, a quoted sign.
fn binary_styles() -> Vec<u8> {
    let format = |parent: u16, id: u16| record(47, &[&parent.to_le_bytes(), &id.to_le_bytes(), &[0; 12]]);
    [
        record(278, &[]),
        record(44, &[&164_u16.to_le_bytes(), &wide("yyyy\"年\"m\"月\"")]),
        record(44, &[&165_u16.to_le_bytes(), &wide("0.0\"%\"")]),
        // Styles that others are named after come first, and are no cell's.
        record(626, &[&1_u32.to_le_bytes()]),
        format(0xFFFF, 10),
        record(627, &[]),
        record(617, &[&4_u32.to_le_bytes()]),
        format(0, 0),
        format(0, 10),
        format(0, 164),
        format(0, 165),
        record(618, &[]),
        record(279, &[]),
    ]
    .concat()
}

pub fn binary_package(sheet: &[u8], since_1904: u8) -> Vec<u8> {
    let relation = |id: u8, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"rId{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |all: &[String]| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            all.concat()
        )
    };
    let top = relations(&[relation(1, "officeDocument", "xl/workbook.bin")]);
    let of_workbook = relations(&[
        relation(1, "worksheet", "worksheets/sheet1.bin"),
        relation(2, "styles", "styles.bin"),
        relation(3, "sharedStrings", "sharedStrings.bin"),
        relation(4, "worksheet", "worksheets/sheet2.bin"),
    ]);
    let bundle = |state: u8, id: u8, name: &str| {
        record(156, &[&[state, 0, 0, 0], &[id, 0, 0, 0], &wide(&format!("rId{id}")), &wide(name)])
    };
    let workbook = [
        record(131, &[]),
        record(153, &[&[since_1904, 0, 0, 0], &[0; 4], &wide("")]),
        record(143, &[]),
        bundle(0, 1, "表4"),
        bundle(2, 4, "旧表"),
        record(144, &[]),
        record(132, &[]),
    ]
    .concat();
    let styles = binary_styles();
    let strings =
        [record(159, &[&[1, 0, 0, 0, 1, 0, 0, 0]]), record(19, &[&[0], &wide("标题")]), record(160, &[])].concat();
    let empty =
        [record(129, &[]), record(148, &[&[0; 16]]), record(145, &[]), record(146, &[]), record(130, &[])].concat();
    zip(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", of_workbook.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/sharedStrings.bin", &strings),
        ("xl/worksheets/sheet1.bin", sheet),
        ("xl/worksheets/sheet2.bin", &empty),
    ])
}

#[test]
fn binary_workbooks_are_read() {
    let bytes = binary_package(&binary_sheet(), 0);
    let book = read(&bytes).unwrap();
    assert_eq!((book.format, book.sheets.len()), (Format::Xlsb, 2));
    let sheet = &book.sheets[0];
    let expected = "A1=标题|A2=12.34|B2=98.65%|C2=44530|D2=#REF!|E2=TRUE|F2=文|H2=7|XFD1048576=1";
    assert_eq!((shown(sheet).as_str(), merges(sheet).as_str(), &*sheet.name), (expected, "A1:C1", "表4"));
    assert_eq!(sheet.get(1, 2).unwrap().content, Content::Date(44_530.into()));
    assert!(sheet.get(1, 1).unwrap().percent && !sheet.get(1, 7).unwrap().percent);
    assert!(book.sheets[1].hidden && book.sheets[1].cells.is_empty());
    // The library finds the same values, cell by cell.
    let mut other: Xlsb<_> = Xlsb::new(Cursor::new(bytes.as_slice())).unwrap();
    let mut reader = other.worksheet_cells_reader("表4").unwrap();
    let mut count = 0;
    while let Some(found) = reader.next_cell().unwrap() {
        let (row, column) = found.get_position();
        let value: calamine::Data = found.get_value().clone().into();
        match value {
            calamine::Data::Float(float) if column == 1 => assert!((float - 0.9865).abs() < 1e-12),
            calamine::Data::DateTime(date) => assert_eq!(date.as_f64().to_string(), sheet.text(row, column)),
            value => assert_eq!(value.to_string().to_uppercase(), sheet.text(row, column).to_uppercase()),
        }
        count += 1;
    }
    assert_eq!(count, 10, "nine cells, and one with an empty text");
    let since_1904 = read(&binary_package(&binary_sheet(), 1)).unwrap();
    assert_eq!(since_1904.sheets[0].text(1, 2), "45992");
}

#[test]
fn binary_sheets_that_end_too_soon_are_refused() {
    let sheet = binary_sheet();
    for length in [1, 5, 30, 60, 100, sheet.len() - 40] {
        assert_eq!(read(&binary_package(&sheet[..length], 0)).err(), Some(Refusal::Damaged), "{length}");
    }
    let wrong =
        [record(129, &[]), record(145, &[]), row(0), cell(7, 0, 0, &9_u32.to_le_bytes()), record(146, &[])].concat();
    assert_eq!(read(&binary_package(&wrong, 0)).err(), Some(Refusal::Damaged));
    let short = [record(145, &[]), row(0), record(13, &[&[0; 8]]), record(146, &[])].concat();
    assert_eq!(read(&binary_package(&short, 0)).err(), Some(Refusal::Damaged));
}
