//! Scores worked out by hand.

use super::*;
use crate::catalog::SchemeBand;
use crate::finding::{Explanation, Status};
use crate::model::{Cell, Date, Place};
use std::sync::Arc;

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// 100 points; 60 for none, 1.5 a day up to 4, 10 a form, 3 a must-level cause up to 7, 1 a query.
fn scheme() -> Scheme {
    let deduction = |id: &str, per, points: &str, cap: Option<&str>| Deduction {
        id: id.to_owned(),
        words: id.to_owned(),
        per,
        points: number(points),
        cap: cap.map(number),
    };
    let band = |name: &str, from: &str| SchemeBand { name: name.to_owned(), from: number(from) };
    Scheme {
        id: "s".to_owned(),
        name: "s".to_owned(),
        start: number("100"),
        least: number("30"),
        bands: vec![band("优", "95"), band("良", "85.5"), band("差", "0")],
        deductions: vec![
            deduction("none", Per::MissingReturn, "60", None),
            deduction("late", Per::LateDay, "1.5", Some("4")),
            deduction("form", Per::MissingForm, "10", None),
            deduction("must", Per::MustGroup, "3", Some("7")),
            deduction("query", Per::QueryGroup, "1", None),
        ],
    }
}

fn month(number: u8) -> Month {
    Month::new(2021, number).unwrap()
}

fn record(state: ReturnState, submitted: Option<&str>) -> ReturnRecord {
    ReturnRecord {
        region: "A".into(),
        month: month(11),
        own: false,
        state,
        file: None,
        submitted: submitted.and_then(Date::parse_iso),
        due: Date::parse_iso("2021-12-05").unwrap(),
    }
}

fn finding(code: &'static str, level: Level, row: u32) -> Finding {
    let (file, sheet): (Arc<str>, Arc<str>) = ("f.xlsx".into(), "表1".into());
    let mut finding = Finding::new(code, month(11), Place::cell(&file, &sheet, Cell::new(row, 3))).of(&"A".into());
    finding.level = level;
    finding
}

fn in_group(mut finding: Finding, leader: &Finding) -> Finding {
    finding.group = Some(leader.id());
    finding
}

fn one(record: ReturnRecord, findings: &[Finding]) -> Score {
    scores(&scheme(), &[record], findings).remove(0)
}

fn lost<'s>(score: &'s Score, id: &str) -> &'s Lost {
    score.lost.iter().find(|lost| lost.id == id).unwrap()
}

#[test]
fn a_clean_return_keeps_its_points_and_notes_cost_nothing() {
    let score = one(record(ReturnState::OnTime, Some("2021-12-05")), &[finding("layout.blank_row", Level::Note, 1)]);
    assert_eq!((score.points, score.band.as_str()), (number("100"), "优"));
    assert!(score.lost.iter().all(|lost| lost.count == 0 && lost.evidence.is_empty()));
}

#[test]
fn a_root_cause_counts_once_and_an_explained_query_not_at_all() {
    let (sum, ytd) = (finding("sum.mismatch", Level::Must, 4), finding("ytd.mismatch", Level::Must, 5));
    let linked = in_group(ytd.clone(), &sum);
    let leading = in_group(sum.clone(), &sum);
    // A query that comes of a must-level cause is told with it.
    let beside = in_group(finding("value.outside", Level::Query, 6), &sum);
    let query = finding("sheet.hidden", Level::Query, 7);
    let mut explained = finding("sheet.renamed", Level::Query, 8);
    explained.status = Status::Explained(Explanation {
        text: "x".to_owned(),
        who: "y".to_owned(),
        date: "2021-12-06".to_owned(),
        month: month(11),
        place: Place::default(),
        carried_into: None,
    });
    let found = [linked, leading, beside, query, explained];
    let score = one(record(ReturnState::OnTime, Some("2021-12-05")), &found);
    // 100 - 3 - 1
    assert_eq!((score.points, score.band.as_str()), (number("96"), "优"));
    let must = &lost(&score, "must").evidence[0];
    assert_eq!((must.why.clone(), must.ids.len()), (Why::Group(3), 3));
    assert_eq!(must.finding.as_ref().map(Finding::id), Some(sum.id()), "the one that speaks for the group");
    assert_eq!(lost(&score, "query").count, 1);
}

#[test]
fn caps_hold_and_are_shown() {
    let found: Vec<Finding> = (1..=4).map(|row| finding("sum.mismatch", Level::Must, row)).collect();
    let late = finding("return.late", Level::Query, 20);
    let all: Vec<Finding> = found.into_iter().chain([late]).collect();
    let score = one(record(ReturnState::Late, Some("2021-12-08")), &all);
    // Late 3 days: 4.5, capped at 4. Four causes: 12, capped at 7 as 3 + 3 + 1 + 0. 100 - 4 - 7.
    assert_eq!((score.points, score.band.as_str()), (number("89"), "良"));
    let (days, must) = (lost(&score, "late"), lost(&score, "must"));
    assert_eq!((days.count, days.points, days.over_cap), (3, number("4.0"), number("0.5")));
    assert_eq!((must.count, must.points, must.over_cap), (4, number("7"), number("5")));
    let taken: Vec<String> = must.evidence.iter().map(|e| e.taken.to_string()).collect();
    assert_eq!(taken, ["3", "3", "1", "0"]);
    assert_eq!(lost(&score, "query").count, 0, "the late return is counted by its days");
}

#[test]
fn a_return_that_never_came_loses_that_alone() {
    let found = [finding("return.empty", Level::Must, 1), finding("identity.code", Level::Must, 2)];
    let score = one(record(ReturnState::Empty, None), &found);
    assert_eq!((score.points, score.band.as_str()), (number("40"), "差"));
    assert_eq!((lost(&score, "none").count, lost(&score, "must").count), (1, 0));
    assert_eq!(lost(&score, "none").evidence[0].ids, [found[0].id()]);
}

#[test]
fn a_missing_sheet_is_a_form_and_no_score_is_below_the_least() {
    let found: Vec<Finding> = (1..=8).map(|row| finding("sheet.missing", Level::Must, row)).collect();
    let score = one(record(ReturnState::OnTime, None), &found);
    // 100 - 8 × 10 = 20, and 30 is the least.
    assert_eq!((score.points, score.below_least), (number("30"), number("10")));
    assert_eq!((lost(&score, "form").count, lost(&score, "must").count), (8, 0));
}

#[test]
fn without_a_deduction_of_its_own_a_thing_is_a_problem_like_others() {
    let mut bare = scheme();
    bare.deductions.retain(|deduction| matches!(deduction.per, Per::MustGroup | Per::QueryGroup));
    let found = [finding("sheet.missing", Level::Must, 1), finding("return.late", Level::Query, 2)];
    let score = scores(&bare, &[record(ReturnState::Late, Some("2021-12-08"))], &found).remove(0);
    assert_eq!(score.points, number("96"));
}

#[test]
fn a_cause_in_another_month_is_counted_there() {
    let mut root = finding("sum.mismatch", Level::Must, 4);
    root.month = month(10);
    let here = in_group(finding("ytd.mismatch", Level::Must, 5), &root);
    let both = [in_group(root.clone(), &root), here.clone()];
    let mut before = record(ReturnState::OnTime, None);
    before.month = month(10);
    let scores = scores(&scheme(), &[before, record(ReturnState::OnTime, None)], &both);
    assert_eq!((scores[0].points, scores[1].points), (number("97"), number("100")));
    let shown = &lost(&scores[1], "must").evidence[0];
    assert_eq!((&shown.why, shown.taken), (&Why::Elsewhere("A".into(), month(10)), Decimal::ZERO));
    // Its leader is gone (explained, or of a month that was not read): it is counted here.
    assert_eq!(one(record(ReturnState::OnTime, None), &[here]).points, number("97"));
}
