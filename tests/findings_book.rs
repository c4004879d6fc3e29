//! `findings.xlsx` as openpyxl reads it: every finding once, root causes together, links that lead somewhere.
//!
//! It is read by `tests/findings/read.py`; see `support::openpyxl` for what happens where that cannot run.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{DESK, openpyxl, root, text_of, yuebao};
use yuebao::app::{CheckResult, FindingsBook, Options, Session, Silent};
use yuebao::finding::{Cause, Explanation, Finding, Level, Status, Suspect};
use yuebao::model::{Cell, Date, Measure, Month, Period, Place};
use yuebao::render::xlsx::{BookMeta, TidyColumn, TidyKind, TidySheet, TidyValue, list_book};

/// The heads of a unit's list, as other people's filters and formulas know them.
const HEADS: &str = "序号 组 级别 状态 月份 文件 工作表 单元格 现值 问题 左值 关系 右值 差 疑因 可疑单元格 建议值 处理建议 说明 \
                     首次出现 代码 规则 编号 式子";

fn session() -> Session {
    let options = Options { home: Some(root()), desk: Some(DESK.to_owned()), ..Options::default() };
    Session::open(&options).unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn read(bytes: &[u8]) -> Option<Vec<Value>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("findings.xlsx");
    std::fs::write(&path, bytes).unwrap();
    Some(openpyxl("tests/findings/read.py", &[&path])?.as_array().unwrap().clone())
}

fn sheet<'a>(book: &'a [Value], name: &str) -> &'a Value {
    book.iter().find(|sheet| sheet["name"] == name).unwrap()
}

/// The rows of a sheet by their heads, with the number of each row.
fn records(sheet: &Value) -> Vec<BTreeMap<String, Value>> {
    let rows = sheet["rows"].as_array().unwrap();
    let heads: Vec<String> =
        rows[0].as_array().unwrap().iter().map(|head| head.as_str().unwrap_or_default().to_owned()).collect();
    let record = |row: &Value| heads.iter().cloned().zip(row.as_array().unwrap().iter().cloned()).collect();
    rows[1..].iter().map(record).collect()
}

/// The sheets that list findings.
fn lists(book: &[Value]) -> Vec<&Value> {
    book.iter().filter(|sheet| sheet["rows"][0].as_array().unwrap().iter().any(|head| head == "编号")).collect()
}

#[test]
fn every_finding_of_an_edition_stands_on_one_list_and_the_overview_adds_up() {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().to_str().unwrap();
    yuebao(&["report", "--desk", DESK, "--period", "2021-09", "-q", "--out", to]);
    let edition = out.path().join("第1版");
    let json: Value = serde_json::from_slice(&std::fs::read(edition.join("findings.json")).unwrap()).unwrap();
    let bytes = std::fs::read(edition.join("findings.xlsx")).unwrap();
    assert!(!text_of("findings.xlsx", &bytes).contains(to), "no path of the machine");
    let Some(book) = read(&bytes) else { return };

    let mut told: Vec<(String, String)> = Vec::new();
    for list in lists(&book) {
        let unit = list["name"].as_str().unwrap();
        let heads: Vec<&str> = list["rows"][0].as_array().unwrap().iter().map(|h| h.as_str().unwrap()).collect();
        assert_eq!(heads, HEADS.split_whitespace().collect::<Vec<_>>());
        told.extend(records(list).iter().map(|row| (unit.to_owned(), row["编号"].as_str().unwrap().to_owned())));
        let last = list["rows"].as_array().unwrap().len();
        assert_eq!(list["filter"], format!("A1:X{last}"));
        assert_eq!((list["panes"].as_str(), list["titles"].as_str()), (Some("D2"), Some("$1:$1")));
        assert!(list["landscape"] == true && list["paper"] == 9 && list["fitted"] == true);
        assert!(list["dates"].as_array().unwrap().is_empty());
    }
    let findings = json["findings"].as_array().unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut expected: Vec<(String, String)> =
        findings.iter().map(|f| (text(&f["region"]).unwrap_or("分不出单位".into()), text(&f["id"]).unwrap())).collect();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);

    let overview = sheet(&book, "总览");
    let total = records(overview).into_iter().find(|row| row["单位"] == "合计").unwrap();
    let level = |level: &str| findings.iter().filter(|f| f["level"] == level).count();
    assert_eq!(
        [total["强制"].as_u64(), total["核实"].as_u64(), total["提示"].as_u64(), total["已说明"].as_u64()],
        [Some(level("must") as u64), Some(level("query") as u64), Some(level("note") as u64), Some(0)]
    );
    let zone = records(overview).into_iter().find(|row| row["单位"] == "经济技术开发区").unwrap();
    assert_eq!((zone["报送情况"].as_str(), zone["强制"].as_u64()), (Some("缺报"), Some(1)));
    // Each unit's name leads to its list, and only where there is one.
    let leads: BTreeSet<String> =
        overview["links"].as_object().unwrap().values().map(|link| link[1].as_str().unwrap().to_owned()).collect();
    let there = lists(&book).iter().map(|list| format!("'{}'!A1", list["name"].as_str().unwrap())).collect();
    assert_eq!(leads, there);
    assert_eq!(book.first().unwrap()["name"], "总览");
}

#[test]
fn runs_without_an_answer_are_listed_with_the_cell_they_lack() {
    let session = session();
    let result = session.check_period(Period::parse("2021-09").unwrap(), &Silent).unwrap();
    let runs = result.runs;
    assert_eq!(runs.undecided, result.undecided.iter().map(|run| run.runs).sum::<u64>());
    let Some(book) = read(&made(&session, &result, &result.findings, &BTreeMap::new(), &[])) else { return };
    let rows = records(sheet(&book, "无从判断明细"));
    assert_eq!((rows.len(), &sheet(&book, "无从判断明细")["hidden"]), (result.undecided.len(), &Value::Bool(true)));
    put_together(&rows, &records(sheet(&book, "无从判断")));
    // 长葛市 left #REF! where the people in extreme hardship are counted: their sum cannot be checked.
    let lacks = |rule: &str| {
        let of_unit = rows.iter().filter(|row| row["单位"] == "长葛市" && row["规则"] == rule);
        of_unit.map(|row| (row["单元格"].clone(), row["缺哪些数"].clone())).collect::<Vec<_>>()
    };
    let found = lacks("SA-02");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "G15");
    assert!(found[0].1.as_str().unwrap().contains("填的是“#REF!”"), "{found:?}");
    // The zone that sent nothing lacks everything.
    let zone = rows.iter().find(|row| row["单位"] == "经济技术开发区").unwrap();
    assert!(zone["缺哪些数"].as_str().unwrap().starts_with("没有2021-09的数："), "{zone:?}");
    assert_eq!(zone["单元格"], Value::Null);
    // The four ways add up below the overview.
    let counts: Vec<u64> = sheet(&book, "总览")["rows"]
        .as_array()
        .unwrap()
        .iter()
        .skip_while(|row| row[0] != "规则共验（次）")
        .map(|row| row[1].as_u64().unwrap())
        .collect();
    assert_eq!(counts[1..], [runs.pass, runs.fail, runs.undecided, runs.broken]);
    assert_eq!(counts[0], counts[1..].iter().sum::<u64>());
}

/// The rows that are printed say all that the single ones do: every run, unit, number and cell, in a quarter of the rows.
fn put_together(single: &[BTreeMap<String, Value>], together: &[BTreeMap<String, Value>]) {
    let runs = |rows: &[BTreeMap<String, Value>]| rows.iter().filter_map(|row| row["次数"].as_u64()).sum::<u64>();
    assert_eq!(runs(single), runs(together));
    assert!(together.len() * 4 < single.len(), "{} rows of {}", together.len(), single.len());
    let text = |row: &BTreeMap<String, Value>, head: &str| row[head].as_str().unwrap_or_default().to_owned();
    for one in single {
        let same = |row: &&BTreeMap<String, Value>| {
            row["规则"] == one["规则"] && row["月份"] == one["月份"] && text(row, "单位").contains(&text(one, "单位"))
        };
        let said: String = together.iter().filter(same).map(|row| text(row, "缺哪些数") + "、").collect();
        for line in text(one, "缺哪些数").lines() {
            let (month, names) = line.split_once("的数：").unwrap_or((line, ""));
            assert!(said.contains(month), "{one:?}: {line} is not in {said}");
            assert!(names.split('、').all(|name| said.contains(name)), "{one:?}: {names} is not in {said}");
        }
    }
}

/// A file whose heads were all read with blanks in them: one line that names the cells, and the others folded.
#[test]
fn notes_of_one_kind_are_folded_below_the_first_which_names_their_cells() {
    let session = session();
    let result = session.check_period(Period::parse("2021-09").unwrap(), &Silent).unwrap();
    let note = |(sheet, cell): (&str, &str)| {
        let place = Place::sheet(&"2021-09/襄城.xlsx".into(), &sheet.into());
        let place = Place { cell: Cell::parse(cell), ..place };
        let mut note = Finding::new("value.normalised", month("2021-09"), place);
        note.region = Some("411025".into());
        note
    };
    let notes = [("表1", "A3"), ("表1", "B3"), ("表1", "C3"), ("表2", "A3"), ("表2", "D12")].map(note);
    let book = |notes: &[Finding]| read(&made(&session, &result, notes, &BTreeMap::new(), &[]));
    let Some((five, three)) = book(&notes).zip(book(&notes[..3])) else { return };
    let (list, short) = (sheet(&five, "襄城县"), sheet(&three, "襄城县"));
    let said = |list: &Value| records(list)[0]["问题"].as_str().unwrap().to_owned();
    assert!(said(list).ends_with("；另有同类4处：表1 B3、C3；表2 A3、D12"), "{}", said(list));
    assert_eq!(
        (&list["folded"], &list["outlined"]),
        (&serde_json::json!([3, 4, 5, 6]), &serde_json::json!([3, 4, 5, 6]))
    );
    let told = records(list);
    assert!(told.len() == 5 && told.iter().all(|row| row["编号"].is_string()), "all stand on the list: {told:?}");
    assert!(short["folded"].as_array().unwrap().is_empty() && !said(short).contains("同类"));
}

fn meta() -> BookMeta {
    BookMeta {
        title: "2021年9月审核问题".into(),
        subject: "审核问题".into(),
        author: "某市民政局".into(),
        notice: None,
        draft: Some("草稿".into()),
        created: Date::new(2021, 10, 8).unwrap(),
    }
}

fn made(
    session: &Session,
    result: &CheckResult,
    findings: &[Finding],
    annotated: &BTreeMap<String, String>,
    more: &[TidySheet],
) -> Vec<u8> {
    let book = FindingsBook { session, findings, result, annotated, more };
    list_book(&book.lists(), &meta()).unwrap()
}

/// 建安区's findings of 2021-09 as one root cause with a suspect cell, and a query of its that was explained.
fn as_one_cause(result: &CheckResult) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        result.findings.iter().filter(|f| f.region.as_ref().is_some_and(|r| r.as_str() == "411003")).cloned().collect();
    findings.retain(|finding| finding.level == Level::Must && finding.place.cell.is_some());
    let head = findings.iter().find(|finding| finding.place.cell == Cell::parse("E13")).unwrap().clone();
    let suspect = Suspect {
        indicator: head.indicator.clone().unwrap(),
        measure: Measure::Month,
        region: "411003".into(),
        month: month("2021-09"),
        place: Place { cell: Cell::parse("D12"), ..head.place.clone() },
        raw: "25".into(),
        repair: "-11.5".into(),
    };
    for finding in &mut findings {
        finding.group = (finding.id() != head.id()).then(|| head.id());
        finding.cause = Some(Cause::LostDigit);
        finding.suspects = vec![suspect.clone()];
        finding.first_seen = month("2021-08");
    }
    let mut query = Finding::new("return.late", month("2021-09"), Place::file(&"2021-09/晚.xlsx".into()));
    query.region = Some("411003".into());
    query.status = Status::CarriedForward(Explanation {
        text: "=停电".into(),
        who: "张三".into(),
        date: "2021-10-09".into(),
        month: month("2021-08"),
        place: Place::default(),
        carried_into: None,
    });
    findings.push(query);
    findings
}

#[test]
fn one_root_cause_stands_together_with_links_into_the_annotated_copy() {
    let session = session();
    let result = session.check_period(Period::parse("2021-09").unwrap(), &Silent).unwrap();
    let findings = as_one_cause(&result);
    let copy = findings[0].place.file.as_deref().unwrap().to_owned();
    let annotated = BTreeMap::from([(copy, "标注/建安区.xlsx".to_owned())]);
    let column = TidyColumn { name: "项目".into(), kind: TidyKind::Text };
    let rows = vec![vec![TidyValue::Text("迟报天数".into())]];
    let more = [TidySheet { name: "填报质量".into(), columns: vec![column], rows, note_rows: Vec::new() }];
    let bytes = made(&session, &result, &findings, &annotated, &more);
    assert!(bytes == made(&session, &result, &findings, &annotated, &more), "the same bytes");
    if let Ok(folder) = std::env::var("YUEBAO_KEEP_BOOKS") {
        std::fs::write(format!("{folder}/findings.xlsx"), &bytes).unwrap();
    }
    let Some(book) = read(&bytes) else { return };
    let names: Vec<&str> = book.iter().map(|sheet| sheet["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["总览", "建安区", "情况说明", "无从判断", "无从判断明细", "填报质量", "本表说明"]);

    let list = sheet(&book, "建安区");
    let rows = records(list);
    assert_eq!(rows.len(), 7);
    let head = findings[2].id();
    assert_eq!(rows[0]["编号"], head.as_str());
    assert!(rows[..6].iter().all(|row| row["组"] == 1) && rows[6]["组"] == 2);
    assert_eq!(list["outlined"], serde_json::json!([3, 4, 5, 6, 7]));
    assert_eq!(list["indented"], serde_json::json!(["J3", "J4", "J5", "J6", "J7"]));
    // A cell, and the suspect beside it, lead to the same places in the copy.
    let sheet_name = findings[2].place.sheet.as_deref().unwrap();
    let at = |cell: &str| serde_json::json!(["标注/建安区.xlsx", format!("'{sheet_name}'!{cell}")]);
    assert_eq!((rows[0]["单元格"].as_str(), &list["links"]["H2"]), (Some("E13"), &at("E13")));
    assert_eq!((rows[0]["可疑单元格"].as_str(), &list["links"]["P2"]), (Some("D12"), &at("D12")));
    assert_eq!((rows[0]["建议值"].as_f64(), rows[0]["疑因"].as_str()), (Some(-11.5), Some("漏填一位")));
    assert_eq!(rows[0]["首次出现"], "2021-08");
    // What was explained says so, as text; where there is no copy there is no link.
    assert_eq!((rows[6]["状态"].as_str(), rows[6]["级别"].as_str()), (Some("沿用前月说明"), Some("核实")));
    assert_eq!(rows[6]["说明"], "=停电（张三 2021-10-09）；2021-08给的说明，沿用");
    assert_eq!(list["links"].get("H8"), None);
    let unit = records(sheet(&book, "总览")).into_iter().find(|row| row["单位"] == "建安区").unwrap();
    assert_eq!(
        [&unit["强制"], &unit["强制组"], &unit["核实"], &unit["核实组"], &unit["已说明"]].map(|v| v.as_u64().unwrap()),
        [6, 1, 0, 0, 1]
    );
}
