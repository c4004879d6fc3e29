//! Binary workbooks made record by record: old code pages, bare streams, what does not fit.

use super::file;
use super::support::{merges, read, shown};
use crate::ingest::workbook::{Content, Format, Refusal};
use cfb::CompoundFile;
use encoding_rs::GB18030;
use std::io::{Cursor, Read, Write};

fn record(kind: u16, fields: &[&[u8]]) -> Vec<u8> {
    let data = fields.concat();
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), &data].concat()
}

fn at(row: u16, column: u16) -> Vec<u8> {
    [row, column, 0].into_iter().flat_map(u16::to_le_bytes).collect()
}

fn start(version: u16, kind: u16) -> Vec<u8> {
    record(0x0809, &[&version.to_le_bytes(), &kind.to_le_bytes(), &[0; 4]])
}

fn end() -> Vec<u8> {
    record(0x000A, &[])
}

/// A text as it was before 1997.
fn bytes_of(text: &str) -> Vec<u8> {
    let bytes = GB18030.encode(text).0.into_owned();
    [u16::try_from(bytes.len()).unwrap().to_le_bytes().to_vec(), bytes].concat()
}

fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.into_inner().into_inner()
}

/// A workbook of one sheet.
fn stream(version: u16, of_workbook: &[Vec<u8>], of_sheet: &[Vec<u8>]) -> Vec<u8> {
    let name = GB18030.encode("表1").0.into_owned();
    let name: Vec<u8> =
        if version == 0x0600 { vec![2, 1, 0x68, 0x88, 0x31, 0] } else { [&[3], name.as_slice()].concat() };
    let bound = |position: usize| record(0x0085, &[&u32::try_from(position).unwrap().to_le_bytes(), &[0, 0], &name]);
    let head = [start(version, 5), of_workbook.concat()].concat();
    let position = head.len() + bound(0).len() + end().len();
    [head, bound(position), end(), start(version, 0x10), of_sheet.concat(), end()].concat()
}

#[test]
fn a_workbook_of_excel_95_is_read_in_its_code_page() {
    let stream = stream(
        0x0500,
        &[record(0x0042, &[&936_u16.to_le_bytes()])],
        &[
            record(0x0204, &[&at(0, 0), &bytes_of("安州区（原安县）")]),
            record(0x0203, &[&at(1, 0), &12.5_f64.to_le_bytes()]),
            record(0x0006, &[&at(1, 1), &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 8]]),
            record(0x0207, &[&bytes_of("结果")]),
        ],
    );
    let book = read(&compound("Book", &stream)).unwrap();
    assert_eq!((book.format, &*book.sheets[0].name), (Format::Xls, "表1"));
    assert_eq!(shown(&book.sheets[0]), "A1=安州区（原安县）|A2=12.5|B2=结果");
}

#[test]
fn a_stream_without_a_file_around_it_is_read() {
    let sheet = [
        record(0x0809, &[&[0, 0, 0x10, 0, 0, 0, 0, 0]]),
        record(0x0204, &[&at(0, 0), &bytes_of("指标")]),
        record(0x0203, &[&at(0, 1), &3_f64.to_le_bytes()]),
        end(),
    ];
    let book = read(&sheet.concat()).unwrap();
    assert_eq!((book.format, shown(&book.sheets[0]).as_str()), (Format::Xls, "A1=指标|B1=3"));
    assert_eq!(read(&sheet[..3].concat()).err(), Some(Refusal::Damaged));
}

#[test]
fn what_a_sheet_declares_is_not_believed() {
    let huge = record(0x0200, &[&0_u32.to_le_bytes(), &u32::MAX.to_le_bytes(), &[0, 0, 0xFF, 0xFF, 0, 0]]);
    let chart = [start(0x0600, 0x20), record(0x0203, &[&at(9, 9), &1_f64.to_le_bytes()]), end()].concat();
    let rk = |number: u32| [&[0, 0], &(number << 2 | 2).to_le_bytes()[..]].concat();
    let bool_or_error = |what: u8, is_error: u8| record(0x0205, &[&at(2, u16::from(what)), &[what, is_error]]);
    let cells = [
        huge,
        chart,
        record(0x00BD, &[&[1, 0, 2, 0], &rk(5), &rk(6), &[3, 0]]),
        bool_or_error(1, 0),
        bool_or_error(0x2A, 1),
        record(0x0203, &[&at(65_535, 255), &7_f64.to_le_bytes()]),
        record(0x0006, &[&at(3, 0), &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 8]]),
        record(0x00E5, &[&[1, 0], &[0, 0, 1, 0, 0, 0, 1, 0]]),
    ];
    let book = read(&compound("Workbook", &stream(0x0600, &[], &cells))).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(shown(sheet), "C2=5|D2=6|B3=TRUE|AQ3=#N/A|A4=|IV65536=7");
    assert_eq!(sheet.get(3, 0).unwrap().content, Content::NoResult, "a text that never came");
    assert_eq!(merges(sheet), "A1:B2");
}

#[test]
fn records_that_lie_are_refused() {
    let with = |record: Vec<u8>| read(&compound("Workbook", &stream(0x0600, &[], &[record]))).err();
    assert_eq!(with(record(0x00E5, &[&[9, 0], &[0; 8]])), Some(Refusal::Damaged), "merged ranges that are not there");
    assert_eq!(with(record(0x00FD, &[&at(0, 0), &[1, 0, 0, 0]])), Some(Refusal::Damaged), "a string that is not there");
    assert_eq!(with(record(0x0203, &[&[0; 9]])), Some(Refusal::Damaged));
    assert_eq!(with(record(0x0204, &[&at(0, 0), &[0xFF, 0xFF, 1, 0]])), Some(Refusal::Damaged));
    let strings = record(0x00FC, &[&[0xFF; 8], &[1, 0, 0, 65]]);
    assert_eq!(read(&compound("Workbook", &stream(0x0600, &[strings], &[]))).err(), Some(Refusal::Damaged));
}

#[test]
fn passwords_are_told() {
    let pass = record(0x002F, &[&[1, 0, 1, 0]]);
    assert_eq!(read(&compound("Workbook", &stream(0x0600, &[pass], &[]))).err(), Some(Refusal::Encrypted));
    assert_eq!(read(&compound("EncryptedPackage", &[7; 5000])).err(), Some(Refusal::Encrypted));
    assert_eq!(read(&compound("Unknown", &[7; 5000])).err(), Some(Refusal::Damaged));
}

#[test]
fn texts_change_their_width_where_a_record_goes_on() {
    let mut original = CompoundFile::open(Cursor::new(file("xlwt.xls"))).unwrap();
    let mut stream = Vec::new();
    original.open_stream("/Workbook").unwrap().read_to_end(&mut stream).unwrap();
    let strings = record(0x00FC, &[&[1, 0, 0, 0, 1, 0, 0, 0], &[4, 0, 1, 0x68, 0x88]]);
    let goes_on = record(0x003C, &[&[0, 65, 66, 67]]);
    let cell = record(0x00FD, &[&at(0, 0), &[0, 0, 0, 0]]);
    let made = super::xls::stream(0x0600, &[strings, goes_on], &[cell]);
    assert_eq!(shown(&read(&compound("Workbook", &made)).unwrap().sheets[0]), "A1=表ABC");
    // The whole of a real file as a bare stream is the same workbook.
    let whole = read(&file("xlwt.xls")).unwrap();
    assert_eq!(shown(&read(&stream).unwrap().sheets[0]), shown(&whole.sheets[0]));
}
