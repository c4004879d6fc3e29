//! What cannot be done is said, all of it at once, with the right exit code; the last edition stays.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use support::{DESK, home, inputs, stderr, stdout, tree, yuebao};

fn text(path: &std::path::Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    let cases: [(&[&str], &[&str]); 6] = [
        (&["report", "--desk", DESK, "--inputs", "no/such/folder"], &["no/such/folder", "2021-11"]),
        (&["report", "--desk", "xuchang-2012"], &["xuchang-2012", DESK]),
        (&["report", "--desk", DESK, "--period", "2021-12"], &["2021-12", "2021-11"]),
        (&["report", "--desk", DESK, "--period", "2021-1"], &["2021-1", "2021-Q3"]),
        (&["figures", "--desk", DESK, "--period", "2021-11..2021-01"], &["2021-11..2021-01"]),
        (&["figures", "--desk", DESK, "--period", "2021-11", "--indicator", "火化"], &["火化", "火化率"]),
    ];
    for (arguments, wanted) in cases {
        let output = yuebao(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stdout(&output).is_empty(), "{arguments:?}");
        for word in wanted {
            assert!(stderr(&output).contains(word), "{arguments:?}: {word} not in {}", stderr(&output));
        }
    }
}

/// Spoils a template: the text must be there, or the test would prove nothing.
fn spoil(home: &std::path::Path, file: &str, from: &str, to: &str) {
    let path = home.join("templates").join(file);
    let good = std::fs::read_to_string(&path).unwrap();
    assert!(good.contains(from), "{file} has no {from}");
    std::fs::write(&path, good.replacen(from, to, 1)).unwrap();
}

#[test]
fn three_errors_in_two_templates_are_told_at_once_and_the_last_edition_stays() {
    let (home, inputs, out) = (home(), inputs(&["2021-01"]), tempfile::tempdir().unwrap());
    let arguments = [
        "report",
        "--desk",
        DESK,
        "--period",
        "2021-01",
        "--home",
        text(home.path()),
        "--inputs",
        text(inputs.path()),
        "--out",
        text(out.path()),
    ];
    let good = yuebao(&arguments);
    assert_eq!(good.status.code(), Some(0), "{}", stderr(&good));
    let before = tree(out.path());
    assert!(before.iter().any(|(path, _)| path == "manifest.json"));

    spoil(home.path(), "indicators/funeral.toml", "kind = \"flow\"", "kind = \"flwo\"");
    spoil(home.path(), "indicators/funeral.toml", "unit = \"具\"", "untt = \"具\"");
    spoil(home.path(), "rules/funeral.toml", "rule = \"火化遗体数 <=", "rule = \"火化遗体树 <=");
    let bad = yuebao(&arguments);
    assert_eq!(bad.status.code(), Some(2));
    let said = stderr(&bad);
    for wanted in
        ["indicators/funeral.toml:", "rules/funeral.toml:", "flwo", "flow", "untt", "unit", "火化遗体树", "火化遗体数"]
    {
        assert!(said.contains(wanted), "{wanted} not in {said}");
    }
    assert_eq!(tree(out.path()), before, "a failed run must leave the last edition as it was");
}

#[test]
fn a_file_that_is_no_workbook_is_one_finding_and_the_rest_goes_on() {
    let (inputs, out) = (inputs(&["2021-01"]), tempfile::tempdir().unwrap());
    let stray = inputs.path().join("2021-01/长葛市1月报表.xlsx");
    std::fs::write(&stray, "这不是工作簿").unwrap();
    let output = yuebao(&[
        "report",
        "--desk",
        DESK,
        "--period",
        "2021-01",
        "--inputs",
        text(inputs.path()),
        "--out",
        text(out.path()),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let last = stdout(&output).lines().last().unwrap_or_default().to_owned();
    assert!(last.contains("草稿"), "{last}");
    let findings = tree(out.path()).into_iter().find(|(path, _)| path.ends_with("findings.json")).unwrap().1;
    let findings = String::from_utf8(findings).unwrap();
    assert!(findings.contains("file.unreadable") && findings.contains("2021-01/长葛市1月报表.xlsx"), "{findings}");
    // 长葛市's real return still counts.
    let figures = tree(out.path()).into_iter().find(|(path, _)| path.ends_with("figures.csv")).unwrap().1;
    assert!(String::from_utf8(figures).unwrap().contains("2021-01,411082,长葛市,"));
}

#[test]
fn help_speaks_both_languages() {
    let (zh, en) = (yuebao(&["--help"]), yuebao(&["--help", "--lang", "en"]));
    assert!(stdout(&zh).contains("用法") && stdout(&en).contains("Usage"));
    assert!(!stdout(&en).chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"火化率禹州市".contains(c)));
}

#[test]
fn a_broken_wording_is_told_when_the_templates_are_checked() {
    for (to, wanted) in
        [("# {% if %}", "wording.md:"), ("# 本年共77人 {{ period.title }}", "77"), ("::tabel key", "::tabel")]
    {
        let home = home();
        spoil(home.path(), "reports/monthly/wording.md", "# {{ period.title }}", to);
        let output = yuebao(&["check", "--templates", "--home", text(home.path())]);
        assert_eq!(output.status.code(), Some(2), "{to}");
        let said = stderr(&output);
        assert!(said.contains("reports/monthly/wording.md:") && said.contains(wanted), "{to}: {said}");
    }
}
