//! The numbers on top.

use super::fig::Fig;
use super::input::World;
use super::symbols::Symbols;
use super::{change, goals, mark, spoken};
use crate::catalog::Drawn;
use crate::document::{Band, Inline, KeyFigure};
use crate::model::Measure;
use std::collections::BTreeMap;

pub fn figures(world: &World) -> Vec<KeyFigure> {
    let of = |(indicator, measure): &Drawn| Fig::new(world, world.key(&world.desk.region, indicator, *measure));
    let mut symbols = Symbols::default();
    world.report.headline.iter().map(of).for_each(|fig| symbols.see(world, &fig));
    let legend: Vec<Inline> = symbols.legends(world).into_values().flatten().collect();
    world
        .report
        .headline
        .iter()
        .enumerate()
        .map(|(n, (indicator, measure))| {
            let fig = Fig::new(world, world.key(&world.desk.region, indicator, *measure));
            let judged = world.judgement(&world.desk.region, indicator, *measure);
            let mut value = spoken::speak(world, read(&fig.text()));
            if fig.known() && fig.missing.is_some() {
                value.push(Inline::Text(world.theme.incomplete.clone()));
            }
            let name = || world.indicator(indicator).map_or_else(|| indicator.to_string(), |i| i.name.clone());
            let long = || format!("{}{}", name(), scope(*measure));
            KeyFigure {
                label: world.report.headline_labels.get(n).cloned().unwrap_or_else(long),
                value,
                note: read(&change::brief(world, &fig)),
                legend: if fig.missing.is_some() { legend.clone() } else { Vec::new() },
                band: judged.map_or(Band::None, |judged| goals::band(judged.band)),
            }
        })
        .collect()
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
