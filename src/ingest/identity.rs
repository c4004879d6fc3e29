//! Whose return a file is and for which month: the cover's name decides, everything else is held against it.

use super::bind::sheet_months;
use super::blank::Identity;
use super::cover::{self, Cover};
use super::file_name;
use super::near::nearest;
use super::scope::Scope;
use super::version::is_too_early;
use super::workbook::{Content, Grid};
use crate::catalog::{Desk, Unit, normalise};
use crate::finding::Finding;
use crate::model::Month;
use std::collections::BTreeSet;

/// The unit a name means: exactly, after normalising; never a part of a name.
pub(super) fn unit_named<'a>(scope: &Scope<'_>, desk: &'a Desk, name: &str) -> Option<&'a Unit> {
    let name = normalise(name);
    desk.units.iter().find(|unit| names(scope, unit).contains(&name))
}

pub(super) fn names(scope: &Scope<'_>, unit: &Unit) -> Vec<String> {
    let region = scope.catalog.regions.get(&unit.code);
    let of_region = region.into_iter().flat_map(|r| [&r.name, &r.short].into_iter().chain(&r.aliases));
    unit.names.iter().chain(of_region).filter(|name| !name.is_empty()).map(|name| normalise(name)).collect()
}

/// Finds the unit; nothing (and a finding) when neither cover, sheets, the blank form nor the file name tell.
pub(super) fn unit<'a>(
    scope: &Scope<'_>,
    desk: &'a Desk,
    cover: Option<(&Grid, &Cover)>,
    sheets: &[&Grid],
    form: Option<&Identity>,
    findings: &mut Vec<Finding>,
) -> Option<&'a Unit> {
    let field = cover.and_then(|(grid, cover)| Some((grid, cover.unit.as_ref()?)));
    let said = field.map(|(_, field)| field.text.as_str()).unwrap_or_default();
    if let Some(unit) = unit_named(scope, desk, said) {
        return Some(unit);
    }
    let by_sheet =
        sheets.iter().filter_map(|grid| unit_line(grid)).find_map(|(_, name)| unit_named(scope, desk, &name));
    let by_sheet = by_sheet.map(|unit| (unit, "表内填报单位"));
    let by_form = || {
        let (_, code) = form?.unit.as_ref()?;
        desk.units.iter().find(|unit| unit.code.as_str() == code).map(|unit| (unit, "空白表的编号"))
    };
    let by_name = || file_name::unit(scope, desk).map(|unit| (unit, "文件名"));
    let Some((unit, how)) = by_sheet.or_else(by_form).or_else(by_name) else {
        let name = if said.is_empty() { "—" } else { said };
        let finding = scope.about_file("file.unit_unknown").with("name", name);
        findings.push(finding.with("near", near(scope, desk, said)));
        return None;
    };
    let code = "identity.unit_inferred";
    let finding = match field {
        Some((grid, field)) => scope.about_cell(code, &grid.name, field.cell).raw(said),
        None => scope.about_file(code),
    };
    findings.push(finding.of(&unit.code).with("how", how).with("unit", scope.catalog.region_name(&unit.code)));
    Some(unit)
}

/// The names of units nearest to what a cover says, as a question; nothing where none is near.
fn near(scope: &Scope<'_>, desk: &Desk, said: &str) -> String {
    let names: Vec<String> = desk.units.iter().map(|unit| scope.catalog.region_name(&unit.code)).collect();
    let near = nearest(said, names.iter().map(String::as_str));
    if said.is_empty() || near == "—" { String::new() } else { format!("（是不是“{near}”？）") }
}

/// Rows looked at for the line of unit and period.
const HEADING: usize = 8;

/// `填报单位：某某` on a table's own sheet, in one cell.
pub(super) fn unit_line(grid: &Grid) -> Option<(crate::model::Cell, String)> {
    let rows = grid.rows();
    let mut cells = rows.iter().take(HEADING).flat_map(|row| grid.row(*row));
    cells.find_map(|(cell, content)| {
        let Content::Text(text) = &content.content else { return None };
        let (head, tail) = text.split_once(['：', ':'])?;
        (normalise(head) == "填报单位").then(|| (cell, tail.trim().to_owned()))
    })
}

/// The month a return says it is of: on its cover, else in its tables, by its form, by its name.
pub(super) fn month(
    scope: &Scope<'_>,
    cover: Option<&Cover>,
    sheets: &[&Grid],
    form: Option<&Identity>,
) -> Option<Month> {
    let of_cover = cover.and_then(Cover::month);
    // Where its sheets are of two months none is the return's.
    let of_sheets = || {
        let months: BTreeSet<Month> = sheets.iter().flat_map(|grid| sheet_months(grid)).map(|said| said.2).collect();
        months.first().copied().filter(|_| months.len() == 1)
    };
    let of_form = || form.and_then(|form| Month::parse(&form.period.as_ref()?.1));
    of_cover.or_else(of_sheets).or_else(of_form).or_else(|| file_name::month(scope))
}

/// Everything that disagrees with the unit and the month the return counts for.
pub(super) fn disagreements(
    scope: &Scope<'_>,
    desk: &Desk,
    unit: &Unit,
    cover: Option<(&Grid, &Cover)>,
    sheets: &[&Grid],
    findings: &mut Vec<Finding>,
) {
    if let Some((grid, cover)) = cover {
        on_cover(scope, unit, grid, cover, findings);
    }
    for grid in sheets {
        on_sheet(scope, desk, unit, grid, findings);
    }
}

fn on_cover(scope: &Scope<'_>, unit: &Unit, grid: &Grid, cover: &Cover, findings: &mut Vec<Finding>) {
    let name = scope.catalog.region_name(&unit.code);
    if let Some(code) = &cover.code
        && !code.text.is_empty()
        && normalise(&code.text) != normalise(unit.code.as_str())
    {
        let finding = scope.about_cell("identity.code", &grid.name, code.cell).of(&unit.code).raw(&code.text);
        let finding = finding.with("found", &code.text).with("unit", &name);
        findings.push(finding.with("expected", &unit.code));
    }
    if let Some(period) = &cover.period
        && cover.month() != Some(scope.file.month)
    {
        let finding = scope.about_cell("identity.period", &grid.name, period.cell).of(&unit.code).raw(&period.text);
        findings.push(finding.with("found", &period.text).with("expected", scope.file.month));
    }
    if let Some(submitted) = &cover.submitted {
        let finding = |code| scope.about_cell(code, &grid.name, submitted.cell).of(&unit.code).raw(&submitted.text);
        match (cover.submitted_on(), submitted.serial) {
            (None, _) if submitted.text.is_empty() => findings.push(finding("date.missing")),
            (None, _) => findings.push(finding("date.unreadable")),
            (Some(date), _) if is_too_early(date, scope.file.month) => {
                findings.push(finding("date.too_early").with("date", date).with("month", scope.file.month));
            }
            (Some(date), Some(_)) if is_bare(grid, submitted) => {
                findings.push(finding("date.serial").with("value", date))
            }
            _ => {}
        }
    }
}

/// A number where a date belongs, not even shown as one.
fn is_bare(grid: &Grid, field: &cover::Field) -> bool {
    grid.cells.get(&field.cell).is_some_and(|cell| matches!(cell.content, Content::Number(_)))
}

fn on_sheet(scope: &Scope<'_>, desk: &Desk, unit: &Unit, grid: &Grid, findings: &mut Vec<Finding>) {
    match unit_line(grid) {
        Some((cell, name)) if name.is_empty() => {
            findings.push(scope.about_cell("identity.unit_blank", &grid.name, cell).of(&unit.code));
        }
        Some((cell, name)) if unit_named(scope, desk, &name).is_none_or(|found| found.code != unit.code) => {
            let finding = scope.about_cell("identity.unit_differs", &grid.name, cell).of(&unit.code).raw(&name);
            findings.push(finding.with("found", &name).with("unit", scope.catalog.region_name(&unit.code)));
        }
        _ => {}
    }
    for (cell, text, month) in sheet_months(grid) {
        if month != scope.file.month {
            let finding = scope.about_cell("identity.sheet_period", &grid.name, cell).of(&unit.code).raw(&text);
            findings.push(finding.with("found", month).with("expected", scope.file.month));
        }
    }
}
