//! How likely a change is, as a weight: the less, the more likely.

use super::{cause, history};
use crate::finding::Cause;
use crate::model::{Exact, FactNo, Month};
use crate::validation::ground::Ground;

/// What any change weighs.
const CHANGE: u32 = 100;
/// Put in place of a number that the other months make unlikely: less.
const WAS_UNLIKELY: u32 = 20;
/// Putting in a number that the other months make unlikely: more.
const IS_UNLIKELY: u32 = 100;
/// A stock nearer to last month's than it was: less; further from it: more.
const NEARER: u32 = 10;
/// What was accepted in an earlier month is the less likely to be wrong.
const EARLIER: u32 = 2;
/// The total of parts is what people forget to redo.
const TOTAL: u32 = 5;

/// Nothing where the value cannot stand there at all: no count or amount is negative.
pub fn weight(ground: &Ground<'_>, fact: FactNo, value: Exact, last: Option<Month>) -> Option<u32> {
    if value.is_negative() {
        return None;
    }
    let present = ground.number(fact)?;
    let mut weight = CHANGE;
    if history::credible(ground, fact, value) == Some(false) {
        weight += IS_UNLIKELY;
    }
    if history::credible(ground, fact, present) == Some(false) {
        weight -= WAS_UNLIKELY;
    }
    weight -= match cause::of_digits(ground, fact, present, value) {
        Some(Cause::Sign) if present.checked_neg() != Some(value) => 15,
        Some(Cause::UnitSlip | Cause::Sign | Cause::PercentScale | Cause::TransposedDigits) => 30,
        Some(_) => 15,
        None => 0,
    };
    weight = match history::is_nearer(ground, fact, present, value) {
        Some(true) => weight - NEARER,
        Some(false) => weight + NEARER,
        None => weight,
    };
    if ground.facts.get(fact).map(|fact| fact.month) < last {
        weight += EARLIER;
    }
    if cause::is_total(ground, fact) {
        weight -= TOTAL;
    }
    Some(weight)
}
