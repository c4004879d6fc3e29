//! Records counted or summed by what they are of: a roster → 户数, 人数, 金额 of each county.
//!
//! The records themselves yield no value and are not kept: a sum is traced to the rows it was made of, no further.

use super::Sheet;
use super::columns;
use super::condition::Test;
use super::path;
use super::record;
use super::row::RowIs;
use super::slot::RowNames;
use super::table::{self, Reader};
use super::unit;
use crate::catalog::{Aggregate, Axis, Duplicates, TableBinding, normalise};
use crate::finding::Finding;
use crate::ingest::cell::{self, Asked, CellReader, Size, Wanted};
use crate::ingest::entry::{Entry, EntryKind};
use crate::ingest::place_names::Who;
use crate::model::{Cell, Decimal, Missing, Period, Value};
use std::collections::BTreeMap;

/// What was made of the records of one region and period so far.
struct Group {
    first: Cell,
    last: Cell,
    /// By the number of the aggregate.
    made: Vec<Value>,
}

/// The records of all blocks of one table on a sheet: a head may stand again on every page.
#[derive(Default)]
pub(super) struct Records {
    groups: BTreeMap<(Option<Who>, Option<PeriodKey>), Group>,
    /// What tells records apart, with what each adds: only one of each counts.
    once: BTreeMap<String, Vec<Record>>,
    /// What the row before said, for columns that are filled down, over a head that stands again.
    names: RowNames,
}

/// What one record adds to its group.
struct Record {
    group: (Option<Who>, Option<PeriodKey>),
    /// Absent where the record does not count.
    parts: Vec<Option<Value>>,
    cell: Cell,
}

/// How the records of a block are counted and summed.
struct Plan {
    only: Vec<Test>,
    each: Vec<How>,
    /// Columns that tell one record from another.
    keys: Vec<u32>,
    /// Which rows are records.
    records: record::Records,
    left: u32,
    right: u32,
}

/// How one aggregate is made.
struct How {
    sum: Option<u32>,
    /// The unit its numbers are written in.
    written: String,
    /// From that to the one it is filed in.
    size: Option<Size>,
    only: Vec<Test>,
    /// A condition of it looks at a column that is not there.
    unsure: bool,
}

impl Plan {
    fn new(reader: &Reader<'_, '_>, findings: &mut Vec<Finding>) -> Self {
        let mut each = Vec::new();
        for aggregate in &reader.table.aggregates {
            let missing = reader.lacks(&aggregate.only);
            let unsure = missing.is_some();
            findings.extend(missing);
            let sum = column_to_sum(reader, aggregate, findings);
            let written = written_unit(reader, aggregate, sum, findings);
            let size = unit::between(reader.sheet, &written, &filed_unit(reader.sheet, aggregate));
            each.push(How { sum, written, size, only: reader.tests(&aggregate.only), unsure });
        }
        let column = |head| columns::column_of(reader.sheet, reader.block, std::slice::from_ref(head));
        let keys: Vec<u32> = reader.table.unique.iter().filter_map(column).collect();
        let only = reader.tests(&reader.table.only);
        let weighty = keys.iter().copied().chain(each.iter().filter_map(|how| how.sum)).collect();
        let tests = only.iter().chain(each.iter().flat_map(|how| &how.only));
        let records = record::Records::new(reader, weighty, tests.filter_map(|test| test.column));
        Self {
            only,
            each,
            keys,
            records,
            left: reader.block.heads.keys().next().copied().unwrap_or(reader.block.label),
            right: reader.block.heads.keys().next_back().copied().unwrap_or(reader.block.label),
        }
    }
}

impl Records {
    /// Takes in the records of one block.
    pub fn read(&mut self, reader: &Reader<'_, '_>, findings: &mut Vec<Finding>) {
        let lacking = reader.lacks(&reader.table.only).or_else(|| reader.lacks_any(&reader.table.unique));
        if let Some(missing) = lacking {
            findings.push(missing);
            return;
        }
        let plan = Plan::new(reader, findings);
        for row in reader.row_numbers() {
            match reader.rows.read(reader.sheet, reader.block, reader.columns, row, &mut Vec::new()) {
                RowIs::End => break,
                RowIs::Nothing | RowIs::Unknown | RowIs::Total | RowIs::Subtotal => continue,
                _ => {}
            }
            match plan.records.is(reader, row) {
                record::Is::Record => {}
                record::Is::Nothing => continue,
                record::Is::Other(finding) => {
                    findings.push(*finding);
                    continue;
                }
            }
            self.names = RowNames::read(reader.sheet, reader.rows, reader.columns, row, &self.names);
            if self.names.total.is_some() {
                continue;
            }
            if let Some((cell, text)) = &self.names.unknown {
                let finding = reader.sheet.about_cell("row.unknown", *cell).raw(text);
                findings.push(finding.with("label", text.trim()).with("near", "—"));
                continue;
            }
            if let Some((axis, cell)) = self.blank(reader) {
                let finding = reader.sheet.about_cell("name.blank", cell);
                findings.push(finding.with("what", table::axis_name(axis)));
                continue;
            }
            self.record(reader, &plan, row, findings);
        }
    }

    /// The column that would say what a record is of, and is blank: nothing further off says it then.
    fn blank(&self, reader: &Reader<'_, '_>) -> Option<(Axis, Cell)> {
        let fixed = &reader.table.fixed;
        let lacks = |axis: &Axis| match axis {
            Axis::Region => self.names.region.is_none() && fixed.region.is_none(),
            Axis::Period => self.names.period.is_none() && fixed.period.is_none(),
            _ => false,
        };
        self.names.blank.iter().find(|(axis, _)| lacks(axis)).copied()
    }

    fn record(&mut self, reader: &Reader<'_, '_>, plan: &Plan, row: u32, findings: &mut Vec<Finding>) {
        let sheet = reader.sheet;
        let region = self.names.region.clone().or_else(|| fixed_region(reader));
        let period = self.names.period.map(|(period, _)| period);
        let period = period.or(reader.table.fixed.period).or(sheet.base.period);
        let group = (region, period.map(PeriodKey));
        let last = Cell::new(row, plan.right);
        let entry = self.groups.entry(group.clone()).or_insert_with(|| Group {
            first: Cell::new(row, plan.left),
            last,
            made: vec![Value::Number(Decimal::ZERO); reader.table.aggregates.len()],
        });
        entry.last = last;
        let counts = reader.counts(row, &plan.only);
        let said = self.unit_of_row(reader, row);
        let one = |(aggregate, how): (&Aggregate, &How)| {
            if how.unsure {
                return Some(Value::Missing(Missing::Unreadable));
            }
            let counts = counts && reader.counts(row, &how.only);
            counts.then(|| part(reader, (aggregate, how), row, said.as_ref(), findings))
        };
        let parts: Vec<Option<Value>> = reader.table.aggregates.iter().zip(&plan.each).map(one).collect();
        let key: Vec<String> =
            plan.keys.iter().map(|column| one_writing(&columns::plain(sheet, row, *column))).collect();
        let record = Record { group, parts, cell: Cell::new(row, reader.block.label) };
        if key.iter().all(String::is_empty) {
            self.add(&record);
        } else {
            self.once.entry(key.join("\u{1f}")).or_default().push(record);
        }
    }

    /// The cell and the text in which a row says what its amounts are in.
    fn unit_of_row(&self, reader: &Reader<'_, '_>, row: u32) -> Option<(Cell, String)> {
        let given = reader.columns.names.iter().find(|name| name.axis == Axis::Unit).map(|name| name.column);
        let column = given.or(reader.columns.unit)?;
        let text = match given {
            Some(_) => self.names.unit.clone().unwrap_or_default(),
            None => reader.sheet.grid.merged_text(row, column),
        };
        let is_none = |mark: &String| normalise(mark) == normalise(&text);
        let says = !text.trim().is_empty() && !reader.sheet.form.placeholders.iter().any(is_none);
        says.then(|| (Cell::new(row, column), text))
    }

    fn spoil(&mut self, record: &Record) {
        if let Some(group) = self.groups.get_mut(&record.group) {
            for (made, _) in group.made.iter_mut().zip(&record.parts).filter(|(_, part)| part.is_some()) {
                *made = Value::Missing(Missing::Unreadable);
            }
        }
    }

    fn add(&mut self, record: &Record) {
        if let Some(group) = self.groups.get_mut(&record.group) {
            for (made, part) in group.made.iter_mut().zip(&record.parts) {
                *made = part.map_or(*made, |part| plus(*made, part));
            }
        }
    }

    /// What the records come to. Of records that are one the form says which counts; without that none does, and each
    /// further one is told.
    pub fn settle(
        mut self,
        sheet: &Sheet<'_>,
        table: &TableBinding,
        entries: &mut Vec<Entry>,
        findings: &mut Vec<Finding>,
    ) {
        for (_, mut same) in std::mem::take(&mut self.once) {
            let counts = match (same.len(), table.duplicates) {
                (1, _) | (_, Duplicates::First) => Some(0),
                (_, Duplicates::Last) => Some(same.len() - 1),
                (_, Duplicates::Error) => None,
            };
            match counts {
                Some(number) => self.add(&same.swap_remove(number)),
                None => {
                    // Neither counts, so what they would have been added to is not whole.
                    for record in &same {
                        self.spoil(record);
                    }
                    let first = same.first().map(|record| record.cell.to_string()).unwrap_or_default();
                    let told = same.iter().skip(1);
                    findings.extend(told.map(|r| sheet.about_cell("record.duplicate", r.cell).with("other", &first)));
                }
            }
        }
        for ((region, period), group) in std::mem::take(&mut self.groups) {
            let (Some(region), Some(period)) = (region, period) else {
                findings.push(sheet.about_cell("region.unknown", group.first).with("form", &table.name));
                continue;
            };
            entries.extend(filed(sheet, table, &region, period.0, &group));
        }
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

/// A number of a paper however it is written: the letter at its end large or small, behind the mark of a text or not.
fn one_writing(key: &str) -> String {
    key.trim_start_matches(['\'', '’', '‘', '`']).to_uppercase()
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
    (aggregate, how): (&Aggregate, &How),
    row: u32,
    said: Option<&(Cell, String)>,
    findings: &mut Vec<Finding>,
) -> Value {
    let sheet = reader.sheet;
    if aggregate.sum.is_none() {
        return Value::Number(Decimal::ONE);
    }
    let Some(column) = how.sum else { return Value::Missing(Missing::NotReported) };
    let filed = filed_unit(sheet, aggregate);
    let (mut written, mut size) = (how.written.as_str(), how.size);
    if let Some((cell, text)) = said {
        match (unit::named(sheet, text), sheet.scope.catalog.units.get(&filed)) {
            // The unit of amounts says nothing of the number of persons beside them.
            (Some(said), Some(filed)) if said.base == filed.base => {
                (written, size) = (&said.name, unit::size(said, filed));
            }
            (None, _) => {
                let finding = sheet.about_cell("unit.unknown", *cell).raw(text);
                let finding = finding.about(&aggregate.indicator, aggregate.measure);
                let name = sheet.indicator(&aggregate.indicator).map_or("", |indicator| indicator.name.as_str());
                let finding = finding.with("indicator", name).with("found", text.trim());
                findings.push(finding.with("expected", &filed));
                return Value::Missing(Missing::Unreadable);
            }
            _ => {}
        }
    }
    let wanted = Wanted {
        indicator: &aggregate.indicator,
        measure: aggregate.measure,
        unit: written,
        cell: Cell::new(row, column),
        size,
        asked: Asked::Yes,
    };
    let cells = CellReader { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: sheet.unit };
    cells.read(&wanted, findings).unwrap_or(Value::Missing(Missing::NotReported))
}

fn filed_unit(sheet: &Sheet<'_>, aggregate: &Aggregate) -> String {
    sheet.indicator(&aggregate.indicator).map(|indicator| indicator.unit.clone()).unwrap_or_default()
}

/// The unit of a column that is summed: said by its head, the form, a line above; another than the form's is told.
fn written_unit(
    reader: &Reader<'_, '_>,
    aggregate: &Aggregate,
    sum: Option<u32>,
    findings: &mut Vec<Finding>,
) -> String {
    let (sheet, filed) = (reader.sheet, filed_unit(reader.sheet, aggregate));
    let Some(column) = sum else { return filed };
    let units = &sheet.scope.catalog.units;
    let head = reader.block.heads.get(&column).zip(aggregate.sum.as_ref());
    let of_head = head.and_then(|(path, heads)| path::best(path, heads, units)?.unit);
    let of_line = || Some(unit::alike(reader.units, units.get(&filed)?)?.name.clone());
    let expected = aggregate.unit.as_ref().unwrap_or(&filed);
    let said = of_head.or_else(|| if aggregate.unit.is_none() { of_line() } else { None });
    let Some(said) = said.filter(|said| said != expected) else { return expected.clone() };
    let is_alike = said == filed || unit::between(sheet, &said, &filed).is_some();
    let code = if is_alike { "unit.converted" } else { "unit.differs" };
    let finding = sheet.about_cell(code, Cell::new(reader.block.first.saturating_sub(1), column)).raw(&said);
    let name = sheet.indicator(&aggregate.indicator).map(|indicator| indicator.name.clone()).unwrap_or_default();
    let finding = finding.about(&aggregate.indicator, aggregate.measure).with("indicator", name);
    findings.push(finding.with("found", &said).with("expected", expected));
    // A number in a unit that leads nowhere is read as it stands; the finding says so.
    if is_alike { said } else { expected.clone() }
}

/// A sum that lacks a part is no sum.
fn plus(made: Value, part: Value) -> Value {
    match (made, part) {
        // Of one record it does not apply: the others are the sum.
        (made @ Value::Number(_), Value::Missing(Missing::NotApplicable)) => made,
        (Value::Number(a), Value::Number(b)) => match a.checked_add(b).filter(cell::fits) {
            Some(sum) => Value::Number(sum),
            None => Value::Missing(Missing::Unreadable),
        },
        (missing @ Value::Missing(_), _) | (_, missing) => missing,
    }
}

fn filed(sheet: &Sheet<'_>, table: &TableBinding, region: &Who, period: Period, group: &Group) -> Vec<Entry> {
    let one = |(aggregate, value): (&Aggregate, &Value)| Entry {
        region: region.clone(),
        within: sheet.whole_of(region),
        period,
        indicator: aggregate.indicator.clone(),
        measure: aggregate.measure,
        value: *value,
        unit: filed_unit(sheet, aggregate),
        source: sheet.scope.source(&sheet.grid.name, group.first, "".into()),
        last: Some(group.last),
        kind: if table.summary { EntryKind::Summary } else { EntryKind::Aggregate },
        // Records that are one have been settled; two sums of one key are not one.
        duplicates: Duplicates::Error,
    };
    table.aggregates.iter().zip(&group.made).map(one).collect()
}
