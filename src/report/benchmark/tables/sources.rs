//! 资料来源: whose returns and files the values are from; those of one source and one day stand in one line.

use super::cells::text;
use crate::benchmark::Observed;
use crate::catalog::{Compared, Pick, What};
use crate::document::{Align, Row, RowKind, Table};
use crate::report::benchmark::view::View;
use crate::report::tables::cells::column;

/// So many members are named; of more, how many they are.
const NAMED: usize = 9;

/// One source at one day.
struct Line {
    things: Vec<String>,
    members: Vec<String>,
    day: String,
    source: String,
}

pub fn table(view: &View<'_>) -> Table {
    let columns = vec![
        column(&["来源"], Align::Left, 36),
        column(&["时点"], Align::Center, 20),
        column(&["地区"], Align::Left, 34),
        column(&["指标"], Align::Left, 40),
    ];
    let everything = view.input.set.indicators.iter().filter(|one| from_returns(view, one)).count();
    let rows = lines(view).into_iter().map(|line| {
        let things = if line.things.len() == everything && everything > 1 {
            "各项".to_owned()
        } else {
            line.things.join("、")
        };
        let cells = [line.source, line.day, named(&line.members), things].map(text);
        Row { kind: RowKind::Item, cells: cells.into() }
    });
    Table { short: "资料来源".to_owned(), columns, rows: rows.collect(), ..Table::default() }
}

/// Whether anything is from returns or files.
pub fn is_there(view: &View<'_>) -> bool {
    view.input.set.indicators.iter().any(|one| from_returns(view, one))
}

fn from_returns(view: &View<'_>, compared: &Compared) -> bool {
    view.input.observed.iter().any(|one| one.indicator == compared.id && is_of_returns(view, compared, one))
}

/// What is published, its quote tells.
fn is_of_returns(view: &View<'_>, compared: &Compared, one: &Observed) -> bool {
    let what = view.brought(compared, &one.member).map(|brought| &brought.what);
    let published = matches!(
        what,
        Some(
            What::Value(Pick::Published(_))
                | What::Per { numerator: Pick::Published(_), denominator: Pick::Published(_), .. }
        )
    );
    one.exact.is_some() && !published
}

/// First what each source gives of each thing, then things of which it gives the same members together.
fn lines(view: &View<'_>) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for compared in &view.input.set.indicators {
        let mut own: Vec<Line> = Vec::new();
        let seen = view.input.observed.iter().filter(|one| one.indicator == compared.id);
        for one in seen.filter(|one| is_of_returns(view, compared, one)) {
            let day = one.as_of.map(|day| view.day(compared, &one.member, day)).unwrap_or_default();
            let name = view.name(&one.member).to_owned();
            match own.iter_mut().find(|line| line.source == one.origin && line.day == day) {
                Some(line) => line.members.push(name),
                None => own.push(Line {
                    things: vec![compared.name.clone()],
                    members: vec![name],
                    day,
                    source: one.origin.clone(),
                }),
            }
        }
        for line in own {
            let same = |other: &&mut Line| {
                other.source == line.source && other.day == line.day && other.members == line.members
            };
            match all.iter_mut().find(same) {
                Some(other) => other.things.extend(line.things),
                None => all.push(line),
            }
        }
    }
    all
}

/// `成都市、自贡市……等21个地区`
fn named(members: &[String]) -> String {
    let first = members.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
    if members.len() > NAMED { format!("{first}等{}个地区", members.len()) } else { first }
}
