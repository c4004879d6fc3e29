//! Who is not ranked, and every reason why: definitions, units, plans, bounds, gaps, denominators.

use super::world::{ASPECT, COMMON, World};
use crate::benchmark::{Reason, Unranked, definition_of};
use crate::catalog::{Basis, What};
use crate::model::{Measure, Missing};

const RESIDENTS: &str = "60岁及以上常住人口";

fn four() -> World {
    World::new(&[("A", "30"), ("B", "36"), ("C", "24"), ("D", "40")])
}

fn other_denominator() -> Reason {
    Reason::Definition { aspect: ASPECT.to_owned(), own: RESIDENTS.to_owned(), common: COMMON.to_owned() }
}

#[test]
fn another_definition_is_never_ranked() {
    let mut world = four();
    world.defined(3, RESIDENTS);
    let made = world.made();
    // D would have been first.
    assert_eq!((made.places().as_str(), made.reasons("D")), ("B1 A2 C3", [other_denominator()].as_slice()));
    assert!(made.find("D", Measure::Compared).is_none());
    let apart = &made.0.standings[0].apart[0];
    assert_eq!((apart.value.clone(), apart.as_of), (world.observed[3].value.clone(), world.observed[3].as_of));
    let own = definition_of(&world.set, &"beds".into(), &"D".into()).unwrap();
    assert_eq!(own.aspects[0].1, RESIDENTS);
    // What one of the two does not say is not taken for the same.
    world.brought(3).definition.aspects.clear();
    let unsaid = Reason::Definition { aspect: ASPECT.into(), own: "未说明".into(), common: COMMON.into() };
    assert_eq!(world.made().reasons("D"), [unsaid]);
}

#[test]
fn a_stated_factor_brings_it_to_the_common_one_and_is_told() {
    let mut world = four();
    world.defined(3, RESIDENTS);
    world.adjusted(3, "0.85");
    let made = world.made();
    // 40 × 0.85 = 34: behind B, not before it.
    assert_eq!((made.places().as_str(), made.reasons("D").len()), ("B1 D2 A3 C4", 0));
    assert_eq!(
        (made.said("D", Measure::Compared), made.formula("D", Measure::Compared)),
        ("34.00张".into(), "原值×系数0.85")
    );
    assert_eq!(made.operands("D", Measure::Compared), "D/beds/ratio/2021-11");
    assert_eq!(made.entry("D").adjusted.as_deref(), Some("常住人口折算为户籍人口，系数0.85（省统计公报）"));
    assert_eq!((made.formula("A", Measure::Compared), made.entry("A").adjusted.as_ref()), ("原值", None));
    // Of a unit too.
    world.observed[3].unit = "张/百人".to_owned();
    assert_eq!(world.made().places(), "B1 D2 A3 C4");
}

#[test]
fn a_value_that_is_compared_as_it_stands_is_one_figure() {
    let mut world = four();
    for one in &mut world.observed {
        one.value.as_mut().unwrap().measure = Measure::Compared;
    }
    world.adjusted(3, "0.85");
    let made = world.made();
    assert!(made.find("A", Measure::Compared).is_none());
    assert_eq!(made.entry("A").value, world.observed[0].value.clone().unwrap());
    // An adjusted one is never taken for what it was made of.
    let adjusted = made.figure(&made.entry("D").value);
    assert_eq!((adjusted.key.indicator.as_str(), adjusted.shown().as_str()), ("beds@adjusted", "34.00"));
}

#[test]
fn no_factor_makes_something_reached_of_a_plan() {
    for basis in [Basis::Target, Basis::Month, Basis::Year] {
        let mut world = four();
        world.brought(3).definition.basis = basis;
        assert_eq!(world.made().reasons("D"), [Reason::Basis], "{basis:?}");
        world.adjusted(3, "0.85");
        assert_eq!(world.made().reasons("D"), [Reason::Basis], "{basis:?}");
    }
    // Plans may be compared with plans.
    let mut world = four();
    world.compared().definition.basis = Basis::Target;
    (0..4).for_each(|at| world.brought(at).definition.basis = Basis::Target);
    assert_eq!(world.made().places(), "D1 B2 A3 C4");
}

#[test]
fn a_bound_is_no_value() {
    let mut world = four();
    world.observed[3].approximate = true;
    assert_eq!(
        (world.made().places().as_str(), world.made().reasons("D")),
        ("B1 A2 C3", [Reason::Approximate].as_slice())
    );
    world.adjusted(3, "0.85");
    assert_eq!(world.made().reasons("D"), [Reason::Approximate]);
}

#[test]
fn another_unit_is_apart() {
    let mut world = four();
    world.observed[0].unit = "张/百人".to_owned();
    assert_eq!(world.made().reasons("A"), [Reason::Unit { own: "张/百人".to_owned() }]);
    assert_eq!(world.made().places(), "D1 B2 C3");
}

#[test]
fn what_is_missing_is_neither_zero_nor_last() {
    let mut world = World::new(&[("A", "30"), ("B", ""), ("C", "24"), ("D", "40"), ("E", "50"), ("F", "1")]);
    world.brought(0).what = What::Nothing("文件未公布".to_owned());
    world.observed[4].missing = Some(Missing::Incomplete);
    let made = world.made();
    assert_eq!(made.places(), "D1 C2 F3");
    assert_eq!(made.reasons("A"), [Reason::Nothing("文件未公布".to_owned())]);
    assert_eq!(made.reasons("B"), [Reason::Missing(Missing::NotReported)]);
    // A sum of what came is no value of the whole, though it is a number.
    assert_eq!(made.reasons("E"), [Reason::Missing(Missing::Incomplete)]);
    // Nothing was observed at all, or no figure or day goes with the number.
    world.observed.remove(5);
    world.observed[3].as_of = None;
    let made = world.made();
    assert_eq!(made.reasons("F"), [Reason::Missing(Missing::NotReported)]);
    assert_eq!(made.reasons("D"), [Reason::Missing(Missing::Unreadable)]);
    assert_eq!(made.unranked(), Some(&Unranked::TooFew { comparable: 1, least: 3 }));
}

#[test]
fn zero_and_tiny_denominators_keep_a_value_out() {
    let mut world = four();
    world.compared().least_denominator = Some("1000".parse().unwrap());
    world.made_of(0, "3", "0");
    world.made_of(1, "90", "999");
    world.made_of(2, "25", "1000");
    let made = world.made();
    let small = |shown: &str| [Reason::Denominator { shown: shown.to_owned(), least: "1000".to_owned() }];
    // 90 for 999 would have been the first by far; a value without a denominator is taken as published.
    assert_eq!((made.reasons("A"), made.reasons("B")), (small("0").as_slice(), small("999").as_slice()));
    assert_eq!(made.places(), "C- D-");
    // Without a bound only zero keeps out; a numerator of zero is a value.
    world.compared().least_denominator = None;
    world.made_of(2, "0", "1000");
    let made = world.made();
    assert_eq!(made.reasons("A"), [Reason::Denominator { shown: "0".to_owned(), least: String::new() }]);
    assert_eq!((made.places().as_str(), made.said("C", Measure::Compared)), ("B1 D2 C3", "0.00张".to_owned()));
}

#[test]
fn all_reasons_are_told_at_once() {
    let mut world = four();
    world.compared().least_denominator = Some("1000".parse().unwrap());
    world.made_of(0, "9", "250.5");
    world.dated(0, "2020-12-31");
    world.defined(0, RESIDENTS);
    world.brought(0).definition.basis = Basis::Target;
    world.observed[0].unit = "‰".to_owned();
    world.observed[0].approximate = true;
    let expected = [
        other_denominator(),
        Reason::Basis,
        Reason::Unit { own: "‰".to_owned() },
        Reason::Denominator { shown: "250.5".to_owned(), least: "1000".to_owned() },
        Reason::Approximate,
        Reason::Date { days: -334 },
        Reason::Year,
    ];
    assert_eq!(world.made().reasons("A"), expected);
}
