//! What of a workbook is a form's beyond doubt: a row goes by its name, never by its number alone; a row of which a
//! must-level finding speaks is left; nothing is put under a merge.

use super::error::Error;
use super::fill_trace::State;
use crate::catalog::{Catalog, Form, normalise};
use crate::finding::{Finding, Lang, Level};
use crate::ingest::{Entry, LooseReading, Merge};
use crate::model::{Cell, IndicatorId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) type Place = (String, Cell);

/// Why a cell is left as it is, in words.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    pub state: State,
    pub words: String,
}

/// A workbook as the form reads it, by names and by numbers.
pub(super) struct Readings {
    pub by_name: LooseReading,
    pub by_number: LooseReading,
    /// Of any sheet, whatever the form's sheets are called.
    pub anywhere: LooseReading,
    pub merges: BTreeMap<String, Vec<Merge>>,
    /// As they stand in the workbook.
    pub sheets: Vec<String>,
}

/// The form without the numbers of its rows.
pub(super) fn unnumbered(form: &Form) -> Form {
    let mut form = form.clone();
    for row in form.tables.iter_mut().flat_map(|table| &mut table.rows) {
        row.code.clear();
    }
    form
}

/// The form for sheets of any name.
pub(super) fn unsheeted(form: &Form) -> Form {
    Form { sheets: Vec::new(), ..form.clone() }
}

pub(super) fn place(entry: &Entry) -> Place {
    (entry.source.sheet.to_string(), entry.source.cell)
}

impl Readings {
    /// Every cell that is bound, by a name or a number alone, as one reads the workbook: sheet by sheet, row by row.
    pub fn entries(&self) -> Vec<Entry> {
        let named: BTreeSet<Place> = self.by_name.entries.iter().map(place).collect();
        let rows: BTreeSet<(&str, u32)> = self.numbered().filter_map(row_of).collect();
        let by_number = self.by_number.entries.iter().filter(|entry| {
            let row = (&*entry.source.sheet, entry.source.cell.row);
            rows.contains(&row) && !named.contains(&place(entry))
        });
        let mut all: Vec<Entry> = self.by_name.entries.iter().chain(by_number).cloned().collect();
        let sheet = |entry: &Entry| self.sheets.iter().position(|sheet| *sheet == *entry.source.sheet);
        all.sort_by_key(|entry| (sheet(entry), entry.source.cell.row, entry.source.cell.column));
        all
    }

    fn numbered(&self) -> impl Iterator<Item = &Finding> {
        self.by_number.findings.iter().filter(|finding| finding.code == "row.by_code")
    }

    /// A table most of whose rows have other names is another table.
    pub fn must_be_alike(&self, form: &Form, file: &str) -> Result<(), Error> {
        let there: BTreeSet<&IndicatorId> = self.by_name.entries.iter().map(|entry| &entry.indicator).collect();
        let (mut all, mut found) = (0, 0);
        for row in form.tables.iter().flat_map(|table| &table.rows) {
            all += 1;
            found += usize::from(there.contains(&row.indicator));
        }
        if found * 2 >= all {
            return Ok(());
        }
        let error = Error::new("error.fill_unlike").with("file", file).with("form", &form.title);
        Err(error.with("all", all).with("lost", all - found))
    }

    /// The cells that are left empty.
    pub fn doubts(&self, catalog: &Catalog, entries: &[Entry]) -> BTreeMap<Place, Doubt> {
        let rows: BTreeSet<(&str, u32)> =
            self.by_name.entries.iter().map(|e| (&*e.source.sheet, e.source.cell.row)).collect();
        let musts: Vec<&Finding> = self.told().filter(|f| f.level == Level::Must && !converts(catalog, f)).collect();
        let doubt = |entry: &Entry| {
            let (sheet, cell) = (&*entry.source.sheet, entry.source.cell);
            let covers = |merge: &&Merge| {
                let (first, last) = (merge.first, merge.last);
                let (rows, columns) = (first.row..=last.row, first.column..=last.column);
                cell != first && rows.contains(&cell.row) && columns.contains(&cell.column)
            };
            if self.merges.get(sheet).into_iter().flatten().any(|merge| covers(&merge)) {
                return Some(Doubt { state: State::Covered, words: String::new() });
            }
            if let Some(must) = musts.iter().find(|finding| speaks_of(finding, sheet, cell, &rows)) {
                return Some(Doubt { state: State::Doubted, words: must.headline(Lang::Zh) });
            }
            let number = self.numbered().find(|finding| row_of(finding) == Some((sheet, cell.row)))?;
            Some(Doubt { state: State::ByNumber, words: number.raw.clone().unwrap_or_default().trim().to_owned() })
        };
        entries.iter().filter_map(|entry| Some((place(entry), doubt(entry)?))).collect()
    }

    /// What is worth telling of how the workbook is read; of what stands in its cells, the cells tell.
    pub fn told(&self) -> impl Iterator<Item = &Finding> {
        let of_cells = |finding: &Finding| finding.code.starts_with("value.") || finding.code == "row.code_differs";
        self.by_name.findings.iter().filter(move |f| f.level != Level::Note && !of_cells(f))
    }

    /// Sheets with the form's heads that are not read for their names, or for being hidden.
    pub fn passed_over(&self) -> BTreeSet<String> {
        let sheets = |reading: &LooseReading| -> BTreeSet<String> {
            reading.entries.iter().map(|entry| entry.source.sheet.to_string()).collect()
        };
        let hidden = self.anywhere.findings.iter().filter(|finding| finding.code == "sheet.hidden");
        let hidden = hidden.filter_map(|finding| finding.place.sheet.as_deref().map(str::to_owned));
        let said: BTreeSet<&str> = self
            .by_name
            .findings
            .iter()
            .filter(|f| matches!(f.code, "sheet.hidden" | "sheet.copy"))
            .filter_map(|f| f.place.sheet.as_deref())
            .collect();
        let read = sheets(&self.by_name);
        let all = sheets(&self.anywhere).into_iter().chain(hidden);
        all.filter(|sheet| !read.contains(sheet) && !said.contains(sheet.as_str())).collect()
    }
}

/// Rows and columns of the form that the sheet has not.
pub(super) fn is_lack(finding: &Finding) -> bool {
    matches!(finding.code, "row.missing" | "column.missing" | "table.no_header")
}

fn row_of(finding: &Finding) -> Option<(&str, u32)> {
    Some((finding.place.sheet.as_deref()?, finding.place.cell?.row))
}

/// A finding in a row of numbers speaks of that row; above them, of its column; one of a unit of many columns, of all
/// that is below.
fn speaks_of(finding: &Finding, sheet: &str, cell: Cell, rows: &BTreeSet<(&str, u32)>) -> bool {
    let Some(at) = finding.place.cell.filter(|_| finding.place.sheet.as_deref() == Some(sheet)) else { return false };
    match finding.code {
        "unit.line" | "unit.inside" => at.row <= cell.row,
        "unit.differs" if !rows.contains(&(sheet, at.row)) => at.row < cell.row && at.column == cell.column,
        _ => at.row == cell.row,
    }
}

/// 元 for 万元: what is written there is converted, and read back.
pub(super) fn converts(catalog: &Catalog, finding: &Finding) -> bool {
    let Some(said) = finding.raw.as_ref().filter(|_| finding.code == "unit.differs") else { return false };
    let asked = finding.indicator.as_ref().and_then(|id| catalog.indicators.get(id)).map(|known| &known.unit);
    let base = |name: &str| {
        let found = catalog.units.values().find(|unit| normalise(&unit.name) == normalise(name));
        found.map(|unit| &unit.base)
    };
    base(said).is_some() && base(said) == asked.and_then(|unit| base(unit))
}
