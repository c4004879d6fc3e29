//! Names and identity numbers of a roster reach nothing that is written or said.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use rust_xlsxwriter::Workbook;
use std::path::Path;
use support::{DESK, home, stderr, stdout, text_of, tree, yuebao};
use yuebao::app::{Options, ReportOptions, Session, Silent};

const PEOPLE: [(&str, &str); 4] = [
    ("欧阳青禾", "411081196503070011"),
    ("司马长风", "411081197212123456"),
    ("李名", "41108119880214002X"),
    ("诸葛小满", "411081200101018888"),
];

/// A roster by county; whose the name column is, is also the name of the row.
fn form(label: &str) -> String {
    format!(
        r#"# 样子：姓名、证件号码、县市区、保障人口
title = "名册"
sheets = ["名册"]

[[indicators]]
id = "roster.households"
name = "名册户数"
kind = "stock"
unit = "户"

[[indicators]]
id = "roster.persons"
name = "名册人数"
kind = "stock"
unit = "人"

[[tables]]
rows_are = "records"
label_heads = ["{label}"]
only = [{{ heads = ["状态"], not = ["停发"] }}]

[[tables.columns]]
heads = ["县市区"]
gives = "region"

[[tables.columns]]
heads = ["姓名"]
personal = true

[[tables.columns]]
heads = ["证件号码"]
personal = true

[[tables.aggregates]]
indicator = "名册户数"
count = true

[[tables.aggregates]]
indicator = "名册人数"
sum = ["保障人口"]
"#
    )
}

/// A workbook with a roster; numbers are written badly, so that much is to be told of it.
fn roster(sheet: &str, heads: [&str; 5], with_cover: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    if with_cover {
        let cover = book.add_worksheet().set_name("封面").unwrap();
        let lines =
            [("填报单位", "禹州市民政局"), ("区划代码", "411081"), ("报告期", "2021年1月"), ("报出日期", "2021-02-03")];
        for (row, (label, value)) in (0..).zip(lines) {
            cover.write_string(row, 0, label).unwrap().write_string(row, 1, value).unwrap();
        }
    }
    let page = book.add_worksheet().set_name(sheet).unwrap();
    page.write_string(0, 0, "2021年1月名册").unwrap();
    for (column, head) in (0..).zip(heads) {
        page.write_string(1, column, head).unwrap();
    }
    for (row, ((name, id), (persons, state))) in
        (2..).zip(PEOPLE.into_iter().zip([("３", "在保"), ("约2", "在保"), ("两口人", "停发"), ("1人", "在保")]))
    {
        for (column, text) in (0..).zip([name, id, "禹州市", persons, state]) {
            page.write_string(row, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

const HEADS: [&str; 5] = ["姓名", "证件号码", "县市区", "保障人口", "状态"];

/// No name, no identity number, and no long part of one.
fn is_clean(what: &str, text: &str) {
    for (name, id) in PEOPLE {
        for secret in [name, id, &id[6..14]] {
            assert!(!text.contains(secret), "{what} has {secret}:\n{text}");
        }
    }
}

#[test]
fn a_roster_read_by_a_form_gives_counts_and_no_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    // As it should be; a sheet of another name; heads no one knows, so that nothing is found; two heads in one cell.
    let cases = [
        ("好.xlsx", roster("名册", HEADS, false), true),
        ("别名.xlsx", roster("Sheet1", HEADS, false), true),
        ("无头.xlsx", roster("Sheet1", ["名字", "号码", "地方", "几口", "情形"], false), false),
        ("列名.xlsx", roster("名册", ["户主姓名", "身份证", "县市区", "保障人口", "状态"], false), false),
    ];
    for label in ["县市区", "姓名"] {
        std::fs::write(path("form.toml"), form(label)).unwrap();
        for (name, bytes, read) in &cases {
            std::fs::write(path(name), bytes).unwrap();
            let arguments = ["figures", "--form", &path("form.toml"), "--cells", &path("cells.csv"), &path(name), "-v"];
            for json in [&[][..], &["--json"]] {
                let output = yuebao(&[&arguments, json].concat());
                let found = output.status.code() == Some(0);
                assert!(found || !read || label == "姓名", "{name}: {}", stderr(&output));
                is_clean(name, &stdout(&output));
                is_clean(name, &stderr(&output));
                if found {
                    is_clean(name, &std::fs::read_to_string(path("cells.csv")).unwrap());
                }
            }
        }
    }
    // By heads that say what is below them; under others a name is a row's label as any.
    for (name, ..) in cases.iter().filter(|(name, ..)| *name != "无头.xlsx") {
        for more in [&[][..], &["--json"], &["--draft-form"]] {
            let output = yuebao(&[&["inspect", &path(name), "-v"], more].concat());
            is_clean(name, &stdout(&output));
            is_clean(name, &stderr(&output));
        }
    }
    let output = yuebao(&["figures", "--form", &path("form.toml"), &path("好.xlsx")]);
    assert!(stdout(&output).contains("名册户数"), "{}{}", stdout(&output), stderr(&output));
}

/// A desk one of whose units owes a roster, and its inputs.
fn desk_with_roster() -> (tempfile::TempDir, tempfile::TempDir) {
    let home = home();
    let templates = home.path().join("templates");
    std::fs::write(templates.join("forms/roster.toml"), form("县市区")).unwrap();
    let desk = templates.join("desks").join(DESK).join("desk.toml");
    let text = std::fs::read_to_string(&desk).unwrap();
    let changed = text.replacen(
        "\"table8\"]\ncontact = \"0374-0001770\"",
        "\"table8\", \"roster\"]\ncontact = \"0374-0001770\"",
        1,
    );
    assert_ne!(text, changed);
    std::fs::write(&desk, changed).unwrap();
    let inputs = tempfile::tempdir().unwrap();
    let month = inputs.path().join("2021-01");
    std::fs::create_dir_all(&month).unwrap();
    std::fs::write(month.join("禹州1月.xlsx"), roster("名册", HEADS, true)).unwrap();
    (home, inputs)
}

#[test]
fn an_edition_with_a_roster_under_it_names_no_one() {
    let (home, inputs) = desk_with_roster();
    let out = tempfile::tempdir().unwrap();
    let (at, from, to) = (home.path().to_str().unwrap(), inputs.path().to_str().unwrap(), out.path().to_str().unwrap());
    let common = ["--home", at, "--inputs", from, "--desk", DESK, "--period", "2021-01"];
    let run = |words: &[&str]| {
        let output = yuebao(&[words, &common].concat());
        assert!(output.status.code().is_some_and(|code| code < 2), "{words:?}: {}", stderr(&output));
        is_clean(words[0], &stdout(&output));
        is_clean(words[0], &stderr(&output));
        stdout(&output)
    };
    run(&["report", "--out", to, "-v"]);
    run(&["check", "-v"]);
    run(&["check", "--json"]);
    assert!(run(&["figures", "--indicator", "名册户数"]).contains("名册户数"));
    assert!(run(&["trace", "名册户数", "禹州市"]).contains("名册!"));
    assert!(run(&["trace", "--json", "名册户数", "禹州市"]).contains("名册"));
    for (path, bytes) in tree(out.path()) {
        is_clean(&path, &text_of(&path, &bytes));
    }
    is_clean("the briefing", &briefing(home.path(), inputs.path()));
}

/// The document the pages are set from.
fn briefing(home: &Path, inputs: &Path) -> String {
    let options = Options {
        desk: Some(support::DESK.into()),
        home: Some(home.into()),
        inputs: Some(inputs.into()),
        ..Options::default()
    };
    let session = Session::open(&options).unwrap();
    let options = ReportOptions { period: Some("2021-01".into()), ..ReportOptions::default() };
    format!("{:?}", session.briefing(&options, &Silent).unwrap())
}
