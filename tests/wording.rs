//! The documents of the bundled desks as they are read: nothing is stated twice, every table and chart is referred to, and
//! nothing is said of an incomplete figure without saying so.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use support::{copy_tree, root};
use yuebao::app::{Options, ReportOptions, Session, Silent};
use yuebao::document::{Block, Document, Inline, plain_text};
use yuebao::model::{Missing, Period};

/// Desk, month, and the return that is taken away.
const DESKS: [(&str, &str, &str, &str); 5] = [
    ("xuchang-2021", "2021-11", "鄢陵县2021-11.xls", "鄢陵县"),
    ("mianyang-2021", "2021-11", "盐亭县 11月报表.xlsx", "盐亭县"),
    ("sichuan-2021", "2021-11", "乐山市 11月报表.xlsx", "乐山市"),
    ("shanwei-2024", "2024-11", "陆丰市 11月报表.xlsx", "陆丰市"),
    ("baoji-2020", "2020-11", "凤县 11月报表.xlsx", "凤县"),
];

fn session(home: &Path, desk: &str, inputs: Option<PathBuf>) -> Session {
    let options = Options { home: Some(home.to_owned()), desk: Some(desk.into()), inputs, ..Options::default() };
    Session::open(&options).unwrap()
}

fn briefing(session: &Session, period: &str) -> Document {
    let options = ReportOptions { period: Some(period.into()), ..ReportOptions::default() };
    session.briefing(&options, &Silent).unwrap()
}

/// The running text, a block a line.
fn lines(document: &Document) -> Vec<(String, &[Inline])> {
    let mut all = Vec::new();
    for block in &document.blocks {
        if let Block::Paragraph(text) | Block::Heading { text, .. } | Block::Title(text) = block {
            all.push((plain_text(text), text.as_slice()));
        }
    }
    all
}

/// Figures stated a second time, each with the lines it stands in.
fn twice(document: &Document) -> Vec<String> {
    let lines = lines(document);
    let of = |key: &yuebao::model::FigureKey| {
        let has = |text: &[Inline]| text.iter().any(|one| matches!(one, Inline::Figure { key: k, .. } if k == key));
        lines.iter().filter(|(_, text)| has(text)).map(|(said, _)| said.clone()).collect::<Vec<_>>().join("\n    ")
    };
    document.stated_again().into_iter().map(|key| format!("{key}\n    {}", of(key))).collect()
}

/// What no sentence of a bureau has.
fn faults_of_style(document: &Document) -> Vec<String> {
    const NEVER: [&str; 12] =
        ["。。", "，，", "，。", "；。", "；；", "：，", "、，", "（）", "基本持平", "None", "none", "长-"];
    let half_width = |said: &str| said.chars().any(|c| [',', ';', ':', '?', '!', '(', ')'].contains(&c));
    let lines = lines(document).into_iter().map(|(said, _)| said);
    lines.filter(|said| NEVER.iter().any(|word| said.contains(word)) || half_width(said)).collect()
}

/// Tables and charts with a number that no sentence refers to.
fn unmentioned(document: &Document) -> Vec<String> {
    let number = |title: &[Inline]| match title.first() {
        Some(Inline::Number(number)) if number.contains(['表', '图']) => Some(number.clone()),
        _ => None,
    };
    let numbered = document.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => number(&chart.title),
        // A table dealt into parts is referred to as one.
        Block::Table(table) => number(&table.title).filter(|number| !number.contains(['-', '—'])),
        _ => None,
    });
    let mut said = BTreeSet::new();
    for block in &document.blocks {
        let Block::Paragraph(text) = block else { continue };
        for one in text {
            let Inline::Number(text) = one else { continue };
            let ends = text.split_once('至').and_then(|(first, last)| {
                let place = |text: &str| text.strip_prefix("附表")?.parse::<usize>().ok();
                Some(place(first)?..=place(last)?)
            });
            said.insert(text.clone());
            said.extend(ends.into_iter().flatten().map(|n| format!("附表{n}")));
        }
    }
    numbered.filter(|number| !said.contains(number)).map(|number| format!("{number}没有提到")).collect()
}

fn without(desk: &str, period: &str, file: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_tree(&root().join("inputs").join(desk), folder.path());
    std::fs::remove_file(folder.path().join(period).join(file)).unwrap();
    folder
}

#[test]
fn no_figure_is_stated_twice() {
    let mut found = BTreeMap::new();
    for (desk, period, ..) in DESKS {
        let document = briefing(&session(&root(), desk, None), period);
        let faults = twice(&document).into_iter().chain(faults_of_style(&document)).chain(unmentioned(&document));
        let faults: Vec<String> = faults.collect();
        if !faults.is_empty() {
            found.insert(desk, faults.join("\n  "));
        }
    }
    assert!(found.is_empty(), "{}", found.iter().map(|(desk, all)| format!("{desk}\n  {all}\n")).collect::<String>());
}

#[test]
fn with_a_county_missing_every_incomplete_figure_says_so() {
    let mut found = Vec::new();
    for (desk, period, file, unit) in DESKS {
        let inputs = without(desk, period, file);
        let session = session(&root(), desk, Some(inputs.path().to_owned()));
        let document = briefing(&session, period);
        let traced = session.traceable(Period::parse(period).unwrap(), &Silent).unwrap();
        let made: BTreeSet<String> = traced
            .made
            .iter()
            .filter(|figure| figure.missing == Some(Missing::Incomplete))
            .map(|figure| figure.key.to_string())
            .collect();
        let incomplete = |key| {
            let in_book = traced.book.find(key).is_some_and(|figure| figure.missing == Some(Missing::Incomplete));
            in_book || made.contains(&key.to_string())
        };
        let mut said_so = false;
        let mut any = 0;
        for (said, text) in lines(&document) {
            said_so |= said.contains(unit) && said.contains("未报");
            let lacking = text.iter().any(|one| matches!(one, Inline::Figure { key, .. } if incomplete(key)));
            any += usize::from(lacking);
            if lacking && !said_so {
                found.push(format!("{desk}: {said}"));
            }
            // A unit that is silent has not done what is asked of each.
            if ["各单位均", "各县区均", "各县（市、区）都"].iter().any(|all| said.contains(all)) {
                found.push(format!("{desk}: {said}"));
            }
        }
        assert!(any > 0, "{desk}");
        found.extend(
            twice(&document).into_iter().chain(faults_of_style(&document)).map(|said| format!("{desk}: {said}")),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_completion_report_says_each_figure_once() {
    let home = tempfile::tempdir().unwrap();
    copy_tree(&root().join("templates"), &home.path().join("templates"));
    let mut found = Vec::new();
    // The one with few units and the one with many items.
    for (desk, period, file, unit) in [DESKS[0], DESKS[2]] {
        let path = home.path().join("templates/desks").join(desk).join("desk.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let others: Vec<&str> = text.lines().filter(|line| !line.starts_with("also = ")).collect();
        let own = others.iter().find(|line| line.starts_with("report = ")).unwrap();
        std::fs::write(&path, others.join("\n").replacen(own, "report = \"completion\"", 1)).unwrap();
        let inputs = without(desk, period, file);
        let document = briefing(&session(home.path(), desk, Some(inputs.path().to_owned())), period);
        let said = lines(&document).into_iter().map(|(said, _)| said).collect::<Vec<_>>().join("\n");
        assert!(said.contains(&format!("{unit}本月未报")), "{desk}\n{said}");
        found.extend(twice(&document).into_iter().map(|said| format!("{desk}: {said}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
