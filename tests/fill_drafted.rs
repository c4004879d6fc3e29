//! A workbook filled in by the form that is drafted for it, without a hand at it: heads of two levels say the year, a rate
//! among amounts is a rate, and a table below the form's end is told.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::{DESK, openpyxl, python, rows, stderr, stdout, yuebao};

/// A folder with the two blanks of `tests/fill/years.py`; nothing where there is no openpyxl.
fn blanks() -> Option<(tempfile::TempDir, PathBuf, PathBuf)> {
    let folder = tempfile::tempdir().unwrap();
    let (years, below) = (folder.path().join("快报.xlsx"), folder.path().join("分县.xlsx"));
    let made = python("tests/fill/years.py", &[&years, &below])?;
    assert!(made.status.success(), "{}", stderr(&made));
    Some((folder, years, below))
}

fn drafted(blank: &Path) -> String {
    let run = yuebao(&["inspect", blank.to_str().unwrap(), "--draft-form"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    stdout(&run)
}

/// What is said, and what changed.
fn fill(blank: &Path, form: &str) -> (String, serde_json::Value) {
    let (toml, out) = (blank.with_extension("toml"), blank.with_file_name("报出.xlsx"));
    std::fs::write(&toml, form).unwrap();
    let (blank_path, toml, out_path) = (blank.to_str().unwrap(), toml.to_str().unwrap(), out.to_str().unwrap());
    let arguments =
        ["fill", blank_path, "--form", toml, "--desk", DESK, "--period", "2021-11", "--overwrite", "--out", out_path];
    let run = yuebao(&arguments);
    assert_eq!(run.status.code(), Some(0), "{}{}\n{form}", stdout(&run), stderr(&run));
    (format!("{}{}", stdout(&run), stderr(&run)), openpyxl("tests/fill/compare.py", &[blank, &out]).unwrap())
}

#[test]
fn last_years_column_gets_last_years_numbers_or_none() {
    let Some((_folder, blank, _)) = blanks() else { return };
    let run = yuebao(&["figures", "--desk", DESK, "--period", "2021-11"]);
    let figures: BTreeMap<String, String> =
        rows(&run.stdout).iter().map(|row| (row["trace"].clone(), row["value"].clone())).collect();
    let of = |key: &str| figures[&format!("411000/{key}/2021-11")].parse::<f64>().unwrap();
    let form = drafted(&blank);
    assert!(form.contains("rows_are = \"indicators\"") && !form.contains("[[indicators]]"), "{form}");
    let (said, changed) = fill(&blank, &form);
    assert!(!said.contains("不认识这个单位"), "{said}");
    let rate = |measure: &str| (of(&format!("funeral.cremation_rate/{measure}")) * 100.0).round() / 100.0;
    for (cell, value) in [
        ("D7", of("funeral.deaths/ytd")),
        ("E7", of("funeral.deaths/month")),
        ("F7", of("funeral.deaths/prior_ytd")),
        ("D9", rate("ratio_ytd")),
        ("E9", rate("ratio")),
        ("E11", of("marriage.registrations/month")),
        ("F12", of("marriage.divorces/prior_ytd")),
    ] {
        let after = changed[format!("综合!{cell}")][1].as_f64().unwrap_or(f64::NAN);
        assert!((after - value).abs() < 1e-6, "{cell}: {after} instead of {value}: {changed}\n{form}");
    }
    // A form that takes last year's column for this year's is not believed.
    let wrong = form.replace("measure = \"上年同期累计\"", "measure = \"本年累计\"");
    assert_ne!(form, wrong);
    let (said, changed) = fill(&blank, &wrong);
    assert!(changed.get("综合!F7").is_none() && changed.get("综合!D7").is_some(), "{changed}");
    assert!(said.contains("F7") && said.contains("说的是上年的数，表样却写着“本年累计”"), "{said}");
}

#[test]
fn names_beside_empty_cells_are_rows_and_a_table_below_the_end_is_told() {
    let Some((_folder, _, blank)) = blanks() else { return };
    let page = stdout(&yuebao(&["inspect", blank.to_str().unwrap()]));
    assert!(page.contains("A3:D11"), "{page}");
    let form = drafted(&blank);
    assert!(form.contains("heads = [\"火化率/本月数\"]\nindicator = \"火化率\"\nmeasure = \"比率\""), "{form}");
    let (said, changed) = fill(&blank, &form);
    assert!(changed.get("分县!B11").is_some() && changed.get("分县!D11").is_some(), "{changed}\n{form}");
    assert!(said.contains("分县 A15 “项目、本月数”：从这里起是表样里没有的另一张表"), "{said}\n{form}");
    // A measure the desk has none of is told with what there is.
    let other = form.replace("measure = \"比率\"", "measure = \"本月\"");
    let (said, _) = fill(&blank, &other);
    assert!(said.contains("本台没有这一项的“本月”（本台有的是 比率、累计比率"), "{said}");
}
