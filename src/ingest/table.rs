//! A sheet of indicators → facts: columns by head path, rows by 行次 and label.

use super::cell::{self, CellReader, Size, Wanted};
use super::header::{self, Block};
use super::near;
use super::scope::Scope;
use super::workbook::{Content, Grid, GridCell};
use crate::catalog::{ColumnBinding, Form, FormKind, RowBinding, normalise, normalise_label};
use crate::finding::Finding;
use crate::model::{Cell, Fact, Measure, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// A form's rows by normalised label and by 行次.
struct Rows<'a> {
    list: &'a [RowBinding],
    by_label: BTreeMap<String, usize>,
    by_code: BTreeMap<String, usize>,
}

impl<'a> Rows<'a> {
    fn new(list: &'a [RowBinding]) -> Self {
        let mut by_label = BTreeMap::new();
        let mut by_code = BTreeMap::new();
        for (number, row) in list.iter().enumerate() {
            by_code.insert(normalise(&row.code), number);
            for label in &row.labels {
                by_label.entry(normalise_label(label)).or_insert(number);
            }
        }
        Self { list, by_label, by_code }
    }
    fn label(&self, text: &str) -> Option<usize> {
        self.by_label.get(&normalise_label(text)).copied()
    }
    fn code(&self, text: &str) -> Option<usize> {
        self.by_code.get(&normalise(text)).copied()
    }
}

/// What is known while one sheet is read.
pub(super) struct Table<'a> {
    pub scope: Scope<'a>,
    pub form: &'a Form,
    pub grid: &'a Grid,
    pub region: &'a RegionCode,
}

/// Reads the sheet; every surprise is a finding.
pub(super) fn read(table: &Table<'_>, facts: &mut Vec<Fact>, findings: &mut Vec<Finding>) {
    let FormKind::Indicators { label_heads, code_heads, unit_heads, columns, rows } = &table.form.kind else {
        return;
    };
    let rows = Rows::new(rows);
    let grid = table.grid;
    let is_row = |row: u32, column: u32| rows.label(&grid.text(row, column)).is_some();
    let blocks = header::blocks(grid, label_heads, &is_row);
    if blocks.is_empty() {
        let finding = table.scope.about_sheet("table.no_header", &grid.name).of(table.region);
        findings.push(finding.with("form", &table.form.title));
        return;
    }
    let mut seen = Seen::default();
    for block in &blocks {
        let side_measures = bind_columns(block, columns);
        let side = Side { code: block.column(code_heads), unit: block.column(unit_heads), measures: side_measures };
        unknown_columns(table, block, &side, columns.iter().flat_map(|c| c.heads.iter()), findings);
        read_rows(table, block, &side, &rows, &mut seen, facts, findings);
    }
    for (number, row) in rows.list.iter().enumerate() {
        if !seen.rows.contains(&number) {
            let measure = row.measures.first().copied().unwrap_or(Measure::Month);
            findings.push(missing_row(table, row, measure));
        }
    }
    missing_columns(table, columns, &rows, &seen, findings);
}

/// What of the form was found on the sheet.
#[derive(Default)]
struct Seen {
    rows: BTreeSet<usize>,
    /// Rows with the measures they had a column for.
    cells: BTreeSet<(usize, Measure)>,
}

fn missing_row(table: &Table<'_>, row: &RowBinding, measure: Measure) -> Finding {
    let finding = table.scope.about_sheet("row.missing", &table.grid.name).of(table.region);
    finding.about(&row.indicator, measure).with("indicator", label_of(row))
}

/// A measure no row has a column for is a column that was taken out; one that only some rows lack is a row taken out
/// of one of the sheet's blocks. A rate may be left to be computed.
fn missing_columns(
    table: &Table<'_>,
    columns: &[ColumnBinding],
    rows: &Rows<'_>,
    seen: &Seen,
    findings: &mut Vec<Finding>,
) {
    let there: BTreeSet<Measure> = seen.cells.iter().map(|(_, measure)| *measure).collect();
    let mut gone = BTreeSet::new();
    for (number, row) in rows.list.iter().enumerate().filter(|(number, _)| seen.rows.contains(number)) {
        let wanted = row.measures.iter().copied().filter(|measure| !cell::is_ratio(*measure));
        for measure in wanted.filter(|measure| !seen.cells.contains(&(number, *measure))) {
            if there.contains(&measure) {
                findings.push(missing_row(table, row, measure));
            } else {
                gone.insert(measure);
            }
        }
    }
    for measure in gone {
        let head = columns.iter().find(|column| column.measure == measure).and_then(|column| column.heads.first());
        let finding = table.scope.about_sheet("column.missing", &table.grid.name).of(table.region);
        let finding = finding.with("form", &table.form.title);
        findings.push(finding.with("column", head.map_or(measure.name(), String::as_str)));
    }
}

/// The columns of a block.
struct Side {
    code: Option<u32>,
    unit: Option<u32>,
    /// A head may mean one measure for some rows and another for others (本月数 of an amount and of a rate).
    measures: BTreeMap<u32, Vec<Measure>>,
}

impl Side {
    /// What a column means for a row: the measure the row has, else the first the head can mean.
    fn of_row<'a>(&'a self, binding: &'a RowBinding) -> impl Iterator<Item = (u32, Measure)> + 'a {
        self.measures.iter().filter_map(|(column, measures)| {
            let asked = |m: &&Measure| binding.measures.contains(*m) || binding.not_applicable.contains(*m);
            measures.iter().find(asked).or_else(|| measures.first()).map(|measure| (*column, *measure))
        })
    }
}

/// Columns by what their head can mean; of two columns with one head the first counts.
fn bind_columns(block: &Block, bindings: &[ColumnBinding]) -> BTreeMap<u32, Vec<Measure>> {
    let mut bound: BTreeMap<u32, Vec<Measure>> = BTreeMap::new();
    for (column, path) in &block.heads {
        let fits = bindings.iter().filter(|binding| header::matches(path, &binding.heads));
        let measures: Vec<Measure> = fits.map(|binding| binding.measure).collect();
        if !measures.is_empty() && !bound.values().any(|other| *other == measures) {
            bound.insert(*column, measures);
        }
    }
    bound
}

fn label_of(row: &RowBinding) -> &str {
    row.labels.first().map_or(row.indicator.as_str(), String::as_str)
}

fn unknown_columns<'a>(
    table: &Table<'_>,
    block: &Block,
    side: &Side,
    known: impl Iterator<Item = &'a String>,
    findings: &mut Vec<Finding>,
) {
    let known: Vec<&str> = known.map(String::as_str).collect();
    let numbers = |(_, cell): &(Cell, &GridCell)| matches!(cell.content, Content::Number(_));
    let rows = || table.grid.cells_between(block.first, block.end);
    let filled: BTreeSet<u32> = rows().map(|(cell, _)| cell.column).collect();
    let numeric: BTreeSet<u32> = rows().filter(numbers).map(|(cell, _)| cell.column).collect();
    for (column, path) in &block.heads {
        let used = side.measures.contains_key(column) || side.code == Some(*column) || side.unit == Some(*column);
        if used || header::matches(path, &table.form.ignored_columns) {
            continue;
        }
        let cell = Cell::new(block.first.saturating_sub(1), *column);
        let finding = |code| table.scope.about_cell(code, &table.grid.name, cell).of(table.region);
        if path.is_empty() && !filled.contains(column) {
            let inside = block.heads.range(column..).any(|(_, later)| !later.is_empty());
            if inside {
                findings.push(finding("layout.blank_column"));
            }
        } else if numeric.contains(column) {
            let near = near::nearest(path, known.iter().copied());
            findings.push(finding("column.unknown").with("head", path).with("near", near));
        }
    }
}

fn read_rows(
    table: &Table<'_>,
    block: &Block,
    side: &Side,
    rows: &Rows<'_>,
    seen: &mut Seen,
    facts: &mut Vec<Fact>,
    findings: &mut Vec<Finding>,
) {
    let grid = table.grid;
    let reader = CellReader { scope: table.scope, form: table.form, grid, region: table.region };
    // The rows before the one looked at: the last that holds anything, and whether it was one of the form's.
    let mut before: Option<(u32, bool)> = None;
    for row in grid.rows().into_iter().filter(|row| (block.first..block.end).contains(row)) {
        let label = grid.text(row, block.label);
        let code = side.code.map(|column| grid.text(row, column)).unwrap_or_default();
        let bound = bind_row(table, block, side, rows, (row, &label, &code), findings);
        let gap = before.is_some_and(|(last, known)| known && row > last + 1);
        before = Some((row, bound.is_some()));
        let Some(number) = bound else { continue };
        if gap {
            let cell = Cell::new(row - 1, block.label);
            findings.push(table.scope.about_cell("layout.blank_row", &grid.name, cell).of(table.region));
        }
        let Some(binding) = rows.list.get(number) else { continue };
        seen.rows.insert(number);
        if repeats(side, binding, number, seen) {
            // At its first value: that is what differs and what will be deleted.
            let value = side.of_row(binding).find(|(_, measure)| binding.measures.contains(measure));
            let (column, measure) = value.unwrap_or((block.label, Measure::Month));
            let cell = Cell::new(row, column);
            let finding = table.scope.about_cell("row.duplicate", &grid.name, cell).of(table.region);
            let finding = finding.about(&binding.indicator, measure).with("indicator", label_of(binding));
            findings.push(finding.raw(&grid.text(row, column)));
            continue;
        }
        let size = check_unit(table, side, binding, row, findings);
        for (column, measure) in side.of_row(binding) {
            seen.cells.insert((number, measure));
            reader.read(&Wanted { binding, measure, cell: Cell::new(row, column), size }, facts, findings);
        }
    }
}

/// A row may stand in two blocks when each has other measures of it; twice with the same measure is a duplicate.
fn repeats(side: &Side, binding: &RowBinding, number: usize, seen: &Seen) -> bool {
    let mut asked = side.of_row(binding).filter(|(_, measure)| binding.measures.contains(measure));
    asked.any(|(_, measure)| seen.cells.contains(&(number, measure)))
}

fn bind_row(
    table: &Table<'_>,
    block: &Block,
    side: &Side,
    rows: &Rows<'_>,
    (row, label, code): (u32, &str, &str),
    findings: &mut Vec<Finding>,
) -> Option<usize> {
    let cell = Cell::new(row, block.label);
    let finding = |code| table.scope.about_cell(code, &table.grid.name, cell).of(table.region).raw(label);
    match (rows.label(label), rows.code(code)) {
        (Some(by_label), by_code) => {
            if let Some(binding) = rows.list.get(by_label)
                && by_code != Some(by_label)
                && !code.trim().is_empty()
            {
                let finding = finding("row.code_differs").with("indicator", label_of(binding)).with("code", code);
                findings.push(finding.with("expected", &binding.code));
            }
            Some(by_label)
        }
        (None, Some(by_code)) if !label.trim().is_empty() => {
            let binding = rows.list.get(by_code)?;
            let measure = binding.measures.first().copied().unwrap_or(Measure::Month);
            let finding = finding("row.by_code").about(&binding.indicator, measure);
            let finding = finding.with("label", label.trim()).with("code", code).with("indicator", label_of(binding));
            findings.push(finding);
            Some(by_code)
        }
        _ => {
            let numeric = |column: &u32| {
                table.grid.get(row, *column).is_some_and(|cell| matches!(cell.content, Content::Number(_)))
            };
            if side.measures.keys().any(numeric) {
                let near = near::nearest(label, rows.list.iter().flat_map(|r| r.labels.iter().map(String::as_str)));
                findings.push(finding("row.unknown").with("label", label.trim()).with("near", near));
            }
            None
        }
    }
}

/// Holds the row's printed unit against the form's. A unit of the same kind in another size (元 for 万元) is what the
/// row says its numbers are in: they are converted, exactly, and the finding stands.
fn check_unit(
    table: &Table<'_>,
    side: &Side,
    binding: &RowBinding,
    row: u32,
    findings: &mut Vec<Finding>,
) -> Option<Size> {
    let column = side.unit?;
    let found = table.grid.text(row, column);
    if found.trim().is_empty() || normalise(&found) == normalise(&binding.unit) {
        return None;
    }
    let finding = table.scope.about_cell("unit.differs", &table.grid.name, Cell::new(row, column)).of(table.region);
    let measure = binding.measures.first().copied().unwrap_or(Measure::Month);
    let finding = finding.about(&binding.indicator, measure).raw(&found).with("indicator", label_of(binding));
    findings.push(finding.with("found", found.trim()).with("expected", &binding.unit));
    let unit = |name: &str| table.scope.catalog.units.get(name);
    let (from, to) = (unit(found.trim())?, unit(&binding.unit)?);
    (from.base == to.base).then_some(Size { from: from.factor, to: to.factor })
}
