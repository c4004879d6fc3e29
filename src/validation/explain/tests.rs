//! What an explanation releases, what it does not, and for how long; worked out by hand.

use super::*;
use crate::finding::{Comparison, FindingOperand, Lang};
use crate::model::{Cell, Measure, Place};

const UNIT: &str = "411081";

fn month(number: u8) -> Month {
    Month::new(2021, number).unwrap()
}

fn months() -> Vec<Month> {
    (1..=11).map(month).collect()
}

/// A query about a stock of the unit, with last month's beside it.
fn query(number: u8, value: &str, before: &str) -> Finding {
    let place = Place::cell(&format!("2021-{number:02}/禹州.xlsx").into(), &"表4".into(), Cell::new(11, 3));
    let operand = |at: Month, value: &str| FindingOperand {
        indicator: "beds".into(),
        measure: Measure::Stock,
        region: UNIT.into(),
        month: at,
        place: Place::default(),
        raw: value.to_owned(),
        value: value.to_owned(),
    };
    let mut finding = Finding::new("value.placeholder", month(number), place).of(&UNIT.into());
    finding = finding.raw(value).about(&"beds".into(), Measure::Stock);
    finding.rule = Some("Q-1".to_owned());
    finding.operands = vec![operand(month(number), value), operand(month(number).previous(), before)];
    let (left, right) = (value.to_owned(), before.to_owned());
    finding.comparison = Some(Comparison { left, op: "=", right, difference: String::new() });
    finding
}

fn given(about: About, text: &str, date: &str) -> GivenExplanation {
    let words = Explanation {
        text: text.to_owned(),
        who: "张三".to_owned(),
        date: date.to_owned(),
        month: month(5),
        place: Place::cell(&"2021-05/说明/a.xlsx".into(), &"问题清单".into(), Cell::new(1, 8)),
        carried_into: None,
    };
    GivenExplanation { about, value: None, context: None, words }
}

fn by_id(finding: &Finding, text: &str, date: &str) -> GivenExplanation {
    given(About::Finding(finding.id()), text, date)
}

fn by_number(number: u8) -> About {
    About::Number {
        month: month(number),
        region: UNIT.into(),
        indicator: "beds".into(),
        measure: Measure::Stock,
        rule: None,
        code: None,
    }
}

/// The status of each finding, and the codes of what is told.
fn explained(findings: &[Finding], given: &[GivenExplanation]) -> (Vec<String>, Vec<&'static str>) {
    let mut all = findings.to_vec();
    explain(&mut all, given, &months());
    let told = all.split_off(findings.len());
    let status = |finding: &Finding| match finding.status.explanation() {
        Some(words) => format!("{} {}", finding.status.id(), words.text),
        None => finding.status.id().to_owned(),
    };
    (all.iter().map(status).collect(), told.iter().map(|finding| finding.code).collect())
}

#[test]
fn a_query_is_released_by_its_number_or_by_what_it_is_of() {
    let finding = query(5, "120", "80");
    let released = (vec!["explained 甲".to_owned()], vec![]);
    assert_eq!(explained(std::slice::from_ref(&finding), &[by_id(&finding, "甲", "2021-06-04")]), released);
    assert_eq!(explained(std::slice::from_ref(&finding), &[given(by_number(5), "甲", "2021-06-04")]), released);
    let narrowed = |rule: Option<&str>, code| match by_number(5) {
        About::Number { month, region, indicator, measure, .. } => {
            About::Number { month, region, indicator, measure, rule: rule.map(str::to_owned), code }
        }
        other => other,
    };
    assert_eq!(explained(std::slice::from_ref(&finding), &[given(narrowed(Some("Q-1"), None), "甲", "")]), released);
    let other_rule = given(narrowed(Some("Q-2"), None), "甲", "");
    let other_code = given(narrowed(None, Some("sheet.hidden")), "甲", "");
    for other in [other_rule, other_code] {
        assert_eq!(
            explained(std::slice::from_ref(&finding), &[other]),
            (vec!["open".to_owned()], vec!["explanation.settled"])
        );
    }
}

#[test]
fn a_must_stays_open_and_a_note_wants_nothing() {
    let must = Finding { level: Level::Must, ..query(5, "120", "80") };
    let note = Finding { level: Level::Note, ..query(6, "120", "80") };
    let (status, told) = explained(&[must.clone(), note.clone()], &[by_id(&must, "甲", ""), by_id(&note, "乙", "")]);
    assert_eq!((status, told), (vec!["open".to_owned(); 2], vec!["explanation.must", "explanation.needless"]));
    let mut all = vec![must.clone()];
    explain(&mut all, &[by_id(&must, "甲", "")], &months());
    assert!(all[0].is_open() && all[1].level == Level::Query && all[1].place == must.place);
    assert!(all[1].headline(Lang::Zh).contains("2021-05/说明/a.xlsx 问题清单 I2"));
    // A query and a must about one number: its explanation is of the query.
    let (status, told) = explained(&[must, query(5, "120", "80")], &[given(by_number(5), "甲", "")]);
    assert_eq!((status, told), (vec!["open".to_owned(), "explained 甲".to_owned()], vec![]));
}

#[test]
fn the_later_day_counts_and_one_day_with_two_tales_is_a_conflict() {
    let finding = query(5, "120", "80");
    let of = |given: &[(&str, &str)]| {
        let all: Vec<_> = given.iter().map(|(text, date)| by_id(&finding, text, date)).collect();
        explained(std::slice::from_ref(&finding), &all)
    };
    assert_eq!(of(&[("新", "2021-06-09"), ("旧", "2021-06-04"), ("无日期", "")]).0, ["explained 新"]);
    assert_eq!(
        of(&[("甲", "2021-06-04"), ("乙", "2021-06-04")]),
        (vec!["open".to_owned()], vec!["explanation.conflict"])
    );
    assert_eq!(of(&[("甲，", "2021-06-04"), (" 甲,", "2021-06-04")]).1, [""; 0], "the same words are one tale");
    assert_eq!(of(&[("甲", ""), ("乙", "")]).1, ["explanation.conflict"]);
}

#[test]
fn an_explanation_of_another_value_no_longer_applies() {
    let finding = query(5, "1,200", "80");
    let of = |value: &str| {
        let one = GivenExplanation { value: Some(value.to_owned()), ..by_id(&finding, "甲", "") };
        explained(std::slice::from_ref(&finding), &[one])
    };
    for same in ["1,200", "1200", "1200.0", "１２００"] {
        assert_eq!(of(same), (vec!["explained 甲".to_owned()], vec![]), "{same}");
    }
    for other in ["120", "", "—"] {
        assert_eq!(of(other), (vec!["open".to_owned()], vec!["explanation.stale"]), "{other}");
    }
}

#[test]
fn an_explanation_of_a_list_ends_with_what_the_query_rests_on() {
    // 户均人数 stands where 240 stands; its divisor in another cell, 1700, is put right or wrong.
    let asked = query(5, "240", "1700");
    let marked = asked.marked_id();
    let (id, mark) = crate::finding::unmarked(&marked);
    let (id, mark) = (id.to_owned(), mark.map(str::to_owned));
    assert!(id == asked.id() && mark.is_some());
    let of = |now: &Finding, mark: Option<String>| {
        let one = given(About::Finding(id.clone()), "甲", "");
        explained(
            std::slice::from_ref(now),
            &[GivenExplanation { value: Some("240".to_owned()), context: mark, ..one }],
        )
    };
    assert_eq!(of(&asked, mark.clone()), (vec!["explained 甲".to_owned()], vec![]));
    let other = query(5, "240", "999999");
    assert_eq!(other.id(), asked.id(), "the id stays");
    assert_eq!(of(&other, mark.clone()), (vec!["open".to_owned()], vec!["explanation.stale"]));
    assert_eq!(of(&other, None).0, ["explained 甲"], "without a mark only the value is known");
    let mut written = asked.clone();
    written.operands[1].value = "1700.0".to_owned();
    assert_eq!(of(&written, mark).0, ["explained 甲"], "the same number written otherwise");
}

#[test]
fn a_number_of_nothing_is_told_with_what_is_near() {
    let finding = query(5, "120", "80");
    let gone = query(4, "120", "80");
    let (_, told) = explained(std::slice::from_ref(&finding), &[by_id(&gone, "甲", "")]);
    assert_eq!(told, ["explanation.settled"]);
    let mut all = vec![finding.clone()];
    let slip = finding.id().replace("placeholder", "plaecholder");
    let mut seven = given(About::Finding("7".to_owned()), "乙", "");
    seven.words.place.cell = Some(Cell::new(2, 8));
    explain(&mut all, &[given(About::Finding(slip), "甲", ""), seven], &months());
    let near: Vec<String> = all[1..].iter().map(|told| told.advice(Lang::Zh)).collect();
    assert_eq!(all[1].code, "explanation.unknown");
    assert_eq!(near, [format!("请核对编号；最相近的是：{}", finding.id()), "请核对编号；最相近的是：—".to_owned()]);
    // A month that was not read yet is waited for.
    let (_, told) = explained(&[finding], &[given(by_number(12), "甲", "")]);
    assert_eq!(told, [""; 0]);
}

#[test]
fn a_return_sent_again_keeps_its_explanation_while_the_value_is_the_same() {
    let old = query(5, "120", "80");
    let again = |value| Finding {
        place: Place::cell(&"2021-05/禹州（更正）.xlsx".into(), &"表4".into(), Cell::new(12, 3)),
        ..query(5, value, "80")
    };
    let with = |value: Option<&str>| GivenExplanation { value: value.map(str::to_owned), ..by_id(&old, "甲", "") };
    assert_eq!(explained(&[again("120")], &[with(Some("120"))]).0, ["explained 甲"]);
    assert_eq!(
        explained(&[again("130")], &[with(Some("120"))]),
        (vec!["open".to_owned()], vec!["explanation.settled"])
    );
    assert_eq!(explained(&[again("120")], &[with(None)]).0, ["open"], "no one knows that the value is the same");
}

#[test]
fn it_is_carried_forward_while_value_and_context_are_what_they_were() {
    let first = query(5, "120", "120");
    let words = [by_id(&first, "甲", "2021-06-04")];
    let of = |rest: &[Finding]| {
        let all: Vec<Finding> = std::iter::once(first.clone()).chain(rest.iter().cloned()).collect();
        explained(&all, &words).0[1..].to_vec()
    };
    assert_eq!(of(&[query(6, "120", "120"), query(7, "120", "120")]), ["carried_forward 甲"; 2]);
    assert_eq!(of(&[query(6, "121", "120"), query(7, "120", "120")]), ["open"; 2], "the value was another in between");
    assert_eq!(of(&[query(6, "120", "119")]), ["open"], "what it is held against is another");
    assert_eq!(of(&[query(7, "120", "120")]), ["open"], "a month without it lies between");
    assert_eq!(of(&[Finding { region: Some("411082".into()), ..query(6, "120", "120") }]), ["open"]);
    assert_eq!(of(&[Finding { rule: Some("Q-2".to_owned()), ..query(6, "120", "120") }]), ["open"]);
    let mut moved = query(6, "120", "120");
    moved.operands[1].month = month(4);
    assert_eq!(of(&[moved]), ["open"], "an operand of another month");
    let must = Finding { level: Level::Must, ..query(6, "120", "120") };
    assert_eq!(of(&[must]), ["open"]);
    assert_eq!(of(&[query(4, "120", "120")]), ["open"], "not backwards");
}

#[test]
fn a_sheet_carries_its_explanation_and_a_file_does_not() {
    let of = |number: u8, sheet: Option<&str>| {
        let file = format!("2021-{number:02}/a.xlsx").into();
        let place = sheet.map_or_else(|| Place::file(&file), |sheet| Place::sheet(&file, &sheet.into()));
        Finding::new("sheet.hidden", month(number), place).of(&UNIT.into())
    };
    let next = |sheet| explained(&[of(5, sheet), of(6, sheet)], &[by_id(&of(5, sheet), "甲", "")]).0[1].clone();
    assert_eq!((next(Some("旧")).as_str(), next(None).as_str()), ("carried_forward 甲", "open"));
}

#[test]
fn a_late_count_explains_the_month_it_was_reported_with() {
    let late = |code: &'static str, number| Finding { code, rule: None, ..query(number, "300", "1") };
    let findings =
        [query(6, "1", "1"), late("history.outlier", 7), late("value.placeholder", 7), late("history.outlier", 8)];
    let one = |about| {
        let mut one = given(about, "六月漏报，并入七月", "2021-08-03");
        one.words.carried_into = Some(month(7));
        one
    };
    let expected = ["explained 六月漏报，并入七月", "explained 六月漏报，并入七月", "open", "open"];
    assert_eq!(explained(&findings, &[one(by_number(6))]), (expected.map(str::to_owned).to_vec(), vec![]));
    assert_eq!(explained(&findings, &[one(About::Finding(findings[0].id()))]).0, expected);
    // With no query of its own month it still explains; of another value it does not.
    assert_eq!(explained(&findings[1..2], &[one(by_number(6))]), (vec![expected[0].to_owned()], vec![]));
    let stale = GivenExplanation { value: Some("5".to_owned()), ..one(by_number(6)) };
    assert_eq!(explained(&findings, &[stale]).1, ["explanation.stale"]);
    // Its own explanation comes first.
    let own = by_id(&findings[1], "七月另有原因", "2021-08-01");
    assert_eq!(explained(&findings, &[one(by_number(6)), own]).0[1], "explained 七月另有原因");
    let mut all = findings.to_vec();
    explain(&mut all, &[one(by_number(6))], &months());
    assert_eq!(all[1].status.explanation().map(|words| words.month), Some(month(5)), "the month it was given for");
}
