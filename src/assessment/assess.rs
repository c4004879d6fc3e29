//! Every target of a desk held against the figures of a period.

use super::figures::{Judged, figures};
use super::goal::{Goal, Goals};
use super::judge::{Case, Clock};
use super::{Assessed, Assessment};
use crate::catalog::{Catalog, Comparator, Desk, Kind, Scope, Target};
use crate::ingest::LedgerRow;
use crate::model::{Measure, Missing, Period, RegionCode};
use crate::statistics::FigureBook;

/// Judges the targets in their order, each for the total first and then for the units in the desk's order.
///
/// - The actual is the book's figure of the target's indicator and measure, unrounded.
/// - A unit is not assessed when its ledger lists no such project, or its forms do not ask for the indicator.
/// - A total that lacks parts is [`super::Status::Undefined`] unless the parts could not change the verdict.
/// - Figures are named by the target: `411000/<target>/completion/2021-11`.
pub fn assess(
    catalog: &Catalog,
    desk: &Desk,
    targets: &[Target],
    book: &FigureBook,
    ledger: &[LedgerRow],
    period: Period,
) -> Assessed {
    let mut assessed = Assessed::default();
    for target in targets {
        let unit = catalog.indicators.get(&target.indicator).map_or("", |indicator| indicator.unit.as_str());
        let goals = Goals { desk, book, ledger, period, target, unit };
        let one = One { catalog, goals: &goals };
        if target.scope != Scope::Units {
            one.judge(&desk.region, goals.of_total(), &mut assessed);
        }
        if target.scope != Scope::Total {
            for unit in &desk.units {
                if let Some(goal) = goals.of_unit(&unit.code) {
                    one.judge(&unit.code, goal, &mut assessed);
                }
            }
        }
    }
    assessed
}

struct One<'a> {
    catalog: &'a Catalog,
    goals: &'a Goals<'a>,
}

impl One<'_> {
    fn judge(&self, region: &RegionCode, goal: Goal, assessed: &mut Assessed) {
        let (target, period) = (self.goals.target, self.goals.period);
        let Some(indicator) = self.catalog.indicators.get(&target.indicator) else { return };
        let actual_key = self.goals.actual(region);
        let found = self.goals.book.find(&actual_key);
        let actual = found.and_then(|figure| figure.value);
        let missing = match found {
            Some(figure) if figure.value.is_none() => figure.missing.or(Some(Missing::NotReported)),
            None => Some(Missing::NotReported),
            Some(figure) => figure.missing.or(goal.lacks_parts.then_some(Missing::Incomplete)),
        };
        let case = Case {
            actual,
            goal: goal.value,
            partial: actual.is_some() && missing.is_some(),
            amount: matches!(indicator.kind, Kind::Flow | Kind::Stock),
            accumulates: target.measure == Measure::Ytd,
            comparator: target.comparator,
            path: target.path,
            clock: Clock::new(period.last_month(), goal.deadline),
        };
        let verdict = case.judge(&self.goals.desk.bands);
        let assessment = Assessment {
            target: target.id.clone(),
            name: target.name.clone(),
            indicator: target.indicator.clone(),
            region: region.clone(),
            comparator: comparator(target.comparator),
            target_value: goal.value,
            actual_key,
            actual,
            completion: verdict.completion,
            due: verdict.due,
            gap: verdict.gap,
            pace: verdict.pace,
            projection: verdict.projection,
            band: verdict.band,
            status: verdict.status,
            deadline: goal.deadline,
            unit: indicator.unit.clone(),
            places: indicator.places,
            responsible: target.responsible.clone(),
            lead: target.lead.clone(),
            source: target.source.clone(),
        };
        let judged = Judged { assessment: &assessment, goal: &goal, missing, case: &case, schedule: verdict.schedule };
        assessed.figures.extend(figures(&judged, period));
        assessed.list.push(assessment);
    }
}

/// As in `assessments.csv`.
fn comparator(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Ge => "ge",
        Comparator::Gt => "gt",
        Comparator::Le => "le",
        Comparator::Lt => "lt",
        Comparator::Eq => "eq",
        Comparator::By => "by",
    }
}
