//! What Xuchang's bureau says in its account of the year: figures that only it has, traced to the document, and sayings
//! that do not agree with the returns.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::process::Output;
use support::{DESK, copy_tree, inputs, root, stderr, stdout, yuebao};

/// November as received, with the months it needs, and the corrections where wanted.
fn november(corrected: bool) -> tempfile::TempDir {
    let folder = inputs(&["2021-10", "2021-11"]);
    if corrected {
        for month in ["2021-10", "2021-11"] {
            let from = root().join("tests/returns/xuchang-2021-corrections").join(month);
            copy_tree(&from, &folder.path().join(month));
        }
    }
    folder
}

fn run(folder: &tempfile::TempDir, command: &[&str]) -> Output {
    let mut line = command.to_vec();
    line.extend(["--desk", DESK, "--period", "2021-11", "--inputs", folder.path().to_str().unwrap()]);
    yuebao(&line)
}

/// Rule, level, unit, left and right of what the rules on the account find.
fn doubts(folder: &tempfile::TempDir) -> Vec<[String; 5]> {
    let output = run(folder, &["check", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap().iter();
    let of_account = findings.filter(|f| f["rule"].as_str().is_some_and(|rule| rule.starts_with("XC-")));
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let keys = ["rule", "level", "region_code", "left", "right"];
    of_account.map(|finding| keys.map(|key| text(finding, key))).collect()
}

#[test]
fn sayings_that_do_not_agree_are_asked_about() {
    // 12 + 7 + 7 of the 21 that charge; 64 of 75 homes, while all 11 projects are said to be done.
    let wanted = [["XC-01", "query", "411000-B", "26", "21"], ["XC-02", "query", "411000-B", "64", "75"]];
    for corrected in [false, true] {
        let mut found = doubts(&november(corrected));
        found.sort();
        assert_eq!(found, wanted.map(|row| row.map(str::to_owned)), "corrected: {corrected}");
    }
    let told = stdout(&run(&november(true), &["check"]));
    assert!(told.contains("26大于21，差5") && told.contains("64与75不符，差11"), "{told}");
}

#[test]
fn a_share_of_the_bureaus_own_figures_goes_back_to_the_document() {
    let folder = november(false);
    let output = run(&folder, &["trace", "411000/xuchang.services_remote_share/ratio/2021-11"]);
    // Long lines are broken on the terminal.
    let told: String = stdout(&output).split_whitespace().collect();
    assert!(told.contains("73.53%"), "{told}{}", stderr(&output));
    for part in ["不见面审批事项", "50项", "68项", "由原来26项提升到50项", "own_figures.toml", "2021-12-24"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let csv = stdout(&run(&folder, &["figures", "--indicator", "即办件事项占比"]));
    assert!(csv.contains(",97.058823529412,%,2,97.06,"), "66 of 68: {csv}");
    // What stands in no other month is not carried on.
    let october = stdout(&yuebao(&[
        "figures",
        "--desk",
        DESK,
        "--period",
        "2021-10",
        "--inputs",
        folder.path().to_str().unwrap(),
        "--indicator",
        "即办件事项占比",
    ]));
    assert!(!october.contains(",97.06,"), "{october}");
}
