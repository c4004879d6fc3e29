//! What a whole is made of: by unit, or of the total by period.

use super::{Made, bare_point, count, label, note};
use crate::catalog::Drawn;
use crate::document::{ChartKind, Line, Point};
use crate::model::{Exact, FigureKey, Period, RegionCode};
use crate::report::fig::Fig;
use crate::report::input::World;

/// The parts, and the sum printed behind them.
pub struct Stack<'s> {
    pub parts: &'s [Drawn],
    pub total: Option<&'s Drawn>,
    /// Bars of one length.
    pub whole: bool,
}

/// A bar: its name, and of whom and when it is.
type Row = (String, RegionCode, Period);

impl Stack<'_> {
    /// The units, the largest first; of a whole the total on top and the units in the desk's order.
    pub fn over_units(&self, world: &World) -> Made {
        let mut units: Vec<RegionCode> = world.units().map(|unit| unit.code.clone()).collect();
        if self.whole {
            units.insert(0, world.desk.region.clone());
        } else {
            let size = |region: &RegionCode| {
                let values = self.parts.iter().map(|part| Fig::new(world, key(part, region, world.period)).value);
                values.flatten().try_fold(Exact::ZERO, Exact::checked_add)
            };
            units.sort_by_cached_key(|region| std::cmp::Reverse(size(region)));
        }
        let row = |region: RegionCode| (world.region_name(&region), region, world.period);
        self.made(world, units.into_iter().map(row).collect())
    }

    /// The total, period by period.
    pub fn over_periods(&self, world: &World, periods: &[Period]) -> Made {
        let row = |period: &Period| (label(*period), world.desk.region.clone(), *period);
        self.made(world, periods.iter().map(row).collect())
    }

    fn made(&self, world: &World, rows: Vec<Row>) -> Made {
        let points = |drawn: &Drawn| -> Vec<Point> {
            rows.iter().map(|(_, region, period)| bare_point(world, key(drawn, region, *period))).collect()
        };
        let name = |(id, _): &Drawn| world.indicator(id).map_or_else(|| id.to_string(), |i| i.name.clone());
        let part = |drawn: &Drawn| Line { name: name(drawn), points: points(drawn), strong: false };
        let parts: Vec<Line> = self.parts.iter().map(part).collect();
        let totals = self.total.map(points).unwrap_or_default();
        let lines = count(rows.len()).clamp(5, 12) + 2;
        let notes = self.whole.then(|| note("，条长为各部分所占比重，条中为数值")).into_iter();
        let totals_told = (!totals.is_empty()).then(|| note("，条后为合计"));
        let rows = rows.into_iter().map(|(name, ..)| name).collect();
        let kind = ChartKind::Stacked { rows, parts, totals, whole: self.whole };
        Made { kind, lines, notes: notes.chain(totals_told).collect(), told: Vec::new() }
    }
}

fn key((indicator, measure): &Drawn, region: &RegionCode, period: Period) -> FigureKey {
    FigureKey { region: region.clone(), indicator: indicator.clone(), measure: *measure, period }
}
