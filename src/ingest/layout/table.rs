//! A sheet's tables, block by block, row by row.

use super::aggregate::Records;
use super::block::{self, Block};
use super::columns::{self, Columns, ValueColumn};
use super::margin;
use super::missing::{Seen, missing};
use super::row::{self, RowIs, Rows};
use super::slot::{NoSlot, RowContext, RowNames, Slot};
use super::unit;
use super::{Sheet, Star, found};
use crate::catalog::{Axis, MeasureUnit, RowBinding, TableBinding};
use crate::finding::Finding;
use crate::ingest::cell::{Asked, CellReader, Wanted};
use crate::ingest::entry::{Entry, EntryKind};
use crate::ingest::place_names::Who;
use crate::model::{Cell, Measure, Period, Value};
use std::collections::BTreeSet;

/// Reads every table of the form that stands on the sheet; `absent` takes the numbers of the others.
pub(super) fn read_tables(sheet: &Sheet<'_>, absent: &mut BTreeSet<usize>, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let (blocks, left) = found::on(sheet);
    found::tell_others(sheet, &blocks, &left, findings);
    for (number, table) in sheet.form.tables.iter().enumerate() {
        let mine: Vec<&Block> = blocks.iter().filter(|(of, _)| std::ptr::eq(*of, table)).map(|(_, b)| b).collect();
        if mine.is_empty() {
            absent.insert(number);
            continue;
        }
        let rows = Rows::new(table);
        let mut seen = Seen::default();
        let mut records = Records::default();
        let mut names = RowNames::default();
        let mut units: Vec<&MeasureUnit> = Vec::new();
        let mut before: Option<(u32, Columns<'_>)> = None;
        for block in mine.into_iter().take_while(|_| !(sheet.scope.out_of_time)()) {
            let lines = block::lines_above(sheet.grid, block);
            if let Some(line) = found::of_last_year(table, &lines) {
                let cell = Cell::new(block.anchor, block.label);
                findings.push(sheet.about_cell("table.last_year", cell).with("line", line));
                continue;
            }
            units = unit::of_block(sheet, block, &lines, units, findings);
            before = before.filter(|(label, _)| *label == block.label);
            let base = if blocks.len() > 1 { sheet.base.refined(sheet, &lines) } else { sheet.base.clone() };
            let sheet = &Sheet { base: &base, ..*sheet };
            let columns = Columns::bind(sheet, table, block, before.as_ref().map(|(_, columns)| columns), findings);
            seen.columns.extend(&columns.there);
            let reader = Reader { sheet, table, rows: &rows, block, columns: &columns, units: &units };
            if table.aggregates.is_empty() {
                reader.read(&mut seen, &mut names, &mut entries, findings);
            } else {
                records.read(&reader, findings);
            }
            before = Some((block.label, columns));
        }
        records.settle(sheet, table, &mut entries, findings);
        missing(sheet, table, &seen, findings);
    }
    entries
}

/// One block being read.
pub(super) struct Reader<'s, 't> {
    pub sheet: &'s Sheet<'s>,
    pub table: &'t TableBinding,
    pub rows: &'s Rows<'t>,
    pub block: &'s Block,
    pub columns: &'s Columns<'t>,
    /// Units said by a line above the table.
    pub units: &'s [&'s MeasureUnit],
}

impl<'s, 't> Reader<'s, 't> {
    /// The rows of the block that hold anything, as far as there is time for them.
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> + use<'s, 't> {
        let (grid, block, out_of_time) = (self.sheet.grid, self.block, self.sheet.scope.out_of_time);
        let mut rows: Vec<u32> = grid.cells_between(block.first, block.end).map(|(cell, _)| cell.row).collect();
        rows.dedup();
        rows.into_iter().take_while(move |_| !out_of_time())
    }

    fn read(&self, seen: &mut Seen, names: &mut RowNames, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) {
        if let Some(missing) = self.lacks(&self.table.only) {
            findings.push(missing);
            return;
        }
        let (last, only) = (self.last_period(), self.tests(&self.table.only));
        let totals = self.row_numbers().filter(|row| self.rows.is_total(&self.label(*row))).take(2).count();
        let mut after_total = false;
        let mut told = BTreeSet::new();
        // A unit said inside the table matters if rows follow; the last may be that of the next table.
        let mut inside = None;
        // The rows before the one looked at: the last that holds anything, and whether it was one of the form's.
        let mut before: Option<(u32, bool)> = None;
        for row in self.row_numbers() {
            let is = self.rows.read(self.sheet, self.block, self.columns, row, findings);
            let known = !matches!(is, RowIs::Nothing | RowIs::Unknown);
            let total_of_group = totals > 1 && !after_total;
            after_total = is == RowIs::Total;
            // A row that is not read may still name what the rows below it are of.
            *names = RowNames::read(self.sheet, self.rows, self.columns, row, names);
            let gap = before.is_some_and(|(last, known)| known && row > last + 1);
            before = Some((row, known));
            match is {
                RowIs::End => break,
                RowIs::Nothing | RowIs::Unknown => {
                    inside = unit::said_inside(self.sheet, self.block, row).or(inside);
                    continue;
                }
                _ if gap => {
                    let cell = Cell::new(row - 1, self.block.label);
                    findings.push(self.sheet.about_cell("layout.blank_row", cell));
                }
                _ => {}
            }
            if !self.counts(row, &only) {
                continue;
            }
            findings.extend(inside.take());
            if let Some((cell, text)) = &names.unknown {
                if !self.columns.values.keys().any(|column| self.holds_number(row, *column)) {
                    continue;
                }
                let finding = self.sheet.about_cell("row.unknown", *cell).raw(text);
                findings.push(finding.with("label", text.trim()).with("near", "—"));
                continue;
            }
            let context = RowContext {
                sheet: self.sheet,
                table: self.table,
                rows: self.rows,
                is: &is,
                names,
                row_unit: self.row_unit(&is, row, findings),
                sheet_units: self.units,
                last,
                total_of_group,
            };
            self.known_row(&context, row, (seen, &mut told), entries, findings);
        }
    }

    /// A row whose name leads somewhere.
    fn known_row(
        &self,
        context: &RowContext<'_, 't>,
        row: u32,
        (seen, told): (&mut Seen, &mut BTreeSet<u32>),
        entries: &mut Vec<Entry>,
        findings: &mut Vec<Finding>,
    ) {
        match context.is {
            RowIs::Bound(number) => {
                let Some(binding) = self.rows.get(*number) else { return };
                let asked = self.measures(context).filter(|measure| binding.measures.contains(measure));
                if seen.repeats(*number, asked, &context.names.group()) {
                    findings.push(self.repeated(context, binding, row));
                    return;
                }
                seen.rows.insert(*number);
                self.read_row(context, row, (seen, told), entries, findings);
            }
            _ if self.unlisted(context).is_some() => {
                let (mut read, mut said) = (Vec::new(), Vec::new());
                self.read_row(context, row, (seen, told), &mut read, &mut said);
                if read.iter().any(|entry| matches!(entry.value, Value::Number(_))) {
                    entries.extend(read);
                    findings.extend(said);
                } else {
                    let finding = self.sheet.about_cell("row.no_number", Cell::new(row, self.block.label));
                    let name = self.unlisted(context).map_or("", |who| who.name.trim());
                    findings.push(finding.with("label", name));
                }
            }
            _ => self.read_row(context, row, (seen, told), entries, findings),
        }
    }

    /// A name that no list knows: without one number, a footer as likely as a place that sent nothing.
    fn unlisted<'c>(&self, context: &RowContext<'c, 't>) -> Option<&'c Who> {
        let who = match context.is {
            RowIs::Region(who) => Some(who),
            // A record that says more than its region is no footer.
            RowIs::Record => context.names.region.as_ref().filter(|_| !context.names.says_more()),
            _ => None,
        };
        who.filter(|who| self.sheet.names.find(&who.name).is_none())
    }

    fn label(&self, row: u32) -> String {
        self.rows.label_in(self.sheet, self.block, row)
    }

    fn holds_number(&self, row: u32, column: u32) -> bool {
        self.sheet.grid.get(row, column).is_some_and(|found| columns::is_number(self.sheet, found))
    }

    fn no_item(&self, row: u32) -> Finding {
        let finding = self.sheet.about_cell("row.unknown", Cell::new(row, self.block.label));
        let label = self.label(row);
        finding.raw(&label).with("label", label.trim()).with("near", "—")
    }

    /// A number, or a text about one: `约6`.
    fn holds_value(&self, row: u32, column: u32) -> bool {
        let text = self.sheet.grid.text(row, column);
        let about = text.chars().any(|c| c.is_ascii_digit()) && !margin::speaks_of_table(&text);
        about || self.holds_number(row, column)
    }

    /// The measures a row has columns for.
    fn measures<'c>(&'c self, context: &'c RowContext<'_, 't>) -> impl Iterator<Item = Measure> + 'c {
        let one =
            |column: &'c Vec<ValueColumn<'t>>| context.slot(context.choose(column)?).ok().map(|slot| slot.measure);
        self.columns.values.values().filter_map(one)
    }

    /// At its first value: that is what differs and what will be deleted.
    fn repeated(&self, context: &RowContext<'_, 't>, binding: &RowBinding, row: u32) -> Finding {
        let mut measured = self.columns.values.iter().filter_map(|(column, values)| {
            let slot = context.slot(context.choose(values)?).ok()?;
            (slot.asked == Asked::Yes).then_some((*column, slot.measure))
        });
        let (column, measure) = measured.next().unwrap_or((self.block.label, Measure::Month));
        let finding = self.sheet.about_cell("row.duplicate", Cell::new(row, column));
        let finding = finding.about(&binding.indicator, measure).with("indicator", row::label_of(binding));
        finding.raw(&self.sheet.grid.text(row, column))
    }

    fn read_row(
        &self,
        context: &RowContext<'_, 't>,
        row: u32,
        (seen, told): (&mut Seen, &mut BTreeSet<u32>),
        entries: &mut Vec<Entry>,
        findings: &mut Vec<Finding>,
    ) {
        let (mut blank_told, group) = (false, context.names.group());
        for (column, values) in &self.columns.values {
            let Some(value) = context.choose(values) else { continue };
            let cell = Cell::new(row, *column);
            if let Some((axis, blank)) = context.blank(value) {
                if self.holds_value(row, *column) && !std::mem::replace(&mut blank_told, true) {
                    let finding = match context.kind(value) {
                        EntryKind::Detail => self.sheet.about_cell("name.blank", blank).with("what", axis_name(axis)),
                        _ => self.no_item(row),
                    };
                    findings.push(finding);
                }
                continue;
            }
            let slot = match context.slot(value) {
                Ok(slot) => slot,
                Err(NoSlot::Indicator) => {
                    // A total of rows of many indicators is of none.
                    if *context.is == RowIs::Total && self.holds_number(row, *column) && told.insert(self.block.label) {
                        findings.push(self.no_item(row));
                    }
                    continue;
                }
                Err(NoSlot::Measure(indicator)) => {
                    if told.insert(*column) {
                        let finding = self.sheet.about_cell("measure.unknown", cell);
                        findings.push(finding.about(&indicator, Measure::Month).with("indicator", &indicator));
                    }
                    continue;
                }
            };
            if let RowIs::Bound(number) = context.is {
                seen.cells.insert((*number, slot.measure));
                seen.counted.insert((*number, slot.measure, group.clone()));
            }
            if let Some(said) = &slot.said_unit
                && told.insert(*column)
            {
                findings.push(self.unit_said(*column, &slot, said));
            }
            let entry = read_cell(self.sheet, &slot, cell, self.table, row_name(self, row), findings);
            entries.extend(entry);
        }
    }

    /// The last month whose column holds a number.
    fn last_period(&self) -> Option<Period> {
        let has_number = |column: u32| {
            let mut cells = self.sheet.grid.cells_between(self.block.first, self.block.end);
            cells.any(|(cell, found)| cell.column == column && columns::is_number(self.sheet, found))
        };
        let months = self.columns.values.iter().filter_map(|(column, values)| match &values.first()?.star {
            Some(Star::Period(period @ Period::Month(_), _)) if has_number(*column) => Some(*period),
            _ => None,
        });
        months.max_by_key(|period| period.last_month())
    }
}

/// What a name column says, for a person.
pub(super) fn axis_name(axis: Axis) -> &'static str {
    match axis {
        Axis::Region => "地区",
        Axis::Period => "期别",
        Axis::Indicator => "指标",
        Axis::Measure => "计量",
        Axis::Unit => "单位",
    }
}

/// The name that a total or subtotal is filed under when nothing says whose it is.
fn row_name(reader: &Reader<'_, '_>, row: u32) -> String {
    let label = reader.sheet.grid.merged_text(row, reader.block.label);
    let group = reader.block.label.checked_sub(1).map(|left| reader.sheet.grid.merged_text(row, left));
    let group = group.filter(|group| !group.trim().is_empty() && *group != label).unwrap_or_default();
    format!("{}{}", group.trim(), label.trim())
}

fn read_cell(
    sheet: &Sheet<'_>,
    slot: &Slot,
    cell: Cell,
    table: &TableBinding,
    row_name: String,
    findings: &mut Vec<Finding>,
) -> Option<Entry> {
    let reader = CellReader { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: sheet.unit };
    let wanted = Wanted {
        indicator: &slot.indicator,
        measure: slot.measure,
        unit: &slot.written,
        cell,
        size: slot.size,
        asked: slot.asked,
    };
    let value = reader.read(&wanted, findings)?;
    let region = match (&slot.region, slot.kind) {
        (_, EntryKind::Subtotal) => Some(super::Who::unlisted(&row_name)),
        (None, EntryKind::Total) => Some(super::Who::unlisted(&row_name)),
        (region, _) => region.clone(),
    };
    let (Some(region), Some(period)) = (region, slot.period) else {
        let code = if slot.region.is_none() { "region.unknown" } else { "period.unknown" };
        // Said once: every cell of the table lacks it.
        if !findings
            .iter()
            .any(|finding| finding.code == code && finding.place.sheet.as_ref() == Some(&sheet.grid.name))
        {
            findings.push(sheet.about_sheet(code).with("form", &table.name));
        }
        return None;
    };
    let raw = sheet.grid.shared_text(cell.row, cell.column);
    Some(Entry {
        within: sheet.whole_of(&region),
        region,
        period,
        indicator: slot.indicator.clone(),
        measure: slot.measure,
        value,
        unit: slot.unit.clone(),
        source: sheet.scope.source(&sheet.grid.name, cell, raw),
        last: None,
        kind: slot.kind,
        duplicates: table.duplicates,
    })
}
