//! The table of places, row by row: a wording draws it.

use super::fig::Fig;
use super::input::World;
use super::{mark, ranking};
use crate::model::{FigureKey, Measure};
use minijinja::Value;

/// `.place`, `.name`, `.now`, `.before` (the place before), `.change` (in places), `.so_far` of the units with a place,
/// best first; then, without one, those that have none.
pub fn rows(world: &World, of: &Fig) -> Vec<Value> {
    let ranked = ranking::ranked(world, of);
    let so_far = match of.key.measure {
        Measure::Month => Some(Measure::Ytd),
        Measure::Ratio => Some(Measure::RatioYtd),
        _ => None,
    };
    let row = |region: &crate::model::RegionCode, place: Value| {
        let fig = |key: FigureKey| Value::from_object(Fig::new(world, FigureKey { region: region.clone(), ..key }));
        let same = |measure| FigureKey { measure, ..of.key.clone() };
        let before = of.key.period.previous_in_year();
        let place_measure = ranking::place_measure(of.key.measure);
        Value::from_pairs([
            ("place", place),
            ("name", mark::name(&world.region_name(region)).into()),
            ("now", fig(of.key.clone())),
            ("before", before.map_or(Value::from(""), |period| fig(FigureKey { period, ..same(place_measure) }))),
            ("change", fig(same(Measure::RankChange))),
            ("so_far", so_far.map_or(Value::from(""), |measure| fig(same(measure)))),
        ])
    };
    let placed = ranked.iter().map(|one| row(&one.region, one.place_text.clone().into()));
    let rest = world.units().filter(|unit| !ranked.iter().any(|one| one.region == unit.code));
    placed.chain(rest.map(|unit| row(&unit.code, world.symbol(crate::model::Missing::NotApplicable).into()))).collect()
}
