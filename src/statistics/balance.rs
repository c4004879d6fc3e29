//! 舍位平衡, controlled rounding: parts that add up as printed. Each is printed as one of the two neighbours of its exact
//! value, the sum of what is printed is the rounded total, and as few parts as possible differ from normal rounding.

use crate::model::{Decimal, Exact, FigureKey, Rounding};
use std::cmp::Reverse;

/// A total and its parts, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    pub whole: FigureKey,
    pub parts: Vec<FigureKey>,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The parts, rounded normally, add up; or these are printed otherwise, in the order of the parts.
    Balanced(Vec<Adjustment>),
    /// They stand as rounded normally, whether they add up or not.
    Not(Unbalanced),
}

/// Why parts cannot be balanced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unbalanced {
    /// These have no value, or the total lacks a part.
    Missing(Vec<FigureKey>),
    /// One of them is not to be published: what is printed beside it must not tell it.
    Suppressed,
    /// The total is not the exact sum of the parts: that is no matter of rounding.
    OtherSum,
    /// Past the digits of a decimal.
    TooLarge,
}

/// A figure printed otherwise than rounded normally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    pub key: FigureKey,
    pub exact: Exact,
    pub rounded: Decimal,
    pub printed: Decimal,
}

impl Unbalanced {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Missing(_) => "分项或合计不全",
            Self::Suppressed => "有不予公布的数",
            Self::OtherSum => "分项的准确值之和不等于合计，不是舍入所致",
            Self::TooLarge => "数过大",
        }
    }
}

/// What is printed for the total and for each part, in their order. An exact part (a zero among them) is never changed;
/// of the others those rounded furthest the wrong way are, of equals the larger, of equally large the first.
pub(super) fn balance(whole: Exact, parts: &[Exact], places: u32, way: Rounding) -> Result<Vec<Decimal>, Unbalanced> {
    let mut sum = Exact::ZERO;
    for part in parts {
        sum = sum.checked_add(*part).ok_or(Unbalanced::TooLarge)?;
    }
    if sum != whole {
        return Err(Unbalanced::OtherSum);
    }
    adjusted(whole, parts, places, way).ok_or(Unbalanced::TooLarge)
}

fn adjusted(whole: Exact, parts: &[Exact], places: u32, way: Rounding) -> Option<Vec<Decimal>> {
    let step = Decimal::try_from_i128_with_scale(1, places).ok()?;
    let mut printed = parts.iter().map(|part| part.round_by(places, way)).collect::<Option<Vec<Decimal>>>()?;
    let mut short = whole.round_by(places, way)?;
    for part in &printed {
        short = short.checked_sub(*part)?;
    }
    let raise = short > Decimal::ZERO;
    // How far each lies on the wrong side of its exact value.
    let mut wrong: Vec<(Exact, Exact, usize)> = Vec::new();
    for (at, (part, rounded)) in parts.iter().zip(&printed).enumerate() {
        let over = part.checked_sub(Exact::from_decimal(*rounded)?)?;
        let off = if raise { over } else { over.checked_neg()? };
        if off > Exact::ZERO {
            wrong.push((off, part.abs()?, at));
        }
    }
    wrong.sort_by_key(|(off, size, at)| (Reverse(*off), Reverse(*size), *at));
    let mut left = short.abs();
    for (_, _, at) in wrong {
        if left < step {
            break;
        }
        let one = printed.get_mut(at)?;
        *one = if raise { one.checked_add(step)? } else { one.checked_sub(step)? };
        left -= step;
    }
    // There are always enough of them: the rounded total lies between the sums of the lower and the upper neighbours.
    (left < step).then_some(printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::from_decimal(text.parse().unwrap()).unwrap()
    }

    fn printed(whole: &str, parts: &[&str], places: u32, way: Rounding) -> Vec<String> {
        let parts: Vec<Exact> = parts.iter().map(|part| exact(part)).collect();
        balance(exact(whole), &parts, places, way).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_largest_remainders_are_raised() {
        // 1.4 + 2.4 + 3.2 = 7: rounded 1 + 2 + 3 = 6. One of the two .4 goes up: the larger.
        assert_eq!(printed("7", &["1.4", "2.4", "3.2"], 0, Rounding::HalfUp), ["1", "3", "3"]);
        // 0.4 + 0.4 + 0.4 = 1.2 -> 1, rounded 0: equal in all, the first.
        assert_eq!(printed("1.2", &["0.4", "0.4", "0.4"], 0, Rounding::HalfUp), ["1", "0", "0"]);
    }

    #[test]
    fn the_furthest_rounded_up_are_lowered() {
        // 1.6 + 2.5 + 3.5 + 0 = 7.6 -> 8; rounded 2 + 3 + 4 = 9. 3.5 and 2.5 went up by .5: the larger comes down.
        assert_eq!(printed("7.6", &["1.6", "2.5", "3.5", "0"], 0, Rounding::HalfUp), ["2", "3", "3", "0"]);
        // To even 2.5 -> 2 and 3.5 -> 4: 2 + 2 + 4 = 8 already.
        assert_eq!(printed("7.6", &["1.6", "2.5", "3.5", "0"], 0, Rounding::HalfEven), ["2", "2", "4", "0"]);
    }

    #[test]
    fn negative_parts_and_zeros_and_places() {
        // -1.46 + 3.34 + 0.00 + 0.17 = 2.05 -> 2.1 (half up); rounded -1.5 + 3.3 + 0.0 + 0.2 = 2.0. The exact values
        // lie above what is printed by 0.04, 0.04, 0, -0.03: of the first two the larger goes up.
        let parts = ["-1.46", "3.34", "0.00", "0.17"];
        assert_eq!(printed("2.05", &parts, 1, Rounding::HalfUp), ["-1.5", "3.4", "0.0", "0.2"]);
        // To even 2.05 -> 2.0, which the parts give.
        assert_eq!(printed("2.05", &parts, 1, Rounding::HalfEven), ["-1.5", "3.3", "0.0", "0.2"]);
    }

    #[test]
    fn truncated_parts_get_back_what_was_dropped() {
        // 1.9 + 1.8 + 1.3 = 5; dropped 1 + 1 + 1 = 3: the two largest remainders go up.
        assert_eq!(printed("5", &["1.9", "1.8", "1.3"], 0, Rounding::Truncate), ["2", "2", "1"]);
    }

    #[test]
    fn what_is_no_sum_is_not_forced() {
        let parts = [exact("1.4"), exact("2.4")];
        assert_eq!(balance(exact("5"), &parts, 0, Rounding::HalfUp), Err(Unbalanced::OtherSum));
    }

    proptest! {
        #[test]
        fn parts_add_up_and_stay_neighbours(
            parts in proptest::collection::vec(-100_000_i64..100_000, 1..20), places in 0_u32..3, way in 0_usize..3,
        ) {
            let way = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Truncate][way];
            let exact: Vec<Exact> = parts.iter().map(|n| Exact::from_decimal(Decimal::new(*n, 3)).unwrap()).collect();
            let whole = Exact::from_decimal(Decimal::new(parts.iter().sum(), 3)).unwrap();
            let printed = balance(whole, &exact, places, way).unwrap();
            prop_assert_eq!(printed.iter().sum::<Decimal>(), whole.round_by(places, way).unwrap());
            let step = Decimal::new(1, places);
            for (part, printed) in parts.iter().zip(&printed) {
                let off = (Decimal::new(*part, 3) - printed).abs();
                prop_assert!(off < step, "{part} is printed as {printed}");
            }
            let reversed: Vec<Exact> = exact.iter().rev().copied().collect();
            let mut again = balance(whole, &reversed, places, way).unwrap();
            let mut sorted = printed;
            sorted.sort();
            again.sort();
            prop_assert_eq!(sorted, again, "the order of the parts only decides between equals");
        }
    }
}
