//! Figures that stand in cells, and their totals.

use super::Scope;
use super::book::FigureBook;
use crate::catalog::{Indicator, Kind, Rollup};
use crate::facts::{FactsError, Total};
use crate::model::{
    Exact, FactNo, Figure, FigureKey, IndicatorId, Measure, Missing, Month, Operand, Period, RegionCode, Trace, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// Measures that are read, by kind of indicator.
const READ: [Measure; 5] = [Measure::Month, Measure::Ytd, Measure::Stock, Measure::PriorYtd, Measure::PriorStock];

/// How a total is made, in words.
const SUM: &str = "各报送单位之和";

/// The totals of the desk, by what they are of.
pub(super) struct Totals(BTreeMap<(IndicatorId, Measure, Month), Total>);

impl Totals {
    pub fn new(scope: &Scope<'_>) -> Result<Self, FactsError> {
        let members: BTreeSet<RegionCode> = scope.desk.units.iter().map(|unit| unit.code.clone()).collect();
        let totals = scope.facts.totals(&members)?;
        Ok(Self(totals.into_iter().map(|t| ((t.indicator.clone(), t.measure, t.month), t)).collect()))
    }
}

/// A value on its way to become a figure.
pub(super) struct Made {
    pub value: Option<Exact>,
    pub missing: Option<Missing>,
    pub trace: Trace,
}

impl Made {
    pub fn figure(self, key: FigureKey, unit: &str, places: u32) -> Figure {
        // A value without a reason to be missing, or a reason: never neither.
        let missing = self.missing.or_else(|| self.value.is_none().then_some(Missing::Unreadable));
        Figure { key, value: self.value, missing, unit: unit.to_owned(), places, trace: self.trace }
    }
}

pub(super) fn add(scope: &Scope<'_>, totals: &Totals, period: Period, book: &mut FigureBook) {
    // The units first: the total of a longer period is made of theirs.
    let units = scope.regions().filter(|region| **region != scope.desk.region);
    for region in units.chain(std::iter::once(&scope.desk.region)) {
        for id in &scope.indicators {
            let Some(indicator) = scope.catalog.indicators.get(id) else { continue };
            if matches!(indicator.kind, Kind::Ratio { .. }) {
                continue;
            }
            for measure in READ {
                let made = if *region != scope.desk.region {
                    of_unit(scope, region, id, measure, period)
                } else if measure == Measure::Month && !matches!(period, Period::Month(_)) {
                    total_of_units(scope, book, indicator, period)
                } else {
                    total(scope, totals, indicator, measure, period)
                };
                if let Some(made) = made {
                    let key = FigureKey { region: region.clone(), indicator: id.clone(), measure, period };
                    book.put(made.figure(key, &indicator.unit, indicator.places));
                }
            }
        }
    }
}

/// A flow of a longer period is the sum of its months; everything else stands at its last month.
fn months_of(measure: Measure, period: Period) -> Vec<Month> {
    if measure == Measure::Month { period.months() } else { vec![period.last_month()] }
}

fn of_unit(scope: &Scope<'_>, region: &RegionCode, id: &IndicatorId, measure: Measure, period: Period) -> Option<Made> {
    let find = |month: Month| scope.facts.find(region, id, measure, month);
    let months = months_of(measure, period);
    let found: Vec<FactNo> = months.iter().filter_map(|month| find(*month)).collect();
    if found.is_empty() {
        return (measure == Measure::Month).then(|| by_difference(scope, region, id, period)).flatten();
    }
    if months.len() == 1 {
        return Some(sum_facts(scope, &found, "上报数".to_owned()));
    }
    let made = sum_facts(scope, &found, "各月之和".to_owned());
    let lacks = |month: &Month| find(*month).is_none() && scope.owes(region, id, *month);
    if made.missing.is_none() && !months.iter().any(lacks) {
        return Some(made);
    }
    // A month did not come: the cumulatives around the period may still tell it. If not, some of the months are no
    // figure of the period.
    let told = by_difference(scope, region, id, period).filter(|told| told.value.is_some());
    Some(told.unwrap_or(Made { value: None, missing: made.missing.or(Some(Missing::NotReported)), ..made }))
}

/// Sums facts of one unit over months.
fn sum_facts(scope: &Scope<'_>, facts: &[FactNo], formula: String) -> Made {
    let operands = facts.iter().map(|number| Operand::Fact(*number)).collect();
    let mut value: Option<Exact> = None;
    let mut missing = None;
    for fact in facts.iter().filter_map(|number| scope.facts.get(*number)) {
        match fact.value {
            Value::Number(number) => {
                let number = Exact::from_decimal(number);
                value = match value {
                    None => number,
                    Some(sum) => number.and_then(|n| sum.checked_add(n)),
                };
            }
            Value::Missing(reason) => missing = missing.or(Some(reason)),
        }
    }
    if missing.is_some() {
        // Part of the months is not the period.
        value = None;
    }
    Made { value, missing, trace: Trace { formula, operands } }
}

/// A form that asks only for cumulatives, or a month that did not come: the flow is the difference of two of them.
fn by_difference(scope: &Scope<'_>, region: &RegionCode, id: &IndicatorId, period: Period) -> Option<Made> {
    let (first, last) = period.span();
    let end = scope.facts.find(region, id, Measure::Ytd, last)?;
    let number = |fact: FactNo| scope.facts.get(fact).and_then(|f| f.value.number()).and_then(Exact::from_decimal);
    let mut trace = Trace { formula: "本年累计".to_owned(), operands: vec![Operand::Fact(end)] };
    let mut value = number(end);
    if first.number() > 1 {
        let start = scope.facts.find(region, id, Measure::Ytd, first.previous())?;
        trace = Trace {
            formula: "本年累计－上期累计".to_owned(),
            operands: vec![Operand::Fact(end), Operand::Fact(start)],
        };
        value = value.zip(number(start)).and_then(|(a, b)| a.checked_sub(b));
    }
    let missing = value.is_none().then_some(Missing::NotReported);
    Some(Made { value, missing, trace })
}

/// The flow of a longer period: the sum of the units' own, so that the same units are in it throughout.
fn total_of_units(scope: &Scope<'_>, book: &FigureBook, indicator: &Indicator, period: Period) -> Option<Made> {
    if indicator.rollup == Rollup::None {
        return None;
    }
    let mut units: Vec<(&RegionCode, Made)> = Vec::new();
    for unit in &scope.desk.units {
        if let Some(figure) = book.get(&unit.code, &indicator.id, Measure::Month, period) {
            let made = Made { value: figure.value, missing: figure.missing, trace: Trace::default() };
            units.push((&unit.code, made));
        }
    }
    sum_of_units(&indicator.id, Measure::Month, period, &units)
}

/// The total of what stands at a period's last month, from the table's own sums.
fn total(scope: &Scope<'_>, totals: &Totals, indicator: &Indicator, measure: Measure, period: Period) -> Option<Made> {
    if indicator.rollup == Rollup::None {
        return None;
    }
    let total = totals.0.get(&(indicator.id.clone(), measure, period.last_month()))?;
    let value = total.sum.and_then(Exact::from_decimal);
    let trace = total_trace(scope, total, indicator, measure, period);
    Some(Made { value, missing: lack(value, !total.lacking.is_empty()), trace })
}

/// What a sum lacks: a part, or, where nothing that applies is missing, anything to add.
fn lack(value: Option<Exact>, lacks: bool) -> Option<Missing> {
    match (value.is_some(), lacks) {
        (true, false) => None,
        (_, true) => Some(Missing::Incomplete),
        (false, false) => Some(Missing::NotApplicable),
    }
}

/// The operands of a total are the units' own figures; those that did not come stand among them, as missing.
fn total_trace(scope: &Scope<'_>, total: &Total, indicator: &Indicator, measure: Measure, period: Period) -> Trace {
    let parts = total.parts.iter().chain(&total.lacking);
    let regions: BTreeSet<&RegionCode> =
        parts.filter_map(|number| scope.facts.get(*number).map(|fact| &fact.region)).collect();
    let of =
        |region: &RegionCode| FigureKey { region: region.clone(), indicator: indicator.id.clone(), measure, period };
    let units = scope.desk.units.iter().map(|unit| &unit.code).filter(|code| regions.contains(code));
    Trace { formula: SUM.to_owned(), operands: units.map(|code| Operand::Figure(of(code))).collect() }
}

/// 上年同期 of a month: the difference of the two last-year cumulatives that this year's returns give; of the total, the
/// sum of the units' own, since two cumulatives that lack different units have no difference.
pub(super) fn add_prior_month(scope: &Scope<'_>, period: Period, book: &mut FigureBook) {
    let units: Vec<&RegionCode> = scope.desk.units.iter().map(|unit| &unit.code).collect();
    for id in &scope.indicators {
        let Some(indicator) = scope.catalog.indicators.get(id) else { continue };
        let mut made: Vec<(&RegionCode, Made)> = Vec::new();
        for unit in &units {
            made.extend(prior_month(book, unit, id, period).map(|of_unit| (*unit, of_unit)));
        }
        if book.get(&scope.desk.region, id, Measure::PriorYtd, period).is_some()
            && let Some(total) = sum_of_units(id, Measure::PriorMonth, period, &made)
        {
            made.push((&scope.desk.region, total));
        }
        for (region, made) in made {
            let key = FigureKey { region: region.clone(), indicator: id.clone(), measure: Measure::PriorMonth, period };
            book.put(made.figure(key, &indicator.unit, indicator.places));
        }
    }
}

fn prior_month(book: &FigureBook, region: &RegionCode, id: &IndicatorId, period: Period) -> Option<Made> {
    let (first, _) = period.span();
    let end = book.get(region, id, Measure::PriorYtd, period)?;
    if first.number() == 1 {
        let operands = vec![Operand::Figure(end.key.clone())];
        let trace = Trace { formula: "上年同期累计".to_owned(), operands };
        return Some(Made { value: end.value, missing: end.missing, trace });
    }
    let before = book.get(region, id, Measure::PriorYtd, Period::Month(first.previous()))?;
    Some(super::compare::difference(end, before, "上年同期累计－上月上年同期累计"))
}

/// A sum over units' figures: of what came, flagged when something that applies did not.
fn sum_of_units(id: &IndicatorId, measure: Measure, period: Period, units: &[(&RegionCode, Made)]) -> Option<Made> {
    let mut value: Option<Exact> = None;
    let mut lacks = false;
    let mut operands = Vec::new();
    for (region, made) in units {
        let (region, indicator) = ((*region).clone(), id.clone());
        operands.push(Operand::Figure(FigureKey { region, indicator, measure, period }));
        match (made.value, value) {
            (Some(one), None) => value = Some(one),
            (Some(one), Some(sum)) => value = Some(sum.checked_add(one)?),
            (None, _) => lacks |= made.missing != Some(Missing::NotApplicable),
        }
    }
    (!operands.is_empty()).then(|| Made {
        value,
        missing: lack(value, lacks),
        trace: Trace { formula: SUM.to_owned(), operands },
    })
}
