//! What a file may do to the machine, and what it may not.

use super::file;
use super::support::{bounds, read, rewritten, zip};
use crate::catalog::Bounds;
use crate::ingest::workbook::{self, Refusal};

const FILES: [&str; 8] = [
    "libreoffice.xlsx",
    "libreoffice.xls",
    "libreoffice.ods",
    "libreoffice.fods",
    "libreoffice.html",
    "openpyxl.xlsx",
    "since-1904.xls",
    "xlwt.xls",
];

fn within(bytes: &[u8], change: impl Fn(&mut Bounds)) -> Option<Refusal> {
    let mut bounds = bounds();
    change(&mut bounds);
    workbook::read(bytes, &bounds, &|| false).err()
}

#[test]
fn every_bound_is_one_refusal() {
    for name in ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods"] {
        let bytes = file(name);
        let refused = |bound: &'static str, change: fn(&mut Bounds)| {
            assert_eq!(within(&bytes, change), Some(Refusal::TooLarge(bound, 1)), "{name}");
        };
        refused("file_bytes", |b| b.file_bytes = 1);
        refused("sheets", |b| b.sheets = 1);
        refused("cells", |b| b.cells = 1);
        refused("merges", |b| b.merges = 1);
        refused("text_chars", |b| b.text_chars = 1);
        if name != "libreoffice.ods" {
            refused("strings", |b| b.strings = 1);
        }
        if name != "libreoffice.xls" {
            refused("entries", |b| b.entries = 1);
            refused("inflated_bytes", |b| b.inflated_bytes = 1);
        }
    }
    assert_eq!(within(&file("libreoffice.ods"), |b| b.nesting = 1), Some(Refusal::TooLarge("nesting", 1)));
    assert_eq!(within(b"a,b\n1,2\n", |b| b.cells = 1), Some(Refusal::TooLarge("cells", 1)));
}

#[test]
fn cells_beyond_the_bounds_are_counted() {
    for name in ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods", "libreoffice.html"] {
        let bounds = Bounds { rows: 3, columns: 2, ..bounds() };
        let book = workbook::read(&file(name), &bounds, &|| false).unwrap();
        let whole = read(&file(name)).unwrap();
        let count = |book: &workbook::Workbook| book.sheets.iter().map(|sheet| sheet.cells.len()).sum::<usize>();
        assert_eq!(count(&book) + book.beyond, count(&whole), "{name}");
        assert!(book.beyond > 0);
    }
}

#[test]
fn time_is_looked_at_in_every_format() {
    let rows = "1,2,3\n".repeat(5000);
    let cells = "<tr><td>1</td></tr>".repeat(5000);
    let many = "<table:table-row><table:table-cell/></table:table-row>".repeat(5000);
    let flat = String::from_utf8(file("libreoffice.fods"))
        .unwrap()
        .replace("<table:table-row ", &format!("{many}<table:table-row "));
    let sheet = rewritten(&file("openpyxl.xlsx"), |name, text| {
        let row = |n: usize| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>");
        let rows: String = (20..5000).map(row).collect();
        if name == "xl/worksheets/sheet1.xml" {
            text.replace("</sheetData>", &format!("{rows}</sheetData>"))
        } else {
            text
        }
    });
    for bytes in [rows.into_bytes(), format!("<table>{cells}</table>").into_bytes(), flat.into_bytes(), sheet] {
        assert!(workbook::read(&bytes, &bounds(), &|| false).is_ok());
        assert_eq!(workbook::read(&bytes, &bounds(), &|| true).err(), Some(Refusal::TooSlow(60)));
    }
}

#[test]
fn a_bomb_is_measured_by_unpacking_it() {
    let sheet = vec![b' '; 8_000_000];
    let bomb = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"), ("xl/a.xml", &sheet)]);
    assert!(bomb.len() < 20_000);
    assert_eq!(within(&bomb, |b| b.inflated_bytes = 1_000_000), Some(Refusal::TooLarge("inflated_bytes", 1_000_000)));
    // Now it says that it is one byte long, in both places.
    let length = 8_000_000_u32.to_le_bytes();
    let mut lying = bomb.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == length {
            lying[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
    }
    assert!(lying != bomb);
    let said = within(&lying, |b| b.inflated_bytes = 1_000_000);
    assert!(matches!(said, Some(Refusal::TooLarge("inflated_bytes", _) | Refusal::Damaged)), "{said:?}");
}

#[test]
fn a_part_with_a_password_is_told() {
    let mut bytes = file("libreoffice.xlsx");
    // The flag of encryption, in every header of every part.
    for at in 0..bytes.len() - 10 {
        if bytes[at..].starts_with(b"PK\x03\x04") {
            bytes[at + 6] |= 1;
        } else if bytes[at..].starts_with(b"PK\x01\x02") {
            bytes[at + 8] |= 1;
        }
    }
    assert_eq!(read(&bytes).err(), Some(Refusal::Encrypted));
}

#[test]
fn spoilt_bytes_never_end_the_run() {
    // Numbers that only look random, the same in every run.
    let mut state = 7_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for name in FILES {
        let whole = file(name);
        for _ in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=next(6) {
                let at = next(bytes.len());
                bytes[at] = u8::try_from(next(256)).unwrap();
            }
            if next(3) == 0 {
                bytes.truncate(next(bytes.len()));
            }
            let small = Bounds { cells: 10_000, inflated_bytes: 10_000_000, ..bounds() };
            let _ = workbook::read(&bytes, &small, &|| false);
        }
    }
}

/// One text of many characters, shared by a hundred thousand cells: it is kept once, and cut where it is a name.
#[test]
fn a_long_text_is_not_multiplied() {
    let text = "长".repeat(30_000);
    let page = format!("<table><tr><td rowspan=60000>{text}</td><td>1</td></tr></table>");
    let book = workbook::read(page.as_bytes(), &bounds(), &|| false).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(sheet.merged_text(0, 0).chars().count(), 512);
    assert!(sheet.shared_text(0, 0).len() == text.len() && sheet.shared_text(0, 1).as_ref() == "1");
}

#[test]
fn cells_that_span_beyond_the_last_column_take_no_room() {
    // Fifty million places to keep free, in two rows.
    let row = format!("<tr>{}<td>1</td></tr>", "<td rowspan=9 colspan=1000>".repeat(50_000));
    let book = workbook::read(format!("<table>{row}<tr><td>2").as_bytes(), &bounds(), &|| false).unwrap();
    assert_eq!((book.sheets[0].cells.len(), book.beyond), (0, 2));
}
