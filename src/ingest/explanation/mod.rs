//! The explanations a county wrote in its annotated copy: rows with a 编号 and a 说明. Never fails: what could not be
//! read is a finding.

use super::date_text;
use super::file;
use super::register::{FileRecord, FileState};
use super::scope::{InputFile, Scope};
use super::workbook::{self, Content, Grid, GridCell, OutOfTime, Refusal, Workbook};
use crate::catalog::{About, Catalog, GivenExplanation, normalise};
use crate::finding::{Explanation, Finding, FindingId, Level};
use crate::model::{Cell, Date, Place, RegionCode};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The sheet that an annotated copy has for them. Where it is there, no other is looked at.
pub const EXPLANATION_SHEET: &str = "问题清单";
/// What the program writes in place of an explanation where none can help.
pub const NOT_EXPLAINABLE: &str = "须更正";

const NUMBER: &str = "编号";
const TEXT: &str = "说明";
const WHO: &str = "填写人";
const DATE: &str = "日期";
const VALUE: &str = "现值";
const ADVICE: &str = "处理建议";
/// Rows a county may have put above the heads of our list, and more.
const ABOVE: usize = 10;

/// Serial numbers that are dates of our time, where a cell lost its date format.
const SERIALS: std::ops::Range<i64> = 30_000..80_000;

/// What one file explains.
#[derive(Clone, Debug)]
pub struct ExplanationReading {
    pub file: FileRecord,
    pub given: Vec<GivenExplanation>,
    pub findings: Vec<Finding>,
}

/// Reads a file dropped for its explanations.
pub fn read_explanations(catalog: &Catalog, file: &InputFile, out_of_time: OutOfTime<'_>) -> ExplanationReading {
    let scope = Scope { catalog, file, out_of_time };
    let read = workbook::read(&file.bytes, &catalog.bounds, out_of_time);
    scope.in_time(read.map(|book| of_book(&scope, &book))).unwrap_or_else(|refusal| refused(&scope, &refusal))
}

fn refused(scope: &Scope<'_>, refusal: &Refusal) -> ExplanationReading {
    let finding = scope.about_file("explanation.unreadable").with("reason", file::reason(refusal));
    of_file(scope, FileState::Refused, Vec::new(), vec![finding])
}

fn of_file(
    scope: &Scope<'_>,
    state: FileState,
    given: Vec<GivenExplanation>,
    findings: Vec<Finding>,
) -> ExplanationReading {
    // One copy is of one unit; a list of several units' findings is of none.
    let regions: BTreeSet<RegionCode> = given.iter().filter_map(|one| region(&one.about)).collect();
    let region = if regions.len() == 1 { regions.into_iter().next() } else { None };
    let (path, sha256) = (Arc::clone(&scope.file.path), Arc::clone(&scope.file.sha256));
    let mut findings = findings;
    findings
        .iter_mut()
        .filter(|finding| finding.region.is_none())
        .for_each(|finding| finding.region.clone_from(&region));
    ExplanationReading { file: FileRecord { path, sha256, region, state }, given, findings }
}

fn region(about: &About) -> Option<RegionCode> {
    match about {
        About::Finding(id) => FindingId::parse(id)?.region,
        About::Number { region, .. } => Some(region.clone()),
    }
}

fn of_book(scope: &Scope<'_>, book: &Workbook) -> ExplanationReading {
    // Rows and columns that are not seen count: the long numbers of findings are often hidden.
    let whole = book.as_read(true);
    let mut lists: Vec<(&Grid, Heads)> = whole.sheets.iter().filter_map(|grid| Some((grid, heads(grid)?))).collect();
    if lists.iter().any(|(grid, _)| is_ours(grid)) {
        lists.retain(|(grid, _)| is_ours(grid));
    }
    let (mut given, mut findings) = (Vec::new(), Vec::new());
    if book.beyond > 0 {
        findings.push(query(scope.about_file("sheet.beyond").with("count", book.beyond)));
    }
    if lists.is_empty() {
        findings.push(scope.about_file("explanation.no_list"));
    }
    for (grid, heads) in &lists {
        if grid.hidden {
            findings.push(scope.about_sheet("sheet.hidden", &grid.name));
            continue;
        }
        if grid.left_out > 0 {
            findings.push(query(scope.about_sheet("sheet.left_out", &grid.name).with("count", grid.left_out)));
        }
        let list = List { scope, grid, heads };
        list.read(&mut given, &mut findings);
    }
    if given.is_empty() && findings.is_empty() {
        findings.push(scope.about_file("explanation.none"));
    }
    let state = if given.is_empty() { FileState::Ignored } else { FileState::Effective };
    of_file(scope, state, given, findings)
}

/// No figure hangs on an explanation: what is wrong with one is asked, and keeps no edition a draft.
fn query(finding: Finding) -> Finding {
    Finding { level: Level::Query, ..finding }
}

/// The list of an annotated copy, whatever its sheet is called: no sheet of a return has these heads.
pub fn is_findings_list(grid: &Grid) -> bool {
    let grid = grid.as_read(true);
    grid.rows().into_iter().take(ABOVE).any(|row| {
        let heads: BTreeSet<String> = grid.row(row).map(|(_, cell)| normalise(workbook::start(&cell.raw()))).collect();
        [NUMBER, TEXT, ADVICE].iter().all(|head| heads.contains(*head))
    })
}

fn is_ours(grid: &Grid) -> bool {
    normalise(&grid.name).starts_with(EXPLANATION_SHEET)
}

/// Where the heads of a list stand.
struct Heads {
    row: u32,
    number: u32,
    text: u32,
    who: Option<u32>,
    date: Option<u32>,
    value: Option<u32>,
}

/// The first row with both heads that a list must have.
fn heads(grid: &Grid) -> Option<Heads> {
    grid.rows().into_iter().find_map(|row| {
        let at = |head: &str| {
            let mut cells = grid.row(row).filter(|(_, cell)| matches!(cell.content, Content::Text(_)));
            cells.find(|(_, cell)| normalise(workbook::start(&cell.raw())) == head).map(|(cell, _)| cell.column)
        };
        Some(Heads { row, number: at(NUMBER)?, text: at(TEXT)?, who: at(WHO), date: at(DATE), value: at(VALUE) })
    })
}

/// One list, being read.
struct List<'a> {
    scope: &'a Scope<'a>,
    grid: &'a Grid,
    heads: &'a Heads,
}

impl List<'_> {
    fn read(&self, given: &mut Vec<GivenExplanation>, findings: &mut Vec<Finding>) {
        for row in self.grid.rows().into_iter().filter(|row| *row > self.heads.row) {
            let text = self.text(row, Some(self.heads.text));
            if text.is_empty() || normalise(&text) == NOT_EXPLAINABLE {
                continue;
            }
            let number = self.text(row, Some(self.heads.number));
            let cell = Cell::new(row, self.heads.text);
            if number.is_empty() {
                findings.push(self.about("explanation.no_number", cell).raw(&text));
                continue;
            }
            let (date, who) = (self.date(row, findings), self.text(row, self.heads.who));
            let lacking: Vec<&str> = [(who.is_empty(), WHO), (date.is_none(), DATE)]
                .iter()
                .filter(|(lacks, _)| *lacks)
                .map(|(_, head)| *head)
                .collect();
            if !lacking.is_empty() {
                let region = FindingId::parse(&number).and_then(|id| id.region);
                let finding = Finding { region, ..self.about("explanation.unsigned", cell) };
                findings.push(finding.with("what", lacking.join("、")));
            }
            given.push(GivenExplanation {
                about: About::Finding(number),
                value: self.heads.value.map(|column| self.text(row, Some(column))),
                words: Explanation {
                    text,
                    who,
                    date: date.map(|date| date.to_string()).unwrap_or_default(),
                    month: self.scope.file.month,
                    place: Place::cell(&self.scope.file.path, &self.grid.name, cell),
                    carried_into: None,
                },
            });
        }
    }

    fn about(&self, code: &'static str, cell: Cell) -> Finding {
        self.scope.about_cell(code, &self.grid.name, cell)
    }

    fn cell(&self, row: u32, column: Option<u32>) -> Option<&GridCell> {
        column.and_then(|column| self.grid.get(row, column))
    }

    fn text(&self, row: u32, column: Option<u32>) -> String {
        self.cell(row, column).map(|cell| cell.raw().trim().to_owned()).unwrap_or_default()
    }

    /// The day written there; a text that is none is told.
    fn date(&self, row: u32, findings: &mut Vec<Finding>) -> Option<Date> {
        let cell = self.cell(row, self.heads.date)?;
        let text = cell.raw();
        let serial = || text.split('.').next().and_then(|whole| whole.parse::<i64>().ok());
        let found = match &cell.content {
            Content::Date(_) => serial().and_then(Date::from_serial),
            Content::Number(_) => match serial().filter(|serial| SERIALS.contains(serial)) {
                Some(serial) => Date::from_serial(serial),
                None => date_text::date(&text),
            },
            _ => date_text::date(&text),
        };
        if found.is_none() && !text.trim().is_empty() {
            let place = Cell::new(row, self.heads.date.unwrap_or_default());
            findings.push(self.about("date.unreadable", place).raw(&text));
        }
        found
    }
}

#[cfg(test)]
mod tests;
