//! Two numbers of each unit beside one another: places of two periods, or a value and what it is set against.

use super::{Made, by_place, count, label, note, plain, point, references};
use crate::catalog::ChartAgainst;
use crate::document::{ChartKind, Line, Point};
use crate::model::{FigureKey, Measure, Missing, Period, RegionCode};
use crate::report::comparison::prior;
use crate::report::derive::first_of_year;
use crate::report::fig::Fig;
use crate::report::input::World;
use crate::report::{doubt, goals, periods, ranking};

/// The other period; none in the year's first.
fn other(world: &World, against: ChartAgainst) -> Option<Period> {
    match against {
        ChartAgainst::Before => world.period.previous_in_year(),
        _ => Some(first_of_year(world.period)).filter(|first| *first != world.period),
    }
}

pub fn slope(world: &World, fig: &Fig, against: ChartAgainst) -> Made {
    let measure = ranking::place_measure(fig.key.measure);
    let before = other(world, against);
    let nothing =
        || Point { value: None, shown: world.symbol(Missing::NotApplicable).to_owned(), key: None, partial: false };
    let place = |region: &RegionCode, period: Period| {
        let mut point = point(world, FigureKey { region: region.clone(), measure, period, ..fig.key.clone() });
        if point.key.as_ref().is_some_and(|key| !doubt::of_place(world, key).is_empty()) {
            point.shown.push_str(&world.theme.doubtful);
        }
        point
    };
    let line = |region: RegionCode| {
        let points = vec![before.map_or_else(nothing, |period| place(&region, period)), place(&region, world.period)];
        Line { name: world.region_name(&region), points, strong: false }
    };
    let lines: Vec<Line> = by_place(world, fig).into_iter().map(line).collect();
    let ends = [before.map(label).unwrap_or_default(), label(world.period)];
    let height = count(lines.len() * 5).div_ceil(9).clamp(4, 18) + 3;
    let notes = vec![note("，数字为位次，实线上升、虚线下降")];
    Made { kind: ChartKind::Slope { ends, lines }, lines: height, notes, told: Vec::new() }
}

/// This period's values filled, the others hollow.
pub fn dots(world: &World, fig: &Fig, against: ChartAgainst) -> Made {
    let units = by_place(world, fig);
    let series = |name: String, strong: bool, of: &dyn Fn(&RegionCode) -> Point| Line {
        name,
        points: units.iter().map(of).collect(),
        strong,
    };
    let with = |region: &RegionCode, measure, period| {
        point(world, FigureKey { region: region.clone(), measure, period, ..fig.key.clone() })
    };
    let measure = fig.key.measure;
    let mut all = vec![series(when(measure, world.period), true, &|region| with(region, measure, world.period))];
    match against {
        ChartAgainst::Prior => all.extend(
            prior(measure)
                .map(|prior| series("上年同期".to_owned(), false, &|region| with(region, prior, world.period))),
        ),
        ChartAgainst::Before | ChartAgainst::First => all.extend(
            other(world, against)
                .map(|period| series(when(measure, period), false, &|region| with(region, measure, period))),
        ),
        ChartAgainst::Target => {
            all.push(series("目标".to_owned(), false, &|region| own_target(world, fig, region)));
        }
    }
    // The total of an amount is no average of the units, and its target is not theirs.
    let told = against != ChartAgainst::Target && fig.unit == "%";
    let references = if told { references(world, fig, true) } else { Vec::new() };
    let lines = count(units.len()).clamp(5, 12) + 3;
    let rows = units.iter().map(|region| world.region_name(region)).collect();
    Made {
        kind: ChartKind::Dots { rows, series: all, references },
        lines,
        notes: Vec::new(),
        told: if told { vec![fig.clone()] } else { Vec::new() },
    }
}

/// What a unit has to reach.
fn own_target(world: &World, fig: &Fig, region: &RegionCode) -> Point {
    match world.judgement(region, &fig.key.indicator, fig.key.measure) {
        Some(judged) => point(world, goals::key(world, judged, Measure::Target)),
        None => {
            Point { value: None, shown: world.symbol(Missing::NotApplicable).to_owned(), key: None, partial: false }
        }
    }
}

/// `11月`; of a cumulative `1—11月`.
fn when(measure: Measure, period: Period) -> String {
    if matches!(measure, Measure::Ytd | Measure::RatioYtd) { plain(&periods::span(period)) } else { label(period) }
}
