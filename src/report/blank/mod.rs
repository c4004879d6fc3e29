//! The blank forms of a unit: what the reader of returns knows of a form, laid out to be filled in.
//!
//! A form file says where the cells of a return are; the same file makes the sheet that asks for them, so that what
//! comes back filled in is bound without a word of configuration.

mod check;
mod cover;
mod doubt;
mod input;
mod ledger;
mod sheet;
mod table;

use crate::catalog::{
    Catalog, Desk, Form, IDENTITY_SHEET, KEY_DESK, KEY_FORM, KEY_PERIOD, KEY_TOOL, KEY_UNIT, Unit, normalise,
};
use crate::document::{BlankBook, BlankSheet, Spot};
use crate::facts::FactTable;
use crate::finding::Finding;
use crate::formula::Shift;
use crate::ingest::LedgerRow;
use crate::model::{Cell, Date, Decimal, IndicatorId, Measure, Month};
use std::collections::{BTreeMap, BTreeSet};

/// What a unit's blank forms are made from.
#[derive(Clone, Copy)]
pub struct BlankRequest<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub unit: &'a Unit,
    pub month: Month,
    pub due: Date,
    /// What was returned so far; the month before is shown for comparison.
    pub facts: Option<&'a FactTable>,
    pub ledger: &'a [LedgerRow],
    /// What was found in them.
    pub findings: &'a [Finding],
    /// The program and its version.
    pub tool: &'a str,
}

/// A unit's workbook, and how much of the rules it checks by itself.
#[derive(Clone, Debug, Default)]
pub struct Blank {
    pub book: BlankBook,
    /// The rules it checks at least once.
    pub rules: BTreeSet<String>,
    /// Runs of rules it checks.
    pub checks: usize,
    /// Runs of rules about the unit that need what the workbook does not hold.
    pub left: usize,
}

/// A form that cannot be laid out from its file alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankFault {
    pub form: String,
    pub table: String,
}

/// What a value is of: indicator, measure, and the month before or this one.
type Key = (IndicatorId, Measure, Shift);

/// A workbook being made.
struct Maker<'a> {
    request: BlankRequest<'a>,
    sheets: Vec<BlankSheet>,
    /// Where each value stands.
    spots: BTreeMap<Key, Spot>,
    /// Cells of the cover that are repeated below every table: words before, and the cell.
    signed: Vec<(String, Spot)>,
    /// What is said below the table of its numbers of the month before.
    doubts: Vec<String>,
}

/// Makes the workbook of a unit.
///
/// # Errors
/// A form whose heads depend on what is filled in.
pub fn blank(request: &BlankRequest<'_>) -> Result<Blank, BlankFault> {
    let mut maker =
        Maker { request: *request, sheets: Vec::new(), spots: BTreeMap::new(), signed: Vec::new(), doubts: Vec::new() };
    let forms: Vec<&Form> =
        request.unit.forms_of(request.month).filter_map(|id| request.catalog.forms.get(id)).collect();
    let (covers, tables): (Vec<&Form>, Vec<&Form>) = forms.iter().partition(|form| form.is_cover());
    for form in covers {
        maker.cover(form);
    }
    for form in tables {
        maker.form(form)?;
    }
    let mut made = maker.checks();
    made.book = BlankBook { identity: identity(request, &forms), sheets: maker.sheets };
    Ok(made)
}

fn identity(request: &BlankRequest<'_>, forms: &[&Form]) -> Vec<(String, String)> {
    let of = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let mut all = vec![
        of(IDENTITY_SHEET, "blank"),
        of(KEY_DESK, &request.desk.id),
        of(KEY_UNIT, request.unit.code.as_str()),
        of(KEY_PERIOD, &request.month.to_string()),
        of(KEY_TOOL, request.tool),
    ];
    all.extend(forms.iter().map(|form| (format!("{KEY_FORM}{}", form.id), form.version.clone())));
    all
}

impl Maker<'_> {
    /// The number the unit returned for the month before.
    fn before(&self, indicator: &IndicatorId, measure: Measure) -> Option<Decimal> {
        let facts = self.request.facts?;
        let number = facts.find(&self.request.unit.code, indicator, measure, self.request.month.previous())?;
        facts.get(number)?.value.number()
    }

    /// The unit's full name.
    fn unit_name(&self) -> String {
        let first = self.request.unit.names.first().cloned();
        first.unwrap_or_else(|| self.request.catalog.region_name(&self.request.unit.code))
    }

    /// `2021年12月`
    fn period_name(&self) -> String {
        format!("{}年{}月", self.request.month.year(), self.request.month.number())
    }

    /// The name a form's sheet has in the book: one the reader knows, unlike those before it.
    fn sheet_name(&self, form: &Form) -> String {
        let taken = |name: &&String| self.sheets.iter().any(|sheet| normalise(&sheet.name) == normalise(name));
        let name = form.sheets.iter().find(|name| !taken(name));
        name.cloned().unwrap_or_else(|| form.title.clone())
    }

    fn note_spot(&mut self, indicator: &IndicatorId, measure: Measure, shift: Shift, cell: Cell) {
        let spot = Spot { sheet: self.sheets.len(), cell };
        self.spots.entry((indicator.clone(), measure, shift)).or_insert(spot);
    }
}
