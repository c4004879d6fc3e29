//! What closing a gap takes: to the next band, to the best, per month.

use super::world::{World, date};
use crate::benchmark::deadline;
use crate::catalog::{Basis, Better};
use crate::model::{Measure, Missing};

const ALL: [Measure; 4] = [Measure::ToBand, Measure::ToBandPace, Measure::ToBest, Measure::ToBestPace];

/// Beds per thousand: A 30, B 36, C 24, D 40, E 20; of the end of June.
fn five() -> World {
    let mut world = World::new(&[("A", "0"), ("B", "0"), ("C", "0"), ("D", "0"), ("E", "0")]);
    for (at, numerator, denominator) in
        [(0, "30", "1000"), (1, "36", "1000"), (2, "60", "2500"), (3, "40", "1000"), (4, "14", "700")]
    {
        world.made_of(at, numerator, denominator);
        world.dated(at, "2021-06-30");
    }
    world
}

fn said(world: &World, member: &str) -> [String; 4] {
    let made = world.made();
    ALL.map(|measure| made.said(member, measure))
}

#[test]
fn whole_ones_at_todays_denominator() {
    let world = five();
    let made = world.made();
    // The middles of five places are at 10, 30, 50, 70 and 90 per cent.
    assert_eq!(made.bands(), "D第一方阵 B第二方阵 A第三方阵 C第三方阵 E第四方阵");
    // C: 36 × 2.5 = 90, 30 more, six months: 5 a month; to the best 40 × 2.5 − 60 = 40, 6.67 a month, so 7.
    assert_eq!(said(&world, "C"), ["30张", "5张", "40张", "7张"]);
    assert_eq!(made.formula("C", Measure::ToBand), "第二方阵末位值×分母÷1000－分子");
    assert_eq!(made.formula("C", Measure::ToBandPace), "尚需变动数÷剩余6个月（到2021年12月31日）");
    assert_eq!(made.formula("C", Measure::ToBestPace), "尚需变动数÷剩余6个月（到2021年12月31日），小数进一");
    assert_eq!(
        made.operands("C", Measure::ToBand),
        "B/beds/compared/2021-06, C/under/ratio/2021-11, C/over/ratio/2021-11"
    );
    // E: 24 × 0.7 − 14 = 2.8, so 3; 40 × 0.7 − 14 = 14.
    assert_eq!(said(&world, "E"), ["3张", "1张", "14张", "3张"]);
    assert_eq!(made.formula("E", Measure::ToBand), "第三方阵末位值×分母÷1000－分子，小数进一");
    // A to the second band: its last is B, not the best.
    assert_eq!(said(&world, "A"), ["6张", "1张", "10张", "2张"]);
    // B to the first band, where D is alone; D is the best.
    assert_eq!(said(&world, "B"), ["4张", "1张", "4张", "1张"]);
    assert_eq!(said(&world, "D"), ["", "", "", ""]);
}

#[test]
fn what_is_needed_is_just_enough() {
    let mut world = five();
    world.made_of(4, "17", "700");
    let made = world.made();
    // With three more E passes C: 17 ÷ 700 is 24.29 against 24.
    assert_eq!(made.places(), "D1 B2 A3 E4 C5");
    assert_eq!(made.entry("E").band.as_deref(), Some("第三方阵"));
    world.made_of(4, "16", "700");
    assert_eq!(world.made().places(), "D1 B2 A3 C4 E5");
}

#[test]
fn an_empty_band_is_passed_over() {
    // D alone, then three equals in the middle, at 50 per cent: the second band has nobody in it.
    let mut world = five();
    for at in [0, 1, 2] {
        world.made_of(at, "30", "1000");
    }
    // Amounts, not counts: of counts nobody would be ranked, as the middle half is all equal.
    world.observed.iter_mut().for_each(|one| one.parts.as_mut().unwrap().counted = false);
    let made = world.made();
    assert_eq!(made.bands(), "D第一方阵 A第三方阵 B第三方阵 C第三方阵 E第四方阵");
    // E: 30 × 0.7 − 14 = 7; four would share the places 2 to 5, 60 per cent.
    assert_eq!(made.formula("E", Measure::ToBand), "第三方阵末位值×分母÷1000－分子");
    assert_eq!(made.said("E", Measure::ToBand), "7.00张");
    assert_eq!(made.formula("A", Measure::ToBand), "第一方阵末位值×分母÷1000－分子");
    assert_eq!(made.said("A", Measure::ToBand), "10.00张");
}

#[test]
fn where_less_is_better_the_numerator_falls() {
    let mut world = five();
    world.compared().better = Some(Better::Down);
    let made = world.made();
    assert_eq!(made.places(), "E1 C2 A3 B4 D5");
    // B: 24 × 1 − 36 = −12, two a month; to the best 20 − 36 = −16, −2.67 a month, so −3.
    assert_eq!(said(&world, "B"), ["-12张", "-2张", "-16张", "-3张"]);
    assert_eq!(made.formula("B", Measure::ToBestPace), "尚需变动数÷剩余6个月（到2021年12月31日），按减少数小数进一");
    // C: 20 × 2.5 − 60 = −10; E is alone in the first band.
    assert_eq!(said(&world, "C"), ["-10张", "-2张", "-10张", "-2张"]);
}

#[test]
fn of_what_happens_in_a_span_of_time_nothing_is_worked_out() {
    for basis in [Basis::Month, Basis::Ytd, Basis::Year] {
        let mut world = five();
        world.compared().definition.basis = basis;
        (0..5).for_each(|at| world.brought(at).definition.basis = basis);
        let made = world.made();
        assert_eq!(made.bands(), "D第一方阵 B第二方阵 A第三方阵 C第三方阵 E第四方阵");
        for measure in [Measure::ToBand, Measure::ToBest] {
            let figure = made.find("C", measure).unwrap();
            assert_eq!((figure.value, figure.missing), (None, Some(Missing::NotApplicable)), "{basis:?}");
            assert!(figure.trace.formula.starts_with("不计算：") && figure.trace.formula.contains("进分母"));
        }
        let pace = [Measure::ToBandPace, Measure::ToBestPace];
        assert!(pace.iter().all(|measure| made.find("C", *measure).is_none()));
        // Who is there lacks nothing.
        assert!(made.find("D", Measure::ToBest).is_none() && made.find("D", Measure::ToBand).is_none());
    }
}

#[test]
fn amounts_that_are_not_counted_are_not_rounded_up() {
    let mut world = five();
    world.observed.iter_mut().for_each(|one| one.parts.as_mut().unwrap().counted = false);
    // E: 2.8, 0.4667 a month; 14, 2.3333 a month.
    assert_eq!(said(&world, "E"), ["2.80张", "0.47张", "14.00张", "2.33张"]);
}

#[test]
fn an_adjusted_value_is_closed_in_its_own_numerator() {
    let mut world = five();
    // E is 20 × 0.8 = 16: to 24 it lacks 24 × 0.7 ÷ 0.8 − 14 = 7. With C it would share the last places, 4 and 5, at 80
    // per cent: one more.
    world.adjusted(4, "0.8");
    let made = world.made();
    assert_eq!(
        (made.said("E", Measure::ToBand), made.formula("E", Measure::ToBand)),
        ("8张".into(), "第三方阵末位值×分母÷（1000×系数0.8）－分子，须超过，再加1")
    );
}

#[test]
fn nothing_is_asked_per_month_when_no_month_is_left() {
    let mut world = five();
    world.set.deadline = Some(date("2021-06-30"));
    assert_eq!(said(&world, "A"), ["6张", "", "10张", ""]);
    world.set.deadline = Some(date("2021-05-31"));
    assert_eq!(said(&world, "A"), ["6张", "", "10张", ""]);
    // The deadline's month counts whole; a later year's counts on.
    world.set.deadline = Some(date("2021-07-01"));
    assert_eq!(said(&world, "A"), ["6张", "6张", "10张", "10张"]);
    world.set.deadline = Some(date("2022-03-31"));
    assert_eq!(said(&world, "A"), ["6张", "1张", "10张", "2张"]);
    assert_eq!(deadline(&world.set, &world.made().0.standings[0]), world.set.deadline);
    // Not said: the end of the latest comparable value's year, from each member's own month on.
    world.set.deadline = None;
    world.dated(1, "2021-09-30");
    assert_eq!(deadline(&world.set, &world.made().0.standings[0]), Some(date("2021-12-31")));
    assert_eq!(said(&world, "B"), ["4张", "2张", "4张", "2张"]);
}

#[test]
fn without_a_numerator_nothing_is_asked() {
    let mut world = five();
    world.observed[2].parts = None;
    assert_eq!(said(&world, "C"), ["", "", "", ""]);
    // Nor without a direction. Two have a difference, so they can close it, but no bands.
    let mut world = five();
    world.compared().better = None;
    assert_eq!(said(&world, "C"), ["", "", "", ""]);
    let mut world = five();
    world.set.least_members = 6;
    assert_eq!(said(&world, "C"), ["", "", "40张", "7张"]);
}
