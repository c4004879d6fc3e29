//! What was taken out of a form is told: a column, and a row of one of a sheet's two blocks.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

use rust_xlsxwriter::Workbook;
use std::path::PathBuf;
use yuebao::app::{Options, Session};
use yuebao::finding::{Finding, Level};
use yuebao::ingest::{self, InputFile};
use yuebao::model::Month;

/// The findings of a return whose cover names 禹州 and whose sheet of form 4 holds these rows.
fn findings(rows: &[&[&str]]) -> Vec<Finding> {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let session =
        Session::open(&Options { desk: Some("xuchang-2021".into()), home: Some(home), ..Options::default() }).unwrap();
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("封面").unwrap();
    let lines =
        [("填报单位", "禹州市民政局"), ("区划代码", "411081"), ("报告期", "2021年3月"), ("报出日期", "2021-04-02")];
    for (row, (label, value)) in (0..).zip(lines) {
        cover.write_string(row, 0, label).unwrap().write_string(row, 1, value).unwrap();
    }
    let sheet = book.add_worksheet().set_name("表4 殡葬").unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, *cell).unwrap(),
            };
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let month = Month::new(2021, 3).unwrap();
    let file = InputFile { path: "2021-03/a.xlsx".into(), month, sha256: "0".into(), bytes: bytes.into() };
    ingest::read(&session.catalog, &session.desk, &file, &|| false).findings
}

/// Code, indicator and column or row named, of what is absent from the sheet.
fn absent(findings: &[Finding], code: &str) -> Vec<String> {
    let of_code = findings.iter().filter(|finding| finding.code == code);
    of_code.map(|finding| finding.headline(yuebao::finding::Lang::Zh)).collect()
}

const FLOWS: [&str; 5] = ["死亡人数", "火化遗体数", "惠民殡葬减免人次", "惠民殡葬减免金额", "节地生态安葬"];

#[test]
fn a_column_taken_out_is_one_finding() {
    let mut rows: Vec<Vec<&str>> = vec![vec!["指标名称", "本年累计", "上年同期累计", "期末数", "期末/上年同期"]];
    rows.extend(FLOWS.map(|label| vec![label, "12", "11"]));
    rows.extend(["殡仪馆", "火化炉", "公益性公墓"].map(|label| vec![label, "", "", "1", "1"]));
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let found = findings(&rows);
    assert_eq!(absent(&found, "column.missing"), ["“表4 殡葬”缺少“本年/本月数”栏"]);
    assert!(found.iter().any(|finding| finding.code == "column.missing" && finding.level == Level::Must));
    // The rate is a row of its own; it may be left to be computed, but here the row itself is gone.
    assert_eq!(absent(&found, "row.missing"), ["缺少“火化率”一行"]);
}

#[test]
fn a_row_taken_out_of_one_block_is_told_for_its_measures() {
    let mut rows: Vec<Vec<&str>> = vec![vec!["一、本月开展情况"], vec!["指标名称", "本月数", "本年累计"]];
    rows.extend(FLOWS.map(|label| vec![label, "12", "40"]));
    rows.push(vec!["火化率", "98.1", "98.1"]);
    rows.extend([vec!["二、上年同期情况"], vec!["指标名称", "上年同期累计"]]);
    rows.extend(FLOWS[1..].iter().map(|label| vec![*label, "11"]));
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let found = findings(&rows);
    let deaths = found
        .iter()
        .find(|f| f.code == "row.missing" && f.indicator.as_ref().is_some_and(|i| i.as_str() == "funeral.deaths"));
    assert_eq!(deaths.and_then(|finding| finding.measure).map(|measure| measure.id()), Some("prior_ytd"));
    assert_eq!(absent(&found, "column.missing"), Vec::<String>::new(), "some rows have each column");
    assert_eq!(absent(&found, "row.duplicate"), Vec::<String>::new());
}
