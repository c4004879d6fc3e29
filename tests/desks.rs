//! The bundled desks: each makes its edition out of the box, and says what it cannot know when returns are missing.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::books::{opened_by_libreoffice, printed, read_by_openpyxl};
use support::{copy_tree, openpyxl, python, root, rows, stderr, stdout, tree, yuebao};
use yuebao::app::{Options, ReportOptions, Session, Silent, templates};
use yuebao::document::{Block, plain_text};
use yuebao::model::Date;

/// Desks whose returns are made by `yuebao demo`, and their last month.
const MADE: [(&str, &str); 4] =
    [("baoji-2020", "2020-11"), ("mianyang-2021", "2021-11"), ("shanwei-2024", "2024-11"), ("sichuan-2021", "2021-11")];

/// An edition in a folder of its own: what was said last, and the folder of the edition.
fn edition(desk: &str, period: &str) -> (String, tempfile::TempDir) {
    let out = tempfile::tempdir().unwrap();
    let run = yuebao(&["report", "--desk", desk, "--period", period, "--out", out.path().to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(0), "{desk}: {}", stderr(&run));
    (stdout(&run).lines().last().unwrap().to_owned(), out)
}

/// The totals of the desk's figures, once more from the workbooks, by a program that is not ours.
fn recomputed(desk: &str, out: &tempfile::TempDir, figures: &[u8]) {
    let path = out.path().join("figures-of-the-edition.csv");
    std::fs::write(&path, figures).unwrap();
    let inputs = root().join("inputs").join(desk);
    let Some(output) = python("tests/demo_totals.py", &[&inputs, &path]) else { return };
    assert!(output.status.success(), "{desk}: {}{}", stdout(&output), stderr(&output));
}

/// Where the edition is that is the only one among these files.
fn folder(files: &[(String, Vec<u8>)], out: &Path) -> PathBuf {
    let (path, _) = files.iter().find(|(path, _)| path.ends_with("/figures.csv")).unwrap();
    out.join(path).parent().unwrap().to_path_buf()
}

#[test]
fn every_desk_makes_its_edition_out_of_the_box() {
    for (desk, period) in MADE {
        let (said, out) = edition(desk, period);
        assert!(said.starts_with("定稿："), "{desk}: {said}");
        let files = tree(out.path());
        let bytes = |name: &str| &files.iter().find(|(path, _)| path.ends_with(name)).unwrap().1;
        for name in ["briefing.pdf", "tables.xlsx", "ledger.xlsx", "trace.json"] {
            assert!(!bytes(name).is_empty(), "{desk}: {name}");
        }
        // Every target that is asked at the period's end is judged.
        let judged: BTreeSet<String> = rows(bytes("assessments.csv")).iter().map(|row| row["target"].clone()).collect();
        let (catalog, _) = templates(&Options { home: Some(root()), ..Options::default() }).unwrap();
        let end = Date::parse_iso(&format!("{period}-30")).unwrap();
        let asked: BTreeSet<String> = catalog.targets[desk]
            .iter()
            .filter(|target| target.holds_on(end))
            .map(|target| target.id.clone())
            .collect();
        assert!(!asked.is_empty());
        recomputed(desk, &out, bytes("figures.csv"));
        read_by_openpyxl(&folder(&files, out.path()));
        printed(&folder(&files, out.path()));
        assert_eq!(judged, asked, "{desk}");
    }
    let (said, out) = edition("xuchang-2021", "2021-11");
    assert!(said.starts_with("草稿："), "{said}");
    let folder = folder(&tree(out.path()), out.path());
    read_by_openpyxl(&folder);
    printed(&folder);
    opened_by_libreoffice(&folder);
}

#[test]
fn the_bundled_returns_are_those_that_demo_makes() {
    for (desk, _) in MADE {
        let out = tempfile::tempdir().unwrap();
        let made = out.path().join(desk);
        let run = yuebao(&["demo", "--desk", desk, "--out", made.to_str().unwrap()]);
        assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
        let (bundled, fresh) = (tree(&root().join("inputs").join(desk)), tree(&made));
        assert!(bundled.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= 2 << 20, "{desk}");
        let first = bundled.iter().zip(&fresh).find(|(a, b)| a != b).map(|(a, _)| &a.0);
        assert_eq!((bundled.len(), first), (fresh.len(), None), "{desk}: run yuebao demo again");
    }
}

/// What the briefing of Sichuan's November says, heading by heading.
fn sentences(inputs: &Path) -> String {
    let options = Options {
        home: Some(root()),
        desk: Some("sichuan-2021".into()),
        inputs: Some(inputs.to_owned()),
        ..Options::default()
    };
    let as_of = Date::parse_iso("2021-12-21");
    let options_of_run = ReportOptions { period: Some("2021-11".into()), as_of, ..ReportOptions::default() };
    let document = Session::open(&options).unwrap().briefing(&options_of_run, &Silent).unwrap();
    let text = |block: &Block| match block {
        Block::Paragraph(text) | Block::Heading { text, .. } | Block::Title(text) => plain_text(text),
        _ => String::new(),
    };
    document.blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn three_late_returns_and_a_missing_one_are_told_and_nothing_is_said_that_they_could_change() {
    let folder = tempfile::tempdir().unwrap();
    copy_tree(&root().join("inputs/sichuan-2021"), folder.path());
    let all = sentences(folder.path());
    assert!(all.contains("实报21个"), "{all}");
    let month = folder.path().join("2021-11");
    let words = ["巴中市", "自贡市=2021-12-13", "达州市=2021-12-14", "甘孜州=2021-12-20"].map(PathBuf::from);
    let arguments: Vec<&Path> = std::iter::once(month.as_path()).chain(words.iter().map(PathBuf::as_path)).collect();
    if openpyxl("tests/late/late.py", &arguments).is_none() {
        return;
    }
    let said = sentences(folder.path());
    for wanted in [
        "实报20个",
        "按时17个",
        "未报的有巴中市",
        "迟报的有自贡市、达州市、甘孜州",
        "全省数据为其余20个单位合计",
        "在已报的20个市（州）中",
        "不作进度判定",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    // A province's total without one prefecture is no total: not compared, not held against its schedule.
    for silent in ["较上月提高11.55个百分点", "完成目标的88.0%，低于序时进度3.7个百分点", "5项滞后"]
    {
        assert!(all.contains(silent), "{silent}\n{all}");
        assert!(!said.contains(silent), "{silent}\n{said}");
    }
    assert!(!said.contains("较上月提高") && said.contains("不作环比"), "{said}");
}
