//! Whom a document asks to do something: the units it goes to. The others are seen to by the office itself, and whoever
//! makes the document is told of them.

use super::input::{ReportInput, World};
use super::{goals, issue, lack, laggards, problems, quality};
use crate::model::RegionCode;
use minijinja::Value;
use std::collections::BTreeSet;

/// What an official document with a red head begins with: it gives orders.
const RED_HEAD: &str = "::redhead";

pub fn is_asked(world: &World, region: &RegionCode) -> bool {
    issue::of(world).asks(region)
}

/// The names of those who are asked, and of the others, in the desk's order.
pub fn parted(world: &World, regions: impl IntoIterator<Item = RegionCode>) -> [String; 2] {
    let (asked, others): (BTreeSet<RegionCode>, BTreeSet<RegionCode>) =
        regions.into_iter().partition(|region| is_asked(world, region));
    [asked, others].map(|regions| lack::names(world, &regions))
}

/// What a wording knows as `scattered_units`: those who lag in what the total does not lag in: `.asked`, `.others`.
pub fn scattered_units(world: &World) -> Value {
    let lagging = problems::of_units_only(world).flat_map(|judged| goals::lagging_units(world, judged));
    let [asked, others] = parted(world, lagging.map(|unit| unit.region.clone()));
    Value::from_pairs([("asked", asked), ("others", others)])
}

/// The short names of units a report would ask for something and does not go to: none of a report that gives no orders.
pub fn unaddressed(input: &ReportInput<'_>) -> Vec<String> {
    if !input.report.wording.contains(RED_HEAD) {
        return Vec::new();
    }
    let world = World::new(input);
    // What a wording does not speak of it orders nobody to do.
    let speaks_of = |what: &str| input.report.wording.contains(what);
    let of_total = problems::of_region(&world, &world.desk.region);
    let of_units = problems::of_units_only(&world).filter(|_| speaks_of("scattered_units"));
    let judged = of_total.into_iter().chain(of_units);
    let lagging = judged.flat_map(|judged| goals::lagging_units(&world, judged)).map(|unit| unit.region.clone());
    let called = laggards::called_in(&world).into_iter().filter(|_| speaks_of("summons.others"));
    let late = quality::not_in_order(&world).filter(|_| speaks_of("register.others"));
    let concerned: BTreeSet<RegionCode> = lagging.chain(called).chain(late).collect();
    let left_out = world.desk.units.iter().map(|unit| &unit.code).filter(|code| concerned.contains(*code));
    left_out.filter(|code| !is_asked(&world, code)).map(|code| world.region_name(code)).collect()
}
