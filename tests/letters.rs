//! Letters and scores as they leave the program: the text read back from the PDF, the scores worked out again by
//! another hand.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::Path;
use std::process::Command;
use support::documents::{fonts, session};
use support::{DESK, root, stderr, tree, yuebao};
use yuebao::canvas::{Mark, Page};
use yuebao::finding::Finding;
use yuebao::model::{Cell, Date, Month, Period, Place};
use yuebao::report::{LetterInput, letter};
use yuebao::typeset::{PageStyle, typeset};

/// The text of a PDF without spaces and line breaks.
fn read(bytes: &[u8]) -> (usize, String) {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    (pages.len(), pdf.extract_text(&pages).unwrap().replace(['\n', ' '], ""))
}

/// The same by `pdftotext`; nothing where there is none.
fn read_by_another(path: &Path) -> Option<String> {
    let output = Command::new("pdftotext").args([path.as_os_str(), "-".as_ref()]).output().ok()?;
    assert!(output.status.success(), "{}", stderr(&output));
    Some(String::from_utf8(output.stdout).unwrap().replace(['\n', ' ', '\u{c}'], ""))
}

#[test]
fn an_edition_has_a_letter_for_every_unit_concerned_and_a_score_for_every_return() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let run = yuebao(&["report", "--desk", DESK, "--period", "2021-11", "--out", out]);
    assert!(run.status.success(), "{}", stderr(&run));
    let edition = folder.path().join("第1版");
    let letters: Vec<(String, Vec<u8>)> = tree(&edition.join("函"));
    let names: Vec<&str> = letters.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["禹州市民政局.pdf", "经济技术开发区社会事业局.pdf"] {
        assert!(names.contains(&name), "{names:?}");
    }
    // 魏都区, 长葛市 and the bureau itself have nothing to correct.
    assert!(!names.iter().any(|name| name.starts_with("魏都") || name.starts_with("长葛") || name.starts_with("许昌")));
    let manifest = std::fs::read_to_string(folder.path().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let listed = manifest["outputs"].as_array().unwrap().iter().filter(|output| output["kind"] == "letter.pdf");
    assert_eq!(listed.count(), letters.len());

    // As the made-up return of 禹州市 has it (two rows 离婚登记); 5 December 2021 was a Sunday.
    let yuzhou = [
        "关于退回2021年11月民政统计报表的函",
        "禹州市民政局：",
        "D9",
        "“离婚登记”出现两行，以第一行为准",
        "请于2021年12月8日前（3个工作日内）",
        "附件：报表标注件（电子版）",
        "2021年12月5日",
    ];
    // The September return never came: due on 5 October, 61 days before.
    let silent =
        ["关于催报2021年9月民政统计报表的函", "已逾期61天", "表8民生实事项目台账", "共9张", "请于2021年12月6日前"];
    for (name, parts) in [("禹州市民政局.pdf", &yuzhou[..]), ("经济技术开发区社会事业局.pdf", &silent[..])]
    {
        let path = edition.join("函").join(name);
        let (pages, text) = read(&std::fs::read(&path).unwrap());
        assert_eq!(pages, 1, "{name}");
        for said in [Some(text), read_by_another(&path)].into_iter().flatten() {
            for part in parts {
                assert!(said.contains(part), "{name}: {part}: {said}");
            }
        }
    }
    if let Some(found) = recompute(&edition) {
        assert_eq!(found["differs"].as_array().map(Vec::len), Some(0), "{found}");
        assert_eq!(found["scores"].as_object().map(serde_json::Map::len), Some(10), "nine units and the bureau");
    }
}

/// Runs `tests/quality/recompute.py`; nothing where it cannot run and need not.
fn recompute(edition: &Path) -> Option<serde_json::Value> {
    // The one that has openpyxl need not be the first on the path.
    let program = std::env::var("YUEBAO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&program).args(["-c", "import openpyxl"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        let needed = std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_some();
        assert!(!needed, "scores are worked out again by python3 with openpyxl: install python3-openpyxl");
        return None;
    }
    let files = [edition.join("findings.json"), edition.join("findings.xlsx")];
    let script = root().join("tests/quality/recompute.py");
    let output = Command::new(&program).arg(script).args(files).arg("2021-11").output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn words(page: &Page) -> String {
    let runs =
        page.marks.iter().filter_map(|mark| if let Mark::Text(run) = mark { Some(run.text.as_str()) } else { None });
    runs.collect()
}

#[test]
fn thirty_problems_break_over_pages_with_their_heads_and_nothing_quoted_stops_the_run() {
    let session = session(DESK);
    let unit = session.desk.units.iter().find(|unit| unit.code.as_str() == "411081").unwrap();
    let month = Month::new(2021, 11).unwrap();
    // No face has the face, nor the turn to the left; an annex of one's own is not to be made.
    let raw = "😀\u{e001}\u{202e}\n::annex | x";
    let finding = |row: u32| {
        let place = Place::cell(&"2021-11/禹州.xls".into(), &"表5 婚姻登记".into(), Cell::new(row, 3));
        let finding = Finding::new("sum.mismatch", month, place).of(&unit.code).raw(raw);
        finding
            .with("rule", "婚姻登记业务合计 = 结婚登记 + 离婚登记 + 补发婚姻登记证")
            .with("advice", "对照台账逐项核对。")
    };
    let findings: Vec<Finding> = (101..=130).map(finding).collect();
    let input = LetterInput {
        catalog: &session.catalog,
        desk: &session.desk,
        unit,
        period: Period::Month(month),
        as_of: Date::new(2021, 12, 5).unwrap(),
        register: &[],
        findings: &findings,
        copied: true,
    };
    let mut document = letter(&input).unwrap().unwrap();
    let fonts = fonts();
    document.each_quote(|text| *text = fonts.printable(text));
    let style = PageStyle::of_theme(&session.catalog.themes["official"]).unwrap();
    let pages = typeset(&document, &fonts, &style).unwrap().pages;
    assert!(pages.len() >= 3, "a list of thirty is longer than a page");
    let (first, list) = pages.split_first().unwrap();
    assert!(words(first).contains("须更正的问题30项") && words(first).contains("2021年12月5日"));
    for (no, page) in list.iter().enumerate() {
        let said = words(page);
        assert!(said.contains("序号") && said.contains("处理建议"), "page {} has no head", no + 2);
        assert_eq!(said.contains("续表"), no > 0);
    }
    let all: String = list.iter().map(words).collect();
    for row in 102..=131 {
        assert!(all.contains(&format!("D{row}")), "D{row} is not on the list");
    }
    assert_eq!(all.matches('〓').count(), 2 * 30);
}
