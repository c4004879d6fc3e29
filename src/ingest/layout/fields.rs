//! Labelled single cells with values: the label, and to its right or below it the number.

use super::Sheet;
use super::cards;
use super::path;
use super::unit;
use crate::catalog::{Duplicates, FieldBinding, Indicator, MeasureUnit, normalise, normalise_label};
use crate::finding::Finding;
use crate::ingest::cell::{Asked, CellReader, Wanted};
use crate::ingest::entry::{Entry, EntryKind};
use crate::ingest::place_names::Who;
use crate::ingest::workbook::{Content, GridCell, start};
use crate::model::{Cell, Period, Value};
use std::collections::BTreeMap;

/// A field with its labels as they are compared.
pub(super) struct Labels<'a> {
    pub field: &'a FieldBinding,
    labels: Vec<String>,
    units: &'a BTreeMap<String, MeasureUnit>,
}

/// What a cell is to a field whose label stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The value stands in it too.
    Holds,
    /// The value stands beside it or below.
    Names,
}

/// Where a field stands: its label, and the cell of its value; none where nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub label: Cell,
    pub at: Option<Cell>,
}

impl Spot {
    /// The cell the value is said to be of.
    pub fn cell(&self) -> Cell {
        self.at.unwrap_or(self.label)
    }
}

impl<'a> Labels<'a> {
    pub fn new(field: &'a FieldBinding, units: &'a BTreeMap<String, MeasureUnit>) -> Self {
        Self { field, labels: field.labels.iter().map(|label| normalise_label(label)).collect(), units }
    }

    /// With the unit in brackets behind it or without.
    fn is_label(&self, plain: &str) -> bool {
        let is = |text: &str| self.labels.iter().any(|label| label == text);
        is(plain) || path::split_unit(plain, self.units).is_some_and(|(name, _)| is(name))
    }

    /// All fields of the sheet's form.
    pub fn of(sheet: &Sheet<'a>) -> Vec<Self> {
        sheet.form.fields.iter().map(|field| Self::new(field, &sheet.scope.catalog.units)).collect()
    }

    pub fn read(&self, found: &GridCell) -> Option<Label> {
        if !self.field.within.is_empty() {
            return within(self.field, found).map(|_| Label::Holds);
        }
        let Content::Text(text) = &found.content else { return None };
        let plain = normalise_label(start(text));
        if self.is_label(&plain) {
            return Some(Label::Names);
        }
        let (head, tail) = plain.split_once(':')?;
        self.is_label(head).then_some(if tail.is_empty() { Label::Names } else { Label::Holds })
    }
}

/// The sheet has one of the labels.
pub(super) fn any(sheet: &Sheet<'_>) -> bool {
    let fields = Labels::of(sheet);
    let is_card = sheet.form.cards.as_ref().is_none_or(|binding| cards::top(sheet.grid, binding).is_some());
    is_card && fields.iter().any(|field| spots(sheet, field).next().is_some())
}

/// Where a field may stand on a sheet: behind the colon in a label's own cell, else in the next full cell.
fn spots<'s>(sheet: &'s Sheet<'_>, field: &'s Labels<'_>) -> impl Iterator<Item = Spot> + use<'s> {
    let cells = sheet.grid.cells.iter().take_while(|_| !(sheet.scope.out_of_time)());
    cells.filter_map(move |(cell, found)| {
        let at = match field.read(found)? {
            Label::Holds => *cell,
            Label::Names => beside(sheet, field.field, *cell),
        };
        Some(Spot { label: *cell, at: Some(at) })
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
    if let Some(binding) = &sheet.form.cards {
        cards::read(sheet, binding, entries, findings);
        return;
    }
    for field in Labels::of(sheet) {
        let mut spots: Vec<Spot> = spots(sheet, &field).collect();
        spots.dedup_by_key(|spot| spot.at);
        if spots.is_empty() {
            findings.push(missing(sheet, field.field));
            continue;
        }
        let Some(indicator) = sheet.indicator(&field.field.indicator) else { continue };
        for (spot, value, said) in values(sheet, field.field, indicator, &spots) {
            findings.extend(said);
            let (Some(region), Some(period)) = (sheet.base.region.clone(), sheet.base.period) else {
                let code = if sheet.base.region.is_none() { "region.unknown" } else { "period.unknown" };
                findings.push(sheet.about_cell(code, spot.cell()).with("form", &sheet.form.title));
                continue;
            };
            entries.push(entry(sheet, field.field, indicator, (region, period), (spot, value)));
        }
    }
}

/// The sheet has none of the labels of a field.
pub(super) fn missing(sheet: &Sheet<'_>, field: &FieldBinding) -> Finding {
    let finding = sheet.about_sheet("row.missing").about(&field.indicator, field.measure);
    finding.with("indicator", field.labels.first().map_or("", String::as_str))
}

/// The value of a field in each of its places that counts, with what is to be said of it.
pub(super) fn values(
    sheet: &Sheet<'_>,
    field: &FieldBinding,
    indicator: &Indicator,
    spots: &[Spot],
) -> Vec<(Spot, Value, Vec<Finding>)> {
    let mut read: Vec<(Spot, Value, Vec<Finding>)> = Vec::new();
    for spot in spots {
        let mut said = Vec::new();
        read.extend(value(sheet, field, indicator, *spot, &mut said).map(|value| (*spot, value, said)));
    }
    // A label may stand in a title too: where it has a number counts, and every place that has one.
    let numbers = read.iter().filter(|(_, value, _)| value.number().is_some()).count();
    if numbers == 0 {
        read.truncate(1);
    } else {
        read.retain(|(_, value, _)| value.number().is_some());
    }
    read
}

pub(super) fn entry(
    sheet: &Sheet<'_>,
    field: &FieldBinding,
    indicator: &Indicator,
    (region, period): (Who, Period),
    (spot, value): (Spot, Value),
) -> Entry {
    let cell = spot.cell();
    let raw = sheet.grid.shared_text(cell.row, cell.column);
    Entry {
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
    }
}

/// The value of a field in one of its places.
fn value(
    sheet: &Sheet<'_>,
    field: &FieldBinding,
    indicator: &Indicator,
    spot: Spot,
    findings: &mut Vec<Finding>,
) -> Option<Value> {
    let size = unit::between(sheet, &field.unit, &indicator.unit);
    // The label may say the unit itself, in brackets.
    let label_unit = sheet.grid.get(spot.label.row, spot.label.column).and_then(|found| {
        let plain = normalise_label(start(&found.raw()));
        let head = plain.split_once(':').map_or(plain.as_str(), |(head, _)| head);
        path::split_unit(head, &sheet.scope.catalog.units).map(|(_, unit)| unit)
    });
    let of_label = label_unit.as_deref().and_then(|said| Some((said, unit::between(sheet, said, &indicator.unit)?)));
    let (written, size) = match of_label {
        Some((name, size)) => (name, Some(size)),
        None if size.is_some() => (field.unit.as_str(), size),
        None => (indicator.unit.as_str(), None),
    };
    let wanted = Wanted {
        indicator: &field.indicator,
        measure: field.measure,
        unit: written,
        cell: spot.cell(),
        size,
        asked: Asked::Yes,
    };
    let reader = CellReader { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: sheet.unit };
    reader.read_text(&wanted, text_of(sheet, field, spot).as_deref(), findings)
}

/// Nobody wrote anything there.
pub(super) fn is_blank(sheet: &Sheet<'_>, field: &FieldBinding, spot: Spot) -> bool {
    let text = text_of(sheet, field, spot).unwrap_or_else(|| {
        let cell = spot.cell();
        sheet.grid.text(cell.row, cell.column)
    });
    text.trim().is_empty()
}

/// The text of the value, where that is not all of its cell. A printed unit before which nothing was written is none.
fn text_of(sheet: &Sheet<'_>, field: &FieldBinding, spot: Spot) -> Option<String> {
    let Some(cell) = spot.at else { return Some(String::new()) };
    let found = sheet.grid.get(cell.row, cell.column)?;
    let text = if field.within.is_empty() { behind_colon(found) } else { within(field, found) }?;
    Some(if unit::named(sheet, &text).is_some() { String::new() } else { text })
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
