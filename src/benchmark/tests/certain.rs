//! How far values can be told apart: places of a source, numbers in doubt, few members, equal and negative values.

use super::world::{World, date};
use crate::benchmark::{Reason, Unranked};
use crate::catalog::{Basis, InDoubt};
use crate::model::{Decimal, Measure};

#[test]
fn nothing_is_printed_with_more_places_than_its_source_gives() {
    let mut world = World::new(&[("A", "36"), ("B", "36.4"), ("C", "30.25"), ("D", "20")]);
    (world.observed[0].places, world.observed[1].places) = (Some(0), Some(1));
    let made = world.made();
    // Places are those of what is published; the set prints two decimals.
    assert_eq!(made.places(), "B1 A2 C3 D4");
    assert_eq!(["A", "B", "C"].map(|one| made.said(one, Measure::Compared)), ["36张", "36.4张", "30.25张"]);
    // 30.25 − 36.4 = −6.15; the best has one place. (30.25 + 36) ÷ 2 = 33.125, of a whole number and another.
    assert_eq!(made.said("C", Measure::FromBest), "-6.2张");
    assert_eq!(
        (made.said("cities", Measure::Best), made.said("cities", Measure::Median)),
        ("36.4张".into(), "33张".into())
    );
    // From 20 to 30.25, three quarters: 27.6875, exact values both.
    assert_eq!(made.said("cities", Measure::QuartileLow), "27.69张");
    // 36 may be up to 36.5, 36.4 as little as 36.35.
    assert_eq!(made.entry("A").within_rounding, ["B".into()]);
    assert_eq!(made.entry("B").within_rounding, ["A".into()]);
    assert!(made.entry("C").within_rounding.is_empty());
    world.observed[1].exact = Some(super::world::exact("36.6"));
    assert!(world.made().entry("A").within_rounding.is_empty(), "0.6 is more than 0.5 and 0.05");
}

#[test]
fn a_value_in_doubt_is_ranked_or_apart_as_the_set_says() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("C", "24"), ("D", "40")]);
    world.observed[3].doubt = vec!["丁县".to_owned()];
    assert_eq!(world.made().places(), "D1 B2 A3 C4");
    world.set.in_doubt = InDoubt::Apart;
    let made = world.made();
    assert_eq!(
        (made.places().as_str(), made.reasons("D")),
        ("B1 A2 C3", [Reason::Doubt(vec!["丁县".into()])].as_slice())
    );
}

#[test]
fn fewer_members_than_bands_are_in_none() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("C", "24")]);
    let made = world.made();
    assert_eq!((made.places().as_str(), made.bands().as_str()), ("B1 A2 C3", "B- A- C-"));
    assert_eq!(made.said("C", Measure::ToBand), "");
    // Two are ranked only where the set says two are enough.
    world.observed.truncate(2);
    assert_eq!(world.made().unranked(), Some(&Unranked::TooFew { comparable: 2, least: 3 }));
    world.set.least_members = 2;
    let made = world.made();
    assert_eq!((made.places().as_str(), made.bands().as_str()), ("B1 A2", "B- A-"));
    assert_eq!(
        (made.said("B", Measure::Percentile), made.said("A", Measure::Percentile)),
        ("100.0%".into(), "0.0%".into())
    );
}

#[test]
fn a_denominator_of_another_day_is_marked() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("C", "24"), ("D", "40")]);
    let census = |iso: &str| Some(super::world::date(iso));
    (0..4).for_each(|at| world.observed[at].denominator_day = census("2020-11-01"));
    assert_eq!(world.made().entry("D").denominator_apart, None);
    world.observed[3].denominator_day = census("2010-11-01");
    world.set.denominator_days = 4047;
    let made = world.made();
    assert_eq!((made.places().as_str(), made.entry("D").denominator_apart), ("D1 B2 A3 C4", census("2010-11-01")));
    assert_eq!(made.entry("A").denominator_apart, None);
}

#[test]
fn a_denominator_of_another_time_than_its_numerator_is_apart() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("C", "24"), ("D", "40")]);
    // 30 November 2021 is 394 days after 1 November 2020; 400 and 401 days before it are 26 and 25 October 2020.
    for (at, day) in [(0, "2021-11-30"), (1, "2020-11-01"), (2, "2020-10-26"), (3, "2020-10-25")] {
        world.observed[at].denominator_day = Some(date(day));
    }
    let made = world.made();
    assert_eq!(made.places(), "B1 A2 C3");
    assert_eq!(made.reasons("D"), [Reason::DenominatorDay { day: date("2020-10-25"), days: 401 }]);
    // Two of the three ranked are of late in 2020: the middle one is of 1 November, from which the third lies six days.
    assert_eq!(made.entry("B").denominator_apart, None);
    // A denominator that was counted later is as far; without a value there is nothing to hold against it.
    world.observed[3].denominator_day = Some(date("2023-01-05"));
    assert_eq!(world.made().reasons("D"), [Reason::DenominatorDay { day: date("2023-01-05"), days: 401 }]);
    world.set.denominator_days = 401;
    assert_eq!(world.made().places(), "D1 B2 A3 C4");
}

#[test]
fn what_cannot_be_is_apart() {
    let mut world = World::new(&[("A", "100"), ("B", "100.01"), ("C", "80"), ("D", "90"), ("E", "-0.5"), ("F", "50")]);
    (world.compared().at_most, world.compared().at_least) = (Some(Decimal::ONE_HUNDRED), Some(Decimal::ZERO));
    let made = world.made();
    assert_eq!(made.places(), "A1 D2 C3 F4");
    assert_eq!(made.reasons("B"), [Reason::Beyond { bound: "100".to_owned(), above: true }]);
    assert_eq!(made.reasons("E"), [Reason::Beyond { bound: "0".to_owned(), above: false }]);
    // As it is compared: 50 × 2.01.
    world.defined(5, "常住人口");
    world.adjusted(5, "2.01");
    assert_eq!(world.made().reasons("F"), [Reason::Beyond { bound: "100".to_owned(), above: true }]);
    // Without bounds a rate of completion may be more than all.
    (world.compared().at_most, world.compared().at_least) = (None, None);
    assert_eq!(world.made().places(), "F1 B2 A3 D4 C5 E6");
}

#[test]
fn all_alike_have_no_first() {
    let world = World::new(&[("A", "100"), ("B", "100"), ("C", "100.00"), ("D", "100")]);
    let made = world.made();
    assert_eq!((made.places().as_str(), made.unranked()), ("A- B- C- D-", Some(&Unranked::AllEqual)));
    assert!(made.find("A", Measure::Percentile).is_none() && made.bands().ends_with("D-"));
}

#[test]
fn values_below_zero_are_ranked_and_have_no_relative_distance() {
    let made = World::new(&[("A", "-3"), ("B", "-1"), ("C", "-2"), ("D", "-8")]).made();
    assert_eq!(made.places(), "B1 C2 A3 D4");
    assert_eq!(
        (made.said("D", Measure::FromBest), made.said("D", Measure::FromBestRate)),
        ("-7.00张".into(), String::new())
    );
    // A gap to a median of −2.5 is told in the unit alone.
    assert_eq!(
        (made.said("B", Measure::FromMedian), made.said("B", Measure::FromMedianRate)),
        ("1.50张".into(), String::new())
    );
}

#[test]
fn another_month_of_a_flow_is_marked_however_near() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("C", "24"), ("D", "40")]);
    world.dated(3, "2021-10-31");
    // Thirty days, and the set marks from 32 on.
    assert!(!world.made().entry("D").date_apart);
    world.compared().definition.basis = Basis::Month;
    (0..4).for_each(|at| world.brought(at).definition.basis = Basis::Month);
    world.set.across_months = true;
    let made = world.made();
    assert_eq!(
        (made.places().as_str(), made.entry("D").date_apart, made.entry("A").date_apart),
        ("D1 B2 A3 C4", true, false)
    );
}
