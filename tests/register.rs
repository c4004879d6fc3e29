//! The register of expected returns: units that come and go, forms owed for a time, due days that move.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::Path;
use support::{DESK, home, inputs, stderr, stdout, yuebao};
use yuebao::app::{Options, Reading, Session, Silent};
use yuebao::finding::{Finding, Level};
use yuebao::ingest::{FileState, ReturnState};
use yuebao::model::{Exact, IndicatorId, Measure, Month, Period, RegionCode};

const MONTHS: [&str; 7] = ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06", "2021-07"];

/// A home whose desk has been changed.
fn changed(changes: &[(&str, &str)]) -> tempfile::TempDir {
    let home = home();
    let path = home.path().join("templates/desks").join(DESK).join("desk.toml");
    let mut text = std::fs::read_to_string(&path).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "the desk has no {from}");
        text = text.replacen(from, to, 1);
    }
    std::fs::write(path, text).unwrap();
    home
}

/// One unit joins in March, one leaves after June, and a third owes its ledger from April.
fn coming_and_going() -> tempfile::TempDir {
    let forms =
        "forms = [\"cover\", \"table1\", \"table2\", \"table3\", \"table4\", \"table5\", \"table6\", \"table7\"";
    changed(&[
        ("code = \"XC-KFQ\"", "code = \"XC-KFQ\"\nfrom = \"2021-03\""),
        ("code = \"XC-DCQ\"", "code = \"XC-DCQ\"\nto = \"2021-06\""),
        (
            &format!("{forms}, \"table8\"]\ncontact = \"0374-0001322\""),
            &format!("{forms}]\nowed = [{{ form = \"table8\", from = \"2021-04\" }}]\ncontact = \"0374-0001322\""),
        ),
    ])
}

fn open(home: &Path, inputs: &Path) -> Session {
    let options = Options {
        desk: Some(support::DESK.into()),
        home: Some(home.into()),
        inputs: Some(inputs.into()),
        ..Options::default()
    };
    Session::open(&options).unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn read(home: &Path, inputs: &Path) -> (Session, Reading) {
    let session = open(home, inputs);
    let reading = session.read(month("2021-07"), &Silent).unwrap();
    (session, reading)
}

fn of<'a>(reading: &'a Reading, code: &str) -> Vec<&'a Finding> {
    reading.returns.findings.iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn what_is_not_owed_is_neither_missing_nor_expected_and_never_more_than_all_come() {
    let (home, inputs) = (coming_and_going(), inputs(&MONTHS));
    let (_, reading) = read(home.path(), inputs.path());
    for text in MONTHS {
        let of_month = reading.returns.register.iter().filter(|entry| entry.month == month(text) && !entry.own);
        let states: Vec<ReturnState> = of_month.map(|entry| entry.state).collect();
        let expected = 9 - usize::from(text < "2021-03") - usize::from(text > "2021-06");
        let came = states.iter().filter(|s| matches!(s, ReturnState::OnTime | ReturnState::Late)).count();
        let in_time = states.iter().filter(|s| **s == ReturnState::OnTime).count();
        assert_eq!(states.len(), expected, "{text}");
        assert!(in_time <= came && came <= expected);
    }
    let region = |finding: &&Finding| finding.region.as_ref().unwrap().to_string();
    let not_due = of(&reading, "return.not_due");
    assert!(not_due.iter().all(|finding| finding.level == Level::Query));
    let mut told: Vec<(String, String)> = not_due.iter().map(|f| (region(f), f.month.to_string())).collect();
    told.sort();
    told.dedup();
    let all = [("XC-DCQ", "2021-07"), ("XC-KFQ", "2021-01"), ("XC-KFQ", "2021-02")];
    assert_eq!(told, all.map(|(unit, month)| (unit.to_owned(), month.to_owned())));
    for finding in not_due {
        let file = reading.returns.files.iter().find(|file| Some(&file.path) == finding.place.file.as_ref()).unwrap();
        assert_eq!(file.state, FileState::Ignored);
        // Nothing else is said of a file that does not count.
        let others = reading.returns.findings.iter().filter(|other| other.place.file == finding.place.file);
        assert!(others.clone().count() == 1, "{:?}", others.map(|other| other.code).collect::<Vec<_>>());
    }
    let missing = of(&reading, "return.missing");
    assert!(missing.iter().all(|f| !(region(f) == "XC-DCQ" && f.month > month("2021-06"))));
    let sheets = of(&reading, "sheet.not_due");
    assert!(!sheets.is_empty() && sheets.iter().all(|f| region(f) == "411002" && f.month < month("2021-04")));
    let lacking = of(&reading, "sheet.missing");
    assert!(lacking.iter().all(|f| !(region(f) == "411002" && f.month < month("2021-04"))));
}

#[test]
fn what_is_not_owed_is_no_gap_in_a_total() {
    let (home, inputs) = (coming_and_going(), inputs(&MONTHS));
    let (session, reading) = read(home.path(), inputs.path());
    let (usual, all) = read(&support::root(), inputs.path());
    let periods = ["2021-Q1", "2021-H1"].map(|text| Period::parse(text).unwrap());
    let (changed, before) = (session.figures(&reading, &periods).unwrap(), usual.figures(&all, &periods).unwrap());
    let (total, gone) = (RegionCode::new("411000"), RegionCode::new("XC-DCQ"));
    let (homes, marriages) = (IndicatorId::new("eldercare.homes"), IndicatorId::new("marriage.registrations"));
    let july = Period::parse("2021-07").unwrap();
    for (id, measure) in [(&homes, Measure::Stock), (&marriages, Measure::Month)] {
        let (now, then) =
            (changed.get(&total, id, measure, july).unwrap(), before.get(&total, id, measure, july).unwrap());
        let part = before.get(&gone, id, measure, july).unwrap().value.unwrap();
        assert_eq!((now.value, now.missing), (then.value.unwrap().checked_sub(part), then.missing));
        assert!(changed.get(&gone, id, measure, july).is_none(), "no figure, not even a missing one");
    }
    // A unit that joined in March has a quarter of one month, and the quarter lacks nothing for it.
    let joined = RegionCode::new("XC-KFQ");
    let quarter = changed.get(&joined, &marriages, Measure::Month, periods[0]).unwrap();
    let march = changed.get(&joined, &marriages, Measure::Month, Period::parse("2021-03").unwrap()).unwrap();
    assert_eq!((quarter.value, quarter.missing), (march.value, None));
    let whole = changed.get(&total, &marriages, Measure::Month, periods[0]).unwrap();
    let parts =
        session.desk.units.iter().filter_map(|unit| changed.get(&unit.code, &marriages, Measure::Month, periods[0]));
    let sum = parts.filter_map(|part| part.value).fold(Exact::ZERO, |sum, value| sum.checked_add(value).unwrap());
    assert_eq!(whole.value, Some(sum));
    assert_eq!(whole.missing, before.get(&total, &marriages, Measure::Month, periods[0]).unwrap().missing);
}

#[test]
fn check_and_briefing_follow_the_register() {
    let (home, inputs) = (coming_and_going(), inputs(&MONTHS));
    let (at, from) = (home.path().to_str().unwrap(), inputs.path().to_str().unwrap());
    let said = |period: &str| {
        let output = yuebao(&["check", "--desk", support::DESK, "--home", at, "--inputs", from, "--period", period]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", stderr(&output));
        stdout(&output)
    };
    assert!(said("2021-07").contains("2021-07 应报 8 个单位"), "{}", said("2021-07"));
    assert!(said("2021-01").contains("2021-01 应报 8 个单位"));
    assert!(said("2021-07").contains("东城区2021-07不在报送期内，报表未计入"), "{}", said("2021-07"));
    let options = yuebao::app::ReportOptions { period: Some("2021-07".into()), ..Default::default() };
    let document = open(home.path(), inputs.path()).briefing(&options, &Silent).unwrap();
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            yuebao::document::Block::Paragraph(words) => text += &yuebao::document::plain_text(words),
            yuebao::document::Block::Chart(chart) => {
                if let yuebao::document::ChartKind::Ranking { bars, .. } = &chart.kind {
                    assert!(bars.iter().all(|bar| bar.label != "东城区"), "a unit that has gone has no bar");
                }
            }
            yuebao::document::Block::Table(table) if table.id == "county" => {
                let names: Vec<String> =
                    table.rows.iter().map(|row| row.cells[0].content.shown().to_string()).collect();
                assert!(!names.contains(&"东城区".to_owned()) && names.contains(&"示范区".to_owned()), "{names:?}");
            }
            _ => {}
        }
    }
    assert!(text.contains("应报8个单位"), "{text}");
}

#[test]
fn blank_forms_go_to_those_who_owe_them() {
    let (home, empty, out) = (coming_and_going(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let made = |period: &str| {
        let folder = out.path().join(period);
        let (at, from, to) = (home.path().to_str().unwrap(), empty.path().to_str().unwrap(), folder.to_str().unwrap());
        let output = yuebao(&[
            "forms",
            "--desk",
            support::DESK,
            "--home",
            at,
            "--inputs",
            from,
            "--out",
            to,
            "--period",
            period,
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        support::tree(&folder).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let (january, july) = (made("2021-01"), made("2021-07"));
    let has = |names: &[String], unit: &str| names.iter().any(|name| name.starts_with(unit));
    assert!(has(&january, "东城区") && !has(&january, "开发区"), "{january:?}");
    assert!(!has(&july, "东城区") && has(&july, "开发区"), "{july:?}");
}

#[test]
fn a_due_day_on_a_holiday_moves_when_the_calendar_says_so() {
    let home = changed(&[("calendar = \"fifth\"", "calendar = \"fifth-working-day\"")]);
    let inputs = inputs(&["2021-05"]);
    let due = |home: &Path, text: &str| yuebao::ingest::due(&open(home, inputs.path()).desk, month(text)).to_string();
    for (of, usual, moved) in [
        ("2021-03", "2021-04-05", "2021-04-06"),
        ("2021-04", "2021-05-05", "2021-05-06"),
        ("2021-05", "2021-06-05", "2021-06-07"),
        ("2021-09", "2021-10-05", "2021-10-08"),
        ("2021-11", "2021-12-05", "2021-12-06"),
        ("2021-06", "2021-07-05", "2021-07-05"),
    ] {
        assert_eq!((due(&support::root(), of).as_str(), due(home.path(), of).as_str()), (usual, moved));
    }
}
