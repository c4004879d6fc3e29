//! Which sheet is which form: by name, else by what it carries inside: form number, title, a cover's labels, a ledger's
//! heads.

use super::scope::Scope;
use super::workbook::{Content, Grid, Workbook};
use super::{blank, cover, explanation, file_name, identity, ledger};
use crate::catalog::{Desk, Form, normalise};
use crate::finding::{Finding, Level};
use crate::ingest::date_text;
use crate::model::Month;
use std::collections::BTreeMap;

/// How sure a sheet's binding is, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    Name,
    /// By form number, title or a ledger's heads.
    Inside,
    /// By a cover's labels: any sheet may carry such lines above its table.
    Labels,
}

/// Sheets by form id.
pub(super) type Bound<'a> = BTreeMap<&'a str, &'a Grid>;

/// Binds the visible sheets; hidden, surplus and unknown ones are findings.
pub(super) fn bind<'a>(scope: &Scope<'a>, desk: &Desk, book: &'a Workbook, findings: &mut Vec<Finding>) -> Bound<'a> {
    let mut candidates: BTreeMap<&str, Vec<(Tie, bool, usize, &Grid)>> = BTreeMap::new();
    for (position, grid) in book.sheets.iter().enumerate() {
        if blank::is_identity(grid) || explanation::is_findings_list(grid) {
            continue;
        }
        if grid.hidden {
            if !grid.cells.is_empty() {
                findings.push(scope.about_sheet("sheet.hidden", &grid.name));
            }
            continue;
        }
        match forms(scope, desk)
            .filter_map(|form| tie(scope, form, grid).map(|tie| (form, tie)))
            .min_by_key(|(_, tie)| *tie)
        {
            Some((_, Tie::Labels)) if has_cover(scope, desk, book) => unknown(scope, grid, findings),
            Some((form, tie)) => {
                let elsewhen = sheet_month(grid).is_some_and(|(_, _, month)| month != scope.file.month);
                candidates.entry(form.id.as_str()).or_default().push((tie, elsewhen, position, grid));
            }
            None => unknown(scope, grid, findings),
        }
    }
    let mut bound = Bound::new();
    for (form, mut sheets) in candidates {
        sheets.sort_by_key(|(tie, elsewhen, position, _)| (*elsewhen, *tie, *position));
        let Some((tie, _, _, used)) = sheets.first() else { continue };
        let title = scope.catalog.forms.get(form).map_or(form, |f| f.title.as_str());
        // A file of text has no sheet whose name could be wrong.
        if *tie != Tie::Name && !used.name.is_empty() {
            let finding = scope.about_sheet("sheet.renamed", &used.name).with("sheet", &used.name);
            findings.push(finding.with("form", title));
        }
        for (_, _, _, surplus) in sheets.iter().skip(1) {
            let finding = scope.about_sheet("sheet.duplicate", &surplus.name).with("form", title);
            findings.push(finding.with("used", &used.name));
        }
        bound.insert(form, used);
    }
    bound
}

/// The lists of our own annotated copies: no part of a return. Where nothing else is in the file it is none itself.
pub(super) fn findings_lists(scope: &Scope<'_>, book: &Workbook, is_return: bool) -> Vec<Finding> {
    let lists = book.sheets.iter().filter(|grid| explanation::is_findings_list(grid));
    let about = |grid: &Grid| scope.about_sheet("sheet.findings_list", &grid.name);
    let level = if is_return { Level::Note } else { Level::Query };
    lists.map(|grid| Finding { level, ..about(grid) }).collect()
}

/// A sheet of no form: worth a question when it holds numbers.
fn unknown(scope: &Scope<'_>, grid: &Grid, findings: &mut Vec<Finding>) {
    if grid.cells.values().any(|cell| matches!(cell.content, Content::Number(_))) {
        findings.push(scope.about_sheet("sheet.unknown", &grid.name));
    }
}

/// A visible sheet has a cover's name: no other is taken for one.
fn has_cover(scope: &Scope<'_>, desk: &Desk, book: &Workbook) -> bool {
    let mut covers = forms(scope, desk).filter(|form| form.is_cover());
    covers.any(|form| book.sheets.iter().any(|grid| !grid.hidden && tie(scope, form, grid) == Some(Tie::Name)))
}

/// The forms any unit of the desk owes, in order of their ids.
fn forms<'a, 'd>(scope: &Scope<'a>, desk: &'d Desk) -> impl Iterator<Item = &'a Form> + use<'a, 'd> {
    scope.catalog.forms.values().filter(move |form| desk.units.iter().any(|unit| unit.forms.contains(&form.id)))
}

pub(super) fn tie(scope: &Scope<'_>, form: &Form, grid: &Grid) -> Option<Tie> {
    let names = match &*grid.name {
        "" => file_name::sheet_names(scope.catalog, &scope.file.path),
        name => vec![normalise(name)],
    };
    if form.sheets.iter().any(|sheet| names.contains(&normalise(sheet))) {
        return Some(Tie::Name);
    }
    let numbered = match &form.number {
        Some(number) => carries_number(grid, &normalise(number)),
        None => carries_title(form, grid),
    };
    let by_ledger = || form.ledger.as_ref().is_some_and(|ledger| ledger::fits(scope, grid, ledger));
    match &form.cover {
        Some(cover) if form.is_cover() => cover::fits(grid, cover).then_some(Tie::Labels),
        _ => (numbered || by_ledger()).then_some(Tie::Inside),
    }
}

/// `表号：许民统1表` stands somewhere above the table.
fn carries_number(grid: &Grid, number: &str) -> bool {
    grid.cells.values().any(|cell| match &cell.content {
        Content::Text(text) => {
            normalise(text).split_once(':').is_some_and(|(head, tail)| head == "表号" && tail == number)
        }
        _ => false,
    })
}

/// The first text of the sheet ends with the form's title.
fn carries_title(form: &Form, grid: &Grid) -> bool {
    let first = grid.cells.values().next().map(super::workbook::GridCell::raw).unwrap_or_default();
    normalise(&first).ends_with(&normalise(&form.title))
}

/// A line of the block beside the title whose date is not the period's.
const VALID_TO: &str = "有效期";

/// The month a sheet says it is of, with where: in its title or a line above the table.
pub(super) fn sheet_months(grid: &Grid) -> Vec<(crate::model::Cell, String, Month)> {
    let rows = grid.rows();
    let mut head: Vec<u32> = rows.iter().take(2).copied().collect();
    // Official forms have a block of lines between the title and the line of unit and period.
    if let Some((line, _)) = identity::unit_line(grid)
        && !head.contains(&line.row)
    {
        head.push(line.row);
    }
    head.into_iter()
        .flat_map(|row| grid.row(row))
        .filter_map(|(cell, content)| match &content.content {
            Content::Text(text) if !normalise(text).starts_with(VALID_TO) => {
                date_text::month_within(text).map(|month| (cell, text.to_string(), month))
            }
            _ => None,
        })
        .collect()
}

/// The line that dates the sheet (not its title, which is often left over).
fn sheet_month(grid: &Grid) -> Option<(crate::model::Cell, String, Month)> {
    sheet_months(grid).into_iter().next_back()
}
