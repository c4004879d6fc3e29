//! Which numbers of one indicator may not be printed: the small ones, and as many others as it takes that no small one
//! can be had back by adding and subtracting what is printed.
//!
//! Numbers hang together in two ways: a total is the sum of its units, and a cumulative is the one before it plus the
//! months between. Both are linear, so a hidden number can be had back exactly if it alone is a combination of these
//! equations; that is asked of every hidden number, month by month. A month is settled once: what was printed last month
//! is not hidden this month, for it has been read.

use super::system;
use crate::model::{Exact, Measure, Month, Period};
use std::collections::{BTreeMap, BTreeSet};

/// One number of the indicator.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// Whose it is: numbers of one row hang together over time.
    pub row: usize,
    /// A total is not hidden for being small.
    pub is_total: bool,
    pub measure: Measure,
    pub period: Period,
    pub value: Exact,
}

/// A total and its parts, all of one measure and period, by their places among the numbers. A total that is not known
/// here may be printed elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    pub total: Option<usize>,
    pub parts: Vec<usize>,
}

/// Numbers that add up: a sum over units, or a stretch of months.
struct Equation {
    /// Places and signs.
    terms: Vec<(usize, i8)>,
    sum: Option<Sum>,
}

/// The numbers that may not be printed, by their places.
pub(crate) fn hide(numbers: &[Number], sums: &[Sum], below: u32) -> BTreeSet<usize> {
    let over_time = stretches(numbers).into_iter().map(|terms| Equation { terms, sum: None });
    let over_units = sums.iter().map(|sum| {
        let total = sum.total.iter().map(|total| (*total, -1));
        Equation { terms: sum.parts.iter().map(|part| (*part, 1)).chain(total).collect(), sum: Some(sum.clone()) }
    });
    let mut equations: Vec<Equation> = over_units.chain(over_time).collect();
    // Months over units, then over time, then cumulatives over units: who is hidden in a month is so in its cumulative.
    equations.sort_by_key(|equation| {
        let measure = equation.terms.first().and_then(|(at, _)| numbers.get(*at)).map(|number| number.measure);
        match (&equation.sum, measure) {
            (None, _) => 1,
            (_, Some(Measure::Ytd | Measure::PriorYtd)) => 2,
            _ => 0,
        }
    });
    let months: BTreeSet<Month> = numbers.iter().map(|number| number.period.last_month()).collect();
    let mut cover = Cover { numbers, below: Exact::from_int(i64::from(below)), hidden: BTreeSet::new() };
    for month in months {
        cover.settle(&equations, month);
    }
    cover.hidden
}

struct Cover<'a> {
    numbers: &'a [Number],
    below: Exact,
    hidden: BTreeSet<usize>,
}

impl Cover<'_> {
    fn settle(&mut self, equations: &[Equation], month: Month) {
        let (numbers, below) = (self.numbers, self.below);
        let small = |number: &Number| !number.is_total && number.value > Exact::ZERO && number.value < below;
        let here = |number: &Number| number.period.last_month() == month;
        self.hidden.extend((0..).zip(numbers).filter(|(_, n)| here(n) && small(n)).map(|(at, _)| at));
        let ended = |equation: &Equation| self.latest(equation).is_some_and(|latest| latest <= month);
        let known: Vec<&Equation> = equations.iter().filter(|equation| ended(equation)).collect();
        let now: Vec<&Equation> = known.iter().copied().filter(|one| self.latest(one) == Some(month)).collect();
        while !self.hidden.is_empty() {
            let before = self.hidden.len();
            for equation in &now {
                let more = match &equation.sum {
                    Some(sum) => self.beside(sum),
                    None => self.along(equation, month),
                };
                self.hidden.extend(more);
            }
            if self.hidden.len() == before {
                let Some(more) = self.another(&known, month) else { break };
                self.hidden.insert(more);
            }
        }
    }

    fn latest(&self, equation: &Equation) -> Option<Month> {
        equation.terms.iter().filter_map(|(at, _)| Some(self.numbers.get(*at)?.period.last_month())).max()
    }

    fn value(&self, at: usize) -> Exact {
        self.numbers.get(at).map_or(Exact::ZERO, |number| number.value)
    }

    /// What else a sum has to hide: the next smallest part when one is hidden alone, or when those that are can only have
    /// one value each; the total itself when no part is left.
    fn beside(&self, sum: &Sum) -> Option<usize> {
        if sum.total.is_some_and(|total| self.hidden.contains(&total)) {
            return None;
        }
        let hidden: Vec<Exact> =
            sum.parts.iter().filter(|at| self.hidden.contains(at)).map(|at| self.value(*at)).collect();
        let one = Exact::from_int(1);
        let all_are = |value: Exact| hidden.iter().all(|hidden| *hidden == value);
        let highest = self.below.checked_sub(one).is_some_and(all_are);
        let forced = hidden.len() == 1 || all_are(one) || hidden.len() > 2 && highest;
        if hidden.is_empty() || !forced {
            return None;
        }
        self.next_smallest(sum).or(sum.total)
    }

    /// A number above zero before a zero: an empty cell is often known to be empty.
    fn next_smallest(&self, sum: &Sum) -> Option<usize> {
        let open = sum.parts.iter().copied().filter(|at| !self.hidden.contains(at));
        open.min_by_key(|at| (self.value(*at) <= Exact::ZERO, self.value(*at)))
    }

    /// What else a stretch of months has to hide when one number of it is hidden alone: the month, else the cumulative.
    fn along(&self, equation: &Equation, month: Month) -> Option<usize> {
        let hidden = equation.terms.iter().filter(|(at, _)| self.hidden.contains(at)).count();
        if hidden != 1 {
            return None;
        }
        equation
            .terms
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| self.is_open(*at, month))
            .min_by_key(|at| self.dearness(*at))
    }

    /// Printed so far, and of this month: it can still be hidden.
    fn is_open(&self, at: usize, month: Month) -> bool {
        let here = self.numbers.get(at).is_some_and(|number| number.period.last_month() == month);
        here && !self.hidden.contains(&at)
    }

    /// Longer periods go first, then months, then cumulatives; totals last.
    fn dearness(&self, at: usize) -> (bool, u8) {
        self.numbers.get(at).map_or((true, 3), |number| {
            let rank = match (number.measure, number.period) {
                (Measure::Ytd | Measure::PriorYtd, _) => 2,
                (_, Period::Month(_)) => 1,
                _ => 0,
            };
            (number.is_total, rank)
        })
    }

    /// The hidden numbers that the printed ones give away.
    fn given_away(&self, known: &[&Equation], and_hidden: Option<usize>) -> BTreeSet<usize> {
        let is_hidden = |at: &usize| self.hidden.contains(at) || and_hidden == Some(*at);
        let of_hidden = |equation: &&Equation| {
            equation.terms.iter().filter(|(at, _)| is_hidden(at)).copied().collect::<BTreeMap<usize, i8>>()
        };
        system::determined(known.iter().map(of_hidden))
    }

    /// A number of this month without which less is given away: rather of a row that is concerned, a total only when
    /// nothing else helps.
    fn another(&self, known: &[&Equation], month: Month) -> Option<usize> {
        let told = self.given_away(known, None);
        let concerned: BTreeSet<usize> =
            told.iter().filter_map(|at| self.numbers.get(*at)).map(|number| number.row).collect();
        let cost = |at: &usize| {
            let (is_total, rank) = self.dearness(*at);
            let apart = self.numbers.get(*at).is_none_or(|number| !concerned.contains(&number.row));
            (is_total, apart, rank, self.value(*at))
        };
        let mut open: Vec<usize> = (0..self.numbers.len()).filter(|at| self.is_open(*at, month)).collect();
        open.sort_by_key(cost);
        let helps = |at: &&usize| self.given_away(known, Some(**at)).len() < told.len();
        if told.is_empty() { None } else { open.iter().find(helps).or(open.first()).copied() }
    }
}

/// A flow and its cumulative.
const FAMILIES: [(Measure, Measure); 2] = [(Measure::Month, Measure::Ytd), (Measure::PriorMonth, Measure::PriorYtd)];

/// What adds up over time, row by row (of a total it follows from its units, and holds only if all of them came): a cumulative is an earlier one and the months since; a longer period is its
/// months, its quarters, its halves, or the cumulative at its end less the one before it.
fn stretches(numbers: &[Number]) -> Vec<Vec<(usize, i8)>> {
    let mut by_row: BTreeMap<usize, BTreeMap<(Measure, String), usize>> = BTreeMap::new();
    let mut years: BTreeMap<usize, BTreeSet<i32>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate().filter(|(_, number)| !number.is_total) {
        by_row.entry(number.row).or_default().insert((number.measure, number.period.to_string()), at);
        years.entry(number.row).or_default().insert(number.period.last_month().year());
    }
    let mut all = Vec::new();
    for (row, cells) in &by_row {
        for year in years.get(row).into_iter().flatten() {
            for (flow, so_far) in FAMILIES {
                let find = |measure: Measure, period: Period| cells.get(&(measure, period.to_string())).copied();
                let row = Row { year: *year, flow: &|p| find(flow, p), so_far: &|p| find(so_far, p) };
                row.cumulatives(&mut all);
                row.longer(&mut all);
            }
        }
    }
    all
}

/// The numbers of one row and year, by period.
struct Row<'a> {
    year: i32,
    flow: &'a dyn Fn(Period) -> Option<usize>,
    so_far: &'a dyn Fn(Period) -> Option<usize>,
}

impl Row<'_> {
    fn month(&self, number: u8) -> Option<Period> {
        Month::new(self.year, number).map(Period::Month)
    }

    /// From one cumulative that is there to the next, if the months between are.
    fn cumulatives(&self, all: &mut Vec<Vec<(usize, i8)>>) {
        // Before January nothing has been counted.
        let mut start: Option<(u8, Option<usize>)> = Some((0, None));
        for number in 1..=12 {
            let Some(end) = self.month(number).and_then(self.so_far) else { continue };
            if let Some((first, before)) = start {
                let months: Option<Vec<usize>> =
                    (first + 1..=number).map(|month| self.month(month).and_then(self.flow)).collect();
                if let Some(months) = months {
                    let parts = months.into_iter().map(|at| (at, 1)).chain(before.map(|at| (at, 1)));
                    all.push(parts.chain([(end, -1)]).collect());
                }
            }
            start = Some((number, Some(end)));
        }
    }

    fn longer(&self, all: &mut Vec<Vec<(usize, i8)>>) {
        let (quarters, halves) =
            ((1..=4).map(|n| Period::Quarter(self.year, n)), (1..=2).map(|n| Period::Half(self.year, n)));
        let periods: Vec<Period> = quarters.chain(halves).chain([Period::Year(self.year)]).collect();
        for period in &periods {
            let Some(whole) = (self.flow)(*period) else { continue };
            let (first, last) = period.span();
            let months = period.months().into_iter().map(Period::Month).collect();
            let inside = |kind: fn(&Period) -> bool| -> Vec<Period> {
                let within = |one: &Period| one != period && one.span().0 >= first && one.span().1 <= last;
                periods.iter().copied().filter(|one| kind(one) && within(one)).collect()
            };
            let quarters = inside(|one| matches!(one, Period::Quarter(..)));
            let halves = inside(|one| matches!(one, Period::Half(..)));
            for parts in [months, quarters, halves] {
                let parts: Option<Vec<usize>> = parts.into_iter().map(self.flow).collect();
                if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
                    all.push(parts.into_iter().map(|at| (at, 1)).chain([(whole, -1)]).collect());
                }
            }
            let end = (self.so_far)(Period::Month(last));
            let before =
                if first.number() == 1 { Some(None) } else { (self.so_far)(Period::Month(first.previous())).map(Some) };
            if let (Some(end), Some(before)) = (end, before) {
                let before = before.map(|at| (at, 1));
                all.push(before.into_iter().chain([(whole, 1), (end, -1)]).collect());
            }
        }
    }
}

#[cfg(test)]
#[path = "cover_tests.rs"]
mod tests;
