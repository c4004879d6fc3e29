//! Whether a number, and all that a finding says of it, is what it was.

use super::super::problem::months_between;
use crate::catalog::{GivenExplanation, normalise};
use crate::finding::{Finding, FindingOperand, Lang};
use crate::model::{Decimal, IndicatorId, Measure, RegionCode};

/// The value, and what the finding rests on, are what they were when it was explained, as far as the explanation says.
pub(super) fn is_explained(given: &GivenExplanation, finding: &Finding) -> bool {
    let same_value = given.value.as_ref().is_none_or(|value| is_value(value, finding));
    let is_mark = |mark: &String| finding.context().is_some_and(|now| now.eq_ignore_ascii_case(mark));
    same_value && given.context.as_ref().is_none_or(is_mark)
}

/// The value an explanation speaks of is the finding's: as it stands in the cell, or as it was read.
pub(super) fn is_value(value: &str, finding: &Finding) -> bool {
    let own = |operand: &&FindingOperand| {
        finding.indicator.as_ref() == Some(&operand.indicator)
            && finding.measure == Some(operand.measure)
            && finding.region.as_ref() == Some(&operand.region)
            && finding.month == operand.month
    };
    let as_read = finding.operands.iter().find(own).map(|operand| operand.value.as_str());
    is_text(value, finding.raw.as_deref().unwrap_or_default()) || as_read.is_some_and(|read| is_text(value, read))
}

/// The same number, or the same words.
fn is_text(a: &str, b: &str) -> bool {
    normalise(a) == normalise(b) || number(a).is_some_and(|a| Some(a) == number(b))
}

fn number(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(&normalise(text).replace(',', "")).ok()
}

/// A month later nothing has changed: not the value, not the two sides, not one operand (each of the same distance in
/// time), and not the words it is told in.
pub(super) fn is_unchanged(before: &Finding, now: &Finding) -> bool {
    let raw = |finding: &Finding| finding.raw.clone().unwrap_or_default();
    is_text(&raw(before), &raw(now))
        && before.comparison == now.comparison
        && before.headline(Lang::Zh) == now.headline(Lang::Zh)
        && operands(before) == operands(now)
}

type Operand<'a> = (&'a IndicatorId, Measure, &'a RegionCode, i64, Result<Decimal, &'a str>);

fn operands(finding: &Finding) -> Vec<Operand<'_>> {
    let one = |operand: &'_ FindingOperand| months_between(finding.month, operand.month);
    let value = |text: &'_ str| Decimal::from_str_exact(text).ok();
    finding
        .operands
        .iter()
        .map(|operand| {
            let value = value(&operand.value).ok_or(operand.value.as_str());
            (&operand.indicator, operand.measure, &operand.region, one(operand), value)
        })
        .collect()
}
