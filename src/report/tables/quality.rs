//! Who reported, and how many findings each unit has open.

use super::cells::{column, empty, table as make, text};
use crate::catalog::Unit;
use crate::document::{Align, Band, CellContent, Inline, Row, RowKind, Table, TableCell};
use crate::finding::{Finding, Level};
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::{Period, RegionCode};
use crate::report::input::World;
use crate::report::quality::count;
use crate::report::{headline, mark, words};

pub(super) fn table(world: &World) -> Table {
    let scored = is_scored(world);
    let mut columns = vec![
        column(&["单位"], Align::Left, 16),
        column(&["报送情况"], Align::Center, 14),
        column(&["未解决问题", "强制性"], Align::Number, 10),
        column(&["未解决问题", "核实性"], Align::Number, 10),
    ];
    if scored {
        columns.extend([
            column(&["填报质量", "得分"], Align::Number, 10),
            column(&["填报质量", "等次"], Align::Center, 10),
        ]);
    }
    let mut rows: Vec<Row> = listed(world).map(|unit| row(world, &unit.code, scored)).collect();
    let mut cells = vec![
        text(world.region_name(&world.desk.region)),
        text(""),
        number(count(world, None, Level::Must)),
        number(count(world, None, Level::Query)),
    ];
    if scored {
        cells.extend([empty(), empty()]);
    }
    rows.insert(0, Row { kind: RowKind::Total, cells });
    let unit_line = if scored { "单位：处、分" } else { "单位：处" }.to_owned();
    make("数据质量", unit_line, columns, rows, spans(world, scored))
}

/// The units that report in the period, and others of which something is told.
fn listed(world: &World) -> impl Iterator<Item = &Unit> {
    let told = |unit: &Unit| world.findings.iter().any(|finding| finding.region.as_ref() == Some(&unit.code));
    world.desk.units.iter().filter(move |unit| world.reports(unit) || told(unit))
}

/// A return of one month has a score.
fn is_scored(world: &World) -> bool {
    !world.scores.is_empty() && matches!(world.period, Period::Month(_))
}

/// What is open of earlier months counts for the figures of this one; the points are of this month's return, and what
/// has one cause costs them once. What no unit has to mend stands in the total alone.
fn spans(world: &World, scored: bool) -> Vec<Vec<Inline>> {
    let months = world.period.months();
    let has = |(level, name): (Level, &str), wanted: &dyn Fn(&Finding) -> bool| {
        let found = world.findings.iter().filter(|finding| finding.level == level && wanted(finding)).count();
        (found > 0).then(|| format!("{name}问题{}处", mark::number(found)))
    };
    let both = |wanted: &dyn Fn(&Finding) -> bool| {
        let levels = [(Level::Must, "强制性"), (Level::Query, "核实性")];
        words::list(levels.into_iter().filter_map(|level| has(level, wanted)))
    };
    let said = [
        ("未解决问题含以前月份的", both(&|finding| !months.contains(&finding.month))),
        ("合计含不属于某一单位的", both(&|finding| finding.region.is_none())),
    ];
    let said = said.iter().filter(|(_, found)| !found.is_empty());
    let mut notes: Vec<String> = said.map(|(of, found)| format!("{of}{found}。")).collect();
    if listed(world).any(|unit| unit.own) {
        notes.push("市本级不计入应报、实报单位数。".to_owned());
    }
    if scored && !both(&|_| true).is_empty() {
        notes.push("得分、等次按本月报表评定，不含以前月份的问题；同一原因引起的几处问题只扣一次分。".to_owned());
    }
    notes.iter().map(|words| headline::read(words)).collect()
}

/// Points and band of a unit's return.
fn score(world: &World, region: &RegionCode) -> [TableCell; 2] {
    let Some(score) = world.scores.iter().find(|score| score.region == *region) else { return [empty(), empty()] };
    // One number of decimals for all.
    let places = world.scores.iter().map(|score| score.points.normalize().scale()).max().unwrap_or(0);
    let value = score.points.normalize();
    let shown = format!("{value:.*}", usize::try_from(places).unwrap_or(0));
    let points = CellContent::Number { shown, value, places };
    [TableCell { content: points, band: Band::None }, text(score.band.clone())]
}

fn row(world: &World, region: &RegionCode, scored: bool) -> Row {
    let records: Vec<&ReturnRecord> = world.register.iter().filter(|record| record.region == *region).collect();
    // Of several months the worst is told.
    let state = records.iter().map(|record| record.state).max();
    let (words, band) = match state {
        Some(ReturnState::OnTime) => ("按时", Band::None),
        Some(ReturnState::Undated) => ("未注明日期", Band::Watch),
        Some(ReturnState::Late) => ("迟报", Band::Watch),
        Some(ReturnState::Empty) => ("空表", Band::Bad),
        Some(ReturnState::Missing) => ("未报", Band::Bad),
        None => ("本期不报", Band::None),
    };
    let must = count(world, Some(region), Level::Must);
    let mut counted = number(must);
    counted.band = if must > 0 { Band::Bad } else { Band::None };
    let state = TableCell { content: CellContent::Text(words.to_owned()), band };
    let queries = number(count(world, Some(region), Level::Query));
    let mut cells = vec![text(world.region_name(region)), state, counted, queries];
    if scored {
        cells.extend(score(world, region));
    }
    Row { kind: RowKind::Item, cells }
}

fn number(n: usize) -> TableCell {
    let value = u64::try_from(n).unwrap_or(u64::MAX).into();
    TableCell { content: CellContent::Number { shown: n.to_string(), value, places: 0 }, band: Band::None }
}
