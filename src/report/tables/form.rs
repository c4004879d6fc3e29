//! An annex table: every indicator of a form, for the total, and the ratios made of them.

use super::cells::{Seen, column, empty, group, table as make, text, yoy_of};
use crate::assessment::Assessment;
use crate::catalog::{Form, Kind};
use crate::document::{Align, Column, FormBlock, Inline, Row, RowKind, Table};
use crate::model::{IndicatorId, Measure};
use crate::report::headline;
use crate::report::input::World;
use crate::report::{form_head, goals, mark, periods, words};
use std::collections::BTreeSet;

/// The form's title without its number, and of whom.
pub fn title(world: &World, form: &Form) -> Vec<Inline> {
    let of = format!("{}（{}）", mark::name(name(form)), mark::name(&world.region_name(&world.desk.region)));
    headline::read(&of)
}

/// `表1 社会救助` → `社会救助`
fn name(form: &Form) -> &str {
    match form.title.split_once(char::is_whitespace) {
        Some((head, rest)) if head.starts_with('表') => rest.trim(),
        _ => &form.title,
    }
}

/// Measures of flows and of stocks, in the order of their columns.
const FLOW: [Measure; 3] = [Measure::Month, Measure::Ytd, Measure::PriorYtd];
const FLOW_RATIO: [Measure; 3] = [Measure::Ratio, Measure::RatioYtd, Measure::PriorRatioYtd];
const STOCK: [Measure; 2] = [Measure::Stock, Measure::PriorStock];
const STOCK_RATIO: [Measure; 2] = [Measure::Ratio, Measure::PriorRatio];

/// Which halves of the heads the form needs.
struct Halves {
    flow: bool,
    stock: bool,
}

pub fn form(world: &World, form: &Form, title: Vec<Inline>) -> Table {
    let listed = listed(form);
    let ratios = ratios(world, &listed);
    let stands = |id: &IndicatorId| world.indicator(id).is_some_and(|indicator| world.stands(indicator));
    let all = || listed.iter().map(|(_, id)| id).chain(&ratios);
    let halves = Halves { flow: all().any(|id| !stands(id)), stock: all().any(stands) };
    let columns = columns(world, &halves);
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    for (label, id) in &listed {
        let (kind, plain) = part_of(label);
        rows.push(row(world, plain, id, kind, &halves, &mut seen));
    }
    if !ratios.is_empty() {
        rows.push(group("由上列指标计算", columns.len()));
        for id in &ratios {
            let name = world.indicator(id).map_or("", |indicator| indicator.name.as_str());
            rows.push(row(world, name, id, RowKind::Item, &halves, &mut seen));
        }
    }
    let under_heads = column_numbers(form, &columns);
    let mut notes = vec![vec![Inline::Text("数量指标的同比为增减百分率，比率指标的同比为百分点。".to_owned())]];
    if halves.flow && halves.stock {
        notes.push(vec![Inline::Text("空格表示该指标没有此项数。".to_owned())]);
    }
    notes.extend(staged(world, &listed));
    notes.extend(seen.notes(world));
    Table {
        id: form.id.clone(),
        title,
        block: block(world, form),
        under_heads,
        ..make(name(form), String::new(), columns, rows, notes)
    }
}

/// 表号 and what belongs to it, of a form that has a number.
fn block(world: &World, form: &Form) -> Option<FormBlock> {
    form.number.as_ref()?;
    let lines = form_head::lines(form);
    let office = format!("综合机关名称：{}", world.desk.office);
    Some(FormBlock { lines, office, period: crate::report::period_words(world.period) })
}

/// What a number of works with decimals is: counties report how far each has come.
fn staged(world: &World, listed: &[(String, IndicatorId)]) -> Option<Vec<Inline>> {
    let is_staged = |id: &IndicatorId| {
        let of = |judged: &&Assessment| judged.actual_key.indicator == *id;
        world.assessed.list.iter().find(of).is_some_and(goals::is_staged)
    };
    let names: Vec<String> =
        listed.iter().filter(|(_, id)| is_staged(id)).map(|(label, _)| mark::name(part_of(label).1)).collect();
    let said = format!("{}按各阶段折算进度，{}为全部完成。", words::list(&names), mark::number("1.00"));
    (!names.is_empty()).then(|| headline::read(&said))
}

/// How deep a row of a form stands, and its name: `其中：` begins a part, `　其中：` after a step a part of a part.
fn part_of(label: &str) -> (RowKind, &str) {
    let plain = label.trim_start_matches(['\u{3000}', ' ']);
    let steps = label.chars().take_while(|c| *c == '\u{3000}').count();
    let Some(part) = plain.strip_prefix("其中：").or_else(|| plain.strip_prefix("其中:")) else {
        return (RowKind::Item, plain);
    };
    let steps = u8::try_from(steps).unwrap_or(u8::MAX);
    (if steps == 0 { RowKind::Part } else { RowKind::Inner(steps.saturating_add(1)) }, part)
}

/// 甲, 乙 over the columns of names, 1, 2 … over those of numbers: of a form that has a number.
fn column_numbers(form: &Form, columns: &[Column]) -> Vec<Vec<String>> {
    let names = columns.iter().filter(|column| column.align != Align::Number).count();
    let number = |at: usize| match ["甲", "乙"].get(at) {
        Some(letter) if at < names => (*letter).to_owned(),
        _ => (at + 1).saturating_sub(names).to_string(),
    };
    form.number.iter().map(|_| (0..columns.len()).map(number).collect()).collect()
}

fn columns(world: &World, halves: &Halves) -> Vec<Column> {
    let (this, ..) = periods::relative(world.period);
    let mut columns = vec![column(&["指标"], Align::Left, 60), column(&["单位"], Align::Center, 9)];
    if halves.flow {
        for (head, weight) in [(this, 11), ("本年累计", 12), ("上年同期累计", 12), ("累计同比", 10)] {
            columns.push(column(&["发生数", head], Align::Number, weight));
        }
    }
    if halves.stock {
        for (head, weight) in [("期末", 11), ("上年同期", 11), ("同比", 10)] {
            columns.push(column(&["期末数", head], Align::Number, weight));
        }
    }
    columns
}

/// Labels and indicators in the form's order, each indicator once.
fn listed(form: &Form) -> Vec<(String, IndicatorId)> {
    let mut once = BTreeSet::new();
    let labelled = form.rows().filter_map(|row| Some((row.labels.first()?.clone(), row.indicator.clone())));
    labelled.filter(|(_, id)| once.insert(id.clone())).collect()
}

/// Ratios whose numerator stands in the form.
fn ratios(world: &World, listed: &[(String, IndicatorId)]) -> Vec<IndicatorId> {
    let made_here = |kind: &Kind| match kind {
        Kind::Ratio { numerator, .. } => listed.iter().any(|(_, id)| id == numerator),
        _ => false,
    };
    let asked = |id: &IndicatorId| listed.iter().any(|(_, known)| known == id);
    let made = world.catalog.indicators.values().filter(|i| made_here(&i.kind) && !asked(&i.id));
    made.map(|i| i.id.clone()).collect()
}

fn row(world: &World, label: &str, id: &IndicatorId, kind: RowKind, halves: &Halves, seen: &mut Seen) -> Row {
    let indicator = world.indicator(id);
    let unit = indicator.map_or("", |indicator| indicator.unit.as_str());
    let stands = indicator.is_some_and(|indicator| world.stands(indicator));
    let is_ratio = indicator.is_some_and(|indicator| matches!(indicator.kind, Kind::Ratio { .. }));
    let mut cells = vec![text(label), text(unit)];
    let mut half = |measures: &[Measure], last: Measure, mine: bool| {
        for measure in measures.iter().copied().chain([yoy_of(last)]) {
            cells.push(if mine { seen.figure(world, &world.desk.region, id, measure) } else { empty() });
        }
    };
    if halves.flow {
        if is_ratio {
            half(&FLOW_RATIO, Measure::RatioYtd, !stands);
        } else {
            half(&FLOW, Measure::Ytd, !stands);
        }
    }
    if halves.stock {
        if is_ratio {
            half(&STOCK_RATIO, Measure::Ratio, stands);
        } else {
            half(&STOCK, Measure::Stock, stands);
        }
    }
    Row { kind, cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_tells_how_deep_its_row_stands() {
        let cases = [
            ("城市低保人数", RowKind::Item, "城市低保人数"),
            ("　城市低保人数", RowKind::Item, "城市低保人数"),
            ("其中：女性", RowKind::Part, "女性"),
            ("　其中：未成年人", RowKind::Inner(2), "未成年人"),
            ("　　其中:孤儿", RowKind::Inner(3), "孤儿"),
        ];
        for (label, kind, name) in cases {
            assert_eq!(part_of(label), (kind, name), "{label}");
        }
        assert_eq!(cases.map(|(_, kind, _)| kind.indent()), [0, 0, 1, 2, 3]);
    }
}
