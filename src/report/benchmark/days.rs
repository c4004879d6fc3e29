//! Of which days the values of a comparison are, as well as these are known: of one, from one to another, of a period.

use super::view::{View, in_words};
use crate::benchmark::Standing;
use crate::catalog::{Basis, Compared, Dated};
use crate::model::{Date, Period};
use crate::report::mark;

/// The days of a standing's comparable values and of what they are held against.
pub struct Days {
    /// Marked: `截至2021年11月底`, `2021年10月31日至2021年11月30日`.
    pub words: String,
    pub same: bool,
}

/// None without a comparable value.
pub fn of(view: &View<'_>, compared: &Compared, standing: &Standing) -> Option<Days> {
    let all = standing.entries.iter().chain(&standing.references);
    let all: Vec<(Date, Dated)> = all.map(|entry| (entry.as_of, view.dated(compared, &entry.member))).collect();
    let first = all.iter().copied().min_by_key(|(day, _)| *day)?;
    let last = all.iter().copied().max_by_key(|(day, _)| *day)?;
    if all.iter().all(|one| *one == first) {
        return Some(Days { words: when(compared, first.0, first.1), same: true });
    }
    let [from, to] = [first, last].map(|(day, dated)| in_words(day, dated));
    let words = if from == to { format!("{from}前后") } else { format!("{from}至{to}") };
    Some(Days { words: mark::date(&words), same: false })
}

/// Of which time values of one day are: `截至2021年11月底`, `2021年1—11月`, `2020年`.
fn when(compared: &Compared, day: Date, dated: Dated) -> String {
    let (year, month) = (day.year(), day.month());
    let ends = day.plus_days(1).day() == 1;
    mark::date(&match compared.definition.basis {
        _ if dated == Dated::Year => format!("{year}年"),
        Basis::Month => format!("{year}年{month}月"),
        Basis::Ytd if month == 1 => format!("{year}年1月"),
        Basis::Ytd => format!("{year}年1—{month}月"),
        Basis::Year => format!("{year}年"),
        _ if ends => format!("截至{year}年{month}月底"),
        _ => format!("截至{}", day.chinese()),
    })
}

/// The period asked for, where every value is of its last day.
pub fn period(view: &View<'_>) -> Option<Period> {
    let period = view.input.period?;
    let last = period.last_month().last_day();
    let mut known = view.input.observed.iter().filter(|one| one.exact.is_some());
    known.all(|one| one.as_of == Some(last)).then_some(period)
}

/// The day of every value, as it is printed, where that is one; marked.
pub fn common(view: &View<'_>) -> Option<String> {
    let known = view.input.observed.iter().filter(|one| one.exact.is_some());
    let mut days = known
        .map(|one| Some(in_words(one.as_of?, crate::benchmark::dated_of(view.input.set, &one.indicator, &one.member))));
    let first = days.next()??;
    days.all(|day| day.as_ref() == Some(&first)).then(|| mark::date(&first))
}
