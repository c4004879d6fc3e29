//! What a form writes down and a sheet has not: rows, and columns.

use super::Sheet;
use super::row;
use crate::catalog::{ColumnBinding, ColumnRole, RowBinding, TableBinding};
use crate::finding::Finding;
use crate::ingest::cell;
use crate::model::Measure;
use std::collections::BTreeSet;

/// What of the form was found on the sheet.
#[derive(Default)]
pub(super) struct Seen {
    pub rows: BTreeSet<usize>,
    /// Rows with the measures they had a column for.
    pub cells: BTreeSet<(usize, Measure)>,
    /// The same, with what the row's other columns say it is of: each county has all rows.
    pub counted: BTreeSet<(usize, Measure, String)>,
    /// The form's columns of values, by their numbers there.
    pub columns: BTreeSet<usize>,
}

impl Seen {
    /// A row may stand in two blocks when each has other measures of it; twice with the same measure is a duplicate.
    pub fn repeats(&self, number: usize, asked: impl Iterator<Item = Measure>, group: &str) -> bool {
        asked.into_iter().any(|measure| self.counted.contains(&(number, measure, group.to_owned())))
    }
}

/// Rows and columns that the form writes down and the sheet has not.
pub(super) fn missing(sheet: &Sheet<'_>, table: &TableBinding, seen: &Seen, findings: &mut Vec<Finding>) {
    for (_, row) in table.rows.iter().enumerate().filter(|(number, _)| !seen.rows.contains(number)) {
        findings.push(missing_row(sheet, row, row::first_measure(row)));
    }
    if table.rows.is_empty() {
        undrawn_columns(sheet, table, seen, findings);
    } else {
        missing_columns(sheet, table, seen, findings);
    }
}

/// Columns that no part of a table of any rows has. A head that may be anything is looked for nowhere.
fn undrawn_columns(sheet: &Sheet<'_>, table: &TableBinding, seen: &Seen, findings: &mut Vec<Finding>) {
    for (_, column) in table.columns.iter().enumerate().filter(|(number, _)| !seen.columns.contains(number)) {
        let is_value = matches!(column.role, ColumnRole::Values { .. });
        let Some(head) = column.heads.first().filter(|head| is_value && head.as_slice() != ["*"]) else { continue };
        let finding = sheet.about_sheet("column.missing").with("form", &table.name);
        findings.push(finding.with("column", head.join("/")));
    }
}

fn missing_row(sheet: &Sheet<'_>, row: &RowBinding, measure: Measure) -> Finding {
    let finding = sheet.about_sheet("row.missing").about(&row.indicator, measure);
    finding.with("indicator", row::label_of(row))
}

/// A measure no row has a column for is a column that was taken out; one that only some rows lack is a row taken out
/// of one of the sheet's blocks. A rate may be left to be computed.
fn missing_columns(sheet: &Sheet<'_>, table: &TableBinding, seen: &Seen, findings: &mut Vec<Finding>) {
    let there: BTreeSet<Measure> = seen.cells.iter().map(|(_, measure)| *measure).collect();
    let mut gone = BTreeSet::new();
    for (number, row) in table.rows.iter().enumerate().filter(|(number, _)| seen.rows.contains(number)) {
        let wanted = row.measures.iter().copied().filter(|measure| !cell::is_ratio(*measure));
        for measure in wanted.filter(|measure| !seen.cells.contains(&(number, *measure))) {
            if there.contains(&measure) {
                findings.push(missing_row(sheet, row, measure));
            } else {
                gone.insert(measure);
            }
        }
    }
    for measure in gone {
        let of_measure = |column: &&ColumnBinding| matches!(&column.role, ColumnRole::Values { fixed, .. } if fixed.measure == Some(measure));
        let head = table.columns.iter().find(of_measure).and_then(|column| column.heads.first());
        let head = head.map_or_else(|| measure.name().to_owned(), |head| head.join("/"));
        findings.push(sheet.about_sheet("column.missing").with("form", &table.name).with("column", head));
    }
}
