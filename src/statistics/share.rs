//! Shares: what part of the desk's total a unit has (占全省比重), in per cent.

use super::Scope;
use super::book::FigureBook;
use super::ratio::quotient;
use crate::model::{Exact, Figure, FigureKey, Missing, Period};

/// Printed to one place.
const PLACES: u32 = 1;

/// Those the desk's report has a column of; any other is made when a sentence asks for it. After disclosure: what is not
/// printed has no share.
pub(super) fn add(scope: &Scope<'_>, period: Period, book: &mut FigureBook) {
    let Some(report) = scope.catalog.reports.get(&scope.desk.report) else { return };
    for (indicator, measure) in &report.county_columns {
        let Some(of) = measure.shared() else { continue };
        let Some(whole) = book.get(&scope.desk.region, indicator, of, period).cloned() else { continue };
        for region in scope.regions() {
            let Some(part) = book.get(region, indicator, of, period) else { continue };
            let key = FigureKey { measure: *measure, ..part.key.clone() };
            let made = share(key, part, &whole);
            book.put(made);
        }
    }
}

/// `part ÷ whole × 100`. Of a total that lacks a part, or of one that is not above zero, there is no share; and of what
/// is not to be published neither, nor of anything under a total that is not.
pub fn share(key: FigureKey, part: &Figure, whole: &Figure) -> Figure {
    let made = quotient(part, whole, Exact::from_int(100), "本单位÷合计×100".to_owned());
    let missing = match whole.value {
        Some(value) if value.is_negative() => Some(Missing::NotApplicable),
        _ => made.missing,
    };
    let value = made.value.filter(|_| missing.is_none());
    let missing = missing.or_else(|| value.is_none().then_some(Missing::Unreadable));
    Figure { key, value, missing, unit: "%".to_owned(), places: PLACES, trace: made.trace }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Measure, Operand, Trace};

    fn figure(region: &str, value: Option<i64>, missing: Option<Missing>) -> Figure {
        let key = FigureKey::parse(&format!("{region}/dibao/stock/2021-06")).unwrap();
        let (unit, trace) = ("人".to_owned(), Trace::default());
        Figure { key, value: value.map(Exact::from_int), missing, unit, places: 0, trace }
    }

    fn of(part: (Option<i64>, Option<Missing>), whole: (Option<i64>, Option<Missing>)) -> Figure {
        let (part, whole) = (figure("510703", part.0, part.1), figure("510000", whole.0, whole.1));
        share(FigureKey { measure: Measure::Share, ..part.key.clone() }, &part, &whole)
    }

    #[test]
    fn a_share_is_exact_and_leads_to_both_figures() {
        // 1 of 16 is 6.25 %: printed 6.3, kept exact.
        let one = of((Some(1), None), (Some(16), None));
        assert_eq!((one.exact_text().as_str(), one.shown().as_str(), one.unit.as_str()), ("6.25", "6.3", "%"));
        let to = one.trace.operands.iter().map(|operand| match operand {
            Operand::Figure(key) => key.to_string(),
            Operand::Fact(_) => panic!("a share is made of figures"),
        });
        assert_eq!(to.collect::<Vec<_>>(), ["510703/dibao/stock/2021-06", "510000/dibao/stock/2021-06"]);
        assert_eq!(of((Some(0), None), (Some(16), None)).shown(), "0.0");
    }

    #[test]
    fn what_has_no_share_says_why() {
        let why = |part, whole| {
            let one = of(part, whole);
            assert_eq!(one.value, None);
            one.missing.unwrap()
        };
        let (one, all) = ((Some(1), None), (Some(16), None));
        assert_eq!(why(one, (Some(16), Some(Missing::Incomplete))), Missing::Incomplete);
        assert_eq!(why((None, Some(Missing::NotReported)), all), Missing::NotReported);
        assert_eq!(
            why((None, Some(Missing::NotReported)), (Some(16), Some(Missing::Incomplete))),
            Missing::NotReported
        );
        assert_eq!(why((Some(0), None), (Some(0), None)), Missing::NotApplicable);
        assert_eq!(why(one, (Some(-16), None)), Missing::NotApplicable);
        assert_eq!(why((None, Some(Missing::Suppressed)), all), Missing::Suppressed);
        // 1 of a total not to be published would tell it.
        assert_eq!(why(one, (None, Some(Missing::Suppressed))), Missing::Suppressed);
    }
}
