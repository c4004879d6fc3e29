//! The lightest set of changes under which no rule fails, by best-first search.

use super::component::{facts_of, is_hard};
use super::{Repair, credible, repair};
use crate::model::{Exact, FactNo, Month};
use crate::validation::evaluate::Lookup;
use crate::validation::ground::{Ground, InstanceNo};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// So many sets of changes are looked at for one component; a mess that takes more has no one cause worth naming.
const MOST_SETS: usize = 1500;
/// A solution that weighs so much more than the lightest may as well be the right one, and is told beside it.
const CLOSE: u32 = 10;
/// More cells than this are no suspects.
const MOST_CELLS: usize = 6;

/// One cell with a number that is put in place of what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub fact: FactNo,
    pub value: Exact,
    /// The less, the more likely.
    pub weight: u32,
}

/// Changes under which every rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    pub changes: Vec<Change>,
}

/// A set of changes and what still fails under it. Ordered by weight, then by what is changed, so that equal weights
/// always come out in the same order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct State {
    weight: u32,
    changes: Vec<Change>,
    failing: BTreeSet<InstanceNo>,
}

/// The lightest solution, and those of as many cells that weigh hardly more; none where there is none within bounds.
pub fn lightest(ground: &Ground<'_>, failed: &[InstanceNo]) -> Vec<Solution> {
    let start = State { weight: 0, changes: Vec::new(), failing: failed.iter().copied().collect() };
    let months = failed.iter().filter_map(|number| ground.instance(*number)).map(|instance| instance.month);
    let last = months.max();
    let mut found: Vec<(u32, Solution)> = Vec::new();
    let mut open = BinaryHeap::from([Reverse(start)]);
    let mut seen: BTreeSet<Vec<(FactNo, Exact)>> = BTreeSet::new();
    for _ in 0..MOST_SETS {
        let Some(Reverse(state)) = open.pop() else { break };
        if found.first().is_some_and(|(least, _)| state.weight > least + CLOSE) {
            break;
        }
        if state.failing.is_empty() {
            let cells =
                |solution: &Solution| solution.changes.iter().map(|change| change.fact).collect::<BTreeSet<_>>();
            let solution = Solution { changes: state.changes };
            let same = |(_, other): &(u32, Solution)| cells(other) == cells(&solution);
            let as_many = found.first().is_none_or(|(_, best)| best.changes.len() == solution.changes.len());
            if as_many && !found.iter().any(same) {
                found.push((state.weight, solution));
            }
            continue;
        }
        if state.changes.len() == MOST_CELLS {
            continue;
        }
        for next in successors(ground, &state, last) {
            if seen.insert(next.changes.iter().map(|change| (change.fact, change.value)).collect()) {
                open.push(Reverse(next));
            }
        }
    }
    found.into_iter().map(|(_, solution)| solution).collect()
}

/// One more change: of a cell of a rule that fails, to a number that makes one of its failing rules hold.
fn successors(ground: &Ground<'_>, state: &State, last: Option<Month>) -> Vec<State> {
    let fresh = |fact: &FactNo| !state.changes.iter().any(|change| change.fact == *fact);
    let cells = |number: &InstanceNo| -> Vec<FactNo> {
        facts_of(ground, *number).into_iter().filter(|f| ground.number(*f).is_some()).filter(|f| fresh(f)).collect()
    };
    // Every solution changes a cell of every failing rule: the rule with the fewest cells gives the fewest ways.
    let narrowest = state.failing.iter().map(cells).min_by_key(Vec::len).unwrap_or_default();
    let before = overlay(&state.changes);
    let mut all = Vec::new();
    for fact in narrowest {
        let failing: Vec<InstanceNo> =
            ground.touching(fact).iter().copied().filter(|n| state.failing.contains(n)).collect();
        for value in repair::values(ground, fact, &failing, &before) {
            all.extend(with(ground, state, &before, (fact, value), last));
        }
    }
    all
}

fn with(
    ground: &Ground<'_>,
    state: &State,
    before: &[(FactNo, Lookup)],
    (fact, value): Repair,
    last: Option<Month>,
) -> Option<State> {
    let weight = credible::weight(ground, fact, value, last)?;
    let mut changes = state.changes.clone();
    changes.push(Change { fact, value, weight });
    changes.sort();
    let mut overlay = before.to_vec();
    overlay.push((fact, Lookup::Value(value)));
    let mut failing = state.failing.clone();
    for number in ground.touching(fact).iter().filter(|n| is_hard(ground, **n)) {
        if ground.fails(*number, &overlay) {
            failing.insert(*number);
        } else {
            failing.remove(number);
        }
    }
    Some(State { weight: state.weight + weight, changes, failing })
}

fn overlay(changes: &[Change]) -> Vec<(FactNo, Lookup)> {
    changes.iter().map(|change| (change.fact, Lookup::Value(change.value))).collect()
}
