//! The unit the numbers of a cell are in: said by the row, the column's head, the form, or a line above the table.

use super::Sheet;
use super::block::{self, Block};
use super::path;
use crate::catalog::{MeasureUnit, normalise};
use crate::ingest::cell::Size;

/// What stands before the units of a whole sheet, whatever else the line says: `填报单位：某局　单位：万元`.
const UNIT_LINE: &str = "单位:";

/// As [`of_sheet`]; a table that is continued under the same head (续表, the next page) is in the units of its beginning.
pub(super) fn of_block<'a>(sheet: &Sheet<'a>, block: &Block, before: Vec<&'a MeasureUnit>) -> Vec<&'a MeasureUnit> {
    let said = of_sheet(sheet, block);
    let lines = block::lines_above(sheet.grid, block);
    let is_page = |line: &String| line.contains('续') || line.starts_with('第') && line.ends_with('页');
    let is_continued = lines.is_empty() || lines.iter().any(is_page);
    if said.is_empty() && is_continued { before } else { said }
}

/// The units a line above the table says its numbers are in.
fn of_sheet<'a>(sheet: &Sheet<'a>, block: &Block) -> Vec<&'a MeasureUnit> {
    let lines = block::lines_above(sheet.grid, block);
    let units = &sheet.scope.catalog.units;
    let said = lines.iter().filter_map(|line| match line.rfind(UNIT_LINE) {
        Some(at) => {
            let tail = line.get(at + UNIT_LINE.len()..)?;
            Some(tail.split(['(', ')']).next().unwrap_or(tail).to_owned())
        }
        // 2021年9月救助资金（万元）
        None => path::split_unit(line, units).map(|(_, unit)| unit),
    });
    let names: Vec<String> =
        said.flat_map(|tail| tail.split(['、', ',', ';']).map(str::to_owned).collect::<Vec<_>>()).collect();
    names.iter().filter_map(|name| named(sheet, name)).collect()
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
