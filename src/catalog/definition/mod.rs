//! Checked definitions: everything refers to things that exist.

mod appraisal;
mod blank;
mod calendar;
mod chart;
mod check;
mod comparison;
mod demo;
mod desk;
mod explanation;
mod font;
mod form;
mod heads;
mod indicator;
mod issue;
mod letter;
mod own_figures;
mod plan;
mod published;
mod report;
mod rule;
mod scheme;
mod table;
mod target;
mod unit;

pub use appraisal::{
    Appraisal, AppraisalBonus, AppraisalDeduction, AppraisalItem, Appraisals, Carried, RunKind, Taken, Unreported,
};
pub use blank::{
    CHECK_HEAD, HEADS_OF_BLANKS, IDENTITY_SHEET, KEY_DESK, KEY_FORM, KEY_PERIOD, KEY_TOOL, KEY_UNIT, NUMBER_HEAD,
    REFERENCE_DONE_HEAD, REFERENCE_GOAL_HEAD, REFERENCE_HEAD, REMARK_HEAD,
};
pub use calendar::{DueRule, Shift};
pub use chart::{ChartAgainst, ChartShape, Drawn, ReportChart};
pub use check::{Against, Band, CheckHead, Checks, HistoryCheck, LedgerCheck, PeersCheck, RepeatsCheck, SeriesExample};
pub use comparison::{
    Adjust, Basis, Brought, Compared, Comparison, Definition, FEWEST_SPOKES, InDoubt, MOST_ON_PAGE, MOST_RADAR_MEMBERS,
    MOST_SPOKES, Member, MemberSource, PeerGroup, Pick, PlaceBand, RadarOf, What,
};
pub use demo::{Demo, DemoLedger, DemoSeries, DemoWay, Movement, SeriesKind, Shares, Term, Usual};
pub use desk::{BalancedParts, Band3, BandColour, Desk, DeskLetters, Printing, Region, Span, Unit};
pub use explanation::{About, GivenExplanation};
pub use font::FontFace;
pub use form::{
    Blank, Bounds, CardsBinding, CoverBinding, FieldBinding, Form, FormHead, LedgerBinding, LedgerProject, OwnRegion,
};
pub use heads::Heads;
pub use indicator::{Better, Indicator, Kind, Rollup};
pub use issue::{Issue, Seal};
pub use letter::Letter;
pub use own_figures::{OwnFigure, OwnFigures};
pub use plan::{NotTarget, Plan, PlanItem, PlanStage, Progress, Series, SeriesValue, Statement, bodies};
pub use published::{Dated, PublishedValue};
pub use report::{Degrees, Marks, Praise, Report, Summons, Terms, Theme};
pub use rule::{Domain, Example, Expectation, MissingMode, Rule, RuleLevel, Tolerance};
pub use scheme::{Deduction, Per, Scheme, SchemeBand};
pub use table::{
    Aggregate, Axis, ColumnBinding, ColumnRole, Condition, Duplicates, Fixed, RowBinding, RowsAre, TableBinding,
};
pub use target::{Approximate, Comparator, Holds, Over, Path, Scope, StatedIn, Step, Target, TargetValue};
pub use unit::MeasureUnit;

use crate::catalog::text::normalise;
use crate::formula::Reference;
use crate::model::{IndicatorId, RegionCode};
use std::collections::BTreeMap;

/// All that `templates/` says, checked.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub regions: BTreeMap<RegionCode, Region>,
    pub indicators: BTreeMap<IndicatorId, Indicator>,
    /// By name and alias (normalised with [`crate::catalog::normalise`]) and by id, to the id.
    pub names: BTreeMap<String, IndicatorId>,
    pub forms: BTreeMap<String, Form>,
    pub rules: Vec<Rule>,
    pub checks: Checks,
    pub desks: BTreeMap<String, Desk>,
    pub targets: BTreeMap<String, Vec<Target>>,
    /// The plan of work of each desk that has one.
    pub plans: BTreeMap<String, Plan>,
    /// Series from elsewhere, by desk and by their ids.
    pub external: BTreeMap<String, BTreeMap<String, Series>>,
    /// Rows of the source documents that are no targets, by desk.
    pub not_targets: BTreeMap<String, Vec<NotTarget>>,
    /// What each desk says of findings, in the file's order.
    pub explanations: BTreeMap<String, Vec<GivenExplanation>>,
    /// What each desk's invented returns are made from.
    pub demos: BTreeMap<String, Demo>,
    /// What each desk's bureau has said of itself, by desk.
    pub own_figures: BTreeMap<String, OwnFigures>,
    /// Those with indicators of their own.
    pub reports: BTreeMap<String, Report>,
    /// Kinds of documents that any desk can make, by desk: with the indicators of its own report.
    pub kinds: BTreeMap<String, BTreeMap<String, Report>>,
    /// What each desk decides about its documents, by the report.
    pub issues: BTreeMap<String, BTreeMap<String, Issue>>,
    pub letters: BTreeMap<String, Letter>,
    /// Comparison sets, by id.
    pub comparisons: BTreeMap<String, Comparison>,
    pub schemes: BTreeMap<String, Scheme>,
    /// Schemes that score units on their targets.
    pub appraisals: BTreeMap<String, Appraisal>,
    pub themes: BTreeMap<String, Theme>,
    pub bounds: Bounds,
    /// Units of measurement, by name.
    pub units: BTreeMap<String, MeasureUnit>,
    /// In the file's order; empty without `fonts/fonts.toml`.
    pub fonts: Vec<FontFace>,
    /// SHA-256 over all template files in path order, lower-case hex.
    pub hash: String,
}

impl Catalog {
    /// What a name or an id in a formula means.
    pub fn indicator_named(&self, name: &str) -> Option<&Indicator> {
        let by_id = self.indicators.get(name);
        by_id.or_else(|| self.indicators.get(self.names.get(&normalise(name))?))
    }

    /// The places a reference of a rule is rounded to ([`Indicator::rounded_to`]); `$x` without an indicator is rounded
    /// like the finest it may stand for.
    pub fn rounding(&self, rule: &Rule, reference: &Reference, variable: Option<&IndicatorId>) -> Option<u32> {
        let places = |indicator: &Indicator| indicator.rounded_to(&self.units);
        if !reference.name.starts_with('$') {
            return self.indicator_named(&reference.name).and_then(places);
        }
        match (&rule.domain, variable) {
            (_, Some(id)) => self.indicators.get(id).and_then(places),
            (Domain::Indicators(ids), None) => {
                ids.iter().filter_map(|id| self.indicators.get(id)).filter_map(places).max()
            }
            (Domain::Unit, None) => None,
        }
    }

    /// A report as a desk makes it.
    pub fn report(&self, desk: &str, id: &str) -> Option<&Report> {
        self.reports.get(id).or_else(|| self.kinds.get(desk)?.get(id))
    }

    /// When a desk calls units in: as it says itself, else as the report does.
    pub fn summons(&self, desk: &str, report: &Report) -> Option<Summons> {
        let own = self.issues.get(desk).and_then(|issues| issues.get(&report.id)?.summons);
        own.or(report.summons)
    }

    /// A region's name; its code when the catalogue does not know it.
    pub fn region_name(&self, code: &RegionCode) -> String {
        self.regions.get(code).map_or_else(|| code.to_string(), |region| region.name.clone())
    }
}
