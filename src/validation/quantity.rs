//! What a formula calculates with: exact numbers, or the range a rounded number may have come from.

use crate::formula::Compare;
use crate::model::{Decimal, Exact};

/// Operations give nothing where 128 bits do not hold the result.
pub(super) trait Quantity: Copy {
    fn exact(value: Exact) -> Self;
    /// A value written to this many places; nothing for one that was not rounded.
    fn rounded(value: Exact, places: Option<u32>) -> Option<Self>;
    fn plus(self, other: Self) -> Option<Self>;
    fn minus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
    /// Only where `other` may not be zero.
    fn by(self, other: Self) -> Option<Self>;
    fn negated(self) -> Option<Self>;
    fn size(self) -> Option<Self>;
    fn least(self, other: Self) -> Self;
    fn most(self, other: Self) -> Self;
    fn to_places(self, places: u32) -> Option<Self>;
    fn may_be_zero(self) -> bool;
    fn compare(left: Self, op: Compare, right: Self, tolerance: Exact) -> Option<bool>;
}

impl Quantity for Exact {
    fn exact(value: Exact) -> Self {
        value
    }
    fn rounded(value: Exact, _: Option<u32>) -> Option<Self> {
        Some(value)
    }
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }
    fn minus(self, other: Self) -> Option<Self> {
        self.checked_sub(other)
    }
    fn times(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }
    fn by(self, other: Self) -> Option<Self> {
        self.checked_div(other)
    }
    fn negated(self) -> Option<Self> {
        self.checked_neg()
    }
    fn size(self) -> Option<Self> {
        self.abs()
    }
    fn least(self, other: Self) -> Self {
        self.min(other)
    }
    fn most(self, other: Self) -> Self {
        self.max(other)
    }
    fn to_places(self, places: u32) -> Option<Self> {
        self.round(places).and_then(Exact::from_decimal)
    }
    fn may_be_zero(self) -> bool {
        self.is_zero()
    }
    fn compare(left: Self, op: Compare, right: Self, tolerance: Exact) -> Option<bool> {
        let gap = left.checked_sub(right)?;
        let within = |gap: Exact| gap <= tolerance;
        Some(match op {
            Compare::Equal => within(gap.abs()?),
            Compare::NotEqual => !within(gap.abs()?),
            Compare::Less => gap.is_negative(),
            Compare::LessOrEqual => within(gap),
            Compare::Greater => !gap.is_negative() && !gap.is_zero(),
            Compare::GreaterOrEqual => within(gap.checked_neg()?),
        })
    }
}

/// All numbers that a rounded one may stand for, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    low: Exact,
    high: Exact,
}

impl Interval {
    /// The least and the greatest of the four results at the ends.
    fn ends(self, other: Self, join: fn(Exact, Exact) -> Option<Exact>) -> Option<Self> {
        let first = join(self.low, other.low)?;
        let rest = [join(self.low, other.high)?, join(self.high, other.low)?, join(self.high, other.high)?];
        let low = rest.iter().fold(first, |least, end| least.min(*end));
        let high = rest.iter().fold(first, |most, end| most.max(*end));
        Some(Self { low, high })
    }
}

impl Quantity for Interval {
    fn exact(value: Exact) -> Self {
        Self { low: value, high: value }
    }
    fn rounded(value: Exact, places: Option<u32>) -> Option<Self> {
        let Some(places) = places else { return Some(Self::exact(value)) };
        let half = Exact::from_decimal(Decimal::try_new(5, places + 1).ok()?)?;
        Some(Self { low: value.checked_sub(half)?, high: value.checked_add(half)? })
    }
    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }
    fn minus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }
    fn times(self, other: Self) -> Option<Self> {
        self.ends(other, Exact::checked_mul)
    }
    fn by(self, other: Self) -> Option<Self> {
        self.ends(other, Exact::checked_div)
    }
    fn negated(self) -> Option<Self> {
        Some(Self { low: self.high.checked_neg()?, high: self.low.checked_neg()? })
    }
    fn size(self) -> Option<Self> {
        if !self.low.is_negative() {
            return Some(self);
        }
        let turned = self.negated()?;
        let positive = turned.low.max(Exact::ZERO);
        Some(Self { low: positive, high: turned.high.max(self.high) })
    }
    fn least(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.min(other.high) }
    }
    fn most(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.max(other.high) }
    }
    fn to_places(self, places: u32) -> Option<Self> {
        Some(Self { low: self.low.to_places(places)?, high: self.high.to_places(places)? })
    }
    fn may_be_zero(self) -> bool {
        self.low <= Exact::ZERO && self.high >= Exact::ZERO
    }
    /// Whether some numbers of the two ranges satisfy it.
    fn compare(left: Self, op: Compare, right: Self, _: Exact) -> Option<bool> {
        Some(match op {
            Compare::Equal => left.low <= right.high && right.low <= left.high,
            Compare::NotEqual => left.low != left.high || left != right,
            Compare::Less => left.low < right.high,
            Compare::LessOrEqual => left.low <= right.high,
            Compare::Greater => left.high > right.low,
            Compare::GreaterOrEqual => left.high >= right.low,
        })
    }
}
