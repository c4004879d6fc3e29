//! Records of binary workbooks: bare, and in a compound file; both are one workbook.

use super::book;
use std::io::{Cursor, Write};
use yuebao::ingest::Format;

pub fn xls(bytes: &[u8]) {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    file.create_stream("/Workbook").and_then(|mut stream| stream.write_all(bytes)).expect("a stream");
    file.flush().expect("a compound file");
    let packed = book::read(&file.into_inner().into_inner());
    if bytes.starts_with(b"\x09\x08\x08\0") || bytes.starts_with(b"\x09\x08\x10\0") {
        let bare = book::read(bytes);
        match (packed, bare) {
            (Ok(packed), Ok(bare)) => {
                assert_eq!((packed.format, bare.format), (Format::Xls, Format::Xls));
                assert!(packed.sheets.iter().zip(&bare.sheets).all(|(a, b)| a.cells == b.cells));
            }
            (packed, bare) => assert_eq!(packed.err(), bare.err()),
        }
    }
}
