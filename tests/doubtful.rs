//! Files that are not what they should be are told as what they are: renamed sheets, unread tables, refused files,
//! files in the wrong place, versions no one can order.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use rust_xlsxwriter::Workbook;
use std::path::Path;
use support::inputs;
use yuebao::app::{Options, Reading, Session, Silent};
use yuebao::finding::{Finding, Lang};
use yuebao::ingest::Returns;
use yuebao::model::{IndicatorId, Measure, Month, RegionCode, Value};

type Sheet<'a> = (&'a str, &'a [&'a [&'a str]]);

const COVER: &[&[&str]] =
    &[&["填报单位", "禹州市民政局"], &["区划代码", "411081"], &["报告期", "2021年3月"], &["报出日期", "2021-04-02"]];
const FUNERAL: &[&[&str]] = &[&["指标名称", "行次", "计量单位", "本月数"], &["死亡人数", "1", "人", "74"]];

fn book(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// What is read of an inputs folder with one month and these files in it.
fn read(files: &[(&str, Vec<u8>)]) -> Returns {
    read_whole(files).returns
}

fn read_whole(files: &[(&str, Vec<u8>)]) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join("2021-03").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    read_folder(folder.path())
}

fn read_folder(inputs: &Path) -> Reading {
    let options = Options {
        desk: Some(support::DESK.into()),
        home: Some(support::root()),
        inputs: Some(inputs.to_path_buf()),
        jobs: 1,
        ..Options::default()
    };
    let session = Session::open(&options).unwrap();
    session.read(Month::new(2021, 3).unwrap(), &Silent).unwrap()
}

fn of<'a>(returns: &'a Returns, code: &str, region: &str) -> Vec<&'a Finding> {
    let fits = |finding: &&Finding| finding.region.as_ref().is_none_or(|r| region.is_empty() || r.as_str() == region);
    returns.findings.iter().filter(|finding| finding.code == code).filter(fits).collect()
}

#[test]
fn renamed_cover_and_ledger_are_recognised_by_what_they_carry() {
    let ledger: &[&[&str]] = &[
        &["序号", "项目名称", "年度目标", "计量单位", "累计完成", "完成时限", "当前状态"],
        &["1", "农村敬老院公建民营", "12", "所", "11", "2021-10-31", "进行中"],
    ];
    let file = book(&[("Sheet1", COVER), ("表4 殡葬", FUNERAL), ("台账", ledger)]);
    let returns = read(&[("a.xlsx", file)]);
    let renamed: Vec<&str> =
        of(&returns, "sheet.renamed", "411081").iter().map(|f| f.place.sheet.as_deref().unwrap()).collect();
    assert_eq!(renamed, ["Sheet1", "台账"]);
    assert_eq!(returns.ledger.len(), 1);
    assert_eq!(of(&returns, "identity.unit_inferred", "").len(), 0);
}

#[test]
fn a_sheet_with_a_covers_lines_beside_a_cover_is_not_a_second_one() {
    let extra: &[&[&str]] = &[&["填报单位", "禹州市民政局"], &["报告期", "2021年3月"], &["床位", "12"]];
    let returns = read(&[("a.xlsx", book(&[("补充", extra), ("封面", COVER), ("表4 殡葬", FUNERAL)]))]);
    assert_eq!(of(&returns, "sheet.unknown", "").len(), 1);
    assert!(of(&returns, "sheet.duplicate", "").is_empty());
}

#[test]
fn tables_that_were_not_found_are_missing_and_the_return_is_not_called_empty() {
    let returns = read(&[("a.xlsx", book(&[("封面", COVER), ("数据", FUNERAL)]))]);
    assert!(of(&returns, "return.empty", "").is_empty());
    assert_eq!(of(&returns, "sheet.unknown", "411081").len(), 1);
    assert_eq!(of(&returns, "sheet.missing", "411081").len(), 8);
    let blank: &[&[&str]] = &[&["指标名称", "行次", "计量单位", "本月数"], &["死亡人数", "1", "人"]];
    let returns = read(&[("a.xlsx", book(&[("封面", COVER), ("表4 殡葬", blank)]))]);
    assert_eq!(of(&returns, "return.empty", "411081").len(), 1);
}

#[test]
fn an_unreadable_file_is_its_units_and_the_return_is_not_called_missing() {
    let whole = book(&[("封面", COVER)]);
    let returns = read(&[("禹州3月报表.xlsx", whole[..whole.len() / 2].to_vec())]);
    let unreadable = of(&returns, "file.unreadable", "411081");
    let said = unreadable.first().unwrap().headline(Lang::Zh);
    assert!(said.contains("损坏") && !said.chars().any(|c| c.is_ascii_alphabetic()), "{said}");
    assert_eq!(unreadable.first().unwrap().region.as_ref().unwrap().as_str(), "411081");
    let lost = of(&returns, "return.unreadable", "411081");
    assert!(lost.first().unwrap().headline(Lang::Zh).contains("2021-03/禹州3月报表.xlsx"));
    assert!(of(&returns, "return.missing", "411081").is_empty());
    assert_eq!(of(&returns, "return.missing", "").len(), 9);
}

#[test]
fn what_is_no_table_is_a_question_and_the_return_is_still_missing() {
    let returns = read(&[("禹州3月扫描件.pdf", b"%PDF-1.7".to_vec()), ("禹州3月.csv", "死亡人数74人".into())]);
    let said = of(&returns, "file.not_a_return", "411081").first().unwrap().headline(Lang::Zh);
    assert!(said.contains("PDF"), "{said}");
    assert!(of(&returns, "file.unreadable", "411081").first().unwrap().headline(Lang::Zh).contains("CSV"));
    let returns = read(&[("禹州3月扫描件.pdf", b"%PDF-1.7".to_vec())]);
    assert_eq!(of(&returns, "return.missing", "411081").len(), 1);
}

#[test]
fn a_number_no_decimal_holds_is_too_long_and_printed_short() {
    let table = |value| book(&[("封面", COVER), ("表4 殡葬", &[FUNERAL[0], &["死亡人数", "1", "人", value]])]);
    for value in ["1e30", "1e300", "1e-300"] {
        let returns = read(&[("a.xlsx", table(value))]);
        let raw = of(&returns, "value.too_fine", "411081").first().unwrap().raw.clone();
        assert_eq!(raw.as_deref(), Some(value));
    }
    let returns = read(&[("a.xlsx", table(&"长".repeat(300)))]);
    let raw = of(&returns, "value.not_a_number", "411081").first().unwrap().raw.clone().unwrap();
    assert_eq!(raw.chars().count(), 41);
}

#[test]
fn a_unit_the_cover_does_not_name_is_a_question() {
    let cover: &[&[&str]] = &[&["填报单位", ""], &["区划代码", "411081"], &["报告期", "2021年3月"]];
    let by_sheet: &[&[&str]] = &[&["填报单位：禹州市民政局"], FUNERAL[0], FUNERAL[1]];
    for (table, name, how) in [(FUNERAL, "禹州3月.xlsx", "文件名"), (by_sheet, "a.xlsx", "表内填报单位")] {
        let returns = read(&[(name, book(&[("封面", cover), ("表4 殡葬", table)]))]);
        let inferred = of(&returns, "identity.unit_inferred", "411081");
        let finding = inferred.first().unwrap();
        assert!(finding.headline(Lang::Zh).contains(how), "{}", finding.headline(Lang::Zh));
        assert_eq!(finding.place.cell.unwrap().to_string(), "A1");
    }
}

#[test]
fn of_versions_no_one_can_order_none_is_called_old() {
    let other: &[&[&str]] = &[FUNERAL[0], &["死亡人数", "1", "人", "75"]];
    let returns = read(&[
        ("a.xlsx", book(&[("封面", COVER), ("表4 殡葬", FUNERAL)])),
        ("b.xlsx", book(&[("封面", COVER), ("表4 殡葬", other)])),
    ]);
    let said = of(&returns, "version.ambiguous", "411081").first().unwrap().headline(Lang::Zh);
    assert!(said.contains("暂用2021-03/b.xlsx"), "{said}");
    assert!(of(&returns, "file.superseded", "").is_empty());
}

#[test]
fn what_lies_in_the_wrong_place_is_told_with_the_latest_month() {
    let inputs = inputs(&["2021-01"]);
    let put = |path: &str| {
        let path = inputs.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    };
    for path in [
        "禹州.xlsx",
        "README.txt",
        "README",
        "2021-1/a.xlsx",
        "2021-01/补报/a.xlsx",
        "2021-01/补报/旧/~$a.xlsx",
        "2021-01/说明/a.docx",
    ] {
        put(path);
    }
    let returns = read_folder(inputs.path()).returns;
    let misplaced: Vec<&str> =
        of(&returns, "file.misplaced", "").iter().map(|f| f.place.file.as_deref().unwrap()).collect();
    assert_eq!(misplaced, ["2021-1", "禹州.xlsx"]);
    let [nested] = of(&returns, "file.in_folder", "")[..] else { panic!() };
    assert_eq!(nested.place.file.as_deref(), Some("2021-01/补报/a.xlsx"));
    assert_eq!(nested.advice(Lang::Zh), "请移到 2021-01/ 里，不要放在子文件夹");
    assert!(of(&returns, "file.misplaced", "").iter().all(|f| f.month == Month::new(2021, 1).unwrap()));
}

#[test]
fn a_text_in_a_row_of_another_unit_is_converted_once() {
    for (unit, text, value) in [
        ("元", "245,500", Some("24.55")),
        ("元", "245500元", Some("24.55")),
        ("元", "24.55万元", Some("24.55")),
        ("元", "24.55万", Some("24.55")),
        ("元", "二十四万五千五百", Some("24.55")),
        ("元", "245500（含补报）", Some("24.55")),
        ("万元", "245500元", Some("24.55")),
        ("万元", "24.55", Some("24.55")),
        ("万元", "24.55（万元）", Some("24.55")),
        ("万元", "二十四万五千五百", None),
        ("万元", "（24.55）", None),
        ("万元", "△24.55", None),
    ] {
        let table: &[&[&str]] = &[FUNERAL[0], &["惠民殡葬减免金额", "5", unit, &format!("'{text}")]];
        let Reading { returns, facts, .. } = read_whole(&[("a.xlsx", book(&[("封面", COVER), ("表4 殡葬", table)]))]);
        let (region, amount) = (RegionCode::new("411081"), IndicatorId::new("funeral.fee_waivers.amount"));
        let number = facts.find(&region, &amount, Measure::Month, Month::new(2021, 3).unwrap());
        let read = number.and_then(|number| facts.get(number)).map(|fact| fact.value);
        let number = match read.unwrap() {
            Value::Number(number) => Some(number.to_string()),
            Value::Missing(_) => None,
        };
        assert_eq!(number.as_deref(), value, "{text} in {unit}");
        assert_eq!(of(&returns, "value.ambiguous", "411081").is_empty(), value.is_some(), "{text} in {unit}");
    }
}
