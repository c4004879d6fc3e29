//! Ratios: always of totals, numerator over denominator, kept exact (火化率 = Σ火化 ÷ Σ死亡).

use super::Scope;
use super::base::Made;
use super::book::FigureBook;
use super::parts::Parts;
use crate::catalog::Kind;
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Operand, Period, Trace};

/// A ratio's measure, and that of its operands for flows and for stocks.
const PAIRS: [(Measure, Measure); 6] = [
    (Measure::Ratio, Measure::Month),
    (Measure::RatioYtd, Measure::Ytd),
    (Measure::PriorRatio, Measure::PriorMonth),
    (Measure::PriorRatioYtd, Measure::PriorYtd),
    (Measure::Ratio, Measure::Stock),
    (Measure::PriorRatio, Measure::PriorStock),
];

pub(super) fn add(scope: &Scope<'_>, period: Period, book: &mut FigureBook) {
    for region in scope.regions() {
        for id in &scope.indicators {
            let Some(indicator) = scope.catalog.indicators.get(id) else { continue };
            let Kind::Ratio { numerator, denominator, factor } = &indicator.kind else { continue };
            for (measure, operand) in PAIRS {
                let part = |id| book.get(region, id, operand, period).cloned();
                let (Some(above), Some(below)) = (part(numerator), part(denominator)) else { continue };
                let name = |id| scope.catalog.indicators.get(id).map_or("", |i| i.name.as_str());
                let formula = format!(
                    "{}[{}]÷{}[{}]×{factor}",
                    name(numerator),
                    operand.name(),
                    name(denominator),
                    operand.name()
                );
                let mut made = quotient(&above, &below, Exact::from_int(i64::from(*factor)), formula);
                if Parts::of(book, &above).came != Parts::of(book, &below).came {
                    // The deaths of eight units under the cremations of nine are no rate of anything.
                    made = Made { value: None, missing: Some(Missing::Incomplete), ..made };
                }
                let key = FigureKey { region: region.clone(), indicator: id.clone(), measure, period };
                book.put(made.figure(key, &indicator.unit, indicator.places));
            }
        }
    }
}

/// `above ÷ below × factor`. A zero denominator means there is nothing to have a ratio of: not applicable.
pub(super) fn quotient(above: &Figure, below: &Figure, factor: Exact, formula: String) -> Made {
    let operands = vec![Operand::Figure(above.key.clone()), Operand::Figure(below.key.clone())];
    let trace = Trace { formula, operands };
    let lack = |figure: &Figure| figure.value.is_none().then(|| figure.missing.unwrap_or(Missing::NotReported));
    if let Some(missing) = lack(below).or_else(|| lack(above)) {
        return Made { value: None, missing: Some(missing), trace };
    }
    if below.value.is_some_and(Exact::is_zero) {
        return Made { value: None, missing: Some(Missing::NotApplicable), trace };
    }
    let value = above.value.zip(below.value).and_then(|(a, b)| a.checked_div(b)).and_then(|q| q.checked_mul(factor));
    Made { value, missing: above.missing.or(below.missing), trace }
}
