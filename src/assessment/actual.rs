//! What is judged: a figure of the indicator, the same in the target's unit, or what the units make of it together.

use super::Assessment;
use super::goal::{Goal, Goals};
use super::judge::{Lacking, falls};
use crate::catalog::{Holds, Indicator, Kind};
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Month, Operand, Period, RegionCode, Trace};

/// Per cents of units are printed to one place.
const SHARE_PLACES: u32 = 1;

/// The number that is judged, where it stands, and the figures made on the way.
#[derive(Clone, Debug)]
pub(super) struct Actual {
    pub key: FigureKey,
    pub value: Option<Exact>,
    pub missing: Option<Missing>,
    pub unit: String,
    pub places: u32,
    pub amount: bool,
    pub lacking: Lacking,
    pub made: Vec<Figure>,
}

/// A unit's assessment, and whether its condition holds.
pub(super) struct OfUnit {
    pub assessment: Assessment,
    pub holds: bool,
}

impl Goals<'_> {
    /// The indicator's figure of a region, in the target's unit.
    pub fn actual_of(&self, region: &RegionCode, indicator: &Indicator, goal: &Goal) -> Actual {
        if self.target.measure == Measure::Month && self.period.months().len() > 1 {
            return self.weakest_month(region, indicator, self.falls(goal));
        }
        let key = self.actual(region);
        let found = self.book.find(&key);
        let value = found.and_then(|figure| figure.value);
        let missing = match found {
            Some(figure) if figure.value.is_none() => figure.missing.or(Some(Missing::NotReported)),
            None => Some(Missing::NotReported),
            Some(figure) => figure.missing.or(goal.lacks_parts.then_some(Missing::Incomplete)),
        };
        let amount = matches!(indicator.kind, Kind::Flow | Kind::Stock);
        let lacking = if amount { Lacking::Adds } else { Lacking::Turns };
        let (unit, places) = (indicator.unit.clone(), indicator.places);
        let actual = Actual { key, value, missing, unit, places, amount, lacking, made: Vec::new() };
        self.in_stated_unit(actual, region)
    }

    /// What is asked of every month is asked of the weakest month of a quarter or a year.
    fn weakest_month(&self, region: &RegionCode, indicator: &Indicator, falls: bool) -> Actual {
        let months = self.period.months();
        let keys = months.iter().map(|month| FigureKey { period: Period::Month(*month), ..self.actual(region) });
        let keys: Vec<FigureKey> = keys.collect();
        let good = |key: &&FigureKey| self.book.find(key).is_some_and(|figure| figure.missing.is_none());
        let values: Vec<Exact> =
            keys.iter().filter(good).filter_map(|key| self.book.find(key).and_then(|figure| figure.value)).collect();
        let value = if falls { values.iter().max() } else { values.iter().min() }.copied();
        let missing = match value {
            None => Some(Missing::NotReported),
            Some(_) => (values.len() < keys.len()).then_some(Missing::Incomplete),
        };
        let which = if falls { "各月中最大的" } else { "各月中最小的" };
        let trace = Trace { formula: which.to_owned(), operands: keys.into_iter().map(Operand::Figure).collect() };
        let (unit, places) = (indicator.unit.clone(), indicator.places);
        let key = self.own(region, Measure::Actual);
        let made = vec![Figure { key: key.clone(), value, missing, unit: unit.clone(), places, trace }];
        Actual { key, value, missing, unit, places, amount: false, lacking: Lacking::Worsens, made }
    }

    fn in_stated_unit(&self, actual: Actual, region: &RegionCode) -> Actual {
        let Some(stated) = &self.target.unit else { return actual };
        let value = actual.value.and_then(|value| self.stated(value));
        let formula = format!("实际÷{}（{}换算为{}）", stated.factor, actual.unit, stated.unit);
        let figure = Figure {
            key: self.own(region, Measure::Actual),
            value,
            missing: actual.missing.or_else(|| value.is_none().then_some(Missing::Unreadable)),
            unit: stated.unit.clone(),
            places: stated.places,
            trace: Trace { formula, operands: vec![Operand::Figure(actual.key.clone())] },
        };
        let (unit, places) = (stated.unit.clone(), stated.places);
        Actual { key: figure.key.clone(), value, unit, places, made: vec![figure], ..actual }
    }

    /// A value of the indicator in the target's unit.
    fn stated(&self, value: Exact) -> Option<Exact> {
        match &self.target.unit {
            Some(stated) => value.checked_div(Exact::from_decimal(stated.factor)?),
            None => Some(value),
        }
    }

    /// What was reached at the end of each month so far; empty where a month is missing.
    pub fn history(&self, region: &RegionCode) -> Vec<Exact> {
        let last = self.period.last_month();
        let months = (1..=last.number()).filter_map(|number| Month::new(last.year(), number));
        let value = |month: Month| {
            let key = FigureKey { period: Period::Month(month), ..self.actual(region) };
            let figure = self.book.find(&key).filter(|figure| figure.missing.is_none())?;
            self.stated(figure.value?)
        };
        months.map(value).collect::<Option<Vec<Exact>>>().unwrap_or_default()
    }

    /// Whether less is better.
    fn falls(&self, goal: &Goal) -> bool {
        falls(self.target.comparator, goal.value, self.start())
    }

    /// What the units make together; nothing where the total itself is judged.
    pub fn of_units(&self, units: &[OfUnit], indicator: &Indicator, goal: &Goal) -> Option<Actual> {
        match self.target.holds {
            Holds::Total => None,
            Holds::EachUnit => Some(self.weakest(units, indicator, self.falls(goal))),
            Holds::ShareOfUnits(share) => Some(self.share(units, Exact::from_decimal(share)?)),
        }
    }

    fn weakest(&self, units: &[OfUnit], indicator: &Indicator, falls: bool) -> Actual {
        let values = units.iter().filter_map(|unit| unit.assessment.actual);
        let value = if falls { values.max() } else { values.min() };
        let missing = if value.is_none() { Some(Missing::NotReported) } else { silent(units) };
        let (unit, places) = match &self.target.unit {
            Some(stated) => (stated.unit.clone(), stated.places),
            None => (indicator.unit.clone(), indicator.places),
        };
        let which = if falls { "各单位中最大的" } else { "各单位中最小的" };
        let key = self.own(&self.desk.region, Measure::Actual);
        let trace = Trace { formula: which.to_owned(), operands: operands(units) };
        let figure = Figure { key: key.clone(), value, missing, unit: unit.clone(), places, trace };
        let mut made = vec![figure];
        made.extend(self.counts(units));
        made.push(self.share_met(units));
        made.extend(self.still_lacking(units));
        Actual { key, value, missing, unit, places, amount: false, lacking: Lacking::Worsens, made }
    }

    fn share(&self, units: &[OfUnit], share: Exact) -> Actual {
        let (met, asked) = (count(units, |unit| unit.holds), count(units, |_| true));
        let of = |measure| Operand::Figure(self.own(&self.desk.region, measure));
        let part = Figure { key: self.own(&self.desk.region, Measure::Actual), ..self.share_met(units) };
        let (key, value, missing, unit, places) =
            (part.key.clone(), part.value, part.missing, part.unit.clone(), part.places);
        let mut made = vec![part];
        made.extend(self.counts(units));
        let wanted = share.checked_mul(asked).and_then(|part| part.checked_div(Exact::from_int(100)));
        made.extend(wanted.and_then(|wanted| {
            let formula = "应达到的单位数×比例，向上取整，减去达到的单位数".to_owned();
            let trace = Trace { formula, operands: vec![of(Measure::UnitsMet), of(Measure::UnitsAsked)] };
            self.needed(wanted.ceil().checked_sub(met)?, missing, "个", trace)
        }));
        Actual { key, value, missing, unit, places, amount: false, lacking: Lacking::Adds, made }
    }

    /// The units that have reached it, in per cent of those that are asked.
    fn share_met(&self, units: &[OfUnit]) -> Figure {
        let (met, asked) = (count(units, |unit| unit.holds), count(units, |_| true));
        let value = met.checked_div(asked).and_then(|part| part.checked_mul(Exact::from_int(100)));
        let of = |measure| Operand::Figure(self.own(&self.desk.region, measure));
        Figure {
            key: self.own(&self.desk.region, Measure::UnitsShare),
            value,
            missing: if value.is_none() { Some(Missing::NotReported) } else { silent(units) },
            unit: "%".to_owned(),
            places: SHARE_PLACES,
            trace: Trace {
                formula: "达到的单位数÷应达到的单位数×100".to_owned(),
                operands: vec![of(Measure::UnitsMet), of(Measure::UnitsAsked)],
            },
        }
    }

    /// Of what each unit is asked: how many have not reached it.
    fn still_lacking(&self, units: &[OfUnit]) -> Option<Figure> {
        let (met, asked) = (count(units, |unit| unit.holds), count(units, |_| true));
        let of = |measure| Operand::Figure(self.own(&self.desk.region, measure));
        let operands = vec![of(Measure::UnitsAsked), of(Measure::UnitsMet)];
        let trace = Trace { formula: "应达到的单位数－达到的单位数".to_owned(), operands };
        self.needed(asked.checked_sub(met)?, silent(units), "个", trace)
    }

    fn counts(&self, units: &[OfUnit]) -> [Figure; 2] {
        let make = |measure, value, missing, formula: &str| Figure {
            key: self.own(&self.desk.region, measure),
            value: Some(value),
            missing,
            unit: "个".to_owned(),
            places: 0,
            trace: Trace { formula: formula.to_owned(), operands: operands(units) },
        };
        [
            make(Measure::UnitsMet, count(units, |unit| unit.holds), silent(units), "其中达到目标的单位数"),
            make(Measure::UnitsAsked, count(units, |_| true), None, "列入考核的单位数"),
        ]
    }

    /// How many counted things a share in per cent still lacks: towns of 90 % of the towns.
    pub fn lacking_to_share(&self, actual: &Actual, goal: Option<Exact>, indicator: &Indicator) -> Option<Figure> {
        let Kind::Ratio { factor, .. } = &indicator.kind else { return None };
        let ratio = self.book.find(&actual.key).filter(|figure| figure.unit == "%" && figure.value.is_some())?;
        let [Operand::Figure(above), Operand::Figure(below)] = ratio.trace.operands.as_slice() else { return None };
        let (above, below) = (self.book.find(above)?, self.book.find(below)?);
        let counted = above.places == 0 && below.places == 0 && above.unit == below.unit;
        let wanted = goal?.checked_mul(below.value?)?.checked_div(Exact::from_int(i64::from(*factor)))?;
        let more = wanted.ceil().checked_sub(above.value?)?;
        if !counted || more.is_negative() {
            return None;
        }
        let operands = vec![Operand::Figure(below.key.clone()), Operand::Figure(above.key.clone())];
        let trace = Trace { formula: "分母×目标，向上取整，减去分子".to_owned(), operands };
        self.needed(more, actual.missing, &above.unit, trace)
    }

    fn needed(&self, value: Exact, missing: Option<Missing>, unit: &str, trace: Trace) -> Option<Figure> {
        let value = Some(value).filter(|value| !value.is_negative())?;
        let key = self.own(&self.desk.region, Measure::Needed);
        Some(Figure { key, value: Some(value), missing, unit: unit.to_owned(), places: 0, trace })
    }
}

fn count(units: &[OfUnit], wanted: impl Fn(&OfUnit) -> bool) -> Exact {
    Exact::from_int(i64::try_from(units.iter().filter(|unit| wanted(unit)).count()).unwrap_or(i64::MAX))
}

/// What a count of them lacks where one of them is silent.
fn silent(units: &[OfUnit]) -> Option<Missing> {
    units.iter().any(|unit| unit.assessment.actual.is_none()).then_some(Missing::Incomplete)
}

fn operands(units: &[OfUnit]) -> Vec<Operand> {
    units.iter().map(|unit| Operand::Figure(unit.assessment.actual_key.clone())).collect()
}
