//! The ways of making a series.

use super::numbers::{MOMENTS, NEW_YEAR, Row};
use super::random::ONE;
use super::share::parted;
use super::solve::{Solver, count, millionths};
use super::year::{Anchors, line, months};
use crate::catalog::{DemoSeries, DemoWay, Movement, SeriesKind, Term};
use crate::model::{Decimal, Exact, IndicatorId, Measure, Month, RegionCode};
use std::collections::BTreeMap;

/// A unit has nothing of this, or the total cannot be parted: told with the series.
const NOBODY: (&str, &str) = ("没有单位分得（看 weights、only 和各单位的表）", "no unit has any of it");

impl Solver<'_> {
    pub(super) fn row(&mut self, id: &IndicatorId, series: &DemoSeries) {
        let row = match &series.way {
            DemoWay::Flow { year } => self.flow(id, series, *year),
            DemoWay::Stock { start, end } => self.stock(id, series, *start, *end),
            DemoWay::Level { value, each } => self.level(id, series, *value, each),
            DemoWay::Each { start, end } => self.each(id, series, start, end),
            DemoWay::Sum(terms) => self.sum(id, series, terms),
            DemoWay::Part { of, shares } => self.part(id, series, of, shares),
        };
        if let Some(row) = row {
            self.keep(id, row);
        }
    }

    pub(super) fn empty(&self, series: &DemoSeries) -> Row {
        Row::empty(series.kind, series.places, self.desk.units.len())
    }

    /// January to December, give or take.
    fn season(&self, id: &IndicatorId, series: &DemoSeries, year: usize) -> [i128; 12] {
        let mut random = self.random(&[id.as_str(), "season", &year.to_string()]);
        std::array::from_fn(|at| {
            let weight = series.season.get(at).map_or(ONE, |weight| millionths(*weight));
            weight * random.about_one(millionths(series.usual.noise)) / ONE
        })
    }

    /// What a year has to come to; its moments are those after `first`.
    pub(super) fn anchors(&mut self, id: &IndicatorId, series: &DemoSeries, first: usize) -> Anchors {
        let mut of = |given: &BTreeMap<Month, Decimal>| {
            let given = self.given(id, given, series.places).into_iter();
            let own = given.filter(|(moment, _)| (first + 1..=first + 12).contains(moment));
            own.map(|(moment, number)| (moment - first - 1, number)).collect()
        };
        Anchors { months: of(&series.given), cumulative: of(&series.given_ytd) }
    }

    pub(super) fn misfit(&mut self, id: &IndicatorId, first: usize, at: super::year::Misfit) {
        let year = self.desk.year - i32::from(first < NEW_YEAR);
        let zh = format!(
            "{year}年{}至{}月指定的数合不拢（累计不够各月之和，或超过了全年、所属的总数）",
            at.from + 1,
            at.to + 1
        );
        self.fault(id, zh, format!("what is given for {year}, months {} to {}, does not fit", at.from + 1, at.to + 1));
    }

    fn flow(&mut self, id: &IndicatorId, series: &DemoSeries, year: Decimal) -> Option<Row> {
        let weights = self.weights(id, series);
        if weights.iter().all(|weight| *weight == 0) {
            self.fault(id, NOBODY.0, NOBODY.1);
            return None;
        }
        let mut row = self.empty(series);
        for (first, whole) in [(0, year.checked_mul(series.usual.prior)?), (NEW_YEAR, year)] {
            let anchors = self.anchors(id, series, first);
            let (season, offset) = (self.season(id, series, first), self.offset(id, first));
            let made = months(Some(count(whole, series.places)), &season, &anchors, None, offset);
            let totals = match made {
                Ok(totals) => totals,
                Err(at) => {
                    self.misfit(id, first, at);
                    return None;
                }
            };
            for (moment, total) in (first + 1..).zip(totals) {
                let weights = self.of_month(id, series, &weights, moment);
                let parts = parted(total, &weights, None, self.offset(id, moment))?;
                put(&mut row, moment, &parts);
            }
        }
        Some(row)
    }

    fn stock(&mut self, id: &IndicatorId, series: &DemoSeries, start: Decimal, end: Decimal) -> Option<Row> {
        let weights = self.weights(id, series);
        if weights.iter().all(|weight| *weight == 0) {
            self.fault(id, NOBODY.0, NOBODY.1);
            return None;
        }
        let at = |number: Decimal| count(number, series.places);
        let before = start.checked_mul(series.usual.prior)?;
        let mut points = BTreeMap::from([(0, at(before)), (NEW_YEAR, at(start)), (MOMENTS - 1, at(end))]);
        points.extend(self.given(id, &series.given, series.places));
        let mut row = self.empty(series);
        let mut now = vec![0; weights.len()];
        for moment in 0..MOMENTS {
            let change = line(&points, moment) - now.iter().sum::<i128>();
            let offset = self.offset(id, moment);
            if change >= 0 {
                let parts = parted(change, &weights, None, offset)?;
                now.iter_mut().zip(parts).for_each(|(now, part)| *now += part);
            } else {
                let parts = parted(-change, &weights, Some(&now), offset)?;
                now.iter_mut().zip(parts).for_each(|(now, part)| *now -= part);
            }
            put(&mut row, moment, &now);
        }
        Some(row)
    }

    fn level(
        &mut self,
        id: &IndicatorId,
        series: &DemoSeries,
        value: Option<Decimal>,
        each: &BTreeMap<RegionCode, Decimal>,
    ) -> Option<Row> {
        if value.is_none() && !series.given.is_empty() {
            self.fault(id, "写了 given 就要写 value", "given needs a value");
            return None;
        }
        let steps = self.given(id, &series.given, series.places);
        let base = value.unwrap_or(Decimal::ONE_HUNDRED);
        let at = |moment: usize| {
            let begun = if moment > NEW_YEAR { base } else { base.checked_mul(series.usual.prior).unwrap_or(base) };
            let first = if moment > NEW_YEAR && steps.range(..=NEW_YEAR).next().is_none() { NEW_YEAR + 1 } else { 0 };
            let step = steps.range(first..=moment).next_back().map(|(_, step)| *step);
            step.unwrap_or_else(|| count(begun, series.places))
        };
        let (whole, mut row) = (count(base, series.places).max(1), self.empty(series));
        for unit in self.has(id, series) {
            let code = self.desk.units.get(unit)?.code.clone();
            let own = match (each.get(&code), value) {
                (Some(own), _) => count(*own, series.places),
                (None, Some(value)) => {
                    let near =
                        self.random(&[id.as_str(), "unit", code.as_str()]).about_one(millionths(series.usual.spread));
                    count(value, series.places) * near / ONE
                }
                // A unit that was only thought up has the standard of another.
                (None, None) if !self.demo.weights.contains_key(&code) && !each.is_empty() => {
                    let drawn = self.random(&[id.as_str(), code.as_str()]).below(each.len());
                    each.values().nth(drawn).map_or(0, |own| count(*own, series.places))
                }
                (None, None) => {
                    self.fault(id, format!("each 里没有 {code}，也没有 value"), format!("no value for {code}"));
                    return None;
                }
            };
            for moment in 0..MOMENTS {
                row.set(unit, moment, Some((2 * own * at(moment) + whole).div_euclid(2 * whole)));
            }
        }
        Some(row)
    }

    fn each(
        &mut self,
        id: &IndicatorId,
        series: &DemoSeries,
        start: &BTreeMap<RegionCode, Decimal>,
        end: &BTreeMap<RegionCode, Decimal>,
    ) -> Option<Row> {
        let has = self.has(id, series);
        let mut row = self.empty(series);
        for (unit, known) in self.desk.units.iter().enumerate() {
            let of = |all: &BTreeMap<RegionCode, Decimal>| all.get(&known.code).copied().unwrap_or_default();
            let (start, end) = (of(start), of(end));
            let nothing = start.is_zero() && end.is_zero();
            if !nothing && !has.contains(&unit) {
                let zh = format!("each 里的 {} 没有一张表要填它", known.code);
                self.fault(id, zh, format!("no form of {} asks for it", known.code));
            }
            if series.kind == SeriesKind::Flow {
                for (first, whole) in [(0, end.checked_mul(series.usual.prior)?), (NEW_YEAR, end)] {
                    let season = self.season(id, series, first);
                    let offset = self.random(&[id.as_str(), known.code.as_str(), &first.to_string()]).part();
                    let parts = parted(count(whole, series.places), &season, None, offset)?;
                    for (moment, part) in (first + 1..).zip(parts) {
                        row.set(unit, moment, Some(part));
                    }
                }
            } else {
                let at = |number: Decimal| count(number, series.places);
                let before = start.checked_mul(series.usual.prior)?;
                let points = BTreeMap::from([(0, at(before)), (NEW_YEAR, at(start)), (MOMENTS - 1, at(end))]);
                (0..MOMENTS).for_each(|moment| row.set(unit, moment, Some(line(&points, moment))));
            }
        }
        Some(row)
    }

    /// The measure a term means: said, or that of its kind where the two are of one kind.
    pub(super) fn measure(&mut self, id: &IndicatorId, series: &DemoSeries, term: &Term) -> Option<Measure> {
        if let Some(measure) = term.measure {
            let kind = self.numbers.rows.get(&term.of).map(|row| row.kind);
            let flow = matches!(measure, Measure::Month | Measure::Ytd);
            let fits = kind.is_none_or(|kind| {
                flow && kind == SeriesKind::Flow || measure == Measure::Stock && kind != SeriesKind::Flow
            });
            if fits {
                return Some(measure);
            }
        }
        let kind = self.numbers.rows.get(&term.of)?.kind;
        let flow = |kind| kind == SeriesKind::Flow;
        if term.measure.is_none() && flow(kind) == flow(series.kind) {
            return Some(if flow(kind) { Measure::Month } else { Measure::Stock });
        }
        let zh = format!("用到 {} 时要写明计量：流量 [month]、[ytd]，存量、标准 [stock]", self.name(&term.of));
        self.fault(id, zh, format!("say which measure of {} is meant: [month], [ytd] or [stock]", term.of));
        None
    }

    fn sum(&mut self, id: &IndicatorId, series: &DemoSeries, terms: &[Term]) -> Option<Row> {
        let mut read = Vec::new();
        for term in terms {
            read.push((Exact::from_decimal(term.factor)?, &term.of, self.measure(id, series, term)?));
        }
        let mut row = self.empty(series);
        for unit in self.has(id, series) {
            for moment in 0..MOMENTS {
                let mut sum = Some(Exact::ZERO);
                for (factor, of, measure) in &read {
                    let value = self.numbers.of(&[unit], of, *measure, moment);
                    sum = sum.zip(value).and_then(|(sum, value)| sum.checked_add(factor.checked_mul(value)?));
                }
                let counted = sum.and_then(|sum| sum.round(series.places)).map(|rounded| rounded.mantissa());
                if counted.is_some_and(|counted| counted < 0) {
                    let code = self.desk.units.get(unit)?.code.clone();
                    let zh = format!("{code} 的数成了负的；看 sum_of 里减去的是不是太多");
                    self.fault(id, zh, format!("is negative in {code}"));
                    return None;
                }
                row.set(unit, moment, counted);
            }
        }
        Some(row)
    }

    /// Who joins and who leaves, so that the stock comes out.
    pub(super) fn movement(&mut self, movement: &Movement) {
        let Some(stock) = self.numbers.rows.get(&movement.stock).cloned() else { return };
        let mut joined =
            Row { kind: SeriesKind::Flow, ..Row::empty(SeriesKind::Flow, stock.places, stock.values.len()) };
        let mut left = joined.clone();
        let share = movement.left.as_ref().map_or(0, |(_, share)| millionths(*share));
        for (unit, known) in self.desk.units.iter().enumerate() {
            let mut random = self.random(&[movement.joined.as_str(), known.code.as_str()]);
            for moment in 1..MOMENTS {
                let (Some(before), Some(after)) = (stock.get(unit, moment - 1), stock.get(unit, moment)) else {
                    continue;
                };
                let wanted = (before * (share * random.about_one(ONE / 4) / ONE) + random.part()) / ONE;
                let gone = if movement.left.is_some() { wanted.max(before - after) } else { 0 };
                joined.set(unit, moment, Some(after - before + gone));
                left.set(unit, moment, Some(gone));
            }
        }
        if joined.values.iter().flatten().flatten().any(|number| *number < 0) {
            self.fault(&movement.joined, "在册数会下降，要写 left", "the stock falls: say who leaves");
            return;
        }
        self.keep(&movement.joined, joined);
        if let Some((id, _)) = &movement.left {
            self.keep(id, left);
        }
    }
}

pub(super) fn put(row: &mut Row, moment: usize, parts: &[i128]) {
    parts.iter().enumerate().for_each(|(unit, part)| row.set(unit, moment, Some(*part)));
}
