//! Single layouts and hostile files (tests/cases): each is a file, the form that describes it, and what must come out,
//! cell by cell, written by an independent program.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{Row, rows};
use yuebao::model::Decimal;

fn cases() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut all: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// The file of a case: whatever is neither a description nor a result.
fn file_of(case: &Path) -> PathBuf {
    let beside = ["README.md", "form.toml", "expected.csv", "expected_error.txt", "value_wanyuan.csv"];
    let mut files = std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| !beside.contains(&path.file_name().unwrap().to_str().unwrap())).unwrap()
}

fn run(case: &Path, cells: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("figures").arg("--form").arg(case.join("form.toml"));
    command.arg("--cells").arg(cells).arg(file_of(case)).output().unwrap()
}

/// How much one of a money unit is in yuan.
fn money(unit: &str) -> Option<Decimal> {
    let yuan = match unit {
        "元" => 1,
        "百元" => 100,
        "千元" => 1_000,
        "万元" => 10_000,
        "亿元" => 100_000_000,
        _ => return None,
    };
    Some(Decimal::from(yuan))
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap_or_else(|_| panic!("{text} is no decimal"))
}

/// The value expected: exactly, but for money in another size and percentages, which the list prints rounded.
fn is_equal(expected: &Row, found: &Row) -> bool {
    let (want, got) = (&expected["value"], &found["value"]);
    if want.is_empty() || got.is_empty() {
        return want == got;
    }
    let (want, got) = (decimal(want), decimal(got));
    match (money(&expected["unit"]), money(&found["unit"])) {
        (Some(a), Some(b)) => want * a == got * b,
        _ if expected["unit"] == "%" => {
            let away = (want - got).abs();
            away * Decimal::from(2) <= Decimal::new(1, want.scale())
        }
        _ => want == got && expected["unit"] == found["unit"],
    }
}

fn measures(words: &str) -> &'static [&'static str] {
    match words {
        "本月" | "本季" | "本月新登记" => &["month", "ratio"],
        "本年累计" => &["ytd", "ratio_ytd"],
        "期末" => &["stock", "ratio"],
        "上年同期累计" => &["prior_ytd"],
        "同比增减" => &["yoy_rate"],
        other => panic!("no measure {other}"),
    }
}

/// A value filed under the key a row of the list has.
fn is_of(expected: &Row, figure: &Row) -> bool {
    let plain = |text: &str| text.trim_start_matches("其中").to_owned();
    figure["region"] == expected["region"]
        && figure["period"] == expected["period"]
        && plain(&figure["indicator_name"]) == plain(&expected["indicator"])
        && measures(&expected["measure"]).contains(&figure["measure"].as_str())
}

fn compare(case: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cells.csv");
    let output = run(case, &path);
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {said}");
    let (figures, cells) = (rows(&output.stdout), rows(&std::fs::read(&path).unwrap()));
    let mut wrong = Vec::new();
    for expected in rows(&std::fs::read(case.join("expected.csv")).unwrap()) {
        let found: Vec<&Row> = figures.iter().filter(|figure| is_of(&expected, figure)).collect();
        let kind = expected["row_type"].as_str();
        let owed = matches!(kind, "detail" | "aggregate");
        if !found.iter().any(|figure| is_equal(&expected, figure)) && (owed || !found.is_empty()) {
            wrong.push(format!("{name}: {expected:?}, found {found:?}"));
        }
        let sheet = |cell: &Row| expected["sheet"].is_empty() || cell["sheet"].trim() == expected["sheet"].trim();
        let mut there = cells.iter().filter(|cell| cell["cell"] == expected["cell"] && sheet(cell));
        if owed && !expected["cell"].contains(':') && !there.any(|cell| is_equal(&expected, cell)) {
            wrong.push(format!("{name}: {} {} is not {}", expected["sheet"], expected["cell"], expected["value"]));
        }
    }
    wrong
}

#[test]
fn every_case_comes_out_as_it_must() {
    let with_values: Vec<PathBuf> = cases().into_iter().filter(|case| case.join("expected.csv").exists()).collect();
    assert!(with_values.len() >= 11, "{}", with_values.len());
    let wrong: Vec<String> = with_values.iter().flat_map(|case| compare(case)).collect();
    assert!(wrong.is_empty(), "{}\n{} in all", wrong.join("\n"), wrong.len());
}

#[test]
fn a_file_that_must_be_refused_yields_nothing_and_says_what_to_do() {
    let refused: Vec<PathBuf> = cases().into_iter().filter(|case| case.join("expected_error.txt").exists()).collect();
    assert_eq!(refused.len(), 2);
    for case in refused {
        let folder = tempfile::tempdir().unwrap();
        let cells = folder.path().join("cells.csv");
        let output = run(&case, &cells);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(output.stdout.is_empty() && !cells.exists());
        let file = file_of(&case);
        let name = file.file_name().unwrap().to_string_lossy();
        assert!(said.contains(&*name) && said.contains("处理：") && !said.contains("panicked"), "{said}");
        let why = if case.to_string_lossy().contains("password") { "密码" } else { "不完整" };
        assert!(said.contains(why), "{said}");
    }
}
