//! Two rows, or two columns of a row, in each other's place: found before single cells are, since one such slip breaks
//! rules that share no cell.

use super::Repair;
use super::component::is_hard;
use crate::finding::Cause;
use crate::model::{Fact, FactNo, IndicatorId, Measure, Month, RegionCode};
use crate::validation::evaluate::Lookup;
use crate::validation::ground::{Ground, InstanceNo};
use std::collections::{BTreeMap, BTreeSet};

/// A slip that explains several failures at once.
pub struct Swap {
    pub cells: Vec<Repair>,
    pub mended: Vec<InstanceNo>,
    pub cause: Cause,
}

/// A row of a return: one indicator of a unit's month, by measure.
type Row = BTreeMap<Measure, FactNo>;

/// The swaps under which nothing fails any more of all that looks at the cells, each failure explained once.
pub fn find(ground: &Ground<'_>, failed: &[InstanceNo]) -> Vec<Swap> {
    let mut left: BTreeSet<InstanceNo> = failed.iter().copied().collect();
    let mut swaps = Vec::new();
    for ((region, month), indicators) in returns(ground, failed) {
        let rows: Vec<Row> = indicators.iter().map(|id| row(ground, &region, month, id)).collect();
        for candidate in candidates(&rows) {
            if let Some(swap) = tried(ground, &left, &candidate) {
                left.retain(|number| !swap.mended.contains(number));
                swaps.push(swap);
            }
        }
    }
    swaps
}

/// By unit and month, the indicators that stand in failed instances.
fn returns(ground: &Ground<'_>, failed: &[InstanceNo]) -> BTreeMap<(RegionCode, Month), BTreeSet<IndicatorId>> {
    let mut all: BTreeMap<(RegionCode, Month), BTreeSet<IndicatorId>> = BTreeMap::new();
    for instance in failed.iter().filter_map(|number| ground.instance(*number)) {
        let facts = instance.slots.iter().flat_map(|slot| slot.facts()).filter_map(|fact| ground.facts.get(*fact));
        for fact in facts.filter(|fact| fact.month == instance.month && fact.source.is_some()) {
            all.entry((fact.region.clone(), fact.month)).or_default().insert(fact.indicator.clone());
        }
    }
    all
}

fn row(ground: &Ground<'_>, region: &RegionCode, month: Month, indicator: &IndicatorId) -> Row {
    let of = |measure: &Measure| {
        let fact = ground.facts.find(region, indicator, *measure, month)?;
        ground.number(fact).map(|_| (*measure, fact))
    };
    Measure::ALL.iter().filter_map(of).collect()
}

/// Pairs of cells that change places together, and what that would be called.
struct Candidate {
    pairs: Vec<(FactNo, FactNo)>,
    cause: Cause,
}

/// Two columns of each row, then two rows over all columns both have, then over one.
fn candidates(rows: &[Row]) -> Vec<Candidate> {
    let mut all = Vec::new();
    for row in rows {
        let cells: Vec<FactNo> = row.values().copied().collect();
        all.extend(pairs_of(&cells).map(|pair| Candidate { pairs: vec![pair], cause: Cause::SwappedColumns }));
    }
    let mut single = Vec::new();
    for (at, a) in rows.iter().enumerate() {
        for b in rows.iter().skip(at + 1) {
            let pairs: Vec<(FactNo, FactNo)> =
                a.iter().filter_map(|(measure, cell)| Some((*cell, *b.get(measure)?))).collect();
            if pairs.len() > 1 {
                single.extend(pairs.iter().map(|p| Candidate { pairs: vec![*p], cause: Cause::SwappedRows }));
            }
            if !pairs.is_empty() {
                all.push(Candidate { pairs, cause: Cause::SwappedRows });
            }
        }
    }
    all.extend(single);
    all
}

fn pairs_of(cells: &[FactNo]) -> impl Iterator<Item = (FactNo, FactNo)> + '_ {
    cells.iter().enumerate().flat_map(|(at, a)| cells.iter().skip(at + 1).map(move |b| (*a, *b)))
}

/// The swap, if two failures or more are explained by it and nothing that looks at its cells fails under it.
fn tried(ground: &Ground<'_>, left: &BTreeSet<InstanceNo>, candidate: &Candidate) -> Option<Swap> {
    let mut cells: Vec<Repair> = Vec::new();
    for (a, b) in &candidate.pairs {
        let (for_b, for_a) = (ground.number(*a)?, ground.number(*b)?);
        // Where both have the same number there is nothing to swap.
        if for_a != for_b && is_on_one_sheet(ground.facts.get(*a)?, ground.facts.get(*b)?) {
            cells.extend([(*a, for_a), (*b, for_b)]);
        }
    }
    let changes: Vec<(FactNo, Lookup)> = cells.iter().map(|(fact, value)| (*fact, Lookup::Value(*value))).collect();
    let touched: BTreeSet<InstanceNo> = cells
        .iter()
        .flat_map(|(fact, _)| ground.touching(*fact))
        .copied()
        .filter(|number| is_hard(ground, *number))
        .collect();
    let mended: Vec<InstanceNo> = touched.intersection(left).copied().collect();
    if mended.len() < 2 || touched.iter().any(|number| ground.fails(*number, &changes)) {
        return None;
    }
    // Every cell that is named must matter: without it something still fails.
    let needed = |at: &usize| {
        let without: Vec<(FactNo, Lookup)> =
            changes.chunks(2).enumerate().filter(|(pair, _)| pair != at).flat_map(|(_, pair)| pair.to_vec()).collect();
        touched.iter().any(|number| ground.fails(*number, &without))
    };
    let kept: Vec<Repair> =
        cells.chunks(2).enumerate().filter(|(at, _)| needed(at)).flat_map(|(_, pair)| pair.to_vec()).collect();
    (!kept.is_empty()).then_some(Swap { cells: kept, mended, cause: candidate.cause })
}

fn is_on_one_sheet(a: &Fact, b: &Fact) -> bool {
    match (&a.source, &b.source) {
        (Some(a), Some(b)) => (&a.file, &a.sheet) == (&b.file, &b.sheet),
        _ => false,
    }
}
