//! What a total lacks, said in the sentence that gives it.

use super::fig::Fig;
use super::input::World;
use super::{mark, words};
use crate::ingest::ReturnState;
use crate::model::{Figure, FigureKey, Missing, Operand, RegionCode};
use minijinja::Value;
use std::collections::BTreeSet;

/// The units a figure lacks, and those that are in it.
#[derive(Debug, Default)]
pub struct Lack {
    pub without: BTreeSet<RegionCode>,
    pub with: BTreeSet<RegionCode>,
}

/// Goes down the trace to the units' own figures.
pub fn of(world: &World, key: &FigureKey) -> Lack {
    let mut lack = Lack::default();
    if let Some(figure) = world.find(key) {
        walk(world, &figure, &mut lack, 0);
    }
    // A unit that lacks one part of a ratio lacks the ratio.
    lack.with.retain(|region| !lack.without.contains(region));
    lack
}

/// A trace is as deep as ratio → total → unit; beyond that nothing is looked for.
const DEPTH: usize = 4;

fn walk(world: &World, figure: &Figure, lack: &mut Lack, depth: usize) {
    if figure.key.region != world.desk.region {
        match (figure.value, figure.missing) {
            (_, None) => lack.with.insert(figure.key.region.clone()),
            (None, Some(Missing::NotApplicable)) => false,
            (_, Some(_)) => lack.without.insert(figure.key.region.clone()),
        };
        return;
    }
    if depth == DEPTH {
        return;
    }
    for operand in &figure.trace.operands {
        if let Operand::Figure(key) = operand {
            match world.find(key) {
                Some(part) => walk(world, &part, lack, depth + 1),
                None if key.region != world.desk.region => {
                    lack.without.insert(key.region.clone());
                }
                None => {}
            }
        }
    }
}

/// Names in the desk's order.
pub fn names(world: &World, regions: &BTreeSet<RegionCode>) -> String {
    let in_order = world.desk.units.iter().filter(|unit| regions.contains(&unit.code));
    words::list(in_order.map(|unit| mark::name(&world.region_name(&unit.code))))
}

/// What the wording asks of a figure: `known` is whether something is lacking.
pub fn value(world: &World, fig: &Fig) -> Value {
    let incomplete = fig.missing == Some(Missing::Incomplete);
    let lack = if incomplete { of(world, &fig.key) } else { Lack::default() };
    let came = |region: &RegionCode| {
        world
            .register
            .iter()
            .any(|record| record.region == *region && matches!(record.state, ReturnState::OnTime | ReturnState::Late))
    };
    let pairs: Vec<(&str, Value)> = vec![
        ("known", (!lack.without.is_empty()).into()),
        ("names", names(world, &lack.without).into()),
        ("rest", mark::number(lack.with.len()).into()),
        // Nothing came from any of them, not only this item.
        ("whole", (!lack.without.iter().any(came)).into()),
    ];
    Value::from_pairs(pairs)
}
