//! What the cells of both binary formats, xls and xlsb, have in common.

use super::value::{self, Shown};
use super::{Content, GridCell};
use crate::model::Decimal;

/// A number in four bytes: the upper thirty bits of a float, or a whole number; in hundredths or not. The division is
/// exact, which that of a float would not be.
pub(super) fn rk(bits: u32, shown: Shown, since_1904: bool) -> GridCell {
    let (hundredths, whole) = (bits & 1 != 0, bits & 2 != 0);
    let float = f64::from_bits(u64::from(bits & !3) << 32);
    let number = if whole { Some(Decimal::from(bits.cast_signed() >> 2)) } else { value::decimal(float) };
    match number {
        Some(number) if !hundredths => value::number(number, shown, since_1904),
        Some(number) => match number.checked_div(Decimal::ONE_HUNDRED) {
            Some(number) => value::number(number.normalize(), shown, since_1904),
            None => value::plain(Content::TooLong(number.to_string())),
        },
        None if hundredths => value::plain(Content::TooLong(format!("{float:e}/100"))),
        None => value::float(float, shown, since_1904),
    }
}

pub(super) fn error(code: u8) -> GridCell {
    let written = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#?",
    };
    value::plain(Content::Error(written.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_exact() {
        let raw = |bits: u32| rk(bits, Shown::Plain, false).raw();
        assert_eq!(raw(12 << 2 | 2), "12");
        assert_eq!(raw(9865 << 2 | 3), "98.65");
        assert_eq!(raw((-5_i32 << 2).cast_unsigned() | 2), "-5");
        let upper = |float: f64| u32::try_from(float.to_bits() >> 32).unwrap();
        assert_eq!(raw(upper(1.5)), "1.5");
        assert_eq!(raw(upper(12.5) | 1), "0.125");
    }
}
