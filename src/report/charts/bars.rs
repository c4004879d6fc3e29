//! The ranking of the units, and the progress of the targets.

use super::{Made, by_place, count, decimal, key_of, note, references, shown};
use crate::document::{Band, Bar, ChartKind};
use crate::model::FigureKey;
use crate::report::fig::Fig;
use crate::report::input::World;
use crate::report::{goals, ranking};

fn bar(world: &World, fig: &Fig) -> Bar {
    let region = &fig.key.region;
    let judged = world.judgement(region, &fig.key.indicator, fig.key.measure);
    Bar {
        label: world.region_name(region),
        value: decimal(fig),
        shown: shown(world, fig),
        key: key_of(fig),
        band: judged.map_or(Band::None, |judged| goals::band(judged.band)),
        due: None,
    }
}

pub fn ranking(world: &World, fig: &Fig) -> Made {
    let of = |region| bar(world, &Fig::new(world, FigureKey { region, ..fig.key.clone() }));
    let bars: Vec<Bar> = by_place(world, fig).into_iter().map(of).collect();
    let lines = count(bars.len()).clamp(5, 12) + 2;
    let unranked = ranking::unranked(world, fig).then(|| note("，分母过小的单位列在最后、不排位"));
    let kind = ChartKind::Ranking { bars, references: references(world, fig, true) };
    Made { kind, lines, notes: unranked.into_iter().collect(), told: vec![fig.clone()] }
}

pub fn progress(world: &World) -> Made {
    let bars: Vec<Bar> = goals::of_total(world)
        .map(|judged| {
            let done = Fig::new(world, goals::done(world, judged));
            let due = goals::schedule(world, judged).and_then(|due| decimal(&Fig::new(world, due)));
            let nothing = goals::is_zero_kept(judged).then(|| goals::NOTHING_HAPPENED.to_owned());
            Bar {
                label: judged.name.clone(),
                value: decimal(&done),
                shown: nothing.unwrap_or_else(|| shown(world, &done)),
                key: key_of(&done),
                band: goals::band(judged.band),
                due,
            }
        })
        .collect();
    let lines = count(bars.len()).clamp(5, 17) + 3;
    let (due_label, target_label) = ("序时进度".to_owned(), "目标".to_owned());
    let from_start = goals::of_total(world).any(|judged| goals::start(world, judged).is_some());
    let each = goals::of_total(world).any(|judged| goals::is_each(world, judged));
    let mut notes = Vec::new();
    if each {
        notes.push(note("，要求各单位分别达到的为达到单位所占比重"));
    }
    if from_start {
        notes.push(note("，有基期的按较基期增减量计算"));
    }
    Made { kind: ChartKind::Progress { bars, due_label, target_label }, lines, notes, told: Vec::new() }
}
