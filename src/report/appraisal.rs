//! The scores of an appraisal as the wording sees them.

use super::fig::Fig;
use super::input::World;
use super::{mark, words};
use crate::assessment::appraisal::Scored;
use crate::model::Measure;
use minijinja::Value;

/// Units named at either end.
const NAMED: usize = 3;

/// `.known`, `.name` of the scheme, `.count` of the units that have a place, `.bands` (`优秀2个、良好5个`), `.top` and
/// `.last` with their scores; without a scheme for the period only `.known`.
pub fn value(world: &World) -> Value {
    let Some(appraised) = &world.appraised else { return Value::from_pairs([("known", false)]) };
    let scheme = world.catalog.appraisals.get(&appraised.scheme);
    let mut placed: Vec<&Scored> = appraised.scores.iter().filter(|scored| scored.place.is_some()).collect();
    placed.sort_by_key(|scored| scored.place);
    let named = |scored: &&Scored| {
        let score = Fig::new(world, appraised.key(&scored.region, Measure::Score));
        format!("{}（{}）", mark::name(&world.region_name(&scored.region)), score.text())
    };
    let n = NAMED.min(placed.len() / 2);
    let bands = scheme.into_iter().flat_map(|scheme| &scheme.bands).filter_map(|band| {
        let count = placed.iter().filter(|scored| scored.band == band.name).count();
        (count > 0).then(|| format!("{}{}个", mark::name(&band.name), mark::number(count)))
    });
    let pairs: Vec<(&str, Value)> = vec![
        ("known", (!placed.is_empty()).into()),
        ("name", scheme.map(|scheme| mark::name(&scheme.name)).unwrap_or_default().into()),
        ("count", mark::number(placed.len()).into()),
        ("bands", words::list(bands).into()),
        ("top", words::list(placed.iter().take(n).map(named)).into()),
        ("last", words::list(placed.iter().rev().take(n).rev().map(named)).into()),
    ];
    Value::from_pairs(pairs)
}
