//! Who has stayed at the head, at the end or below the target for two periods in a row: whom to praise, whom to talk to.

use super::fig::Fig;
use super::input::World;
use super::ranking::{self, Ranked};
use super::{goals, lack, periods, words};
use crate::catalog::Comparator;
use crate::model::{Exact, FigureKey, Measure, RegionCode};
use minijinja::Value;
use std::collections::BTreeSet;

/// How many periods in a row are looked at.
const ROW: usize = 2;

/// `.known`, `.names`, and `.row` (`连续两个月`) of some units.
fn value(world: &World, regions: &BTreeSet<RegionCode>) -> Value {
    let of = periods::relative(world.period).2;
    let row = format!("连续{}{of}", words::numeral_of_things(ROW));
    let names = lack::names(world, regions);
    Value::from_pairs([("known", Value::from(!names.is_empty())), ("names", names.into()), ("row", row.into())])
}

/// Of this period and the one before; none where there is no period before in the year.
fn both(of: &Fig, chosen: impl Fn(&Fig) -> BTreeSet<RegionCode>, world: &World) -> BTreeSet<RegionCode> {
    let Some(before) = of.key.period.previous_in_year() else { return BTreeSet::new() };
    let then = Fig::new(world, FigureKey { period: before, ..of.key.clone() });
    chosen(of).intersection(&chosen(&then)).cloned().collect()
}

/// Units among the first (or last) `n` in both periods.
pub fn ends(world: &World, of: &Fig, n: usize, last: bool) -> Value {
    let chosen = |of: &Fig| -> BTreeSet<RegionCode> {
        let all = ranking::ranked(world, of);
        let chosen: Vec<&Ranked> = ranking::of_ends(&all, n, last);
        chosen.into_iter().map(|one| one.region.clone()).collect()
    };
    value(world, &both(of, chosen, world))
}

/// Units below the target in both periods, with `.target`; a unit that has not reported is not below it.
pub fn below(world: &World, of: &Fig) -> Value {
    let judged = world.judgement(&world.desk.region, &of.key.indicator, of.key.measure);
    let judged = judged.filter(|one| matches!(one.comparator, Comparator::Ge | Comparator::Gt));
    let Some((judged, goal)) = judged.and_then(|one| Some((one, one.target_value?))) else {
        return value(world, &BTreeSet::new());
    };
    let chosen = |of: &Fig| -> BTreeSet<RegionCode> {
        let unit = |code: &RegionCode| Fig::new(world, FigureKey { region: code.clone(), ..of.key.clone() });
        let is_below = |value: Exact| value < goal || judged.comparator == Comparator::Gt && value == goal;
        let units = world.units().filter(|one| unit(&one.code).value.is_some_and(is_below));
        units.map(|one| one.code.clone()).collect()
    };
    let target = Fig::new(world, goals::key(world, judged, Measure::Target)).text();
    let own = Value::from_pairs([("target", target)]);
    minijinja::value::merge_maps([own, value(world, &both(of, chosen, world))])
}
