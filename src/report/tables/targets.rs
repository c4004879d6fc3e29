//! Targets of the total and of every unit: how far each is, coloured by the same judgement as the text. Few units are
//! columns; many are rows, under a few targets at a time.

use super::basis::{self, Told};
use super::cells::{Seen, column, empty, table as make, text};
use crate::assessment::Assessment;
use crate::document::{Align, Band, CellContent, Column, Inline, Row, RowKind, Table, TableCell};
use crate::model::{Measure, RegionCode};
use crate::report::goals;
use crate::report::input::World;

/// More units than this are rows: a page is not wide enough for their columns.
const MOST_COLUMNS: usize = 12;
/// Targets side by side over many units.
const TARGETS: usize = 6;

/// One table; of a desk with many units one of the targets that only the total has, then one for each few of the others.
pub(super) fn tables(world: &World) -> Vec<Table> {
    let units: Vec<&RegionCode> = world.units().map(|unit| &unit.code).collect();
    let all = targets(world);
    if units.len() <= MOST_COLUMNS {
        return vec![by_target(world, &all, &units)];
    }
    let is_shared = |judged: &&Assessment| units.iter().any(|u| goals::of_unit(world, &judged.target, u).is_some());
    let (shared, alone): (Vec<&Assessment>, Vec<&Assessment>) = all.into_iter().partition(is_shared);
    let mut tables = Vec::new();
    if !alone.is_empty() || shared.is_empty() {
        tables.push(by_target(world, &alone, &[]));
    }
    // Groups of like size: seven are four and three.
    let across = shared.len().div_ceil(shared.len().div_ceil(TARGETS).max(1)).max(1);
    tables.extend(shared.chunks(across).map(|some| by_unit(world, some, &units)));
    tables
}

/// One judgement of each target, in their order.
fn targets(world: &World) -> Vec<&Assessment> {
    let mut all: Vec<&Assessment> = Vec::new();
    for judged in &world.assessed.list {
        if !all.iter().any(|one| one.target == judged.target) {
            all.push(judged);
        }
    }
    all
}

/// Targets are rows, the total and the units are columns.
fn by_target(world: &World, targets: &[&Assessment], units: &[&RegionCode]) -> Table {
    let total = &world.desk.region;
    let mut columns = vec![column(&["目标"], Align::Left, 26), column(&["序时进度"], Align::Number, 9)];
    let regions: Vec<&RegionCode> = std::iter::once(total).chain(units.iter().copied()).collect();
    columns.extend(regions.iter().map(|code| {
        let name = world.region_name(code);
        column(&["完成率", &name], Align::Number, 9)
    }));
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    for judged in targets {
        let of = |region| goals::of_unit(world, &judged.target, region);
        let mut cells = vec![text(&judged.name), schedule(world, of(total), &mut seen)];
        cells.extend(regions.iter().map(|region| done(world, of(region), &mut seen)));
        rows.push(Row { kind: RowKind::Item, cells });
    }
    finished(world, (columns, rows), (targets, &regions), &seen)
}

/// The total and the units are rows, targets are columns.
fn by_unit(world: &World, targets: &[&Assessment], units: &[&RegionCode]) -> Table {
    let total = &world.desk.region;
    let mut columns = vec![column(&["单位"], Align::Left, 16)];
    columns.extend(targets.iter().map(|judged| column(&["完成率", &judged.name], Align::Number, 12)));
    let mut seen = Seen::default();
    let due = targets.iter().map(|judged| schedule(world, goals::of_unit(world, &judged.target, total), &mut seen));
    let due = std::iter::once(text("序时进度")).chain(due).collect();
    let mut rows = vec![Row { kind: RowKind::Item, cells: due }];
    for region in std::iter::once(&total).chain(units) {
        let kind = if *region == total { RowKind::Total } else { RowKind::Item };
        let of = targets.iter().map(|judged| done(world, goals::of_unit(world, &judged.target, region), &mut seen));
        let cells = std::iter::once(text(world.region_name(region))).chain(of).collect();
        rows.push(Row { kind, cells });
    }
    let regions: Vec<&RegionCode> = std::iter::once(total).chain(units.iter().copied()).collect();
    finished(world, (columns, rows), (targets, &regions), &seen)
}

fn finished(
    world: &World,
    (columns, rows): (Vec<Column>, Vec<Row>),
    (targets, regions): (&[&Assessment], &[&RegionCode]),
    seen: &Seen,
) -> Table {
    let is_blank = |cell: &TableCell| matches!(cell.content, CellContent::Empty);
    let blank = rows.iter().flat_map(|row| &row.cells).any(is_blank);
    let mut notes = Vec::new();
    if blank {
        notes.push(vec![Inline::Text("空格表示该单位没有此项目标。".to_owned())]);
    }
    let told: Vec<Told> = targets.iter().map(|judged| (judged.name.clone(), *judged)).collect();
    let of = |judged: &&Assessment, region: &RegionCode| {
        let one = goals::of_unit(world, &judged.target, region)?;
        Some((format!("{}（{}）", judged.name, world.region_name(region)), one))
    };
    let printed = targets.iter().flat_map(|judged| regions.iter().filter_map(move |region| of(judged, region)));
    notes.extend(basis::notes(world, &told, &printed.collect::<Vec<Told>>()));
    notes.extend(seen.notes(world));
    make("目标完成情况", "单位：%".to_owned(), columns, rows, notes)
}

fn done(world: &World, judged: Option<&Assessment>, seen: &mut Seen) -> TableCell {
    judged.map_or_else(empty, |judged| completion(world, judged, goals::band(judged.band), seen))
}

/// What is to be reached; of a work of stages all of it.
pub(super) fn target(world: &World, judged: &Assessment, seen: &mut Seen) -> TableCell {
    if goals::is_staged(judged) {
        return basis::whole();
    }
    seen.cell(world, goals::key(world, judged, Measure::Target), Band::None)
}

/// The completion of a target; in words where a zero is kept.
pub(super) fn completion(world: &World, judged: &Assessment, band: Band, seen: &mut Seen) -> TableCell {
    if goals::is_zero_kept(judged) {
        return TableCell { content: CellContent::Text(goals::NOTHING_HAPPENED.to_owned()), band };
    }
    seen.cell(world, goals::done(world, judged), band)
}

fn schedule(world: &World, judged: Option<&Assessment>, seen: &mut Seen) -> TableCell {
    judged.map_or_else(empty, |judged| match goals::schedule(world, judged) {
        Some(due) => seen.cell(world, due, Band::None),
        None => seen.not_applicable(world),
    })
}
