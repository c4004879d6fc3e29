//! Rows and columns that are not shown, in every format that has them.

use super::support::{read, shown};
use super::xlsb::{binary_package, cell, record, row, wide};
use super::{Grid, file};

const SEEN: &str = "A1=婚姻登记|A2=县区|C2=本月|D2=备注|E2=累计|A3=魏都区|C3=2|D3=x|E3=3|A5=禹州市|C5=8|E5=9";

fn places(sheet: &Grid) -> String {
    sheet.unseen_places(sheet.set_aside_cells())
}

#[test]
fn what_is_hidden_is_set_aside_whatever_the_format() {
    for name in ["hidden.xlsx", "hidden.xls", "hidden.ods"] {
        let book = read(&file(name)).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(shown(sheet), SEEN, "{name}");
        assert_eq!((places(sheet).as_str(), sheet.set_aside_cells().count()), ("第4行，B列", 7), "{name}");
        let whole = sheet.as_read(true);
        assert_eq!(whole.text(3, 0), "建安区（旧）", "{name}");
        assert_eq!(whole.unseen_places(whole.read_unseen()), "第4行，B列", "{name}");
    }
}

#[test]
fn what_a_filter_takes_away_is_read() {
    for name in ["filtered.xlsx", "filtered.xls", "filtered.ods"] {
        let book = read(&file(name)).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!((sheet.text(3, 0).as_str(), sheet.text(3, 4).as_str()), ("建安区（旧）", "6"), "{name}");
        assert_eq!(
            (places(sheet).as_str(), sheet.unseen_places(sheet.read_unseen()).as_str()),
            ("", "第4行"),
            "{name}"
        );
    }
}

#[test]
fn a_binary_sheet_says_it_in_its_records() {
    let number = |n: u32| n.to_le_bytes();
    let column = |first: u32, last: u32, flags: u8| {
        record(60, &[&number(first), &number(last), &number(2304), &number(0), &[flags, 0]])
    };
    // Row, style, height, two bytes of flags, none of the spans of its cells.
    let hidden_row = |at: u32| record(0, &[&number(at), &number(0), &[0x2C, 1, 0, 0x10, 0], &number(0)]);
    let sheet = [
        record(129, &[]),
        column(1, 1, 0x01),
        column(2, 3, 0x02),
        record(145, &[]),
        row(0),
        cell(6, 0, 0, &wide("甲")),
        cell(6, 1, 0, &wide("乙")),
        cell(6, 2, 0, &wide("丙")),
        hidden_row(1),
        cell(6, 0, 0, &wide("丁")),
        record(146, &[]),
        record(130, &[]),
    ];
    let book = read(&binary_package(&sheet.concat(), 0)).unwrap();
    assert_eq!((shown(&book.sheets[0]).as_str(), places(&book.sheets[0]).as_str()), ("A1=甲|C1=丙", "第2行，B列"));
}

#[test]
fn the_xml_of_2003_says_it_in_attributes() {
    let text = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let book = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"表1\"><Table><Column ss:Index=\"2\" ss:Hidden=\"1\" ss:Span=\"1\"/><Column/>\
         <Row>{0}{1}{1}{2}</Row><Row ss:Hidden=\"1\">{0}</Row><Row>{2}</Row></Table></Worksheet></Workbook>",
        text("甲"),
        text("乙"),
        text("丙"),
    );
    let book = read(book.as_bytes()).unwrap();
    assert_eq!(
        (shown(&book.sheets[0]).as_str(), places(&book.sheets[0]).as_str()),
        ("A1=甲|D1=丙|A3=丙", "第2行，B至C列")
    );
}
