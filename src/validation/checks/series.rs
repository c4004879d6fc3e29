//! One number against a row of others: how far off is too far.

use crate::catalog::Band;
use crate::model::{Decimal, Exact};

/// How a number compares with what was to be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Fine,
    /// Out of the band; with what was expected.
    Out(Exact),
    /// Too few others.
    Undecided,
    /// The numbers are too large to compare.
    Broken,
}

/// 1.4826: makes the median absolute deviation estimate the standard deviation of a normal distribution
/// (Rousseeuw and Croux, "Alternatives to the median absolute deviation", JASA 88, 1993).
const CONSISTENCY: (i64, i64) = (14_826, 10_000);

/// The middle value; the mean of the two middle ones of an even count.
pub fn median(values: &[Exact]) -> Option<Exact> {
    let mut sorted = values.to_vec();
    sorted.sort();
    let half = sorted.len() / 2;
    let upper = sorted.get(half).copied()?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = sorted.get(half.checked_sub(1)?).copied()?;
    lower.checked_add(upper)?.checked_div(Exact::from_int(2))
}

/// The robust standard deviation about the median.
fn spread(values: &[Exact]) -> Option<Exact> {
    let middle = median(values)?;
    let off: Option<Vec<Exact>> = values.iter().map(|v| v.checked_sub(middle)?.abs()).collect();
    let (n, d) = CONSISTENCY;
    median(&off?)?.checked_mul(Exact::from_int(n))?.checked_div(Exact::from_int(d))
}

pub fn exact(numbers: &[Decimal]) -> Option<Vec<Exact>> {
    numbers.iter().map(|n| Exact::from_decimal(*n)).collect()
}

/// Whether `value` lies further from `expected` than the band lets it.
pub fn is_out(value: Exact, expected: Exact, others: &[Exact], band: &Band) -> Option<bool> {
    let gap = value.checked_sub(expected)?.abs()?;
    let share = Exact::from_decimal(band.share)?.checked_mul(expected.abs()?)?;
    let mut out = gap > Exact::from_decimal(band.floor)? && gap > share;
    if let Some(score) = band.score {
        out = out && gap > Exact::from_decimal(score)?.checked_mul(spread(others)?)?;
    }
    Some(out)
}

pub fn verdict(out: Option<bool>, expected: Exact) -> Verdict {
    match out {
        None => Verdict::Broken,
        Some(true) => Verdict::Out(expected),
        Some(false) => Verdict::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(all: &[i64]) -> Vec<Exact> {
        all.iter().map(|n| Exact::from_int(*n)).collect()
    }

    #[test]
    fn the_median_is_the_middle_and_the_spread_forgets_one_outlier() {
        assert_eq!(median(&numbers(&[9, 1, 5])), Some(Exact::from_int(5)));
        assert_eq!(median(&numbers(&[1, 2, 3, 10])).unwrap().to_text().unwrap(), "2.5");
        assert_eq!(median(&[]), None);
        // |x − 12| = 2, 1, 0, 1, 988: their median 1 × 1.4826.
        assert_eq!(spread(&numbers(&[10, 11, 12, 13, 1000])).unwrap().to_text().unwrap(), "1.4826");
    }

    #[test]
    fn a_number_is_out_when_it_passes_every_bound() {
        let band = Band { share: Decimal::new(5, 1), floor: Decimal::from(5), score: Some(Decimal::from(6)) };
        let past = numbers(&[100, 104, 98, 102]);
        let out = |value| is_out(Exact::from_int(value), Exact::from_int(101), &past, &band);
        assert_eq!((out(150), out(152), out(50)), (Some(false), Some(true), Some(true)));
        let wide = numbers(&[20, 180, 60, 140]);
        assert_eq!(is_out(Exact::from_int(152), Exact::from_int(100), &wide, &band), Some(false), "a restless series");
        let small = numbers(&[1, 1, 1]);
        assert_eq!(is_out(Exact::from_int(6), Exact::from_int(1), &small, &band), Some(false), "not above the floor");
        assert_eq!(is_out(Exact::from_int(7), Exact::from_int(1), &small, &band), Some(true));
    }
}
