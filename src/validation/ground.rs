//! Every rule put to every unit and month, its references resolved to facts once.

use super::compiled::{Compiled, Slack};
use super::evaluate::{Breach, Lookup, Stop};
use crate::catalog::{Catalog, Desk, Domain, Rule, Tolerance, Unit, normalise};
use crate::facts::FactTable;
use crate::formula::{Reference, Scope, Shift};
use crate::model::{Exact, FactNo, IndicatorId, Measure, Missing, Month, RegionCode, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The number of an instance in its ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstanceNo(pub usize);

/// A rule about one unit and month, perhaps of one measure and one indicator.
#[derive(Debug)]
pub struct Instance<'a> {
    pub rule: &'a Rule,
    /// Which of the ground's compiled formulas is its own.
    formula: usize,
    pub unit: &'a Unit,
    pub month: Month,
    pub measure: Option<Measure>,
    pub variable: Option<&'a IndicatorId>,
    /// One for each reference of the formula, in its order.
    pub slots: Vec<Slot>,
}

/// What a reference stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    Fact(FactNo),
    /// Of the units below; `whole` when none of them is lacking.
    Sum {
        parts: Vec<FactNo>,
        whole: bool,
    },
    /// Of a month that was not read.
    Gap,
}

impl Slot {
    pub fn facts(&self) -> &[FactNo] {
        match self {
            Self::Fact(fact) => std::slice::from_ref(fact),
            Self::Sum { parts, .. } => parts,
            Self::Gap => &[],
        }
    }
}

/// Values taken in place of what was reported.
pub type Changes = [(FactNo, Lookup)];

/// How an instance came out.
pub type Outcome = Result<Option<Breach>, Stop>;

/// All rules, put to all units and months.
#[derive(Debug)]
pub struct Ground<'a> {
    pub catalog: &'a Catalog,
    pub facts: &'a FactTable,
    pub instances: Vec<Instance<'a>>,
    formulas: Vec<Compiled>,
    values: Vec<Lookup>,
    /// By fact: the instances that look at it.
    touching: Vec<Vec<InstanceNo>>,
}

fn index(fact: FactNo) -> usize {
    usize::try_from(fact.0).unwrap_or(usize::MAX)
}

impl<'a> Ground<'a> {
    pub fn new(catalog: &'a Catalog, desk: &'a Desk, facts: &'a FactTable, months: &[Month]) -> Self {
        let resolver = Resolver { catalog, desk, facts, months: months.iter().copied().collect() };
        let mut ground = Self {
            catalog,
            facts,
            instances: Vec::new(),
            formulas: catalog.rules.iter().map(|rule| Compiled::new(&rule.expr)).collect(),
            values: facts.all().map(|(_, fact)| lookup(fact.value)).collect(),
            touching: vec![Vec::new(); facts.all().count()],
        };
        for (formula, rule) in catalog.rules.iter().enumerate() {
            for month in months.iter().filter(|m| rule.months.is_empty() || rule.months.contains(&m.number())) {
                for unit in &desk.units {
                    for (measure, variable) in runs(rule) {
                        let at = At { unit, month: *month, measure, variable };
                        let references = ground.formulas.get(formula).map(|f| f.references.as_slice());
                        let Some(slots) = resolver.slots(references.unwrap_or_default(), &at) else { continue };
                        ground.add(Instance { rule, formula, unit, month: *month, measure, variable, slots });
                    }
                }
            }
        }
        ground
    }

    fn add(&mut self, instance: Instance<'a>) {
        let number = InstanceNo(self.instances.len());
        let touched: BTreeSet<FactNo> = instance.slots.iter().flat_map(Slot::facts).copied().collect();
        for fact in touched {
            if let Some(list) = self.touching.get_mut(index(fact)) {
                list.push(number);
            }
        }
        self.instances.push(instance);
    }

    pub fn numbers(&self) -> impl Iterator<Item = InstanceNo> + use<> {
        (0..self.instances.len()).map(InstanceNo)
    }
    pub fn instance(&self, number: InstanceNo) -> Option<&Instance<'a>> {
        self.instances.get(number.0)
    }
    pub fn references(&self, instance: &Instance<'_>) -> &[Reference] {
        self.formulas.get(instance.formula).map(|f| f.references.as_slice()).unwrap_or_default()
    }
    /// The instances that look at a fact.
    pub fn touching(&self, fact: FactNo) -> &[InstanceNo] {
        self.touching.get(index(fact)).map(Vec::as_slice).unwrap_or_default()
    }
    /// The number of a fact, if it has one.
    pub fn number(&self, fact: FactNo) -> Option<Exact> {
        match self.values.get(index(fact)) {
            Some(Lookup::Value(value)) => Some(*value),
            _ => None,
        }
    }

    fn value(&self, fact: FactNo, changes: &Changes) -> Lookup {
        let changed = changes.iter().find(|(of, _)| *of == fact).map(|(_, value)| *value);
        changed.or_else(|| self.values.get(index(fact)).copied()).unwrap_or(Lookup::Missing)
    }

    fn sum(&self, parts: &[FactNo], changes: &Changes) -> Lookup {
        let mut sum = Exact::ZERO;
        for part in parts {
            match self.value(*part, changes) {
                Lookup::Value(value) => match sum.checked_add(value) {
                    Some(next) => sum = next,
                    None => return Lookup::Missing,
                },
                other => return other,
            }
        }
        Lookup::Value(sum)
    }

    /// How an instance comes out, with `changes` in place of what was reported.
    pub fn holds(&self, instance: &Instance<'_>, changes: &Changes) -> Outcome {
        let Some(formula) = self.formulas.get(instance.formula) else { return Err(Stop::Broken) };
        let looked = |slot: &Slot| match slot {
            Slot::Fact(fact) => self.value(*fact, changes),
            Slot::Sum { parts, whole: true } => self.sum(parts, changes),
            Slot::Sum { .. } | Slot::Gap => Lookup::Missing,
        };
        let values: Vec<Lookup> = instance.slots.iter().map(looked).collect();
        let missing = instance.rule.missing;
        match instance.rule.tolerance {
            Tolerance::Absolute(amount) => {
                let amount = Exact::from_decimal(amount).unwrap_or(Exact::ZERO);
                formula.holds(&values, missing, Slack::Within(amount))
            }
            Tolerance::Interval => {
                let places = |reference| self.catalog.rounding(instance.rule, reference, instance.variable);
                let places: Vec<Option<u32>> = formula.references.iter().map(places).collect();
                formula.holds(&values, missing, Slack::Rounded(&places))
            }
        }
    }

    /// Whether an instance fails (one that cannot be decided does not).
    pub fn fails(&self, number: InstanceNo, changes: &Changes) -> bool {
        self.instance(number).is_some_and(|instance| matches!(self.holds(instance, changes), Ok(Some(_))))
    }
}

fn lookup(value: Value) -> Lookup {
    value.number().and_then(Exact::from_decimal).map_or(Lookup::Missing, Lookup::Value)
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

/// Whom a rule is put to.
struct At<'a> {
    unit: &'a Unit,
    month: Month,
    measure: Option<Measure>,
    variable: Option<&'a IndicatorId>,
}

struct Resolver<'a> {
    catalog: &'a Catalog,
    desk: &'a Desk,
    facts: &'a FactTable,
    months: BTreeSet<Month>,
}

impl Resolver<'_> {
    /// Nothing where the rule is not about this unit: one of its references is not asked of it.
    fn slots(&self, references: &[Reference], at: &At<'_>) -> Option<Vec<Slot>> {
        references.iter().map(|reference| self.slot(reference, at)).collect()
    }

    fn slot(&self, reference: &Reference, at: &At<'_>) -> Option<Slot> {
        let month = month_of(at.month, reference.shift);
        let measure = reference.measure.or(at.measure)?;
        let indicator = self.indicator(reference, at)?;
        if reference.form.as_ref().is_some_and(|form| !at.unit.forms.contains(form)) && reference.scope == Scope::Own {
            return None;
        }
        match reference.scope {
            Scope::Own => match self.find(reference, &at.unit.code, indicator, measure, month) {
                Some(fact) => Some(Slot::Fact(fact)),
                // A month that was not read has no facts at all; that is a gap, not a form that does not ask.
                None if !self.months.contains(&month) => Some(Slot::Gap),
                None => None,
            },
            Scope::Units if !at.unit.own => None,
            // Who is asked and did not answer has a fact without a number; who has none is not asked.
            Scope::Units => {
                let all = self.desk.units.iter().filter(|unit| unit.reports(month));
                let found = all.filter_map(|unit| self.find(reference, &unit.code, indicator, measure, month));
                let applies = |fact: &FactNo| {
                    self.facts.get(*fact).is_some_and(|f| f.value != Value::Missing(Missing::NotApplicable))
                };
                let parts: Vec<FactNo> = found.filter(applies).collect();
                (!parts.is_empty()).then_some(Slot::Sum { parts, whole: true })
            }
            Scope::Children => {
                let below = self.below(&at.unit.code, month);
                if below.is_empty() {
                    return None;
                }
                let found: Vec<Option<FactNo>> =
                    below.iter().map(|region| self.find(reference, region, indicator, measure, month)).collect();
                let whole = found.iter().all(Option::is_some);
                let parts: Vec<FactNo> = found.into_iter().flatten().collect();
                (!parts.is_empty() || !self.months.contains(&month)).then_some(Slot::Sum { parts, whole })
            }
        }
    }

    /// The fact of the form the reference names, else the one that counts.
    fn find(
        &self,
        reference: &Reference,
        region: &RegionCode,
        indicator: &IndicatorId,
        measure: Measure,
        month: Month,
    ) -> Option<FactNo> {
        match &reference.form {
            Some(form) => self.facts.find_on(form, region, indicator, measure, month),
            None => self.facts.find(region, indicator, measure, month),
        }
    }

    /// The desk's reporting units whose parent the region is.
    fn below(&self, region: &RegionCode, month: Month) -> Vec<RegionCode> {
        let is_below = |unit: &&Unit| {
            let parent = self.catalog.regions.get(&unit.code).and_then(|r| r.parent.as_ref());
            parent == Some(region) && unit.reports(month)
        };
        self.desk.units.iter().filter(is_below).map(|unit| unit.code.clone()).collect()
    }

    fn indicator<'i>(&'i self, reference: &Reference, at: &At<'i>) -> Option<&'i IndicatorId> {
        if reference.name.starts_with('$') {
            return at.variable;
        }
        let by_id = self.catalog.indicators.get_key_value(reference.name.as_str()).map(|(id, _)| id);
        by_id.or_else(|| self.catalog.names.get(&normalise(&reference.name)))
    }
}

pub(super) fn month_of(month: Month, shift: Shift) -> Month {
    match shift {
        Shift::Same => month,
        Shift::LastMonth => month.previous(),
        Shift::LastYear => month.last_year(),
        Shift::YearStart => month.january().previous(),
    }
}

/// How often a rule held, failed, could not be decided, or broke. The four add up to its runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub pass: u64,
    pub fail: u64,
    pub undecided: u64,
    pub broken: u64,
}

/// By month and rule id.
pub type Tallies = BTreeMap<(Month, String), Tally>;

impl Tally {
    pub fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Ok(None) => self.pass += 1,
            Ok(Some(_)) => self.fail += 1,
            Err(Stop::Undecided) => self.undecided += 1,
            Err(Stop::Broken) => self.broken += 1,
            Err(Stop::NotAsked) => {}
        }
    }
}
