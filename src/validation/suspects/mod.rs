//! Which cells are wrong: the smallest weighted set whose change makes every failed rule hold while
//! no rule that held fails (Fellegi and Holt, "A systematic approach to automatic edit and
//! imputation", JASA 71, 1976), with a likely cause tested by undoing it.

mod cause;
mod component;
mod credible;
mod history;
mod repair;
mod search;
mod swaps;

use super::checks::Repeat;
use super::evaluate::Lookup;
use super::ground::{Ground, InstanceNo};
use crate::finding::{Cause, Finding, Level, Suspect};
use crate::model::{Exact, FactNo, Measure};
pub use cause::is_equality;
use search::Solution;
use std::collections::BTreeSet;

/// A failed rule with its finding.
pub struct Failure {
    pub number: InstanceNo,
    /// It could not be computed: nothing can be learnt from it.
    pub broken: bool,
    pub finding: Finding,
}

/// Names suspects, causes and groups in the findings of failed must-level rules.
pub fn find(ground: &Ground<'_>, failures: &mut [Failure], repeats: &mut [Repeat]) {
    let copied = copied(ground, failures, repeats);
    // Where a number is missing no change of another cell is the answer.
    let whole = |f: &&Failure| component::facts_of(ground, f.number).iter().all(|fact| ground.number(*fact).is_some());
    let is_hard = |f: &&Failure| !f.broken && f.finding.level == Level::Must && whole(f) && !copied.contains(&f.number);
    let mut hard: Vec<InstanceNo> = failures.iter().filter(is_hard).map(|f| f.number).collect();
    for swap in swaps::find(ground, &hard) {
        hard.retain(|number| !swap.mended.contains(number));
        mark(ground, failures, &swap.mended, &swap.cells, Some(swap.cause));
    }
    for failed in component::components(ground, &hard) {
        let solutions = search::lightest(ground, &failed);
        let Some((solution, others)) = solutions.split_first() else {
            // No small set of changes mends it: what hangs together is still one group.
            mark(ground, failures, &failed, &[], None);
            continue;
        };
        let parts = component::parts(ground, solution, &failed);
        let alone = parts.len() == 1;
        for (cells, part) in parts {
            let cause = cause::of_all(ground, &cells);
            mark(ground, failures, &part, &cells, cause);
            if alone {
                let also: Vec<Suspect> = others.iter().flat_map(|other| told(ground, &ordered(other))).collect();
                for failure in failures.iter_mut().filter(|failure| part.contains(&failure.number)) {
                    let new = |suspect: &&Suspect| !failure.finding.suspects.iter().any(|s| s.place == suspect.place);
                    failure.finding.alternatives = also.iter().filter(new).cloned().collect();
                }
            }
        }
    }
}

/// What fails because a table is last month's belongs to that table; gives those instances.
fn copied(ground: &Ground<'_>, failures: &mut [Failure], repeats: &mut [Repeat]) -> BTreeSet<InstanceNo> {
    let mut all = BTreeSet::new();
    for repeat in repeats {
        let mut cells = Vec::new();
        for failure in failures.iter_mut().filter(|f| !f.broken) {
            let of_table: Vec<FactNo> =
                component::facts_of(ground, failure.number).intersection(&repeat.facts).copied().collect();
            if of_table.is_empty() || !all.insert(failure.number) {
                continue;
            }
            let suspects: Vec<Suspect> = of_table.iter().filter_map(|fact| copy(ground, *fact)).collect();
            failure.finding.cause = Some(Cause::CopiedMonth);
            failure.finding.suspects.clone_from(&suspects);
            failure.finding.group.clone_from(&repeat.finding.group);
            cells.extend(of_table);
        }
        // The month's own numbers first: a cumulative or a stock may be right by chance.
        cells.sort_by_cached_key(|fact| {
            let fact = ground.facts.get(*fact);
            (fact.map(|fact| fact.measure != Measure::Month), fact.map(super::told::place))
        });
        cells.dedup();
        repeat.finding.suspects = cells.iter().filter_map(|fact| copy(ground, *fact)).collect();
    }
    all
}

/// A cell of a copied table: what belongs there no one can say.
fn copy(ground: &Ground<'_>, fact: FactNo) -> Option<Suspect> {
    ground.facts.get(fact).map(|fact| super::told::suspect(fact, String::new()))
}

/// A cell with the number that would make the rules hold.
pub type Repair = (FactNo, Exact);

fn mark(ground: &Ground<'_>, failures: &mut [Failure], part: &[InstanceNo], cells: &[Repair], cause: Option<Cause>) {
    let suspects = told(ground, cells);
    let first = suspects.first().map(|suspect| &suspect.place);
    let of_part = |failure: &&Failure| part.contains(&failure.number);
    let at_first = |finding: &Finding| Some(&finding.place) == first;
    let head = failures
        .iter()
        .filter(of_part)
        .map(|failure| &failure.finding)
        .min_by(|a, b| at_first(b).cmp(&at_first(a)).then_with(|| a.order().cmp(&b.order())));
    let group = head.map(Finding::id).filter(|_| part.len() > 1);
    let sure = !suspects.is_empty() && suspects.iter().all(|suspect| !suspect.repair.is_empty());
    let changes: Vec<(FactNo, Lookup)> = cells.iter().map(|(fact, value)| (*fact, Lookup::Value(*value))).collect();
    for failure in failures.iter_mut().filter(|failure| part.contains(&failure.number)) {
        failure.finding.mended = sure && !ground.fails(failure.number, &changes);
        failure.finding.cause = cause;
        failure.finding.suspects.clone_from(&suspects);
        failure.finding.group.clone_from(&group);
    }
}

/// The cells as suspects: with a number only where there is no other.
fn told(ground: &Ground<'_>, cells: &[Repair]) -> Vec<Suspect> {
    let one = |repair: &Repair| {
        let (fact, value) = *repair;
        let certain = repair::is_certain(ground, cells, *repair);
        let number = if certain { value.to_text().unwrap_or_default() } else { String::new() };
        ground.facts.get(fact).map(|fact| super::told::suspect(fact, number))
    };
    cells.iter().filter_map(one).collect()
}

/// The cells of a solution, the surest first.
fn ordered(solution: &Solution) -> Vec<Repair> {
    let mut changes = solution.changes.clone();
    changes.sort_by_key(|change| (change.weight, change.fact));
    changes.iter().map(|change| (change.fact, change.value)).collect()
}
