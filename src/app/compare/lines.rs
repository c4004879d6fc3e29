//! What a comparison comes to, a line a thing: for the terminal.

use super::Run;
use crate::benchmark::{Entry, Standing};
use crate::model::{FigureKey, Measure};

/// One thing compared among all members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub unit: String,
    /// Of the member whose standing is told, as printed; also where it is not comparable.
    pub own: Option<String>,
    pub own_apart: bool,
    pub place: Option<String>,
    /// Members that are comparable.
    pub comparable: usize,
    pub best: Option<Best>,
    /// Names of those that stand apart.
    pub apart: Vec<String>,
}

/// Who is first, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// Of several the first in the set's order.
    pub member: String,
    pub others: usize,
    pub shown: String,
}

pub(super) fn of(run: &Run<'_>) -> Vec<Line> {
    let all = run.benchmark.standings.iter().filter(|standing| standing.group.is_none());
    all.filter_map(|standing| line(run, standing)).collect()
}

fn line(run: &Run<'_>, standing: &Standing) -> Option<Line> {
    let compared = run.set.indicators.iter().find(|one| one.id == standing.indicator)?;
    let focus = run.set.focus.as_ref();
    let own = standing.entries.iter().find(|entry| Some(&entry.member) == focus);
    let apart = standing.apart.iter().find(|apart| Some(&apart.member) == focus);
    let value = own.map(|entry| &entry.value).or_else(|| apart?.value.as_ref());
    let printed = value.map(|key| shown(run, key)).filter(|shown| !shown.is_empty());
    Some(Line {
        name: compared.name.clone(),
        unit: compared.unit.clone(),
        own: printed,
        own_apart: apart.is_some(),
        place: own.and_then(|entry| entry.place.as_ref()).map(|key| shown(run, key)),
        comparable: standing.entries.len(),
        best: best(run, standing),
        apart: standing.apart.iter().map(|apart| run.member_name(&apart.member)).collect(),
    })
}

/// As the statistics have it; those who have that value.
fn best(run: &Run<'_>, standing: &Standing) -> Option<Best> {
    let key = standing.summary.iter().find(|key| key.measure == Measure::Best)?;
    let value = run.book.find(key)?.value;
    let has_it = |entry: &&Entry| run.book.find(&entry.value).is_some_and(|figure| figure.value == value);
    let mut having = standing.entries.iter().filter(has_it);
    let first = having.next()?;
    Some(Best { member: run.member_name(&first.member), others: having.count(), shown: shown(run, key) })
}

fn shown(run: &Run<'_>, key: &FigureKey) -> String {
    run.book.find(key).map(|figure| run.book.shown(figure)).unwrap_or_default()
}
