//! Faults a careful reader found once: each would put a false sentence or a false number before a director.
#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::{Path, PathBuf};
use support::{DESK, inputs, root, stdout, yuebao};
use yuebao::app::{Options, ReportOptions, Session, Silent};
use yuebao::document::{Block, plain_text};
use yuebao::model::{Measure, Missing, Period};

fn session(inputs: Option<&Path>) -> Session {
    let inputs = inputs.map(Path::to_path_buf);
    let options = Options { home: Some(root()), desk: Some(DESK.into()), inputs, ..Options::default() };
    Session::open(&options).unwrap()
}

/// Sentences, headings and chart titles.
fn words(session: &Session, period: &str) -> String {
    let options = ReportOptions { period: Some(period.into()), ..ReportOptions::default() };
    let document = session.briefing(&options, &Silent).unwrap();
    let text = |block: &Block| match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => plain_text(text),
        Block::Chart(chart) => plain_text(&chart.title),
        _ => String::new(),
    };
    document.blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_one_reached_the_target_in_january() {
    // 18.03 % to 44.81 % against 95 %.
    let words = words(&session(None), "2021-01");
    assert!(words.contains("各单位均未达到目标（不低于95%）"), "{words}");
    assert!(!words.contains("均达到目标"), "{words}");
}

#[test]
fn what_cannot_be_judged_is_not_said_to_be_on_time() {
    let words = words(&session(None), "2021-06");
    assert!(
        words.contains("项尚无数据或无法判定") && !words.contains("均未滞后") && !words.contains("没有滞后"),
        "{words}"
    );
}

#[test]
fn a_rate_has_the_same_units_above_and_below() {
    let inputs = inputs(&["2021-11"]);
    let file: PathBuf = inputs.path().join("2021-11/魏都区2021年11月民政统计月报.xlsx");
    std::fs::copy(root().join("tests/returns/no-deaths/2021-11/魏都区2021年11月民政统计月报.xlsx"), file).unwrap();
    let session = session(Some(inputs.path()));
    let month = session.months().unwrap()[0];
    let reading = session.read(month, &Silent).unwrap();
    let book = session.figures(&reading, &[]).unwrap();
    let period = Period::Month(month);
    let rate = "funeral.cremation_rate".into();
    let figure = book.get(&session.desk.region, &rate, Measure::Ratio, period).unwrap();
    assert_eq!((figure.value, figure.missing), (None, Some(Missing::Incomplete)), "2588 ÷ 2364 is 109.48 % of nothing");
    let sentence = words(&session, "2021-11");
    assert!(sentence.contains("暂不能计算") && !sentence.contains("109.48"), "{sentence}");
}

#[test]
fn a_longer_period_is_made_of_whole_units() {
    let session = session(None);
    let half = Period::parse("2021-H1").unwrap();
    let reading = session.read(half.last_month(), &Silent).unwrap();
    let book = session.figures(&reading, &[half]).unwrap();
    let total = |measure| book.get(&session.desk.region, &"marriage.registrations".into(), measure, half).unwrap();
    // 鄢陵县 sent no June: it is in neither; 东城区's empty May is told by its cumulatives.
    assert_eq!(total(Measure::Month).value, total(Measure::Ytd).value);
    for unit in session.desk.units.iter().filter(|unit| !unit.own) {
        let get = |measure| book.get(&unit.code, &"funeral.cremation_rate".into(), measure, half);
        if get(Measure::Ratio).is_some_and(|ratio| ratio.missing.is_some()) {
            assert!(get(Measure::Rank).is_none(), "{} is ranked on part of its months", unit.code);
        }
    }
}

#[test]
fn a_cell_at_the_far_corner_costs_what_it_is() {
    let inputs = inputs(&["2021-11"]);
    let name = "2021-11/建安区民政局11月月报表.xlsx";
    std::fs::copy(root().join("tests/returns/far-corner").join(name), inputs.path().join(name)).unwrap();
    let from = inputs.path().to_str().unwrap();
    let output = yuebao(&["check", "--desk", DESK, "--period", "2021-11", "--inputs", from]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("建安区"), "it ends, and says what it found");
}

#[test]
fn check_counts_what_keeps_the_edition_a_draft() {
    let check = stdout(&yuebao(&["check", "--desk", DESK, "--period", "2021-11", "-q"]));
    let out = tempfile::tempdir().unwrap();
    let to = out.path().to_str().unwrap();
    let report = stdout(&yuebao(&["report", "--desk", DESK, "--period", "2021-11", "-q", "--out", to]));
    let number_before = |text: &str, word: &str| -> u32 {
        let before = text.split(word).next().unwrap();
        let digits: String = before.trim_end().chars().rev().take_while(char::is_ascii_digit).collect();
        digits.chars().rev().collect::<String>().parse().unwrap()
    };
    let own = number_before(check.split("强制").nth(1).unwrap(), "处");
    let earlier = number_before(check.split("强制").nth(2).unwrap(), "处");
    assert_eq!(own + earlier, number_before(&report, "处强制性问题"), "{check}{report}");
}
