//! Different days: near ones are ranked, further ones marked, those too far and of other years apart.

use super::world::{World, date};
use crate::benchmark::{Reason, Unranked};
use crate::catalog::Basis;
use crate::model::Measure;

fn on(days: &[&str]) -> World {
    let names = ["A", "B", "C", "D", "E"];
    let values: Vec<(&str, &str)> = names.into_iter().zip(["10", "20", "30", "40", "50"]).take(days.len()).collect();
    let mut world = World::new(&values);
    days.iter().enumerate().for_each(|(at, day)| world.dated(at, day));
    world
}

#[test]
fn the_common_day_is_one_that_some_value_is_of() {
    let made = on(&["2021-11-30", "2021-06-30", "2021-10-31", "2021-12-31"]).made();
    // Of four the second.
    assert_eq!(made.0.standings[0].as_of, Some(date("2021-10-31")));
    let made = on(&["2021-11-30", "2021-06-30", "2021-12-31"]).made();
    assert_eq!(made.0.standings[0].as_of, Some(date("2021-11-30")));
    // Figures of the standing are of its month, values of their own.
    assert_eq!(made.find("B", Measure::Rank).unwrap().key.period.to_string(), "2021-11");
    assert_eq!(made.find("B", Measure::Compared).unwrap().key.period.to_string(), "2021-06");
    // A reference has no say in it.
    let mut world = on(&["2021-06-30", "2021-06-30", "2021-12-31", "2021-12-31", "2021-12-31"]);
    (2..5).for_each(|at| world.reference(at));
    assert_eq!(world.made().0.standings[0].as_of, Some(date("2021-06-30")));
}

#[test]
fn limits_are_days_that_still_pass() {
    // 31 days pass unmarked, 184 pass marked: 2021-05-30 is 184 days before 2021-11-30, 2021-05-29 is 185.
    let made = on(&["2021-11-30", "2021-11-30", "2021-12-31", "2021-10-29", "2021-05-30"]).made();
    assert_eq!(made.places(), "E1 D2 C3 B4 A5");
    assert_eq!(["A", "C", "D", "E"].map(|one| made.entry(one).date_apart), [false, false, true, true]);
    let made = on(&["2021-11-30", "2021-11-30", "2021-12-31", "2021-10-29", "2021-05-29"]).made();
    assert_eq!((made.places().as_str(), made.reasons("E")), ("D1 C2 B3 A4", [Reason::Date { days: -185 }].as_slice()));
}

#[test]
fn years_are_not_mixed_unless_the_set_says_so() {
    let mut world = on(&["2021-12-31", "2021-12-31", "2021-12-31", "2022-01-31"]);
    assert_eq!((world.made().places().as_str(), world.made().reasons("D")), ("C1 B2 A3", [Reason::Year].as_slice()));
    world.set.across_years = true;
    let made = world.made();
    assert_eq!((made.places().as_str(), made.entry("D").date_apart), ("D1 C2 B3 A4", false));
    world.dated(3, "2022-02-28");
    assert!(world.made().entry("D").date_apart);
    // A whole year apart is too far, even then.
    world.dated(3, "2022-12-31");
    assert_eq!(world.made().reasons("D"), [Reason::Date { days: 365 }]);
}

#[test]
fn one_of_each_year_is_nobody_to_compare_with() {
    let made = on(&["2019-12-31", "2020-12-31", "2021-12-31"]).made();
    assert_eq!(made.unranked(), Some(&Unranked::TooFew { comparable: 1, least: 3 }));
    assert_eq!(made.places(), "B-");
    assert_eq!(made.reasons("A"), [Reason::Date { days: -366 }, Reason::Year]);
}

#[test]
fn a_day_of_what_is_not_comparable_does_not_count() {
    let mut world = on(&["2021-11-30", "2021-11-30", "2021-11-30", "2020-12-31", "2020-12-31"]);
    (3..5).for_each(|at| world.observed[at].approximate = true);
    assert_eq!(world.made().0.standings[0].as_of, Some(date("2021-11-30")));
    // Nor of what is missing: it has no day that could be wrong.
    world.observed[4].exact = None;
    world.observed[4].missing = Some(crate::model::Missing::NotReported);
    assert_eq!(world.made().reasons("E"), [Reason::Missing(crate::model::Missing::NotReported)]);
}

#[test]
fn amounts_of_unequal_spans_are_apart() {
    let mut world = on(&["2021-11-30", "2021-11-30", "2021-11-30", "2021-10-31", "2021-12-31"]);
    world.compared().definition.basis = Basis::Ytd;
    (0..5).for_each(|at| world.brought(at).definition.basis = Basis::Ytd);
    let made = world.made();
    assert_eq!(made.places(), "C1 B2 A3");
    let other = |own: &str| Reason::Month { own: own.into(), common: "11月".into() };
    let both = ([other("累计到10月")], [other("累计到12月")]);
    assert_eq!((made.reasons("D"), made.reasons("E")), (both.0.as_slice(), both.1.as_slice()));
    // A set that ranks across months: amounts grow with them all the same.
    world.set.across_months = true;
    let made = world.made();
    assert_eq!(made.places(), "C1 B2 A3");
    let span =
        |own: &str| Reason::Definition { aspect: "累计期间".into(), own: own.into(), common: "1—11月".into() };
    assert_eq!((made.reasons("D"), made.reasons("E")), ([span("1—10月")].as_slice(), [span("1—12月")].as_slice()));
    // Shares of what came so far do not; they are ranked.
    world.compared().unit = "%".to_owned();
    world.observed.iter_mut().for_each(|one| one.unit = "%".to_owned());
    assert_eq!(world.made().places(), "E1 D2 C3 B4 A5");
    // Not so where the set does not say it.
    world.set.across_months = false;
    assert_eq!(world.made().places(), "C1 B2 A3");
}

/// Of these days, counted in their months, or from January on.
fn spans(days: &[&str], basis: Basis) -> World {
    let mut world = on(days);
    world.compared().definition.basis = basis;
    (0..days.len()).for_each(|at| world.brought(at).definition.basis = basis);
    world.set.least_members = 2;
    world
}

#[test]
fn the_month_of_more_than_half_is_ranked() {
    let other = |own: &str, common: &str| [Reason::Month { own: own.into(), common: common.into() }];
    let world = spans(&["2021-09-30", "2021-11-30", "2021-11-30", "2021-11-30", "2021-09-30"], Basis::Month);
    let made = world.made();
    assert_eq!((made.places().as_str(), made.reasons("A")), ("D1 C2 B3", other("是9月", "11月").as_slice()));
    // Two of four are not more than half: nobody is ranked, and no value is held against another.
    let mut world = spans(&["2021-09-30", "2021-11-30", "2021-11-30", "2021-09-30"], Basis::Ytd);
    let made = world.made();
    assert_eq!((made.places().as_str(), made.unranked()), ("A- B- C- D-", Some(&Unranked::Months)));
    let held = [Measure::Median, Measure::Best, Measure::QuartileLow];
    assert!(held.iter().all(|measure| made.find("cities", *measure).is_none()));
    assert!(made.find("A", Measure::FromMedian).is_none() && made.find("A", Measure::FromBest).is_none());
    // The focus's month, then; without a focus the reference's.
    world.set.focus = Some("D".into());
    let made = world.made();
    assert_eq!((made.places().as_str(), made.reasons("B")), ("D1 A2", other("累计到11月", "9月").as_slice()));
    world.set.focus = None;
    world.reference(2);
    let made = world.made();
    // Of the three that are left two are of September.
    assert_eq!((made.places().as_str(), made.reasons("C")), ("D1 A2", other("累计到11月", "9月").as_slice()));
    let mut world = spans(&["2021-09-30", "2021-11-30", "2021-11-30", "2021-09-30", "2021-11-30"], Basis::Ytd);
    world.reference(4);
    assert_eq!(
        (world.made().places().as_str(), world.made().reasons("D")),
        ("C1 B2", other("累计到9月", "11月").as_slice())
    );
    // A month of its own in which nobody else is: all are apart.
    world.dated(4, "2021-10-31");
    assert_eq!((world.made().places().as_str(), world.made().0.standings[0].apart.len()), ("", 4));
    // What stands at a moment is held against days only.
    let world = spans(&["2021-09-30", "2021-11-30", "2021-11-30", "2021-09-30"], Basis::Stock);
    assert_eq!(world.made().places(), "D1 C2 B3 A4");
}

#[test]
fn the_same_month_of_another_year_is_another_one() {
    let mut world = spans(&["2020-11-30", "2021-11-30", "2021-11-30"], Basis::Ytd);
    assert_eq!(world.made().reasons("A"), [Reason::Date { days: -365 }, Reason::Year]);
    (world.set.across_years, world.set.apart_days) = (true, 400);
    assert_eq!(world.made().places(), "C1 B2 A3");
    world.dated(0, "2020-12-31");
    assert_eq!(world.made().reasons("A"), [Reason::Month { own: "累计到12月".into(), common: "11月".into() }]);
}
