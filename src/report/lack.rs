//! What a total lacks, said in the sentence that gives it.

use super::fig::Fig;
use super::input::World;
use super::{mark, periods, words};
use crate::model::{Figure, FigureKey, Missing, Operand, Period, RegionCode};
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
            (_, None) | (None, Some(Missing::Suppressed)) => lack.with.insert(figure.key.region.clone()),
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

/// `（鄢陵县本月未报，全市数据为其余8个单位合计）` behind a total that lacks a part; nothing behind a whole one, nor when
/// the figure before lacked the same.
pub fn sentence(world: &World, fig: &Fig, said: Option<&Fig>) -> String {
    let without = |fig: &Fig| {
        let incomplete = fig.missing == Some(Missing::Incomplete);
        if incomplete { of(world, &fig.key) } else { Lack::default() }
    };
    let lack = without(fig);
    if lack.without.is_empty() || said.is_some_and(|before| without(before).without == lack.without) {
        return String::new();
    }
    let came =
        |region: &RegionCode| world.register.iter().any(|record| record.region == *region && record.state.came());
    // Nothing came from any of them, or only this item is missing.
    let (this, ..) = periods::relative(world.period);
    let is_month = matches!(world.period, Period::Month(_));
    let what = match lack.without.iter().any(came) {
        true if is_month => "该项未报",
        // Of several months one may be there.
        true => "该项未报齐",
        false => "未报",
    };
    let total = mark::name(&world.region_name(&world.desk.region));
    let rest = mark::number(lack.with.len());
    format!("（{}{this}{what}，{total}数据为其余{rest}个单位合计）", names(world, &lack.without))
}
