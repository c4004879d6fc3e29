//! What is to be reached: a number the target gives, or what the ledgers say.

use super::Assessment;
use crate::catalog::{Catalog, Desk, Holds, Target, TargetValue};
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
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub book: &'a FigureBook,
    pub ledger: &'a [LedgerRow],
    pub period: Period,
    pub target: &'a Target,
    /// What the target is judged in.
    pub unit: &'a str,
}

impl Goals<'_> {
    /// The goal of the desk's total.
    pub fn of_total(&self) -> Goal {
        if let Holds::ShareOfUnits(share) = self.target.holds {
            // What is asked of the desk is the share; the number is asked of each unit.
            let goal = self.fixed(Exact::from_decimal(share), self.target.value.deadline());
            let formula = format!("达到的单位不少于{share}%，出处：{}", self.target.source);
            return Goal { trace: Trace { formula, ..goal.trace }, ..goal };
        }
        match &self.target.value {
            TargetValue::Fixed { value, deadline } => self.fixed(Exact::from_decimal(*value), *deadline),
            TargetValue::External { series, deadline } => self.external(series, *deadline),
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
                if self.target.allocations.is_empty() {
                    return Some(self.fixed(Exact::from_decimal(*value), *deadline));
                }
                let part = self.target.allocations.get(unit)?;
                let goal = self.fixed(Exact::from_decimal(*part), *deadline);
                let formula = format!("分解数{part}{}，出处：{}", self.unit, self.target.source);
                Some(Goal { trace: Trace { formula, ..goal.trace }, ..goal })
            }
            TargetValue::External { series, deadline } => {
                self.book.find(&self.actual(unit))?;
                Some(self.external(series, *deadline))
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

    /// The last value of a series from outside that is known at the period's end.
    fn external(&self, series: &str, deadline: Date) -> Goal {
        let known = self.catalog.external.get(&self.desk.id).and_then(|all| all.get(series));
        let last = known.and_then(|series| series.last_by(self.period.last_month()));
        let value = last.and_then(|last| Exact::from_decimal(last.value));
        let formula = match known.zip(last) {
            Some((series, last)) => {
                format!(
                    "{}{}{}（{}年{}月），出处：{}",
                    series.name,
                    last.value,
                    series.unit,
                    last.month.year(),
                    last.month.number(),
                    last.document
                )
            }
            None => format!("{}尚无资料", known.map_or(series, |series| &series.name)),
        };
        let missing = value.is_none().then_some(Missing::NotReported);
        Goal { value, missing, deadline, lacks_parts: false, trace: Trace { formula, operands: Vec::new() } }
    }

    /// A target that is broken down: what its parts come to, and how that differs from it.
    pub fn allocated(&self, total: &Assessment) -> Vec<Figure> {
        let parts: Vec<_> = self.target.allocations.values().map(|part| Exact::from_decimal(*part)).collect();
        let Some(sum) = sum(&parts) else { return Vec::new() };
        let key = |measure| self.own(&self.desk.region, measure);
        let make = |measure, value: Option<Exact>, trace| Figure {
            key: key(measure),
            value,
            missing: value.is_none().then_some(Missing::Unreadable),
            unit: self.unit.to_owned(),
            places: total.places,
            trace,
        };
        let listed = self.target.allocations.iter().map(|(code, part)| format!("{code} {part}"));
        let formula = format!("各单位分解数之和：{}", listed.collect::<Vec<_>>().join("、"));
        let difference = total.target_value.and_then(|target| sum.checked_sub(target));
        let operands = vec![Operand::Figure(key(Measure::Allocated)), Operand::Figure(key(Measure::Target))];
        vec![
            make(Measure::Allocated, Some(sum), Trace { formula, operands: Vec::new() }),
            make(Measure::AllocationGap, difference, Trace { formula: "分解合计－目标".to_owned(), operands }),
        ]
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

    /// Where the way to the goal begins.
    pub fn start(&self) -> Exact {
        self.target.baseline.and_then(Exact::from_decimal).unwrap_or(Exact::ZERO)
    }

    /// A figure made in judging, named by the target.
    pub fn own(&self, region: &RegionCode, measure: Measure) -> FigureKey {
        let indicator = self.target.id.as_str().into();
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
