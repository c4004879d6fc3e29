//! Every target of a desk held against the figures of a period.

use super::actual::{Actual, OfUnit};
use super::figures::{Judged, figures};
use super::goal::{Goal, Goals};
use super::judge::{Case, Verdict};
use super::way::Clock;
use super::{Assessed, Assessment};
use crate::catalog::{Catalog, Comparator, Desk, Holds, Indicator, Path, Scope, Target};
use crate::ingest::LedgerRow;
use crate::model::{Exact, Figure, Measure, Period, RegionCode};
use crate::statistics::FigureBook;

/// Judges the targets that are asked at the period's end, in their order, each for the total first and then for the
/// units in the desk's order.
///
/// - The actual is the book's figure of the target's indicator and measure, unrounded, in the target's unit.
/// - Where every unit is asked, the total's actual is the weakest unit's; where a share of them is, that share.
/// - A unit is not assessed when its ledger lists no such project, its forms do not ask for the indicator, or it is
///   given no part of a target that is broken down.
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
    let asked = targets.iter().filter(|target| target.holds_on(period.last_month().last_day()));
    for target in asked {
        let Some(indicator) = catalog.indicators.get(&target.indicator) else { continue };
        let goals = Goals { catalog, desk, book, ledger, period, target, unit: target_unit(target, indicator) };
        let one = One { goals: &goals, indicator };
        let units: Vec<(OfUnit, Vec<Figure>)> =
            if target.scope == Scope::Total { Vec::new() } else { one.units().collect() };
        let (units, made): (Vec<OfUnit>, Vec<Vec<Figure>>) = units.into_iter().unzip();
        if target.scope != Scope::Units {
            let (assessment, figures) = one.total(&units);
            assessed.list.push(assessment);
            assessed.figures.extend(figures);
        }
        assessed.list.extend(units.into_iter().map(|unit| unit.assessment));
        assessed.figures.extend(made.into_iter().flatten());
    }
    assessed
}

/// The unit a target is judged in.
fn target_unit<'a>(target: &'a Target, indicator: &'a Indicator) -> &'a str {
    target.unit.as_ref().map_or(indicator.unit.as_str(), |stated| stated.unit.as_str())
}

struct One<'a> {
    goals: &'a Goals<'a>,
    indicator: &'a Indicator,
}

impl One<'_> {
    fn units(&self) -> impl Iterator<Item = (OfUnit, Vec<Figure>)> {
        self.goals.desk.units.iter().filter_map(|unit| {
            let goal = self.goals.of_unit(&unit.code)?;
            let actual = self.goals.actual_of(&unit.code, self.indicator, &goal);
            let (assessment, verdict, figures) = self.judge(&unit.code, &goal, actual);
            Some((OfUnit { assessment, holds: verdict.holds }, figures))
        })
    }

    fn total(&self, units: &[OfUnit]) -> (Assessment, Vec<Figure>) {
        let goals = self.goals;
        let goal = goals.of_total();
        let region = &goals.desk.region;
        let together = goals.of_units(units, self.indicator, &goal);
        let actual = together.unwrap_or_else(|| goals.actual_of(region, self.indicator, &goal));
        let more = goals.lacking_to_share(&actual, goal.value, self.indicator);
        let (assessment, _, mut figures) = self.judge(region, &goal, actual);
        figures.extend(more);
        figures.extend(goals.allocated(&assessment));
        (assessment, figures)
    }

    fn case(&self, region: &RegionCode, goal: &Goal, actual: &Actual) -> Case<'_> {
        let target = self.goals.target;
        let share = matches!(target.holds, Holds::ShareOfUnits(_)) && *region == self.goals.desk.region;
        let start = if share { Exact::ZERO } else { self.goals.start() };
        Case {
            actual: actual.value,
            goal: goal.value,
            upper: target.upper.and_then(Exact::from_decimal),
            start,
            partial: actual.value.is_some() && actual.missing.is_some(),
            lacking: actual.lacking,
            amount: actual.amount,
            accumulates: matches!(target.measure, Measure::Ytd),
            // A share of the units is reached or passed, whatever each of them is asked.
            comparator: if share { Comparator::Ge } else { target.comparator },
            over: target.over,
            path: &target.path,
            clock: Clock::new(self.goals.period.last_month(), goal.deadline),
            history: self.history(region, actual),
        }
    }

    /// Only a number of the indicator itself has a past of its own.
    fn history(&self, region: &RegionCode, actual: &Actual) -> Vec<Exact> {
        let proportional = matches!(self.goals.target.path, Path::Even | Path::Season(_));
        if actual.amount && proportional { self.goals.history(region) } else { Vec::new() }
    }

    fn judge(&self, region: &RegionCode, goal: &Goal, actual: Actual) -> (Assessment, Verdict, Vec<Figure>) {
        let target = self.goals.target;
        let case = self.case(region, goal, &actual);
        let verdict = case.judge(&self.goals.desk.bands);
        let assessment = Assessment {
            target: target.id.clone(),
            name: target.name.clone(),
            indicator: target.indicator.clone(),
            region: region.clone(),
            comparator: target.comparator,
            target_value: goal.value,
            actual_key: actual.key.clone(),
            actual: actual.value,
            completion: verdict.completion,
            due: verdict.due,
            gap: verdict.gap,
            pace: verdict.outlook.pace,
            projection: verdict.outlook.projection,
            risk: verdict.outlook.risk,
            band: verdict.band,
            status: verdict.status,
            deadline: goal.deadline,
            is_broken_early: verdict.status == super::Status::Missed && !case.clock.reached(),
            is_kept: verdict.status == super::Status::Met && target.path == Path::Hold && !case.clock.reached(),
            replaces: target.replaces.clone(),
            restates: target.restates.clone(),
            holds_throughout: target.path == Path::Hold,
            unit: actual.unit.clone(),
            places: actual.places,
            soft: target.soft.clone(),
            approximate: target.approximate,
            holds: target.holds,
            responsible: target.responsible.clone(),
            lead: target.lead.clone(),
            leader: target.leader.clone(),
            source: target.source.clone(),
        };
        let judged = Judged {
            assessment: &assessment,
            goal,
            stands: !actual.made.is_empty() || self.goals.book.find(&actual.key).is_some(),
            missing: actual.missing,
            case: &case,
            verdict: &verdict,
        };
        let mut made = figures(&judged, self.goals.period);
        made.extend(actual.made);
        (assessment, verdict, made)
    }
}
