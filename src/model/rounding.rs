//! How a printed number is rounded: once, from the exact value.

/// A way of rounding to some places. Negative numbers are rounded by their size and keep their sign
/// (GB/T 8170-2008, 3.2.5), whatever the way.
///
/// ```
/// use yuebao::model::{Exact, Rounding};
/// let half = Exact::from_int(-5).checked_div(Exact::from_int(2)).unwrap();
/// let shown = |way: Rounding| half.round_by(0, way).unwrap().to_string();
/// assert_eq!([Rounding::HalfUp, Rounding::HalfEven, Rounding::Truncate].map(shown), ["-3", "-2", "-2"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// 四舍五入: a half goes away from zero.
    #[default]
    HalfUp,
    /// 四舍六入五成双 (GB/T 8170-2008, 3.2.1 to 3.2.4): a half goes to the even digit.
    HalfEven,
    /// 截尾: what is behind the last place is dropped.
    Truncate,
}

impl Rounding {
    /// As data files write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::Truncate => "truncate",
        }
    }
    pub fn name(self) -> &'static str {
        match self {
            Self::HalfUp => "四舍五入",
            Self::HalfEven => "四舍六入五成双（GB/T 8170-2008）",
            Self::Truncate => "截尾",
        }
    }
    /// Whether a size between `quotient` and the next goes up: `rest` of `whole` is what stands behind.
    pub(super) fn goes_up(self, quotient: u128, rest: u128, whole: u128) -> bool {
        // `rest < whole`, so that nothing overflows.
        match (self, rest.cmp(&(whole - rest))) {
            (Self::Truncate, _) | (_, std::cmp::Ordering::Less) => false,
            (Self::HalfEven, std::cmp::Ordering::Equal) => quotient % 2 == 1,
            _ => true,
        }
    }
}
