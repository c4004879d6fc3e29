//! A calendar date, without a clock: dates come from covers and calendars.

use std::fmt;

/// A day of the Gregorian calendar. Ordered by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or nothing if there is no such day (2021-02-29).
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let ok = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        ok.then_some(Self { year, month, day })
    }
    pub fn year(self) -> i32 {
        self.year
    }
    pub fn month(self) -> u8 {
        self.month
    }
    pub fn day(self) -> u8 {
        self.day
    }
    /// `2021-11-30` only.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some() || !digits(y, 4) || !digits(m, 2) || !digits(d, 2) {
            return None;
        }
        Self::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)
    }
    /// From a spreadsheet serial of the 1900 system (serial 60, the day that never was, is refused).
    pub fn from_serial(serial: i64) -> Option<Self> {
        if serial == 60 || !(1..=2_958_465).contains(&serial) {
            return None;
        }
        let shift = if serial < 60 { 25_568 } else { 25_569 };
        Some(Self::from_days(serial - shift))
    }
    /// Days since 1970-01-01; before it negative.
    pub fn days(self) -> i64 {
        // Years begin in March: the day that a leap year adds is then the last one.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let year_of_era = year.rem_euclid(400);
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }
    /// The day so many days after, or before.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days() + days)
    }
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[usize::try_from((self.days() + 3).rem_euclid(7)).unwrap_or(0)]
    }
    /// `2021年11月30日`, as official documents write it (GB/T 9704-2012, 7.3.5.4: no leading zeros).
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
    /// Days since 1970-01-01 to a date (Howard Hinnant's civil calendar algorithm).
    fn from_days(days: i64) -> Self {
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = u8::try_from(doy - (153 * mp + 2) / 5 + 1).unwrap_or(1);
        let month = u8::try_from(if mp < 10 { mp + 3 } else { mp - 9 }).unwrap_or(1);
        let year = i32::try_from(yoe + era * 400).unwrap_or(0) + i32::from(month <= 2);
        Self { year, month, day }
    }
}

/// A day of the week.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];
    pub fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
    /// `星期六`
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Monday => "星期一",
            Self::Tuesday => "星期二",
            Self::Wednesday => "星期三",
            Self::Thursday => "星期四",
            Self::Friday => "星期五",
            Self::Saturday => "星期六",
            Self::Sunday => "星期日",
        }
    }
}

/// 28 to 31.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn serials_are_those_of_a_spreadsheet() {
        // Values read off LibreOffice and the covers of the bundled returns.
        for (serial, iso) in [(44_441, "2021-09-02"), (44_500, "2021-10-31"), (61, "1900-03-01"), (1, "1900-01-01")] {
            assert_eq!(Date::from_serial(serial).map(|d| d.to_string()).as_deref(), Some(iso));
        }
        assert_eq!(Date::from_serial(60), None);
    }

    #[test]
    fn weeks_go_on_over_month_and_year_ends() {
        // Off printed calendars.
        for (iso, weekday) in [
            ("2021-10-01", Weekday::Friday),
            ("2021-12-05", Weekday::Sunday),
            ("2022-01-05", Weekday::Wednesday),
            ("2000-02-29", Weekday::Tuesday),
            ("1969-12-31", Weekday::Wednesday),
        ] {
            assert_eq!(Date::parse_iso(iso).map(Date::weekday), Some(weekday), "{iso}");
        }
    }

    proptest! {
        #[test]
        fn days_are_counted_one_by_one(serial in 61_i64..2_958_465) {
            let (day, next) = (Date::from_serial(serial).unwrap(), Date::from_serial(serial + 1).unwrap());
            prop_assert_eq!(day.plus_days(1), next);
            prop_assert_eq!(next.days() - day.days(), 1);
            prop_assert!(day < next && next.plus_days(-1) == day);
        }
    }

    #[test]
    fn there_is_no_thirtieth_of_february() {
        assert_eq!(Date::new(2021, 2, 29), None);
        assert!(Date::new(2024, 2, 29).is_some());
        assert_eq!(Date::parse_iso("2021-2-3"), None);
    }
}
