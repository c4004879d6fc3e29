//! Blank forms, there and back: what `yuebao forms` sends out is bound, filled in, without a word of configuration.
//!
//! They are filled in by an independent program, `tests/forms/fill.py`, which needs python3 with openpyxl. Without it
//! these tests have nothing to do, unless `YUEBAO_NEEDS_OPENPYXL` is set, as `.ci/run` sets it: then they fail.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use support::{DESK, home, inputs, root, stderr, stdout, tree, yuebao};
use yuebao::app::{FormsOptions, Options, Session, Silent};
use yuebao::catalog::{ColumnRole, Form};
use yuebao::document::{BlankInput, BlankSheet, NumberInput};
use yuebao::finding::Finding;
use yuebao::ingest::{self, FileReading, InputFile};
use yuebao::model::{Cell, Date, Decimal, Fact, Measure, Month, Value};
use yuebao::report::{self, BlankRequest};

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
        ..Options::default()
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
    ingest::read(&session.catalog, &session.desk, &file, &|| false)
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
    assert!(told.contains_key("identity.sheet_period"), "the line of unit and period is read: {told:?}");
    assert!(told.contains_key("form.version") && told.contains_key("identity.period"), "{told:?}");
    assert!(!told.contains_key("sheet.hidden") && !told.contains_key("sheet.unknown"), "{told:?}");
}

/// Neither the cover nor a sheet nor the file's name says whose it is: the form does, and the desk is asked to look.
#[test]
fn a_form_without_a_name_is_known_by_its_hidden_id() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let cover = book.add_worksheet().set_name("封面").unwrap();
    for (row, label, value) in [(0, "填报单位", ""), (1, "报告期", "2021年12月"), (2, "报出日期", "2022-01-04")]
    {
        cover.write_string(row, 0, label).unwrap().write_string(row, 1, value).unwrap();
    }
    let sheet = book.add_worksheet().set_name("表4 殡葬").unwrap();
    for (column, text) in (0..).zip(["指标名称", "本月数", "本年累计", "校验"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string(1, 0, "死亡人数").unwrap();
    for (column, number) in (1..).zip([12.0, 140.0, 0.0]) {
        sheet.write_number(1, column, number).unwrap();
    }
    let hidden = book.add_worksheet().set_name("_yuebao").unwrap();
    for (row, (key, value)) in (0..).zip([("_yuebao", "blank"), ("unit", "411081"), ("period", MONTH)]) {
        hidden.write_string(row, 0, key).unwrap().write_string(row, 1, value).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("回复.xlsx");
    book.save(&path).unwrap();
    let reading = read(&session(&root(), folder.path(), None), &path, MONTH);
    assert_eq!(reading.unit.as_ref().map(|unit| unit.as_str()), Some("411081"));
    let inferred = reading.findings.iter().find(|finding| finding.code == "identity.unit_inferred").unwrap();
    assert!(inferred.headline(yuebao::finding::Lang::Zh).contains("空白表的编号"));
    let told = codes(&reading.findings);
    let strange = ["identity.form_unit", "identity.form_period", "column.unknown", "sheet.unknown", "sheet.hidden"];
    assert!(!told.iter().any(|code| strange.contains(code)), "{told:?}");
}

/// A form with labelled cells and two tables on one sheet, in a unit of its own.
const EXTRA: &str = r#"
# 样子：附表
title = "附表 资金"
sheets = ["附表"]

[[fields]]
labels = ["救助总人次"]
indicator = "assistance.temporary.cases"
measure = "month"

[[tables]]
name = "本月"
above = ["一、本月"]
label_heads = ["项目"]
code_heads = ["行次"]

[[tables.columns]]
heads = ["资金（元）/本月"]
measure = "month"

[[tables.rows]]
code = "1"
label = "惠民殡葬减免金额"
indicator = "funeral.fee_waivers.amount"
unit = "元"
measures = ["month"]

[[tables]]
name = "期末"
above = ["二、期末"]
label_heads = ["项目"]

[[tables.columns]]
heads = ["期末数"]
measure = "stock"

[[tables.rows]]
label = "殡仪馆"
indicator = "funeral.parlours"
measures = ["stock"]
"#;

const LENIENT: &str = r#"
[[rules]]
id = "FN-90"
code = "value.negative"
level = "query"
rule = "节地生态安葬[本月] >= -5"
why = "冲减上月多报的。"
advice = "核对。"

[rules.examples]
pass = [{ "节地生态安葬[本月]" = -5 }]
fail = [{ "节地生态安葬[本月]" = -6 }]
undecided = [{}]
"#;

/// A home whose 市本级 owes the extra form, and whose rules allow a negative count.
fn extended(extra: &str) -> tempfile::TempDir {
    let home = home();
    let templates = home.path().join("templates");
    std::fs::write(templates.join("forms/extra.toml"), extra).unwrap();
    let desk = templates.join("desks").join(DESK).join("desk.toml");
    let text = std::fs::read_to_string(&desk).unwrap();
    std::fs::write(&desk, text.replace(r#"["cover", "xuchang-own"]"#, r#"["cover", "xuchang-own", "extra"]"#)).unwrap();
    let rules = templates.join("rules/funeral.toml");
    std::fs::write(&rules, std::fs::read_to_string(&rules).unwrap() + LENIENT).unwrap();
    home
}

#[test]
fn labelled_cells_and_several_tables_make_a_sheet_too() {
    let home = extended(EXTRA);
    let empty = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    make(home.path(), empty.path(), &out.path().join("空白表"));
    let session = session(home.path(), empty.path(), None);
    let reading = read(&session, &out.path().join("空白表/市本级2021年12月月报空白表.xlsx"), MONTH);
    assert_eq!(codes(&reading.findings), ["return.empty"], "{:?}", reading.findings);

    let request = |code: &str| BlankRequest {
        catalog: &session.catalog,
        desk: &session.desk,
        unit: session.desk.units.iter().find(|unit| unit.code.as_str() == code).unwrap(),
        month: month(MONTH),
        due: Date::new(2022, 1, 5).unwrap(),
        facts: None,
        ledger: &[],
        findings: &[],
        tool: "test",
    };
    let own = report::blank(&request("411000-B")).unwrap();
    let extra = own.book.sheets.iter().find(|sheet| sheet.name == "附表").unwrap();
    let numbers = numbers(extra);
    assert_eq!(numbers.len(), 3);
    // Two places of 万元 are none of 元.
    assert!(numbers.iter().all(|number| number.places == 0), "{numbers:?}");
    assert_eq!(extra.heads.iter().map(|heads| heads.depth()).collect::<Vec<_>>(), [2, 1]);
    let county = report::blank(&request("411002")).unwrap();
    let funeral = county.book.sheets.iter().find(|sheet| sheet.name == "表4 殡葬").unwrap();
    let least: Vec<_> = self::numbers(funeral).iter().filter_map(|number| number.least).collect();
    assert_eq!(least.iter().filter(|least| **least == Decimal::from(-5)).count(), 1, "one cell may be negative");
    assert_eq!(least.iter().filter(|least| !least.is_zero()).count(), 1, "and no other");
}

fn numbers(sheet: &BlankSheet) -> Vec<&NumberInput> {
    fn number(input: &BlankInput) -> Option<&NumberInput> {
        match input {
            BlankInput::Number(number) => Some(number),
            _ => None,
        }
    }
    sheet.cells.iter().filter_map(|cell| cell.input.as_ref()).filter_map(number).collect()
}

#[test]
fn heads_that_depend_on_what_is_filled_in_are_refused() {
    let open = EXTRA.replace("heads = [\"期末数\"]", "heads = [\"*\"]\neach = \"period\"");
    let home = extended(&open);
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("空白表");
    let home = home.path().to_str().unwrap();
    let refused =
        yuebao(&["forms", "--home", home, "--desk", DESK, "--period", MONTH, "--out", target.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("附表 资金") && stderr(&refused).contains("期末"), "{}", stderr(&refused));
    assert!(!target.exists(), "nothing is written in part");
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
    support::openpyxl("tests/forms/fill.py", &[blanks, filled])
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
        // The bureau's own figures stand in a template, not in a return.
        if source.file.starts_with("desks/") {
            continue;
        }
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
