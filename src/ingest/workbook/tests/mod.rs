//! Whole workbooks: of other programs, made by hand, hostile.

mod hostile;
mod made;
mod ods;
pub mod support;
mod unseen;
mod xls;
mod xlsb;
mod xlsx;

use super::{Content, Format, Grid, Refusal};
use std::path::PathBuf;
use support::{cells, merges, read, shown};

/// A workbook another program made; `tests/workbooks/README.md` says which.
pub fn file(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name)).unwrap()
}

/// What all formats keep of the same workbook. B5 is left out: OpenDocument has a number there.
const ALL: &str = "A1=殡葬情况（一）|A2=指标|B2=本月|C2=比率|D2=日期|A3=死亡人数|B3=1234.5|C3=98.65%|D3=44530|A4=火化遗体数\
                   |B4=2469|C4=0.9865|D4=#DIV/0!|A5=0012|C5=98.65|D5=7%|A6=第一行\n第二行|C6=甲乙|A7=合并";

fn without_b5(sheet: &super::Grid) -> String {
    let cells = cells(sheet).into_iter().filter(|(at, _)| at != "B5");
    cells.map(|(at, raw)| format!("{at}={raw}")).collect::<Vec<_>>().join("|")
}

#[test]
fn one_workbook_in_every_format_is_the_same_grid() {
    for (name, format) in [
        ("libreoffice.xlsx", Format::Xlsx),
        ("libreoffice.xls", Format::Xls),
        ("libreoffice.ods", Format::Ods),
        ("libreoffice.fods", Format::Ods),
        ("since-1904.xlsx", Format::Xlsx),
        ("since-1904.xls", Format::Xls),
        ("since-1904.ods", Format::Ods),
    ] {
        let book = read(&file(name)).unwrap();
        assert_eq!((book.format, book.sheets.len(), book.beyond), (format, 2, 0), "{name}");
        let [sheet, hidden] = &book.sheets[..] else { panic!("{name}") };
        assert_eq!(without_b5(sheet), ALL, "{name}");
        assert_eq!((&*sheet.name, sheet.hidden, merges(sheet).as_str()), ("表4殡葬", false, "A1:D1|A7:B8"), "{name}");
        assert_eq!((&*hidden.name, hidden.hidden, shown(hidden).as_str()), ("旧表", true, "B2=旧"), "{name}");
        let at = |row, column| sheet.get(row, column).unwrap();
        assert_eq!(at(2, 3).content, Content::Date(44_530.into()), "{name}: a date, of whatever epoch");
        assert_eq!(at(3, 3).content, Content::Error("#DIV/0!".into()), "{name}");
        let percent = [at(2, 2), at(3, 2), at(4, 2), at(4, 3)].map(|cell| cell.percent);
        assert_eq!(percent, [true, false, false, true], "{name}: a quoted sign makes no percentage");
        assert_eq!(at(4, 0).content, Content::Text("0012".into()), "{name}");
        assert_eq!(sheet.get(5, 1), None, "{name}: a formula that gives an empty text has a result");
    }
}

#[test]
fn a_web_page_of_an_office_is_read() {
    let book = read(&file("libreoffice.html")).unwrap();
    assert_eq!((book.format, &*book.sheets[0].name), (Format::Html, ""));
    let expected = "A1=殡葬情况（一）|A2=指标|B2=本月|C2=比率|D2=日期|A3=死亡人数|B3=1234.5|C3=98.65%|D3=2021年11月30日|\
                    A4=火化遗体数|B4=2469|C4=0.9865|D4=#DIV/0!|A5=0012|B5=1|C5=98.65%|D5=7%|A6=第一行\n第二行|C6=甲乙|A7=合并";
    assert_eq!(shown(&book.sheets[0]), expected);
}

#[test]
fn what_was_never_calculated_has_no_result() {
    let book = read(&file("openpyxl.xlsx")).unwrap();
    for (row, column) in [(3, 1), (3, 3), (5, 1), (5, 2)] {
        assert_eq!(book.sheets[0].get(row, column).unwrap().content, Content::NoResult);
    }
    let book = read(&file("xlwt.xls")).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(sheet.get(1, 2).unwrap().content, Content::NoResult);
    assert_eq!((sheet.text(2, 1).as_str(), sheet.text(2, 2).as_str()), ("50%", "12.34"));
    assert_eq!(sheet.text(59, 0), format!("{}59", "字".repeat(300)), "texts that go on in other records");
}

#[test]
fn a_cut_file_is_refused_wherever_it_is_cut() {
    for name in ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods", "libreoffice.fods", "xlwt.xls"] {
        let whole = file(name);
        for part in 1..12 {
            let cut = &whole[..whole.len() * part / 12];
            assert!(matches!(read(cut), Err(Refusal::Damaged)), "{name} {part}/12: {:?}", read(cut));
        }
    }
}
