//! What a row is: by its name, its 行次, or nothing a form knows.

use super::Sheet;
use super::another;
use super::block::Block;
use super::columns::{self, Columns};
use super::margin;
use super::stub;
use crate::catalog::{Axis, RowBinding, RowsAre, TableBinding, normalise, normalise_label};
use crate::finding::Finding;
use crate::ingest::near;
use crate::ingest::period_text;
use crate::ingest::place_names::Who;
use crate::ingest::workbook::Content;
use crate::model::{Cell, IndicatorId, Measure, Period};
use std::collections::BTreeMap;

/// What the name of a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowIs {
    /// A row the form writes down, by its number there.
    Bound(usize),
    Indicator(IndicatorId),
    Region(Who),
    Period(Period, period_text::Kind),
    Measure(Measure),
    Record,
    Total,
    Subtotal,
    /// No data: nothing to read, nothing to say.
    Nothing,
    /// The table ends before it.
    End,
    /// It has values and no one knows of what.
    Unknown,
}

/// A table's rows by normalised label and by 行次.
pub(super) struct Rows<'t> {
    table: &'t TableBinding,
    by_label: BTreeMap<String, usize>,
    by_code: BTreeMap<String, usize>,
    /// Names of several levels.
    by_levels: Vec<(Vec<String>, usize)>,
    totals: Vec<String>,
    subtotals: Vec<String>,
    skip: Vec<String>,
    end: Vec<String>,
}

impl<'t> Rows<'t> {
    pub fn new(table: &'t TableBinding) -> Self {
        let mut by_label = BTreeMap::new();
        let mut by_code = BTreeMap::new();
        let mut by_levels = Vec::new();
        for (number, row) in table.rows.iter().enumerate() {
            if !row.code.is_empty() {
                by_code.insert(normalise(&row.code), number);
            }
            for label in &row.labels {
                by_label.entry(normalise_label(label)).or_insert(number);
                by_levels.extend(stub::written(label).map(|levels| (levels, number)));
            }
        }
        let plain = |texts: &[String]| texts.iter().map(|text| normalise(text)).collect();
        Self {
            table,
            by_label,
            by_code,
            by_levels,
            totals: plain(&table.totals),
            subtotals: plain(&table.subtotals),
            skip: plain(&table.skip),
            end: plain(&table.end),
        }
    }

    pub fn get(&self, number: usize) -> Option<&'t RowBinding> {
        self.table.rows.get(number)
    }
    pub fn label(&self, text: &str) -> Option<usize> {
        self.by_label.get(&normalise_label(text)).copied()
    }
    /// The row whose levels are the last of those of a row on the sheet; the longest first.
    fn levels(&self, sheet: &Sheet<'_>, block: &Block, row: u32) -> Option<usize> {
        if self.by_levels.is_empty() {
            return None;
        }
        let found = stub::levels(sheet, block, row);
        let fits = self.by_levels.iter().filter(|(levels, _)| found.ends_with(levels));
        fits.max_by_key(|(levels, number)| (levels.len(), usize::MAX - number)).map(|(_, number)| *number)
    }
    fn code(&self, text: &str) -> Option<usize> {
        self.by_code.get(&normalise(text)).copied()
    }
    pub fn is_total(&self, text: &str) -> bool {
        self.totals.contains(&normalise(text))
    }
    pub fn is_subtotal(&self, text: &str) -> bool {
        self.subtotals.contains(&normalise(text))
    }

    /// The form says that rows of this name are none of its.
    pub fn is_skipped(&self, text: &str) -> bool {
        self.skip.contains(&normalise(text))
    }

    /// The name of a row; one without may have its 合计 further left, in the column of numbers.
    pub fn label_in(&self, sheet: &Sheet<'_>, block: &Block, row: u32) -> String {
        let label = sheet.grid.merged_text(row, block.label);
        if !label.trim().is_empty() || self.totals.is_empty() && self.subtotals.is_empty() {
            return label;
        }
        let mut left = (block.left..block.label).map(|column| sheet.grid.merged_text(row, column));
        left.find(|text| self.is_total(text) || self.is_subtotal(text)).unwrap_or(label)
    }

    /// What a row is; a name that leads nowhere is a finding when the row has values.
    pub fn read(
        &self,
        sheet: &Sheet<'_>,
        block: &Block,
        columns: &Columns<'_>,
        row: u32,
        findings: &mut Vec<Finding>,
    ) -> RowIs {
        let label = self.label_in(sheet, block, row);
        let plain = normalise(&label);
        if !plain.is_empty() && self.end.iter().any(|word| plain.starts_with(word.as_str())) {
            return RowIs::End;
        }
        let filled = |column: &u32| sheet.grid.get(row, *column).is_some_and(|found| !found.raw().trim().is_empty());
        let has_values = columns.values.keys().any(filled);
        let is_open = self.table.rows.is_empty();
        let is_record = self.table.rows_are == RowsAre::Records;
        if self.skip.contains(&plain) || is_open && !is_record && plain.is_empty() && !has_values {
            return RowIs::Nothing;
        }
        let by_numbers = !is_record || columns.names.iter().any(|name| name.axis == Axis::Region);
        if margin::numbers_columns(sheet.grid, row, (block.label, block.right), by_numbers) {
            return RowIs::Nothing;
        }
        if self.is_total(&label) {
            return RowIs::Total;
        }
        if self.is_subtotal(&label) {
            return RowIs::Subtotal;
        }
        match self.table.rows_are {
            RowsAre::Records => RowIs::Record,
            RowsAre::Named(_) if !is_open => self.bound(sheet, block, columns, (row, &label), findings),
            RowsAre::Named(axis) => unwritten(sheet, block, columns, (row, &label, axis, has_values), findings),
        }
    }

    /// A row of a table whose rows are written down.
    fn bound(
        &self,
        sheet: &Sheet<'_>,
        block: &Block,
        columns: &Columns<'_>,
        (row, label): (u32, &str),
        findings: &mut Vec<Finding>,
    ) -> RowIs {
        let cell = Cell::new(row, block.label);
        let code = columns.code.map(|column| sheet.grid.text(row, column)).unwrap_or_default();
        let finding = |id| sheet.about_cell(id, cell).raw(label);
        let by_name = self.levels(sheet, block, row).or_else(|| self.label(label));
        match (by_name, self.code(&code)) {
            (Some(by_label), by_code) => {
                if let Some(binding) = self.get(by_label)
                    && by_code != Some(by_label)
                    && !code.trim().is_empty()
                {
                    let finding = finding("row.code_differs").with("indicator", label_of(binding)).with("code", &code);
                    findings.push(finding.with("expected", &binding.code));
                }
                RowIs::Bound(by_label)
            }
            (None, Some(by_code)) if !label.trim().is_empty() => {
                let Some(binding) = self.get(by_code) else { return RowIs::Nothing };
                let finding = finding("row.by_code").about(&binding.indicator, first_measure(binding));
                let finding = finding.with("label", label.trim()).with("code", &code);
                findings.push(finding.with("indicator", label_of(binding)));
                RowIs::Bound(by_code)
            }
            _ => {
                let numeric = |column: &u32| {
                    sheet.grid.get(row, *column).is_some_and(|cell| matches!(cell.content, Content::Number(_)))
                };
                if !columns.values.keys().any(numeric) {
                    return RowIs::Nothing;
                }
                let known = self.table.rows.iter().flat_map(|row| row.labels.iter().map(String::as_str));
                let near = near::nearest(label, known);
                findings.push(finding("row.unknown").with("label", label.trim()).with("near", near));
                RowIs::Unknown
            }
        }
    }
}

pub(super) fn label_of(row: &RowBinding) -> &str {
    row.labels.first().map_or(row.indicator.as_str(), String::as_str)
}

pub(super) fn first_measure(row: &RowBinding) -> Measure {
    row.measures.first().copied().unwrap_or(Measure::Month)
}

/// A row of a table whose rows are not written down.
fn unwritten(
    sheet: &Sheet<'_>,
    block: &Block,
    columns: &Columns<'_>,
    (row, label, axis, has_values): (u32, &str, Axis, bool),
    findings: &mut Vec<Finding>,
) -> RowIs {
    let plain = normalise(label);
    let found = if plain.is_empty() { None } else { open(sheet, axis, label) };
    let is_unclear = axis == Axis::Period && sheet.grid.is_two_months(row, block.label);
    let found = found.filter(|_| !is_unclear);
    let found = found.or_else(|| by_levels(sheet, block, axis, row));
    let is_footer = |who: &Who| {
        margin::is_no_place(sheet, who, label)
            || sheet.names.find(&who.name).is_none() && margin::has_footer(sheet.grid, row, block.label, block.right)
    };
    let found = found.filter(|found| !matches!(found, RowIs::Region(who) if is_footer(who)));
    let has_values = has_values && !another::repeats_head(sheet, block, columns, row);
    let has_number = || {
        let number = |column: &u32| Some(columns::is_number(sheet, sheet.grid.get(row, *column)?));
        columns.values.keys().filter_map(number).any(|is| is)
    };
    match found {
        Some(RowIs::Region(who)) if !has_values && sheet.names.find(&who.name).is_none() => RowIs::Nothing,
        Some(found) => found,
        None if !has_values || axis == Axis::Region && !plain.is_empty() && !has_number() => RowIs::Nothing,
        None => {
            let cell = Cell::new(row, block.label);
            let shown = if axis == Axis::Region && margin::is_of_person(label) { "＊" } else { label };
            let finding = sheet.about_cell("row.unknown", cell).raw(shown);
            findings.push(finding.with("label", shown.trim()).with("near", nearest(sheet, axis, label)));
            RowIs::Unknown
        }
    }
}

/// What a name means, in a table whose rows are not written down.
pub(super) fn open(sheet: &Sheet<'_>, axis: Axis, text: &str) -> Option<RowIs> {
    match axis {
        Axis::Indicator => sheet.indicator_named(text).map(|indicator| RowIs::Indicator(indicator.id.clone())),
        Axis::Region => Some(RowIs::Region(sheet.place(text))),
        Axis::Period => sheet.period_named(text).map(|(period, kind)| RowIs::Period(period, kind)),
        Axis::Measure => sheet.measure_named(text).map(RowIs::Measure),
        Axis::Unit => None,
    }
}

/// An indicator by the levels of its row's name: all of them joined by a slash, without the first, and so on.
fn by_levels(sheet: &Sheet<'_>, block: &Block, axis: Axis, row: u32) -> Option<RowIs> {
    if axis != Axis::Indicator {
        return None;
    }
    let levels = stub::levels(sheet, block, row);
    (0..levels.len()).find_map(|from| open(sheet, axis, &levels.get(from..)?.join("/")))
}

fn nearest(sheet: &Sheet<'_>, axis: Axis, label: &str) -> String {
    match axis {
        Axis::Indicator => {
            let own = sheet.form.names.keys().map(String::as_str);
            near::nearest(label, own.chain(sheet.scope.catalog.indicators.values().map(|i| i.name.as_str())))
        }
        Axis::Region if margin::is_sum(label) => "totals、subtotals".to_owned(),
        _ => "—".to_owned(),
    }
}
