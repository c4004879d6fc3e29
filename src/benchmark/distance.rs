//! How far a value is from the best, the median and the reference.

use super::field::Field;
use super::maker::{Amount, Maker, RATE_PLACES, trace};
use super::value::{Value, is_rate};
use crate::model::{Exact, FigureKey, Measure};

/// What distances are taken from: each where it exists.
pub(super) struct Distances<'a> {
    /// With the places they are printed with.
    pub best: Option<(FigureKey, Exact, u32)>,
    pub median: Option<(FigureKey, Exact, u32)>,
    /// Of several the first.
    pub reference: Option<&'a Value<'a>>,
    /// The unit of a difference.
    pub unit: &'a str,
}

/// The unit of a difference: of a share, points.
pub(super) fn points(unit: &str) -> &str {
    match unit {
        "%" => "百分点",
        "‰" => "千分点",
        own => own,
    }
}

impl Distances<'_> {
    pub fn put(&self, field: &Field<'_>, value: &Value<'_>, maker: &mut Maker<'_>) -> Vec<FigureKey> {
        let mut made = Vec::new();
        let best = self.best.as_ref().map(|(key, value, places)| (key, *value, *places, "最优值".to_owned()));
        let median = self.median.as_ref().map(|(key, value, places)| (key, *value, *places, "中位数".to_owned()));
        let reference = self
            .reference
            .map(|other| (&other.key, other.exact, other.places(field.compared), format!("{}的值", other.member.name)));
        let all = [
            (best, Measure::FromBest, Measure::FromBestRate),
            (median, Measure::FromMedian, Measure::FromMedianRate),
            (reference, Measure::FromReference, Measure::FromReferenceRate),
        ];
        for (other, absolute, relative) in all {
            let Some((key, other, places, name)) = other else { continue };
            let Some(difference) = value.exact.checked_sub(other) else { continue };
            let operands = [&value.key, key];
            let amount =
                Amount { value: Some(difference), unit: self.unit, places: places.min(value.places(field.compared)) };
            let words = trace(format!("本值－{name}"), operands);
            made.push(maker.put(value.region(), absolute, amount, words));
            if let Some(share) = relative_to(difference, other, &field.compared.unit) {
                let amount = Amount { value: Some(share), unit: "%", places: RATE_PLACES };
                let words = trace(format!("（本值－{name}）÷{name}×100"), operands);
                made.push(maker.put(value.region(), relative, amount, words));
            }
        }
        made
    }
}

/// In per cent of the other; not where that is not above zero, nor of shares, which have points.
fn relative_to(difference: Exact, other: Exact, unit: &str) -> Option<Exact> {
    if is_rate(unit) || other <= Exact::ZERO {
        return None;
    }
    difference.checked_mul(Exact::from_int(100))?.checked_div(other)
}
