//! A rule's own examples: what must pass, fail, and stay undecided.

use super::compiled::{Compiled, Slack};
use super::evaluate::{Lookup, Stop};
use crate::catalog::{Catalog, Example, Expectation, Rule, Tolerance};
use crate::formula::Reference;
use crate::model::Exact;

/// An example that did not come out as the rule's file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFault {
    pub rule: String,
    pub expected: Expectation,
    /// `pass`, `fail`, `undecided`, `broken`.
    pub found: &'static str,
}

/// Runs the examples of all rules. A reference an example does not mention is missing there.
pub fn check(catalog: &Catalog) -> Vec<ExampleFault> {
    let mut faults = Vec::new();
    for rule in &catalog.rules {
        let compiled = Compiled::new(&rule.expr);
        let rounding: Vec<Option<u32>> =
            compiled.references.iter().map(|reference| catalog.rounding(rule, reference, None)).collect();
        for example in &rule.examples {
            let found = run(rule, &compiled, &rounding, example);
            let wanted = match example.expect {
                Expectation::Pass => "pass",
                Expectation::Fail => "fail",
                Expectation::Undecided => "undecided",
            };
            if found != wanted {
                faults.push(ExampleFault { rule: rule.id.clone(), expected: example.expect, found });
            }
        }
    }
    faults
}

fn run(rule: &Rule, compiled: &Compiled, rounding: &[Option<u32>], example: &Example) -> &'static str {
    let value = |reference: &Reference| {
        let value = example.values.get(&reference.to_string()).copied();
        value.and_then(Exact::from_decimal).map_or(Lookup::Missing, Lookup::Value)
    };
    let values: Vec<Lookup> = compiled.references.iter().map(value).collect();
    let slack = match rule.tolerance {
        Tolerance::Absolute(amount) => Slack::Within(Exact::from_decimal(amount).unwrap_or(Exact::ZERO)),
        Tolerance::Interval => Slack::Rounded(rounding),
    };
    match compiled.holds(&values, rule.missing, slack) {
        Ok(None) => "pass",
        Ok(Some(_)) => "fail",
        Err(Stop::Undecided | Stop::NotAsked) => "undecided",
        Err(Stop::Broken) => "broken",
    }
}
