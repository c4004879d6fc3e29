//! A query goes to the county in an annotated copy, is explained there, and comes back: with openpyxl as the county.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

mod support;

use serde_json::Value;
use std::path::Path;
use support::{inputs, stdout, yuebao};

fn check(inputs: &Path, more: &[&str]) -> String {
    let mut arguments =
        vec!["check", "--desk", "xuchang-2021", "--period", "2021-02", "--inputs", inputs.to_str().unwrap()];
    arguments.extend(more);
    stdout(&yuebao(&arguments))
}

fn queries(inputs: &Path) -> Vec<Value> {
    let document: Value = serde_json::from_str(&check(inputs, &["--json"])).unwrap();
    let all = document["findings"].as_array().unwrap();
    all.iter().filter(|f| f["level"] == "query").cloned().collect()
}

/// The first query of the copy is explained in it: its number, or nothing without openpyxl.
fn explain(copy: &Path, to: &Path) -> Option<String> {
    let answer = support::openpyxl("tests/answered/answer.py", &[copy, to])?;
    let (number, _) = yuebao::finding::unmarked(answer["number"].as_str().unwrap());
    Some(number.to_owned())
}

#[test]
fn an_explanation_written_in_the_annotated_copy_releases_its_query() {
    let (inputs, out) = (inputs(&["2021-01", "2021-02"]), tempfile::tempdir().unwrap());
    let folder = out.path().join("审核");
    let said = check(inputs.path(), &["--write", "--out", folder.to_str().unwrap()]);
    assert!(said.contains("标注件"), "{said}");
    let before = queries(inputs.path());
    assert!(before.iter().all(|f| f["status"] == "open"), "{before:#?}");
    let unit = before.iter().find(|f| f["file"].is_string()).unwrap()["region"].as_str().unwrap().to_owned();
    let copy = folder.join("标注").join(format!("{unit}.xlsx"));
    let answers = inputs.path().join("2021-02").join("说明");
    std::fs::create_dir(&answers).unwrap();
    let Some(number) = explain(&copy, &answers.join("回复.xlsx")) else { return };
    let after = queries(inputs.path());
    let of = |f: &&Value| f["id"] == *number;
    let released = after.iter().find(of).unwrap_or_else(|| panic!("{number} is gone: {after:#?}"));
    assert_eq!(released["status"], "explained");
    assert_eq!(released["explanation"]["text"], "经核实，情况属实");
    assert_eq!(released["explanation"]["who"], "王核实");
    assert_eq!(released["explanation"]["date"], "2021-03-08");
    let open = |all: &[Value]| all.iter().filter(|f| f["status"] == "open").count();
    assert_eq!(open(&after), open(&before) - 1, "no other query is released");
    let page = check(inputs.path(), &[]);
    assert!(page.contains("已说明 1 处"), "{page}");
}
