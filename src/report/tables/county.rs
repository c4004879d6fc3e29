//! The units side by side.

use super::cells::{Seen, column, table as make, text, unit_line};
use crate::document::{Align, Band, Column, Row, RowKind, Table};
use crate::model::{IndicatorId, Measure, RegionCode};
use crate::report::input::World;
use crate::report::{goals, periods};
use std::collections::BTreeSet;

pub(super) fn table(world: &World) -> Table {
    let listed = &world.report.county_columns;
    let units: BTreeSet<&str> = listed.iter().filter_map(|(id, measure)| unit(world, id, *measure)).collect();
    // Several units stand in the heads, one above the table.
    let several = units.len() > 1;
    let mut columns = vec![column(&["单位"], Align::Left, 16)];
    columns.extend(listed.iter().map(|(id, measure)| head(world, id, *measure, several)));
    let mut seen = Seen::default();
    let mut rows = vec![row(world, &world.desk.region, RowKind::Total, &mut seen)];
    for unit in &world.desk.units {
        // The bureau itself has a row only if one of the columns is its own.
        let owes =
            world.report.county_columns.iter().any(|(id, m)| world.find(&world.key(&unit.code, id, *m)).is_some());
        if owes || !unit.own && world.reports(unit) {
            rows.push(row(world, &unit.code, RowKind::Item, &mut seen));
        }
    }
    let line = unit_line(units.into_iter().filter(|_| !several));
    make("分单位情况", line, columns, rows, seen.notes(world))
}

fn is_place(measure: Measure) -> bool {
    matches!(measure, Measure::Rank | Measure::RankYtd | Measure::RankChange)
}

/// The unit of a column; none of a place.
fn unit<'a>(world: &'a World, id: &IndicatorId, measure: Measure) -> Option<&'a str> {
    let own = || world.indicator(id).map(|indicator| indicator.unit.as_str());
    let unit = if measure.shared().is_some() { Some("%") } else { own() };
    unit.filter(|unit| !unit.is_empty() && !is_place(measure))
}

/// `火化率（%）`, `本月`; a share of the total has its unit below its own head.
fn head(world: &World, id: &IndicatorId, measure: Measure, several: bool) -> Column {
    let mut name = world.indicator(id).map_or_else(|| id.to_string(), |indicator| indicator.name.clone());
    if let Some(unit) = world.indicator(id).map(|indicator| &indicator.unit).filter(|u| several && !u.is_empty()) {
        name = format!("{name}（{unit}）");
    }
    let stands = world.indicator(id).is_some_and(|indicator| world.stands(indicator));
    let (this, ..) = periods::relative(world.period);
    let of = match measure {
        Measure::Month => this,
        Measure::Ratio if !stands => this,
        Measure::Ratio | Measure::Stock => "期末",
        Measure::Ytd | Measure::RatioYtd => "累计",
        Measure::Share | Measure::ShareYtd => {
            let bracket = if several { "（%）" } else { "" };
            &format!("占{}比重{bracket}", world.region_name(&world.desk.region))
        }
        other => other.name(),
    };
    column(&[&name, of], Align::Number, if is_place(measure) { 7 } else { 11 })
}

fn row(world: &World, region: &RegionCode, kind: RowKind, seen: &mut Seen) -> Row {
    let mut cells = vec![text(world.region_name(region))];
    for (id, measure) in &world.report.county_columns {
        let judged = world.judgement(region, id, *measure);
        let band = judged.map_or(Band::None, |judged| goals::band(judged.band));
        cells.push(seen.cell(world, world.key(region, id, *measure), band));
    }
    Row { kind, cells }
}
