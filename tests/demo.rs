//! Invented returns: the same bytes for the same arguments, what is given is hit, what must hold holds, errors are told.
#![allow(clippy::unwrap_used)] // Tests and their helpers fail by panicking.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::{DESK, home, root, stderr, stdout, tree, yuebao};

/// Runs demo into a folder.
fn demo(out: &Path, more: &[&str]) -> std::process::Output {
    let out = out.to_str().unwrap();
    yuebao(&[&["demo", "--desk", DESK, "--out", out], more].concat())
}

fn made(more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = demo(folder.path(), more);
    assert!(output.status.success(), "{}", stderr(&output));
    folder
}

type Row = BTreeMap<String, String>;

/// The rows of `truth.csv`; a number written as text may hold a comma.
fn truth(folder: &Path) -> Vec<Row> {
    let bytes = std::fs::read(folder.join("truth.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
    let head = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| head.iter().zip(record.iter()).map(|(k, v)| (k.into(), v.into())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// What a row says of one column.
fn said<'a>(rows: &'a [Row], wanted: &[(&str, &str)], column: &str) -> Vec<&'a str> {
    let fits = |row: &&Row| wanted.iter().all(|(key, value)| row[*key] == *value);
    rows.iter().filter(fits).map(|row| row[column].as_str()).collect()
}

fn levels(folder: &Path, home: Option<&Path>, period: &str) -> Vec<(String, String)> {
    let mut arguments =
        vec!["check", "--json", "--desk", DESK, "--inputs", folder.to_str().unwrap(), "--period", period];
    if let Some(home) = home {
        arguments.extend(["--home", home.to_str().unwrap()]);
    }
    let output = yuebao(&arguments);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let findings = json["findings"].as_array().unwrap().clone();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    findings.iter().map(|finding| (text(finding, "level"), text(finding, "code"))).collect()
}

#[test]
fn the_same_arguments_give_the_same_bytes_and_another_seed_other_numbers_but_for_those_given() {
    let (one, two) = (made(&[]), made(&[]));
    assert_eq!(tree(one.path()), tree(two.path()));
    let again = demo(one.path(), &[]);
    assert!(stdout(&again).contains("未改动"), "{}", stdout(&again));
    let other = made(&["--seed", "7"]);
    assert_ne!(tree(one.path()), tree(other.path()));
    for folder in [&one, &other] {
        let rows = truth(folder.path());
        let total = |indicator, measure| {
            let wanted =
                [("region_code", "411000"), ("period", "2021-11"), ("indicator", indicator), ("measure", measure)];
            said(&rows, &wanted, "value").join(" ")
        };
        assert_eq!(total("eldercare.beds", "stock"), "17894");
        assert_eq!(total("eldercare.rural_homes_entrusted", "stock"), "64");
        assert_eq!(total("funeral.cremations", "ytd"), "25901");
        // 100 × 64 ÷ 75
        assert_eq!(total("eldercare.public_private_rate", "ratio"), "85.333333333333");
    }
}

#[test]
fn clean_returns_are_read_without_a_question() {
    let folder = made(&["--months", "4"]);
    for period in ["2021-01", "2021-04"] {
        let found: BTreeSet<(String, String)> = levels(folder.path(), None, period).into_iter().collect();
        // Line breaks in heads, which one of the layouts has.
        let notes: BTreeSet<(String, String)> = [("note".to_owned(), "head.normalised".to_owned())].into();
        assert_eq!(found, notes, "{period}");
    }
}

#[test]
fn months_chain_and_parts_add_up() {
    let folder = made(&["--cells"]);
    let rows = truth(folder.path());
    let mut values: BTreeMap<(&str, &str, &str, u32), i64> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["kind"].is_empty() && !row["cell"].is_empty()) {
        let month: u32 = row["period"].strip_prefix("2021-").unwrap().parse().unwrap();
        // Hundredths: no value of the desk has more places.
        let (whole, rest) = row["value"].split_once('.').unwrap_or((&row["value"], ""));
        let Ok(hundredths) = format!("{whole}{rest:0<2}").parse() else { continue };
        values.insert((&row["region_code"], &row["indicator"], &row["measure"], month), hundredths);
    }
    let mut chained = 0;
    for ((region, indicator, measure, month), value) in values.iter().filter(|(key, _)| key.2 == "ytd") {
        let at = |measure, month| values.get(&(*region, *indicator, measure, month)).copied();
        let before = if *month == 1 { 0 } else { at("ytd", month - 1).unwrap() };
        assert_eq!(*value, before + at("month", *month).unwrap(), "{region} {indicator} {measure} {month}");
        chained += 1;
    }
    assert!(chained > 3000, "{chained}");
    for region in ["411002", "411081", "XC-DCQ"] {
        for month in 1..=11 {
            let at = |indicator, measure, month| values[&(region, indicator, measure, month)];
            for measure in ["stock", "prior_stock"] {
                let part = |name| at(name, measure, month);
                let sum = part("assistance.urban_dibao.persons") + part("assistance.rural_dibao.persons");
                assert_eq!(part("assistance.dibao.persons"), sum, "{region} {month} {measure}");
            }
            if month > 1 {
                let flow = |name| at(name, "month", month);
                let moved = flow("assistance.dibao.joined") - flow("assistance.dibao.left");
                let stock = |month| at("assistance.dibao.persons", "stock", month);
                assert_eq!(stock(month), stock(month - 1) + moved, "{region} {month}");
            }
        }
    }
}

#[test]
fn errors_are_put_where_the_truth_says_and_are_found() {
    let (clean, dirty) = (made(&["--months", "2"]), made(&["--months", "2", "--dirt", "0.5"]));
    let rows = truth(dirty.path());
    let errors: Vec<&Row> = rows.iter().filter(|row| !["", "return"].contains(&row["kind"].as_str())).collect();
    let told: BTreeSet<&str> = errors.iter().map(|row| row["file"].as_str()).collect();
    assert_eq!(told.len(), 10, "half of 20 returns");
    assert!(errors.iter().all(|row| row["value"] != row["original"] && !row["cell"].is_empty()), "{errors:?}");
    let before: BTreeMap<String, Vec<u8>> = tree(clean.path()).into_iter().collect();
    let changed: BTreeSet<String> = tree(dirty.path())
        .into_iter()
        .filter(|(name, bytes)| name.ends_with(".xlsx") && before[name] != *bytes)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed.iter().map(String::as_str).collect::<BTreeSet<_>>(), told);
    let found: usize =
        ["2021-01", "2021-02"].map(|period| levels(dirty.path(), None, period)).iter().map(Vec::len).sum();
    let silent: usize =
        ["2021-01", "2021-02"].map(|period| levels(clean.path(), None, period)).iter().map(Vec::len).sum();
    assert!(found > silent, "{found} findings, {silent} on clean returns");
}

#[test]
fn what_demo_has_not_written_is_left_alone() {
    let folder = made(&["--months", "1"]);
    std::fs::write(folder.path().join("2021-01/收到的.xlsx"), b"x").unwrap();
    let before = tree(folder.path());
    let output = demo(folder.path(), &["--months", "1", "--seed", "9"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("收到的.xlsx") && stderr(&output).contains("--out"), "{}", stderr(&output));
    assert_eq!(tree(folder.path()), before);
    // Its own files give way, a README stays.
    std::fs::remove_file(folder.path().join("2021-01/收到的.xlsx")).unwrap();
    std::fs::write(folder.path().join("README.md"), b"x").unwrap();
    assert!(demo(folder.path(), &["--months", "1", "--seed", "9"]).status.success());
    assert!(folder.path().join("README.md").exists());
    // The returns that came in are not demo's.
    let received = yuebao(&["demo", "--desk", DESK]);
    assert_eq!(received.status.code(), Some(2), "{}", stdout(&received));
}

#[test]
fn further_units_come_with_a_home_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let output = demo(&folder.path().join("大"), &["--units", "3", "--months", "1"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let home = folder.path().join("大");
    let inputs = home.join("inputs").join(DESK);
    assert_eq!(std::fs::read_dir(inputs.join("2021-01")).unwrap().count(), 13);
    assert!(levels(&inputs, Some(&home), "2021-01").iter().all(|(level, _)| level == "note"));
    assert!(demo(&home, &["--units", "3", "--months", "1"]).status.success());
    let without = yuebao(&["demo", "--desk", DESK, "--units", "3"]);
    assert!(stderr(&without).contains("--out"), "{}", stderr(&without));
}

#[test]
fn a_row_of_a_form_without_a_series_is_named() {
    let home = home();
    let path = home.path().join("templates/desks").join(DESK).join("demo.toml");
    let text = std::fs::read_to_string(root().join("templates/desks").join(DESK).join("demo.toml")).unwrap();
    let text = text.replace("indicator = \"funeral.deaths\"", "indicator = \"demo.deaths\"\nkind = \"flow\"");
    std::fs::write(&path, text).unwrap();
    let out = home.path().join("out");
    let home = home.path().to_str().unwrap();
    let output = demo(&out, &["--home", home]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("死亡人数（funeral.deaths）") && said.contains("表4"), "{said}");
    assert!(!out.exists());
}
