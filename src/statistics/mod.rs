//! Facts → figures: roll-up, cumulatives, ratios of totals, 同比, 环比, ranks; each with its trace, and none that may not
//! be printed.

mod balance;
mod balanced;
mod base;
mod book;
mod compare;
mod disclosure;
mod parts;
mod rank;
mod ratio;
mod share;
#[cfg(test)]
mod tests;

pub use balance::{Adjustment, Balance, Outcome, Unbalanced};
pub use book::FigureBook;
pub use disclosure::withhold;
pub use share::share;

use crate::catalog::{Catalog, Desk};
use crate::facts::{FactTable, FactsError};
use crate::model::{IndicatorId, Month, Period, RegionCode};
use std::collections::BTreeSet;

/// What all steps know.
pub(crate) struct Scope<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub facts: &'a FactTable,
    /// Indicators in the order of the forms, then computed ones.
    pub indicators: Vec<IndicatorId>,
}

impl Scope<'_> {
    /// The total, then the units in the desk's order.
    pub fn regions(&self) -> impl Iterator<Item = &RegionCode> {
        std::iter::once(&self.desk.region).chain(self.desk.units.iter().map(|unit| &unit.code))
    }
    /// Whether a unit is asked for an indicator for a month. What it is asked only at other times is no gap.
    pub fn owes(&self, region: &RegionCode, id: &IndicatorId, month: Month) -> bool {
        let Some(unit) = self.desk.units.iter().find(|unit| unit.code == *region) else { return false };
        let forms = |id: &String| self.catalog.forms.get(id);
        let at_all = unit.forms.iter().filter_map(forms).any(|form| form.indicators().contains(&id));
        let then = unit.forms_of(month).filter_map(forms).any(|form| form.indicators().contains(&id));
        // A form that names no indicators asks for whatever it is sent.
        if at_all { then } else { unit.reports(month) }
    }
}

/// All figures of these periods. A period compares itself with the one before it in the year only if that one is in
/// the list too, so pass the year's months up to the one wanted.
///
/// # Errors
/// When the fact table cannot be summed (a defect, not bad data).
pub fn figures(
    catalog: &Catalog,
    desk: &Desk,
    facts: &FactTable,
    periods: &[Period],
) -> Result<FigureBook, FactsError> {
    let scope = Scope { catalog, desk, facts, indicators: in_order(catalog, desk, facts) };
    let totals = base::Totals::new(&scope)?;
    let mut book = FigureBook::new(desk.printing.rounding);
    for period in periods {
        base::add(&scope, &totals, *period, &mut book);
    }
    for period in periods {
        base::add_prior_month(&scope, *period, &mut book);
        ratio::add(&scope, *period, &mut book);
        compare::add(&scope, *period, &mut book);
    }
    disclosure::apply(&scope, &mut book);
    // Places last: they are taken among what may be printed.
    for period in periods {
        rank::add(&scope, *period, &mut book);
        share::add(&scope, *period, &mut book);
    }
    balanced::add(&scope, &mut book);
    Ok(book)
}

/// Form order is the order people know; what no form has comes after, by id.
fn in_order(catalog: &Catalog, desk: &Desk, facts: &FactTable) -> Vec<IndicatorId> {
    let reported: BTreeSet<&IndicatorId> = facts.iter().map(|(_, fact)| &fact.indicator).collect();
    let mut order: Vec<IndicatorId> = Vec::new();
    let forms = desk.units.iter().flat_map(|unit| &unit.forms).filter_map(|id| catalog.forms.get(id));
    let listed = forms.flat_map(crate::catalog::Form::indicators);
    let computed = catalog.indicators.values().filter(|i| matches!(i.kind, crate::catalog::Kind::Ratio { .. }));
    let known = listed.filter(|id| reported.contains(id)).cloned().chain(computed.map(|i| i.id.clone()));
    let known = known.chain(reported.iter().map(|id| (*id).clone()));
    let mut seen = BTreeSet::new();
    for id in known {
        if seen.insert(id.clone()) {
            order.push(id);
        }
    }
    order
}
