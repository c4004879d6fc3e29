//! What is not ranked, and why: all of it, or the values alone.

use super::RATIO_ONLY;
use super::cells::{Seen, note, plain, text};
use crate::benchmark::{Entry, Standing, Unranked, definition_of};
use crate::catalog::{Basis, Compared};
use crate::document::{Align, Row, RowKind, Table, TableCell};
use crate::report::benchmark::reasons;
use crate::report::benchmark::view::View;
use crate::report::tables::cells::{column, group};

/// One line: who, the value's cell, of which day, why; and whether there is a value.
struct Line {
    names: Vec<String>,
    value: TableCell,
    day: String,
    why: String,
    /// In a few words.
    brief: String,
    known: bool,
    /// Nobody knows its denominator.
    ratio: bool,
    /// Printed with its unit.
    bound: bool,
    /// Not reached but planned.
    plan: bool,
}

/// 不参与排名的数及原因.
pub fn table(view: &View<'_>) -> Table {
    let columns = vec![
        column(&["地区"], Align::Left, 22),
        column(&["数值"], Align::Number, 12),
        column(&["时点"], Align::Center, 20),
        column(&["原因"], Align::Left, 50),
    ];
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    for (compared, standing) in all(view) {
        let mut all = of_all(standing).into_iter().collect::<Vec<_>>();
        all.extend(gathered(lines(view, compared, standing, &mut seen)));
        let lines = all;
        if !lines.is_empty() {
            rows.push(group(&format!("{}（{}）", compared.name, compared.unit), columns.len()));
        }
        rows.extend(lines.into_iter().map(|line| {
            let why = text(with_ratio(line.why, line.ratio));
            let cells = vec![text(line.names.join("、")), line.value, text(line.day), why];
            Row { kind: RowKind::Item, cells }
        }));
    }
    let mut notes = Vec::new();
    if rows.is_empty() {
        notes.push(note("各地区的各项数都参与排名。"));
    }
    notes.extend(seen.notes(view));
    Table { short: "不参与排名的数".to_owned(), columns, rows, notes, ..Table::default() }
}

/// Values that are there but not ranked: what the sources allow to be said. What is only planned is not there yet.
pub fn values(view: &View<'_>) -> Table {
    let columns = vec![
        column(&["指标"], Align::Left, 32),
        column(&["地区"], Align::Center, 10),
        column(&["数值"], Align::Number, 10),
        column(&["单位"], Align::Center, 9),
        column(&["时点"], Align::Center, 24),
        column(&["不排位的原因"], Align::Left, 52),
    ];
    let mut seen = Seen::default();
    let mut plans = false;
    let mut rows = Vec::new();
    for (compared, standing) in all(view) {
        // Who is not ranked because nobody is: each with its value.
        let some = standing.unranked.iter().filter(|why| !matches!(why, Unranked::TooFew { .. }));
        let all = some.flat_map(|why| unplaced(view, compared, standing, why, &mut seen)).collect::<Vec<_>>();
        let lines = all.into_iter().chain(lines(view, compared, standing, &mut seen));
        let known: Vec<Line> = lines.filter(|line| line.known).collect();
        plans |= known.iter().any(|line| line.plan);
        for (n, line) in known.into_iter().filter(|line| !line.plan).enumerate() {
            let name = if n == 0 { compared.name.as_str() } else { "" };
            let cells = vec![
                text(name),
                text(line.names.join("、")),
                line.value,
                text(if line.bound { "" } else { &compared.unit }),
                text(line.day),
                text(with_ratio(line.brief, line.ratio)),
            ];
            rows.push(Row { kind: RowKind::Item, cells });
        }
    }
    // Symbols stand only for values that are not there.
    let notes = plans.then(|| note("计划数见“不参与排名的数及原因”一表。")).into_iter().collect();
    Table { short: "各地公布的数".to_owned(), columns, rows, notes, ..Table::default() }
}

fn all<'a>(view: &View<'a>) -> impl Iterator<Item = (&'a Compared, &'a Standing)> {
    let view = *view;
    view.input.set.indicators.iter().filter_map(move |one| Some((one, view.standing(one)?)))
}

/// Comparable values of too few members first, then all that stand apart.
fn lines(view: &View<'_>, compared: &Compared, standing: &Standing, seen: &mut Seen) -> Vec<Line> {
    let mut all = Vec::new();
    if let Some(why @ Unranked::TooFew { .. }) = &standing.unranked {
        all.extend(unplaced(view, compared, standing, why, seen));
    }
    all.extend(standing.apart.iter().map(|apart| {
        let figure = apart.value.as_ref().and_then(|key| view.figure(key));
        let known = figure.is_some_and(|figure| figure.value.is_some());
        let day = apart.as_of.filter(|_| known).map(|day| view.day(compared, &apart.member, day));
        Line {
            names: vec![view.name(&apart.member).to_owned()],
            value: seen.apart(view, compared, apart),
            day: day.unwrap_or_default(),
            why: plain(&reasons::said(view, compared, &apart.member, &apart.reasons)),
            brief: plain(&reasons::brief(view, compared, &apart.member, &apart.reasons)),
            known,
            ratio: known && view.lacks_denominator(compared, &apart.member),
            bound: known && view.bound(compared, &apart.member).is_some(),
            plan: definition_of(view.input.set, &compared.id, &apart.member)
                .is_some_and(|own| own.basis == Basis::Target),
        }
    }));
    all
}

/// Entries of a standing in which nobody has a place.
fn unplaced(view: &View<'_>, compared: &Compared, standing: &Standing, why: &Unranked, seen: &mut Seen) -> Vec<Line> {
    let line = |entry: &Entry| Line {
        names: vec![view.name(&entry.member).to_owned()],
        value: seen.figure(view, Some(&entry.value)),
        day: view.day(compared, &entry.member, entry.as_of),
        why: plain(&reasons::unranked(why)),
        brief: plain(&reasons::briefly_unranked(why)),
        known: true,
        ratio: view.lacks_denominator(compared, &entry.member),
        bound: false,
        plan: false,
    };
    standing.entries.iter().map(line).collect()
}

/// Where nobody has a place though there are enough: their values have a table of their own.
fn of_all(standing: &Standing) -> Option<Line> {
    let why = standing.unranked.as_ref().filter(|why| !matches!(why, Unranked::TooFew { .. }))?;
    Some(Line {
        names: vec![format!("可比的{}个地区", standing.entries.len())],
        value: text(""),
        day: String::new(),
        why: plain(&reasons::unranked(why)),
        brief: String::new(),
        known: true,
        ratio: false,
        bound: false,
        plan: false,
    })
}

fn with_ratio(words: String, is_ratio: bool) -> String {
    if is_ratio { format!("{words}；{RATIO_ONLY}") } else { words }
}

/// Members without a value, for the same reason, stand in one line.
fn gathered(lines: Vec<Line>) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for line in lines {
        let same = all.iter_mut().find(|one| !one.known && !line.known && one.why == line.why);
        match same {
            Some(one) => one.names.extend(line.names),
            None => all.push(line),
        }
    }
    all
}
