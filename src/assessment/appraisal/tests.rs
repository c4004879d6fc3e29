//! Scores worked by hand.

use super::*;
use crate::assessment::Status as S;
use crate::assessment::testing::blank;
use crate::catalog::testing::bundled;
use crate::catalog::{
    AppraisalBonus, AppraisalDeduction, AppraisalItem, Carried, Comparator, RunKind, SchemeBand, Taken, Unreported,
};
use crate::model::{Date, Decimal, Month, Operand};

const A: &str = "411002";
const B: &str = "411003";
const OWN: &str = "411000-B";

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::from_decimal(number(text)).unwrap()
}

/// 60 points for the homes, 40 for everything else, 5 off for each accident but 12 at most, 3 more for 120 %.
fn scheme() -> Appraisal {
    let item = |id: &str, points: &str, of| AppraisalItem {
        id: id.to_owned(),
        words: id.to_owned(),
        points: number(points),
        of,
    };
    let band = |name: &str, from: &str| SchemeBand { name: name.to_owned(), from: number(from) };
    Appraisal {
        id: "s".to_owned(),
        name: "办法".to_owned(),
        cap: Decimal::ONE,
        unreported: Unreported::Zero,
        bands: vec![band("优秀", "90"), band("良好", "60"), band("一般", "0")],
        items: vec![item("homes", "60", Taken::Target("t.homes".to_owned())), item("rest", "40", Taken::Rest)],
        deductions: vec![AppraisalDeduction {
            id: "accidents".to_owned(),
            words: "事故".to_owned(),
            target: None,
            points: number("5"),
            cap: Some(number("12")),
        }],
        bonuses: vec![AppraisalBonus {
            id: "more".to_owned(),
            words: "超额".to_owned(),
            target: "t.homes".to_owned(),
            at: number("120"),
            points: number("3"),
        }],
        carried: None,
    }
}

fn november() -> Period {
    Period::Month(Month::new(2021, 11).unwrap())
}

/// A target of a unit: what is reached, of what is due, of what is to be reached.
fn target(region: &str, id: &str, of: (&str, &str, &str, &str), status: Status) -> Assessment {
    let (comparator, actual, due, goal) = of;
    let maybe = |text: &str| (!text.is_empty()).then(|| exact(text));
    let key = FigureKey {
        region: region.into(),
        indicator: "funeral.cremations".into(),
        measure: Measure::Ytd,
        period: november(),
    };
    Assessment {
        indicator: "funeral.cremations".into(),
        comparator: match comparator {
            "ge" => Comparator::Ge,
            "le" => Comparator::Le,
            "eq" => Comparator::Eq,
            _ => Comparator::By,
        },
        target_value: maybe(goal),
        actual_key: key,
        actual: maybe(actual),
        due: maybe(due),
        status,
        unit: "个".to_owned(),
        ..blank(id, &region.into(), november(), Date::new(2021, 12, 31).unwrap())
    }
}

fn scored_by(scheme: &Appraisal, assessed: &[Assessment], parts: &[Appraised]) -> Appraised {
    let catalog = bundled();
    let desk = &catalog.desks["xuchang-2021"];
    appraise(&Ground { catalog: &catalog, desk, scheme, period: november(), assessed, parts })
}

fn one(assessed: &[Assessment]) -> Scored {
    scored_by(&scheme(), assessed, &[]).of(&A.into()).unwrap().clone()
}

fn points(scored: &Scored) -> String {
    scored.points.and_then(Exact::to_text).unwrap_or_default()
}

#[test]
fn what_is_reached_of_what_is_due_and_no_more() {
    // 45 of 50 due: 60 × 0.9 = 54; 30 of 20 due counts once: 40. Together 94.
    let all = [
        target(A, "t.homes", ("ge", "45", "50", "60"), S::Behind),
        target(A, "t.beds", ("ge", "30", "20", "40"), S::OnSchedule),
    ];
    let scored = one(&all);
    assert_eq!((points(&scored).as_str(), scored.band.as_str()), ("94", "优秀"));
    assert!(scored.remarks.is_empty());
    let line = &scored.lines[0];
    assert_eq!((line.actual, line.due, line.points), (Some(exact("45")), Some(exact("50")), Some(exact("54"))));
    // Counted up to 1.2 times: 54 + 40 × 1.2 = 102.
    let generous = Appraisal { cap: number("1.2"), ..scheme() };
    assert_eq!(points(scored_by(&generous, &all, &[]).of(&A.into()).unwrap()), "102");
}

#[test]
fn the_rest_share_their_points_and_what_cannot_be_scored_is_left_out() {
    // Rest: one kept ceiling (20), one missed (0) share 40; one not due yet is left out.
    let mut all = vec![
        target(A, "t.homes", ("ge", "50", "50", "60"), S::OnSchedule),
        target(A, "t.cost", ("le", "9", "10", "12"), S::OnSchedule),
        target(A, "t.late", ("by", "3", "4", "4"), S::Missed),
        target(A, "t.later", ("by", "0", "0", "5"), S::NotDue),
    ];
    let scored = one(&all);
    assert_eq!(points(&scored), "80");
    assert_eq!((scored.lines[3].points, scored.lines[3].why.as_str()), (None, "未到期，不计分"));
    assert_eq!(scored.remarks, ["有不计分的目标，按其余目标折算"]);
    // A ceiling broken by a quarter: 10 ÷ 12.5 = 0.8 of 20.
    all[1] = target(A, "t.cost", ("le", "12.5", "10", "12"), S::Behind);
    assert_eq!(points(&one(&all)), "76");
    // A unit without the homes is scored on the rest: 20 of 40, times 100/40.
    let scored = one(&all[1..3]);
    assert_eq!((points(&scored).as_str(), scored.possible), ("40", exact("40")));
    assert_eq!(scored.items[0], None);
}

#[test]
fn a_way_down_is_scored_by_how_much_of_it_is_gone() {
    // From 30 down to 0, 20 due by now (10 of the way): at 22 eight tenths of it are gone.
    let mut catalog = bundled();
    let desk = catalog.desks["xuchang-2021"].clone();
    let targets = catalog.targets.get_mut("xuchang-2021").unwrap();
    targets[0].id = "t.homes".to_owned();
    targets[0].baseline = Some(number("30"));
    let assessed = [target(A, "t.homes", ("le", "22", "20", "0"), S::Behind)];
    let scheme = scheme();
    let ground =
        Ground { catalog: &catalog, desk: &desk, scheme: &scheme, period: november(), assessed: &assessed, parts: &[] };
    let appraised = appraise(&ground);
    // 48 of 60, times 100/60; and nothing is deducted: a number on its way to zero is no accident.
    let scored = appraised.of(&A.into()).unwrap();
    assert_eq!((points(scored).as_str(), scored.lines[0].why.as_str()), ("80", "（实际－起点）÷（序时应达－起点）"));
    assert!(appraised.of(&A.into()).unwrap().lines.iter().all(|line| line.kind != LineKind::Deduction));
}

#[test]
fn not_reporting_is_what_the_scheme_says_it_is() {
    let all = [
        target(A, "t.homes", ("ge", "", "50", "60"), S::NoData),
        target(A, "t.beds", ("ge", "10", "20", "40"), S::Behind),
    ];
    let scored = one(&all);
    assert_eq!((points(&scored).as_str(), scored.remarks.as_slice()), ("20", &["有未报的目标，不得分".to_owned()][..]));
    let lenient = Appraisal { unreported: Unreported::LeftOut, ..scheme() };
    // 20 of 40, times 100/40.
    assert_eq!(points(scored_by(&lenient, &all, &[]).of(&A.into()).unwrap()), "50");
}

#[test]
fn what_may_not_happen_costs_points_and_far_more_than_due_brings_some() {
    let accident = |count, status| target(A, "t.none", ("le", count, "", "0"), status);
    // Full 60 + bonus 3 (60 of 50 due is 120 %), no other target: 100 + 3, less 2 × 5.
    let homes = target(A, "t.homes", ("ge", "60", "50", "60"), S::Met);
    let scored = one(&[homes.clone(), accident("2", S::Missed)]);
    assert_eq!((points(&scored).as_str(), scored.deducted, scored.added), ("93", exact("10"), exact("3")));
    // Three would cost 15, and 12 is the most.
    let scored = one(&[homes.clone(), accident("3", S::Missed)]);
    assert_eq!((points(&scored).as_str(), scored.lines[1].why.as_str()), ("91", "已到封顶分"));
    let scored = one(&[homes.clone(), accident("0", S::OnSchedule)]);
    assert_eq!(points(&scored), "103");
    // What is not known is not deducted, and that is said.
    let scored = one(&[homes, accident("", S::NoData)]);
    assert_eq!((points(&scored).as_str(), scored.lines[1].points), ("103", None));
    assert!(scored.remarks.contains(&"有零发生目标未报，未扣分".to_owned()));
}

#[test]
fn no_score_is_below_nothing_and_none_is_made_of_nothing() {
    let scored = one(&[
        target(A, "t.homes", ("ge", "0", "50", "60"), S::Behind),
        target(A, "t.none", ("eq", "2", "", "0"), S::Missed),
    ]);
    assert_eq!((points(&scored).as_str(), scored.remarks.len()), ("0", 2));
    let scored = one(&[]);
    assert_eq!((scored.points, scored.band.as_str(), scored.place), (None, "", None));
}

#[test]
fn many_awkward_shares_neither_overflow_nor_cost_a_point() {
    // Nine targets of the rest, each fully reached: 40 × 9/9, with dues whose product has far over 38 digits.
    let due = |n: i64| format!("{}.{:06}", 98_765_432_123_i64 + 7 * n, 123_457 + n);
    let all: Vec<Assessment> =
        (0..9).map(|n| target(A, &format!("t.{n}"), ("ge", &due(n), &due(n), &due(n)), S::OnSchedule)).collect();
    assert_eq!(points(&one(&all)), "100");
    // A third short in each: 2/3 to six places.
    let all: Vec<Assessment> = (0..9).map(|n| target(A, &format!("t.{n}"), ("ge", "2", "3", "3"), S::Behind)).collect();
    assert_eq!(points(&one(&all)), "66.6667");
}

#[test]
fn places_have_ties_and_the_bureau_has_none() {
    let homes = |unit, actual| target(unit, "t.homes", ("ge", actual, "50", "60"), S::Behind);
    let appraised = scored_by(
        &scheme(),
        &[homes(A, "40"), homes(B, "45"), homes("411024", "45"), homes("411025", "10"), homes(OWN, "50")],
        &[],
    );
    let place = |unit: &str| appraised.of(&unit.into()).unwrap().place;
    assert_eq!([B, "411024", A, "411025"].map(place), [Some(1), Some(1), Some(3), Some(4)]);
    assert_eq!((place(OWN), appraised.of(&OWN.into()).unwrap().points), (None, Some(exact("100"))));
}

#[test]
fn shorter_runs_are_carried_and_a_missing_one_is_said() {
    let run = |period: &str, actual: &str| Appraised {
        period: Period::parse(period).unwrap(),
        ..scored_by(&scheme(), &[target(A, "t.homes", ("ge", actual, "50", "60"), S::Behind)], &[])
    };
    // 80 and 90 and nothing: mean 85. Own score 50. 40 % of 85 + 60 % of 50 = 64.
    let mut nothing = run("2021-09", "50");
    nothing.scores.retain(|scored| scored.region.as_str() != A);
    let parts = [run("2021-07", "40"), run("2021-08", "45"), nothing];
    let carries = Appraisal { carried: Some(Carried { of: RunKind::Month, percent: number("40") }), ..scheme() };
    let own = [target(A, "t.homes", ("ge", "25", "50", "60"), S::Behind)];
    let appraised = scored_by(&carries, &own, &parts);
    let scored = appraised.of(&A.into()).unwrap();
    assert_eq!((points(scored).as_str(), scored.carried), ("64", Some(exact("85"))));
    assert!(scored.remarks.contains(&"2021-09没有得分，不计入平均".to_owned()), "{:?}", scored.remarks);
    // Without a target of its own the quarter is worth what its months were.
    let appraised = scored_by(&carries, &[], &parts);
    assert_eq!(points(appraised.of(&A.into()).unwrap()), "85");
}

#[test]
fn every_point_leads_to_what_was_reached_and_what_was_due() {
    let appraised = scored_by(&scheme(), &[target(A, "t.homes", ("ge", "45", "50", "60"), S::Behind)], &[]);
    let find = |id: &str| appraised.figures.iter().find(|figure| figure.key.to_string() == id).unwrap();
    let below = |id: &str| {
        let keys = find(id).trace.operands.iter().map(|operand| match operand {
            Operand::Figure(key) => key.to_string(),
            Operand::Fact(_) => String::new(),
        });
        keys.collect::<Vec<_>>()
    };
    let score = find("411002/s/score/2021-11");
    assert_eq!((score.shown().as_str(), score.unit.as_str()), ("90.00", "分"));
    assert_eq!(below("411002/s/score/2021-11"), ["411002/s.homes/points/2021-11", "411002/s.more/points/2021-11"]);
    assert_eq!(below("411002/s.homes/points/2021-11"), ["411002/t.homes/points/2021-11"]);
    let line = find("411002/t.homes/points/2021-11");
    assert_eq!(line.trace.formula, "homes：分值60×完成比（实际÷序时应达，最高按1倍）");
    let wanted = ["411002/funeral.cremations/ytd/2021-11", "411002/t.homes/due/2021-11"];
    assert_eq!(below("411002/t.homes/points/2021-11"), wanted);
    assert_eq!(find("411002/s/rank/2021-11").shown(), "1");
}
