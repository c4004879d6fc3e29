//! Places among the units: best first by the indicator's direction, on exact values, ties 1-2-2-4.

use super::Scope;
use super::base::Made;
use super::book::FigureBook;
use crate::catalog::{Better, Kind};
use crate::model::{Exact, FigureKey, IndicatorId, Measure, Operand, Period, RegionCode, Trace};

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
    let ranked: Vec<(RegionCode, Exact)> = scope
        .desk
        .units
        .iter()
        .filter(|unit| !unit.own)
        .filter_map(|unit| {
            let figure = book.get(&unit.code, id, of, period)?;
            // Two months of a quarter are no place in it.
            figure.missing.is_none().then_some((unit.code.clone(), figure.value?))
        })
        .collect();
    let key =
        |region: &RegionCode, measure| FigureKey { region: region.clone(), indicator: id.clone(), measure, period };
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

/// Places gained since the period before; a better place is a smaller number.
fn add_changes(scope: &Scope<'_>, id: &IndicatorId, period: Period, book: &mut FigureBook) {
    let Some(before) = period.previous_in_year() else { return };
    for unit in &scope.desk.units {
        let now = book.get(&unit.code, id, Measure::Rank, period).cloned();
        let then = book.get(&unit.code, id, Measure::Rank, before).cloned();
        if let (Some(now), Some(then)) = (now, then) {
            let made = super::compare::difference(&then, &now, "上期位次－本期位次");
            let key =
                FigureKey { region: unit.code.clone(), indicator: id.clone(), measure: Measure::RankChange, period };
            book.put(made.figure(key, "位", 0));
        }
    }
}
