//! Numbers, dates and texts as cells hold them.

use super::{Content, GridCell};
use crate::model::{Date, Decimal};

/// Days from the first day of the 1900 system to that of the 1904 system.
const DAYS_TO_1904: i64 = 1462;
/// Most digits of a plain number: what a decimal surely holds.
const MOST_DIGITS: usize = 28;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    Plain,
    Percent,
    /// A day, with or without a time.
    Date,
    /// An amount of time, such as hours worked: counted from nothing, so from no epoch either.
    Duration,
}

/// The shortest decimal that reads back as the same float; nothing for what no decimal holds.
pub(super) fn decimal(float: f64) -> Option<Decimal> {
    Decimal::from_str_exact(&format!("{float}")).ok()
}

/// A cell of a number as it is shown. `since_1904`: dates of the workbook count from 1904.
pub(super) fn number(value: Decimal, shown: Shown, since_1904: bool) -> GridCell {
    let shift = if since_1904 { DAYS_TO_1904 } else { 0 };
    let content = match shown {
        Shown::Date => Content::Date(value.checked_add(Decimal::from(shift)).unwrap_or(value)),
        Shown::Duration => Content::Date(value),
        Shown::Plain | Shown::Percent => Content::Number(value),
    };
    GridCell { content, percent: shown == Shown::Percent }
}

/// The same for a binary float; what no decimal holds is written with its power of ten.
pub(super) fn float(value: f64, shown: Shown, since_1904: bool) -> GridCell {
    match decimal(value) {
        Some(exact) => number(exact, shown, since_1904),
        None => plain(Content::TooLong(format!("{value:e}"))),
    }
}

pub(super) fn plain(content: Content) -> GridCell {
    GridCell { content, percent: false }
}

/// Text, unless it is empty.
pub(super) fn text(text: &str) -> Option<GridCell> {
    (!text.is_empty()).then(|| plain(Content::Text(text.into())))
}

/// A cell of a format that knows only text: what is written as a plain decimal is a number, anything else stays as it
/// stands, codes with leading zeros above all.
pub(super) fn written(word: &str) -> Option<GridCell> {
    match plain_decimal(word) {
        Some(value) => Some(plain(Content::Number(value))),
        None => text(word),
    }
}

/// `-?\d+(\.\d+)?` without leading zeros, of at most 28 digits.
fn plain_decimal(word: &str) -> Option<Decimal> {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let good = digits(whole) && fraction.is_none_or(digits) && (whole == "0" || !whole.starts_with('0'));
    let length = whole.len() + fraction.map_or(0, str::len);
    if good && length <= MOST_DIGITS { Decimal::from_str_exact(word).ok() } else { None }
}

/// The serial in the 1900 system of `2021-11-30`, `2021-11-30T08:30:00` and the like.
pub(super) fn iso_serial(word: &str) -> Option<Decimal> {
    let (day, time) = match word.split_once(['T', ' ']) {
        Some((day, time)) => (day, time.trim_end_matches('Z')),
        None => (word, ""),
    };
    let whole = Decimal::from(serial(Date::parse_iso(day)?)?);
    if time.is_empty() {
        return Some(whole);
    }
    let mut parts = time.split(':').map(|part| Decimal::from_str_exact(part).ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(Decimal::ZERO))?;
    let sixty = Decimal::from(60);
    let all = hours.checked_mul(sixty)?.checked_add(minutes)?.checked_mul(sixty)?.checked_add(seconds)?;
    Some(whole.checked_add(all.checked_div(Decimal::from(86_400))?)?.normalize())
}

/// The serial of a day from March 1900 on: before it the 1900 system has a day that never was.
fn serial(date: Date) -> Option<i64> {
    // Howard Hinnant's days from civil, counted from 0000-03-01, which is day -693,899 of the 1900 system.
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year;
    Some(days - 693_899).filter(|serial| *serial > 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimals_are_numbers() {
        let is_number = |word: &str| matches!(written(word).unwrap().content, Content::Number(_));
        for word in ["0", "12", "-3", "0.50", "-0.5", "411081198001010011", "1234567890123456789012345678"] {
            assert!(is_number(word), "{word}");
        }
        for word in ["007", "1,234", "1e5", "+1", ".5", "5.", "１２", "12%", " 1", "-", "12345678901234567890123456789"]
        {
            assert!(!is_number(word), "{word}");
        }
        assert_eq!(written("12.50").unwrap().raw(), "12.50");
        assert_eq!(written(""), None);
    }

    #[test]
    fn dates_become_serials() {
        let serial = |word: &str| iso_serial(word).map(|n| n.to_string());
        assert_eq!(serial("2021-11-30").as_deref(), Some("44530"));
        assert_eq!(serial("2021-11-30T12:00:00").as_deref(), Some("44530.5"));
        assert_eq!(serial("2021-02-29"), None);
        assert_eq!(serial("12:00"), None);
        let since_1904 = number(Decimal::from(43_068), Shown::Date, true);
        assert_eq!(since_1904.content, Content::Date(Decimal::from(44_530)));
        let duration = number(Decimal::from(2), Shown::Duration, true);
        assert_eq!(duration.content, Content::Date(Decimal::from(2)));
    }
}
