//! Explanations, there and back: a county answers in the list of its annotated copy, and its queries are released.
//!
//! The lists are filled in by an independent program, `tests/explanations/answer.py`, which needs python3 with openpyxl.
//! Without it these tests have nothing to do, unless `YUEBAO_NEEDS_OPENPYXL` is set: then they fail.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

mod support;

use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::{DESK, home, inputs, root, stderr, text_of, yuebao};
use yuebao::app::{Options, Session, Silent};
use yuebao::finding::{Finding, Level};
use yuebao::ingest::FileState;
use yuebao::model::{Month, Period};

/// The one unit that reports in the drawn returns: 示范区.
const UNIT: &str = "XC-SFQ";

/// A desk's inputs, small and drawn by hand: one unit, its months, the deaths of each as typed.
struct Desk {
    home: tempfile::TempDir,
    inputs: tempfile::TempDir,
}

impl Desk {
    fn new(months: &[(&str, &str)]) -> Self {
        let desk = Self { home: home(), inputs: tempfile::tempdir().unwrap() };
        months.iter().for_each(|(month, deaths)| desk.returns(month, deaths));
        desk
    }
    /// The return of the unit: its deaths as typed, its cover sent in time.
    fn returns(&self, month: &str, deaths: &str) {
        let folder = self.inputs.path().join(month);
        std::fs::create_dir_all(&folder).unwrap();
        let (year, number) = month.split_once('-').unwrap();
        let number: u32 = number.parse().unwrap();
        let cover =
            format!("填报单位,示范区社会事业局\n报告期,{year}年{number}月\n报出日期,{year}-{:02}-03\n", number + 1);
        std::fs::write(folder.join("示范区 封面.csv"), cover).unwrap();
        let table = format!(
            "填报单位：示范区社会事业局\n指标名称,行次,计量单位,本月数\n死亡人数,1,人,{deaths}\n火化遗体数,2,具,0\n"
        );
        std::fs::write(folder.join("示范区 表4 殡葬.csv"), table).unwrap();
    }
    fn session(&self) -> Session {
        let (home, inputs) = (Some(self.home.path().into()), Some(self.inputs.path().into()));
        Session::open(&Options { home, inputs, desk: Some(DESK.to_owned()), ..Options::default() }).unwrap()
    }
    /// The findings of a month, and as other programs get them.
    fn check(&self, month: &str) -> (Vec<Finding>, Vec<Value>) {
        let session = self.session();
        let reading = session.read(Month::parse(month).unwrap(), &Silent).unwrap();
        let periods = [Period::parse(month).unwrap()];
        let findings = session.check(&reading, &periods).findings;
        let json: Value = serde_json::from_slice(&session.findings_json(&periods, &findings)).unwrap();
        (findings, json["findings"].as_array().unwrap().clone())
    }
    /// The one finding of that code about the deaths.
    fn one(&self, month: &str, code: &str) -> Value {
        let (_, json) = self.check(month);
        let mut found = json.into_iter().filter(|f| f["code"] == code && f["indicator"] == "funeral.deaths");
        let first = found.next().unwrap_or_else(|| panic!("no {code} in {month}"));
        assert!(found.next().is_none());
        first
    }
    /// The county fills in its list and sends it back. Nothing where no list can be made and need not.
    fn answer(&self, month: &str, name: &str, answers: &[Value]) -> Option<PathBuf> {
        let program = std::env::var("YUEBAO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let there = Command::new(&program).args(["-c", "import openpyxl"]).output().is_ok_and(|o| o.status.success());
        if !there {
            assert!(std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_none(), "install python3-openpyxl");
            return None;
        }
        let folder = self.inputs.path().join(month).join("说明");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        let script = root().join("tests/explanations/answer.py");
        let mut run = Command::new(&program).arg(script).arg(&path).stdin(Stdio::piped()).spawn().unwrap();
        run.stdin.take().unwrap().write_all(&serde_json::to_vec(answers).unwrap()).unwrap();
        assert!(run.wait().unwrap().success());
        Some(path)
    }
}

fn answer(finding: &Value, text: &str, date: &str) -> Value {
    json!({ "finding": finding, "text": text, "who": "张三", "date": date })
}

fn codes(findings: &[Value]) -> Vec<&str> {
    let codes = findings.iter().map(|finding| finding["code"].as_str().unwrap());
    codes.filter(|code| code.starts_with("explanation.") || *code == "file.misplaced").collect()
}

const STROKE: &str = "value.placeholder";

#[test]
fn an_answered_query_is_released_carried_forward_and_reopened_by_another_value() {
    let desk = Desk::new(&[("2021-04", "—"), ("2021-05", "—"), ("2021-06", "/")]);
    let open = desk.one("2021-04", STROKE);
    assert_eq!((open["status"].as_str(), open.get("explanation")), (Some("open"), None));
    let Some(_) = desk.answer("2021-04", "示范区4月.xlsx", &[answer(&open, "当月无此业务。", "2021-05-06")])
    else {
        return;
    };

    let april = desk.one("2021-04", STROKE);
    assert_eq!(april["status"], "explained");
    let expected = json!({
        "text": "当月无此业务。", "who": "张三", "date": "2021-05-06", "period": "2021-04",
        "file": "2021-04/说明/示范区4月.xlsx", "sheet": "问题清单", "cell": "I3",
    });
    assert_eq!(april["explanation"], expected);
    let (findings, json) = desk.check("2021-04");
    assert_eq!(codes(&json), [""; 0], "the folder is no wrong place");
    assert_eq!(desk.session().explanations_sheet(&findings).rows.len(), 1);
    let released = findings.iter().find(|finding| finding.id() == april["id"]).unwrap();
    assert!(!released.is_open());

    let may = desk.one("2021-05", STROKE);
    assert_eq!((may["status"].as_str(), &may["explanation"]), (Some("carried_forward"), &expected));
    let june = desk.one("2021-06", STROKE);
    assert_eq!((june["status"].as_str(), june["first_seen"].as_str()), (Some("open"), Some("2021-04")));

    // The return of April is put right, and wrong in another way: what was explained is no longer there.
    desk.returns("2021-04", "无");
    assert_eq!(desk.one("2021-04", STROKE)["status"], "open");
    assert_eq!(codes(&desk.check("2021-04").1), ["explanation.stale"]);
    assert_eq!(desk.one("2021-05", STROKE)["status"], "open", "nothing to carry forward");
    desk.returns("2021-04", "3");
    assert_eq!(codes(&desk.check("2021-04").1), ["explanation.settled"]);
}

#[test]
fn a_must_is_not_released_and_two_tales_of_one_day_are_a_conflict() {
    let desk = Desk::new(&[("2021-04", "约3")]);
    let must = desk.one("2021-04", "value.approximate");
    assert_eq!(must["level"], "must");
    let Some(_) = desk.answer("2021-04", "a.xlsx", &[answer(&must, "估计的", "2021-05-06")]) else { return };
    assert_eq!(desk.one("2021-04", "value.approximate")["status"], "open");
    let (findings, json) = desk.check("2021-04");
    assert_eq!(codes(&json), ["explanation.must"]);
    let told = findings.iter().find(|finding| finding.code == "explanation.must").unwrap();
    assert_eq!((told.level, told.region.as_ref().map(ToString::to_string)), (Level::Query, Some(UNIT.to_owned())));

    let desk = Desk::new(&[("2021-04", "—")]);
    let open = desk.one("2021-04", STROKE);
    desk.answer("2021-04", "a.xlsx", &[answer(&open, "无此业务", "2021-05-06")]);
    desk.answer("2021-04", "b.xlsx", &[answer(&open, "漏填", "2021-05-06")]);
    assert_eq!(desk.one("2021-04", STROKE)["status"], "open");
    assert_eq!(codes(&desk.check("2021-04").1), ["explanation.conflict"]);
    desk.answer("2021-04", "c.xlsx", &[answer(&open, "经核实，无此业务", "2021-05-07")]);
    assert_eq!(desk.one("2021-04", STROKE)["explanation"]["text"], "经核实，无此业务");
    assert_eq!(codes(&desk.check("2021-04").1), [""; 0]);
}

#[test]
fn the_desks_own_list_explains_too_and_the_later_day_counts() {
    let desk = Desk::new(&[("2021-04", "—")]);
    let list = "[[explanations]]\nperiod = \"2021-04\"\nregion = \"示范区\"\nindicator = \"死亡人数\"\nmeasure = \"本月\"\n\
                code = \"value.placeholder\"\ntext = \"电话核实，确无\"\nwho = \"李四\"\ndate = \"2021-05-08\"\n";
    std::fs::write(desk.home.path().join("templates/desks").join(DESK).join("explanations.toml"), list).unwrap();
    let released = desk.one("2021-04", STROKE);
    assert_eq!(
        (released["status"].as_str(), released["explanation"]["who"].as_str()),
        (Some("explained"), Some("李四"))
    );
    assert_eq!(released["explanation"]["file"], format!("desks/{DESK}/explanations.toml:2"));
    let Some(_) = desk.answer("2021-04", "a.xlsx", &[answer(&released, "更晚的", "2021-05-09")]) else { return };
    assert_eq!(desk.one("2021-04", STROKE)["explanation"]["text"], "更晚的");
}

#[test]
fn whatever_lies_in_the_folder_is_told_and_listed_and_ends_no_run() {
    let desk = Desk::new(&[("2021-04", "—")]);
    let folder = desk.inputs.path().join("2021-04/说明");
    std::fs::create_dir_all(folder.join("旧")).unwrap();
    for (name, bytes) in [
        ("半个.xlsx", &b"PK\x03\x04\x00"[..]),
        ("名册.csv", "姓名,年龄\n张三,80\n".as_bytes()),
        ("相片.jpg", b"\xff\xd8\xff\xe0"),
        ("~$a.xlsx", b"lock"),
        ("清单.csv", "编号,说明,填写人,日期\n7,不知道是哪一处,张三,2021-05-06\n".as_bytes()),
        ("清单 副本.csv", "编号,说明,填写人,日期\n7,不知道是哪一处,张三,2021-05-06\n".as_bytes()),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let (findings, json) = desk.check("2021-04");
    let mut told = codes(&json);
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "explanation.no_list",
            "explanation.unknown",
            "explanation.unreadable",
            "explanation.unreadable",
            "file.misplaced"
        ]
    );
    let about = |f: &&Finding| f.place.file.as_deref().is_some_and(|file| file.contains("说明"));
    assert!(findings.iter().filter(about).all(|finding| finding.level != Level::Must));
    let reading = desk.session().read(Month::parse("2021-04").unwrap(), &Silent).unwrap();
    let state = |name: &str| {
        let path = format!("2021-04/说明/{name}");
        reading.returns.files.iter().find(|file| *file.path == *path).unwrap().state
    };
    assert_eq!(
        (state("半个.xlsx"), state("名册.csv"), state("相片.jpg")),
        (FileState::Refused, FileState::Ignored, FileState::Refused)
    );
    assert_eq!(
        (state("~$a.xlsx"), state("清单 副本.csv"), state("清单.csv")),
        (FileState::Ignored, FileState::Effective, FileState::Duplicate)
    );
    assert_eq!(reading.explanations.len(), 1, "the same file twice is one");
}

#[test]
fn an_edition_counts_what_was_explained_and_lists_the_file_among_its_inputs() {
    let desk = Desk { home: home(), inputs: inputs(&["2021-01", "2021-02"]) };
    let (_, json) = desk.check("2021-02");
    let open = json.iter().find(|f| f["code"] == "sheet.renamed").unwrap();
    let Some(path) = desk.answer("2021-02", "长葛.xlsx", &[answer(open, "仅改了表名", "2021-03-06")]) else {
        return;
    };
    let out = tempfile::tempdir().unwrap();
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let arguments = [
        "report",
        "--desk",
        DESK,
        "--period",
        "2021-02",
        "--inputs",
        &text(desk.inputs.path()),
        "--out",
        &text(out.path()),
    ];
    let output = yuebao(&arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    let manifest: Value = serde_json::from_slice(&std::fs::read(out.path().join("manifest.json")).unwrap()).unwrap();
    let input = manifest["inputs"].as_array().unwrap().iter().find(|i| i["path"] == "2021-02/说明/长葛.xlsx").unwrap();
    assert_eq!((input["state"].as_str(), input["region_code"].as_str()), (Some("effective"), Some("411082")));
    assert_eq!(input["sha256"].as_str(), Some(yuebao::model::Digest::of(&std::fs::read(path).unwrap()).hex().as_str()));
    let tables = std::fs::read(out.path().join("第1版/findings.json")).unwrap();
    let findings: Value = serde_json::from_slice(&tables).unwrap();
    let explained = findings["findings"].as_array().unwrap().iter().filter(|f| f["status"] == "explained").count();
    assert_eq!(explained, 1);
    let book = text_of("findings.xlsx", &std::fs::read(out.path().join("第1版/findings.xlsx")).unwrap());
    assert!(
        book.contains("情况说明") && book.contains("仅改了表名") && book.contains("张三"),
        "who explained what is listed"
    );
    let period = Some("2021-02".to_owned());
    let options = yuebao::app::ReportOptions { period, ..Default::default() };
    let briefing = format!("{:?}", desk.session().briefing(&options, &Silent).unwrap());
    assert!(briefing.contains("其中已说明"), "the briefing says how many");
}
