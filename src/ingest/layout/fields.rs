//! Labelled single cells with values: the label, and to its right or below it the number.

use super::Sheet;
use super::path;
use super::unit;
use crate::catalog::{Duplicates, FieldBinding, Indicator, normalise, normalise_label};
use crate::finding::Finding;
use crate::ingest::cell::{Asked, CellReader, Wanted};
use crate::ingest::entry::{Entry, EntryKind};
use crate::ingest::workbook::{Content, GridCell, start};
use crate::model::{Cell, Value};

/// The sheet has one of the labels.
pub(super) fn any(sheet: &Sheet<'_>) -> bool {
    sheet.form.fields.iter().any(|field| places(sheet, field).next().is_some())
}

/// Where a field's number may stand: behind the colon in a label's own cell, else in the next full cell.
fn places<'s>(sheet: &'s Sheet<'_>, field: &'s FieldBinding) -> impl Iterator<Item = Cell> + use<'s> {
    let labels: Vec<String> = field.labels.iter().map(|label| normalise_label(label)).collect();
    let cells = sheet.grid.cells.iter().take_while(|_| !(sheet.scope.out_of_time)());
    cells.filter_map(move |(cell, found)| {
        if !field.within.is_empty() {
            return within(field, found).map(|_| *cell);
        }
        let Content::Text(text) = &found.content else { return None };
        let plain = normalise_label(start(text));
        let (head, tail) = plain.split_once(':').unwrap_or((&plain, ""));
        if labels.contains(&plain) {
            return Some(beside(sheet, field, *cell));
        }
        let mine = labels.iter().any(|label| label == head);
        mine.then(|| if tail.is_empty() { beside(sheet, field, *cell) } else { *cell })
    })
}

/// The cell below a label, or the next full one at its right.
fn beside(sheet: &Sheet<'_>, field: &FieldBinding, label: Cell) -> Cell {
    let last = sheet.grid.merge_at(label.row, label.column).map_or(label, |merge| merge.last);
    if field.below {
        return Cell::new(last.row + 1, label.column);
    }
    let mut row = sheet.grid.row(label.row);
    let full = row.find(|(at, found)| at.column > last.column && !found.raw().trim().is_empty());
    full.map_or(Cell::new(label.row, last.column + 1), |(at, _)| at)
}

pub(super) fn read(sheet: &Sheet<'_>, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) {
    for field in &sheet.form.fields {
        let mut cells: Vec<Cell> = places(sheet, field).collect();
        cells.dedup();
        if cells.is_empty() {
            let finding = sheet.about_sheet("row.missing").about(&field.indicator, field.measure);
            findings.push(finding.with("indicator", field.labels.first().map_or("", String::as_str)));
            continue;
        }
        let Some(indicator) = sheet.indicator(&field.indicator) else { continue };
        let mut read: Vec<(Cell, Value, Vec<Finding>)> = Vec::new();
        for cell in cells {
            let mut said = Vec::new();
            read.extend(value(sheet, field, indicator, cell, &mut said).map(|value| (cell, value, said)));
        }
        // A label may stand in a title too: where it has a number counts, and every place that has one.
        let numbers = read.iter().filter(|(_, value, _)| value.number().is_some()).count();
        if numbers == 0 {
            read.truncate(1);
        } else {
            read.retain(|(_, value, _)| value.number().is_some());
        }
        for (cell, value, said) in read {
            findings.extend(said);
            let (Some(region), Some(period)) = (sheet.base.region.clone(), sheet.base.period) else {
                let code = if sheet.base.region.is_none() { "region.unknown" } else { "period.unknown" };
                findings.push(sheet.about_cell(code, cell).with("form", &sheet.form.title));
                continue;
            };
            let raw = sheet.grid.shared_text(cell.row, cell.column);
            entries.push(Entry {
                region,
                within: None,
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
}

/// The value of a field in one of its places.
fn value(
    sheet: &Sheet<'_>,
    field: &FieldBinding,
    indicator: &Indicator,
    cell: Cell,
    findings: &mut Vec<Finding>,
) -> Option<Value> {
    let size = unit::between(sheet, &field.unit, &indicator.unit);
    // The label may say the unit itself, in brackets.
    let label_unit = sheet.grid.cells.values().find_map(|found| {
        let plain = normalise_label(&found.raw());
        let (name, unit) = path::split_unit(&plain, &sheet.scope.catalog.units)?;
        let mine = |label: &String| normalise_label(label) == plain || normalise_label(label) == name;
        field.labels.iter().any(mine).then_some(unit)
    });
    let of_label = label_unit.as_deref().and_then(|said| Some((said, unit::between(sheet, said, &indicator.unit)?)));
    let (written, size) = match of_label {
        Some((name, size)) => (name, Some(size)),
        None if size.is_some() => (field.unit.as_str(), size),
        None => (indicator.unit.as_str(), None),
    };
    let (indicator, measure) = (&field.indicator, field.measure);
    let wanted = Wanted { indicator, measure, unit: written, cell, size, asked: Asked::Yes };
    let reader = CellReader { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: sheet.unit };
    let found = sheet.grid.get(cell.row, cell.column);
    let behind = if field.within.is_empty() {
        found.and_then(behind_colon)
    } else {
        found.and_then(|found| within(field, found))
    };
    reader.read_text(&wanted, behind.as_deref(), findings)
}

/// `救助总人次：143人次` → what stands behind the colon.
fn behind_colon(found: &GridCell) -> Option<String> {
    let Content::Text(text) = &found.content else { return None };
    let text = text.trim().strip_prefix("其中").map_or(text.trim(), |rest| rest.trim_start_matches(['：', ':']));
    text.split_once(['：', ':']).map(|(_, tail)| tail.trim().to_owned()).filter(|tail| !tail.is_empty())
}

/// `本年累计：死亡 5,934 人，火化 4,706 具` → what stands behind one of the field's labels, up to the next comma.
fn within(field: &FieldBinding, found: &GridCell) -> Option<String> {
    let Content::Text(text) = &found.content else { return None };
    let (head, tail) = text.split_once(['：', ':'])?;
    let head = normalise(head);
    if !field.within.iter().any(|known| normalise(known) == head) {
        return None;
    }
    // A comma between digits parts thousands, not values.
    let mut parts = vec![String::new()];
    let marks: Vec<char> = tail.chars().collect();
    for (at, mark) in marks.iter().enumerate() {
        let digit = |c: Option<&char>| c.is_some_and(|c| matches!(c, '0'..='9' | '０'..='９'));
        let thousands = matches!(mark, ',' | '，') && at > 0 && digit(marks.get(at - 1)) && digit(marks.get(at + 1));
        match parts.last_mut() {
            Some(part) if thousands || !matches!(mark, ',' | '，' | '、' | '；' | ';' | '。') => part.push(*mark),
            _ => parts.push(String::new()),
        }
    }
    parts.iter().find_map(|part| {
        let plain = normalise(part);
        let label =
            field.labels.iter().map(|label| normalise(label)).find(|label| plain.starts_with(label.as_str()))?;
        plain.get(label.len()..).map(|rest| rest.trim_start_matches(':').to_owned())
    })
}
