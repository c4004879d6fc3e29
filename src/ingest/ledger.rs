//! A project ledger: rows are projects with a goal, what is done, a deadline and a status.

use super::cell::{Asked, CellReader, Wanted};
use super::date_text;
use super::layout::{self, Block};
use super::near;
use super::scope::Scope;
use super::workbook::{Content, Grid, GridCell};
use crate::catalog::{Form, LedgerBinding, LedgerProject, normalise, normalise_label};
use crate::finding::Finding;
use crate::model::{Cell, Date, Fact, IndicatorId, Measure, Month, Place, RegionCode};
use std::collections::BTreeSet;

/// What the ledger says in words about one project of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    pub region: RegionCode,
    pub month: Month,
    pub goal: IndicatorId,
    pub done: IndicatorId,
    pub deadline: Option<Date>,
    pub status: String,
    pub place: Place,
    /// Where the status stands; its row where there is no such column.
    pub status_place: Place,
}

fn find<'a>(binding: &'a LedgerBinding, text: &str) -> Option<&'a LedgerProject> {
    let label = normalise_label(text);
    binding.projects.iter().find(|project| project.labels.iter().any(|l| normalise_label(l) == label))
}

/// What is known while one sheet is read.
pub(super) struct Table<'a> {
    pub scope: Scope<'a>,
    pub form: &'a Form,
    pub grid: &'a Grid,
    pub region: &'a RegionCode,
}

fn blocks(scope: &Scope<'_>, grid: &Grid, binding: &LedgerBinding) -> Vec<Block> {
    let is_row = |text: &str| find(binding, text).is_some();
    layout::at_heads(grid, &binding.label_heads, Some(&is_row), scope.out_of_time)
}

/// The sheet has the ledger's heads over a project it knows, whatever the sheet is called.
pub(super) fn fits(scope: &Scope<'_>, grid: &Grid, binding: &LedgerBinding) -> bool {
    blocks(scope, grid, binding).iter().any(|block| {
        let heads = block.column(&binding.goal_heads).is_some() && block.column(&binding.done_heads).is_some();
        let mut names = grid.cells_between(block.first, block.end).filter(|(cell, _)| cell.column == block.label);
        heads && names.any(|(_, found)| find(binding, &found.raw()).is_some())
    })
}

/// Reads the ledger's numbers as facts and the rest as rows.
pub(super) fn read(table: &Table<'_>, facts: &mut Vec<Fact>, findings: &mut Vec<Finding>) -> Vec<LedgerRow> {
    let Some(binding) = &table.form.ledger else { return Vec::new() };
    let grid = table.grid;
    let blocks = blocks(&table.scope, grid, binding);
    let Some(block) = blocks.first() else {
        let finding = table.scope.about_sheet("table.no_header", &grid.name).of(table.region);
        findings.push(finding.with("form", &table.form.title));
        return Vec::new();
    };
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let columns = Columns::of(binding, block);
    for row in grid.rows().into_iter().filter(|row| (block.first..block.end).contains(row)) {
        let label = grid.text(row, block.label);
        let cell = Cell::new(row, block.label);
        let Some(project) = find(binding, &label) else {
            unknown(table, binding, &columns, (cell, &label), findings);
            continue;
        };
        if !seen.insert(project.goal.clone()) {
            let finding = table.scope.about_cell("row.duplicate", &grid.name, cell).of(table.region).raw(&label);
            findings.push(finding.about(&project.done, Measure::Stock).with("indicator", label.trim()));
            continue;
        }
        read_numbers(table, project, &columns, row, facts, findings);
        rows.push(read_words(table, project, &columns, cell, findings));
    }
    rows
}

/// Where the ledger's columns are.
struct Columns {
    unit: Option<u32>,
    goal: Option<u32>,
    done: Option<u32>,
    deadline: Option<u32>,
    status: Option<u32>,
}

impl Columns {
    fn of(binding: &LedgerBinding, block: &Block) -> Self {
        Self {
            unit: block.column(&binding.unit_heads),
            goal: block.column(&binding.goal_heads),
            done: block.column(&binding.done_heads),
            deadline: block.column(&binding.deadline_heads),
            status: block.column(&binding.status_heads),
        }
    }
}

fn read_numbers(
    table: &Table<'_>,
    project: &LedgerProject,
    columns: &Columns,
    row: u32,
    facts: &mut Vec<Fact>,
    findings: &mut Vec<Finding>,
) {
    let reader = CellReader { scope: table.scope, form: table.form, grid: table.grid, region: Some(table.region) };
    if let Some(column) = columns.unit {
        let found = table.grid.text(row, column);
        if normalise(&found) != normalise(&project.unit) {
            let finding = table.scope.about_cell("unit.differs", &table.grid.name, Cell::new(row, column));
            let finding = finding.of(table.region).about(&project.done, Measure::Stock).raw(&found);
            let label = project.labels.first().map_or("", String::as_str);
            findings.push(finding.with("indicator", label).with("found", &found).with("expected", &project.unit));
        }
    }
    for (indicator, column) in [(&project.goal, columns.goal), (&project.done, columns.done)] {
        let Some(column) = column else { continue };
        let cell = Cell::new(row, column);
        let unit = project.unit.as_str();
        let wanted = Wanted { indicator, measure: Measure::Stock, unit, cell, size: None, asked: Asked::Yes };
        let Some(value) = reader.read(&wanted, findings) else { continue };
        facts.push(Fact {
            region: table.region.clone(),
            month: table.scope.file.month,
            indicator: indicator.clone(),
            measure: Measure::Stock,
            form: Some(table.form.id.as_str().into()),
            value,
            source: Some(table.scope.source(&table.grid.name, cell, table.grid.shared_text(row, column))),
        });
    }
}

fn read_words(
    table: &Table<'_>,
    project: &LedgerProject,
    columns: &Columns,
    cell: Cell,
    findings: &mut Vec<Finding>,
) -> LedgerRow {
    let status = columns.status.map(|column| status(table, project, Cell::new(cell.row, column), findings));
    LedgerRow {
        region: table.region.clone(),
        month: table.scope.file.month,
        goal: project.goal.clone(),
        done: project.done.clone(),
        deadline: columns.deadline.and_then(|column| deadline(table, project, Cell::new(cell.row, column), findings)),
        status: status.unwrap_or_default(),
        place: Place::cell(&table.scope.file.path, &table.grid.name, cell),
        status_place: Place::cell(
            &table.scope.file.path,
            &table.grid.name,
            Cell::new(cell.row, columns.status.unwrap_or(cell.column)),
        ),
    }
}

/// What the status says; one that is none of the form's is told.
fn status(table: &Table<'_>, project: &LedgerProject, cell: Cell, findings: &mut Vec<Finding>) -> String {
    let text = table.grid.text(cell.row, cell.column).trim().to_owned();
    let known = table.form.ledger.as_ref().map(|binding| binding.statuses.as_slice()).unwrap_or_default();
    if !known.is_empty() && !known.iter().any(|status| normalise(status) == normalise(&text)) {
        let finding = table.scope.about_cell("ledger.status", &table.grid.name, cell).of(table.region).raw(&text);
        let finding = finding
            .about(&project.done, Measure::Stock)
            .with("found", if text.is_empty() { "（空白）" } else { &text });
        findings.push(finding.with("known", known.join("、")));
    }
    text
}

fn deadline(table: &Table<'_>, project: &LedgerProject, cell: Cell, findings: &mut Vec<Finding>) -> Option<Date> {
    let content = table.grid.get(cell.row, cell.column);
    let raw = content.map(GridCell::raw).unwrap_or_default();
    let Some(content) = content.filter(|_| !raw.trim().is_empty()) else {
        let finding = table.scope.about_cell("ledger.no_deadline", &table.grid.name, cell).of(table.region).raw("");
        let label = project.labels.first().map_or("", String::as_str);
        findings.push(finding.about(&project.done, Measure::Stock).with("indicator", label));
        return None;
    };
    let serial = |number: &crate::model::Decimal| raw_serial(*number);
    let finding = |code| {
        let finding = table.scope.about_cell(code, &table.grid.name, cell).of(table.region).raw(&raw);
        finding.about(&project.done, Measure::Stock)
    };
    let date = match &content.content {
        Content::Date(number) => serial(number),
        Content::Number(number) => {
            let date = serial(number);
            if let Some(date) = date {
                findings.push(finding("date.serial").with("value", date));
            }
            date
        }
        _ => date_text::deadline(&raw, table.scope.file.month.year()),
    };
    if date.is_none() {
        findings.push(finding("date.unreadable"));
    }
    date
}

fn raw_serial(number: crate::model::Decimal) -> Option<Date> {
    number.trunc().to_string().parse().ok().and_then(Date::from_serial)
}

fn unknown(
    table: &Table<'_>,
    binding: &LedgerBinding,
    columns: &Columns,
    (cell, label): (Cell, &str),
    findings: &mut Vec<Finding>,
) {
    let numeric = |grid: &Grid, column: Option<u32>| {
        column.is_some_and(|c| grid.get(cell.row, c).is_some_and(|found| matches!(found.content, Content::Number(_))))
    };
    if numeric(table.grid, columns.goal) || numeric(table.grid, columns.done) {
        let near = near::nearest(label, binding.projects.iter().flat_map(|p| p.labels.iter().map(String::as_str)));
        let finding = table.scope.about_cell("row.unknown", &table.grid.name, cell).of(table.region).raw(label);
        findings.push(finding.with("label", label.trim()).with("near", near));
    }
}
