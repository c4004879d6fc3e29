//! Who reported, and how many findings each unit has open.

use super::cells::{column, table as make, text};
use crate::catalog::Unit;
use crate::document::{Align, Band, CellContent, Row, RowKind, Table, TableCell};
use crate::finding::Level;
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::RegionCode;
use crate::report::input::World;
use crate::report::quality::count;

pub(super) fn table(world: &World) -> Table {
    let columns = vec![
        column(&["单位"], Align::Left, 16),
        column(&["报送情况"], Align::Center, 14),
        column(&["未解决问题", "强制性"], Align::Number, 10),
        column(&["未解决问题", "核实性"], Align::Number, 10),
    ];
    let mut rows: Vec<Row> = listed(world).map(|unit| row(world, &unit.code)).collect();
    let cells = vec![
        text(world.region_name(&world.desk.region)),
        text(""),
        number(count(world, None, Level::Must)),
        number(count(world, None, Level::Query)),
    ];
    rows.insert(0, Row { kind: RowKind::Total, cells });
    make("数据质量", "单位：处".to_owned(), columns, rows, Vec::new())
}

/// The units that report in the period, and others of which something is told.
fn listed(world: &World) -> impl Iterator<Item = &Unit> {
    let told = |unit: &Unit| world.findings.iter().any(|finding| finding.region.as_ref() == Some(&unit.code));
    world.desk.units.iter().filter(move |unit| world.reports(unit) || told(unit))
}

fn row(world: &World, region: &RegionCode) -> Row {
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
    let cells = vec![text(world.region_name(region)), state, counted, number(count(world, Some(region), Level::Query))];
    Row { kind: RowKind::Item, cells }
}

fn number(n: usize) -> TableCell {
    let value = u64::try_from(n).unwrap_or(u64::MAX).into();
    TableCell { content: CellContent::Number { shown: n.to_string(), value, places: 0 }, band: Band::None }
}
