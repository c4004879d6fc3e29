//! What a blank form says of itself on its hidden sheet: for whom it was made, for when, and by which forms.

use super::scope::Scope;
use super::workbook::{Grid, Workbook};
use crate::catalog::{IDENTITY_SHEET, KEY_FORM, KEY_PERIOD, KEY_UNIT, Unit};
use crate::finding::Finding;
use crate::model::{Cell, Month};

/// A value with its cell.
type Said = (Cell, String);

/// The identity a blank form was sent out with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identity {
    pub unit: Option<Said>,
    pub period: Option<Said>,
    /// By form id: the version of the form it was made by.
    pub forms: Vec<(String, Said)>,
}

/// The sheet is no part of the return: it carries the form's identity.
pub(super) fn is_identity(grid: &Grid) -> bool {
    &*grid.name == IDENTITY_SHEET && grid.text(0, 0) == IDENTITY_SHEET
}

/// The identity of a workbook that was sent out as a blank form.
pub(super) fn identity(book: &Workbook) -> Option<(&Grid, Identity)> {
    let grid = book.sheets.iter().find(|grid| is_identity(grid))?;
    let mut identity = Identity::default();
    for row in grid.rows() {
        let (key, value) = (grid.text(row, 0), grid.text(row, 1).trim().to_owned());
        let said = (Cell::new(row, 1), value);
        match key.as_str() {
            KEY_UNIT => identity.unit = Some(said),
            KEY_PERIOD => identity.period = Some(said),
            key => {
                if let Some(form) = key.strip_prefix(KEY_FORM) {
                    identity.forms.push((form.to_owned(), said));
                }
            }
        }
    }
    Some((grid, identity))
}

/// Where the form and the return are not of one unit, one month, one version.
pub(super) fn disagreements(
    scope: &Scope<'_>,
    unit: &Unit,
    (grid, identity): (&Grid, &Identity),
    findings: &mut Vec<Finding>,
) {
    let finding = |code, (cell, raw): &Said| scope.about_cell(code, &grid.name, *cell).of(&unit.code).raw(raw);
    let name =
        |code: &str| scope.catalog.regions.get(code).map_or_else(|| code.to_owned(), |region| region.name.clone());
    if let Some(said) = identity.unit.as_ref().filter(|(_, code)| code != unit.code.as_str()) {
        let found = finding("identity.form_unit", said).with("found", name(&said.1));
        findings.push(found.with("unit", name(unit.code.as_str())));
    }
    if let Some(said) = identity.period.as_ref().filter(|(_, text)| Month::parse(text) != Some(scope.file.month)) {
        let found = finding("identity.form_period", said).with("found", &said.1);
        findings.push(found.with("expected", scope.file.month));
    }
    for (id, said) in &identity.forms {
        let Some(form) = scope.catalog.forms.get(id).filter(|form| form.version != said.1) else { continue };
        let found = finding("form.version", said).with("form", &form.title);
        findings.push(found.with("found", &said.1).with("expected", &form.version));
    }
}
