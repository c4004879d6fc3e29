//! An exact rational: a ratio keeps its numerator and denominator until it is shown.

use super::{Decimal, Rounding};
use std::cmp::Ordering;

/// A reduced fraction with a positive denominator. Operations that would overflow 128 bits give
/// nothing instead of a wrong number.
///
/// ```
/// use yuebao::model::Exact;
/// let rate = Exact::from_int(210).checked_div(Exact::from_int(320)).unwrap().checked_mul(Exact::from_int(100)).unwrap();
/// assert_eq!(rate.round(2).unwrap().to_string(), "65.63"); // 65.625, half up
/// assert!(rate.checked_div(Exact::from_int(0)).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Exact {
    num: i128,
    den: i128,
}

fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Exact {
    pub const ZERO: Exact = Exact { num: 0, den: 1 };
    /// Decimal places of a value that has no finite decimal.
    pub const PLACES: u32 = 12;

    fn new(num: i128, den: i128) -> Option<Self> {
        if den == 0 {
            return None;
        }
        let common = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?;
        let sign = if den < 0 { -1 } else { 1 };
        let num = (num / common).checked_mul(sign)?;
        let den = (den / common).checked_mul(sign)?;
        Some(Self { num, den })
    }
    pub fn from_int(n: i64) -> Self {
        Self { num: i128::from(n), den: 1 }
    }
    /// Exact; nothing only past 38 digits.
    pub fn from_decimal(d: Decimal) -> Option<Self> {
        Self::new(d.mantissa(), 10_i128.checked_pow(d.scale())?)
    }
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let num = self.num.checked_mul(other.den)?.checked_add(other.num.checked_mul(self.den)?)?;
        Self::new(num, self.den.checked_mul(other.den)?)
    }
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.checked_neg()?)
    }
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self { num: self.num.checked_neg()?, den: self.den })
    }
    #[must_use]
    pub fn abs(self) -> Option<Self> {
        if self.num < 0 { self.checked_neg() } else { Some(self) }
    }
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let left = Self::new(self.num, other.den)?;
        let right = Self::new(other.num, self.den)?;
        Self::new(left.num.checked_mul(right.num)?, left.den.checked_mul(right.den)?)
    }
    /// Nothing when `other` is zero.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.num == 0 {
            return None;
        }
        self.checked_mul(Self::new(other.den, other.num)?)
    }
    pub fn is_zero(self) -> bool {
        self.num == 0
    }
    pub fn is_negative(self) -> bool {
        self.num < 0
    }
    /// Rounded half up (away from zero), once. Nothing past 28 digits.
    pub fn round(self, places: u32) -> Option<Decimal> {
        self.round_by(places, Rounding::HalfUp)
    }
    /// Rounded once, in a way that is said. Nothing past 28 digits.
    pub fn round_by(self, places: u32, way: Rounding) -> Option<Decimal> {
        let scaled = self.num.unsigned_abs().checked_mul(10_u128.checked_pow(places)?)?;
        let den = self.den.unsigned_abs();
        let (quotient, rest) = (scaled / den, scaled % den);
        let up = u128::from(way.goes_up(quotient, rest, den));
        let magnitude = i128::try_from(quotient.checked_add(up)?).ok()?;
        let signed = if self.num < 0 { -magnitude } else { magnitude };
        Decimal::try_from_i128_with_scale(signed, places).ok()
    }
    /// The smallest whole number that is no smaller.
    ///
    /// ```
    /// use yuebao::model::Exact;
    /// let towns = Exact::from_int(54).checked_mul(Exact::from_int(90)).unwrap().checked_div(Exact::from_int(100)).unwrap();
    /// assert_eq!(towns.ceil(), Exact::from_int(49)); // 48.6
    /// ```
    #[must_use]
    pub fn ceil(self) -> Self {
        let whole = self.num.div_euclid(self.den);
        let more = i128::from(self.num.rem_euclid(self.den) != 0);
        Self { num: whole.saturating_add(more), den: 1 }
    }
    /// The finite decimal without trailing zeros, or rounded half up to 12 places.
    pub fn to_text(self) -> Option<String> {
        for places in 0..=Self::PLACES {
            let scale = 10_i128.checked_pow(places)?;
            if scale % self.den == 0 {
                return self.round(places).map(|d| d.to_string());
            }
        }
        self.round(Self::PLACES).map(|d| d.to_string())
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    /// By value. Compares by continued fractions, so that no product can overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b, mut flip) = (*self, *other, false);
        loop {
            let (qa, qb) = (a.num.div_euclid(a.den), b.num.div_euclid(b.den));
            let (ra, rb) = (a.num.rem_euclid(a.den), b.num.rem_euclid(b.den));
            let order = match (qa.cmp(&qb), ra == 0, rb == 0) {
                (Ordering::Equal, true, true) => Ordering::Equal,
                (Ordering::Equal, true, false) => Ordering::Less,
                (Ordering::Equal, false, true) => Ordering::Greater,
                (Ordering::Equal, false, false) => {
                    (a, b, flip) = (Self { num: a.den, den: ra }, Self { num: b.den, den: rb }, !flip);
                    continue;
                }
                (order, _, _) => order,
            };
            return if flip { order.reverse() } else { order };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(n: i64, d: i64) -> Exact {
        Exact::from_int(n).checked_div(Exact::from_int(d)).unwrap()
    }

    #[test]
    fn half_goes_up_away_from_zero_and_zero_has_no_sign() {
        assert_eq!(ratio(1, 8).round(2).unwrap().to_string(), "0.13");
        assert_eq!(ratio(-1, 8).round(2).unwrap().to_string(), "-0.13");
        assert_eq!(ratio(-1, 1000).round(2).unwrap().to_string(), "0.00");
    }

    #[test]
    fn every_way_of_rounding_by_hand() {
        // Value in thousandths, to two places: half up, to even (GB/T 8170-2008), truncated.
        let cases = [
            (12_345, "12.35", "12.34", "12.34"),
            (12_355, "12.36", "12.36", "12.35"),
            (-12_345, "-12.35", "-12.34", "-12.34"),
            (-12_355, "-12.36", "-12.36", "-12.35"),
            (12_346, "12.35", "12.35", "12.34"),
            (12_344, "12.34", "12.34", "12.34"),
            (5, "0.01", "0.00", "0.00"),
            (-5, "-0.01", "0.00", "0.00"),
            (0, "0.00", "0.00", "0.00"),
        ];
        for (thousandths, half_up, half_even, truncate) in cases {
            let shown = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Truncate]
                .map(|way| ratio(thousandths, 1000).round_by(2, way).unwrap().to_string());
            assert_eq!(shown, [half_up, half_even, truncate], "{thousandths}");
        }
    }

    #[test]
    fn a_half_is_a_half_only_when_nothing_follows() {
        // GB/T 8170-2008, 3.2.3: 10.5002 -> 11, although 10.5 -> 10 (3.2.4); 3.3, in one step: 15.4546 -> 15, never
        // 15.455 -> 15.46 -> 15.5 -> 16.
        let whole = |n, d| ratio(n, d).round_by(0, Rounding::HalfEven).unwrap().to_string();
        assert_eq!([whole(105_002, 10_000), whole(105, 10), whole(154_546, 10_000)], ["11", "10", "15"]);
        // 3.2.4: 1.050 -> 1.0 and 0.35 -> 0.4; 3.2.5: -0.0365 -> -0.036.
        let shown = |n, d, places| ratio(n, d).round_by(places, Rounding::HalfEven).unwrap().to_string();
        assert_eq!([shown(1050, 1000, 1), shown(35, 100, 1), shown(-365, 10_000, 3)], ["1.0", "0.4", "-0.036"]);
    }

    #[test]
    fn text_is_exact_or_twelve_places() {
        assert_eq!(ratio(3, 2).to_text().unwrap(), "1.5");
        assert_eq!(ratio(200, 3).to_text().unwrap(), "66.666666666667");
    }

    proptest! {
        #[test]
        fn order_is_that_of_cross_products(a in -1_000_000_i64..1_000_000, b in 1_i64..1_000_000, c in -1_000_000_i64..1_000_000, d in 1_i64..1_000_000) {
            let expected = (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b)));
            prop_assert_eq!(ratio(a, b).cmp(&ratio(c, d)), expected);
        }

        #[test]
        fn adding_and_taking_away_is_nothing(a in -1_000_000_i64..1_000_000, b in 1_i64..10_000, c in -1_000_000_i64..1_000_000, d in 1_i64..10_000) {
            let back = ratio(a, b).checked_add(ratio(c, d)).unwrap().checked_sub(ratio(c, d)).unwrap();
            prop_assert_eq!(back, ratio(a, b));
        }
    }
}
