//! Records counted or summed by what they are of: a roster → 户数, 人数, 金额 of each county.
//!
//! The records themselves yield no value and are not kept: a sum is traced to the rows it was made of, no further.

use super::Sheet;
use super::columns;
use super::condition::Test;
use super::row::RowIs;
use super::slot::RowNames;
use super::table::Reader;
use super::unit;
use crate::catalog::Aggregate;
use crate::finding::Finding;
use crate::ingest::cell::{self, Asked, CellReader, Wanted};
use crate::ingest::entry::{Entry, EntryKind};
use crate::ingest::place_names::Who;
use crate::model::{Cell, Decimal, Missing, Period, Value};
use std::collections::BTreeMap;

/// What was made of the records of one region and period so far.
struct Group {
    first: u32,
    last: u32,
    /// By the number of the aggregate.
    made: Vec<Value>,
}

pub(super) fn read(reader: &Reader<'_, '_>, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) {
    let sheet = reader.sheet;
    let aggregates = &reader.table.aggregates;
    let sums: Vec<Option<u32>> =
        aggregates.iter().map(|aggregate| column_to_sum(reader, aggregate, findings)).collect();
    let only = reader.tests(&reader.table.only);
    let each: Vec<Vec<Test>> = aggregates.iter().map(|aggregate| reader.tests(&aggregate.only)).collect();
    let mut groups: BTreeMap<(Option<Who>, Option<PeriodKey>), Group> = BTreeMap::new();
    let mut names = RowNames::default();
    for row in reader.row_numbers() {
        match reader.rows.read(sheet, reader.block, reader.columns, row, &mut Vec::new()) {
            RowIs::End => break,
            RowIs::Nothing | RowIs::Unknown | RowIs::Total | RowIs::Subtotal => continue,
            _ => {}
        }
        names = RowNames::read(sheet, reader.columns, row, &names);
        let region = names.region.clone().or_else(|| fixed_region(reader));
        let period = names.period.map(|(period, _)| period);
        let period = period.or(reader.table.fixed.period).or(sheet.base.period);
        let group = groups.entry((region, period.map(PeriodKey))).or_insert_with(|| Group {
            first: row,
            last: row,
            made: vec![Value::Number(Decimal::ZERO); aggregates.len()],
        });
        group.last = row;
        if !reader.counts(row, &only) {
            continue;
        }
        for (((aggregate, made), sum), tests) in aggregates.iter().zip(&mut group.made).zip(&sums).zip(&each) {
            if reader.counts(row, tests) {
                *made = plus(*made, part(reader, aggregate, *sum, row, findings));
            }
        }
    }
    for ((region, period), group) in groups {
        let (Some(region), Some(period)) = (region, period) else {
            findings.push(sheet.about_sheet("region.unknown").with("form", &reader.table.name));
            continue;
        };
        entries.extend(filed(reader, &region, period.0, &group));
    }
}

/// A period as a key of a map: by its text, which orders months of a year.
#[derive(Clone, Copy, PartialEq, Eq)]
struct PeriodKey(Period);

impl PartialOrd for PeriodKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PeriodKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.to_string().cmp(&other.0.to_string())
    }
}

fn fixed_region(reader: &Reader<'_, '_>) -> Option<Who> {
    let said = reader.table.fixed.region.as_ref().map(|name| reader.sheet.names.named(name));
    said.or_else(|| reader.sheet.base.region.clone())
}

fn column_to_sum(reader: &Reader<'_, '_>, aggregate: &Aggregate, findings: &mut Vec<Finding>) -> Option<u32> {
    let heads = aggregate.sum.as_ref()?;
    let column = columns::column_of(reader.sheet, reader.block, heads);
    if column.is_none() {
        let head = heads.first().map(|head| head.join("/")).unwrap_or_default();
        let finding = reader.sheet.about_sheet("column.missing").with("form", &reader.table.name);
        findings.push(finding.with("column", head));
    }
    column
}

/// What one record adds: one, or the number in its cell.
fn part(
    reader: &Reader<'_, '_>,
    aggregate: &Aggregate,
    column: Option<u32>,
    row: u32,
    findings: &mut Vec<Finding>,
) -> Value {
    let sheet = reader.sheet;
    if aggregate.sum.is_none() {
        return Value::Number(Decimal::ONE);
    }
    let Some(column) = column else { return Value::Missing(Missing::NotReported) };
    let filed = filed_unit(sheet, aggregate);
    let known = |name: &str| sheet.scope.catalog.units.get(name);
    let size = known(&aggregate.unit).zip(known(&filed)).and_then(|(from, to)| unit::size(from, to));
    let wanted = Wanted {
        indicator: &aggregate.indicator,
        measure: aggregate.measure,
        unit: &aggregate.unit,
        cell: Cell::new(row, column),
        size,
        asked: Asked::Yes,
    };
    let cells = CellReader { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: sheet.unit };
    cells.read(&wanted, findings).unwrap_or(Value::Missing(Missing::NotReported))
}

fn filed_unit(sheet: &Sheet<'_>, aggregate: &Aggregate) -> String {
    sheet.indicator(&aggregate.indicator).map_or_else(|| aggregate.unit.clone(), |indicator| indicator.unit.clone())
}

/// A sum that lacks a part is no sum.
fn plus(made: Value, part: Value) -> Value {
    match (made, part) {
        (Value::Number(a), Value::Number(b)) => match a.checked_add(b).filter(cell::fits) {
            Some(sum) => Value::Number(sum),
            None => Value::Missing(Missing::Unreadable),
        },
        (missing @ Value::Missing(_), _) | (_, missing) => missing,
    }
}

fn filed(reader: &Reader<'_, '_>, region: &Who, period: Period, group: &Group) -> Vec<Entry> {
    let sheet = reader.sheet;
    let left = reader.block.heads.keys().next().copied().unwrap_or(reader.block.label);
    let right = reader.block.heads.keys().next_back().copied().unwrap_or(reader.block.label);
    let one = |(aggregate, value): (&Aggregate, &Value)| Entry {
        region: region.clone(),
        period,
        indicator: aggregate.indicator.clone(),
        measure: aggregate.measure,
        value: *value,
        unit: filed_unit(sheet, aggregate),
        source: sheet.scope.source(&sheet.grid.name, Cell::new(group.first, left), "".into()),
        last: Some(Cell::new(group.last, right)),
        kind: if reader.table.summary { EntryKind::Summary } else { EntryKind::Aggregate },
        duplicates: reader.table.duplicates,
    };
    reader.table.aggregates.iter().zip(&group.made).map(one).collect()
}
