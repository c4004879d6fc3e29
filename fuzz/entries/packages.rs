//! Parts of packages: put into a zip that is stored and whole, so that no change dies at a checksum.

use super::book;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What stands between two parts of one input.
const BETWEEN: &[u8] = b"%%%%";

/// The parts of an input, in order; those that are not there are empty.
fn split<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    let mut parts = [&bytes[..0]; N];
    let mut rest = bytes;
    for (number, part) in parts.iter_mut().enumerate() {
        let at = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN).filter(|_| number + 1 < N);
        *part = &rest[..at.unwrap_or(rest.len())];
        rest = at.map_or(&[], |at| &rest[at + BETWEEN.len()..]);
    }
    parts
}

/// Given, or else as usual.
fn or<'a>(part: &'a [u8], usual: &'a str) -> &'a [u8] {
    if part.is_empty() { usual.as_bytes() } else { part }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, stored).expect("a part");
        writer.write_all(bytes).expect("a part");
    }
    writer.finish().expect("a zip").into_inner()
}

const TOP: &str = r#"<Relationships><Relationship Id="r1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const OF_WORKBOOK: &str = r#"<Relationships><Relationship Id="r1" Type="x/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/relationships/styles" Target="styles.xml"/><Relationship Id="r3" Type="x/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r4" Type="x/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
const SHEET: &str = "<worksheet><sheetData/></worksheet>";
const STRINGS: &str = "<sst><si><t>a</t></si></sst>";
const STYLES: &str = "<styleSheet/>";

/// A sheet, the strings, the styles, the workbook, its relations, a second sheet.
pub fn xlsx(bytes: &[u8]) {
    let [sheet, strings, styles, workbook, relations, second] = split(bytes);
    let _ = book::read(&zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", TOP.as_bytes()),
        ("xl/workbook.xml", or(workbook, WORKBOOK)),
        ("xl/_rels/workbook.xml.rels", or(relations, OF_WORKBOOK)),
        ("xl/worksheets/sheet1.xml", or(sheet, SHEET)),
        ("xl/worksheets/sheet2.xml", or(second, SHEET)),
        ("xl/sharedStrings.xml", or(strings, STRINGS)),
        ("xl/styles.xml", or(styles, STYLES)),
    ]));
}

/// A sheet, the strings, the styles, the workbook.
pub fn xlsb(bytes: &[u8]) {
    let [sheet, strings, styles, workbook] = split(bytes);
    // BrtBundleSh: visible, its number, `r1`, `a`.
    let usual = b"\x9C\x01\x16\0\0\0\0\x01\0\0\0\x02\0\0\0r\x001\0\x01\0\0\0a\0";
    let workbook = if workbook.is_empty() { usual } else { workbook };
    let _ = book::read(&zip(&[
        ("_rels/.rels", TOP.replace("workbook.xml", "workbook.bin").as_bytes()),
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", OF_WORKBOOK.replace(".xml", ".bin").as_bytes()),
        ("xl/worksheets/sheet1.bin", sheet),
        ("xl/worksheets/sheet2.bin", sheet),
        ("xl/sharedStrings.bin", strings),
        ("xl/styles.bin", styles),
    ]));
}

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#;
const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// What stands in the root of a document: in a package, and as a flat file; both are one workbook.
pub fn ods(bytes: &[u8]) {
    let [inside, meta] = split(bytes);
    let root = |name: &str, more: &str| {
        let start = format!("<office:{name} {NAMES}{more}>");
        [start.as_bytes(), inside, format!("</office:{name}>").as_bytes()].concat()
    };
    let packed = book::read(&zip(&[
        ("mimetype", SPREADSHEET.as_bytes()),
        ("content.xml", &root("document-content", "")),
        ("meta.xml", meta),
    ]));
    let flat = book::read(&root("document", &format!(" office:mimetype=\"{SPREADSHEET}\"")));
    if let (Ok(packed), Ok(flat), true) = (packed, flat, meta.is_empty() && !inside.contains(&b'm')) {
        assert_eq!(packed.sheets.len(), flat.sheets.len());
        assert!(packed.sheets.iter().zip(&flat.sheets).all(|(a, b)| a.cells == b.cells));
    }
}
