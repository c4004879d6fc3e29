//! The way from where a target starts to its goal: what is due at the end of each month.

use crate::catalog::Path;
use crate::model::{Date, Exact, Month};

/// Months gone and months to the deadline, both counted from January of the period's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub year: i32,
    pub gone: i64,
    pub to_deadline: i64,
}

impl Clock {
    pub fn new(last: Month, deadline: Date) -> Self {
        let mut clock = Self { year: last.year(), gone: i64::from(last.number()), to_deadline: 0 };
        clock.to_deadline = clock.month_of(deadline);
        clock
    }
    /// The month a day lies in, January of the period's year being the first.
    pub fn month_of(self, day: Date) -> i64 {
        (i64::from(day.year()) - i64::from(self.year)) * 12 + i64::from(day.month())
    }
    /// Periods end with a month, and a deadline is a day of one: it is reached at the end of its month.
    pub fn reached(self) -> bool {
        self.gone >= self.to_deadline
    }
    pub fn left(self) -> i64 {
        (self.to_deadline - self.gone).max(0)
    }
    /// The calendar month of a number counted so.
    pub fn month(self, number: i64) -> Option<Month> {
        let index = number.checked_sub(1)?;
        let year = i64::from(self.year) + index.div_euclid(12);
        Month::new(i32::try_from(year).ok()?, u8::try_from(index.rem_euclid(12) + 1).ok()?)
    }
}

/// A start, a goal and a path between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way<'a> {
    pub path: &'a Path,
    pub start: Exact,
    pub goal: Exact,
    pub clock: Clock,
}

impl Way<'_> {
    /// Start + (goal − start) × share; of stages what the last one asked.
    pub fn due(&self, month: i64) -> Option<Exact> {
        if month >= self.clock.to_deadline {
            return Some(self.goal);
        }
        match self.path {
            Path::Hold => Some(self.goal),
            Path::ByDate => Some(self.start),
            Path::Steps(steps) => {
                let reached = steps.iter().rev().find(|step| self.clock.month_of(step.by) <= month);
                let Some(value) = reached.and_then(|step| Exact::from_decimal(step.value)) else {
                    return Some(self.start);
                };
                // Stages are the desk's; a unit's part of the target has the same part of each stage.
                let whole = steps.last().and_then(|step| Exact::from_decimal(step.value))?;
                let (done, of) = (value.checked_sub(self.start)?, whole.checked_sub(self.start)?);
                if of.is_zero() || whole == self.goal {
                    return Some(value);
                }
                let rest = self.goal.checked_sub(self.start)?;
                self.start.checked_add(rest.checked_mul(done)?.checked_div(of)?)
            }
            Path::Even | Path::Season(_) => {
                let whole = self.goal.checked_sub(self.start)?;
                self.start.checked_add(whole.checked_mul(self.share(month)?)?)
            }
        }
    }

    /// The share of a proportional way that is due by a month: n/12 of it, or the season's part; nothing on other paths.
    pub fn share(&self, month: i64) -> Option<Exact> {
        let month = month.clamp(0, self.clock.to_deadline);
        match self.path {
            Path::Even => Exact::from_int(month).checked_div(Exact::from_int(self.clock.to_deadline)),
            Path::Season(weights) => {
                let sum = |months: i64| -> Option<Exact> {
                    let mut weights = weights.iter().cycle().take(usize::try_from(months).ok()?);
                    weights.try_fold(Exact::ZERO, |sum, w| sum.checked_add(Exact::from_decimal(*w)?))
                };
                sum(month)?.checked_div(sum(self.clock.to_deadline)?)
            }
            Path::Hold | Path::ByDate | Path::Steps(_) => None,
        }
    }
}
