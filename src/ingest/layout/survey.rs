//! How a sheet would be read: where each table stands, what its columns and rows were taken for. For a person to look at.

use super::block::Block;
use super::columns::{Columns, ValueColumn};
use super::path;
use super::row::{RowIs, Rows};
use super::{Sheet, Star, found};
use crate::catalog::{Axis, TableBinding};
use crate::finding::Finding;
use crate::model::{Cell, IndicatorId, Measure, Period};
use std::collections::{BTreeMap, BTreeSet};

/// A block of a form's table.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct Surveyed {
    pub table: String,
    pub block: Block,
    pub columns: BTreeMap<u32, Taken>,
    /// Rows by what they were taken for.
    pub rows: RowCounts,
    /// The last row that holds anything of the table.
    pub last: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    pub indicators: usize,
    pub regions: usize,
    pub periods: usize,
    pub measures: usize,
    pub records: usize,
    pub totals: usize,
    pub subtotals: usize,
    pub unknown: usize,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    Label,
    Code,
    Unit,
    Personal,
    Gives(Axis),
    /// What the head says of its values; the rest comes from the rows and the sheet.
    Value {
        indicator: Option<IndicatorId>,
        measure: Option<Measure>,
        region: Option<String>,
        period: Option<Period>,
    },
    /// The form says that it carries no value, or looks at it for a condition or a sum.
    Aside,
    Unknown,
}

/// The blocks of the sheet's form, with what their columns and rows are taken for.
pub(in crate::ingest) fn survey(sheet: &Sheet<'_>) -> Vec<Surveyed> {
    found::blocks(sheet).into_iter().map(|(table, block)| surveyed(sheet, table, block)).collect()
}

fn surveyed(sheet: &Sheet<'_>, table: &TableBinding, block: Block) -> Surveyed {
    let mut findings = Vec::new();
    let columns = Columns::bind(sheet, table, &block, None, &mut findings);
    let unknown: BTreeSet<u32> = told(&findings);
    let taken = block.heads.iter().filter_map(|(column, heads)| {
        let taken = taken(sheet, &columns, &block, *column);
        let aside = || {
            let ignored = path::is_one_of(heads, &sheet.form.ignored_columns, &sheet.scope.catalog.units);
            (ignored || !heads.is_empty()).then_some(Taken::Aside)
        };
        let taken = if unknown.contains(column) { Some(Taken::Unknown) } else { taken.or_else(aside) };
        Some((*column, taken?))
    });
    let taken: BTreeMap<u32, Taken> = taken.collect();
    let rows = Rows::new(table);
    let mut numbers: Vec<u32> = sheet.grid.cells_between(block.first, block.end).map(|(cell, _)| cell.row).collect();
    numbers.dedup();
    let (mut counts, mut last) = (RowCounts::default(), block.first);
    for row in numbers {
        let is = rows.read(sheet, &block, &columns, row, &mut findings);
        let count = match is {
            RowIs::End => break,
            RowIs::Nothing => continue,
            RowIs::Bound(_) | RowIs::Indicator(_) => &mut counts.indicators,
            RowIs::Region(_) => &mut counts.regions,
            RowIs::Period(..) => &mut counts.periods,
            RowIs::Measure(_) => &mut counts.measures,
            RowIs::Record => &mut counts.records,
            RowIs::Total => &mut counts.totals,
            RowIs::Subtotal => &mut counts.subtotals,
            RowIs::Unknown => &mut counts.unknown,
        };
        *count += 1;
        last = row;
    }
    Surveyed { table: table.name.clone(), block, columns: taken, rows: counts, last }
}

/// The columns that findings say are not known.
fn told(findings: &[Finding]) -> BTreeSet<u32> {
    let unknown = findings.iter().filter(|finding| finding.code == "column.unknown");
    unknown.filter_map(|finding| finding.place.cell.map(|cell: Cell| cell.column)).collect()
}

fn taken(sheet: &Sheet<'_>, columns: &Columns<'_>, block: &Block, column: u32) -> Option<Taken> {
    if columns.personal.contains(&column) {
        return Some(Taken::Personal);
    }
    if let Some(name) = columns.names.iter().find(|name| name.column == column) {
        return Some(Taken::Gives(name.axis));
    }
    if let Some(value) = columns.values.get(&column).and_then(|values| values.first()) {
        return Some(of_value(sheet, value));
    }
    if column == block.label {
        return Some(Taken::Label);
    }
    (columns.code == Some(column))
        .then_some(Taken::Code)
        .or_else(|| (columns.unit == Some(column)).then_some(Taken::Unit))
}

fn of_value(sheet: &Sheet<'_>, value: &ValueColumn<'_>) -> Taken {
    let fixed = value.fixed;
    let (mut indicator, mut measure) = (fixed.indicator.clone(), fixed.measure);
    let (mut region, mut period) = (fixed.region.clone(), fixed.period);
    match &value.star {
        Some(Star::Region(who)) => region = Some(who.name.clone()),
        Some(Star::Period(found, _)) => period = Some(*found),
        Some(Star::Indicator(id)) => indicator = Some(id.clone()),
        Some(Star::Measure(found)) => measure = Some(*found),
        None => {}
    }
    let known = indicator.as_ref().and_then(|id| sheet.indicator(id));
    Taken::Value { measure: measure.or_else(|| sheet.usual_measure(known?)), indicator, region, period }
}
