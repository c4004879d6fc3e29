//! The radar of a comparison, where its set asks for one: a few members by how many of the others each is better than,
//! thing by thing. All spokes are shares of one scale and all point outwards when they are better.

use super::charts::point;
use super::view::{View, more};
use crate::catalog::FEWEST_SPOKES;
use crate::document::{ChartKind, Line};
use crate::model::{Measure, RegionCode};

/// What a wording calls it.
pub const RADAR: &str = "radar";

/// None where the set asks for none, or where too few of its things are ranked: two spokes make no shape.
pub fn of(view: &View<'_>) -> Option<(ChartKind, u32)> {
    let wanted = view.input.set.radar.as_ref()?;
    let ranked: Vec<_> = view.ranked().filter(|(compared, _)| wanted.indicators.contains(&compared.id)).collect();
    let member = |id: &RegionCode| {
        let at = |(_, standing): &(_, &crate::benchmark::Standing)| {
            let entry = standing.entries.iter().find(|entry| entry.member == *id);
            point(view, entry.and_then(|entry| more(entry, Measure::Percentile)))
        };
        Line { name: view.name(id).to_owned(), points: ranked.iter().map(at).collect(), strong: false }
    };
    let lines: Vec<Line> = wanted.members.iter().map(member).collect();
    let axes: Vec<String> = ranked.iter().map(|(compared, _)| compared.name.clone()).collect();
    let height = u32::try_from(axes.len()).unwrap_or(u32::MAX).div_ceil(2) + 9;
    (axes.len() >= FEWEST_SPOKES).then_some((ChartKind::Radar { axes, lines }, height))
}
