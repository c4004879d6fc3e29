//! The rules a workbook can check by itself: those whose cells all stand in it.

use super::input::applies;
use super::{Blank, Key, Maker};
use crate::catalog::{Catalog, Domain, Rule, Tolerance, normalise};
use crate::document::{BlankCheck, Spot};
use crate::finding::{Arguments, Code, Lang};
use crate::formula::{Reference, Scope, Shift};
use crate::model::{IndicatorId, Measure};

/// One run of a rule: for a measure, for an indicator.
#[derive(Clone, Copy)]
pub(super) struct RuleRun<'r> {
    pub measure: Option<Measure>,
    pub variable: Option<&'r IndicatorId>,
}

/// The runs of a rule for one unit and month.
pub(super) fn runs(rule: &Rule) -> Vec<RuleRun<'_>> {
    let measures: Vec<Option<Measure>> =
        if rule.measures.is_empty() { vec![None] } else { rule.measures.iter().copied().map(Some).collect() };
    let variables: Vec<Option<&IndicatorId>> = match &rule.domain {
        Domain::Unit => vec![None],
        Domain::Indicators(ids) => ids.iter().map(Some).collect(),
    };
    let of_measure = |measure: &Option<Measure>| {
        let measure = *measure;
        variables.iter().map(move |variable| RuleRun { measure, variable: *variable }).collect::<Vec<_>>()
    };
    measures.iter().flat_map(of_measure).collect()
}

impl RuleRun<'_> {
    /// What a reference means in this run.
    pub fn key(&self, catalog: &Catalog, reference: &Reference) -> Option<Key> {
        let id = if reference.name.starts_with('$') {
            self.variable.cloned()?
        } else {
            let by_id = catalog.indicators.get_key_value(reference.name.as_str()).map(|(id, _)| id);
            by_id.or_else(|| catalog.names.get(&normalise(&reference.name))).cloned()?
        };
        Some((id, reference.measure.or(self.measure)?, reference.shift))
    }
}

/// Whether a workbook can decide a run.
enum Found {
    Here(Vec<(Reference, Spot)>),
    /// Some of it stands in another month's return or another unit's, or must be of one form of several; or it goes by
    /// how the numbers were rounded.
    Elsewhere,
    /// The unit is not asked for some of it: the rule is not about this unit.
    NotAsked,
}

impl Maker<'_> {
    /// Puts every check on the sheet of its cell.
    pub(super) fn checks(&mut self) -> Blank {
        let mut made = Blank::default();
        let (catalog, month) = (self.request.catalog, self.request.month.number());
        for rule in catalog.rules.iter().filter(|rule| applies(rule, month)) {
            for run in runs(rule) {
                match self.find(rule, run) {
                    Found::NotAsked => {}
                    Found::Elsewhere => made.left += 1,
                    Found::Here(operands) => {
                        self.add(rule, run, operands);
                        made.checks += 1;
                        made.rules.insert(rule.id.clone());
                    }
                }
            }
        }
        made
    }

    fn find(&self, rule: &Rule, run: RuleRun<'_>) -> Found {
        let (mut here, mut elsewhere) = (Vec::new(), false);
        if rule.tolerance == Tolerance::Interval {
            return Found::Elsewhere;
        }
        for reference in rule.expr.references() {
            if reference.scope != Scope::Own || reference.form.is_some() {
                elsewhere = true;
                continue;
            }
            let Some((indicator, measure, shift)) = run.key(self.request.catalog, reference) else {
                return Found::NotAsked;
            };
            match self.spots.get(&(indicator.clone(), measure, shift)) {
                Some(spot) => here.push((reference.clone(), *spot)),
                None if shift == Shift::Same || !self.spots.contains_key(&(indicator, measure, Shift::Same)) => {
                    return Found::NotAsked;
                }
                None => elsewhere = true,
            }
        }
        if elsewhere { Found::Elsewhere } else { Found::Here(here) }
    }

    fn add(&mut self, rule: &Rule, run: RuleRun<'_>, operands: Vec<(Reference, Spot)>) {
        let located = rule.locate.as_deref();
        let at = operands
            .iter()
            .find(|(reference, _)| located.is_some_and(|name| name == reference.to_string()))
            .or_else(|| operands.iter().find(|(reference, _)| reference.shift == Shift::Same))
            .or_else(|| operands.first());
        let Some(spot) = at.map(|(_, spot)| *spot) else { return };
        let message = self.message(rule, run);
        let check = BlankCheck {
            at: spot.cell,
            message,
            expr: rule.expr.clone(),
            operands,
            tolerance: rule.tolerance.amount().unwrap_or_default(),
            missing: rule.missing,
        };
        if let Some(sheet) = self.sheets.get_mut(spot.sheet) {
            sheet.checks.push(check);
        }
    }

    /// `SA-01 期末：合计不平（甲应等于乙与丙之和）`; the rule's name and measure tell it from others of the row.
    fn message(&self, rule: &Rule, run: RuleRun<'_>) -> String {
        let mut arguments = Arguments::default();
        // The measure stands before it.
        arguments.push("rule", self.request.catalog.rule_words(rule, run.variable, None));
        let wrong = Code::find(rule.code).map_or_else(String::new, |code| arguments.fill(code.headline(Lang::Zh)));
        match run.measure {
            Some(measure) => format!("{} {}：{wrong}", rule.id, measure.name()),
            None => format!("{}：{wrong}", rule.id),
        }
    }
}
