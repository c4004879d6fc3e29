//! How much one counted unit more or less moves a value: where that is more than what lies between the members, their order
//! is chance.

use super::place;
use super::value::Value;
use crate::model::Exact;

/// What one unit of the numerator makes in the value; nothing where the parts are not both counted.
pub(super) fn step(value: &Value<'_>) -> Option<Exact> {
    let parts = value.observed.parts.as_ref().filter(|parts| parts.counted)?;
    let (_, denominator) = parts.denominator;
    if denominator.ceil() != denominator {
        return None;
    }
    let step = Exact::from_int(i64::from(parts.factor)).checked_div(denominator)?;
    value.adjust.map_or(Some(step), |adjust| step.checked_mul(adjust.factor))
}

/// What lies between the quartiles: the spread of the middle half.
pub(super) fn spread(values: &[Value<'_>]) -> Option<Exact> {
    let mut ascending: Vec<Exact> = values.iter().map(|value| value.exact).collect();
    ascending.sort_unstable();
    let [low, high] = [1, 3].map(|quarters| place::quartile(&ascending, quarters).map(|found| found.value));
    high?.checked_sub(low?)
}

/// Decimal places with which a step is told, trailing zeros left out.
const PLACES: u32 = 2;

pub(super) fn words(step: Exact) -> String {
    step.round(PLACES).map(|step| step.normalize().to_string()).unwrap_or_default()
}
