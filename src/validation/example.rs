//! A rule's own examples: what must pass, fail, and stay undecided.

use super::evaluate::{Evaluator, Lookup, Stop};
use crate::catalog::{Expectation, Rule};
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
pub fn check(rules: &[Rule]) -> Vec<ExampleFault> {
    let mut faults = Vec::new();
    for rule in rules {
        for example in &rule.examples {
            let lookup = |reference: &Reference| {
                let value = example.values.get(&reference.to_string()).copied();
                value.and_then(Exact::from_decimal).map_or(Lookup::Missing, Lookup::Value)
            };
            let tolerance = Exact::from_decimal(rule.tolerance).unwrap_or(Exact::ZERO);
            let evaluator = Evaluator { lookup: &lookup, missing: rule.missing, tolerance };
            let found = match evaluator.holds(&rule.expr) {
                Ok(None) => "pass",
                Ok(Some(_)) => "fail",
                Err(Stop::Undecided | Stop::NotAsked) => "undecided",
                Err(Stop::Broken) => "broken",
            };
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
