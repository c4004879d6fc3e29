//! An annotated copy that comes back as a return, beside its original or alone.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use rust_xlsxwriter::Workbook;
use support::march::*;
use yuebao::app::Options;
use yuebao::finding::{Lang, Level};
use yuebao::ingest::FileState;

/// A return with the list of an annotated copy before its sheets, its number hidden as some do.
fn annotated(sent: &str, deaths: u32) -> Vec<u8> {
    let list = yuebao::render::xlsx::Annotations::default();
    let bounds = yuebao::app::templates(&Options::default()).unwrap().0.bounds;
    yuebao::render::xlsx::annotate(&yuzhou(sent, deaths), &list, &bounds, &|| false).unwrap().bytes
}

#[test]
fn an_annotated_copy_beside_its_original_is_no_rival() {
    let original = yuzhou("2021-04-02", 900);
    let reading = read(&[("禹州.xlsx", original.clone()), ("禹州市.xlsx", annotated("2021-04-02", 900))]);
    for code in ["version.ambiguous", "version.annotated", "sheet.unknown"] {
        assert!(!reading.returns.findings.iter().any(|f| f.code == code), "{code}");
    }
    assert_eq!(states(&reading)["禹州.xlsx"], FileState::Effective);
    let list = reading.returns.findings.iter().find(|f| f.code == "sheet.findings_list").unwrap();
    assert_eq!(list.level, Level::Note);
    assert!(list.headline(Lang::Zh).contains("不是报表") && list.advice(Lang::Zh).contains("“说明”文件夹"));
    // Corrected in the copy: without a later day that is asked, with one it counts.
    let reading = read(&[("禹州.xlsx", original.clone()), ("禹州市.xlsx", annotated("2021-04-02", 901))]);
    assert_eq!(states(&reading)["禹州.xlsx"], FileState::Effective);
    assert!(reading.returns.findings.iter().any(|f| f.code == "version.annotated"));
    let reading = read(&[("禹州.xlsx", original), ("禹州市.xlsx", annotated("2021-04-08", 901))]);
    assert_eq!(states(&reading)["禹州市.xlsx"], FileState::Effective);
    assert!(!reading.returns.findings.iter().any(|f| f.code == "version.annotated"));
}

#[test]
fn an_annotated_copy_sent_alone_is_the_return_and_a_list_alone_is_none() {
    let reading = read(&[("禹州.xlsx", annotated("2021-04-02", 900))]);
    assert_eq!(states(&reading)["禹州.xlsx"], FileState::Effective);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("清单").unwrap();
    for (column, head) in (0..).zip(["编号", "处理建议", "说明"]) {
        sheet.write_string(1, column, head).unwrap();
    }
    let reading = read(&[("清单.xlsx", book.save_to_buffer().unwrap())]);
    let about: Vec<_> = reading.returns.findings.iter().filter(|f| f.place.file.is_some()).collect();
    assert_eq!(about.iter().map(|f| (f.code, f.level)).collect::<Vec<_>>(), [("sheet.findings_list", Level::Query)]);
}
