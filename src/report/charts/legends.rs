//! What the marks and symbols of a chart mean, for the small print under it.

use crate::document::{Band, ChartKind, Inline, Legend, Point};
use crate::model::{FigureKey, Missing, RegionCode};
use crate::report::doubt;
use crate::report::fig::Fig;
use crate::report::input::World;
use crate::report::symbols::Symbols;
use std::collections::BTreeSet;

/// The marks of judged bars, the best first.
const MARKS: [(Band, &str); 4] = [
    (Band::Good, "● 完成或达到序时"),
    (Band::Watch, "▲ 滞后、差距较小"),
    (Band::Bad, "■ 滞后、差距较大或逾期"),
    (Band::Unknown, "无标记的灰色条未到期或无法判定"),
];

/// `told` are figures without a bar or a point.
pub fn of(world: &World, kind: &ChartKind, told: &[Fig]) -> Vec<Legend> {
    let mut symbols = Symbols::default();
    told.iter().for_each(|fig| symbols.see(world, fig));
    let mut see = |key: Option<&FigureKey>, shown: &str| match key {
        Some(key) => symbols.see(world, &Fig::new(world, key.clone())),
        None => symbols.see_missing(STANDING.into_iter().find(|missing| world.symbol(*missing) == shown)),
    };
    kind.bars().iter().for_each(|bar| see(bar.key.as_ref(), &bar.shown));
    let at = |point: &Point| see(point.key.as_ref(), &point.shown);
    kind.points().for_each(at);
    let legend = |(symbol, words)| Legend { symbol, words };
    symbols.legends(world).into_iter().map(legend).chain(marks(kind)).chain(doubtful(world, kind, told)).collect()
}

/// The mark of values in doubt, and whose they are.
fn doubtful(world: &World, kind: &ChartKind, told: &[Fig]) -> Option<Legend> {
    let told = told.iter().filter(|fig| fig.known()).map(|fig| &fig.key);
    let keys = || {
        let bars = kind.bars().iter().filter_map(|bar| bar.key.as_ref());
        bars.chain(kind.points().filter_map(|point| point.key.as_ref()))
    };
    let values: BTreeSet<RegionCode> =
        keys().chain(told).flat_map(|key| doubt::of_cell(world, key).iter().cloned().collect::<Vec<_>>()).collect();
    let places = || keys().flat_map(|key| doubt::of_place(world, key).iter().cloned().collect::<Vec<_>>()).collect();
    let words = doubt::note(world, &values).or_else(|| doubt::note_of_places(world, &places()))?;
    Some(Legend { symbol: world.theme.doubtful.clone(), words })
}

/// What stands in place of a value.
const STANDING: [Missing; 4] = [Missing::NotReported, Missing::NotApplicable, Missing::Suppressed, Missing::Unreadable];

/// The marks that the bars have.
fn marks(kind: &ChartKind) -> Option<Legend> {
    let judged = |band: &Band| kind.bars().iter().any(|bar| bar.band == *band);
    let used: Vec<&str> = MARKS.iter().filter(|(band, _)| judged(band)).map(|(_, words)| *words).collect();
    let any = MARKS.iter().take(3).any(|(band, _)| judged(band));
    any.then(|| Legend { symbol: String::new(), words: vec![Inline::Text(format!("{}。", used.join("；")))] })
}
