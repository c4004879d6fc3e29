//! Labelled single cells with values: the label, and to its right or below it the number.

use super::Sheet;
use super::path;
use super::unit;
use crate::catalog::{Duplicates, FieldBinding, normalise, normalise_label};
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
    if !field.within.is_empty() {
        return sheet.grid.cells.iter().find(|(_, found)| within(field, found).is_some()).map(|(cell, _)| *cell);
    }
    let labels: Vec<String> = field.labels.iter().map(|label| normalise_label(label)).collect();
    let mut cells = sheet.grid.cells.iter().take_while(|_| !(sheet.scope.out_of_time)());
    let (cell, inside) = cells.find_map(|(cell, found)| {
        let Content::Text(text) = &found.content else { return None };
        let plain = normalise_label(start(text));
        let (head, tail) = plain.split_once(':').unwrap_or((&plain, ""));
        if labels.contains(&plain) {
            return Some((*cell, false));
        }
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
        let size = unit::between(sheet, &field.unit, &indicator.unit);
        // The label may say the unit itself, in brackets.
        let label_unit = sheet.grid.cells.values().find_map(|found| {
            let plain = normalise_label(&found.raw());
            let (name, unit) = path::split_unit(&plain, &sheet.scope.catalog.units)?;
            let mine = |label: &String| normalise_label(label) == plain || normalise_label(label) == name;
            field.labels.iter().any(mine).then_some(unit)
        });
        let of_label =
            label_unit.as_deref().and_then(|said| Some((said, unit::between(sheet, said, &indicator.unit)?)));
        let (written, size) = match of_label {
            Some((name, size)) => (name, Some(size)),
            None if size.is_some() => (field.unit.as_str(), size),
            None => (indicator.unit.as_str(), None),
        };
        let wanted = Wanted {
            indicator: &field.indicator,
            measure: field.measure,
            unit: written,
            cell,
            size,
            asked: Asked::Yes,
        };
        let reader = CellReader { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: sheet.unit };
        let found = sheet.grid.get(cell.row, cell.column);
        let behind = if field.within.is_empty() {
            found.and_then(behind_colon)
        } else {
            found.and_then(|found| within(field, found))
        };
        let Some(value) = reader.read_text(&wanted, behind.as_deref(), findings) else { continue };
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
