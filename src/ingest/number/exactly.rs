//! Arithmetic of readings: exact, or nothing.

use crate::model::{Decimal, Exact};

/// Digits a decimal can hold behind the point.
const PLACES: u32 = 28;

/// `number` × 10^`power`.
pub fn shift(number: Decimal, power: i32) -> Option<Decimal> {
    let number = number.normalize();
    let places = i64::from(number.scale()) - i64::from(power);
    let (mantissa, places) = if places < 0 {
        let more = 10_i128.checked_pow(u32::try_from(-places).ok()?)?;
        (number.mantissa().checked_mul(more)?, 0)
    } else {
        (number.mantissa(), u32::try_from(places).ok()?)
    };
    if mantissa == 0 {
        return Some(Decimal::ZERO);
    }
    Decimal::try_from_i128_with_scale(mantissa, places).ok()
}

/// `value`, of a unit that is `from` of its base, in a unit that is `to` of it.
pub fn convert(value: Decimal, from: Decimal, to: Decimal) -> Option<Decimal> {
    let of = Exact::from_decimal;
    finite(of(value)?.checked_mul(of(from)?)?.checked_div(of(to)?)?)
}

pub fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    finite(Exact::from_decimal(a)?.checked_add(Exact::from_decimal(b)?)?)
}

/// The decimal that is this fraction, with no place too many.
fn finite(value: Exact) -> Option<Decimal> {
    (0..=PLACES).find_map(|places| value.round(places).filter(|d| Exact::from_decimal(*d) == Some(value)))
}
