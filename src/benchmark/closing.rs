//! What closing a gap takes: how much the numerator lacks at today's denominator, in all and per month.
//!
//! The sign is that of the change: where less is better the numerator has to fall, the figure is negative, and a
//! sentence says 减少 with its size.

use super::field::Field;
use super::maker::{Amount, Maker, trace};
use super::value::Value;
use super::{Standing, place};
use crate::catalog::{Basis, Better, Comparison};
use crate::model::{Date, Exact, FigureKey, Measure};

/// Amounts that are not counted are printed to two places.
const AMOUNT_PLACES: u32 = 2;

const OF_FLOWS: &str = "不计算：一段时间内的比率，以后各月的新发生数也进分母，按现有分母算出的数不成立";

/// By when a gap is to be closed: as the set says, or by the end of the latest comparable value's year.
pub fn deadline(set: &Comparison, standing: &Standing) -> Option<Date> {
    until(set, standing.entries.iter().map(|entry| entry.as_of))
}

fn until(set: &Comparison, days: impl Iterator<Item = Date>) -> Option<Date> {
    set.deadline.or_else(|| Date::new(days.max()?.year(), 12, 31))
}

/// Months to the deadline's, which counts whole, as a goal is reached at the end of its month.
fn months_left(from: Date, until: Date) -> i64 {
    let number = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    (number(until) - number(from)).max(0)
}

/// Where the ways of one standing lead.
pub(super) struct Closing<'a> {
    better: Option<Better>,
    /// What is counted in a span of time: the months to come bring cases of their own, above and below the line.
    flows: bool,
    best: Option<&'a Value<'a>>,
    /// By band, from the best on: the last member of it that has a place.
    last: Vec<Option<&'a Value<'a>>>,
    until: Option<Date>,
}

/// One way to go.
struct Way<'a> {
    to: &'a Value<'a>,
    /// `最优值`
    name: String,
    /// To be as good is not enough.
    beyond: bool,
    whole: Measure,
    monthly: Measure,
}

impl<'a> Closing<'a> {
    pub fn of(field: &'a Field<'a>) -> Self {
        let all = field.exact();
        let band = |value: &Value<'_>| place::band(field.bands(), field.ranked()?, &all, value.exact);
        // Best first, so the last one found is the band's last.
        let last =
            (0..field.bands().len()).map(|at| field.values.iter().rfind(|value| band(value) == Some(at))).collect();
        Self {
            better: field.compared.better,
            flows: matches!(field.compared.definition.basis, Basis::Month | Basis::Ytd | Basis::Year),
            best: field.best(),
            last,
            until: until(field.set, field.values.iter().map(|value| value.as_of)),
        }
    }

    /// To the next better band that anyone is in, and to the best. Nothing for those who are there, nor without a
    /// numerator and a denominator; of shares of what is counted in a span of time, figures without a value that say why.
    pub fn put(&self, field: &Field<'_>, value: &Value<'_>, maker: &mut Maker<'_>) -> Vec<FigureKey> {
        let band = self.next_band(field, value).map(|(name, to)| Way {
            to,
            name: format!("{name}末位值"),
            beyond: !Self::is_in(field, value, to),
            whole: Measure::ToBand,
            monthly: Measure::ToBandPace,
        });
        let best = self.best.map(|to| Way {
            to,
            name: "最优值".to_owned(),
            beyond: false,
            whole: Measure::ToBest,
            monthly: Measure::ToBestPace,
        });
        [band, best].into_iter().flatten().flat_map(|way| self.go(value, &way, maker)).collect()
    }

    fn next_band(&self, field: &'a Field<'a>, value: &Value<'_>) -> Option<(&'a str, &'a Value<'a>)> {
        let all = field.exact();
        let own = place::band(field.bands(), field.ranked()?, &all, value.exact)?;
        let better = self.last.iter().zip(field.bands()).take(own);
        better.rev().find_map(|(last, band)| Some((band.name.as_str(), (*last)?)))
    }

    /// Whether a value that is as good as the last one of a better band is in that band, or shares too low a place.
    fn is_in(field: &Field<'_>, value: &Value<'_>, last: &Value<'_>) -> bool {
        let Some(better) = field.ranked() else { return true };
        let mut all = field.exact();
        let wanted = place::band(field.bands(), better, &all, last.exact);
        let own = field.values.iter().position(|one| one.key == value.key);
        if let Some(own) = own.and_then(|at| all.get_mut(at)) {
            *own = last.exact;
        }
        place::band(field.bands(), better, &all, last.exact) <= wanted
    }

    fn go(&self, value: &Value<'_>, way: &Way<'_>, maker: &mut Maker<'_>) -> Vec<FigureKey> {
        let mut made = Vec::new();
        let Some((parts, lack)) = value.observed.parts.as_ref().zip(lack(value, way.to.exact)) else { return made };
        let asked = match self.better {
            Some(Better::Up) => lack > Exact::ZERO,
            Some(Better::Down) => lack.is_negative(),
            None => false,
        };
        if !asked {
            return made;
        }
        let places = if parts.counted { 0 } else { AMOUNT_PLACES };
        if self.flows {
            let amount = Amount { value: None, unit: &parts.unit, places };
            let made = trace(OF_FLOWS, [&way.to.key, &parts.denominator.0, &parts.numerator.0]);
            return vec![maker.put(value.region(), way.whole, amount, made)];
        }
        let mut formula = format!("{}×分母{}－分子", way.name, divided(value, parts.factor));
        let whole = rounded(lack, parts.counted, &mut formula);
        let whole = if way.beyond { beyond(lack, whole, parts.counted, &mut formula) } else { whole };
        let operands = [&way.to.key, &parts.denominator.0, &parts.numerator.0];
        let amount = Amount { value: whole, unit: &parts.unit, places };
        let key = maker.put(value.region(), way.whole, amount, trace(formula, operands));
        made.push(key.clone());
        let Some(until) = self.until else { return made };
        let left = months_left(value.as_of, until);
        if let Some(monthly) = whole.and_then(|whole| whole.checked_div(Exact::from_int(left))) {
            let mut formula = format!("尚需变动数÷剩余{left}个月（到{}）", until.chinese());
            let monthly = rounded(monthly, parts.counted, &mut formula);
            let amount = Amount { value: monthly, unit: &parts.unit, places };
            made.push(maker.put(value.region(), way.monthly, amount, trace(formula, [&key])));
        }
        made
    }
}

/// What the numerator has to change by for the value to be another one; the denominator, the factor and an adjustment
/// stay as they are.
fn lack(value: &Value<'_>, goal: Exact) -> Option<Exact> {
    let parts = value.observed.parts.as_ref()?;
    let factor = Exact::from_int(i64::from(parts.factor));
    let factor = value.adjust.map_or(Some(factor), |adjust| factor.checked_mul(adjust.factor))?;
    goal.checked_mul(parts.denominator.1)?.checked_div(factor)?.checked_sub(parts.numerator.1)
}

/// `÷1000`, `÷（1000×系数0.92）`
fn divided(value: &Value<'_>, factor: u32) -> String {
    match value.adjust.and_then(|adjust| adjust.factor.to_text()) {
        Some(adjust) => format!("÷（{factor}×系数{adjust}）"),
        None if factor == 1 => String::new(),
        None => format!("÷{factor}"),
    }
}

/// One more where a whole number only makes equal; of what is not counted no least amount can be given.
fn beyond(lack: Exact, whole: Option<Exact>, counted: bool, formula: &mut String) -> Option<Exact> {
    if !counted {
        formula.push_str("，须超过");
        return whole;
    }
    if whole != Some(lack) {
        return whole;
    }
    formula.push_str(if lack.is_negative() { "，须低于，再减1" } else { "，须超过，再加1" });
    whole?.checked_add(Exact::from_int(if lack.is_negative() { -1 } else { 1 }))
}

/// Whole ones of what is counted, away from zero: with less the goal would not be reached.
fn rounded(value: Exact, counted: bool, formula: &mut String) -> Option<Exact> {
    let whole = if value.is_negative() { value.checked_neg()?.ceil().checked_neg()? } else { value.ceil() };
    if !counted || whole == value {
        return Some(value);
    }
    formula.push_str(if value.is_negative() { "，按减少数小数进一" } else { "，小数进一" });
    Some(whole)
}
