//! Every series of a desk, each after those it is made of.

use super::asked::{self, Asked};
use super::numbers::{NEW_YEAR, Numbers, Row};
use super::random::{ONE, Random};
use crate::catalog::{Catalog, Demo, DemoSeries, Desk, Kind, SeriesKind};
use crate::finding::Said;
use crate::model::{Decimal, Exact, IndicatorId, Month};
use std::collections::{BTreeMap, BTreeSet};

/// Makes all numbers of a desk's two years.
///
/// # Errors
/// Rows of forms without a series, and series that cannot be made, all of them.
pub fn solve<'a>(catalog: &'a Catalog, desk: &'a Desk, demo: &'a Demo, seed: u64) -> Result<Numbers<'a>, Vec<Said>> {
    let forms = asked::by_forms(catalog, desk);
    let asked = asked::with_parts(catalog, demo, &forms);
    let numbers = Numbers { catalog, rows: BTreeMap::new() };
    let (faults, begun, tried) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let mut solver = Solver { catalog, desk, demo, seed, asked, numbers, faults, begun, tried };
    for id in forms.keys() {
        solver.make(id);
    }
    if solver.faults.is_empty() { Ok(solver.numbers) } else { Err(solver.faults) }
}

/// What is being made, and what went wrong.
pub(super) struct Solver<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub demo: &'a Demo,
    seed: u64,
    pub asked: Asked,
    pub numbers: Numbers<'a>,
    faults: Vec<Said>,
    begun: BTreeSet<IndicatorId>,
    /// Made, or told why not.
    tried: BTreeSet<IndicatorId>,
}

/// A number counted in units of its last place, half up.
pub(super) fn count(number: Decimal, places: u32) -> i128 {
    Exact::from_decimal(number).and_then(|exact| exact.round(places)).map_or(0, |rounded| rounded.mantissa())
}

/// Millionths.
pub(super) fn millionths(number: Decimal) -> i128 {
    count(number, 6)
}

impl<'a> Solver<'a> {
    pub fn fault(&mut self, id: &IndicatorId, zh: impl AsRef<str>, en: impl AsRef<str>) {
        let name = self.name(id);
        self.faults.push(Said::new(format!("{name}：{}", zh.as_ref()), format!("{id}: {}", en.as_ref())));
    }

    /// `火化率（funeral.cremation_rate）`
    pub fn name(&self, id: &IndicatorId) -> String {
        self.catalog.indicators.get(id).map_or_else(|| id.to_string(), |found| format!("{}（{id}）", found.name))
    }

    pub fn random(&self, words: &[&str]) -> Random {
        Random::of(self.seed, words)
    }

    /// Makes a series once; a ratio is computed where it is printed, its parts are made.
    pub fn make(&mut self, id: &IndicatorId) {
        if self.tried.contains(id) {
            return;
        }
        if !self.begun.insert(id.clone()) {
            self.fault(id, "绕了一圈又用到自己", "is made of itself");
            return;
        }
        for part in asked::made_of(self.catalog, self.demo, id) {
            self.make(&part);
        }
        self.make_itself(id);
        self.tried.insert(id.clone());
    }

    fn make_itself(&mut self, id: &IndicatorId) {
        if self.is_ratio(id) || self.numbers.rows.contains_key(id) {
            return;
        }
        let movements = &self.demo.movements;
        let movement = movements.iter().find(|m| m.joined == *id || m.left.as_ref().is_some_and(|left| left.0 == *id));
        if let Some(movement) = movement {
            self.movement(movement);
        } else if let Some(series) = self.series(id) {
            self.row(id, &series);
        } else {
            let zh = format!("demo.toml 里没有它的 [[series]]（用在{}）", self.forms_with(id));
            self.fault(id, zh, "has no series in demo.toml");
        }
    }

    fn is_ratio(&self, id: &IndicatorId) -> bool {
        self.catalog.indicators.get(id).is_some_and(|found| matches!(found.kind, Kind::Ratio { .. }))
    }

    fn forms_with(&self, id: &IndicatorId) -> String {
        let owed: BTreeSet<&String> = self.desk.units.iter().flat_map(|unit| &unit.forms).collect();
        let forms = owed.into_iter().filter_map(|form| self.catalog.forms.get(form));
        let titles: Vec<&str> =
            forms.filter(|form| form.indicators().contains(&id)).map(|form| form.title.as_str()).collect();
        if titles.is_empty() { "别的条目".to_owned() } else { titles.join("、") }
    }

    /// Its own, or the default of its kind.
    fn series(&self, id: &IndicatorId) -> Option<DemoSeries> {
        if let Some(own) = self.demo.series.get(id) {
            return Some(own.clone());
        }
        let indicator = self.catalog.indicators.get(id)?;
        let kind = match indicator.kind {
            Kind::Flow => SeriesKind::Flow,
            Kind::Stock => SeriesKind::Stock,
            Kind::Level => SeriesKind::Level,
            Kind::Ratio { .. } => return None,
        };
        let default = self.demo.defaults.get(&kind)?.clone();
        Some(DemoSeries { places: indicator.places, ..default })
    }

    /// The units a series is of.
    pub fn has(&self, id: &IndicatorId, series: &DemoSeries) -> BTreeSet<usize> {
        let own = |at: &usize| {
            let code = self.desk.units.get(*at).map(|unit| &unit.code);
            series.only.as_ref().is_none_or(|only| code.is_some_and(|code| only.contains(code)))
        };
        self.asked.get(id).into_iter().flatten().copied().filter(own).collect()
    }

    /// What each unit weighs in a series: its weight, give or take.
    pub fn weights(&self, id: &IndicatorId, series: &DemoSeries) -> Vec<i128> {
        let has = self.has(id, series);
        let of = |at: usize| {
            let Some(unit) = self.desk.units.get(at).filter(|_| has.contains(&at)) else { return 0 };
            let own = series.weights.get(&unit.code).or_else(|| self.demo.weights.get(&unit.code));
            let weight = own.or(self.demo.other_weight.as_ref());
            let near = self.random(&[id.as_str(), "unit", unit.code.as_str()]);
            weight.map_or(0, |weight| millionths(*weight) * self.near(near, series.usual.spread) / ONE)
        };
        (0..self.desk.units.len()).map(of).collect()
    }

    fn near(&self, mut random: Random, width: Decimal) -> i128 {
        random.about_one(millionths(width))
    }

    /// The weights of one month: those of the series, give or take.
    pub fn of_month(&self, id: &IndicatorId, series: &DemoSeries, weights: &[i128], moment: usize) -> Vec<i128> {
        let mut random = self.random(&[id.as_str(), "month", &moment.to_string()]);
        weights.iter().map(|weight| weight * random.about_one(millionths(series.usual.noise)) / ONE).collect()
    }

    pub fn offset(&self, id: &IndicatorId, moment: usize) -> i128 {
        self.random(&[id.as_str(), "offset", &moment.to_string()]).part()
    }

    /// The moment a month ends with.
    pub fn moment(&self, month: Month) -> usize {
        let number = usize::from(month.number());
        if month.year() == self.desk.year { NEW_YEAR + number } else { number }
    }

    /// What stands at these months, as counts; a number finer than the places is a fault.
    pub fn given(&mut self, id: &IndicatorId, given: &BTreeMap<Month, Decimal>, places: u32) -> BTreeMap<usize, i128> {
        let mut all = BTreeMap::new();
        for (month, number) in given {
            let counted = count(*number, places);
            let same = Decimal::try_from_i128_with_scale(counted, places).is_ok_and(|back| back == *number);
            if !same || counted < 0 {
                let zh = format!("{month} 指定的 {number} 应是不小于 0 的数，至多 {places} 位小数");
                self.fault(id, zh, format!("{number} of {month} has more than {places} places or is negative"));
            }
            all.insert(self.moment(*month), counted);
        }
        all
    }

    pub fn keep(&mut self, id: &IndicatorId, row: Row) {
        self.numbers.rows.insert(id.clone(), row);
    }
}
