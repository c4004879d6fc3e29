//! The return of a unit for a month: its workbook, and what stands in which cell.

use super::layout::{LAYOUTS, Layout, Page};
use super::numbers::{NEW_YEAR, Numbers};
use super::random::Random;
use crate::catalog::{Catalog, Demo, Desk, Form, Unit, normalise};
use crate::document::{BlankBook, BlankContent, BlankSheet, Look};
use crate::finding::Said;
use crate::model::{Cell, Date, Decimal, Exact, IndicatorId, Measure, Month};
use std::collections::BTreeSet;

/// What a return is made from.
#[derive(Clone, Copy)]
pub struct ReturnRequest<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub demo: &'a Demo,
    pub numbers: &'a Numbers<'a>,
    /// The unit's place in the desk's list.
    pub unit: usize,
    pub month: Month,
    pub due: Date,
    pub seed: u64,
}

/// A return as laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Return {
    pub book: BlankBook,
    pub filled: Vec<Filled>,
}

/// A value in its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The sheet's place in the book.
    pub sheet: usize,
    pub cell: Cell,
    pub indicator: IndicatorId,
    pub measure: Measure,
    /// In the indicator's own unit of measurement, as printed; nothing where a ratio has no value.
    pub value: Option<Decimal>,
    /// The unit it is written in, and by how much of the indicator's own unit one of it is more.
    pub unit: String,
}

/// What a cell is of.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    indicator: IndicatorId,
    measure: Measure,
    value: Option<Decimal>,
    unit: String,
}

/// What a piece of a sheet is, as far as its looks go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Section {
    Banner,
    Title,
    Notice,
    Line,
    Label,
    Word,
    Value,
}

impl Section {
    pub fn look(self) -> Look {
        match self {
            Self::Banner => Look::Banner,
            Self::Title => Look::Title,
            Self::Notice => Look::Notice,
            Self::Line => Look::LineLeft,
            Self::Label => Look::Label,
            Self::Word => Look::Word,
            Self::Value => Look::Input,
        }
    }
}

/// A return being made.
pub(super) struct Maker<'a> {
    pub request: ReturnRequest<'a>,
    pub unit: &'a Unit,
    pub layout: Layout,
    made: Return,
}

/// What a desk says of its figures, where it says nothing.
const NOTICE: &str = "模拟数据：本工作簿数字均为虚构，仅供演示";

/// Makes the return of a unit for a month; nothing when it owes none.
///
/// # Errors
/// A form that cannot be filled from series alone.
pub fn return_of(request: &ReturnRequest<'_>) -> Result<Option<Return>, Said> {
    let Some(unit) = request.desk.units.get(request.unit) else { return Ok(None) };
    let forms: Vec<&Form> = unit.forms_of(request.month).filter_map(|id| request.catalog.forms.get(id)).collect();
    if forms.is_empty() {
        return Ok(None);
    }
    let layout = LAYOUTS[request.unit % LAYOUTS.len()];
    let mut maker = Maker { request: *request, unit, layout, made: Return::default() };
    let (covers, tables): (Vec<&Form>, Vec<&Form>) = forms.iter().partition(|form| form.is_cover());
    for form in covers.iter().chain(&tables) {
        maker.form(form)?;
    }
    if covers.is_empty() {
        maker.mark_first_sheet();
    }
    Ok(Some(maker.made))
}

impl<'a> Maker<'a> {
    pub fn unit_name(&self) -> String {
        let first = self.unit.names.first().cloned();
        first.unwrap_or_else(|| self.request.catalog.region_name(&self.unit.code))
    }

    pub fn period_name(&self) -> String {
        format!("{}年{}月", self.request.month.year(), self.request.month.number())
    }

    /// That all is invented; the first word says so.
    pub fn notice(&self) -> String {
        self.request.desk.notice.clone().unwrap_or_else(|| NOTICE.to_owned())
    }

    /// A day or two before it is due, never before the month is over.
    pub fn submitted(&self) -> Date {
        let (month, due) = (self.request.month, self.request.due);
        let words = [self.unit.code.as_str(), "submitted", &month.to_string()];
        let early = Random::of(self.request.seed, &words).below(3);
        let day = due.plus_days(-i64::try_from(early).unwrap_or(0));
        day.max(month.last_day().plus_days(1)).min(due)
    }

    /// A name the reader knows, unlike those of the sheets before.
    pub fn sheet_name(&self, form: &Form) -> String {
        let sheets: &[BlankSheet] = &self.made.book.sheets;
        let taken = |name: &str| sheets.iter().any(|sheet| normalise(&sheet.name) == normalise(name));
        let wanted = form.sheets.get(self.layout.name).into_iter().chain(&form.sheets);
        let free = wanted.into_iter().find(|name| !taken(name));
        free.cloned().unwrap_or_else(|| form.title.clone())
    }

    pub fn value(&self, id: &IndicatorId, measure: Measure) -> Option<Decimal> {
        let moment = NEW_YEAR + usize::from(self.request.month.number());
        self.request.numbers.printed(self.request.unit, id, measure, moment)
    }

    /// A value as it stands in a form's cell.
    pub fn number(&self, form: &Form, id: &IndicatorId, measure: Measure, unit: &str) -> (BlankContent, Spot) {
        let catalog = self.request.catalog;
        let value = self.value(id, measure);
        let own = catalog.indicators.get(id).map_or("", |indicator| indicator.unit.as_str());
        let content = match value.and_then(|value| converted(catalog, value, own, unit)) {
            Some(value) => BlankContent::Number { value, places: value.scale() },
            None => form.not_applicable.first().map_or(BlankContent::Empty, |mark| BlankContent::Text(mark.clone())),
        };
        (content, Spot { indicator: id.clone(), measure, value, unit: unit.to_owned() })
    }

    pub fn add(&mut self, page: Page) {
        let sheet = self.made.book.sheets.len();
        for (cell, spot) in page.spots {
            let Spot { indicator, measure, value, unit } = spot;
            self.made.filled.push(Filled { sheet, cell, indicator, measure, value, unit });
        }
        self.made.book.sheets.push(page.sheet);
    }

    /// Without a cover the mark stands below the first table.
    fn mark_first_sheet(&mut self) {
        let notice = self.notice();
        let Some(sheet) = self.made.book.sheets.first_mut() else { return };
        let last = sheet.cells.iter().map(|cell| cell.to.row).max().unwrap_or(0);
        let mut page = Page { sheet: std::mem::take(sheet), row: last + 2, spots: Vec::new() };
        page.text(0, Section::Notice, &notice);
        *sheet = page.sheet;
    }
}

/// From the indicator's unit to the one a form writes it in.
fn converted(catalog: &Catalog, value: Decimal, own: &str, written: &str) -> Option<Decimal> {
    if own == written {
        return Some(value.normalize());
    }
    let factor = |unit: &str| catalog.units.get(unit).map_or(Decimal::ONE, |unit| unit.factor);
    let exact = Exact::from_decimal(value)?.checked_mul(Exact::from_decimal(factor(own))?)?;
    let exact = exact.checked_div(Exact::from_decimal(factor(written))?)?;
    exact.round(Exact::PLACES).map(|rounded| rounded.normalize())
}

/// The total of the units that print a value in a month, exact.
pub fn totals(
    numbers: &Numbers<'_>,
    month: Month,
    id: &IndicatorId,
    measure: Measure,
    units: &BTreeSet<usize>,
) -> Option<Exact> {
    let moment = NEW_YEAR + usize::from(month.number());
    let units: Vec<usize> = units.iter().copied().collect();
    numbers.of(&units, id, measure, moment)
}
