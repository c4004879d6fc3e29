//! Months, and the quarters, halves and years made of them.

use super::Date;
use super::date::days_in_month;
use std::fmt;

/// One month of one year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    pub fn new(year: i32, month: u8) -> Option<Self> {
        ((1..=12).contains(&month) && (1900..=9999).contains(&year)).then_some(Self { year, month })
    }
    pub fn year(self) -> i32 {
        self.year
    }
    /// 1 to 12.
    pub fn number(self) -> u8 {
        self.month
    }
    pub fn previous(self) -> Self {
        match self.month {
            1 => Self { year: self.year - 1, month: 12 },
            m => Self { month: m - 1, ..self },
        }
    }
    pub fn next(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            m => Self { month: m + 1, ..self },
        }
    }
    pub fn january(self) -> Self {
        Self { month: 1, ..self }
    }
    pub fn last_year(self) -> Self {
        Self { year: self.year - 1, ..self }
    }
    pub fn last_day(self) -> Date {
        let day = days_in_month(self.year, self.month);
        Date::new(self.year, self.month, day).unwrap_or_else(|| unreachable_date(self))
    }
    pub fn parse(text: &str) -> Option<Self> {
        let (y, m) = text.split_once('-')?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(y, 4) || !digits(m, 2) {
            return None;
        }
        Self::new(y.parse().ok()?, m.parse().ok()?)
    }
}

/// A month's last day always exists; this names the impossible instead of panicking.
fn unreachable_date(month: Month) -> Date {
    Date::new(month.year, month.month, 28).unwrap_or_else(|| unreachable_date(Month { month: 1, ..month }))
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What an edition is of. Has no order across kinds: whether a quarter comes before one of its
/// months is a question without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Period {
    Month(Month),
    /// Year and 1 to 4.
    Quarter(i32, u8),
    /// Year and 1 or 2.
    Half(i32, u8),
    Year(i32),
}

/// The text is no period; says what a period looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PeriodError(pub String);

impl Period {
    /// `2021-11`, `2021-Q3`, `2021-H1` or `2021`.
    ///
    /// ```
    /// use yuebao::model::Period;
    /// assert_eq!(Period::parse("2021-Q3").unwrap().to_string(), "2021-Q3");
    /// assert!(Period::parse("2021-13").is_err());
    /// ```
    ///
    /// # Errors
    /// The text, when it is none of the four.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let error = || PeriodError(text.to_owned());
        if let Some(month) = Month::parse(text) {
            return Ok(Self::Month(month));
        }
        let (year, rest) = text.split_once('-').map_or((text, None), |(y, r)| (y, Some(r)));
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(error());
        }
        let year: i32 = year.parse().map_err(|_| error())?;
        match rest {
            None => Ok(Self::Year(year)),
            Some("Q1") => Ok(Self::Quarter(year, 1)),
            Some("Q2") => Ok(Self::Quarter(year, 2)),
            Some("Q3") => Ok(Self::Quarter(year, 3)),
            Some("Q4") => Ok(Self::Quarter(year, 4)),
            Some("H1") => Ok(Self::Half(year, 1)),
            Some("H2") => Ok(Self::Half(year, 2)),
            Some(_) => Err(error()),
        }
    }
    /// First and last month.
    pub fn span(self) -> (Month, Month) {
        let (year, first, last) = match self {
            Self::Month(m) => return (m, m),
            Self::Quarter(y, q) => (y, 3 * q - 2, 3 * q),
            Self::Half(y, h) => (y, 6 * h - 5, 6 * h),
            Self::Year(y) => (y, 1, 12),
        };
        (Month { year, month: first }, Month { year, month: last })
    }
    pub fn last_month(self) -> Month {
        self.span().1
    }
    pub fn months(self) -> Vec<Month> {
        let (first, last) = self.span();
        PeriodRange { first, last }.months()
    }
    /// The period of the same length just before, within the same year; none for the year's first.
    pub fn previous_in_year(self) -> Option<Self> {
        match self {
            Self::Month(m) if m.number() > 1 => Some(Self::Month(m.previous())),
            Self::Quarter(y, q) if q > 1 => Some(Self::Quarter(y, q - 1)),
            Self::Half(y, 2) => Some(Self::Half(y, 1)),
            _ => None,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(m) => write!(f, "{m}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Half(y, h) => write!(f, "{y:04}-H{h}"),
            Self::Year(y) => write!(f, "{y:04}"),
        }
    }
}

/// Months from first to last, both in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PeriodRange {
    pub first: Month,
    pub last: Month,
}

impl PeriodRange {
    pub fn months(self) -> Vec<Month> {
        let mut all = Vec::new();
        let mut month = self.first;
        while month <= self.last {
            all.push(month);
            month = month.next();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_three_months() {
        let names: Vec<_> = Period::Quarter(2021, 3).months().iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2021-07", "2021-08", "2021-09"]);
    }

    #[test]
    fn only_the_four_spellings_are_periods() {
        for bad in ["", "2021-1", "2021-00", "21-11", "2021-Q5", "2021-H3", "2021/11", "２０２１", "2021-11-01"] {
            assert!(Period::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_first_of_a_year_has_no_period_before_it() {
        assert_eq!(Period::parse("2021-01").unwrap().previous_in_year(), None);
        assert_eq!(Period::parse("2021-Q1").unwrap().previous_in_year(), None);
    }
}
