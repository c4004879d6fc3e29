//! The ways of making a series.

use super::numbers::{MOMENTS, NEW_YEAR, Row};
use super::random::ONE;
use super::share::parted;
use super::solve::{Solver, count, millionths};
use super::year::{Anchors, line, months};
use crate::catalog::{DemoSeries, DemoWay, Movement, SeriesKind, Shares, Term};
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

    fn empty(&self, series: &DemoSeries) -> Row {
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
    fn anchors(&mut self, id: &IndicatorId, series: &DemoSeries, first: usize) -> Anchors {
        let mut of = |given: &BTreeMap<Month, Decimal>| {
            let given = self.given(id, given, series.places).into_iter();
            let own = given.filter(|(moment, _)| (first + 1..=first + 12).contains(moment));
            own.map(|(moment, number)| (moment - first - 1, number)).collect()
        };
        Anchors { months: of(&series.given), cumulative: of(&series.given_ytd) }
    }

    fn misfit(&mut self, id: &IndicatorId, first: usize, at: super::year::Misfit) {
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
            if !has.contains(&unit) && !(start.is_zero() && end.is_zero()) {
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
    fn measure(&mut self, id: &IndicatorId, series: &DemoSeries, term: &Term) -> Option<Measure> {
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

    /// Before a month's share and after it, in millionths.
    fn share(&self, shares: &Shares, moment: usize) -> i128 {
        match shares {
            Shares::Constant(share) => millionths(*share),
            Shares::Points(points) => {
                let points = points.iter().map(|(month, share)| (self.moment(*month), millionths(*share))).collect();
                line(&points, moment)
            }
        }
    }

    fn part(&mut self, id: &IndicatorId, series: &DemoSeries, of: &Term, shares: &Shares) -> Option<Row> {
        let measure = self.measure(id, series, of)?;
        let factor = Exact::from_decimal(of.factor)?;
        let has = self.has(id, series);
        let mut wish = Wish { caps: Vec::new(), weights: Vec::new(), parts: Vec::new() };
        for moment in 0..MOMENTS {
            let share = self.share(shares, moment);
            let (mut caps, mut weights, mut parts) = (Vec::new(), Vec::new(), Vec::new());
            for (unit, known) in self.desk.units.iter().enumerate() {
                let whole = self.numbers.of(&[unit], &of.of, measure, moment).filter(|_| has.contains(&unit));
                // No more than the whole, even where that has more decimals.
                let whole = whole.and_then(|value| value.checked_mul(factor));
                let cap = whole.and_then(|value| value.round(series.places)).map_or(0, |rounded| rounded.mantissa());
                // A share near one leaves little room to differ.
                let width = |number: Decimal| millionths(number) * (ONE - share) / ONE;
                let own =
                    self.random(&[id.as_str(), "unit", known.code.as_str()]).about_one(width(series.usual.spread));
                let mut random = self.random(&[id.as_str(), known.code.as_str(), &moment.to_string()]);
                let now =
                    if series.kind == SeriesKind::Flow { random.about_one(width(series.usual.noise)) } else { ONE };
                let odd = if series.kind == SeriesKind::Flow {
                    random.part()
                } else {
                    self.random(&[id.as_str(), "odd", known.code.as_str()]).part()
                };
                let due = cap * (share * own / ONE * now / ONE);
                caps.push(cap);
                weights.push(due);
                parts.push(((due + odd) / ONE).min(cap));
            }
            wish.caps.push(caps);
            wish.weights.push(weights);
            wish.parts.push(parts);
        }
        if series.kind == SeriesKind::Flow {
            self.part_flow(id, series, wish)
        } else {
            self.part_stock(id, series, wish)
        }
    }

    fn part_flow(&mut self, id: &IndicatorId, series: &DemoSeries, wish: Wish) -> Option<Row> {
        let mut row = self.empty(series);
        for first in [0, NEW_YEAR] {
            let anchors = self.anchors(id, series, first);
            let of = |rows: &[Vec<i128>]| -> [i128; 12] {
                std::array::from_fn(|at| rows.get(first + 1 + at).map_or(0, |row| row.iter().sum()))
            };
            let made = months(None, &of(&wish.parts), &anchors, Some(&of(&wish.caps)), self.offset(id, first));
            let totals = match made {
                Ok(totals) => totals,
                Err(at) => {
                    self.misfit(id, first, at);
                    return None;
                }
            };
            for (moment, total) in (first + 1..).zip(totals) {
                let parts = if wish.parts[moment].iter().sum::<i128>() == total {
                    wish.parts[moment].clone()
                } else {
                    parted(total, &wish.weights[moment], Some(&wish.caps[moment]), self.offset(id, moment))?
                };
                put(&mut row, moment, &parts);
            }
        }
        Some(row)
    }

    /// Through what is given, in small steps: what grows as a whole grows in every unit.
    fn part_stock(&mut self, id: &IndicatorId, series: &DemoSeries, wish: Wish) -> Option<Row> {
        let total = |moment: usize| wish.parts[moment].iter().sum::<i128>();
        let given = self.given(id, &series.given, series.places);
        let off: BTreeMap<usize, i128> = given.iter().map(|(at, number)| (*at, number - total(*at))).collect();
        let mut row = self.empty(series);
        let mut now = vec![0; self.desk.units.len()];
        for moment in 0..MOMENTS {
            let caps = &wish.caps[moment];
            let most: i128 = caps.iter().sum();
            if given.get(&moment).is_some_and(|number| *number > most) {
                self.fault(id, "指定的数超过了它所属的总数", "what is given exceeds what it is a part of");
                return None;
            }
            if given.is_empty() {
                now.clone_from(&wish.parts[moment]);
            } else {
                let wanted = (total(moment) + line(&off, moment)).clamp(0, most);
                stepped(&mut now, wanted, caps, &wish.parts[moment], self.offset(id, moment))?;
            }
            put(&mut row, moment, &now);
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

/// What the parts of a whole would be, by moment and unit, before any total is given.
struct Wish {
    caps: Vec<Vec<i128>>,
    weights: Vec<Vec<i128>>,
    parts: Vec<Vec<i128>>,
}

fn put(row: &mut Row, moment: usize, parts: &[i128]) {
    parts.iter().enumerate().for_each(|(unit, part)| row.set(unit, moment, Some(*part)));
}

/// Moves numbers to a total, each within its cap, towards what is wished.
fn stepped(now: &mut [i128], wanted: i128, caps: &[i128], wish: &[i128], offset: i128) -> Option<()> {
    now.iter_mut().zip(caps).for_each(|(now, cap)| *now = (*now).min(*cap));
    let change = wanted - now.iter().sum::<i128>();
    if change >= 0 {
        let weights: Vec<i128> = now.iter().zip(wish).map(|(now, wish)| (wish - now).max(0)).collect();
        let room: Vec<i128> = now.iter().zip(caps).map(|(now, cap)| cap - now).collect();
        let parts = parted(change, &weights, Some(&room), offset)?;
        now.iter_mut().zip(parts).for_each(|(now, part)| *now += part);
    } else {
        let parts = parted(-change, &now.to_vec(), Some(now), offset)?;
        now.iter_mut().zip(parts).for_each(|(now, part)| *now -= part);
    }
    Some(())
}
