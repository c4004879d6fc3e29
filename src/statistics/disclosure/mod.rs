//! What may not be printed: small counts of a unit (`suppress_below`), and what would give them away. Done once, between
//! the statistics and everything printed from them: a figure that is hidden here has no value for anyone after.

mod cover;
mod entries;
mod system;

pub use entries::withhold;

use super::Scope;
use super::book::FigureBook;
use crate::model::{Exact, Fact, FactNo, Figure, FigureKey, IndicatorId, Measure, Missing, Month, Operand, Period};
use cover::{Number, Sum, hide};
use std::collections::{BTreeMap, BTreeSet};

/// Measures that are counts; all others are made of them.
const COUNTS: [Measure; 6] =
    [Measure::Month, Measure::Ytd, Measure::Stock, Measure::PriorMonth, Measure::PriorYtd, Measure::PriorStock];

/// Takes out of the book what may not be printed, and notes the cells that may not be quoted.
pub(super) fn apply(scope: &Scope<'_>, book: &mut FigureBook) {
    let mut cells = BTreeSet::new();
    let mut any = false;
    for id in &scope.indicators {
        let Some(below) = scope.catalog.indicators.get(id).and_then(|indicator| indicator.suppress_below) else {
            continue;
        };
        let counts = Counts::of(scope, book, id);
        let hidden = hide(&counts.numbers, &counts.sums, below);
        any |= !hidden.is_empty();
        counts.keys(&hidden).for_each(|key| book.hide(key));
        cells.extend(
            scope
                .facts
                .iter()
                .filter(|(_, fact)| fact.indicator == *id && !counts.quotes(fact, &hidden))
                .map(|(no, _)| no),
        );
    }
    book.withhold(cells);
    if any {
        hide_what_is_made_of_them(scope, book);
    }
}

/// The numbers of one indicator.
struct Counts {
    numbers: Vec<Number>,
    sums: Vec<Sum>,
    /// Where the figures of a number stand; two for what a month and the quarter it ends have in common.
    figures: Vec<Vec<FigureKey>>,
    /// By unit, measure and month: what a cell says.
    cells: BTreeMap<(String, Measure, Month), usize>,
}

impl Counts {
    fn of(scope: &Scope<'_>, book: &FigureBook, id: &IndicatorId) -> Self {
        let mut counts = Self { numbers: Vec::new(), sums: Vec::new(), figures: Vec::new(), cells: BTreeMap::new() };
        let rows: BTreeMap<&str, usize> = scope.regions().enumerate().map(|(row, code)| (code.as_str(), row)).collect();
        let mut places: BTreeMap<(usize, Measure, String), usize> = BTreeMap::new();
        let of_id = book.iter().filter(|figure| figure.key.indicator == *id && COUNTS.contains(&figure.key.measure));
        for figure in of_id {
            let key = &figure.key;
            let (Some(value), Some(row)) = (figure.value, rows.get(key.region.as_str())) else { continue };
            let number = Number { row: *row, is_total: *row == 0, measure: key.measure, period: own(key), value };
            let at = counts.put(&mut places, number);
            counts.figures.resize(counts.numbers.len(), Vec::new());
            if let Some(keys) = counts.figures.get_mut(at) {
                keys.push(key.clone());
            }
            if let Period::Month(month) = own(key) {
                counts.cells.insert((key.region.to_string(), key.measure, month), at);
            }
        }
        counts.longer_periods(&mut places);
        counts.figures.resize(counts.numbers.len(), Vec::new());
        counts.add_up(&places);
        counts
    }

    fn put(&mut self, places: &mut BTreeMap<(usize, Measure, String), usize>, number: Number) -> usize {
        *places.entry((number.row, number.measure, number.period.to_string())).or_insert_with(|| {
            self.numbers.push(number);
            self.numbers.len() - 1
        })
    }

    /// Quarters, halves and the year as far as they are over, printed in this run or in another: what is hidden of a
    /// month does not depend on what else is asked for.
    fn longer_periods(&mut self, places: &mut BTreeMap<(usize, Measure, String), usize>) {
        let years: BTreeSet<i32> = self.numbers.iter().map(|number| number.period.last_month().year()).collect();
        let rows: BTreeSet<usize> = self.numbers.iter().map(|number| number.row).filter(|row| *row > 0).collect();
        let periods = years.into_iter().flat_map(|year| {
            let quarters = (1..=4).map(move |n| Period::Quarter(year, n));
            quarters.chain((1..=2).map(move |n| Period::Half(year, n))).chain([Period::Year(year)])
        });
        for period in periods {
            for measure in [Measure::Month, Measure::PriorMonth] {
                let mut total: Option<Exact> = None;
                for row in &rows {
                    let month = |month: Month| places.get(&(*row, measure, month.to_string())).copied();
                    let months: Option<Vec<usize>> = period.months().into_iter().map(month).collect();
                    let known = months.unwrap_or_default();
                    let values = known.iter().filter_map(|at| self.numbers.get(*at).map(|number| number.value));
                    let sum =
                        values.fold(None, |sum: Option<Exact>, value| sum.unwrap_or(Exact::ZERO).checked_add(value));
                    let Some(value) = sum else { continue };
                    total = total.unwrap_or(Exact::ZERO).checked_add(value);
                    self.put(places, Number { row: *row, is_total: false, measure, period, value });
                }
                let has_total = places.keys().any(|(row, of, _)| *row == 0 && *of == measure);
                if let Some(value) = total.filter(|_| has_total) {
                    self.put(places, Number { row: 0, is_total: true, measure, period, value });
                }
            }
        }
    }

    fn add_up(&mut self, places: &BTreeMap<(usize, Measure, String), usize>) {
        for ((row, measure, period), total) in places {
            if *row == 0 {
                let same = |key: &(usize, Measure, String)| key.0 > 0 && key.1 == *measure && key.2 == *period;
                let parts = places.iter().filter(|(key, _)| same(key)).map(|(_, at)| *at);
                self.sums.push(Sum { total: Some(*total), parts: parts.collect() });
            }
        }
    }

    fn keys<'a>(&'a self, hidden: &'a BTreeSet<usize>) -> impl Iterator<Item = &'a FigureKey> {
        hidden.iter().filter_map(|at| self.figures.get(*at)).flatten()
    }

    /// A cell may be quoted if its number is printed. What could not be read may be a small number all the same.
    fn quotes(&self, fact: &Fact, hidden: &BTreeSet<usize>) -> bool {
        let at = self.cells.get(&(fact.region.to_string(), fact.measure, fact.month));
        at.is_some_and(|at| !hidden.contains(at))
    }
}

/// A flow is of its period; everything else stands at the last month of one.
fn own(key: &FigureKey) -> Period {
    match key.measure {
        Measure::Month | Measure::PriorMonth => key.period,
        _ => Period::Month(key.period.last_month()),
    }
}

/// A ratio, a change or a rate of a hidden number would tell it. A total is made of its units, hidden or not.
fn hide_what_is_made_of_them(scope: &Scope<'_>, book: &mut FigureBook) {
    loop {
        let tells = |figure: &&Figure| {
            let made = !COUNTS.contains(&figure.key.measure) && figure.missing != Some(Missing::Suppressed);
            made && figure.trace.operands.iter().any(|operand| match operand {
                Operand::Figure(key) => {
                    let part = figure.key.region == scope.desk.region && key.region != scope.desk.region;
                    !part && book.find(key).is_some_and(|below| below.missing == Some(Missing::Suppressed))
                }
                Operand::Fact(_) => false,
            })
        };
        let keys: Vec<FigureKey> = book.iter().filter(tells).map(|figure| figure.key.clone()).collect();
        if keys.is_empty() {
            return;
        }
        keys.iter().for_each(|key| book.hide(key));
    }
}

/// The facts that may not be quoted, by number.
pub(super) type Withheld = BTreeSet<FactNo>;
