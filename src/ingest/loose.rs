//! A file read by one form, without a desk: regions and periods come from the workbook itself.

use super::blank;
use super::entry::{Entry, EntryKind};
use super::file;
use super::layout::{self, Base, Sheet};
use super::ledger::{self, Table};
use super::near;
use super::place_names::PlaceNames;
use super::scope::{InputFile, Scope};
use super::whose::{OfBook, base_of};
use super::workbook::{self, Content, Grid, OutOfTime};
use crate::catalog::{Catalog, ColumnRole, Duplicates, Form, normalise};
use crate::finding::Finding;
use crate::model::IndicatorId;
use std::collections::BTreeSet;

/// What a file holds for a form.
#[derive(Clone, Debug, Default)]
pub struct LooseReading {
    /// The file could be read as a workbook.
    pub readable: bool,
    pub entries: Vec<Entry>,
    pub findings: Vec<Finding>,
}

/// Reads a file by one form. What is wrong is a finding; two values of one key are still both there.
pub fn read_loose(catalog: &Catalog, form: &Form, file: &InputFile, out_of_time: OutOfTime<'_>) -> LooseReading {
    let scope = Scope { catalog, file, out_of_time };
    let read = workbook::read(&file.bytes, &catalog.bounds, out_of_time).map(|book| read_book(&scope, form, &book));
    match scope.in_time(read) {
        Ok(reading) => reading,
        Err(refusal) => LooseReading { findings: vec![file::refused(&scope, &refusal)], ..LooseReading::default() },
    }
}

fn read_book(scope: &Scope<'_>, form: &Form, book: &workbook::Workbook) -> LooseReading {
    let (scope, catalog) = (*scope, scope.catalog);
    let book = &*book.as_read(form.read_hidden);
    let names = PlaceNames::of_catalog(catalog).with_form(form);
    let findings = file::of_book(&scope, book);
    let mut reading = LooseReading { readable: true, findings, ..LooseReading::default() };
    let of_book = OfBook::read(book, form, &names);
    let by_name = book.sheets.iter().any(|grid| !grid.hidden && is_named(form, grid));
    let mut absent: Option<BTreeSet<usize>> = None;
    for grid in &book.sheets {
        let base = Base::default();
        let unbased = Sheet { scope, form, grid, names: &names, base: &base, unit: None };
        if !is_meant(&unbased, by_name) {
            let used = form.sheets.iter().find(|name| by_name && !grid.hidden && is_copy(name, grid));
            reading.findings.extend(used.map(|name| scope.about_sheet("sheet.copy", &grid.name).with("used", name)));
            continue;
        }
        if blank::is_identity(grid) {
            continue;
        }
        if grid.hidden {
            reading.findings.push(scope.about_sheet("sheet.hidden", &grid.name));
            continue;
        }
        if !form.sheets.is_empty() && !by_name && !grid.name.is_empty() {
            let finding = scope.about_sheet("sheet.renamed", &grid.name).with("sheet", &grid.name);
            reading.findings.push(finding.with("form", &form.title));
        }
        let base = base_of(&unbased, &of_book, &mut reading.findings);
        let sheet = Sheet { base: &base, ..unbased };
        let mut lacking = BTreeSet::new();
        reading.entries.extend(layout::read(&sheet, &mut lacking, &mut reading.findings));
        read_ledger(&sheet, &mut reading);
        // A table is missed when no sheet has it.
        absent = Some(absent.map_or(lacking.clone(), |absent| absent.intersection(&lacking).copied().collect()));
    }
    match absent {
        None => reading.findings.push(not_found(&scope, form, book)),
        Some(absent) => {
            for table in absent.iter().filter_map(|number| form.tables.get(*number)) {
                reading.findings.push(scope.about_file("table.no_header").with("form", &table.name));
            }
        }
    }
    reading
}

/// No sheet is of the form: the heads it looks for, and what on the sheets comes near them.
fn not_found(scope: &Scope<'_>, form: &Form, book: &workbook::Workbook) -> Finding {
    let of_tables = form.tables.iter().flat_map(|table| {
        let of_columns = table.columns.iter().flat_map(|column| column.heads.iter().filter_map(|head| head.last()));
        table.label_heads.iter().chain(of_columns).filter(|head| *head != "*")
    });
    // A name may come near a head (姓名, 李名): what a form calls personal is not repeated, found or not.
    let is_roster = form.tables.iter().flat_map(|t| &t.columns).any(|column| column.role == ColumnRole::Personal);
    let wanted: Vec<&String> = of_tables.chain(form.fields.iter().flat_map(|field| &field.labels)).collect();
    let texts = book.sheets.iter().flat_map(|grid| grid.cells.values()).filter_map(|found| match &found.content {
        Content::Text(text) if text.len() < 120 && text.chars().count() < 30 => Some(&**text),
        _ => None,
    });
    let texts: BTreeSet<&str> = texts.take(2000).collect();
    let sought = wanted.iter().filter(|_| !is_roster);
    let near = sought.map(|head| near::nearest(head, texts.iter().copied())).find(|near| near != "—");
    let heads: Vec<&str> = wanted.iter().take(4).map(|head| head.as_str()).collect();
    let finding = scope.about_file("form.not_found").with("form", &form.title).with("heads", heads.join("、"));
    finding.with("near", near.unwrap_or_else(|| "—".to_owned()))
}

/// The form is of this sheet: by its name, or, when no sheet has one of the form's names, by what is on it.
pub(super) fn is_meant(sheet: &Sheet<'_>, by_name: bool) -> bool {
    if by_name { is_named(sheet.form, sheet.grid) } else { !sheet.grid.cells.is_empty() && layout::fits(sheet) }
}

pub(super) fn is_named(form: &Form, grid: &Grid) -> bool {
    let name = normalise(&grid.name);
    form.sheets.iter().any(|known| normalise(known) == name)
}

/// The sheet is named like a copy of another: `表1 (2)`, `表1（副本）`, `表1 - 副本`.
fn is_copy(name: &str, grid: &Grid) -> bool {
    let (name, plain) = (normalise(name), normalise(&grid.name));
    let Some(rest) = plain.strip_prefix(&name).filter(|_| !name.is_empty()) else { return false };
    let inner = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    let numbered = inner.len() < rest.len() && inner.chars().all(|c| c.is_ascii_digit());
    !inner.is_empty() && (numbered || ["副本", "复件", "copy"].iter().any(|word| inner.to_lowercase().contains(word)))
}

/// A ledger's numbers, of the sheet's region and period.
pub(super) fn read_ledger(sheet: &Sheet<'_>, reading: &mut LooseReading) {
    if sheet.form.ledger.is_none() {
        return;
    }
    let (Some(region), Some(period)) = (&sheet.base.region, sheet.base.period) else {
        let code = if sheet.base.region.is_none() { "region.unknown" } else { "period.unknown" };
        reading.findings.push(sheet.about_sheet(code).with("form", &sheet.form.title));
        return;
    };
    let table = Table { scope: sheet.scope, form: sheet.form, grid: sheet.grid, region: &region.code };
    let mut facts = Vec::new();
    ledger::read(&table, &mut facts, &mut reading.findings);
    let unit = |id: &IndicatorId| sheet.indicator(id).map_or_else(String::new, |indicator| indicator.unit.clone());
    reading.entries.extend(facts.into_iter().filter_map(|fact| {
        Some(Entry {
            region: region.clone(),
            within: None,
            period,
            unit: unit(&fact.indicator),
            indicator: fact.indicator,
            measure: fact.measure,
            value: fact.value,
            source: fact.source?,
            last: None,
            kind: EntryKind::Detail,
            duplicates: Duplicates::Error,
        })
    }));
}
