//! Blank forms, there and back: what `yuebao forms` sends out is bound, filled in, without a word of configuration.
//!
//! They are filled in by an independent program, `tests/forms/fill.py`, which needs python3 with openpyxl. Without it
//! these tests have nothing to do, unless `YUEBAO_NEEDS_OPENPYXL` is set, as `.ci/run` sets it: then they fail.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{DESK, home, inputs, root, stderr, stdout, tree, yuebao};
use yuebao::app::{FormsOptions, Options, Session, Silent};
use yuebao::catalog::{ColumnRole, Form};
use yuebao::finding::Finding;
use yuebao::ingest::{self, FileReading, InputFile};
use yuebao::model::{Cell, Decimal, Fact, Measure, Month, Value};

const MONTH: &str = "2021-12";

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn session(home: &Path, inputs: &Path, out: Option<PathBuf>) -> Session {
    let options = Options {
        home: Some(home.to_path_buf()),
        desk: Some(DESK.to_owned()),
        inputs: Some(inputs.to_path_buf()),
        out,
        jobs: 0,
    };
    Session::open(&options).unwrap()
}

/// Writes the month's blank forms of a desk whose templates are in `home` to `out`.
fn make(home: &Path, inputs: &Path, out: &Path) {
    let options = FormsOptions { period: Some(MONTH.to_owned()), units: Vec::new() };
    let made = session(home, inputs, Some(out.to_path_buf())).forms(&options, &Silent).unwrap();
    assert_eq!(made.files, 10);
}

fn read(session: &Session, path: &Path, as_month: &str) -> FileReading {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let file = InputFile {
        path: format!("{as_month}/{name}").into(),
        month: month(as_month),
        sha256: "0".into(),
        bytes: bytes.into(),
    };
    ingest::read(&session.catalog, &session.desk, &file)
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_blank_form_is_an_empty_return_and_nothing_else() {
    let inputs = inputs(&["2021-11"]);
    let out = tempfile::tempdir().unwrap();
    let blanks = out.path().join("空白表");
    make(&root(), inputs.path(), &blanks);
    let session = session(&root(), inputs.path(), None);
    let mut units = BTreeSet::new();
    for (name, _) in tree(&blanks) {
        let reading = read(&session, &blanks.join(&name), MONTH);
        // Every sheet is bound by its name, the unit is known, the figures of last month are no values.
        assert_eq!(codes(&reading.findings), ["return.empty"], "{name}: {:?}", reading.findings);
        assert!(reading.empty && reading.facts.is_empty(), "{name}");
        units.insert(reading.unit.unwrap());
    }
    assert_eq!(units.len(), session.desk.units.len());
}

#[test]
fn a_form_of_another_month_unit_or_version_is_told() {
    let empty = tempfile::tempdir().unwrap();
    let spoiled = home();
    let desk = spoiled.path().join("templates/desks").join(DESK).join("desk.toml");
    let text = std::fs::read_to_string(&desk).unwrap();
    let swapped = text.replace("魏都区", "丙").replace("建安区", "魏都区").replace('丙', "建安区");
    std::fs::write(&desk, swapped).unwrap();
    let form = spoiled.path().join("templates/forms/table4.toml");
    std::fs::write(&form, std::fs::read_to_string(&form).unwrap() + "\n# 旧版\n").unwrap();
    let out = tempfile::tempdir().unwrap();
    let blanks = out.path().join("空白表");
    make(spoiled.path(), empty.path(), &blanks);
    let session = session(&root(), empty.path(), None);
    // The code on the cover is that of the first, the name that of the second: the name decides.
    let reading = read(&session, &blanks.join("魏都区2021年12月月报空白表.xlsx"), "2021-11");
    let told: BTreeMap<&str, String> = reading
        .findings
        .iter()
        .map(|f| (f.code, f.place.cell.map(|cell| cell.to_string()).unwrap_or_default()))
        .collect();
    assert_eq!(reading.unit.unwrap().as_str(), "411003");
    assert_eq!(told.get("identity.form_unit").map(String::as_str), Some("B3"), "{told:?}");
    assert_eq!(told.get("identity.form_period").map(String::as_str), Some("B4"), "{told:?}");
    assert!(told.contains_key("form.version") && told.contains_key("identity.period"), "{told:?}");
    assert!(!told.contains_key("sheet.hidden") && !told.contains_key("sheet.unknown"), "{told:?}");
}

#[test]
fn the_same_forms_are_the_same_bytes_and_other_files_are_safe() {
    let out = tempfile::tempdir().unwrap();
    let blanks = out.path().join("空白表");
    let path = blanks.to_str().unwrap();
    let run = |more: &[&str]| {
        let mut arguments = vec!["forms", "--desk", DESK, "--period", MONTH, "--out", path];
        arguments.extend(more);
        yuebao(&arguments)
    };
    let first = run(&[]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert!(stdout(&first).contains("空白表 10 本已写入"), "{}", stdout(&first));
    let bytes = tree(&blanks);
    assert!(stdout(&run(&["--jobs", "1"])).contains("未改动"));
    std::fs::remove_dir_all(&blanks).unwrap();
    run(&["--lang", "en"]);
    assert!(tree(&blanks) == bytes, "another run made other bytes");
    // One unit made anew leaves the others.
    std::fs::write(blanks.join("禹州市2021年12月月报空白表.xlsx"), "spoiled").unwrap();
    assert!(run(&["--unit", "禹州市民政局"]).status.success());
    assert!(tree(&blanks) == bytes, "one unit's form was not mended alone");
    assert_eq!(run(&["--unit", "无此单位"]).status.code(), Some(2));
    // A folder with anything else in it is left alone.
    std::fs::write(blanks.join("我的文件.txt"), "dear").unwrap();
    let refused = run(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("我的文件.txt"), "{}", stderr(&refused));
    assert_eq!(std::fs::read(blanks.join("我的文件.txt")).unwrap(), b"dear");
    let quarter = yuebao(&["forms", "--desk", DESK, "--period", "2021-Q4", "--out", path]);
    assert_eq!(quarter.status.code(), Some(2));
    assert_eq!(yuebao(&["forms", "--desk", DESK, "--period", "2022-01", "--out", path]).status.code(), Some(2));
}

/// Runs `tests/forms/fill.py`; nothing where it cannot run and need not.
fn fill(blanks: &Path, filled: &Path) -> Option<serde_json::Value> {
    let python = |arguments: &[&std::ffi::OsStr]| Command::new("python3").args(arguments).output();
    let there = python(&["-c".as_ref(), "import openpyxl".as_ref()]).is_ok_and(|output| output.status.success());
    if !there {
        let needed = std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_some();
        assert!(!needed, "blank forms are filled in by python3 with openpyxl: install python3-openpyxl");
        return None;
    }
    let script = root().join("tests/forms/fill.py");
    let output = python(&[script.as_ref(), blanks.as_ref(), filled.as_ref()]).unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// The measure a cell is of, by what the form file says of its heads and its row.
fn measure_of(form: &Form, label: &str, heads: &[String], indicator: &str) -> Option<Measure> {
    if form.ledger.is_some() {
        return Some(Measure::Stock);
    }
    let row = form.rows().find(|row| row.indicator.as_str() == indicator && row.labels.iter().any(|l| l == label))?;
    let columns = form.tables.iter().flat_map(|table| &table.columns);
    let measures = columns.filter(|column| column.shown == heads).filter_map(|column| match &column.role {
        ColumnRole::Values { fixed, .. } => fixed.measure,
        _ => None,
    });
    measures.into_iter().find(|measure| row.measures.contains(measure))
}

#[test]
fn what_is_filled_in_is_read_back_exactly() {
    let inputs = inputs(&["2021-11"]);
    let out = tempfile::tempdir().unwrap();
    let blanks = out.path().join("空白表");
    make(&root(), inputs.path(), &blanks);
    let Some(said) = fill(&blanks, &inputs.path().join(MONTH)) else { return };
    let session = session(&root(), inputs.path(), None);
    let reading = session.read(month(MONTH), &Silent).unwrap();
    let mine: Vec<&Finding> = reading.returns.findings.iter().filter(|f| f.month == month(MONTH)).collect();
    assert!(mine.is_empty(), "{mine:?}");

    let facts = reading.facts.iter().map(|(_, fact)| fact).filter(|fact| fact.month == month(MONTH));
    let mut by_place: BTreeMap<(String, String, Cell), &Fact> = BTreeMap::new();
    for fact in facts.filter(|fact| matches!(fact.value, Value::Number(_))) {
        let source = fact.source.as_ref().unwrap();
        let place = (source.file.to_string(), source.sheet.to_string(), source.cell);
        assert!(by_place.insert(place, fact).is_none(), "two facts of one cell");
    }
    let said = said.as_array().unwrap();
    assert!(said.len() > 2500, "only {} cells were filled in", said.len());
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    for one in said {
        let cell = Cell::parse(&text(one, "cell")).unwrap();
        let place = (format!("{MONTH}/{}", text(one, "file")), text(one, "sheet"), cell);
        let fact = by_place.remove(&place).unwrap_or_else(|| panic!("{one} was not read"));
        assert_eq!(fact.value, Value::Number(text(one, "value").parse::<Decimal>().unwrap().normalize()), "{one}");
        is_of(&session, fact, one);
    }
    assert!(by_place.is_empty(), "read, and never filled in: {by_place:?}");
}

/// The fact is of the unit, the indicator and the measure the form said beside the cell.
fn is_of(session: &Session, fact: &Fact, one: &serde_json::Value) {
    let unit = session.desk.units.iter().find(|unit| unit.code == fact.region).unwrap();
    assert!(unit.names.iter().any(|name| Some(name.as_str()) == one["unit"].as_str()), "{one}");
    let label = one["label"].as_str().unwrap();
    let heads: Vec<String> =
        one["heads"].as_array().unwrap().iter().map(|head| head.as_str().unwrap().to_owned()).collect();
    let sheet = one["sheet"].as_str().unwrap();
    let mut forms = unit.forms.iter().map(|id| session.catalog.forms.get(id).unwrap());
    let form = forms.find(|form| form.sheets.iter().any(|name| name == sheet)).unwrap();
    if let Some(ledger) = &form.ledger {
        let project = ledger.projects.iter().find(|project| project.labels.iter().any(|l| l == label)).unwrap();
        let (column, expected) =
            if heads.first() == ledger.goal_heads.first() { ("goal", &project.goal) } else { ("done", &project.done) };
        assert_eq!(&fact.indicator, expected, "{column}: {one}");
    }
    assert_eq!(measure_of(form, label, &heads, fact.indicator.as_str()), Some(fact.measure), "{one}");
}
