//! Rules over facts → outcomes → findings.

mod evaluate;
mod example;
mod undecided;

pub use evaluate::{Breach, Evaluator, Lookup, Stop};
pub use example::{ExampleFault, check as check_examples};
pub use undecided::{Reason, Undecided};

use crate::catalog::{Catalog, Desk, Domain, Rule, RuleLevel, Unit, normalise};
use crate::facts::FactTable;
use crate::finding::{Comparison, Finding, FindingOperand, Level};
use crate::formula::{Compare, Reference, Shift};
use crate::model::{Exact, Fact, FactNo, IndicatorId, Measure, Month, Place, RegionCode, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How often a rule held, failed, could not be decided, or broke. The four add up to its runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub pass: u64,
    pub fail: u64,
    pub undecided: u64,
    pub broken: u64,
}

/// What the rules found.
#[derive(Clone, Debug, Default)]
pub struct Validation {
    pub findings: Vec<Finding>,
    /// By month and rule id.
    pub tallies: BTreeMap<(Month, String), Tally>,
    /// Every run counted as undecided.
    pub undecided: Vec<Undecided>,
}

/// One run of a rule: of a unit, for a month, perhaps a measure and an indicator.
struct Run<'a> {
    catalog: &'a Catalog,
    facts: &'a FactTable,
    months: &'a BTreeSet<Month>,
    rule: &'a Rule,
    region: &'a RegionCode,
    month: Month,
    measure: Option<Measure>,
    variable: Option<&'a IndicatorId>,
}

/// Runs every rule over every unit and month.
pub fn validate(catalog: &Catalog, desk: &Desk, facts: &FactTable, months: &[Month]) -> Validation {
    let known: BTreeSet<Month> = months.iter().copied().collect();
    let mut validation = Validation::default();
    for rule in &catalog.rules {
        for month in months.iter().filter(|m| rule.months.is_empty() || rule.months.contains(&m.number())) {
            let mut tally = Tally::default();
            for unit in &desk.units {
                for (measure, variable) in runs(rule) {
                    let run = Run {
                        catalog,
                        facts,
                        months: &known,
                        rule,
                        region: &unit.code,
                        month: *month,
                        measure,
                        variable,
                    };
                    run.go(unit, &mut tally, &mut validation);
                }
            }
            validation.tallies.insert((*month, rule.id.clone()), tally);
        }
    }
    validation.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    validation
}

/// The measures and indicators a rule is run for.
fn runs(rule: &Rule) -> Vec<(Option<Measure>, Option<&IndicatorId>)> {
    let measures: Vec<Option<Measure>> =
        if rule.measures.is_empty() { vec![None] } else { rule.measures.iter().copied().map(Some).collect() };
    let variables: Vec<Option<&IndicatorId>> = match &rule.domain {
        Domain::Unit => vec![None],
        Domain::Indicators(ids) => ids.iter().map(Some).collect(),
    };
    measures.iter().flat_map(|m| variables.iter().map(move |v| (*m, *v))).collect()
}

impl Run<'_> {
    fn go(&self, unit: &Unit, tally: &mut Tally, validation: &mut Validation) {
        let findings = &mut validation.findings;
        let lookup = |reference: &Reference| self.lookup(reference);
        let tolerance = Exact::from_decimal(self.rule.tolerance).unwrap_or(Exact::ZERO);
        let evaluator = Evaluator { lookup: &lookup, missing: self.rule.missing, tolerance };
        match evaluator.holds(&self.rule.expr) {
            Ok(None) => tally.pass += 1,
            Ok(Some(breach)) => {
                tally.fail += 1;
                findings.push(self.finding(self.rule.code, unit, Some(breach)));
            }
            Err(Stop::NotAsked) => {}
            Err(Stop::Undecided) => {
                tally.undecided += 1;
                validation.undecided.push(self.undecided());
            }
            Err(Stop::Broken) => {
                tally.broken += 1;
                findings.push(self.finding("rule.broken", unit, None));
            }
        }
    }

    /// A run without an answer, with the operands that have no number.
    fn undecided(&self) -> Undecided {
        let lacks = |r: &&Reference| self.lookup(r) == Lookup::Missing;
        Undecided {
            rule: self.rule.id.clone(),
            region: self.region.clone(),
            month: self.month,
            measure: self.measure,
            indicator: self.variable.cloned(),
            words: self.words(),
            lacking: self.rule.expr.references().into_iter().filter(lacks).filter_map(|r| self.lacking(r)).collect(),
        }
    }

    fn lacking(&self, reference: &Reference) -> Option<FindingOperand> {
        if let Some((_, fact)) = self.fact(reference) {
            return Some(operand(fact));
        }
        Some(FindingOperand {
            indicator: self.indicator(reference)?.clone(),
            measure: reference.measure.or(self.measure)?,
            region: self.region.clone(),
            month: self.month_of(reference.shift),
            place: Place::default(),
            raw: String::new(),
            value: String::new(),
        })
    }

    fn indicator(&self, reference: &Reference) -> Option<&IndicatorId> {
        if reference.name.starts_with('$') {
            return self.variable;
        }
        let by_id = self.catalog.indicators.get_key_value(reference.name.as_str()).map(|(id, _)| id);
        by_id.or_else(|| self.catalog.names.get(&normalise(&reference.name)))
    }

    fn month_of(&self, shift: Shift) -> Month {
        match shift {
            Shift::Same => self.month,
            Shift::LastMonth => self.month.previous(),
            Shift::LastYear => self.month.last_year(),
            Shift::YearStart => self.month.january().previous(),
        }
    }

    fn fact(&self, reference: &Reference) -> Option<(FactNo, &Fact)> {
        let measure = reference.measure.or(self.measure)?;
        let number =
            self.facts.find(self.region, self.indicator(reference)?, measure, self.month_of(reference.shift))?;
        self.facts.get(number).map(|fact| (number, fact))
    }

    fn lookup(&self, reference: &Reference) -> Lookup {
        match self.fact(reference).map(|(_, fact)| fact.value) {
            Some(Value::Number(number)) => Exact::from_decimal(number).map_or(Lookup::Missing, Lookup::Value),
            Some(Value::Missing(_)) => Lookup::Missing,
            // A month that was not read has no facts at all; that is a gap, not a form that does not ask.
            None if !self.months.contains(&self.month_of(reference.shift)) => Lookup::Missing,
            None => Lookup::NotAsked,
        }
    }

    fn finding(&self, code: &'static str, unit: &Unit, breach: Option<Breach>) -> Finding {
        let references = self.rule.expr.references();
        let located = self.rule.locate.as_deref();
        let at = references
            .iter()
            .find(|r| located.is_some_and(|l| l == r.to_string()))
            .or_else(|| references.iter().find(|r| r.shift == Shift::Same))
            .or_else(|| references.first());
        let fact = at.and_then(|reference| self.fact(reference));
        let place = fact.and_then(|(_, fact)| place(fact)).unwrap_or_default();
        let mut finding = Finding::new(code, self.month, place).of(&unit.code);
        finding.rule = Some(self.rule.id.clone());
        finding.level = match self.rule.level {
            RuleLevel::Must => Level::Must,
            RuleLevel::Query => Level::Query,
            RuleLevel::Note => Level::Note,
        };
        if let Some((_, fact)) = fact {
            finding = finding.about(&fact.indicator, fact.measure);
            finding = finding.raw(fact.source.as_ref().map_or("", |source| &source.raw));
        }
        finding.comparison = breach.map(|breach| comparison(&breach));
        finding.operands = references.iter().filter_map(|r| self.fact(r)).map(|(_, fact)| operand(fact)).collect();
        finding.with("rule", self.words()).with("advice", &self.rule.advice)
    }

    /// The rule as a person reads it: names for the variable and for ids, and the measure it was run for.
    fn words(&self) -> String {
        let name = |id: &IndicatorId| self.catalog.indicators.get(id).map_or_else(String::new, |i| i.name.clone());
        let mut text = match self.variable {
            Some(id) => self.rule.text.replace("$x", &name(id)),
            None => self.rule.text.clone(),
        };
        let mut ids: Vec<&str> = self.rule.expr.references().iter().map(|r| r.name.as_str()).collect();
        // The longest first: one id may begin another.
        ids.sort_by_key(|id| std::cmp::Reverse(id.len()));
        for id in ids {
            if let Some((key, _)) = self.catalog.indicators.get_key_value(id) {
                text = text.replace(id, &name(key));
            }
        }
        match self.measure {
            Some(measure) => format!("{text}，{}", measure.name()),
            None => text,
        }
    }
}

fn place(fact: &Fact) -> Option<Place> {
    fact.source.as_ref().map(|source| Place::cell(&source.file, &source.sheet, source.cell))
}

fn operand(fact: &Fact) -> FindingOperand {
    FindingOperand {
        indicator: fact.indicator.clone(),
        measure: fact.measure,
        region: fact.region.clone(),
        month: fact.month,
        place: place(fact).unwrap_or_default(),
        raw: fact.source.as_ref().map(|source| source.raw.to_string()).unwrap_or_default(),
        value: fact.value.number().map(|n| n.normalize().to_string()).unwrap_or_default(),
    }
}

fn comparison(breach: &Breach) -> Comparison {
    let text = |value: Option<Exact>| value.and_then(Exact::to_text).unwrap_or_default();
    Comparison {
        left: text(Some(breach.left)),
        op: match breach.op {
            Compare::Equal => "=",
            Compare::NotEqual => "≠",
            Compare::Less => "<",
            Compare::LessOrEqual => "≤",
            Compare::Greater => ">",
            Compare::GreaterOrEqual => "≥",
        },
        right: text(Some(breach.right)),
        difference: text(breach.left.checked_sub(breach.right)),
    }
}
