//! 位次与差距: where the focus stands in each ranked thing, and what closing the gap takes.

use super::RATIO_ONLY;
use super::cells::{Seen, band_of, marked, note, text};
use crate::benchmark::deadline;
use crate::document::{Align, Row, RowKind, Table, TableCell};
use crate::model::{FigureKey, Measure};
use crate::report::benchmark::own::Own;
use crate::report::benchmark::told;
use crate::report::benchmark::view::{View, more};
use crate::report::tables::cells::column;

/// What cannot be worked out.
const UNKNOWN: &str = "不详";
/// What would not hold: the months to come change the denominator.
const NOT_MADE: &str = "不计算";
/// So many are named.
const NAMED: usize = 3;

/// Without a focus, a table of no rows.
pub fn table(view: &View<'_>) -> Table {
    let all: Vec<Own<'_>> =
        view.on_page().into_iter().filter_map(|(compared, standing)| Own::of(*view, compared, standing)).collect();
    let reference = all.iter().find_map(|own| own.standing.references.first());
    let reference = reference.map(|entry| view.name(&entry.member));
    let mut columns = vec![
        column(&["指标"], Align::Left, 30),
        column(&["位次"], Align::Number, 8),
        column(&["与最优之差"], Align::Number, 12),
        column(&["与中位数之差"], Align::Number, 12),
    ];
    columns.extend(reference.map(|name| column(&[&format!("与{name}之差")], Align::Number, 12)));
    columns.push(column(&["补差需增减", "共"], Align::Number, 12));
    columns.push(column(&["补差需增减", "月均"], Align::Number, 12));
    columns.push(column(&["补差需增减", "单位"], Align::Center, 8));
    let mut seen = Seen::default();
    let rows = all.iter().map(|own| {
        let mut cells = vec![text(&own.compared.name), place(view, own, &mut seen)];
        cells.push(seen.figure(view, more(own.entry, Measure::FromBest)));
        cells.push(seen.figure(view, more(own.entry, Measure::FromMedian)));
        if reference.is_some() {
            cells.push(seen.figure(view, more(own.entry, Measure::FromReference)));
        }
        cells.extend(closing(view, own, &mut seen));
        Row { kind: RowKind::Item, cells }
    });
    let rows = rows.collect();
    let until = all.iter().filter_map(|own| deadline(view.input.set, own.standing)).max();
    let by = until.map_or_else(String::new, |until| format!("到{}", until.chinese()));
    let mut notes = vec![note(&format!(
        "差为本地区减对方，按未舍入数；补差指{by}进入上一档（首档的为达到最优）所需，分母不变，空格为不需。"
    ))];
    if all.iter().any(|own| lacks(view, own)) {
        notes.push(note(&format!("“{UNKNOWN}”：{RATIO_ONLY}，算不出要增减多少。")));
    }
    let of_flows = |own: &Own<'_>| way(own).is_some_and(|(whole, _)| !is_made(view, whole));
    if all.iter().any(of_flows) {
        let words = "是一段时间内的比率，以后各月的新发生数也进分母，按现有分母补差不成立。";
        notes.push(note(&format!("“{NOT_MADE}”：{words}")));
    }
    let whose = told::doubtful(view);
    if !whose.is_empty() {
        notes.push(marked(&format!("{whose}有上报数待核实，有关位次可能变动。")));
    }
    for (compared, names) in told::ratios(view) {
        let words = format!("{}的{}{RATIO_ONLY}，无从判断分母是否过小。", some(&names), compared.name);
        notes.push(note(&words));
    }
    notes.extend(seen.notes(view));
    Table { short: "位次与差距".to_owned(), columns, rows, notes, ..Table::default() }
}

fn place(view: &View<'_>, own: &Own<'_>, seen: &mut Seen) -> TableCell {
    seen.banded(view, own.entry.place.as_ref(), band_of(view, own.entry.band.as_deref()))
}

/// `甲市、乙市`, `甲市、乙市、丙市等5个地区`
fn some(names: &[&str]) -> String {
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
    if names.len() > NAMED { format!("{first}等{}个地区", names.len()) } else { first }
}

/// Where there is a gap and no denominator to close it by.
fn lacks(view: &View<'_>, own: &Own<'_>) -> bool {
    !own.is_best() && view.lacks_denominator(own.compared, &own.entry.member)
}

/// What is to be done in all, and each month of it.
fn way<'e>(own: &Own<'e>) -> Option<(&'e FigureKey, Option<&'e FigureKey>)> {
    let both = |whole, monthly| Some((more(own.entry, whole)?, more(own.entry, monthly)));
    both(Measure::ToBand, Measure::ToBandPace).or_else(|| both(Measure::ToBest, Measure::ToBestPace))
}

fn is_made(view: &View<'_>, key: &FigureKey) -> bool {
    view.figure(key).is_some_and(|figure| figure.value.is_some())
}

/// To the next band; of those in the first, to the best.
fn closing(view: &View<'_>, own: &Own<'_>, seen: &mut Seen) -> [TableCell; 3] {
    let Some((whole, monthly)) = way(own) else {
        let word = if lacks(view, own) { UNKNOWN } else { "" };
        return [text(word), text(word), text("")];
    };
    if !is_made(view, whole) {
        return [text(NOT_MADE), text(NOT_MADE), text("")];
    }
    let unit = view.figure(whole).map_or_else(String::new, |figure| figure.unit.clone());
    [seen.figure(view, Some(whole)), seen.figure(view, monthly), text(unit)]
}
