//! OpenDocument made by hand: what repeats, what is hidden, what is encrypted.

use super::support::{merges, read, shown, zip};
use crate::ingest::workbook::{Content, Refusal};

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"><office:body><office:spreadsheet>{body}\
         </office:spreadsheet></office:body></office:document-content>"
    )
}

fn ods(body: &str) -> Vec<u8> {
    zip(&[("mimetype", TYPE.as_bytes()), ("content.xml", document(body).as_bytes())])
}

#[test]
fn what_repeats_is_written_as_often_as_it_is_there() {
    let book = read(&ods(
        "<table:table table:name=\"甲\"><table:table-header-rows><table:table-row>\
         <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1.50\"/>\
         <table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"><text:p>合<text:s text:c=\"2\"/>并</text:p>\
         <office:annotation><text:p>注</text:p></office:annotation></table:table-cell>\
         <table:covered-table-cell><text:p>盖</text:p></table:covered-table-cell></table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell/><table:table-cell table:formula=\"of:=1\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"string\"><text:p>末</text:p></table:table-cell></table:table-row></table:table>",
    ))
    .unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(shown(sheet), "A1=1.5|B1=1.5|C1=合  并|B2=|B3=|B4=|A1048005=末");
    assert_eq!(sheet.get(1, 1).unwrap().content, Content::NoResult);
    assert_eq!(merges(sheet), "C1:D2");
}

#[test]
fn a_bomb_of_repetitions_is_told_and_not_gone_through() {
    let cell = |times: u32, rows: u32| {
        let text = format!(
            "<table:table><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{times}\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        );
        read(&ods(&text))
    };
    assert_eq!(cell(16_384, 1_048_576).err(), Some(Refusal::TooLarge("cells", 2_000_000)));
    let beyond = cell(u32::MAX, 1).unwrap();
    assert_eq!((beyond.sheets[0].cells.len(), beyond.beyond), (16_384, 4_294_950_911));
    // Beyond the last column, in rows that repeat: ten thousand million times nothing.
    let many = "<table:table-cell><text:p>x</text:p></table:table-cell>".repeat(10_000);
    let wide = format!(
        "<table:table><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/>{many}</table:table-row></table:table>"
    );
    assert_eq!(read(&ods(&wide)).map(|book| (book.sheets[0].cells.len(), book.beyond)), Ok((0, 10_000_000_000)));
    let spaces = "<table:table><table:table-row><table:table-cell><text:p><text:s text:c=\"4000000000\"/></text:p>\
                  </table:table-cell></table:table-row></table:table>";
    assert_eq!(read(&ods(spaces)).err(), Some(Refusal::TooLarge("text_chars", 32_767)));
}

#[test]
fn depth_is_bounded_and_entities_do_not_grow() {
    let deep = format!("<table:table>{}", "<table:table-row-group>".repeat(400));
    assert_eq!(read(&ods(&deep)).err(), Some(Refusal::TooLarge("nesting", 256)));
    let own = "<table:table><table:table-row><table:table-cell><text:p>&lol;</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(read(&ods(own)).err(), Some(Refusal::Damaged));
}

#[test]
fn other_prefixes_are_refused_and_never_read_as_empty() {
    let text = document("<t:table/>").replace("xmlns:table=", "xmlns:t=");
    let bytes = zip(&[("mimetype", TYPE.as_bytes()), ("content.xml", text.as_bytes())]);
    assert_eq!(read(&bytes).err(), Some(Refusal::Damaged));
    assert_eq!(read(&ods("")).err(), Some(Refusal::Damaged), "no sheet at all");
}

#[test]
fn an_encrypted_document_is_told() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let parts = [
        ("mimetype", TYPE.as_bytes()),
        ("content.xml", b"\x01\x02".as_slice()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ];
    assert_eq!(read(&zip(&parts)).err(), Some(Refusal::Encrypted));
}

#[test]
fn the_widths_of_columns_are_those_of_their_styles() {
    let style = |name: &str, width: &str| {
        format!(
            "<style:style style:name=\"{name}\"><style:table-column-properties style:column-width=\"{width}\"/></style:style>"
        )
    };
    let body = "<table:table><table:table-column table:style-name=\"a\"/><table:table-column/><table:table-column \
                table:style-name=\"b\" table:number-columns-repeated=\"2\"/><table:table-column table:style-name=\"c\"/>\
                <table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let styles = style("a", "19mm") + &style("b", "1in") + &style("c", "wide");
    let text = document(body)
        .replace("<office:body>", &format!("<office:automatic-styles>{styles}</office:automatic-styles><office:body>"));
    let book = read(&zip(&[("mimetype", TYPE.as_bytes()), ("content.xml", text.as_bytes())])).unwrap();
    // A character is about 1.9 mm.
    let widths: Vec<Option<u32>> = (0..5).map(|column| book.sheets[0].sizes.width(column)).collect();
    assert_eq!(widths, [Some(11), None, Some(14), Some(14), None]);
}
