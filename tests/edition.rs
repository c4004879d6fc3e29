//! An edition: one value for sentence, table, chart and rank; the same inputs give the same bytes.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::PathBuf;
use support::{DESK, copy_tree, inputs, root, stderr, stdout, tree, yuebao};
use yuebao::app::{Options, ReportOptions, Session, Silent};
use yuebao::document::{Block, CellContent, ChartKind, Document, plain_text};
use yuebao::model::FigureKey;

const YEAR: [&str; 11] = [
    "2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06", "2021-07", "2021-08", "2021-09", "2021-10",
    "2021-11",
];

fn session(inputs: Option<PathBuf>) -> Session {
    let options = Options { home: Some(root()), desk: Some(DESK.into()), inputs, ..Options::default() };
    Session::open(&options).unwrap()
}

fn briefing(inputs: Option<PathBuf>) -> Document {
    let options = ReportOptions { period: Some("2021-11".into()), ..ReportOptions::default() };
    session(inputs).briefing(&options, &Silent).unwrap()
}

fn sentences(document: &Document) -> String {
    let text = |block: &Block| match block {
        Block::Paragraph(text) | Block::Heading { text, .. } | Block::Title(text) => plain_text(text),
        _ => String::new(),
    };
    document.blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

/// What stands in the tables for a figure.
fn in_tables(document: &Document, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                if let CellContent::Figure { key, shown, .. } = &cell.content
                    && key.to_string() == id
                {
                    found.push(shown.clone());
                }
            }
        }
    }
    found
}

fn in_ranking_chart(document: &Document, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    for block in &document.blocks {
        if let Block::Chart(chart) = block
            && let ChartKind::Ranking { bars, .. } = &chart.kind
        {
            let of_key = bars.iter().filter(|bar| bar.key.as_ref().is_some_and(|key| key.to_string() == id));
            found.extend(of_key.map(|bar| bar.shown.clone()));
        }
    }
    found
}

#[test]
fn one_death_changes_sentence_table_chart_and_rank_together() {
    let before = briefing(None);
    let changed = inputs(&YEAR);
    copy_tree(&root().join("tests/returns/one-death"), changed.path());
    let after = briefing(Some(changed.path().to_owned()));

    // 2588 ÷ 2637 and 2588 ÷ 2638; 270 ÷ 273 and 270 ÷ 274, by hand.
    let (old, new) = (sentences(&before), sentences(&after));
    assert!(old.contains("98.14%") && old.contains("29.51%") && old.contains("68.63个百分点"), "{old}");
    assert!(new.contains("98.10%") && !new.contains("98.14%") && new.contains("68.59个百分点"), "{new}");
    let rate = "411002/funeral.cremation_rate/ratio/2021-11";
    let rank = "411002/funeral.cremation_rate/rank/2021-11";
    for (document, shown, place) in [(&before, "98.90", "3"), (&after, "98.54", "4")] {
        assert!(
            in_tables(document, rate).iter().all(|text| text.starts_with(shown))
                && !in_tables(document, rate).is_empty()
        );
        assert!(in_tables(document, rank).iter().all(|text| text == place) && !in_tables(document, rank).is_empty());
        let chart = in_ranking_chart(document, rate);
        assert!(!chart.is_empty() && chart.iter().all(|text| text.starts_with(shown)), "{chart:?}");
    }
}

#[test]
fn the_rate_of_the_city_leads_to_eighteen_cells() {
    let output = yuebao(&["trace", "--desk", DESK, "--period", "2021-11", "--json", "98.14%"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let trace: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let cells = trace["cells"].as_object().unwrap();
    assert_eq!(cells.len(), 18);
    for cell in cells.values() {
        for field in ["file", "sheet", "cell", "raw", "value"] {
            assert!(!cell[field].as_str().unwrap().is_empty(), "{cell}");
        }
        assert_eq!(cell["sha256"].as_str().unwrap().len(), 64);
    }
    // One of them, read off the workbook by another program: 禹州 11月报表.xls, 表4殡葬, D12 is 641.
    assert_eq!(cells["2021-11/禹州 11月报表.xls#表4殡葬!D12"]["raw"], "641");
    // The rate, its two totals, and two figures of each of nine units.
    assert_eq!(trace["figures"].as_object().unwrap().len(), 21);
}

#[test]
fn every_figure_of_the_briefing_is_in_its_trace() {
    let session = session(None);
    let options = ReportOptions { period: Some("2021-11".into()), ..ReportOptions::default() };
    let document = session.briefing(&options, &Silent).unwrap();
    let out = tempfile::tempdir().unwrap();
    let path = out.path().to_str().unwrap();
    let output = yuebao(&["report", "--desk", DESK, "--period", "2021-11", "--out", path]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let trace = tree(out.path()).into_iter().find(|(path, _)| path.ends_with("trace.json")).unwrap().1;
    let trace: serde_json::Value = serde_json::from_slice(&trace).unwrap();
    let figures = trace["figures"].as_object().unwrap();
    let keys: Vec<&FigureKey> = document.figures();
    assert!(keys.len() > 300, "{}", keys.len());
    for key in keys {
        assert!(figures.contains_key(&key.to_string()), "{key} has no trace");
    }
    for (id, figure) in figures {
        for operand in figure["operands"].as_array().unwrap() {
            let operand = operand.as_str().unwrap();
            let known = figures.contains_key(operand) || trace["cells"].as_object().unwrap().contains_key(operand);
            assert!(known, "{id} leads to {operand}, which is not there");
        }
    }
    let last = stdout(&output).lines().last().unwrap_or_default().to_owned();
    assert!(last.contains("草稿") && last.contains("强制性问题"), "{last}");
}

#[test]
fn the_same_inputs_give_the_same_bytes_and_no_new_edition() {
    let inputs = inputs(&["2021-01", "2021-02"]);
    let (one, eight) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let run = |out: &tempfile::TempDir, jobs: &str, lang: &str| {
        let (inputs, out) = (inputs.path().to_str().unwrap(), out.path().to_str().unwrap());
        let arguments = ["--inputs", inputs, "--out", out, "--jobs", jobs, "--lang", lang];
        let output = yuebao(&[&["report", "--desk", DESK, "--period", "2021-02"], arguments.as_slice()].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    run(&one, "1", "zh");
    run(&eight, "8", "en");
    let first = tree(one.path());
    assert_eq!(first, tree(eight.path()));
    let again = run(&one, "8", "zh");
    assert!(again.contains("第1版") && tree(one.path()) == first, "{again}");

    copy_tree(&root().join("tests/returns/xuchang-2021-corrections/2021-02"), &inputs.path().join("2021-02"));
    let next = run(&one, "2", "zh");
    assert!(next.contains("第2版"), "{next}");
    let manifest = std::fs::read(one.path().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!((&manifest["edition"], &manifest["previous"]["edition"]), (&2.into(), &1.into()));
    let kept: Vec<_> = tree(one.path()).into_iter().filter(|(path, _)| path.starts_with("第1版")).collect();
    let old: Vec<_> = first.into_iter().filter(|(path, _)| path.starts_with("第1版")).collect();
    assert_eq!(kept, old, "the first edition is kept as it was");
}

#[test]
fn the_manifest_names_what_is_there() {
    let (inputs, out) = (inputs(&["2021-03"]), tempfile::tempdir().unwrap());
    let (from, to) = (inputs.path().to_str().unwrap(), out.path().to_str().unwrap());
    let output = yuebao(&["report", "--desk", DESK, "--period", "2021-03", "--inputs", from, "--out", to]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.path().join("manifest.json")).unwrap()).unwrap();
    let kinds: Vec<&str> =
        manifest["outputs"].as_array().unwrap().iter().map(|o| o["kind"].as_str().unwrap()).collect();
    for kind in [
        "briefing.pdf",
        "tables.xlsx",
        "data.xlsx",
        "figures.csv",
        "assessments.csv",
        "findings.json",
        "findings.xlsx",
        "chart.svg",
        "chart.png",
        "trace.json",
        "ledger.xlsx",
        "completion.pdf",
    ] {
        assert!(kinds.contains(&kind), "{kind} is not in {kinds:?}");
    }
    for listed in manifest["outputs"].as_array().unwrap() {
        let bytes = std::fs::read(out.path().join(listed["path"].as_str().unwrap())).unwrap();
        assert_eq!(yuebao::model::Digest::of(&bytes).hex(), listed["sha256"].as_str().unwrap());
    }
    let states: Vec<&str> =
        manifest["inputs"].as_array().unwrap().iter().map(|i| i["state"].as_str().unwrap()).collect();
    assert_eq!(states.iter().filter(|state| **state == "effective").count(), 10);
    assert_eq!(states.iter().filter(|state| **state == "ignored").count(), 1);
}
