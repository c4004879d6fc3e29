//! Which totals of a desk are balanced: those it names, for every measure that adds up, of every period.

use super::Scope;
use super::balance::{Adjustment, Balance, Outcome, Unbalanced, balance};
use super::book::FigureBook;
use crate::catalog::BalancedParts;
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Operand};

/// Measures whose parts add up to the whole.
const ADDED: [Measure; 6] =
    [Measure::Month, Measure::Ytd, Measure::Stock, Measure::PriorMonth, Measure::PriorYtd, Measure::PriorStock];

/// After disclosure: what is not printed is not there to be balanced.
pub(super) fn add(scope: &Scope<'_>, book: &mut FigureBook) {
    let mut found: Vec<Balance> = Vec::new();
    for group in &scope.desk.printing.balanced {
        for whole in book.iter().filter(|f| f.key.indicator == group.whole && ADDED.contains(&f.key.measure)) {
            let of_units = group.parts.is_empty();
            if of_units && whole.key.region != scope.desk.region {
                continue;
            }
            let parts = if of_units { units(scope, whole) } else { parts(group, whole) };
            if !parts.is_empty() {
                found.push(Balance { whole: whole.key.clone(), outcome: outcome(book, whole, &parts), parts });
            }
        }
    }
    book.balance(found);
}

/// What the total was summed from, down to the units' own figures of the same measure.
fn units(scope: &Scope<'_>, whole: &Figure) -> Vec<FigureKey> {
    let summed = whole.trace.operands.iter().filter_map(|operand| match operand {
        Operand::Figure(key) if key.region != scope.desk.region && key.measure == whole.key.measure => {
            Some(key.clone())
        }
        _ => None,
    });
    summed.collect()
}

fn parts(group: &BalancedParts, whole: &Figure) -> Vec<FigureKey> {
    let key = |id: &crate::model::IndicatorId| FigureKey { indicator: id.clone(), ..whole.key.clone() };
    group.parts.iter().map(key).collect()
}

fn outcome(book: &FigureBook, whole: &Figure, parts: &[FigureKey]) -> Outcome {
    let found: Vec<Option<&Figure>> = parts.iter().map(|key| book.find(key)).collect();
    let suppressed = |figure: &&Figure| figure.missing == Some(Missing::Suppressed);
    if found.iter().flatten().chain(std::iter::once(&whole)).any(suppressed) {
        return Outcome::Not(Unbalanced::Suppressed);
    }
    // One it does not apply to has no part in the sum.
    let absent = |figure: &Option<&Figure>| {
        figure.is_none_or(|f| f.missing.is_some_and(|missing| missing != Missing::NotApplicable))
    };
    let mut lacking: Vec<FigureKey> =
        parts.iter().zip(&found).filter(|(_, figure)| absent(figure)).map(|(key, _)| key.clone()).collect();
    if lacking.is_empty() && whole.missing.is_some() {
        lacking.push(whole.key.clone());
    }
    let Some(value) = whole.value.filter(|_| lacking.is_empty()) else {
        return Outcome::Not(Unbalanced::Missing(lacking));
    };
    let there: Vec<(&Figure, Exact)> =
        found.into_iter().flatten().filter_map(|figure| Some((figure, figure.value?))).collect();
    let values: Vec<Exact> = there.iter().map(|(_, value)| *value).collect();
    let way = book.rounding();
    match balance(value, &values, whole.places, way) {
        Err(why) => Outcome::Not(why),
        Ok(printed) => Outcome::Balanced(
            there
                .into_iter()
                .zip(printed)
                .filter_map(|((figure, exact), printed)| {
                    let rounded = exact.round_by(whole.places, way)?;
                    let key = figure.key.clone();
                    (rounded != printed).then_some(Adjustment { key, exact, rounded, printed })
                })
                .collect(),
        ),
    }
}
