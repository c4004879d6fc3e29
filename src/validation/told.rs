//! A rule that does not hold, as a finding.

use super::evaluate::Breach;
use super::ground::{Ground, Instance};
use crate::catalog::RuleLevel;
use crate::finding::{Comparison, Finding, FindingOperand, Level, Suspect};
use crate::formula::{Compare, Shift};
use crate::model::{Exact, Fact, FactNo, Place};

/// The level of findings a rule gives.
pub fn level(level: RuleLevel) -> Level {
    match level {
        RuleLevel::Must => Level::Must,
        RuleLevel::Query => Level::Query,
        RuleLevel::Note => Level::Note,
    }
}

/// The finding of an instance that fails, or could not be computed.
pub fn finding(ground: &Ground<'_>, instance: &Instance<'_>, breach: Option<Breach>) -> Finding {
    let rule = instance.rule;
    let code = if breach.is_some() { rule.code } else { "rule.broken" };
    let fact = located(ground, instance).and_then(|fact| ground.facts.get(fact));
    let mut finding = Finding::new(code, instance.month, fact.map(place).unwrap_or_default()).of(&instance.unit.code);
    finding.rule = Some(rule.id.clone());
    finding.level = level(rule.level);
    if let Some(fact) = fact {
        finding = finding.about(&fact.indicator, fact.measure);
        finding = finding.raw(fact.source.as_ref().map_or("", |source| &source.raw));
    }
    // Of a cell without a number there are no sides to compare.
    let has_number = fact.is_none_or(|fact| fact.value.number().is_some());
    finding.comparison = breach.filter(|_| has_number).map(|breach| comparison(&breach));
    finding.operands = operands(ground, instance);
    let finding = finding.with("rule", words(ground, instance)).with("formula", formula(ground, instance));
    finding.with("advice", &rule.advice)
}

/// Every fact the instance looks at.
pub fn operands(ground: &Ground<'_>, instance: &Instance<'_>) -> Vec<FindingOperand> {
    let facts = instance.slots.iter().flat_map(|slot| slot.facts());
    facts.filter_map(|fact| ground.facts.get(*fact)).map(operand).collect()
}

/// The fact at whose cell a failure is told: the one the rule names, or the first of this month.
fn located(ground: &Ground<'_>, instance: &Instance<'_>) -> Option<FactNo> {
    let references = ground.references(instance);
    let named = instance.rule.locate.as_deref();
    let at = references
        .iter()
        .position(|r| named.is_some_and(|n| n == r.to_string()))
        .or_else(|| references.iter().position(|r| r.shift == Shift::Same))
        .unwrap_or(0);
    instance.slots.get(at).and_then(|slot| slot.facts().first()).copied()
}

/// The rule as an office reads it.
pub fn words(ground: &Ground<'_>, instance: &Instance<'_>) -> String {
    ground.catalog.rule_words(instance.rule, instance.variable, instance.measure)
}

/// The rule as a desk reads it: the formula, and the measure it was run for.
fn formula(ground: &Ground<'_>, instance: &Instance<'_>) -> String {
    let text = ground.catalog.rule_formula(instance.rule, instance.variable);
    instance.measure.map_or_else(|| text.clone(), |measure| format!("{text}，{}", measure.name()))
}

/// Where a fact stands; nowhere if it never came.
pub fn place(fact: &Fact) -> Place {
    let source = fact.source.as_ref();
    source.map(|source| Place::cell(&source.file, &source.sheet, source.cell)).unwrap_or_default()
}

/// What stands in the fact's cell.
fn raw(fact: &Fact) -> String {
    fact.source.as_ref().map(|source| source.raw.to_string()).unwrap_or_default()
}

/// A fact's cell as one that may be wrong, with the number that may belong there.
pub fn suspect(fact: &Fact, repair: String) -> Suspect {
    Suspect {
        indicator: fact.indicator.clone(),
        measure: fact.measure,
        region: fact.region.clone(),
        month: fact.month,
        place: place(fact),
        raw: raw(fact),
        repair,
    }
}

pub fn operand(fact: &Fact) -> FindingOperand {
    FindingOperand {
        indicator: fact.indicator.clone(),
        measure: fact.measure,
        region: fact.region.clone(),
        month: fact.month,
        place: place(fact),
        raw: raw(fact),
        value: fact.value.number().map(|n| n.normalize().to_string()).unwrap_or_default(),
    }
}

/// Beyond these decimals a side is a quotient, and is shown with as many.
const LONGEST: usize = 4;

/// As a person reads it: exact, or a quotient to a few places where that leaves something of it.
fn shown(value: Exact) -> String {
    let text = value.to_text().unwrap_or_default();
    let places = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match value.round(4).filter(|short| places > LONGEST && !short.is_zero()) {
        Some(short) => short.to_string(),
        None => text,
    }
}

pub fn comparison(breach: &Breach) -> Comparison {
    let text = |value: Option<Exact>| value.map(shown).unwrap_or_default();
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
