//! What a document is built from, and how its parts find one another.

use super::derive;
use super::doubts::Doubts;
use crate::assessment::appraisal::Appraised;
use crate::assessment::ledger::Ledger;
use crate::assessment::quality::Score;
use crate::assessment::{Assessed, Assessment};
use crate::catalog::{Catalog, Degrees, Desk, Indicator, Kind, Report, Theme, Unit};
use crate::facts::FactTable;
use crate::finding::Finding;
use crate::ingest::{ReturnRecord, Returns};
use crate::model::{Date, Figure, FigureKey, IndicatorId, Measure, Missing, Period, RegionCode};
use crate::statistics::FigureBook;
use crate::validation::doubtful;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All that a report needs.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub report: &'a Report,
    pub theme: &'a Theme,
    /// Shared, because the wording's functions outlive the call that makes them.
    pub figures: &'a Arc<FigureBook>,
    /// What the figures were made of.
    pub facts: &'a FactTable,
    pub assessed: &'a Assessed,
    /// None where the desk has no scheme for the period.
    pub appraised: Option<&'a Appraised>,
    /// Of a desk that has a plan.
    pub ledger: Option<&'a Ledger>,
    pub returns: &'a Returns,
    /// All open ones that count for the period.
    pub findings: &'a [Finding],
    /// Of the returns of the period; none where the desk has no scheme.
    pub scores: &'a [Score],
    /// How many queries have been explained.
    pub explained: usize,
    pub period: Period,
    /// 成文日期.
    pub as_of: Date,
    /// The judgements of the periods before, the latest first; as many as the report looks back.
    pub before: &'a [Vec<Assessment>],
    /// A draft: how many must-level findings are open.
    pub draft: Option<usize>,
}

/// The same, owned: the template engine keeps it for as long as it likes.
#[derive(Debug)]
pub(super) struct World {
    pub catalog: Catalog,
    pub desk: Desk,
    pub report: Report,
    pub theme: Theme,
    figures: Arc<FigureBook>,
    pub assessed: Assessed,
    pub ledger: Option<Ledger>,
    /// By the text of their keys.
    judged: BTreeMap<String, usize>,
    pub appraised: Option<Appraised>,
    /// By the text of their keys.
    scored: BTreeMap<String, usize>,
    pub register: Vec<ReturnRecord>,
    pub findings: Vec<Finding>,
    /// Of numbers that open findings are about.
    pub doubts: Doubts,
    pub scores: Vec<Score>,
    pub explained: usize,
    pub period: Period,
    pub as_of: Date,
    pub before: Vec<Vec<Assessment>>,
    pub draft: Option<usize>,
}

impl World {
    pub fn new(input: &ReportInput<'_>) -> Self {
        let months = input.period.months();
        let register = input.returns.register.iter().filter(|record| months.contains(&record.month));
        let judged = input.assessed.figures.iter().enumerate().map(|(n, figure)| (figure.key.to_string(), n));
        let scored = input.appraised.into_iter().flat_map(|appraised| &appraised.figures).enumerate();
        let scored = scored.map(|(n, figure)| (figure.key.to_string(), n)).collect();
        Self {
            catalog: named(input.catalog, input.report),
            desk: input.desk.clone(),
            report: input.report.clone(),
            theme: input.theme.clone(),
            figures: Arc::clone(input.figures),
            judged: judged.collect(),
            assessed: counted_once(input.assessed),
            appraised: input.appraised.cloned(),
            scored,
            ledger: input.ledger.cloned(),
            register: register.cloned().collect(),
            findings: input.findings.to_vec(),
            doubts: Doubts::new(doubtful(input.facts, input.findings)),
            scores: input.scores.to_vec(),
            explained: input.explained,
            period: input.period,
            as_of: input.as_of,
            before: input.before.to_vec(),
            draft: input.draft,
        }
    }
    /// A figure of the statistics, of an assessment, or made for a sentence.
    pub fn find(&self, key: &FigureKey) -> Option<Figure> {
        let judged = || self.assessed.figures.get(*self.judged.get(&key.to_string())?);
        let scored = || self.appraised.as_ref()?.figures.get(*self.scored.get(&key.to_string())?);
        self.figures.find(key).or_else(judged).or_else(scored).cloned().or_else(|| derive::figure(self, key))
    }
    /// What the statistics made, and how a number is printed.
    pub fn book(&self) -> &FigureBook {
        &self.figures
    }
    /// Of the report's period.
    pub fn key(&self, region: &RegionCode, indicator: &IndicatorId, measure: Measure) -> FigureKey {
        FigureKey { region: region.clone(), indicator: indicator.clone(), measure, period: self.period }
    }
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.catalog.indicators.get(id)
    }
    /// The units that are ranked and compared, in the desk's order: those that report in the period.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.desk.units.iter().filter(|unit| !unit.own && self.reports(unit))
    }
    /// Whether a unit owes a return for a month of the period.
    pub fn reports(&self, unit: &Unit) -> bool {
        self.period.months().into_iter().any(|month| unit.reports(month))
    }
    /// The short name; the total is called as the report says, or by its first alias (`全市`).
    pub fn region_name(&self, code: &RegionCode) -> String {
        if let Some(total) = self.report.terms.total.as_ref().filter(|_| *code == self.desk.region) {
            return total.clone();
        }
        let Some(region) = self.catalog.regions.get(code) else { return code.to_string() };
        let total = (*code == self.desk.region).then(|| region.aliases.first()).flatten();
        total.unwrap_or(&region.short).clone()
    }
    /// From where on a change is called slight, quick or sharp: the report's own thresholds, or the theme's.
    pub fn degrees(&self) -> &Degrees {
        self.report.degrees.as_ref().unwrap_or(&self.theme.degrees)
    }
    /// The symbol of a value that is not there.
    pub fn symbol(&self, missing: Missing) -> &str {
        match missing {
            Missing::NotReported => &self.theme.not_reported,
            Missing::NotApplicable => &self.theme.not_applicable,
            Missing::Suppressed => &self.theme.suppressed,
            Missing::Unreadable => &self.theme.unreadable,
            // A total of which nothing came.
            Missing::Incomplete => &self.theme.not_reported,
        }
    }
    /// The judgement of an indicator of a region, if there is a target for exactly this measure.
    pub fn judgement(&self, region: &RegionCode, indicator: &IndicatorId, measure: Measure) -> Option<&Assessment> {
        let same = |a: &&Assessment| {
            a.region == *region && a.actual_key.indicator == *indicator && a.actual_key.measure == measure
        };
        self.assessed.list.iter().find(same)
    }
    /// Whether an indicator is a ratio of stocks (it then stands at a moment).
    pub fn stands(&self, indicator: &Indicator) -> bool {
        match &indicator.kind {
            Kind::Stock | Kind::Level => true,
            Kind::Flow => false,
            Kind::Ratio { numerator, .. } => {
                self.indicator(numerator).is_some_and(|n| matches!(n.kind, Kind::Stock | Kind::Level))
            }
        }
    }
}

/// Without the targets that state another one again: on a page a task is told and counted once.
fn counted_once(assessed: &Assessed) -> Assessed {
    let mut once = assessed.clone();
    once.list.retain(|judged| judged.restates.is_none());
    once
}

/// The catalogue with the names the report has for its indicators.
fn named(catalog: &Catalog, report: &Report) -> Catalog {
    let mut own = catalog.clone();
    for (id, name) in &report.terms.names {
        if let Some(indicator) = own.indicators.get_mut(id) {
            indicator.name.clone_from(name);
        }
    }
    own
}

/// What is told of a value that is not there: a share of a partial total is not made, though the unit has reported.
pub(super) fn why_none(measure: Measure, missing: Missing) -> Missing {
    let is_share = measure.shared().is_some();
    if is_share && missing == Missing::Incomplete { Missing::NotApplicable } else { missing }
}
