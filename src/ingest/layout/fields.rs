//! Labelled single cells with values: the label, and to its right or below it the number.

use super::Sheet;
use super::unit;
use crate::catalog::{Duplicates, FieldBinding, normalise};
use crate::finding::Finding;
use crate::ingest::cell::{Asked, CellReader, Wanted};
use crate::ingest::entry::{Entry, EntryKind};
use crate::ingest::workbook::{Content, GridCell, start};
use crate::model::Cell;

/// The sheet has one of the labels.
pub(super) fn any(sheet: &Sheet<'_>) -> bool {
    sheet.form.fields.iter().any(|field| place(sheet, field).is_some())
}

/// Where a field's number stands: behind the colon in the label's own cell, else in the next full cell.
fn place(sheet: &Sheet<'_>, field: &FieldBinding) -> Option<Cell> {
    let labels: Vec<String> = field.labels.iter().map(|label| normalise(label)).collect();
    let mut cells = sheet.grid.cells.iter().take_while(|_| !(sheet.scope.out_of_time)());
    let (cell, inside) = cells.find_map(|(cell, found)| {
        let Content::Text(text) = &found.content else { return None };
        let plain = normalise(start(text));
        let (head, tail) = plain.split_once(':').unwrap_or((&plain, ""));
        labels.contains(&head.to_owned()).then_some((*cell, !tail.is_empty()))
    })?;
    if inside {
        return Some(cell);
    }
    let merge = sheet.grid.merge_at(cell.row, cell.column);
    let next = match (field.below, merge) {
        (true, Some(merge)) => Cell::new(merge.last.row + 1, cell.column),
        (true, None) => Cell::new(cell.row + 1, cell.column),
        (false, merge) => {
            let after = merge.map_or(cell.column, |merge| merge.last.column);
            let mut row = sheet.grid.row(cell.row);
            return Some(
                row.find(|(at, found)| at.column > after && !found.raw().trim().is_empty())
                    .map_or(Cell::new(cell.row, after + 1), |(at, _)| at),
            );
        }
    };
    Some(next)
}

pub(super) fn read(sheet: &Sheet<'_>, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) {
    for field in &sheet.form.fields {
        let label = field.labels.first().map_or("", String::as_str);
        let Some(cell) = place(sheet, field) else {
            let finding = sheet.about_sheet("row.missing").about(&field.indicator, field.measure);
            findings.push(finding.with("indicator", label));
            continue;
        };
        let Some(indicator) = sheet.indicator(&field.indicator) else { continue };
        let known = |name: &str| sheet.scope.catalog.units.get(name);
        let size = known(&field.unit).zip(known(&indicator.unit)).and_then(|(from, to)| unit::size(from, to));
        let wanted = Wanted {
            indicator: &field.indicator,
            measure: field.measure,
            unit: if size.is_some() { &field.unit } else { &indicator.unit },
            cell,
            size,
            asked: Asked::Yes,
        };
        let reader = CellReader { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: sheet.unit };
        let behind = sheet.grid.get(cell.row, cell.column).and_then(behind_colon);
        let Some(value) = reader.read_text(&wanted, behind.as_deref(), findings) else { continue };
        let (Some(region), Some(period)) = (sheet.base.region.clone(), sheet.base.period) else {
            let code = if sheet.base.region.is_none() { "region.unknown" } else { "period.unknown" };
            findings.push(sheet.about_cell(code, cell).with("form", &sheet.form.title));
            continue;
        };
        let raw = sheet.grid.shared_text(cell.row, cell.column);
        entries.push(Entry {
            region,
            period,
            indicator: field.indicator.clone(),
            measure: field.measure,
            value,
            unit: indicator.unit.clone(),
            source: sheet.scope.source(&sheet.grid.name, cell, raw),
            last: None,
            kind: EntryKind::Detail,
            duplicates: Duplicates::Error,
        });
    }
}

/// `救助总人次：143人次` → what stands behind the colon.
fn behind_colon(found: &GridCell) -> Option<String> {
    let Content::Text(text) = &found.content else { return None };
    text.split_once(['：', ':']).map(|(_, tail)| tail.trim().to_owned()).filter(|tail| !tail.is_empty())
}
