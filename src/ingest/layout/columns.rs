//! What the columns of a block are: names of the row, values, or nothing a form knows.

use super::block::Block;
use super::margin;
use super::path::{self, Match, Path};
use super::{Sheet, Star};
use crate::catalog::{Axis, ColumnRole, Fixed, RowsAre, TableBinding, normalise};
use crate::finding::Finding;
use crate::ingest::near;
use crate::ingest::number::{self, Context, Reading};
use crate::ingest::workbook::{Content, GridCell};
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// A column of values, of what the form says and what its head says.
#[derive(Clone, Debug)]
pub(super) struct ValueColumn<'t> {
    pub fixed: &'t Fixed,
    pub star: Option<Star>,
    /// The unit in the head's brackets.
    pub unit: Option<String>,
}

/// A column that says what its rows are of.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameColumn {
    pub axis: Axis,
    pub column: u32,
    pub fill_down: bool,
}

/// The columns of a block.
#[derive(Debug, Default)]
pub(super) struct Columns<'t> {
    pub code: Option<u32>,
    pub unit: Option<u32>,
    pub names: Vec<NameColumn>,
    /// A head may mean one measure for some rows and another for others (本月数 of an amount and of a rate).
    pub values: BTreeMap<u32, Vec<ValueColumn<'t>>>,
    /// Columns of personal data: what stands there is never repeated.
    pub personal: BTreeSet<u32>,
    /// The form's columns of values that are there, by their numbers.
    pub there: BTreeSet<usize>,
}

impl<'t> Columns<'t> {
    /// Binds the columns of a block. What is not bound, and may hold values, is a finding.
    /// `before` are those of the block above it, if there is one.
    pub fn bind(
        sheet: &Sheet<'_>,
        table: &'t TableBinding,
        block: &Block,
        before: Option<&Self>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let units = &sheet.scope.catalog.units;
        let one_of = |heads: &[String]| {
            block.heads.iter().find(|(_, path)| path::is_one_of(path, heads, units)).map(|(column, _)| *column)
        };
        let mut columns = Self { code: one_of(&table.code_heads), unit: one_of(&table.unit_heads), ..Self::default() };
        let mut bound: BTreeMap<(Vec<usize>, Option<String>), u32> = BTreeMap::new();
        for (column, heads) in &block.heads {
            let found = closest(sheet, table, heads);
            let Some((_, first, _)) = found.first() else { continue };
            match &table.columns.get(*first).map(|binding| &binding.role) {
                Some(ColumnRole::Personal) => {
                    columns.personal.insert(*column);
                }
                Some(ColumnRole::Gives { axis, fill_down }) => {
                    columns.names.push(NameColumn { axis: *axis, column: *column, fill_down: *fill_down });
                }
                _ if *column == block.label && table.rows_are != RowsAre::Records
                    || columns.code == Some(*column)
                    || columns.unit == Some(*column) => {}
                _ => {
                    let star = found.first().and_then(|(found, _, _)| found.star.clone());
                    columns.there.extend(found.iter().map(|(_, number, _)| *number));
                    let key = (found.iter().map(|(_, number, _)| *number).collect::<Vec<_>>(), star);
                    if let Some(other) = bound.get(&key).copied() {
                        match under_one_head(sheet, block, *column, other) {
                            None => {}
                            Some(Of::First) => continue,
                            Some(Of::Second) => {
                                columns.values.remove(&other);
                                bound.insert(key, *column);
                                columns.values.insert(*column, values(table, found));
                                continue;
                            }
                        }
                        findings.push(twice(sheet, block, *column, other));
                        continue;
                    }
                    bound.insert(key, *column);
                    columns.values.insert(*column, values(table, found));
                }
            }
        }
        columns.go_on(before, block);
        columns.tell_missing(sheet, table, findings);
        columns.tell_unknown(sheet, table, block, findings);
        columns.tell_spaced(sheet, block, findings);
        columns
    }

    /// A head that stands again on the next page may leave out what is merged over all its rows.
    fn go_on(&mut self, before: Option<&Self>, block: &Block) {
        let Some(before) = before else { return };
        let headless = |column: &u32| block.heads.get(column).is_none_or(Vec::is_empty);
        let lacking = before.names.iter().filter(|name| headless(&name.column));
        let lacking: Vec<NameColumn> =
            lacking.filter(|name| !self.names.iter().any(|own| own.axis == name.axis)).copied().collect();
        self.names.extend(lacking);
        self.unit = self.unit.or(before.unit.filter(headless));
        self.code = self.code.or(before.code.filter(headless));
    }

    /// Columns that say what rows are of, or their unit, and are not there: every value would be filed without them.
    fn tell_missing(&self, sheet: &Sheet<'_>, table: &TableBinding, findings: &mut Vec<Finding>) {
        let mut missing = |head: String| {
            findings.push(sheet.about_sheet("column.missing").with("form", &table.name).with("column", head));
        };
        // A desk's form says the units itself; a form read alone has nothing else to go by.
        if self.unit.is_none()
            && sheet.unit.is_none()
            && let Some(head) = table.unit_heads.first()
        {
            missing(head.clone());
        }
        for binding in &table.columns {
            if let ColumnRole::Gives { axis, .. } = binding.role
                && !self.names.iter().any(|name| name.axis == axis)
            {
                missing(binding.heads.first().map(|head| head.join("/")).unwrap_or_default());
            }
        }
    }

    /// Heads with line breaks or spaces inside: read as if they had none, and said.
    fn tell_spaced(&self, sheet: &Sheet<'_>, block: &Block, findings: &mut Vec<Finding>) {
        let spaced = |text: &str| text.trim().chars().any(char::is_whitespace);
        for (cell, found) in sheet.grid.cells_between(block.top, block.bottom) {
            if let Content::Text(text) = &found.content
                && spaced(text)
                && (cell.column == block.label || self.is_used(cell.column))
            {
                let shown = normalise(text);
                findings.push(sheet.about_cell("head.normalised", cell).raw(text).with("value", shown));
            }
        }
    }

    fn is_used(&self, column: u32) -> bool {
        let named = self.names.iter().any(|name| name.column == column) || self.personal.contains(&column);
        named || self.values.contains_key(&column) || self.code == Some(column) || self.unit == Some(column)
    }

    fn tell_unknown(&self, sheet: &Sheet<'_>, table: &TableBinding, block: &Block, findings: &mut Vec<Finding>) {
        let units = &sheet.scope.catalog.units;
        let unknown: Vec<(&u32, &Path)> = block
            .heads
            .iter()
            .filter(|(column, heads)| {
                let ignored = || path::is_one_of(heads, &sheet.form.ignored_columns, units);
                **column != block.label && !self.is_used(**column) && !ignored() && !looked_at(sheet, table, heads)
            })
            .collect();
        if unknown.is_empty() {
            return;
        }
        // A line that numbers the columns has a number in each.
        let is_line = margin::numbers_columns(sheet.grid, block.first, (block.label, block.right), true);
        let rows = || sheet.grid.cells_between(block.first + u32::from(is_line), block.end);
        let filled: BTreeSet<u32> = rows().map(|(cell, _)| cell.column).collect();
        for (column, heads) in unknown {
            // The first rows tell: a column of numbers has one among them.
            let mut cells = rows().filter(|(cell, _)| cell.column == *column).take(SAMPLE);
            let is_numeric = cells.any(|(_, found)| is_number(sheet, found));
            let finding = |code| sheet.about_cell(code, Cell::new(block.first.saturating_sub(1), *column));
            if heads.is_empty() && !filled.contains(column) {
                let inside = block.heads.range(column..).any(|(_, later)| !later.is_empty());
                if inside && *column > block.label {
                    findings.push(finding("layout.blank_column"));
                }
            } else if is_numeric {
                let known: Vec<String> = table.columns.iter().flat_map(|c| &c.heads).map(|h| h.join("/")).collect();
                let head = heads.join("/");
                let near = near::nearest(&head, known.iter().map(String::as_str));
                findings.push(finding("column.unknown").with("head", head).with("near", near));
            }
        }
    }
}

/// Rows looked at for a number in a column that no one knows.
const SAMPLE: usize = 200;

/// A number, or one kept as text.
pub(super) fn is_number(sheet: &Sheet<'_>, found: &GridCell) -> bool {
    match &found.content {
        Content::Number(_) => true,
        Content::Text(text) => is_number_text(sheet, text),
        _ => false,
    }
}

/// A number kept as text; a date is none.
pub(super) fn is_number_text(sheet: &Sheet<'_>, text: &str) -> bool {
    let (placeholders, negatives) = (&sheet.form.placeholders, &sheet.form.negatives);
    let context = Context { unit: "", placeholders, negatives, units: &sheet.scope.catalog.units };
    matches!(number::read_with(text, &context), Reading::Number(..))
}

/// A column that a condition or a sum looks at.
fn looked_at(sheet: &Sheet<'_>, table: &TableBinding, heads: &[String]) -> bool {
    let units = &sheet.scope.catalog.units;
    let conditions = table.only.iter().chain(table.aggregates.iter().flat_map(|aggregate| &aggregate.only));
    let sums = table.aggregates.iter().filter_map(|aggregate| aggregate.sum.as_ref());
    let mut wanted = conditions.map(|condition| &condition.heads).chain(sums);
    wanted.any(|wanted| path::best(heads, wanted, units).is_some())
}

/// Which of two columns under one head has its values.
enum Of {
    First,
    Second,
}

/// One head drawn over two columns, of which one at most holds anything, is one column.
fn under_one_head(sheet: &Sheet<'_>, block: &Block, column: u32, other: u32) -> Option<Of> {
    let grid = sheet.grid;
    let lowest = (block.top..block.bottom).rev().find(|row| !grid.merged_text(*row, column).trim().is_empty())?;
    let merge = grid.merge_at(lowest, column)?;
    if !(merge.first.column..=merge.last.column).contains(&other) {
        return None;
    }
    let mut filled = BTreeSet::new();
    for (cell, found) in grid.cells_between(block.first, block.end) {
        if (cell.column == column || cell.column == other) && !found.raw().trim().is_empty() {
            filled.insert(cell.column);
        }
    }
    match (filled.contains(&other), filled.contains(&column)) {
        (true, true) => None,
        (false, true) => Some(Of::Second),
        _ => Some(Of::First),
    }
}

fn twice(sheet: &Sheet<'_>, block: &Block, column: u32, other: u32) -> Finding {
    let cell = |column| Cell::new(block.first.saturating_sub(1), column);
    let head = block.heads.get(&column).map(|heads| heads.join("/")).unwrap_or_default();
    sheet.about_cell("column.duplicate", cell(column)).with("head", head).with("other", cell(other))
}

fn values<'t>(table: &'t TableBinding, found: Vec<(Match, usize, Option<Star>)>) -> Vec<ValueColumn<'t>> {
    let value = |(found, number, star): (Match, usize, Option<Star>)| {
        let ColumnRole::Values { fixed, .. } = &table.columns.get(number)?.role else { return None };
        Some(ValueColumn { fixed, star, unit: found.unit })
    };
    found.into_iter().filter_map(value).collect()
}

/// The bindings a column answers: those that name it most closely, and of these the ones without a `*` if there are any.
/// Several only where rows decide between measures.
fn closest(sheet: &Sheet<'_>, table: &TableBinding, heads: &[String]) -> Vec<(Match, usize, Option<Star>)> {
    let units = &sheet.scope.catalog.units;
    let mut all = Vec::new();
    for (number, binding) in table.columns.iter().enumerate() {
        for found in binding.heads.iter().filter_map(|head| path::matches(heads, head, units)) {
            let star = match (&binding.role, &found.star) {
                (ColumnRole::Values { each: Some(axis), .. }, Some(text)) => {
                    match sheet.read_star(*axis, text, heads) {
                        Some(star) => Some(star),
                        None => continue,
                    }
                }
                _ => None,
            };
            all.push((found, number, star));
        }
    }
    let rank = |(found, _, star): &(Match, usize, Option<Star>)| (star.is_none(), found.strength);
    let Some(best) = all.iter().map(rank).max() else { return all };
    let by_rows = !table.rows.is_empty();
    // Rows that are written down say which measures they have; for any other table a head is one thing.
    all.retain(
        |one| if by_rows { one.2.is_none() == best.0 && one.0.strength.0 == best.1.0 } else { rank(one) == best },
    );
    all.dedup_by_key(|(_, number, _)| *number);
    if !by_rows {
        all.truncate(1);
    }
    all
}

/// The column with these heads, for a condition or a sum.
pub(super) fn column_of(sheet: &Sheet<'_>, block: &Block, heads: &[Vec<String>]) -> Option<u32> {
    let units = &sheet.scope.catalog.units;
    let found =
        block.heads.iter().filter_map(|(column, path)| Some((path::best(path, heads, units)?.strength, *column)));
    found.max_by_key(|(strength, column)| (*strength, u32::MAX - column)).map(|(_, column)| column)
}

/// The text of a cell as conditions compare it.
pub(super) fn plain(sheet: &Sheet<'_>, row: u32, column: u32) -> String {
    normalise(&sheet.grid.merged_text(row, column))
}
