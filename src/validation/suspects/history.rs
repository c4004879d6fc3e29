//! What the other months of the year say a cell could hold.

use crate::catalog::Kind;
use crate::model::{Exact, Fact, FactNo, Measure, Month};
use crate::validation::ground::Ground;

/// Decimal places of a fact's indicator.
pub fn places(ground: &Ground<'_>, fact: FactNo) -> u32 {
    let indicator = ground.facts.get(fact).and_then(|fact| ground.catalog.indicators.get(&fact.indicator));
    indicator.map_or(0, |indicator| indicator.places)
}

pub fn is_ratio(ground: &Ground<'_>, fact: FactNo) -> bool {
    let indicator = ground.facts.get(fact).and_then(|fact| ground.catalog.indicators.get(&fact.indicator));
    indicator.is_some_and(|indicator| matches!(indicator.kind, Kind::Ratio { .. }))
}

/// The same thing in another month.
pub fn at(ground: &Ground<'_>, fact: &Fact, measure: Measure, month: Month) -> Option<Exact> {
    ground.facts.find(&fact.region, &fact.indicator, measure, month).and_then(|number| ground.number(number))
}

fn is_stock(fact: &Fact) -> bool {
    matches!(fact.measure, Measure::Stock | Measure::PriorStock)
}

/// What a stock was the month before, or the month after where nothing came before.
pub fn expected(ground: &Ground<'_>, number: FactNo) -> Option<Exact> {
    let fact = ground.facts.get(number)?;
    if !is_stock(fact) {
        return None;
    }
    let before = at(ground, fact, fact.measure, fact.month.previous());
    before.or_else(|| at(ground, fact, fact.measure, fact.month.next()))
}

/// Whether a stock would be nearer to last month's than it is; nothing where it makes no difference or no one can say.
pub fn is_nearer(ground: &Ground<'_>, number: FactNo, present: Exact, value: Exact) -> Option<bool> {
    let fact = ground.facts.get(number)?;
    if !is_stock(fact) {
        return None;
    }
    let last = at(ground, fact, fact.measure, fact.month.previous())?;
    let (now, then) = (present.checked_sub(last)?.abs()?, value.checked_sub(last)?.abs()?);
    (now != then).then_some(then < now)
}

/// Whether a number could stand there, as far as the other months tell. Bounds are wide: they part slips from numbers,
/// not good months from bad ones.
pub fn credible(ground: &Ground<'_>, number: FactNo, value: Exact) -> Option<bool> {
    let fact = ground.facts.get(number)?;
    match fact.measure {
        Measure::Stock | Measure::PriorStock => near(value, median(&others(ground, fact, fact.measure))?, 2, 10),
        Measure::Month => below(value, median(&others(ground, fact, Measure::Month))?, 6, 10),
        Measure::Ytd | Measure::PriorYtd => between(ground, fact, value),
        _ => None,
    }
}

/// The numbers of the year's other months.
fn others(ground: &Ground<'_>, fact: &Fact, measure: Measure) -> Vec<Exact> {
    let mut month = fact.month.january();
    let mut all = Vec::new();
    for _ in 0..12 {
        if month != fact.month {
            all.extend(at(ground, fact, measure, month));
        }
        month = month.next();
    }
    all
}

/// Of three or more.
fn median(values: &[Exact]) -> Option<Exact> {
    let mut sorted = values.to_vec();
    sorted.sort();
    if sorted.len() < 3 { None } else { sorted.get(sorted.len() / 2).copied() }
}

/// Within `times` of it either way, or `slack` off at most.
fn near(value: Exact, of: Exact, times: i64, slack: i64) -> Option<bool> {
    let close = value.checked_sub(of)?.abs()? <= Exact::from_int(slack);
    let times = Exact::from_int(times);
    Some(close || (value <= of.checked_mul(times)? && value.checked_mul(times)? >= of))
}

fn below(value: Exact, of: Exact, times: i64, slack: i64) -> Option<bool> {
    Some(value <= of.checked_mul(Exact::from_int(times))?.checked_add(Exact::from_int(slack))?)
}

/// A cumulative lies between those of the months around it; where the next is not known, not far above the last.
fn between(ground: &Ground<'_>, fact: &Fact, value: Exact) -> Option<bool> {
    let is_january = fact.month == fact.month.january();
    let last = if is_january { None } else { at(ground, fact, fact.measure, fact.month.previous()) };
    let next = at(ground, fact, fact.measure, fact.month.next()).filter(|_| fact.month.number() < 12);
    if last.is_none() && next.is_none() {
        return None;
    }
    let above = last.is_none_or(|last| value >= last);
    let under = match (next, last) {
        (Some(next), _) => value <= next,
        (None, Some(last)) => near(value, last, 3, 10)?,
        (None, None) => true,
    };
    Some(above && under)
}
