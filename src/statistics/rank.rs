//! Places among the units: best first by the indicator's direction, on exact values, ties 1-2-2-4.

use super::Scope;
use super::base::Made;
use super::book::FigureBook;
use crate::catalog::{Better, Kind, Unit};
use crate::model::{Exact, Figure, FigureKey, IndicatorId, Measure, Missing, Operand, Period, RegionCode, Trace};

pub(super) fn add(scope: &Scope<'_>, period: Period, book: &mut FigureBook) {
    for id in &scope.indicators {
        let Some(indicator) = scope.catalog.indicators.get(id) else { continue };
        let Some(better) = indicator.better else { continue };
        let measures = match indicator.kind {
            Kind::Ratio { .. } => [(Measure::Ratio, Measure::Rank), (Measure::RatioYtd, Measure::RankYtd)],
            Kind::Flow => [(Measure::Month, Measure::Rank), (Measure::Ytd, Measure::RankYtd)],
            Kind::Stock | Kind::Level => [(Measure::Stock, Measure::Rank), (Measure::Stock, Measure::Rank)],
        };
        for (of, rank) in measures {
            add_places(scope, id, better, (of, rank), period, book);
        }
        add_changes(scope, id, period, book);
    }
}

fn add_places(
    scope: &Scope<'_>,
    id: &IndicatorId,
    better: Better,
    (of, rank): (Measure, Measure),
    period: Period,
    book: &mut FigureBook,
) {
    let key =
        |region: &RegionCode, measure| FigureKey { region: region.clone(), indicator: id.clone(), measure, period };
    let (mut ranked, mut small) = (Vec::<(RegionCode, Exact)>::new(), Vec::new());
    for unit in scope.desk.units.iter().filter(|unit| !unit.own) {
        let Some(figure) = book.get(&unit.code, id, of, period) else { continue };
        // Two months of a quarter are no place in it.
        let Some(value) = figure.value.filter(|_| figure.missing.is_none()) else { continue };
        match too_small(scope, id, figure, book) {
            None => ranked.push((unit.code.clone(), value)),
            Some(made) => small.push((unit.code.clone(), made)),
        }
    }
    for (region, made) in small {
        book.put(made.figure(key(&region, rank), "位", 0));
    }
    for (region, value) in &ranked {
        let ahead = ranked.iter().filter(|(_, other)| match better {
            Better::Up => other > value,
            Better::Down => other < value,
        });
        let place = i64::try_from(ahead.count()).unwrap_or(i64::MAX - 1) + 1;
        let others = ranked.iter().filter(|(other, _)| other != region);
        let operands = std::iter::once(region).chain(others.map(|(other, _)| other));
        let trace = Trace {
            formula: format!("{}按准确值排位，并列同位", of.name()),
            operands: operands.map(|other| Operand::Figure(key(other, of))).collect(),
        };
        let made = Made { value: Some(Exact::from_int(place)), missing: None, trace };
        book.put(made.figure(key(region, rank), "位", 0));
    }
}

/// Of a ratio whose denominator is below the indicator's bound: that it has no place, and why.
fn too_small(scope: &Scope<'_>, id: &IndicatorId, ratio: &Figure, book: &FigureBook) -> Option<Made> {
    let indicator = scope.catalog.indicators.get(id)?;
    let least = indicator.min_denominator?;
    let Kind::Ratio { denominator, .. } = &indicator.kind else { return None };
    let is_below = |operand: &&Operand| matches!(operand, Operand::Figure(key) if key.indicator == *denominator);
    // The denominator stands last: a ratio to itself has it twice.
    let Some(Operand::Figure(below)) = ratio.trace.operands.iter().rfind(is_below) else { return None };
    let figure = book.find(below)?;
    if figure.value? >= Exact::from_int(i64::from(least)) {
        return None;
    }
    let formula = format!("分母{}{}，不足{least}，不排位", book.shown(figure), figure.unit);
    let operands = vec![Operand::Figure(ratio.key.clone()), Operand::Figure(below.clone())];
    Some(Made { value: None, missing: Some(Missing::NotApplicable), trace: Trace { formula, operands } })
}

/// Places gained since the period before; a better place is a smaller number.
fn add_changes(scope: &Scope<'_>, id: &IndicatorId, period: Period, book: &mut FigureBook) {
    let Some(before) = period.previous_in_year() else { return };
    let formula = format!("上期位次－本期位次{}", others(scope, id, (before, period), book));
    for unit in &scope.desk.units {
        let now = book.get(&unit.code, id, Measure::Rank, period).cloned();
        let then = book.get(&unit.code, id, Measure::Rank, before).cloned();
        if let (Some(now), Some(then)) = (now, then) {
            let made = super::compare::difference(&then, &now, &formula);
            let key =
                FigureKey { region: unit.code.clone(), indicator: id.clone(), measure: Measure::RankChange, period };
            book.put(made.figure(key, "位", 0));
        }
    }
}

/// Units ranked in only one of two periods: the places of all others are then counted among other units.
fn others(scope: &Scope<'_>, id: &IndicatorId, (before, now): (Period, Period), book: &FigureBook) -> String {
    let has = |unit: &Unit, period| {
        book.get(&unit.code, id, Measure::Rank, period).is_some_and(|place| place.value.is_some())
    };
    let only = |one, other, said: &str| {
        let names = scope.desk.units.iter().filter(|unit| has(unit, one) && !has(unit, other));
        let names: Vec<String> = names.map(|unit| scope.catalog.region_name(&unit.code)).collect();
        (!names.is_empty()).then(|| format!("{said}{}", names.join("、")))
    };
    let parts = [only(before, now, "本期未排位："), only(now, before, "上期未排位：")];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if said.is_empty() { String::new() } else { format!("（{}）", said.join("；")) }
}
