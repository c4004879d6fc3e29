//! A sheet's tables, block by block, row by row.

use super::aggregate::Records;
use super::block::{self, Block};
use super::columns::{self, Columns, ValueColumn};
use super::missing::{Seen, missing};
use super::path;
use super::row::{self, RowIs, Rows};
use super::slot::{NoSlot, RowContext, RowNames, Slot};
use super::unit;
use super::{Sheet, Star};
use crate::catalog::{Axis, MeasureUnit, RowBinding, RowsAre, TableBinding, normalise, normalise_label};
use crate::finding::Finding;
use crate::ingest::cell::{Asked, CellReader, Wanted};
use crate::ingest::entry::{Entry, EntryKind};
use crate::ingest::workbook::{Content, GridCell, start};
use crate::model::{Cell, Measure, Period, Value};
use std::collections::BTreeSet;

/// The blocks of the form's tables on a sheet.
pub(super) fn blocks<'a>(sheet: &Sheet<'a>) -> Vec<(&'a TableBinding, Block)> {
    let rows: Vec<Rows<'_>> = sheet.form.tables.iter().map(Rows::new).collect();
    let known = |number: usize, text: &str| rows.get(number).is_some_and(|rows| rows.label(text).is_some());
    let units = &sheet.scope.catalog.units;
    block::of_tables(sheet.grid, &sheet.form.tables, units, &known, sheet.scope.out_of_time)
}

/// What a sheet says above its tables, from the top down: titles, and lines such as `2021年11月`.
pub(in crate::ingest) fn lines_above_tables(sheet: &Sheet<'_>) -> Vec<String> {
    let blocks = blocks(sheet);
    let of_block = |(_, block): &(&TableBinding, Block)| {
        block::lines_above(sheet.grid, block).into_iter().rev().collect::<Vec<_>>()
    };
    // A title may stand apart, at the top of the sheet.
    let top = blocks.iter().map(|(_, block)| block.top).min().unwrap_or(u32::MAX);
    let heading = sheet.grid.cells.iter().take_while(|(cell, _)| cell.row < top).take(HEADING);
    let heading = heading.filter_map(|(_, found)| match &found.content {
        Content::Text(text) => Some(normalise(start(text))),
        _ => None,
    });
    // Where no table stands, a number kept as text is a value of a labelled cell: 202111 people are no month.
    let is_value = |line: &String| blocks.is_empty() && line.chars().all(|c| c.is_ascii_digit());
    let heading = heading.filter(|line| !is_value(line));
    let in_time = blocks.iter().take_while(|_| !(sheet.scope.out_of_time)());
    let (mut lines, mut seen) = (Vec::new(), BTreeSet::new());
    for line in heading.chain(in_time.flat_map(of_block)) {
        if !line.is_empty() && seen.insert(line.clone()) {
            lines.push(line);
        }
    }
    lines
}

/// Cells looked at for a title at the top of a sheet.
const HEADING: usize = 40;

/// Reads every table of the form that stands on the sheet; `absent` takes the numbers of the others.
pub(super) fn read_tables(sheet: &Sheet<'_>, absent: &mut BTreeSet<usize>, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let blocks = blocks(sheet);
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
        for block in mine.into_iter().take_while(|_| !(sheet.scope.out_of_time)()) {
            units = unit::of_block(sheet, block, units);
            let base = if blocks.len() > 1 {
                sheet.base.refined(sheet, &block::lines_above(sheet.grid, block))
            } else {
                sheet.base.clone()
            };
            let sheet = &Sheet { base: &base, ..*sheet };
            let columns = Columns::bind(sheet, table, block, findings);
            let reader = Reader { sheet, table, rows: &rows, block, columns: &columns, units: &units };
            if table.aggregates.is_empty() {
                reader.read(&mut seen, &mut names, &mut entries, findings);
            } else {
                records.read(&reader, findings);
            }
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
        let mut told = BTreeSet::new();
        // The rows before the one looked at: the last that holds anything, and whether it was one of the form's.
        let mut before: Option<(u32, bool)> = None;
        for row in self.row_numbers() {
            let is = self.rows.read(self.sheet, self.block, self.columns, row, findings);
            let known = !matches!(is, RowIs::Nothing | RowIs::Unknown);
            // A row that is not read may still name what the rows below it are of.
            *names = RowNames::read(self.sheet, self.rows, self.columns, row, names);
            let gap = before.is_some_and(|(last, known)| known && row > last + 1);
            before = Some((row, known));
            match is {
                RowIs::End => break,
                RowIs::Nothing | RowIs::Unknown => continue,
                _ if gap => {
                    let cell = Cell::new(row - 1, self.block.label);
                    findings.push(self.sheet.about_cell("layout.blank_row", cell));
                }
                _ => {}
            }
            if !self.counts(row, &only) {
                continue;
            }
            if let Some((cell, text)) = &names.unknown {
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
                if seen.repeats(*number, asked) {
                    findings.push(self.repeated(context, binding, row));
                    return;
                }
                seen.rows.insert(*number);
                self.read_row(context, row, (seen, told), entries, findings);
            }
            // A name that no list knows, and not one number: a footer as likely as a place that sent nothing.
            RowIs::Region(who) if self.sheet.names.find(&who.name).is_none() => {
                let (mut read, mut said) = (Vec::new(), Vec::new());
                self.read_row(context, row, (seen, told), &mut read, &mut said);
                if read.iter().any(|entry| matches!(entry.value, Value::Number(_))) {
                    entries.extend(read);
                    findings.extend(said);
                } else {
                    let finding = self.sheet.about_cell("row.no_number", Cell::new(row, self.block.label));
                    findings.push(finding.with("label", who.name.trim()));
                }
            }
            _ => self.read_row(context, row, (seen, told), entries, findings),
        }
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
        for (column, values) in &self.columns.values {
            let Some(value) = context.choose(values) else { continue };
            let cell = Cell::new(row, *column);
            let slot = match context.slot(value) {
                Ok(slot) => slot,
                Err(NoSlot::Indicator) => continue,
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

    /// The sheet names another unit than the form: numbers of the same kind are converted, and it is said.
    fn unit_said(&self, column: u32, slot: &Slot, said: &str) -> Finding {
        let cell = Cell::new(self.block.first.saturating_sub(1), column);
        let code = if slot.size.is_some() || said == slot.unit { "unit.converted" } else { "unit.differs" };
        let name = self.sheet.indicator(&slot.indicator).map(|i| i.name.clone()).unwrap_or_default();
        let finding = self.sheet.about_cell(code, cell).about(&slot.indicator, slot.measure).raw(said);
        finding.with("indicator", name).with("found", said).with("expected", &slot.unit)
    }

    /// The last month whose column holds a number.
    fn last_period(&self) -> Option<Period> {
        let has_number = |column: u32| {
            let mut cells = self.sheet.grid.cells_between(self.block.first, self.block.end);
            let is_value = |found: &GridCell| match &found.content {
                Content::Number(_) => true,
                Content::Text(text) => columns::is_number_text(self.sheet, text),
                _ => false,
            };
            cells.any(|(cell, found)| cell.column == column && is_value(found))
        };
        let months = self.columns.values.iter().filter_map(|(column, values)| match &values.first()?.star {
            Some(Star::Period(period @ Period::Month(_), _)) if has_number(*column) => Some(*period),
            _ => None,
        });
        months.max_by_key(|period| period.last_month())
    }

    /// Holds the unit printed in the row against the form's. A unit of the same kind in another size (元 for 万元) is what
    /// the row says its numbers are in: they are converted, exactly, and the finding stands.
    fn row_unit(&self, is: &RowIs, row: u32, findings: &mut Vec<Finding>) -> Option<&'s MeasureUnit> {
        let label = normalise_label(&self.sheet.grid.merged_text(row, self.block.label));
        let of_label = path::split_unit(&label, &self.sheet.scope.catalog.units).map(|(_, unit)| unit);
        let of_label = of_label.filter(|_| self.table.rows_are == RowsAre::Named(Axis::Indicator));
        // 低保资金（万元）: what the row's name says holds where no column says it.
        let Some(column) = self.columns.unit else { return unit::named(self.sheet, &of_label?) };
        let found = self.sheet.grid.text(row, column);
        let (indicator, measure, expected, label) = match is {
            RowIs::Bound(number) => {
                let row = self.rows.get(*number)?;
                (&row.indicator, row::first_measure(row), row.unit.as_str(), row::label_of(row))
            }
            RowIs::Indicator(id) => {
                let indicator = self.sheet.indicator(id)?;
                let measure = self.sheet.usual_measure(indicator).unwrap_or(Measure::Month);
                (id, measure, indicator.unit.as_str(), indicator.name.as_str())
            }
            _ => return None,
        };
        if found.trim().is_empty() {
            return None;
        }
        // Said by the row, it holds whatever stands above the table.
        if normalise(&found) == normalise(expected) {
            return unit::named(self.sheet, expected);
        }
        let finding = self.sheet.about_cell("unit.differs", Cell::new(row, column)).about(indicator, measure);
        let finding = finding.raw(&found).with("indicator", label);
        findings.push(finding.with("found", found.trim()).with("expected", expected));
        let (from, to) = (unit::named(self.sheet, &found)?, unit::named(self.sheet, expected)?);
        (from.base == to.base).then_some(from)
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
