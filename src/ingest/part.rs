//! What one file holds of a return: the whole of it, or some of its forms. Never fails: what could not be read is a
//! finding.

use super::cover::{self, Cover};
use super::layout::{self, Base, Sheet};
use super::ledger::{self, LedgerRow, Table};
use super::place_names::{PlaceNames, Who};
use super::scope::{InputFile, Scope};
use super::workbook::{self, Grid, OutOfTime, Workbook};
use super::{bind, blank, file, file_name, identity};
use crate::catalog::{Catalog, Desk, Form, Unit};
use crate::finding::Finding;
use crate::model::{Date, Fact, Month, Period, Place, RegionCode};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one file holds. Whether a return is whole, or empty, is said of all its parts together.
#[derive(Clone, Debug)]
pub struct Part {
    pub path: Arc<str>,
    pub sha256: Arc<str>,
    pub month: Month,
    /// Absent: the file could not be read, or no one can tell whose it is.
    pub unit: Option<RegionCode>,
    /// Whose the file is by its name, when it could not be read or counts for another.
    pub likely: Option<RegionCode>,
    /// The month it says it is of: on its cover, else in its tables, its hidden id, its name.
    pub says: Option<Month>,
    pub submitted: Option<(Date, Place)>,
    /// It has a cover.
    pub cover: bool,
    /// It is an annotated copy of ours.
    pub annotated: bool,
    /// The forms it holds of those the unit owes, without covers.
    pub forms: BTreeSet<String>,
    pub facts: Vec<Fact>,
    pub ledger: Vec<LedgerRow>,
    /// About the file, whose and when it is.
    pub findings: Vec<Finding>,
    /// About what stands in its tables.
    pub in_tables: Vec<Finding>,
}

impl Part {
    /// A file nothing is known of but where it lies.
    fn unread(file: &InputFile) -> Self {
        Self {
            path: Arc::clone(&file.path),
            sha256: Arc::clone(&file.sha256),
            month: file.month,
            unit: None,
            likely: None,
            says: None,
            submitted: None,
            cover: false,
            annotated: false,
            forms: BTreeSet::new(),
            facts: Vec::new(),
            ledger: Vec::new(),
            findings: Vec::new(),
            in_tables: Vec::new(),
        }
    }
    /// No table has a number.
    pub fn is_empty(&self) -> bool {
        !self.facts.iter().any(has_number)
    }
}

/// Somebody wrote a number there, or records that were counted: a blank that means zero is neither.
pub(super) fn has_number(fact: &Fact) -> bool {
    let written = fact.source.as_ref().is_some_and(|source| !source.raw.trim().is_empty());
    fact.value.number().is_some_and(|number| written || !number.is_zero())
}

/// Reads a file by the forms of the desk. `out_of_time` says whether the seconds a file may take have gone by.
pub fn read(catalog: &Catalog, desk: &Desk, file: &InputFile, out_of_time: OutOfTime<'_>) -> Part {
    let scope = Scope { catalog, file, out_of_time };
    let read = workbook::read(&file.bytes, &catalog.bounds, out_of_time).map(|book| {
        let mut part = Part::unread(file);
        read_book(&scope, desk, &book, &mut part);
        part
    });
    scope.in_time(read).unwrap_or_else(|refusal| {
        let (findings, likely) = file::refuse(&scope, desk, &refusal);
        Part { findings: vec![findings], likely, ..Part::unread(file) }
    })
}

fn read_book(scope: &Scope<'_>, desk: &Desk, book: &Workbook, part: &mut Part) {
    part.findings.extend(file::of_book(scope, book));
    let bound = bind::bind(scope, desk, book, &mut part.findings);
    let lists = bind::findings_lists(scope, book, !bound.is_empty());
    part.annotated = !lists.is_empty();
    part.findings.extend(lists);
    if part.annotated && bound.is_empty() {
        // Whose it is need not be asked: there is nothing to count.
        return;
    }
    let form_of = |id: &str| scope.catalog.forms.get(id);
    let is_cover = |id: &str| form_of(id).is_some_and(Form::is_cover);
    let cover_grid: Option<(&Grid, Cover)> = bound.iter().find_map(|(id, grid)| {
        let cover = form_of(id)?.cover.as_ref()?;
        Some((*grid, cover::read(grid, cover)))
    });
    let tables: Vec<&Grid> = bound.iter().filter(|(id, _)| !is_cover(id)).map(|(_, grid)| *grid).collect();
    let with_grid = cover_grid.as_ref().map(|(grid, cover)| (*grid, cover));
    let form = blank::identity(book);
    let of_form = form.as_ref().map(|(_, identity)| identity);
    part.cover = with_grid.is_some();
    let Some(unit) = identity::unit(scope, desk, with_grid, &tables, of_form, &mut part.findings) else { return };
    part.unit = Some(unit.code.clone());
    part.says = identity::month(scope, with_grid.map(|(_, cover)| cover), &tables, of_form);
    if let Some((grid, cover)) = with_grid
        && let (Some(date), Some(field)) = (cover.submitted_on(), &cover.submitted)
    {
        part.submitted = Some((date, Place::cell(&scope.file.path, &grid.name, field.cell)));
    }
    identity::disagreements(scope, desk, unit, with_grid, &tables, &mut part.findings);
    if let Some((grid, identity)) = &form {
        blank::disagreements(scope, unit, (grid, identity), &mut part.findings);
    }
    part.likely = file_name::disagreements(scope, desk, unit, &mut part.findings);
    read_tables(scope, unit, &bound, part);
    for finding in part.findings.iter_mut().chain(&mut part.in_tables) {
        finding.region.get_or_insert_with(|| unit.code.clone());
    }
}

fn read_tables(scope: &Scope<'_>, unit: &Unit, bound: &bind::Bound<'_>, part: &mut Part) {
    for id in &unit.forms {
        let (Some(form), Some(grid)) = (scope.catalog.forms.get(id), bound.get(id.as_str())) else { continue };
        if !unit.owes(id, scope.file.month) {
            part.findings.extend(not_due(scope, unit, form, grid));
            continue;
        }
        if !form.is_cover() {
            part.forms.insert(id.clone());
        }
        let grid = &*grid.as_read(form.read_hidden);
        part.facts.extend(facts_of(scope, unit, form, grid, &mut part.in_tables));
        let table = Table { scope: *scope, form, grid, region: &unit.code };
        part.ledger.extend(ledger::read(&table, &mut part.facts, &mut part.in_tables));
    }
}

/// A sheet of a form the unit does not owe for the month, but filled in.
fn not_due(scope: &Scope<'_>, unit: &Unit, form: &Form, grid: &Grid) -> Option<Finding> {
    let grid = &*grid.as_read(form.read_hidden);
    let mut facts = facts_of(scope, unit, form, grid, &mut Vec::new());
    let table = Table { scope: *scope, form, grid, region: &unit.code };
    ledger::read(&table, &mut facts, &mut Vec::new());
    let finding = scope.about_sheet("sheet.not_due", &grid.name).of(&unit.code).with("form", &form.title);
    facts.iter().any(has_number).then_some(finding)
}

/// The values of one sheet that are the unit's own for the month of the folder. Others (townships, earlier months) are
/// what the unit made them of.
fn facts_of(scope: &Scope<'_>, unit: &Unit, form: &Form, grid: &Grid, findings: &mut Vec<Finding>) -> Vec<Fact> {
    if form.is_cover() {
        return Vec::new();
    }
    let who = Who { code: unit.code.clone(), name: scope.catalog.region_name(&unit.code) };
    let month = scope.file.month;
    let period = Some(Period::Month(month));
    let base = Base { region: Some(who), year: Some(month.year()), period, decided: true };
    let names = PlaceNames::of_catalog(scope.catalog).with_form(form);
    let sheet = Sheet { scope: *scope, form, grid, names: &names, base: &base, unit: Some(&unit.code) };
    let mine = |entry: &super::Entry| entry.region.code == unit.code && entry.period == Period::Month(month);
    let mut absent = BTreeSet::new();
    let read = layout::read(&sheet, &mut absent, findings);
    for table in absent.iter().filter_map(|number| form.tables.get(*number)) {
        findings.push(sheet.about_sheet("table.no_header").with("form", &table.name));
    }
    let of_form: Arc<str> = form.id.as_str().into();
    let entries = super::settle(scope.catalog, read, findings);
    entries
        .into_iter()
        .filter(mine)
        .map(|entry| Fact {
            region: entry.region.code,
            month,
            indicator: entry.indicator,
            measure: entry.measure,
            form: Some(Arc::clone(&of_form)),
            value: entry.value,
            source: Some(entry.source),
        })
        .collect()
}
