//! Failed rules that hang together, and the parts a solution falls into.

use super::search::Solution;
use super::{Repair, cause, ordered};
use crate::model::FactNo;
use crate::validation::evaluate::Lookup;
use crate::validation::ground::{Ground, InstanceNo, Slot};
use std::collections::{BTreeMap, BTreeSet};

/// Sets of things that have been joined.
struct Union(Vec<usize>);

impl Union {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }
    fn root(&self, mut at: usize) -> usize {
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    }
    /// The smaller root stays, so that the order does not depend on what was joined first.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(up) = self.0.get_mut(a.max(b)) {
            *up = a.min(b);
        }
    }
    fn sets(&self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            sets.entry(self.root(at)).or_default().push(at);
        }
        sets.into_values().collect()
    }
}

pub fn facts_of(ground: &Ground<'_>, number: InstanceNo) -> BTreeSet<FactNo> {
    let slots = ground.instance(number).map(|instance| instance.slots.as_slice()).unwrap_or_default();
    slots.iter().flat_map(Slot::facts).copied().collect()
}

/// Failed instances, those that share a fact together.
pub fn components(ground: &Ground<'_>, failed: &[InstanceNo]) -> Vec<Vec<InstanceNo>> {
    let mut union = Union::new(failed.len());
    let mut first_of: BTreeMap<FactNo, usize> = BTreeMap::new();
    for (at, number) in failed.iter().enumerate() {
        for fact in facts_of(ground, *number) {
            match first_of.get(&fact) {
                Some(other) => union.join(*other, at),
                None => {
                    first_of.insert(fact, at);
                }
            }
        }
    }
    union.sets().into_iter().map(|set| set.into_iter().filter_map(|at| failed.get(at).copied()).collect()).collect()
}

/// The cells of a solution that are wrong for one and the same reason, each with the failed instances they mend. Two
/// cells that some rule ties are so unless each of them alone mends a rule of its own.
pub fn parts(ground: &Ground<'_>, solution: &Solution, failed: &[InstanceNo]) -> Vec<(Vec<Repair>, Vec<InstanceNo>)> {
    let cells = ordered(solution);
    let mut union = Union::new(cells.len());
    let alone: Vec<bool> = cells.iter().map(|cell| mends(ground, *cell, failed)).collect();
    let each_alone = |a: usize, b: usize| [a, b].iter().all(|at| alone.get(*at) == Some(&true));
    let swapped = |a: usize, b: usize| match (cells.get(a), cells.get(b)) {
        (Some(a), Some(b)) => cause::have_each_others(ground, *a, *b),
        _ => false,
    };
    let touched: Vec<&[InstanceNo]> = cells.iter().map(|(fact, _)| ground.touching(*fact)).collect();
    for (a, of_a) in touched.iter().enumerate() {
        for (b, of_b) in touched.iter().enumerate().skip(a + 1) {
            if each_alone(a, b) && !swapped(a, b) {
                continue;
            }
            if of_a.iter().any(|number| of_b.contains(number) && is_hard(ground, *number)) {
                union.join(a, b);
            }
        }
    }
    let mut left: BTreeSet<InstanceNo> = failed.iter().copied().collect();
    let mut parts = Vec::new();
    for set in union.sets() {
        let cells: Vec<Repair> = set.iter().filter_map(|at| cells.get(*at).copied()).collect();
        let mended: BTreeSet<InstanceNo> =
            cells.iter().flat_map(|(fact, _)| ground.touching(*fact)).copied().filter(|n| left.contains(n)).collect();
        left.retain(|number| !mended.contains(number));
        parts.push((cells, mended.into_iter().collect()));
    }
    parts
}

/// Whether the change alone makes a failed rule hold.
fn mends(ground: &Ground<'_>, (fact, value): Repair, failed: &[InstanceNo]) -> bool {
    let change = [(fact, Lookup::Value(value))];
    ground.touching(fact).iter().any(|number| failed.contains(number) && !ground.fails(*number, &change))
}

/// Whether a rule is one that must hold.
pub fn is_hard(ground: &Ground<'_>, number: InstanceNo) -> bool {
    ground.instance(number).is_some_and(|instance| instance.rule.level == crate::catalog::RuleLevel::Must)
}
