//! Items worked by hand: at the end of November 2021, due soon within 30 days.

use super::ledger::{Contradiction, ItemStatus, LedgerItem, by_lead, by_unit, ledger};
use super::testing::blank;
use super::*;
use crate::catalog::{Plan, PlanItem, PlanStage, Progress, Statement};
use crate::model::{Month, Period, Place};

fn date(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

fn november() -> Period {
    Period::parse("2021-11").unwrap()
}

fn judged(target: &str, region: &str, status: Status, deadline: &str) -> Assessment {
    Assessment {
        band: if status == Status::Behind { Light::Watch } else { Light::Unknown },
        status,
        ..blank(target, &region.into(), november(), date(deadline))
    }
}

fn item(id: &str, deadline: &str, targets: &[&str]) -> PlanItem {
    PlanItem {
        id: id.to_owned(),
        number: "1".to_owned(),
        section: None,
        name: id.to_owned(),
        goal: String::new(),
        measures: Vec::new(),
        targets: targets.iter().map(ToString::to_string).collect(),
        deadline: date(deadline),
        lead: "甲科".to_owned(),
        leader: None,
        responsible: "东县、西县".to_owned(),
        stages: Vec::new(),
        statements: Vec::new(),
    }
}

fn said(month: u8, progress: Progress, stage: Option<&str>) -> Statement {
    Statement {
        month: Month::new(2021, month).unwrap(),
        progress,
        stage: stage.map(str::to_owned),
        evidence: format!("{month}月所说"),
        place: Place::file(&"progress.toml:1".into()),
    }
}

fn with(item: PlanItem, statements: Vec<Statement>) -> PlanItem {
    PlanItem { statements, ..item }
}

fn stand(items: Vec<PlanItem>, list: Vec<Assessment>) -> super::ledger::Ledger {
    let plan = Plan { title: "台账".to_owned(), document: String::new(), due_soon_days: 30, items };
    ledger(&plan, &"T".into(), &Assessed { list, figures: Vec::new() }, november())
}

fn one(item: PlanItem, list: Vec<Assessment>) -> LedgerItem {
    stand(vec![item], list).items.remove(0)
}

#[test]
fn the_worst_target_decides_and_the_unknown_hides_nothing() {
    use ItemStatus as I;
    use Status as S;
    for (states, expected) in [
        (vec![S::Met, S::Met], I::Done),
        (vec![S::Met, S::NotDue], I::NotDue),
        (vec![S::NotDue, S::OnSchedule], I::OnSchedule),
        (vec![S::OnSchedule, S::NoData], I::Unknown),
        (vec![S::Undefined, S::Behind], I::Behind),
        (vec![S::Behind, S::Missed], I::Overdue),
    ] {
        let ids: Vec<String> = (0..states.len()).map(|n| format!("t{n}")).collect();
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let list = states.iter().zip(&ids).map(|(s, id)| judged(id, "T", *s, "2021-10-31")).collect();
        assert_eq!(one(item("a", "2022-06-30", &names), list).status, expected, "{states:?}");
    }
    // A target no one was judged by.
    assert_eq!(one(item("a", "2022-06-30", &["t"]), Vec::new()).status, I::Unknown);
}

#[test]
fn the_total_speaks_for_its_units_where_it_is_judged() {
    let list = || vec![judged("t", "A", Status::Behind, "2021-12-31"), judged("t", "B", Status::Met, "2021-12-31")];
    let of_units = one(item("a", "2022-06-30", &["t"]), list());
    assert_eq!((of_units.status, of_units.judged.len()), (ItemStatus::Behind, 2));
    assert_eq!(of_units.light(), Light::Watch);
    let total = list().into_iter().chain([judged("t", "T", Status::OnSchedule, "2021-12-31")]).collect();
    assert_eq!(one(item("a", "2022-06-30", &["t"]), total).status, ItemStatus::OnSchedule);
}

#[test]
fn a_target_changed_in_the_year_stands_once_under_an_item_that_names_both() {
    let changed = Assessment { replaces: Some("old".to_owned()), ..judged("new", "T", Status::Behind, "2021-12-31") };
    let one = one(item("a", "2022-06-30", &["old", "new"]), vec![changed]);
    assert_eq!(one.judged.iter().map(|judged| judged.target.as_str()).collect::<Vec<_>>(), ["new"]);
}

#[test]
fn days_are_counted_from_the_deadline_to_the_end_of_the_period() {
    let open = |deadline| one(with(item("a", deadline, &[]), vec![said(11, Progress::InProgress, None)]), Vec::new());
    // 31 October to 30 November: 30 days.
    let late = open("2021-10-31");
    assert_eq!((late.status, late.overdue(), late.due_soon), (ItemStatus::Overdue, Some(30), false));
    assert_eq!(late.light(), Light::Bad);
    // On the day itself.
    let today = open("2021-11-30");
    assert_eq!((today.status, today.overdue()), (ItemStatus::Overdue, Some(0)));
    // 30 December is 30 days off, 31 December 31.
    let soon = open("2021-12-30");
    assert_eq!((soon.status, soon.due_soon, soon.days_past), (ItemStatus::InProgress, true, -30));
    assert!(!open("2021-12-31").due_soon);
    let done = with(item("a", "2021-12-15", &[]), vec![said(11, Progress::Done, None)]);
    assert!(!one(done, Vec::new()).due_soon, "what is done falls due no more");
}

#[test]
fn a_target_that_falls_due_before_its_item_counts_its_own_days() {
    let missed = one(item("a", "2021-12-31", &["t"]), vec![judged("t", "T", Status::Missed, "2021-10-31")]);
    assert_eq!((missed.status, missed.overdue()), (ItemStatus::Overdue, Some(30)));
    // And one whose target has time left, while the item has none.
    let open = one(item("a", "2021-11-20", &["t"]), vec![judged("t", "T", Status::OnSchedule, "2021-12-31")]);
    assert_eq!((open.status, open.overdue()), (ItemStatus::Overdue, Some(10)));
}

#[test]
fn without_targets_the_last_statement_counts_and_silence_is_said_to_be_silence() {
    let silent = one(item("a", "2021-12-31", &[]), Vec::new());
    assert_eq!((silent.status, silent.status.name(), silent.overdue()), (ItemStatus::Unreported, "未报进展", None));
    let due = one(item("a", "2021-11-15", &[]), Vec::new());
    assert_eq!((due.status, due.overdue(), due.is_due_and_unknown()), (ItemStatus::Unreported, None, true));
    let statements = vec![said(6, Progress::NotStarted, None), said(9, Progress::InProgress, None)];
    let later = [statements.clone(), vec![said(12, Progress::Done, None)]].concat();
    let told = one(with(item("a", "2021-12-31", &[]), later), Vec::new());
    assert_eq!(told.status, ItemStatus::InProgress, "December is not yet");
    assert_eq!(told.said.map(|said| said.evidence).as_deref(), Some("9月所说"));
    let idle = one(with(item("a", "2021-12-31", &[]), vec![statements[0].clone()]), Vec::new());
    assert_eq!(idle.status, ItemStatus::NotStarted);
}

#[test]
fn what_is_only_striven_for_is_told_apart_and_never_late() {
    let soft = |status| Assessment { soft: Some("力争".into()), ..judged("s", "T", status, "2021-10-31") };
    let hard = judged("h", "T", Status::Met, "2021-10-31");
    let both = one(item("a", "2021-12-31", &["h", "s"]), vec![hard, soft(Status::Missed)]);
    assert_eq!((both.status, both.judged.len(), both.soft.len()), (ItemStatus::Done, 1, 1));
    let only = one(item("a", "2021-10-31", &["s"]), vec![soft(Status::Missed)]);
    assert_eq!((only.status, only.overdue(), only.due_soon), (ItemStatus::Unfulfilled, None, false));
    // Before its time it is slow, whatever is said of it; it counts neither as under way nor as behind.
    let said = vec![said(11, Progress::InProgress, None)];
    let slow = one(with(item("a", "2021-12-31", &["s"]), said), vec![soft(Status::Behind)]);
    assert_eq!((slow.status, slow.status.is_lagging(), slow.light()), (ItemStatus::Slow, false, Light::Watch));
    assert_eq!(one(item("a", "2021-12-31", &["s"]), vec![soft(Status::OnSchedule)]).status, ItemStatus::InProgress);
    assert_eq!(one(item("a", "2021-12-31", &["s"]), vec![soft(Status::Met)]).status, ItemStatus::Done);
}

#[test]
fn a_ceiling_broken_before_its_time_is_not_overdue() {
    let broken = Assessment { is_broken_early: true, ..judged("t", "T", Status::Missed, "2021-12-31") };
    let early = one(item("a", "2021-12-31", &["t"]), vec![broken.clone()]);
    assert_eq!((early.status, early.overdue(), early.light()), (ItemStatus::Broken, None, Light::Bad));
    let list = vec![broken, judged("u", "T", Status::Missed, "2021-11-20")];
    let late = one(item("a", "2021-12-31", &["t", "u"]), list);
    assert_eq!((late.status, late.overdue()), (ItemStatus::Overdue, Some(10)));
}

#[test]
fn a_stage_that_is_due_and_not_reached_puts_an_item_behind() {
    let stage = |name: &str, by: &str| PlanStage { name: name.to_owned(), by: date(by) };
    let stages = vec![stage("摸底", "2021-03-31"), stage("签约", "2021-09-30"), stage("移交", "2021-12-31")];
    let at = |reached: Option<&str>| {
        let item = PlanItem { stages: stages.clone(), ..item("a", "2021-12-31", &[]) };
        one(with(item, vec![said(11, Progress::InProgress, reached)]), Vec::new())
    };
    let late = at(Some("摸底"));
    assert_eq!(late.status, ItemStatus::Behind);
    assert_eq!(late.late_stage.map(|stage| stage.name).as_deref(), Some("签约"));
    assert_eq!(at(Some("签约")).status, ItemStatus::InProgress);
    let unsaid = at(None);
    assert_eq!((unsaid.status, unsaid.late_stage), (ItemStatus::InProgress, None));
}

#[test]
fn words_against_figures_are_a_contradiction() {
    let done = || vec![said(11, Progress::Done, None)];
    let list = vec![judged("a", "T", Status::Met, "2021-12-31"), judged("b", "T", Status::Missed, "2021-10-31")];
    let open = one(with(item("x", "2021-12-31", &["a", "b"]), done()), list);
    assert_eq!((open.status, open.contradiction), (ItemStatus::Overdue, Some(Contradiction::NotDone(1))));
    let met = || vec![judged("a", "T", Status::Met, "2021-12-31")];
    assert_eq!(one(with(item("x", "2021-12-31", &["a"]), done()), met()).contradiction, None);
    let idle = with(item("x", "2021-12-31", &["a"]), vec![said(11, Progress::NotStarted, None)]);
    assert_eq!(one(idle, met()).contradiction, Some(Contradiction::NotIdle));
    // A target of which nothing is known says nothing against the desk.
    let unknown = vec![judged("a", "T", Status::NoData, "2021-12-31")];
    assert_eq!(one(with(item("x", "2021-12-31", &["a"]), done()), unknown).contradiction, None);
}

#[test]
fn items_stand_under_each_of_their_units_and_under_their_lead() {
    let other =
        PlanItem { responsible: "西县".to_owned(), lead: "乙科".to_owned(), ..item("b", "2021-12-31", &[]) };
    let all = stand(vec![item("a", "2021-12-31", &[]), other], Vec::new());
    let sizes = |groups: Vec<(&str, Vec<&LedgerItem>)>| -> Vec<(String, usize)> {
        groups.into_iter().map(|(name, items)| (name.to_owned(), items.len())).collect()
    };
    assert_eq!(sizes(by_unit(&all)), [("东县".to_owned(), 1), ("西县".to_owned(), 2)]);
    assert_eq!(sizes(by_lead(&all)), [("甲科".to_owned(), 1), ("乙科".to_owned(), 1)]);
}
