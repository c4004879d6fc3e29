//! Rules over facts → outcomes → findings.
//!
//! ```text
//! rules × units × months ── ground (references resolved once) ── outcome: holds, fails, undecided, broken
//!   fails ── told (a finding: two sides, difference, every operand) ── suspects (cells, likely cause, groups)
//! ```

mod checks;
mod compiled;
mod doubt;
mod evaluate;
mod example;
mod explain;
mod first_seen;
mod ground;
mod join;
mod mutate;
mod problem;
mod quantity;
mod suspects;
mod told;
mod two_forms;
mod undecided;

pub use compiled::{Compiled, Slack};
pub use doubt::doubtful;
pub use evaluate::{Breach, Lookup, Stop};
pub use example::ExampleFault;
pub use explain::explain;
pub use first_seen::first_seen;
pub use ground::{Tallies, Tally};
pub use mutate::{AtOnce, Mutation, Share, Slip, mutate};
pub use undecided::{Lack, Reason, Undecided};

use crate::catalog::{Catalog, Desk};
use crate::facts::FactTable;
use crate::finding::Finding;
use crate::ingest::LedgerRow;
use crate::model::Month;
use ground::{Ground, Instance, InstanceNo};
use suspects::Failure;

pub use join::join;

/// Runs the examples of all rules and checks.
pub fn check_examples(catalog: &Catalog) -> Vec<ExampleFault> {
    let mut faults = example::check(catalog);
    faults.extend(checks::check_examples(&catalog.checks));
    faults
}

/// What the rules found.
#[derive(Clone, Debug, Default)]
pub struct Validation {
    pub findings: Vec<Finding>,
    /// By month and rule id.
    pub tallies: Tallies,
    /// Every run counted as undecided.
    pub undecided: Vec<Undecided>,
}

/// Runs every rule and check over every unit and month.
pub fn validate(
    catalog: &Catalog,
    desk: &Desk,
    facts: &FactTable,
    months: &[Month],
    ledger: &[LedgerRow],
) -> Validation {
    let ground = Ground::new(catalog, desk, facts, months);
    let mut tallies = Tallies::new();
    let (mut failures, mut undecided) = (Vec::new(), Vec::new());
    for number in ground.numbers() {
        let Some(instance) = ground.instance(number) else { continue };
        let outcome = ground.holds(instance, &[]);
        tallies.entry((instance.month, instance.rule.id.clone())).or_default().count(&outcome);
        match outcome {
            Ok(None) | Err(Stop::NotAsked) => {}
            Ok(Some(breach)) => failures.push(failure(&ground, instance, number, Some(breach))),
            Err(Stop::Broken) => failures.push(failure(&ground, instance, number, None)),
            Err(Stop::Undecided) => undecided.push(undecided::of(&ground, instance)),
        }
    }
    let mut checked = checks::run(&checks::Scene { catalog, desk, facts, months, ledger, changed: None });
    suspects::find(&ground, &mut failures, &mut checked.repeats);
    let mut findings: Vec<Finding> = failures.into_iter().map(|failure| failure.finding).collect();
    findings.append(&mut checked.findings);
    findings.extend(checked.repeats.into_iter().map(|repeat| repeat.finding));
    findings.extend(two_forms::find(&ground));
    tallies.append(&mut checked.tallies);
    undecided.append(&mut checked.undecided);
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    Validation { findings, tallies, undecided }
}

fn failure(ground: &Ground<'_>, instance: &Instance<'_>, number: InstanceNo, breach: Option<Breach>) -> Failure {
    Failure { number, broken: breach.is_none(), finding: told::finding(ground, instance, breach) }
}
