//! What may be typed into a cell of an indicator: bounds, places, and the words that refuse anything else.

use super::Maker;
use crate::catalog::{Indicator, MeasureUnit, Rule};
use crate::document::{BlankInput, NumberInput};
use crate::formula::{Compare, Expr, Shift};
use crate::model::{Decimal, IndicatorId, Measure};

/// The unit of percentages.
const PER_CENT: &str = "%";

impl Maker<'_> {
    pub(super) fn number(&self, indicator: &Indicator, measure: Measure, unit: &str) -> BlankInput {
        let places = self.places(indicator, unit);
        let least = self.least(&indicator.id, measure);
        let most = (unit == PER_CENT).then_some(Decimal::ONE_HUNDRED);
        let whole = if places == 0 { "整数" } else { "数" };
        let fine = if places == 0 { String::new() } else { format!("，至多{places}位小数") };
        let range = match most {
            Some(most) => format!("{least}至{most}之间的百分数"),
            None if least.is_zero() => format!("不小于0的{whole}"),
            None => format!("不小于{least}的{whole}"),
        };
        let refusal =
            format!("“{}”应填{range}{fine}，以“{unit}”计。没有发生的填0；不要写文字、单位或约数。", indicator.name);
        let prompt = match most {
            Some(_) => "按百分数填写：98.14%填98.14，不填0.9814".to_owned(),
            None => String::new(),
        };
        BlankInput::Number(NumberInput { least: Some(least), most, places, refusal, prompt })
    }

    /// Decimal places of a number written in `unit`: those of the indicator, more or fewer where the unit is larger or
    /// smaller than the indicator's.
    pub(super) fn places(&self, indicator: &Indicator, unit: &str) -> u32 {
        let units = &self.request.catalog.units;
        let (Some(from), Some(to)) = (units.get(unit), units.get(&indicator.unit)) else { return indicator.places };
        if from.base == to.base { shifted(indicator.places, from, to) } else { indicator.places }
    }

    /// Decimal places a returned number is shown with: all that were written, but those of a quotient.
    pub(super) fn places_shown(&self, indicator: &Indicator, unit: &str, value: Decimal) -> u32 {
        let places = self.places(indicator, unit);
        if unit == PER_CENT { places } else { places.max(value.normalize().scale()).min(places + 4) }
    }

    /// Zero, unless a rule allows less.
    fn least(&self, indicator: &IndicatorId, measure: Measure) -> Decimal {
        let allowed = self.request.catalog.rules.iter().filter_map(|rule| {
            let Expr::Chain(left, links) = &rule.expr else { return None };
            let (Expr::Reference(reference), [(Compare::GreaterOrEqual, right)]) = (left.as_ref(), links.as_slice())
            else {
                return None;
            };
            let least = number_of(right)?;
            let runs = super::check::runs(rule);
            let mine = runs.iter().any(|run| {
                reference.shift == Shift::Same
                    && run
                        .key(self.request.catalog, reference)
                        .is_some_and(|key| key.0 == *indicator && key.1 == measure)
            });
            (mine && applies(rule, self.request.month.number())).then_some(least)
        });
        allowed.filter(|least| least.is_sign_negative()).min().unwrap_or(Decimal::ZERO)
    }
}

/// The rule is run in a month of that number.
pub(super) fn applies(rule: &Rule, month: u8) -> bool {
    rule.months.is_empty() || rule.months.contains(&month)
}

fn number_of(expr: &Expr) -> Option<Decimal> {
    match expr {
        Expr::Number(number) => Some(*number),
        Expr::Negate(inner) => number_of(inner).map(|number| -number),
        _ => None,
    }
}

/// As many decimal places in one unit as `places` are in another.
fn shifted(places: u32, from: &MeasureUnit, to: &MeasureUnit) -> u32 {
    let (mut places, mut large, mut small) = (places, from.factor, to.factor);
    while large >= small * Decimal::TEN && places < 12 {
        small *= Decimal::TEN;
        places += 1;
    }
    while small >= large * Decimal::TEN && places > 0 {
        large *= Decimal::TEN;
        places -= 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_unit_has_fewer_places() {
        let unit = |name: &str, factor: i64| MeasureUnit {
            name: name.to_owned(),
            base: "元".to_owned(),
            factor: Decimal::from(factor),
        };
        let (yuan, wan, yi) = (unit("元", 1), unit("万元", 10_000), unit("亿元", 100_000_000));
        assert_eq!(shifted(2, &wan, &wan), 2);
        assert_eq!(shifted(2, &yuan, &wan), 0);
        assert_eq!(shifted(2, &yi, &wan), 6);
    }
}
