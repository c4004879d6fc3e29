//! What a printed figure owes to numbers in doubt, told in the paragraph that states it: `其中，低保人数合计含建安区待核实的上报数。`

use super::fig::Fig;
use super::headline::read;
use super::input::World;
use super::{lack, mark, periods, words as official};
use crate::document::{Block, CellContent, Inline, Table, plain_text};
use crate::model::{FigureKey, Measure, RegionCode};
use minijinja::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Units that are named; more are counted.
const NAMED: usize = 3;

/// The units whose numbers in doubt have entered a figure.
pub fn units(world: &World, key: &FigureKey) -> Arc<BTreeSet<RegionCode>> {
    world.doubts.of(key, &|key| world.find(key))
}

/// As [`units`], of a value printed alone, in a cell or at a mark of a chart: none where the theme has no mark, nor of
/// places and what leads further.
pub fn of_cell(world: &World, key: &FigureKey) -> Arc<BTreeSet<RegionCode>> {
    let is_told = !world.theme.doubtful.is_empty() && is_value(world, key);
    if is_told { units(world, key) } else { Arc::default() }
}

/// Of a place: the units behind the value that has it, not those behind all it is compared with.
pub fn of_place(world: &World, key: &FigureKey) -> Arc<BTreeSet<RegionCode>> {
    let values: &[Measure] = match key.measure {
        Measure::Rank => &[Measure::Month, Measure::Stock, Measure::Ratio],
        Measure::RankYtd => &[Measure::Ytd, Measure::RatioYtd],
        _ => &[],
    };
    let value = values.iter().map(|measure| FigureKey { measure: *measure, ..key.clone() });
    value.map(|value| of_cell(world, &value)).find(|units| !units.is_empty()).unwrap_or_default()
}

/// The sentence without its end, of figures that stand together: nothing of sound ones.
pub fn words(world: &World, figs: &[Value]) -> String {
    let keys = figs.iter().filter_map(|fig| Some(fig.downcast_object_ref::<Fig>()?.key.clone()));
    sentence(world, &keys.collect::<Vec<_>>(), &mut BTreeSet::new())
}

/// Puts it to every paragraph that is the first to state such a figure.
pub fn tell(world: &World, blocks: &mut [Block]) {
    let mut told = BTreeSet::new();
    for block in blocks {
        let text = match block {
            Block::Paragraph(text) | Block::Labelled { text, .. } => text,
            Block::Table(table) => {
                mark_cells(world, table);
                continue;
            }
            _ => continue,
        };
        let stated: Vec<FigureKey> = text.iter().filter_map(|inline| of_inline(world, inline)).collect();
        let sentence = sentence(world, &stated, &mut told);
        if sentence.is_empty() {
            continue;
        }
        let ends = plain_text(text).ends_with('。');
        text.extend(read(&if ends { format!("其中，{sentence}。") } else { format!("（{sentence}）") }));
    }
}

/// Cells of tables drawn in a wording, and their note. Other tables have theirs.
fn mark_cells(world: &World, table: &mut Table) {
    let mut found = BTreeSet::new();
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        // What stands in place of a number is not in doubt.
        if let CellContent::Figure { key, shown, value: Some(_), .. } = &mut cell.content
            && !world.theme.doubtful.is_empty()
            && !shown.ends_with(&world.theme.doubtful)
        {
            let units = of_cell(world, key);
            if !units.is_empty() {
                shown.push_str(&world.theme.doubtful);
                found.extend(units.iter().cloned());
            }
        }
    }
    table.notes.extend(note(world, &found));
}

/// `带“※”的数含待核实的上报数，涉及建安区。` None where nothing is in doubt.
pub fn note(world: &World, units: &BTreeSet<RegionCode>) -> Option<Vec<Inline>> {
    told(world, "数", units)
}

/// `带“※”的位次，其数含待核实的上报数，涉及建安区。`
pub fn note_of_places(world: &World, units: &BTreeSet<RegionCode>) -> Option<Vec<Inline>> {
    told(world, "位次，其数", units)
}

fn told(world: &World, what: &str, units: &BTreeSet<RegionCode>) -> Option<Vec<Inline>> {
    if units.is_empty() {
        return None;
    }
    let mut note = vec![Inline::Text(format!("带“{}”的{what}含待核实的上报数，涉及", world.theme.doubtful))];
    note.extend(read(&lack::names(world, units)));
    note.push(Inline::Text("。".to_owned()));
    Some(note)
}

/// Puts the mark after the figures in doubt among some runs; the units behind them.
pub fn mark_figures(world: &World, text: &mut Vec<Inline>) -> BTreeSet<RegionCode> {
    let mut found = BTreeSet::new();
    for inline in std::mem::take(text) {
        let units = if let Inline::Figure { key, .. } = &inline { of_cell(world, key) } else { Arc::default() };
        text.push(inline);
        if !units.is_empty() {
            text.push(Inline::Text(world.theme.doubtful.clone()));
            found.extend(units.iter().cloned());
        }
    }
    found
}

/// What of a figure is in doubt.
struct Doubt {
    name: String,
    units: Arc<BTreeSet<RegionCode>>,
    /// Of a unit's own figure.
    own: Option<RegionCode>,
}

fn sentence(world: &World, stated: &[FigureKey], told: &mut BTreeSet<String>) -> String {
    let mut doubts: Vec<Doubt> = Vec::new();
    for key in stated {
        let units = units(world, key);
        if units.is_empty() || !told.insert(key.to_string()) {
            continue;
        }
        let name = name(world, key, stated);
        let own = (key.region != world.desk.region).then(|| key.region.clone());
        if !doubts.iter().any(|one| one.name == name && one.own == own) {
            doubts.push(Doubt { name, units, own });
        }
    }
    // What a unit reported, told with the total it has entered, is not told again.
    let total: Vec<(String, Arc<BTreeSet<RegionCode>>)> =
        doubts.iter().filter(|one| one.own.is_none()).map(|one| (one.name.clone(), one.units.clone())).collect();
    let is_told = |one: &Doubt| {
        let own = one.own.as_ref();
        own.is_some_and(|own| total.iter().any(|(name, units)| *name == one.name && units.contains(own)))
    };
    doubts.retain(|one| !is_told(one));
    let mut parts: Vec<String> = Vec::new();
    while let Some(first) = doubts.first() {
        // Those of the same units are told together.
        let (units, own) = (first.units.clone(), first.own.clone());
        let (same, rest): (Vec<Doubt>, Vec<Doubt>) =
            doubts.into_iter().partition(|one| one.units == units && one.own == own);
        let names = official::list(same.iter().map(|one| one.name.as_str()));
        parts.push(match own {
            Some(region) => format!("{}{names}待核实", mark::name(&world.region_name(&region))),
            None => format!("{names}含{}待核实的上报数", named(world, &units)),
        });
        doubts = rest;
    }
    parts.join("；")
}

fn of_inline(world: &World, inline: &Inline) -> Option<FigureKey> {
    if let Inline::Figure { key, .. } = inline { stands_for(world, key) } else { None }
}

/// The figure of the statistics a number stands for; of what was made in judging a target what was judged.
fn stands_for(world: &World, key: &FigureKey) -> Option<FigureKey> {
    use Measure as M;
    match key.measure {
        M::Month | M::Ytd | M::Stock | M::Ratio | M::RatioYtd => Some(key.clone()),
        M::YoyRate | M::YoyChange | M::YoyRateYtd | M::YoyChangeYtd => Some(key.clone()),
        M::Completion | M::Actual => {
            let judged = |one: &&crate::assessment::Assessment| {
                one.target == key.indicator.as_str() && one.region == key.region && key.period == world.period
            };
            world.assessed.list.iter().find(judged).map(|one| one.actual_key.clone())
        }
        _ => None,
    }
}

/// Whether it is of the statistics, or what was judged of them; also what was reported of last year, a share, 环比.
fn is_value(world: &World, key: &FigureKey) -> bool {
    use Measure as M;
    let also = [
        M::PriorMonth,
        M::PriorYtd,
        M::PriorStock,
        M::PriorRatio,
        M::PriorRatioYtd,
        M::MomChange,
        M::MomRate,
        M::Share,
        M::ShareYtd,
    ];
    also.contains(&key.measure) || stands_for(world, key).is_some()
}

/// `低保人数合计`; where another measure of it stands beside it that is sound, `累计火化率`; `低保人数合计的上年同期数`.
fn name(world: &World, key: &FigureKey, stated: &[FigureKey]) -> String {
    let name = mark::said(Fig::new(world, key.clone()).name());
    if let Some(measures) = changed(key.measure) {
        let mut bases = measures.iter().map(|measure| FigureKey { measure: *measure, ..key.clone() });
        return if bases.any(|base| is_doubtful(world, &base)) { name } else { format!("{name}的上年同期数") };
    }
    let is_sound = |other: &&FigureKey| {
        let same = other.region == key.region && other.indicator == key.indicator && *other != key;
        same && other.period == key.period && changed(other.measure).is_none() && !is_doubtful(world, other)
    };
    match stated.iter().any(|other| is_sound(&other)) {
        true if matches!(key.measure, Measure::Ytd | Measure::RatioYtd) => format!("累计{name}"),
        true => format!("{}{name}", periods::relative(world.period).0),
        false => name,
    }
}

pub fn is_doubtful(world: &World, key: &FigureKey) -> bool {
    !units(world, key).is_empty()
}

/// What a change against last year is the change of.
fn changed(measure: Measure) -> Option<&'static [Measure]> {
    match measure {
        Measure::YoyRate => Some(&[Measure::Month, Measure::Stock]),
        Measure::YoyChange => Some(&[Measure::Ratio]),
        Measure::YoyRateYtd => Some(&[Measure::Ytd]),
        Measure::YoyChangeYtd => Some(&[Measure::RatioYtd]),
        _ => None,
    }
}

/// `建安区、襄城县`, `建安区、襄城县、鄢陵县等5个单位`
fn named(world: &World, units: &BTreeSet<RegionCode>) -> String {
    let first: BTreeSet<RegionCode> = world
        .desk
        .units
        .iter()
        .map(|unit| &unit.code)
        .filter(|code| units.contains(*code))
        .take(NAMED)
        .cloned()
        .collect();
    let names = lack::names(world, &first);
    if units.len() > NAMED { format!("{names}等{}个单位", mark::number(units.len())) } else { names }
}
