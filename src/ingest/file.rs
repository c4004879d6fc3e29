//! One file → what it holds. Never fails: what could not be read is a finding.

use super::bind;
use super::cover::{self, Cover};
use super::identity;
use super::ledger::{self, LedgerRow};
use super::scope::{InputFile, Scope};
use super::table::{self, Table};
use super::workbook::{self, Grid, Refusal};
use crate::catalog::{Catalog, Desk, FormKind, Unit};
use crate::finding::Finding;
use crate::model::{Date, Fact, Month, Place, RegionCode, Value};
use std::sync::Arc;

/// What one file holds.
#[derive(Clone, Debug)]
pub struct FileReading {
    pub path: Arc<str>,
    pub sha256: Arc<str>,
    pub month: Month,
    /// Absent: the file could not be read, or no one can tell whose it is.
    pub unit: Option<RegionCode>,
    pub submitted: Option<(Date, Place)>,
    /// No table has a number: as if nothing had come.
    pub empty: bool,
    pub facts: Vec<Fact>,
    pub ledger: Vec<LedgerRow>,
    pub findings: Vec<Finding>,
}

/// Reads a file by the forms of the desk.
pub fn read(catalog: &Catalog, desk: &Desk, file: &InputFile) -> FileReading {
    let scope = Scope { catalog, desk, file };
    let mut reading = FileReading {
        path: Arc::clone(&file.path),
        sha256: Arc::clone(&file.sha256),
        month: file.month,
        unit: None,
        submitted: None,
        empty: false,
        facts: Vec::new(),
        ledger: Vec::new(),
        findings: Vec::new(),
    };
    match workbook::read(&file.bytes, &catalog.bounds) {
        Ok(book) => read_book(&scope, &book, &mut reading),
        Err(refusal) => reading.findings.push(scope.about_file("file.unreadable").with("reason", reason(&refusal))),
    }
    reading
}

/// Why a file is refused, for a person.
fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "文件是空的（0 字节）".to_owned(),
        Refusal::NotAWorkbook => "不是 xlsx、xls 或 ods 工作簿".to_owned(),
        Refusal::Html => "是网页表格改名的 .xls，请用表格软件另存为 xlsx".to_owned(),
        Refusal::Encrypted => "有打开密码".to_owned(),
        Refusal::Damaged(detail) => format!("文件损坏或不完整（{detail}）"),
        Refusal::TooLarge(bound, limit) => format!("超出读取上限 {bound} = {limit}（limits.toml）"),
    }
}

fn read_book(scope: &Scope<'_>, book: &workbook::Workbook, reading: &mut FileReading) {
    let bound = bind::bind(scope, book, &mut reading.findings);
    let form_of = |id: &str| scope.catalog.forms.get(id);
    let is_cover = |id: &str| form_of(id).is_some_and(|form| matches!(form.kind, FormKind::Cover { .. }));
    let cover_grid: Option<(&Grid, Cover)> = bound
        .iter()
        .find(|(id, _)| is_cover(id))
        .and_then(|(id, grid)| form_of(id).map(|form| (*grid, cover::read(grid, &form.kind))));
    let tables: Vec<&Grid> = bound.iter().filter(|(id, _)| !is_cover(id)).map(|(_, grid)| *grid).collect();
    let nothing = Cover::default();
    let cover = cover_grid.as_ref().map_or(&nothing, |(_, cover)| cover);
    let Some(unit) = identity::unit(scope, cover, &tables, &mut reading.findings) else { return };
    reading.unit = Some(unit.code.clone());
    if let (Some((grid, cover)), Some(date)) = (&cover_grid, cover.submitted_on())
        && let Some(field) = &cover.submitted
    {
        reading.submitted = Some((date, Place::cell(&scope.file.path, &grid.name, field.cell)));
    }
    let with_grid = cover_grid.as_ref().map(|(grid, cover)| (*grid, cover));
    identity::disagreements(scope, unit, with_grid, &tables, &mut reading.findings);
    read_tables(scope, unit, &bound, reading);
    for finding in &mut reading.findings {
        finding.region.get_or_insert_with(|| unit.code.clone());
    }
}

fn read_tables(scope: &Scope<'_>, unit: &Unit, bound: &bind::Bound<'_>, reading: &mut FileReading) {
    let mut findings = Vec::new();
    for id in &unit.forms {
        let Some(form) = scope.catalog.forms.get(id) else { continue };
        let Some(grid) = bound.get(id.as_str()) else {
            findings.push(scope.about_file("sheet.missing").of(&unit.code).with("form", &form.title));
            continue;
        };
        let table = Table { scope: *scope, form, grid, region: &unit.code };
        table::read(&table, &mut reading.facts, &mut findings);
        reading.ledger.extend(ledger::read(&table, &mut reading.facts, &mut findings));
    }
    let has_number = |fact: &Fact| {
        let written = fact.source.as_ref().is_some_and(|source| !source.raw.trim().is_empty());
        written && matches!(fact.value, Value::Number(_))
    };
    if reading.facts.iter().any(has_number) {
        reading.findings.extend(findings);
    } else {
        // One finding says it; a hundred "not filled in" would hide it.
        reading.empty = true;
        reading.facts.clear();
        reading.ledger.clear();
        reading.findings.push(scope.about_file("return.empty").of(&unit.code));
    }
}
