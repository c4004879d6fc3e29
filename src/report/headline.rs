//! The numbers on top.

use super::fig::Fig;
use super::input::World;
use super::symbols::Symbols;
use super::{change, doubt, goals, mark, spoken};
use crate::catalog::Drawn;
use crate::document::{Band, Inline, KeyFigure};
use crate::model::Measure;
use std::collections::{BTreeMap, BTreeSet};

pub fn figures(world: &World) -> Vec<KeyFigure> {
    let of = |(indicator, measure): &Drawn| Fig::new(world, world.key(&world.desk.region, indicator, *measure));
    let mut symbols = Symbols::default();
    world.report.headline.iter().map(of).for_each(|fig| symbols.see(world, &fig));
    let mut in_doubt = BTreeSet::new();
    let mut boxes: Vec<(KeyFigure, bool)> = world
        .report
        .headline
        .iter()
        .enumerate()
        .map(|(n, (indicator, measure))| {
            let fig = Fig::new(world, world.key(&world.desk.region, indicator, *measure));
            let judged = world.judgement(&world.desk.region, indicator, *measure);
            let mut value = spoken::speak(world, read(&fig.text()));
            let mut note = read(&change::brief(world, &fig));
            let units = [doubt::mark_figures(world, &mut value), doubt::mark_figures(world, &mut note)];
            let units: BTreeSet<_> = units.into_iter().flatten().collect();
            if fig.known() && fig.missing.is_some() {
                value.insert(1.min(value.len()), Inline::Text(world.theme.incomplete.clone()));
            }
            let is_marked = fig.missing.is_some() || !units.is_empty();
            in_doubt.extend(units);
            let name = || world.indicator(indicator).map_or_else(|| indicator.to_string(), |i| i.name.clone());
            let long = || format!("{}{}", name(), scope(*measure));
            let label = world.report.headline_labels.get(n).cloned().unwrap_or_else(long);
            let band = judged.map_or(Band::None, |judged| goals::band(judged.band));
            (KeyFigure { label, value, note, legend: Vec::new(), band }, is_marked)
        })
        .collect();
    // One line for all boxes, so that no symbol is told twice.
    let legend: Vec<Inline> =
        symbols.legends(world).into_values().chain(doubt::note(world, &in_doubt)).flatten().collect();
    for (figure, _) in boxes.iter_mut().filter(|(_, is_marked)| *is_marked) {
        figure.legend.clone_from(&legend);
    }
    boxes.into_iter().map(|(figure, _)| figure).collect()
}

/// What span a number is of, where its name leaves it open.
fn scope(measure: Measure) -> &'static str {
    match measure {
        Measure::Ytd | Measure::RatioYtd => "（累计）",
        _ => "",
    }
}

/// Marked text made by ourselves: it has no loose digits.
pub fn read(text: &str) -> Vec<Inline> {
    mark::inlines(text, &[], &BTreeMap::new()).unwrap_or_default()
}
