//! Web pages and the XML of 2003, as systems of offices export them.

use super::support::{merges, read, shown};
use crate::ingest::workbook::{Content, Format, Refusal};

fn page(body: &str) -> Result<(String, String), Refusal> {
    let book = read(format!("<html><head><meta charset=utf-8></head><body>{body}</body></html>").as_bytes())?;
    assert_eq!(book.format, Format::Html);
    Ok((shown(&book.sheets[0]), merges(&book.sheets[0])))
}

fn cells(body: &str) -> String {
    page(body).unwrap().0
}

#[test]
fn spans_are_merged_ranges() {
    let body = "<table><tr><td colspan=5>标题</td></tr><tr><th rowspan=2>县</th><th colspan=2>甲</th><th colspan=2>乙</th></tr>\
                <tr><th>一</th><th>二</th><th>三</th><th>四</th></tr><tr><td>某县<td>1<td>2<td>3<td>4</table>";
    let (cells, merges) = page(body).unwrap();
    assert_eq!(cells, "A1=标题|A2=县|B2=甲|D2=乙|B3=一|C3=二|D3=三|E3=四|A4=某县|B4=1|C4=2|D4=3|E4=4");
    assert_eq!(merges, "A1:E1|A2:A3|B2:C2|D2:E2");
    // Longer than the table is, in both directions; and down to its end.
    let (cells, merges) = page("<table><tr><td rowspan=99999 colspan=99999>甲</table>").unwrap();
    assert_eq!((cells.as_str(), merges.as_str()), ("A1=甲", ""));
    let (cells, merges) = page("<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>").unwrap();
    assert_eq!((cells.as_str(), merges.as_str()), ("A1=甲|B1=1|B2=2|B3=3", "A1:A3"));
}

#[test]
fn tables_stand_one_under_another() {
    let body = "<table><caption>题注</caption><tr><td>甲</td></tr></table><p>散文</p>\
                <table><tr><td>乙</td></tr><tr></tr></table><table><tr><td>脚</table>";
    assert_eq!(cells(body), "A1=题注|A2=甲|A4=乙|A7=脚");
    let nested = "<table><tr><td><table><tr><td>里<td>1</td></tr></table></td></tr></table>";
    assert_eq!(cells(nested), "A1=里|B1=1");
    let beside = "<table><tr><td>外<table><tr><td>里</table></td><td>外二</td></tr></table>";
    assert_eq!(cells(beside), "A1=外|B1=外二|A3=里");
}

#[test]
fn text_of_a_cell_is_what_a_person_sees() {
    let body = "<table><tr><td><b>死亡</b>&nbsp;人数\r\n   （人）</td><td>&lt;1&gt;&#20154;</td><td>一<br>二<p>三</p></td>\
                <td>&nbsp;</td><td><script>var a = '<td>';</script>x<!-- 注 --></td></tr></table>";
    assert_eq!(cells(body), "A1=死亡 人数 （人）|B1=<1>人|C1=一\n二\n三|E1=x");
}

#[test]
fn numbers_have_the_format_they_are_shown_in() {
    let body = "<style>.p{mso-number-format:Percent;}</style><table><tr><td>12</td><td>1,234</td><td>0012</td>\
                <td style='mso-number-format:\"\\@\"'>12</td><td x:num=\"0.98653\" class=p>98.65%</td><td x:num>7</td>\
                <td style='mso-number-format:\"0\\.0%\"'>0.5</td><td x:str>8</td>\
                <td x:num=44530 style='mso-number-format:\"Short Date\"'>2021-11-30</td></tr></table>";
    let book = read(format!("<html>{body}").as_bytes()).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(shown(sheet), "A1=12|B1=1,234|C1=0012|D1=12|E1=98.653%|F1=7|G1=50%|H1=8|I1=44530");
    let is_text = |column| matches!(sheet.get(0, column).unwrap().content, Content::Text(_));
    assert_eq!((0..9).map(is_text).collect::<Vec<_>>(), [false, true, true, true, false, false, false, true, false]);
    assert!(sheet.get(0, 4).unwrap().percent && sheet.get(0, 6).unwrap().percent);
    assert_eq!(sheet.get(0, 8).unwrap().content, Content::Date(44_530.into()));
}

#[test]
fn a_page_says_what_it_is_encoded_in() {
    let page = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"></head>\
                <table><tr><td>㙦河镇</td><td>1</td></tr></table></html>";
    // In GBK with a character that only GB18030 has.
    let bytes = encoding_rs::GB18030.encode(page).0.into_owned();
    assert_eq!(shown(&read(&bytes).unwrap().sheets[0]), "A1=㙦河镇|B1=1");
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(shown(&read(&wide).unwrap().sheets[0]), "A1=㙦河镇|B1=1");
}

#[test]
fn a_page_without_a_table_is_no_workbook() {
    assert_eq!(page("<frameset><frame src=sheet001.htm></frameset>"), Err(Refusal::NotAWorkbook));
    assert_eq!(page("<table></table>"), Ok((String::new(), String::new())));
}

#[test]
fn a_web_archive_is_refused_by_its_name() {
    let archive = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n<html><table>";
    assert_eq!(read(archive).err(), Some(Refusal::WebArchive));
}

#[test]
fn tables_inside_one_another_end() {
    assert_eq!(page(&"<table><tr><td>".repeat(300)), Err(Refusal::TooLarge("nesting", 256)));
}

const XML_2003: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">
 <Styles><Style ss:ID="Default"/><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style>
  <Style ss:ID="s2"><NumberFormat ss:Format="yyyy\-mm\-dd"/></Style><Style ss:ID="s3" ss:Parent="s1"/></Styles>
 <Worksheet ss:Name="表1"><Table ss:ExpandedColumnCount="99999999"><Column ss:Width="80"/>
  <Row><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">标题 &amp; 题</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>
  <Row ss:Index="4"><Cell ss:Index="2" ss:StyleID="s1"><Data ss:Type="Number">0.9865</Data></Cell>
   <Cell ss:StyleID="s2"><Data ss:Type="DateTime">2021-11-30T00:00:00.000</Data></Cell>
   <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>字</ss:Data><Comment><ss:Data>注</ss:Data></Comment></Cell>
   <Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=R1C1"/>
   <Cell ss:StyleID="s3"><Data ss:Type="Number">1.5E-1</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="旧"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"#;

#[test]
fn the_xml_of_2003_is_read() {
    let book = read(XML_2003.as_bytes()).unwrap();
    assert_eq!(book.format, Format::XmlSpreadsheet);
    let sheet = &book.sheets[0];
    assert_eq!(shown(sheet), "A1=标题 & 题|D1=1|B4=98.65%|C4=44530|D4=粗字|E4=#DIV/0!|F4=|G4=15%|H4=TRUE");
    assert_eq!((merges(sheet).as_str(), &*sheet.name), ("A1:C2", "表1"));
    assert_eq!(sheet.get(3, 5).unwrap().content, Content::NoResult);
    assert_eq!(sheet.get(3, 2).unwrap().content, Content::Date(44_530.into()));
    assert!(book.sheets[1].hidden && !sheet.hidden);
    let cut = &XML_2003[..XML_2003.find("</Table>").unwrap()];
    assert_eq!(read(cut.as_bytes()).err(), Some(Refusal::Damaged));
}

#[test]
fn xml_of_another_kind_is_no_workbook() {
    assert_eq!(read(b"<?xml version=\"1.0\"?><a>1,2</a>").err(), Some(Refusal::NotAWorkbook));
}
