//! The examples of the checks: what must be passed, asked about, and left undecided.

use super::history::{self, Past};
use super::peers;
use super::series::Verdict;
use crate::catalog::{Checks, Expectation, SeriesExample};
use crate::validation::example::ExampleFault;

/// Runs the examples of all checks that have them.
pub fn check(checks: &Checks) -> Vec<ExampleFault> {
    let mut faults = Vec::new();
    for check in &checks.history {
        for example in &check.examples {
            let past = Past { others: example.others.clone(), last_year: example.last_year.clone() };
            faults.extend(fault(&check.head.id, example, history::judge(check, example.value, &past)));
        }
    }
    for check in &checks.peers {
        for example in &check.examples {
            faults.extend(fault(&check.head.id, example, peers::judge(check, example.value, &example.others)));
        }
    }
    faults
}

fn fault(rule: &str, example: &SeriesExample, verdict: Verdict) -> Option<ExampleFault> {
    let (found, name) = match verdict {
        Verdict::Fine => (Some(Expectation::Pass), "pass"),
        Verdict::Out(_) => (Some(Expectation::Fail), "fail"),
        Verdict::Undecided => (Some(Expectation::Undecided), "undecided"),
        Verdict::Broken => (None, "broken"),
    };
    let wrong = found != Some(example.expect);
    wrong.then(|| ExampleFault { rule: rule.to_owned(), expected: example.expect, found: name })
}
