//! 同比 and 环比: against the same period last year, and against the period before.

use super::Scope;
use super::base::Made;
use super::book::FigureBook;
use super::parts::Parts;
use super::ratio;
use crate::catalog::Kind;
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Operand, Period, Trace};

/// Growth rates are printed to one place.
const RATE_PLACES: u32 = 1;

/// What is compared with what, under which names.
struct Pair {
    now: Measure,
    then: Measure,
    /// Which period `then` is of.
    before: bool,
    change: Measure,
    rate: Option<Measure>,
}

const fn pair(now: Measure, then: Measure, before: bool, change: Measure, rate: Option<Measure>) -> Pair {
    Pair { now, then, before, change, rate }
}

use Measure as M;

/// Of amounts: a change and a rate.
const AMOUNTS: [Pair; 5] = [
    pair(M::Month, M::PriorMonth, false, M::YoyChange, Some(M::YoyRate)),
    pair(M::Stock, M::PriorStock, false, M::YoyChange, Some(M::YoyRate)),
    pair(M::Ytd, M::PriorYtd, false, M::YoyChangeYtd, Some(M::YoyRateYtd)),
    pair(M::Month, M::Month, true, M::MomChange, Some(M::MomRate)),
    pair(M::Stock, M::Stock, true, M::MomChange, Some(M::MomRate)),
];

/// Of ratios: only a change, in percentage points.
const RATIOS: [Pair; 3] = [
    pair(M::Ratio, M::PriorRatio, false, M::YoyChange, None),
    pair(M::RatioYtd, M::PriorRatioYtd, false, M::YoyChangeYtd, None),
    pair(M::Ratio, M::Ratio, true, M::MomChange, None),
];

pub(super) fn add(scope: &Scope<'_>, period: Period, book: &mut FigureBook) {
    for region in scope.regions() {
        for id in &scope.indicators {
            let Some(indicator) = scope.catalog.indicators.get(id) else { continue };
            let is_ratio = matches!(indicator.kind, Kind::Ratio { .. });
            let pairs: &[Pair] = if is_ratio { &RATIOS } else { &AMOUNTS };
            for pair in pairs {
                // Never across a year end: January has no 环比.
                let then_period = if pair.before { period.previous_in_year() } else { Some(period) };
                let Some(then_period) = then_period else { continue };
                let now = book.get(region, id, pair.now, period).cloned();
                let then = book.get(region, id, pair.then, then_period).cloned();
                let (Some(now), Some(then)) = (now, then) else { continue };
                let then = base(book, &now, then);
                let key = |measure| FigureKey { region: region.clone(), indicator: id.clone(), measure, period };
                let called = if pair.before { "上期" } else { "上年同期" };
                let unit = match indicator.unit.as_str() {
                    "%" if is_ratio => "百分点",
                    "‰" if is_ratio => "千分点",
                    own => own,
                };
                let change = difference(&now, &then, &format!("本期－{called}"));
                book.put(change.figure(key(pair.change), unit, indicator.places));
                if let Some(rate) = pair.rate {
                    book.put(growth(&now, &then, called).figure(key(rate), "%", RATE_PLACES));
                }
            }
        }
    }
}

/// The base of a comparison. Totals can be compared only when they are made of the same units: one that reports only
/// this year, or did not come last month, would pass for growth. Such a base gives no value; it stays in the trace.
fn base(book: &FigureBook, now: &Figure, then: Figure) -> Figure {
    let (ours, theirs) = (Parts::of(book, now), Parts::of(book, &then));
    if ours.asked != theirs.asked {
        Figure { value: None, missing: Some(Missing::NotApplicable), ..then }
    } else if ours.came != theirs.came {
        Figure { value: None, missing: Some(Missing::Incomplete), ..then }
    } else {
        then
    }
}

/// `a − b`.
pub(super) fn difference(a: &Figure, b: &Figure, formula: &str) -> Made {
    let operands = vec![Operand::Figure(a.key.clone()), Operand::Figure(b.key.clone())];
    let trace = Trace { formula: formula.to_owned(), operands };
    let value = a.value.zip(b.value).and_then(|(a, b)| a.checked_sub(b));
    let lack = |figure: &Figure| figure.value.is_none().then_some(figure.missing).flatten();
    let missing = lack(a).or_else(|| lack(b)).or(a.missing).or(b.missing);
    Made { value, missing, trace }
}

/// `(a − b) ÷ b × 100`. Not applicable on a base that is zero or negative.
fn growth(a: &Figure, b: &Figure, base: &str) -> Made {
    let change = difference(a, b, "");
    let formula = format!("（本期－{base}）÷{base}×100");
    if b.value.is_some_and(|value| value.is_zero() || value.is_negative()) {
        return Made { value: None, missing: Some(Missing::NotApplicable), trace: Trace { formula, ..change.trace } };
    }
    let over = Figure { value: change.value, missing: change.missing, ..a.clone() };
    let made = ratio::quotient(&over, b, Exact::from_int(100), formula);
    Made { missing: change.missing.or(made.missing), ..made }
}
