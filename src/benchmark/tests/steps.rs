//! Denominators so small that one unit more would change the order.

use super::world::World;
use crate::benchmark::{Reason, Unranked};
use crate::model::Measure;

/// Shares of counts, in per thousand of the world's unit.
fn of(parts: &[(&str, &str)]) -> World {
    let names = ["A", "B", "C", "D", "E", "F"];
    let values: Vec<(&str, &str)> = names.into_iter().zip(parts).map(|(name, _)| (name, "0")).collect();
    let mut world = World::new(&values);
    parts.iter().enumerate().for_each(|(at, (over, under))| world.made_of(at, over, under));
    world
}

fn step(shown: &str) -> Vec<Reason> {
    vec![Reason::Step { shown: shown.to_owned(), unit: "张".to_owned() }]
}

#[test]
fn whose_one_unit_is_more_than_the_middle_half_is_apart() {
    // 600, 620, 640, 650, 625 (5 of 8): numpy.percentile gives 620 and 640, so 20 between them; one of eight is 125.
    let mut world = of(&[("600", "1000"), ("620", "1000"), ("640", "1000"), ("650", "1000"), ("5", "8")]);
    let made = world.made();
    assert_eq!((made.places().as_str(), made.reasons("E")), ("D1 C2 B3 A4", step("125").as_slice()));
    assert_eq!(made.0.standings[0].apart[0].value, world.observed[4].value);
    assert_eq!(made.said("cities", Measure::Members), "4个");
    // One of fifty is 20, and that is not more.
    world.made_of(4, "31", "50");
    assert_eq!(world.made().places(), "D1 C2 B3 E3 A5");
    world.made_of(4, "31", "49");
    assert_eq!(world.made().reasons("E"), step("20.41"));
    // With a factor the step is its own: 20.41 × 0.9, and 632.65 × 0.9 is 569.39; 600 and 640 are the quartiles.
    world.adjusted(4, "0.9");
    assert_eq!(world.made().places(), "D1 C2 B3 A4 E5");
}

#[test]
fn where_most_are_nearer_than_one_unit_nobody_is_ranked() {
    // 513.5, 513, 513.75 and 515; one bed is 0.5, 1, 1.25 and 2.5. By numpy.percentile 513.375 and 514.0625: 0.6875.
    let world = of(&[("1027", "2000"), ("513", "1000"), ("411", "800"), ("206", "400")]);
    let made = world.made();
    assert_eq!((made.places().as_str(), made.unranked()), ("A- B- C- D-", Some(&Unranked::Steps)));
    // Nobody is the best, nothing is to be made up; their middle is that of their values.
    assert!(made.find("cities", Measure::Best).is_none() && made.find("A", Measure::ToBest).is_none());
    assert_eq!(made.said("cities", Measure::Median), "513.63张");
    assert!(made.0.standings[0].apart.is_empty());
}

#[test]
fn only_counts_have_steps_and_only_where_there_would_be_places() {
    let small = [("600", "1000"), ("620", "1000"), ("640", "1000"), ("650", "1000"), ("5", "8")];
    let mut world = of(&small);
    world.observed[4].parts.as_mut().unwrap().counted = false;
    assert_eq!(world.made().places(), "D1 C2 E3 B4 A5");
    // People in ten thousands are no count of people.
    let mut world = of(&small);
    world.made_of(4, "5.3125", "8.5");
    assert_eq!(world.made().places(), "D1 C2 E3 B4 A5");
    let mut world = of(&small);
    world.compared().better = None;
    assert_eq!((world.made().unranked(), world.made().reasons("E").len()), (Some(&Unranked::NoDirection), 0));
    let world = of(&[("5", "8"), ("10", "16"), ("15", "24")]);
    assert_eq!(world.made().unranked(), Some(&Unranked::AllEqual));
    // Of too few it is told that they are too few.
    let world = of(&[("5", "8"), ("6", "8")]);
    assert_eq!(world.made().unranked(), Some(&Unranked::TooFew { comparable: 2, least: 3 }));
}

#[test]
fn a_group_has_a_spread_of_its_own() {
    let mut world =
        of(&[("100", "1000"), ("300", "1000"), ("600", "1000"), ("601", "1000"), ("602", "1000"), ("6", "10")]);
    world.peers("west", &["C", "D", "E", "F"]);
    let made = world.made();
    // 100, 300, 600, 600, 601, 602: 375 and 600.75, so 225.75 between; one of ten is 100.
    assert_eq!(made.places(), "E1 D2 C3 F3 B5 A6");
    // 600, 600, 601, 602: 600 and 601.25; one of a thousand is 1.
    assert_eq!(made.places_of(1), "E1 D2 C3");
    assert_eq!(made.0.standings[1].apart[0].reasons, step("100"));
}
