//! Hidden rows and columns on the way from a file to its figures, by workbooks that openpyxl and LibreOffice wrote.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use support::{root, stderr, stdout, yuebao};

const FORM: &str = r#"
title = "婚姻登记"
period = "2021-11"

[[indicators]]
name = "结婚登记"
kind = "flow"
unit = "对"

[[tables]]
rows_are = "regions"
label_heads = ["县区"]
indicator = "结婚登记"

[[tables.columns]]
heads = ["本月"]
measure = "本月"

[[tables.columns]]
heads = ["累计"]
measure = "本年累计"
"#;

/// The values with their regions and measures, and what is said of the file.
fn read(form: &str, file: &str) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.toml");
    std::fs::write(&path, form).unwrap();
    let file = root().join("tests/workbooks").join(file);
    let output = yuebao(&["figures", "--form", path.to_str().unwrap(), file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    let rows = text.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        format!("{} {} {}", fields[3], fields[6], fields[7])
    });
    (rows.collect(), stderr(&output))
}

const SEEN: [&str; 4] = ["魏都区 month 2", "魏都区 ytd 3", "禹州市 month 8", "禹州市 ytd 9"];

#[test]
fn a_hidden_row_is_left_out_and_told() {
    for file in ["hidden.xlsx", "hidden.xls", "hidden.ods"] {
        let (rows, said) = read(FORM, file);
        assert_eq!(rows, SEEN, "{file}");
        assert!(said.contains("第4行，B列是隐藏的"), "{file}: {said}");
    }
}

#[test]
fn a_form_may_want_what_is_hidden() {
    let (rows, said) = read(&FORM.replace("period =", "read_hidden = true\nperiod ="), "hidden.xlsx");
    assert_eq!(rows.len(), 6, "{rows:?}");
    assert!(rows.contains(&"建安区（旧） ytd 6".to_owned()) || rows.contains(&"建安区 ytd 6".to_owned()), "{rows:?}");
    assert!(said.contains("第4行，B列没有显示出来"), "{said}");
}

#[test]
fn what_a_filter_takes_away_counts() {
    for file in ["filtered.xlsx", "filtered.xls", "filtered.ods"] {
        let (rows, said) = read(FORM, file);
        assert_eq!(rows.len(), 6, "{file}: {rows:?}");
        assert!(said.contains("第4行没有显示出来（筛选或隐藏）"), "{file}: {said}");
    }
}
