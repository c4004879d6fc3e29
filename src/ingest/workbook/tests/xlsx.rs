//! Office Open XML in the forms other writers give it, and what its packages may hide. And its binary kind.

use super::support::{merges, read, rewritten, shown, zip};
use crate::ingest::workbook::{Content, Format, Refusal};
use calamine::{Reader, Xlsb};
use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format as Look, Workbook};
use std::io::Cursor;

/// A title, a text, a number, a percentage, a date, a formula, and a sheet with a chart and no cells.
fn package() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("表4").unwrap();
    sheet.merge_range(0, 0, 0, 2, "标题", &Look::new()).unwrap();
    sheet.write_string(1, 0, "死亡人数").unwrap().write_number(1, 1, 12.5).unwrap();
    sheet.write_number_with_format(1, 2, 0.9865, &Look::new().set_num_format("0.00%")).unwrap();
    let day = ExcelDateTime::from_ymd(2021, 11, 30).unwrap();
    sheet.write_datetime_with_format(2, 0, day, &Look::new().set_num_format("yyyy-mm-dd")).unwrap();
    sheet.write_formula(2, 1, "=B2*2").unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("表4!$B$2:$B$2");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    book.save_to_buffer().unwrap()
}

const SHOWN: &str = "A1=标题|A2=死亡人数|B2=12.5|C2=98.65%|A3=44530|B3=0";

fn check(bytes: &[u8]) {
    let book = read(bytes).unwrap();
    assert_eq!((book.format, book.sheets.len()), (Format::Xlsx, 1));
    let sheet = &book.sheets[0];
    assert_eq!((shown(sheet).as_str(), merges(sheet).as_str(), &*sheet.name), (SHOWN, "A1:C1", "表4"));
    assert_eq!(sheet.get(2, 0).unwrap().content, Content::Date(44_530.into()));
}

#[test]
fn strict_prefixed_and_plain_are_the_same() {
    let plain = package();
    check(&plain);
    let strict = |text: String| {
        text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    };
    check(&rewritten(&plain, |_, text| strict(text)));
    let prefixed = |name: &str, text: String| {
        let main =
            name.starts_with("xl/") && !name.contains("_rels") && !name.contains("theme") && !name.contains("draw");
        if !main || name.contains("chart") {
            return text;
        }
        let text = text.replace("xmlns=", "xmlns:x=").replace('<', "<x:");
        text.replace("<x:/", "</x:").replace("<x:?", "<?")
    };
    let both = rewritten(&plain, |name, text| strict(prefixed(name, text)));
    assert!(rewritten(&both, |_, text| text) == both);
    check(&rewritten(&plain, prefixed));
    check(&both);
}

#[test]
fn dates_of_strict_workbooks_are_dates() {
    let number = "<c r=\"B2\"><v>12.5</v></c>";
    let day = "<c r=\"B2\" t=\"d\"><v>2021-11-30T12:00:00</v></c>";
    let bytes = rewritten(&package(), |_, text| text.replace(number, day));
    let book = read(&bytes).unwrap();
    let serial = crate::model::Decimal::from_str_exact("44530.5").unwrap();
    assert_eq!(book.sheets[0].get(1, 1).unwrap().content, Content::Date(serial));
}

#[test]
fn the_style_of_all_other_cells_counts_too() {
    let bytes = rewritten(&package(), |_, text| {
        text.replace("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>", "<xf numFmtId=\"9\"/>")
    });
    let book = read(&bytes).unwrap();
    assert_eq!((book.sheets[0].text(1, 1).as_str(), book.sheets[0].text(1, 2).as_str()), ("1250%", "98.65%"));
}

#[test]
fn an_empty_text_is_a_result_and_no_value_is_none() {
    let formula = |value: &str| {
        let bytes = rewritten(&package(), |_, text| text.replace("<c r=\"B3\"><f>B2*2</f><v>0</v></c>", value));
        read(&bytes).unwrap().sheets[0].get(2, 1).map(|cell| cell.content.clone())
    };
    assert_eq!(formula("<c r=\"B3\"><f>B2*2</f></c>"), Some(Content::NoResult));
    assert_eq!(formula("<c r=\"B3\"><f>B2*2</f><v></v></c>"), Some(Content::NoResult));
    assert_eq!(formula("<c r=\"B3\" t=\"str\"><f>B2*2</f><v></v></c>"), None);
    assert_eq!(formula("<c r=\"B3\" t=\"e\"><f>B2*2</f><v>#REF!</v></c>"), Some(Content::Error("#REF!".into())));
    // Room for formulas that are not there is not made.
    let shared = "<c r=\"B3\"><f t=\"shared\" ref=\"B3:B4\" si=\"99999999999\">B2*2</f><v>3</v></c>";
    assert_eq!(formula(shared), Some(Content::Number(3.into())));
}

#[test]
fn declared_sizes_are_not_believed() {
    let lying = rewritten(&package(), |_, text| {
        text.replace("<dimension ref=\"A1:C3\"/>", "<dimension ref=\"A1:XFD1048576\"/>")
            .replace("spans=\"1:3\"", "spans=\"1:16384\"")
    });
    check(&lying);
    let counted = |count: &str| {
        let declared = format!("uniqueCount=\"{count}\"");
        rewritten(&package(), |_, text| text.replace("uniqueCount=\"2\"", &declared))
    };
    check(&counted("7"));
    assert_eq!(read(&counted("4000000000")).err(), Some(Refusal::TooLarge("strings", 2_000_000)));
}

/// One record of a binary part.
fn record(kind: u16, fields: &[&[u8]]) -> Vec<u8> {
    let low = u8::try_from(kind & 0x7F).unwrap();
    let mut bytes = if kind < 0x80 { vec![low] } else { vec![low | 0x80, u8::try_from(kind >> 7).unwrap()] };
    let data = fields.concat();
    bytes.extend([u8::try_from(data.len() & 0x7F).unwrap() | 0x80, u8::try_from(data.len() >> 7).unwrap()]);
    bytes.extend(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes(), &style.to_le_bytes(), value])
}

fn row(number: u32) -> Vec<u8> {
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

fn binary_package(sheet: &[u8], since_1904: u8) -> Vec<u8> {
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
    let format = |parent: u16, id: u16| record(47, &[&parent.to_le_bytes(), &id.to_le_bytes(), &[0; 12]]);
    let styles = [
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
    .concat();
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
