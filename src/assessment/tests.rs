//! Targets held against a tiny desk: two counties and the bureau itself, one project, one rate, one yearly count.

use super::*;
use crate::catalog::{
    Band3, Bounds, Catalog, Comparator, Desk, DueRule, Form, Holds, Indicator, Kind, LedgerBinding, LedgerProject,
    Over, Path, Rollup, Scope, Series, SeriesValue, Span, StatedIn, TableBinding, Target, TargetValue, Unit,
};
use crate::facts::FactTable;
use crate::ingest::LedgerRow;
use crate::model::{Decimal, Fact, Measure, Missing, Month, Operand, Period, Place, Value};
use crate::statistics::{self, FigureBook};
use std::collections::{BTreeMap, BTreeSet};

const GOAL: &str = "homes.goal";
const DONE: &str = "homes.done";

fn indicator(id: &str, kind: Kind, unit: &str, places: u32) -> Indicator {
    let rollup = if kind == Kind::Level { Rollup::None } else { Rollup::Sum };
    Indicator {
        id: id.into(),
        name: id.to_owned(),
        aliases: Vec::new(),
        kind,
        unit: unit.to_owned(),
        places,
        better: None,
        rollup,
        min_denominator: None,
        suppress_below: None,
        topic: String::new(),
        note: String::new(),
        codes: BTreeMap::new(),
    }
}

fn catalog() -> Catalog {
    let rate = Kind::Ratio { numerator: "cremated".into(), denominator: "deaths".into(), factor: 100 };
    let indicators = [
        indicator(GOAL, Kind::Stock, "所", 0),
        indicator(DONE, Kind::Stock, "所", 0),
        indicator("rate.goal", Kind::Level, "%", 2),
        indicator("deaths", Kind::Flow, "具", 0),
        indicator("cremated", Kind::Flow, "具", 0),
        indicator("rate", rate, "%", 2),
        indicator("built", Kind::Flow, "个", 0),
    ];
    Catalog {
        regions: BTreeMap::new(),
        indicators: indicators.map(|i| (i.id.clone(), i)).into(),
        names: BTreeMap::new(),
        forms: forms().map(|f| (f.id.clone(), f)).into(),
        rules: Vec::new(),
        checks: crate::catalog::Checks::default(),
        desks: BTreeMap::new(),
        targets: BTreeMap::new(),
        plans: BTreeMap::new(),
        external: BTreeMap::new(),
        not_targets: BTreeMap::new(),
        explanations: BTreeMap::new(),
        own_figures: BTreeMap::new(),
        reports: BTreeMap::new(),
        kinds: BTreeMap::new(),
        issues: BTreeMap::new(),
        letters: BTreeMap::new(),
        comparisons: BTreeMap::new(),
        schemes: BTreeMap::new(),
        appraisals: BTreeMap::new(),
        demos: BTreeMap::new(),
        themes: BTreeMap::new(),
        bounds: Bounds::default(),
        units: BTreeMap::new(),
        fonts: Vec::new(),
        hash: String::new(),
    }
}

/// A plain table and a ledger of two projects.
fn forms() -> [Form; 2] {
    let none = Vec::new;
    let projects = [(GOAL, DONE), ("rate.goal", "built")].map(|(goal, done)| LedgerProject {
        labels: none(),
        goal: goal.into(),
        done: done.into(),
        unit: String::new(),
    });
    let binding = LedgerBinding {
        statuses: Vec::new(),
        label_heads: none(),
        unit_heads: none(),
        goal_heads: none(),
        done_heads: none(),
        deadline_heads: none(),
        status_heads: none(),
        projects: projects.to_vec(),
    };
    let rows = ["deaths", "cremated"].map(|id| crate::catalog::RowBinding {
        code: String::new(),
        indicator: id.into(),
        labels: none(),
        unit: String::new(),
        unit_is_said: false,
        measures: vec![Measure::Month],
        not_applicable: Vec::new(),
    });
    let table = TableBinding { rows: rows.to_vec(), ..TableBinding::default() };
    let form = |id: &str| Form { id: id.to_owned(), ..Form::default() };
    [Form { tables: vec![table], ..form("plain") }, Form { ledger: Some(binding), ..form("ledger") }]
}

fn desk() -> Desk {
    let unit = |code: &str, own| Unit {
        code: code.into(),
        names: Vec::new(),
        time: Span::default(),
        limits: BTreeMap::new(),
        forms: vec!["plain".to_owned(), "ledger".to_owned()],
        own,
        contact: String::new(),
    };
    Desk {
        id: "d".to_owned(),
        office: String::new(),
        year: 2021,
        region: "T".into(),
        language: "zh".to_owned(),
        notice: None,
        units: vec![unit("A", false), unit("B", false), unit("O", true)],
        due: DueRule { day_of_next_month: 5, ..DueRule::default() },
        report: String::new(),
        also: Vec::new(),
        theme: String::new(),
        system_fonts: false,
        revision_marks: Vec::new(),
        pinned: Vec::new(),
        ignored_files: Vec::new(),
        bands: Band3 { good_behind: Decimal::ZERO, watch_from: None, between: None, watch_behind: Decimal::from(5) },
        ledger_form: Some("ledger".to_owned()),
        quality: None,
        letters: None,
        printing: crate::catalog::Printing::default(),
        appraisals: crate::catalog::Appraisals::default(),
        heads: crate::catalog::Heads::default(),
    }
}

fn month(number: u8) -> Month {
    Month::new(2021, number).unwrap()
}

fn fact(region: &str, number: u8, indicator: &str, measure: Measure, value: Option<i64>) -> Fact {
    let value = value.map_or(Value::Missing(Missing::NotReported), |v| Value::Number(Decimal::from(v)));
    let (region, indicator) = (region.into(), indicator.into());
    Fact { region, month: month(number), indicator, measure, form: None, value, source: None }
}

fn row(region: &str, number: u8, goal: &str, deadline: Option<Date>) -> LedgerRow {
    LedgerRow {
        region: region.into(),
        month: month(number),
        goal: goal.into(),
        done: DONE.into(),
        deadline,
        status: String::new(),
        place: Place::default(),
        status_place: Place::default(),
    }
}

fn book(facts: Vec<Fact>, catalog: &Catalog) -> FigureBook {
    let (facts, surplus) = FactTable::new(facts).unwrap();
    assert!(surplus.is_empty());
    let periods = [Period::Month(month(5)), Period::Month(month(6))];
    statistics::figures(catalog, &desk(), &facts, &periods).unwrap()
}

fn target(id: &str, indicator: &str, measure: Measure, value: TargetValue) -> Target {
    Target {
        id: id.to_owned(),
        name: id.to_owned(),
        indicator: indicator.into(),
        measure,
        scope: Scope::TotalAndUnits,
        comparator: Comparator::Ge,
        value,
        upper: None,
        unit: None,
        holds: Holds::Total,
        over: Over::Breach,
        baseline: None,
        path: Path::Even,
        soft: None,
        approximate: None,
        allocations: BTreeMap::new(),
        from: None,
        to: None,
        replaces: None,
        restates: None,
        document: None,
        responsible: String::new(),
        lead: String::new(),
        leader: None,
        source: "表8 第1项".to_owned(),
        note: None,
    }
}

fn december() -> Date {
    Date::new(2021, 12, 31).unwrap()
}

fn homes() -> Target {
    let value = TargetValue::Ledger { goal: GOAL.into(), shared: false, deadline: december() };
    target("t.homes", DONE, Measure::Stock, value)
}

fn june(facts: Vec<Fact>, ledger: &[LedgerRow], target: Target) -> Assessed {
    let catalog = catalog();
    let book = book(facts, &catalog);
    assess(&catalog, &desk(), &[target], &book, ledger, Period::Month(month(6)))
}

fn found<'a>(assessed: &'a Assessed, region: &str) -> &'a Assessment {
    assessed.list.iter().find(|a| a.region.as_str() == region).unwrap()
}

fn figure<'a>(assessed: &'a Assessed, id: &str) -> &'a Figure {
    assessed.figures.iter().find(|figure| figure.key.to_string() == id).unwrap()
}

#[test]
fn each_unit_is_held_to_its_own_ledger_and_the_total_to_their_sum() {
    let stock = Measure::Stock;
    let facts = vec![
        fact("A", 6, GOAL, stock, Some(10)),
        fact("A", 6, DONE, stock, Some(5)),
        fact("B", 6, GOAL, stock, Some(6)),
        fact("B", 6, DONE, stock, Some(4)),
    ];
    let june_end = Date::new(2021, 6, 30);
    let assessed = june(facts, &[row("A", 6, GOAL, None), row("B", 6, GOAL, june_end)], homes());
    let seen: Vec<(&str, Status)> = assessed.list.iter().map(|a| (a.region.as_str(), a.status)).collect();
    // Half of the year: A owes 5 of 10, B by its own deadline all 6, both together 8 of 16.
    assert_eq!(seen, [("T", Status::OnSchedule), ("A", Status::OnSchedule), ("B", Status::Missed)]);
    assert_eq!(found(&assessed, "T").target_value, Some(Exact::from_int(16)));
    assert_eq!(found(&assessed, "T").gap, Some(Exact::from_int(1)));
    assert_eq!(found(&assessed, "B").deadline, june_end.unwrap());
    let goal = figure(&assessed, "T/t.homes/target/2021-06");
    assert_eq!((goal.shown().as_str(), goal.unit.as_str()), ("16", "所"));
    let parts: Vec<String> = goal.trace.operands.iter().map(operand).collect();
    assert_eq!(parts, ["A/homes.goal/stock/2021-06", "B/homes.goal/stock/2021-06"]);
    // 9/16 = 56.25 %, half up.
    let completion = figure(&assessed, "T/t.homes/completion/2021-06");
    assert_eq!((completion.shown().as_str(), completion.unit.as_str()), ("56.3", "%"));
    let parts: Vec<String> = completion.trace.operands.iter().map(operand).collect();
    assert_eq!(parts, ["T/homes.done/stock/2021-06", "T/t.homes/target/2021-06"]);
    // (16 − 9) ÷ 6 months: one place more than the whole numbers it is made of.
    assert_eq!(figure(&assessed, "T/t.homes/pace/2021-06").shown(), "2");
    assert_eq!(figure(&assessed, "T/t.homes/projection/2021-06").shown(), "18");
}

fn operand(operand: &Operand) -> String {
    match operand {
        Operand::Figure(key) => key.to_string(),
        Operand::Fact(number) => format!("{number:?}"),
    }
}

#[test]
fn a_ledger_that_did_not_come_leaves_its_goal_standing_and_the_total_undecided() {
    let stock = Measure::Stock;
    let facts = vec![
        fact("A", 6, GOAL, stock, Some(10)),
        fact("A", 6, DONE, stock, Some(5)),
        fact("B", 5, GOAL, stock, Some(6)),
        fact("B", 5, DONE, stock, Some(4)),
    ];
    let assessed = june(facts, &[row("A", 6, GOAL, None), row("B", 5, GOAL, None)], homes());
    let total = found(&assessed, "T");
    assert_eq!((total.target_value, total.status), (Some(Exact::from_int(16)), Status::Undefined));
    assert_eq!(figure(&assessed, "T/t.homes/completion/2021-06").missing, Some(Missing::Incomplete));
    let absent = found(&assessed, "B");
    assert_eq!((absent.status, absent.band, absent.completion), (Status::NoData, Light::Unknown, None));
    assert_eq!(figure(&assessed, "B/t.homes/completion/2021-06").missing, Some(Missing::NotReported));
}

#[test]
fn a_unit_without_the_project_is_not_assessed_and_not_missed() {
    let facts = vec![fact("A", 6, GOAL, Measure::Stock, Some(10)), fact("A", 6, DONE, Measure::Stock, Some(10))];
    let assessed = june(facts, &[row("A", 6, GOAL, None), row("B", 6, "rate.goal", None)], homes());
    let seen: Vec<(&str, Status)> = assessed.list.iter().map(|a| (a.region.as_str(), a.status)).collect();
    assert_eq!(seen, [("T", Status::Met), ("A", Status::Met)]);
}

#[test]
fn a_rate_all_share_is_judged_from_totals_and_unrounded() {
    let m = Measure::Month;
    let facts = vec![
        fact("A", 6, "deaths", m, Some(10_000)),
        fact("A", 6, "cremated", m, Some(9_499)),
        fact("A", 6, "rate.goal", Measure::Stock, Some(95)),
        fact("B", 6, "deaths", m, Some(100_000)),
        fact("B", 6, "cremated", m, Some(94_998)),
        fact("B", 6, "rate.goal", Measure::Stock, Some(95)),
    ];
    let value = TargetValue::Ledger { goal: "rate.goal".into(), shared: true, deadline: december() };
    let rate = Target { path: Path::Hold, ..target("t.rate", "rate", Measure::Ratio, value) };
    let assessed = june(facts, &[row("A", 6, "rate.goal", None), row("B", 6, "rate.goal", None)], rate);
    let total = found(&assessed, "T");
    // 104497/110000 = 94.9973 %: printed 95.00, and still short of 95.
    assert_eq!(total.status, Status::Behind);
    assert_eq!(total.actual.and_then(|a| a.round(2)).unwrap().to_string(), "95.00");
    let gap = figure(&assessed, "T/t.rate/gap/2021-06");
    assert_eq!((gap.unit.as_str(), gap.places, gap.shown().as_str()), ("百分点", 2, "0.00"));
    assert_eq!(figure(&assessed, "T/t.rate/target/2021-06").shown(), "95");
    assert_eq!(figure(&assessed, "T/t.rate/completion/2021-06").places, 1, "as that of any amount beside it");
}

#[test]
fn a_fixed_goal_tells_its_source_and_spares_those_not_asked() {
    let facts = vec![fact("A", 6, "built", Measure::Ytd, Some(20)), fact("B", 6, "built", Measure::Ytd, None)];
    let value = TargetValue::Fixed { value: Decimal::from(45), deadline: december() };
    let built = Target { source: "XC-096 建成45个".to_owned(), ..target("t.built", "built", Measure::Ytd, value) };
    let assessed = june(facts, &[], built);
    let seen: Vec<(&str, Status)> = assessed.list.iter().map(|a| (a.region.as_str(), a.status)).collect();
    // 20 of 22.5 due, but B's part is not in it; the bureau itself has no such row.
    assert_eq!(seen, [("T", Status::Undefined), ("A", Status::Behind), ("B", Status::NoData)]);
    let goal = figure(&assessed, "T/t.built/target/2021-06");
    assert_eq!(goal.trace.formula, "目标值45个，出处：XC-096 建成45个");
    assert_eq!(figure(&assessed, "A/t.built/due/2021-06").trace.formula, "目标×6/12（按月均摊，时限2021年12月31日）");
    assert_eq!(figure(&assessed, "A/t.built/due/2021-06").shown(), "22.5");
}

#[path = "kinds_tests.rs"]
mod kinds;
