//! A value axis: round ends, few round ticks. The only numbers a chart writes by itself.
#![allow(clippy::float_arithmetic)] // geometry

use crate::model::Decimal;

/// Geometry of an exact value: the one place where a chart leaves decimals.
pub(super) fn position(value: Decimal) -> f64 {
    f64::try_from(value).unwrap_or(0.0)
}

/// An axis that covers its values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Ascending; each with its label.
    pub(super) ticks: Vec<(f64, String)>,
}

/// At most this many steps between the ends.
const STEPS: i64 = 5;

impl Axis {
    /// The axis for values between `low` and `high`. It starts at zero unless that would leave
    /// more than half of it empty; its labels say where it starts.
    pub(super) fn covering(low: f64, high: f64) -> Self {
        let (mut low, mut high) = (low.min(high), low.max(high));
        if low > 0.0 && low <= high * 0.5 {
            low = 0.0;
        }
        if high < 0.0 && high >= low * 0.5 {
            high = 0.0;
        }
        if high - low <= f64::EPSILON * high.abs().max(1.0) * 16.0 {
            // One value only: give it room, from zero.
            (low, high) = if high > 0.0 { (0.0, high) } else { (low, if low < 0.0 { 0.0 } else { 1.0 }) };
        }
        for exponent in -9..=15 {
            for mantissa in [1_i64, 2, 5] {
                let step = mantissa as f64 * 10_f64.powi(exponent);
                // A hair of tolerance, so that 100 is not beyond 100.00000000000001.
                let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
                if last - first <= STEPS as f64 {
                    return Self::with_ticks(first as i64, last as i64, mantissa, exponent);
                }
            }
        }
        Self { low, high, ticks: Vec::new() }
    }

    fn with_ticks(first: i64, last: i64, mantissa: i64, exponent: i32) -> Self {
        let at = |count: i64| (count * mantissa) as f64 * 10_f64.powi(exponent);
        let ticks = (first..=last).map(|count| (at(count), tick_label(count * mantissa, exponent))).collect();
        Self { low: at(first), high: at(last), ticks }
    }
}

/// `digits` × 10^`exponent`, written exactly.
pub(super) fn tick_label(digits: i64, exponent: i32) -> String {
    if digits == 0 {
        return "0".to_owned();
    }
    match u32::try_from(exponent) {
        Ok(zeros) => format!("{digits}{}", "0".repeat(zeros as usize)),
        Err(_) => Decimal::new(digits, exponent.unsigned_abs()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64) -> Vec<String> {
        Axis::covering(low, high).ticks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        assert_eq!(labels(29.51, 98.14), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(labels(94.2, 98.9), ["94", "95", "96", "97", "98", "99"]);
        assert_eq!(labels(-3.0, 4.0), ["-4", "-2", "0", "2", "4"]);
        assert_eq!(
            labels(0.0, 0.013),
            ["0.000", "0.005", "0.010", "0.015"].map(|l| if l == "0.000" { "0" } else { l })
        );
        assert_eq!(labels(0.0, 123_456.0), ["0", "50000", "100000", "150000"]);
    }

    #[test]
    fn one_value_starts_at_zero_and_no_value_is_harmless() {
        assert_eq!(Axis::covering(7.0, 7.0).low, 0.0);
        assert_eq!(labels(0.0, 0.0).first().map(String::as_str), Some("0"));
        assert!(Axis::covering(0.0, 1e30).ticks.is_empty());
    }
}
