//! The figures made in judging, each with its trace.

use super::Assessment;
use super::goal::Goal;
use super::judge::{Case, Verdict};
use crate::catalog::Path;
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Operand, Period, Trace};

/// Of a target, of whatever it is: so that completions of several read as one column.
const PERCENT_PLACES: u32 = 1;

pub(super) struct Judged<'a> {
    pub assessment: &'a Assessment,
    pub goal: &'a Goal,
    /// There is a figure of what is judged, though it may have no value.
    pub stands: bool,
    /// What the actual lacks.
    pub missing: Option<Missing>,
    pub case: &'a Case<'a>,
    pub verdict: &'a Verdict,
}

/// 目标值, 完成率, 序时应达, 序时进度 and 进度差 always, with a reason where there is no number; 后期月均 and 预计 only
/// where they mean something.
pub(super) fn figures(judged: &Judged<'_>, period: Period) -> Vec<Figure> {
    let assessment = judged.assessment;
    let mut all = vec![judged.target(period), judged.completion(period), judged.due(period), judged.schedule(period)];
    all.push(judged.gap(period));
    all.extend(assessment.pace.map(|pace| judged.pace(pace, period)));
    all.extend(assessment.projection.map(|projection| judged.projection(projection, period)));
    let outlook = &judged.verdict.outlook;
    all.extend(outlook.low.map(|low| judged.bound(Measure::ProjectionLow, low, "最慢", period)));
    all.extend(outlook.high.map(|high| judged.bound(Measure::ProjectionHigh, high, "最快", period)));
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
    /// The figure that is judged, with others; what no return and no file ever said leads nowhere.
    fn with_actual(&self, others: impl IntoIterator<Item = Operand>) -> Vec<Operand> {
        let actual = self.stands.then(|| Operand::Figure(self.assessment.actual_key.clone()));
        actual.into_iter().chain(others).collect()
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
        let operands = self.with_actual([self.own(Measure::Target, period)]);
        let formula = match self.start() {
            Some(start) => format!("（实际－{start}）÷（目标－{start}）×100"),
            None => "实际÷目标×100".to_owned(),
        };
        let trace = Trace { formula, operands };
        let value = self.assessment.completion;
        self.percent(self.key(Measure::Completion, period), value, self.lack(), trace)
    }

    fn schedule(&self, period: Period) -> Figure {
        let operands = vec![self.own(Measure::Due, period), self.own(Measure::Target, period)];
        let formula = match self.start() {
            Some(start) => format!("（序时应达－{start}）÷（目标－{start}）×100"),
            None => "序时应达÷目标×100".to_owned(),
        };
        let trace = Trace { formula, operands };
        if *self.case.path == Path::ByDate && !self.case.clock.reached() {
            // Nothing is asked before the deadline: a printed 0% would look like a plan.
            let key = self.key(Measure::Schedule, period);
            return self.percent(key, None, Some(Missing::NotApplicable), trace);
        }
        self.percent(self.key(Measure::Schedule, period), self.verdict.schedule, self.goal.missing, trace)
    }

    fn due(&self, period: Period) -> Figure {
        let formula = self.due_words();
        let trace = Trace { formula, operands: vec![self.own(Measure::Target, period)] };
        self.amount(self.key(Measure::Due, period), self.assessment.due, self.goal.missing, trace)
    }

    /// How what is due is made of the target.
    fn due_words(&self) -> String {
        let (clock, deadline) = (self.case.clock, self.assessment.deadline.chinese());
        let part = |share: String| match self.start() {
            Some(start) => format!("{start}＋（目标－{start}）×{share}"),
            None => format!("目标×{share}"),
        };
        match self.case.path {
            _ if clock.reached() => format!("目标（时限{deadline}已到）"),
            Path::Hold => "目标（始终保持）".to_owned(),
            Path::ByDate => format!("{}（时限{deadline}未到）", part("0".to_owned())),
            Path::Even => {
                format!("{}（按月均摊，时限{deadline}）", part(format!("{}/{}", clock.gone, clock.to_deadline)))
            }
            Path::Season(_) => {
                let share = self.case.way().and_then(|way| way.share(clock.gone));
                let share = share.and_then(|share| share.checked_mul(Exact::from_int(100))).and_then(Exact::to_text);
                format!("{}（按上年各月比重，时限{deadline}）", part(format!("{}%", share.unwrap_or_default())))
            }
            Path::Steps(steps) => {
                let reached = steps.iter().rev().find(|step| clock.month_of(step.by) <= clock.gone);
                match reached {
                    Some(step) => {
                        let whole = steps.last().map_or(step.value, |last| last.value);
                        format!("{}前的阶段（{}），全程{whole}中的{}", step.by.chinese(), step.name, step.value)
                    }
                    None => "第一个阶段未到".to_owned(),
                }
            }
        }
    }

    /// Where the way begins, when that is not nothing.
    fn start(&self) -> Option<String> {
        Some(self.case.start).filter(|start| !start.is_zero()).and_then(Exact::to_text)
    }

    fn gap(&self, period: Period) -> Figure {
        let due = self.own(Measure::Due, period);
        let (formula, operands) = if self.case.falls() {
            ("序时应达－实际", self.with_actual([due]))
        } else {
            ("实际－序时应达", self.with_actual([due]))
        };
        let trace = Trace { formula: formula.to_owned(), operands };
        let gap = self.amount(self.key(Measure::Gap, period), self.assessment.gap, self.lack(), trace);
        if self.is_rate() { Figure { unit: "百分点".to_owned(), ..gap } } else { gap }
    }

    fn pace(&self, pace: Exact, period: Period) -> Figure {
        let operands = self.with_actual([self.own(Measure::Target, period)]);
        let mut trace =
            Trace { formula: format!("（目标－实际）÷剩余{}个月", self.case.clock.left()), operands };
        // With less than a whole one the goal would not be reached.
        let pace = self.whole(pace, true, &mut trace);
        self.amount(self.key(Measure::Pace, period), Some(pace), self.lack(), trace)
    }
    /// What is to come of things that are counted: whole ones, `up` or down.
    fn whole(&self, value: Exact, up: bool, trace: &mut Trace) -> Exact {
        let whole =
            if up { Some(value.ceil()) } else { value.checked_neg().map(Exact::ceil).and_then(Exact::checked_neg) };
        match whole {
            Some(whole) if self.assessment.places == 0 && self.case.amount && whole != value => {
                trace.formula.push_str(if up { "，小数进一" } else { "，小数舍去" });
                whole
            }
            _ => value,
        }
    }
    /// What is expected at the deadline: of counted things no more than is sure, of a rate no more than all.
    fn expected(&self, value: Exact, trace: &mut Trace) -> Exact {
        let all = Exact::from_int(100);
        let is_part = self.is_rate() && self.goal.value.is_some_and(|goal| goal <= all);
        if is_part && value > all {
            trace.formula.push_str("，以100%为限");
            return all;
        }
        self.whole(value, self.case.falls(), trace)
    }

    fn projection(&self, projection: Exact, period: Period) -> Figure {
        let clock = self.case.clock;
        let share = self.case.way().and_then(|way| way.share(clock.gone)).and_then(Exact::to_text).unwrap_or_default();
        let formula = match (self.case.path, self.start()) {
            (Path::Even, None) => format!("实际÷{}×{}", clock.gone, clock.to_deadline),
            (_, None) => format!("实际÷{share}"),
            (_, Some(start)) => format!("{start}＋（实际－{start}）÷{share}"),
        };
        let mut trace = Trace { formula, operands: self.with_actual([]) };
        let projection = self.expected(projection, &mut trace);
        self.amount(self.key(Measure::Projection, period), Some(projection), self.lack(), trace)
    }

    fn bound(&self, measure: Measure, value: Exact, which: &str, period: Period) -> Figure {
        let formula = format!("实际＋今年{which}一个月的进度×余下的时间");
        let mut trace = Trace { formula, operands: self.with_actual([]) };
        let value = self.expected(value, &mut trace);
        self.amount(self.key(measure, period), Some(value), self.lack(), trace)
    }

    fn percent(&self, key: FigureKey, value: Option<Exact>, lack: Option<Missing>, trace: Trace) -> Figure {
        Figure { key, value, missing: reason(value, lack), unit: "%".to_owned(), places: PERCENT_PLACES, trace }
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
