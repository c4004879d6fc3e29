//! Over the periods of the year: the total with last year's, every unit in a table of shades, every unit in a small
//! trend of its own.

use super::{Made, bare_point, by_place, count, label, note, over, point, references, target};
use crate::document::{ChartKind, Inline, Line};
use crate::model::{FigureKey, Period, RegionCode};
use crate::report::comparison::prior;
use crate::report::fig::Fig;
use crate::report::input::World;

const HOLLOW: &str = "，空心点为未报齐的月份";

fn labels(periods: &[Period]) -> Vec<String> {
    periods.iter().map(|period| label(*period)).collect()
}

/// Says what a hollow mark means where there is one.
fn hollow<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Vec<Inline> {
    let any = lines.into_iter().flat_map(|line| &line.points).any(|point| point.partial);
    if any { vec![note(HOLLOW)] } else { Vec::new() }
}

pub fn trend(world: &World, fig: &Fig, periods: &[Period]) -> Made {
    let mut lines = vec![over(world, fig, &fig.key.region, periods, true)];
    let last_year = prior(fig.key.measure).map(|measure| {
        let at = |period: &Period| point(world, FigureKey { period: *period, measure, ..fig.key.clone() });
        Line { name: "上年同期".to_owned(), points: periods.iter().map(at).collect(), strong: false }
    });
    lines.extend(last_year.filter(|line| line.points.iter().any(|point| point.value.is_some())));
    let notes = hollow(&lines);
    let kind = ChartKind::Trend { labels: labels(periods), lines, references: references(world, fig, false) };
    Made { kind, lines: 9, notes, told: Vec::new() }
}

/// The total on top, then the units, best first.
pub fn heat(world: &World, fig: &Fig, periods: &[Period]) -> Made {
    let total = fig.key.region.clone();
    let row = |region: RegionCode| {
        let at = |period: &Period| {
            bare_point(world, FigureKey { region: region.clone(), period: *period, ..fig.key.clone() })
        };
        let points = periods.iter().map(at).collect();
        Line { name: world.region_name(&region), points, strong: region == total }
    };
    let rows: Vec<Line> = std::iter::once(total.clone()).chain(by_place(world, fig)).map(row).collect();
    let missing = rows.iter().flat_map(|row| &row.points).any(|point| point.value.is_none());
    let mut notes = vec![note("，颜色越深数值越大")];
    if missing {
        notes.push(note("，斜线格没有数据"));
    }
    let lines = count(rows.len() * 5).div_ceil(9) + 3;
    Made { kind: ChartKind::Heat { columns: labels(periods), rows }, lines, notes, told: Vec::new() }
}

/// Every unit in the desk's order, before the total.
pub fn multiples(world: &World, fig: &Fig, periods: &[Period]) -> Made {
    let panels: Vec<Line> = world.units().map(|unit| over(world, fig, &unit.code, periods, true)).collect();
    let rate = fig.unit == "%";
    // An amount of the total would flatten those of the units.
    let base = rate.then(|| over(world, fig, &fig.key.region, periods, false));
    let mut notes = hollow(panels.iter().chain(&base));
    if base.is_some() {
        notes.push(Inline::Text(format!("，虚线为{}", world.region_name(&fig.key.region))));
    }
    let target = target(world, fig).filter(|_| rate);
    let references = target.iter().map(|(line, _)| line.clone()).collect();
    if let Some((_, target)) = target {
        notes.push(note("，点线为目标"));
        notes.push(Inline::Figure { key: target.key.clone(), text: super::shown(world, &target) });
    }
    let lines = count(panels.len().div_ceil(5) * 3) + 2;
    let kind = ChartKind::Multiples { labels: labels(periods), panels, base, references };
    Made { kind, lines, notes, told: Vec::new() }
}
