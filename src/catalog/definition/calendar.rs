//! When a month's return is due: a day of the month after, and where it goes when no one works on it.

use crate::model::{Date, Month};
use std::collections::BTreeSet;

/// Returns are due on a day of the month after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueRule {
    /// 1 to 28.
    pub day_of_next_month: u8,
    pub shift: Shift,
    pub holidays: BTreeSet<Date>,
    /// Saturdays and Sundays that are worked (调休).
    pub workdays: BTreeSet<Date>,
    /// Working days a unit has to send what never came, and to correct what was sent back; none: no day is named.
    pub remind_days: Option<u8>,
    pub correction_days: Option<u8>,
}

/// Where a due day goes that no one works on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shift {
    #[default]
    None,
    Later,
    Earlier,
}

impl DueRule {
    /// The day by which a month's return has to be sent.
    pub fn due(&self, month: Month) -> Date {
        let next = month.next();
        let nominal = Date::new(next.year(), next.number(), self.day_of_next_month);
        let mut day = nominal.unwrap_or_else(|| next.last_day());
        let step = match self.shift {
            Shift::None => return day,
            Shift::Later => 1,
            Shift::Earlier => -1,
        };
        // Ends: there are only so many holidays.
        while !self.is_working(day) {
            day = day.plus_days(step);
        }
        day
    }

    /// The last of so many working days after a day.
    pub fn working_days_after(&self, day: Date, count: u8) -> Date {
        let mut last = day;
        for _ in 0..count {
            last = last.plus_days(1);
            // Ends: there are only so many holidays.
            while !self.is_working(last) {
                last = last.plus_days(1);
            }
        }
        last
    }

    pub fn is_working(&self, day: Date) -> bool {
        self.workdays.contains(&day) || !day.weekday().is_weekend() && !self.holidays.contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(serial: i64) -> Date {
        Date::from_serial(serial).unwrap()
    }

    /// Serial numbers of the first months of 2021.
    fn days() -> impl Strategy<Value = BTreeSet<Date>> {
        prop::collection::btree_set((44_197_i64..44_400).prop_map(day), 0..60)
    }

    proptest! {
        #[test]
        fn the_due_day_is_the_nearest_working_one(
            holidays in days(), worked in days(), number in 1_u8..=6, nominal in 1_u8..=28, later in any::<bool>(),
        ) {
            let workdays = worked.into_iter().filter(|d| d.weekday().is_weekend() && !holidays.contains(d)).collect();
            let shift = if later { Shift::Later } else { Shift::Earlier };
            let rule = DueRule { day_of_next_month: nominal, shift, holidays, workdays, ..DueRule::default() };
            let month = Month::new(2021, number).unwrap();
            let (due, named) = (rule.due(month), Date::new(2021, number + 1, nominal).unwrap());
            prop_assert!(rule.is_working(due));
            let (first, last) = if later { (named, due) } else { (due, named) };
            prop_assert!(first <= last);
            let mut between = first;
            while between <= last {
                prop_assert!(between == due || !rule.is_working(between), "{between} is worked");
                between = between.plus_days(1);
            }
            prop_assert_eq!(DueRule { shift: Shift::None, ..rule }.due(month), named);
        }
    }

    #[test]
    fn working_days_are_counted_from_the_day_after() {
        let date = |text: &str| Date::parse_iso(text).unwrap();
        let national = (1..=7).filter_map(|day| Date::new(2021, 10, day)).collect();
        let rule = DueRule { holidays: national, workdays: [date("2021-10-09")].into(), ..DueRule::default() };
        // A Sunday; Wednesday is the third working day after it. Off the printed calendar of 2021.
        assert_eq!(rule.working_days_after(date("2021-12-05"), 3), date("2021-12-08"));
        // 5 October is a holiday; 8 (Friday), 9 (worked Saturday), 11 (Monday).
        assert_eq!(rule.working_days_after(date("2021-10-05"), 3), date("2021-10-11"));
        assert_eq!(rule.working_days_after(date("2021-10-05"), 0), date("2021-10-05"));
    }
}
