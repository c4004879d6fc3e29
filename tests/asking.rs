//! What a person asks for on the command line: a filter that takes nothing, an option that does not belong, an output
//! that cannot be written are told, never passed over.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use support::{DESK, root, stderr, stdout, yuebao};

const FORM: &str = r#"
title = "婚姻登记"
region = "许昌市"

[[indicators]]
name = "结婚登记"
kind = "flow"
unit = "对"

[[tables]]
rows_are = "regions"
label_heads = ["县区"]
indicator = "结婚登记"
measure = "本月"

[[tables.columns]]
heads = ["*"]
each = "period"
"#;

/// A form and a return of two regions and two months.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("form.toml"), FORM).unwrap();
    let table = "县区,2021年1月,2021年2月\n魏都区,301,96\n禹州市,412,133\n";
    std::fs::write(folder.path().join("结婚.csv"), table).unwrap();
    folder
}

fn figures(folder: &Path, more: &[&str]) -> std::process::Output {
    let path = |name| folder.join(name).to_str().unwrap().to_owned();
    let (form, file) = (path("form.toml"), path("结婚.csv"));
    let arguments: Vec<&str> = ["figures", "--form", &form, &file].into_iter().chain(more.iter().copied()).collect();
    yuebao(&arguments)
}

#[test]
fn a_file_read_by_a_form_is_filtered_by_region_period_indicator_and_measure() {
    let folder = folder();
    let values = |more: &[&str]| -> Vec<String> {
        let output = figures(folder.path(), more);
        assert_eq!(output.status.code(), Some(0), "{more:?}: {}", stderr(&output));
        let text = stdout(&output);
        text.lines().skip(1).map(|line| line.split(',').nth(7).unwrap().to_owned()).collect()
    };
    assert_eq!(values(&[]), ["301", "96", "412", "133"]);
    assert_eq!(values(&["--region", "禹州市"]), ["412", "133"]);
    assert_eq!(values(&["--period", "2021-02"]), ["96", "133"]);
    assert_eq!(values(&["--period", "2021-01..2021-02", "--region", "魏都区"]), ["301", "96"]);
    assert_eq!(values(&["--indicator", "结婚登记", "--measure", "month", "--period", "2021-01"]), ["301", "412"]);
}

#[test]
fn what_takes_nothing_is_told_with_what_there_is() {
    let folder = folder();
    let cases: [(&[&str], &str); 6] = [
        (&["--region", "禺州市"], "禹州市"),
        (&["--indicator", "结婚登计"], "结婚登记"),
        (&["--period", "2021-07"], "--period"),
        (&["--period", "七月"], "2021-Q3"),
        (&["--measure", "stock"], "--measure"),
        (&["--desk", DESK], "不能"),
    ];
    for (more, wanted) in cases {
        let output = figures(folder.path(), more);
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(stdout(&output).is_empty(), "{more:?}");
        assert!(stderr(&output).contains(wanted), "{more:?}: {}", stderr(&output));
    }
    // A desk's selection is known to exist, and may still hold no figure.
    let none = ["figures", "--desk", DESK, "--period", "2021-01", "--indicator", "火化率", "--measure", "stock"];
    let output = yuebao(&none);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(0), 1));
    assert!(stderr(&output).contains("没有一个数"), "{}", stderr(&output));
}

#[test]
fn why_a_path_is_refused_is_told_in_the_language_asked_for() {
    let folder = folder();
    let missing = folder.path().join("没有.csv").to_str().unwrap().to_owned();
    let form = folder.path().join("form.toml").to_str().unwrap().to_owned();
    for (language, reason) in [("zh", "没有这个文件或文件夹"), ("en", "there is no such file or folder")] {
        let output = yuebao(&["figures", "--form", &form, &missing, "--lang", language]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
    }
    let output = yuebao(&["figures", "--form", folder.path().to_str().unwrap(), &missing]);
    assert!(stderr(&output).contains("它是文件夹"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_not_written_to_the_end_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao"));
    let output = command.args(["list", "indicators"]).current_dir(root()).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("磁盘已满"), "{}", stderr(&output));

    // A reader that has seen enough is no failure.
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao"));
    let mut child = command.args(["list", "indicators"]).current_dir(root()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
