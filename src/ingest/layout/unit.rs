//! The unit the numbers of a cell are in: said by the row, the column's head, the form, or a line above the table.

use super::Sheet;
use super::block::Block;
use super::path;
use super::row::{self, RowIs};
use super::slot::Slot;
use super::table::Reader;
use crate::catalog::{Axis, MeasureUnit, RowsAre, normalise, normalise_label};
use crate::finding::Finding;
use crate::ingest::cell::Size;
use crate::ingest::workbook::{Content, start};
use crate::model::{Cell, Measure};

/// What stands before the units of a whole sheet, whatever else the line says: `填报单位：某局　单位：万元`.
const UNIT_LINE: &str = "单位:";

/// As [`of_sheet`], by the lines above the block; a table that is continued under the same head (续表, the next page) is in the units of its beginning.
pub(super) fn of_block<'a>(
    sheet: &Sheet<'a>,
    block: &Block,
    lines: &[String],
    before: Vec<&'a MeasureUnit>,
    findings: &mut Vec<Finding>,
) -> Vec<&'a MeasureUnit> {
    let said = of_sheet(sheet, block, lines, findings);
    let is_page = |line: &String| line.contains('续') || line.starts_with('第') && line.ends_with('页');
    let is_continued = lines.is_empty() || lines.iter().any(is_page);
    if said.is_empty() && is_continued { before } else { said }
}

/// The units a line above the table says its numbers are in.
fn of_sheet<'a>(
    sheet: &Sheet<'a>,
    block: &Block,
    lines: &[String],
    findings: &mut Vec<Finding>,
) -> Vec<&'a MeasureUnit> {
    let units = &sheet.scope.catalog.units;
    let said = lines.iter().filter_map(|line| match line.rfind(UNIT_LINE) {
        Some(at) => {
            let tail = after_word(line, at)?;
            Some(tail.split(['(', ')']).next().unwrap_or(tail).to_owned())
        }
        // 2021年9月救助资金（万元）
        None => path::split_unit(line, units).map(|(_, unit)| unit),
    });
    let names: Vec<String> =
        said.flat_map(|tail| tail.split(['、', ',', ';', ' ']).map(str::to_owned).collect::<Vec<_>>()).collect();
    let mut found = Vec::new();
    for name in names.iter().filter(|name| !name.trim().is_empty() && !is_elsewhere(name)) {
        match named(sheet, name) {
            Some(unit) => found.push(unit),
            None => {
                let cell = Cell::new(block.top, block.label);
                findings.push(sheet.about_cell("unit.line", cell).with("found", name.trim()));
            }
        }
    }
    found
}

/// 见表: each row or column says its own.
fn is_elsewhere(name: &str) -> bool {
    let plain = normalise(name);
    let plain = plain.strip_prefix('详').unwrap_or(&plain);
    plain.starts_with('见') || plain.starts_with("如表")
}

/// What a line says behind the word for a unit; not whose return it is.
fn after_word(line: &str, at: usize) -> Option<&str> {
    let before = line.get(..at)?;
    let of_office = OFFICES.iter().any(|word| before.ends_with(word));
    line.get(at + UNIT_LINE.len()..).filter(|_| !of_office)
}

/// What stands before 单位 where it is an office.
const OFFICES: [&str; 8] = ["填报", "制表", "填表", "报送", "编制", "上报", "统计", "主管"];

/// A row inside a table that says another unit for what is below it: `单位：元`.
pub(super) fn said_inside(sheet: &Sheet<'_>, block: &Block, row: u32) -> Option<Finding> {
    let mut cells = sheet.grid.row(row).filter(|(cell, _)| (block.left..block.right).contains(&cell.column));
    cells.find_map(|(cell, found)| {
        let Content::Text(text) = &found.content else { return None };
        let plain = normalise(start(text));
        let said = after_word(&plain, plain.rfind(UNIT_LINE)?)?.to_owned();
        let finding = sheet.about_cell("unit.inside", cell);
        (!said.is_empty()).then(|| finding.with("found", said))
    })
}

/// The unit of that name, compared normalised.
pub(super) fn named<'a>(sheet: &Sheet<'a>, name: &str) -> Option<&'a MeasureUnit> {
    let plain = normalise(name);
    sheet.scope.catalog.units.values().find(|unit| normalise(&unit.name) == plain)
}

/// As [`size`], of units by their names.
pub(super) fn between(sheet: &Sheet<'_>, from: &str, to: &str) -> Option<Size> {
    let known = |name: &str| sheet.scope.catalog.units.get(name);
    size(known(from)?, known(to)?)
}

/// From one unit to another of the same kind; nothing when they are one, or of different kinds.
pub(super) fn size(from: &MeasureUnit, to: &MeasureUnit) -> Option<Size> {
    (from.base == to.base && from.name != to.name).then_some(Size { from: from.factor, to: to.factor })
}

/// The sheet's unit of the same kind as `unit`, when it names exactly one.
pub(super) fn alike<'a>(of_sheet: &[&'a MeasureUnit], unit: &MeasureUnit) -> Option<&'a MeasureUnit> {
    let mut alike = of_sheet.iter().filter(|said| said.base == unit.base);
    let one = alike.next()?;
    alike.next().is_none().then_some(*one)
}

impl<'s> Reader<'s, '_> {
    /// The sheet names another unit than the form: numbers of the same kind are converted, and it is said.
    pub fn unit_said(&self, column: u32, slot: &Slot, said: &str) -> Finding {
        let cell = Cell::new(self.block.first.saturating_sub(1), column);
        let code = if slot.size.is_some() || said == slot.unit { "unit.converted" } else { "unit.differs" };
        let name = self.sheet.indicator(&slot.indicator).map(|i| i.name.clone()).unwrap_or_default();
        let finding = self.sheet.about_cell(code, cell).about(&slot.indicator, slot.measure).raw(said);
        finding.with("indicator", name).with("found", said).with("expected", &slot.unit)
    }

    /// Holds the unit printed in the row against the form's. A unit of the same kind in another size (元 for 万元) is what
    /// the row says its numbers are in: they are converted, exactly, and the finding stands.
    pub fn row_unit(&self, is: &RowIs, row: u32, findings: &mut Vec<Finding>) -> Option<&'s MeasureUnit> {
        let label = normalise_label(&self.sheet.grid.merged_text(row, self.block.label));
        let of_label = path::split_unit(&label, &self.sheet.scope.catalog.units).map(|(_, unit)| unit);
        let of_label = of_label.filter(|_| self.table.rows_are == RowsAre::Named(Axis::Indicator));
        // 低保资金（万元）: what the row's name says holds where no column says it.
        let Some(column) = self.columns.unit else { return named(self.sheet, &of_label?) };
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
            // Rows of regions, periods, records: what they are measured in is no matter of the row, but may be said there.
            _ => return named(self.sheet, &found),
        };
        if found.trim().is_empty() {
            return None;
        }
        // Said by the row, it holds whatever stands above the table.
        if normalise(&found) == normalise(expected) {
            return named(self.sheet, expected);
        }
        let finding = self.sheet.about_cell("unit.differs", Cell::new(row, column)).about(indicator, measure);
        let finding = finding.raw(&found).with("indicator", label);
        findings.push(finding.with("found", found.trim()).with("expected", expected));
        let (from, to) = (named(self.sheet, &found)?, named(self.sheet, expected)?);
        (from.base == to.base).then_some(from)
    }
}
