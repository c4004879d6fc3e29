//! Office Open XML in the forms other writers give it, and what its packages may hide.

use super::support::{merges, read, rewritten, shown};
use crate::ingest::workbook::{Content, Format, Refusal};
use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format as Look, Workbook};

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
fn sheets_of_old_macros_are_left_out() {
    let (chart, macros) = ("officeDocument/2006/relationships/chartsheet", "office/2006/relationships/xlMacrosheet");
    let bytes = rewritten(&package(), |name, text| match name {
        "xl/_rels/workbook.xml.rels" => {
            assert!(text.contains(chart));
            text.replace(chart, macros)
        }
        _ => text,
    });
    check(&bytes);
}

#[test]
fn parts_by_other_names_are_not_passed_over() {
    for part in ["styles.xml", "sharedStrings.xml"] {
        let target = format!("Target=\"{part}\"");
        let bytes = rewritten(&package(), |_, text| text.replace(&target, "Target=\"other.xml\""));
        assert_eq!(read(&bytes).err(), Some(Refusal::Damaged));
    }
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

#[test]
fn a_short_part_that_becomes_much_is_refused() {
    // Every style has a copy of its format: a million characters, three thousand times.
    let styles = rewritten(&package(), |name, text| {
        let format = format!("<numFmt numFmtId=\"200\" formatCode=\"{}\"/>", "0".repeat(1_000_000));
        let many = "<xf numFmtId=\"200\"/>".repeat(3_000);
        match name {
            "xl/styles.xml" => {
                text.replace("</numFmts>", &(format + "</numFmts>")).replace("</cellXfs>", &(many + "</cellXfs>"))
            }
            _ => text,
        }
    });
    assert!(styles.len() < 100_000);
    assert_eq!(read(&styles).err(), Some(Refusal::TooLarge("inflated_bytes", 536_870_912)));
    // And a workbook of two million sheets, whatever its part is called.
    let sheets = rewritten(&package(), |name, text| match name {
        "xl/workbook.xml" => text.replace("</sheets>", &("<sheet/>".repeat(2_000_000) + "</sheets>")),
        _ => text,
    });
    assert_eq!(read(&sheets).err(), Some(Refusal::TooLarge("inflated_bytes", 536_870_912)));
}

#[test]
fn an_address_no_sheet_has_is_not_taken_for_another() {
    let with = |sheet: &str| {
        rewritten(&package(), |name, text| match name {
            "xl/worksheets/sheet1.xml" => text.replace("<sheetData>", &format!("<sheetData>{sheet}")),
            _ => text,
        })
    };
    let text = "<row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>\"A4294967298\"</t></is></c></row>";
    assert!(shown(&read(&with(text)).unwrap().sheets[0]).contains("A9=\"A4294967298\""), "a text is none");
    for address in ["A4294967298", "A18446744073709551617", "AAAAAAAAAA1", "AAAAAAAA"] {
        let cell = format!("<row><c r=\"{address}\"><v>1</v></c></row>");
        assert_eq!(read(&with(&cell)).err(), Some(Refusal::Damaged), "{address}");
        let row = format!("<row r = '{address}'><c><v>1</v></c></row>");
        assert_eq!(read(&with(&row)).err(), Some(Refusal::Damaged), "{address}");
    }
}
