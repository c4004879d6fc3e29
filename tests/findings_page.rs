//! `docs/findings.md` is written from the list of finding codes; a stale page fails.
//!
//! To renew it: `UPDATE_DOCS=1 cargo test --test findings_page`. That run fails too, so that a
//! renewal is never mistaken for a pass.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

use std::fmt::Write;
use std::path::PathBuf;
use yuebao::finding::{CODES, Code, Lang, Level};

const HEAD: &str = "\
# 问题代码 / Finding codes

本页由程序的代码表生成（`UPDATE_DOCS=1 cargo test --test findings_page`），请勿手工修改。代码是稳定的：说明文件、其他程序按代码引用。
`{…}` 处填具体的单位、数值、表名。级别：强制（must）不解决只能出草稿；核实（query）请核对，可以说明；提示（note）仅供了解。
规则给出的问题以规则自己写的级别和建议为准（`templates/rules/`）。

This page is generated from the program's list; do not edit it. Codes are stable: explanations and other programs refer to
them. `{…}` stands for the unit, value or form concerned. Levels: *must* keeps an edition a draft until it is settled; *query*
asks to be checked and may be explained; *note* is for information. A finding of a rule has the level and the advice the rule
itself gives (`templates/rules/`).

| 代码 code | 级别 level | 含义 meaning | 怎么办 what to do |
|---|---|---|---|
";

fn page() -> String {
    let mut page = HEAD.to_owned();
    for code in CODES {
        let meaning = both(code.headline(Lang::Zh), code.headline(Lang::En));
        let level = match code.level {
            Level::Must => "强制 must",
            Level::Query => "核实 query",
            Level::Note => "提示 note",
        };
        writeln!(page, "| `{}` | {level} | {meaning} | {} |", code.id, advice(code)).unwrap();
    }
    page
}

fn advice(code: &Code) -> String {
    if code.is_of_rules() {
        return both("见该规则的建议", "as the rule advises");
    }
    both(code.advice(Lang::Zh), code.advice(Lang::En))
}

fn both(zh: &str, en: &str) -> String {
    format!("{zh}<br>{en}").replace('|', "\\|")
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md")
}

#[test]
fn the_page_of_findings_is_that_of_the_list() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path(), &page).unwrap();
        panic!("docs/findings.md is renewed; run again without UPDATE_DOCS");
    }
    let written = std::fs::read_to_string(path()).unwrap_or_default();
    assert_eq!(written, page, "docs/findings.md is stale: UPDATE_DOCS=1 cargo test --test findings_page");
}

/// A code that nothing gives would promise a check that is not made.
#[test]
fn every_code_is_given_by_the_program_or_by_a_rule() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut givers = String::new();
    for folder in ["src/ingest", "src/validation", "src/assessment", "src/app", "templates/rules"] {
        read(&root.join(folder), &mut givers);
    }
    let unused: Vec<&str> =
        CODES.iter().map(|code| code.id).filter(|id| !givers.contains(&format!("\"{id}\""))).collect();
    assert!(unused.is_empty(), "no one gives {unused:?}");
}

fn read(folder: &std::path::Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, into);
        } else {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}
