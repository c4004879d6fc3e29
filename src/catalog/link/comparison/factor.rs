//! By what a numerator over a denominator is multiplied, for the quotient to be in the unit that is printed.

use crate::catalog::definition::MeasureUnit;
use crate::model::Decimal;
use std::collections::BTreeMap;

/// Of denominators that are printed in so many: 张/千人.
const MANY: [(char, u32); 3] = [('百', 100), ('千', 1_000), ('万', 10_000)];

/// None where the units do not say it: 人次/具 of things counted in 例.
pub fn of(all: &BTreeMap<String, MeasureUnit>, printed: &str, [over, under]: [&str; 2]) -> Option<Decimal> {
    let (over, under) = (all.get(over)?, all.get(under)?);
    let parts = over.factor.checked_div(under.factor)?;
    match printed {
        "%" => return parts.checked_mul(Decimal::ONE_HUNDRED),
        "‰" => return parts.checked_mul(Decimal::ONE_THOUSAND),
        _ => {}
    }
    let (above, below) = printed.split_once('/')?;
    let above = all.get(above).filter(|unit| unit.base == over.base)?;
    let scale = many(all, below, &under.base)?;
    parts.checked_div(above.factor)?.checked_mul(scale)
}

/// How many of the base a denominator is printed in.
fn many(all: &BTreeMap<String, MeasureUnit>, printed: &str, base: &str) -> Option<Decimal> {
    if let Some(unit) = all.get(printed) {
        return (unit.base == base).then_some(unit.factor);
    }
    let many = MANY.iter().find_map(|(word, many)| printed.strip_prefix(*word).map(|rest| (rest, *many)));
    many.filter(|(rest, _)| *rest == base).map(|(_, many)| Decimal::from(many))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_say_the_factor() {
        let unit = |name: &str, base: &str, factor: u32| {
            let factor = Decimal::from(factor);
            (name.to_owned(), MeasureUnit { name: name.to_owned(), base: base.to_owned(), factor })
        };
        let all = [unit("张", "张", 1), unit("人", "人", 1), unit("万人", "人", 10_000)];
        let all = all.into_iter().chain([unit("元", "元", 1), unit("万元", "元", 10_000)]).collect();
        let said = |printed, over, under| of(&all, printed, [over, under]).map(|factor| factor.normalize().to_string());
        assert_eq!(said("张/千人", "张", "人").as_deref(), Some("1000"));
        // 23800 beds over 66.1 of ten thousand: 36 per thousand is a tenth of the quotient.
        assert_eq!(said("张/千人", "张", "万人").as_deref(), Some("0.1"));
        assert_eq!(said("元/人", "万元", "人").as_deref(), Some("10000"));
        assert_eq!(said("万元/万人", "元", "万人").as_deref(), Some("0.0001"));
        assert_eq!(said("%", "人", "张").as_deref(), Some("100"));
        assert_eq!(said("‰", "人", "万人").as_deref(), Some("0.1"));
        // Of another kind, or without a denominator, they say nothing.
        assert_eq!(
            [said("张/千人", "人", "人"), said("张/千人", "张", "张"), said("张", "张", "人")],
            [None, None, None]
        );
    }
}
