//! What is to be reached: a number the target gives, or what the ledgers say.

use crate::catalog::{Desk, Target, TargetValue};
use crate::ingest::LedgerRow;
use crate::model::{
    Date, Exact, Figure, FigureKey, IndicatorId, Measure, Missing, Month, Operand, Period, RegionCode, Trace,
};
use crate::statistics::FigureBook;

/// A goal with its deadline and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Goal {
    pub value: Option<Exact>,
    pub missing: Option<Missing>,
    pub deadline: Date,
    pub trace: Trace,
    /// Something the goal covers did not come, so the total held against it lacks a part.
    pub lacks_parts: bool,
}

pub(super) struct Goals<'a> {
    pub desk: &'a Desk,
    pub book: &'a FigureBook,
    pub ledger: &'a [LedgerRow],
    pub period: Period,
    pub target: &'a Target,
    pub unit: &'a str,
}

impl Goals<'_> {
    /// The goal of the desk's total.
    pub fn of_total(&self) -> Goal {
        match &self.target.value {
            TargetValue::Fixed { value, deadline } => self.fixed(Exact::from_decimal(*value), *deadline),
            TargetValue::Ledger { goal, shared, deadline } => {
                let owing: Vec<(&RegionCode, FigureKey)> = self.owing(goal);
                let values: Vec<Option<Exact>> =
                    owing.iter().map(|(_, key)| self.book.find(key).and_then(|figure| figure.value)).collect();
                let (value, formula) = if *shared {
                    (common(&values), "各单位台账共同的目标")
                } else {
                    (sum(&values), "各单位台账目标之和")
                };
                let came = |unit: &RegionCode| {
                    self.has_ledger(unit, self.period.last_month())
                        && self.book.find(&self.actual(unit)).is_some_and(Figure::came)
                };
                Goal {
                    value,
                    missing: value.is_none().then_some(Missing::NotReported),
                    deadline: *deadline,
                    lacks_parts: owing.iter().any(|(unit, _)| !came(unit)),
                    trace: Trace {
                        formula: formula.to_owned(),
                        operands: owing.into_iter().map(|(_, key)| Operand::Figure(key)).collect(),
                    },
                }
            }
        }
    }

    /// The goal of a unit; nothing when the target is not the unit's.
    pub fn of_unit(&self, unit: &RegionCode) -> Option<Goal> {
        match &self.target.value {
            TargetValue::Fixed { value, deadline } => {
                // A unit whose forms do not ask for the indicator has no figure of it, not even a missing one.
                self.book.find(&self.actual(unit))?;
                Some(self.fixed(Exact::from_decimal(*value), *deadline))
            }
            TargetValue::Ledger { goal, deadline, .. } => {
                let key = self.key(unit, goal)?;
                let figure = self.book.find(&key);
                let value = figure.and_then(|figure| figure.value);
                let own = self.row(unit, goal, self.period.last_month()).and_then(|row| row.deadline);
                Some(Goal {
                    value,
                    missing: figure.map_or(Some(Missing::NotReported), |figure| figure.missing),
                    deadline: own.unwrap_or(*deadline),
                    lacks_parts: false,
                    trace: Trace { formula: "台账年度目标".to_owned(), operands: vec![Operand::Figure(key)] },
                })
            }
        }
    }

    fn fixed(&self, value: Option<Exact>, deadline: Date) -> Goal {
        let number = value.and_then(Exact::to_text).unwrap_or_default();
        let formula = format!("目标值{number}{}，出处：{}", self.unit, self.target.source);
        Goal {
            value,
            missing: value.is_none().then_some(Missing::Unreadable),
            deadline,
            lacks_parts: false,
            trace: Trace { formula, operands: Vec::new() },
        }
    }

    pub fn actual(&self, region: &RegionCode) -> FigureKey {
        let (indicator, measure) = (self.target.indicator.clone(), self.target.measure);
        FigureKey { region: region.clone(), indicator, measure, period: self.period }
    }

    /// Units with the project, and the figures that say their goals.
    fn owing(&self, goal: &IndicatorId) -> Vec<(&RegionCode, FigureKey)> {
        self.desk.units.iter().filter_map(|unit| Some((&unit.code, self.key(&unit.code, goal)?))).collect()
    }

    /// A unit that has gone, or is no longer asked for its ledger, has taken its goals with it.
    fn owes_ledger(&self, unit: &RegionCode) -> bool {
        let unit = self.desk.units.iter().find(|known| known.code == *unit);
        let month = self.period.last_month();
        unit.is_some_and(|unit| match &self.desk.ledger_form {
            Some(form) if unit.forms.contains(form) => unit.owes(form, month),
            _ => unit.reports(month),
        })
    }

    /// The figure of a unit's goal. A goal is for the year: a unit whose ledger did not come still owes what its last
    /// one said, or the total would be held against less than was promised.
    fn key(&self, unit: &RegionCode, goal: &IndicatorId) -> Option<FigureKey> {
        let last = self.period.last_month();
        let key = |period| FigureKey { region: unit.clone(), indicator: goal.clone(), measure: Measure::Stock, period };
        if self.has_ledger(unit, last) {
            return self.row(unit, goal, last).map(|_| key(self.period));
        }
        if !self.owes_ledger(unit) {
            return None;
        }
        let earlier = self.ledger.iter().filter(|row| row.region == *unit && row.month < last);
        let month = earlier.map(|row| row.month).max()?;
        self.row(unit, goal, month).map(|_| key(Period::Month(month)))
    }

    fn has_ledger(&self, unit: &RegionCode, month: Month) -> bool {
        self.ledger.iter().any(|row| row.region == *unit && row.month == month)
    }

    fn row(&self, unit: &RegionCode, goal: &IndicatorId, month: Month) -> Option<&LedgerRow> {
        self.ledger.iter().find(|row| row.region == *unit && row.month == month && row.goal == *goal)
    }
}

/// Of all; one that is missing leaves no sum.
fn sum(values: &[Option<Exact>]) -> Option<Exact> {
    if values.is_empty() {
        return None;
    }
    values.iter().try_fold(Exact::ZERO, |sum, value| sum.checked_add((*value)?))
}

/// The value that more than half of those who state one agree on: a slip in one ledger does not move the desk's goal.
fn common(values: &[Option<Exact>]) -> Option<Exact> {
    let stated: Vec<Exact> = values.iter().flatten().copied().collect();
    let count = |wanted: &Exact| stated.iter().filter(|value| *value == wanted).count();
    stated.iter().find(|value| count(value) * 2 > stated.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_goal_is_what_most_say() {
        let n = |value| Some(Exact::from_int(value));
        assert_eq!(common(&[n(95), n(59), n(95), None]), n(95));
        assert_eq!(common(&[n(95), n(59)]), None);
        assert_eq!(common(&[]), None);
    }

    #[test]
    fn a_sum_of_goals_needs_them_all() {
        let n = |value| Some(Exact::from_int(value));
        assert_eq!(sum(&[n(12), n(5)]), n(17));
        assert_eq!(sum(&[n(12), None]), None);
        assert_eq!(sum(&[]), None);
    }
}
