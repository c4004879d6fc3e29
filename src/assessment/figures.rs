//! The figures made in judging, each with its trace.

use super::Assessment;
use super::goal::Goal;
use super::judge::Case;
use crate::catalog::{Comparator, Path};
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Operand, Period, Trace};

/// Per cents of amounts are printed to one place; those of rates as the rate itself.
const PERCENT_PLACES: u32 = 1;

pub(super) struct Judged<'a> {
    pub assessment: &'a Assessment,
    pub goal: &'a Goal,
    /// What the actual lacks.
    pub missing: Option<Missing>,
    pub case: &'a Case,
    pub schedule: Option<Exact>,
}

/// 目标值, 完成率, 序时应达, 序时进度 and 进度差 always, with a reason where there is no number; 后期月均 and 预计 only
/// where they mean something.
pub(super) fn figures(judged: &Judged<'_>, period: Period) -> Vec<Figure> {
    let assessment = judged.assessment;
    let mut all = vec![judged.target(period), judged.completion(period), judged.due(period), judged.schedule(period)];
    all.push(judged.gap(period));
    all.extend(assessment.pace.map(|pace| judged.pace(pace, period)));
    all.extend(assessment.projection.map(|projection| judged.projection(projection, period)));
    all
}

impl Judged<'_> {
    fn key(&self, measure: Measure, period: Period) -> FigureKey {
        let (region, indicator) = (self.assessment.region.clone(), self.assessment.target.as_str().into());
        FigureKey { region, indicator, measure, period }
    }
    fn own(&self, measure: Measure, period: Period) -> Operand {
        Operand::Figure(self.key(measure, period))
    }
    fn actual(&self) -> Operand {
        Operand::Figure(self.assessment.actual_key.clone())
    }
    fn is_rate(&self) -> bool {
        self.assessment.unit == "%"
    }
    /// What a value made of the actual and the goal lacks.
    fn lack(&self) -> Option<Missing> {
        self.missing.or(self.goal.missing)
    }

    fn target(&self, period: Period) -> Figure {
        let places = self.goal.value.map_or(self.assessment.places, |value| fewest(value, self.assessment.places));
        Figure {
            key: self.key(Measure::Target, period),
            value: self.goal.value,
            missing: self.goal.missing,
            unit: self.assessment.unit.clone(),
            places,
            trace: self.goal.trace.clone(),
        }
    }

    fn completion(&self, period: Period) -> Figure {
        let operands = vec![self.actual(), self.own(Measure::Target, period)];
        let trace = Trace { formula: "实际÷目标×100".to_owned(), operands };
        let value = self.assessment.completion;
        self.percent(self.key(Measure::Completion, period), value, self.lack(), trace)
    }

    fn schedule(&self, period: Period) -> Figure {
        let operands = vec![self.own(Measure::Due, period), self.own(Measure::Target, period)];
        let trace = Trace { formula: "序时应达÷目标×100".to_owned(), operands };
        if self.case.path == Path::ByDate && !self.case.clock.reached() {
            // Nothing is asked before the deadline: a printed 0% would look like a plan.
            let key = self.key(Measure::Schedule, period);
            return self.percent(key, None, Some(Missing::NotApplicable), trace);
        }
        self.percent(self.key(Measure::Schedule, period), self.schedule, self.goal.missing, trace)
    }

    fn due(&self, period: Period) -> Figure {
        let (clock, deadline) = (self.case.clock, self.assessment.deadline.chinese());
        let formula = match self.case.path {
            _ if clock.reached() => format!("目标（时限{deadline}已到）"),
            Path::Hold => "目标（始终保持）".to_owned(),
            Path::ByDate => format!("目标×0（时限{deadline}未到）"),
            Path::Even => format!("目标×{}/{}（按月均摊，时限{deadline}）", clock.gone, clock.to_deadline),
        };
        let trace = Trace { formula, operands: vec![self.own(Measure::Target, period)] };
        self.amount(self.key(Measure::Due, period), self.assessment.due, self.goal.missing, trace)
    }

    fn gap(&self, period: Period) -> Figure {
        let due = self.own(Measure::Due, period);
        let (formula, operands) = if matches!(self.case.comparator, Comparator::Le | Comparator::Lt) {
            ("序时应达－实际", vec![due, self.actual()])
        } else {
            ("实际－序时应达", vec![self.actual(), due])
        };
        let trace = Trace { formula: formula.to_owned(), operands };
        let gap = self.amount(self.key(Measure::Gap, period), self.assessment.gap, self.lack(), trace);
        if self.is_rate() { Figure { unit: "百分点".to_owned(), ..gap } } else { gap }
    }

    fn pace(&self, pace: Exact, period: Period) -> Figure {
        let operands = vec![self.own(Measure::Target, period), self.actual()];
        let trace =
            Trace { formula: format!("（目标－实际）÷剩余{}个月", self.case.clock.left()), operands };
        self.amount(self.key(Measure::Pace, period), Some(pace), self.lack(), trace)
    }

    fn projection(&self, projection: Exact, period: Period) -> Figure {
        let clock = self.case.clock;
        let formula = format!("实际÷{}×{}", clock.gone, clock.to_deadline);
        let trace = Trace { formula, operands: vec![self.actual()] };
        self.amount(self.key(Measure::Projection, period), Some(projection), self.lack(), trace)
    }

    fn percent(&self, key: FigureKey, value: Option<Exact>, lack: Option<Missing>, trace: Trace) -> Figure {
        let places = if self.is_rate() { self.assessment.places } else { PERCENT_PLACES };
        Figure { key, value, missing: reason(value, lack), unit: "%".to_owned(), places, trace }
    }

    fn amount(&self, key: FigureKey, value: Option<Exact>, lack: Option<Missing>, trace: Trace) -> Figure {
        let least = self.assessment.places;
        // One place more where a whole count would hide a remainder: 0.25 behind is not 0 behind.
        let hides = least == 0 && self.case.amount && value.is_some_and(|value| !is_exact(value, least));
        let places = if hides { least + 1 } else { least };
        let unit = self.assessment.unit.clone();
        Figure { key, value, missing: reason(value, lack), unit, places, trace }
    }
}

/// A goal of zero has no share: that is no gap in the returns.
fn reason(value: Option<Exact>, lack: Option<Missing>) -> Option<Missing> {
    lack.or_else(|| value.is_none().then_some(Missing::NotApplicable))
}

/// A target is printed as it was set: 80 %, not 80.00 %.
fn fewest(value: Exact, most: u32) -> u32 {
    (0..most).find(|places| is_exact(value, *places)).unwrap_or(most)
}

fn is_exact(value: Exact, places: u32) -> bool {
    value.round(places).and_then(Exact::from_decimal) == Some(value)
}
