//! A table whose rows have names, as a form.

use super::model::{Column, Field, Form};
use super::naming::{self, Naming};
use super::value::{self, Across, Value};
use super::{Scene, fallback_measure, list};
use crate::ingest::inspect::known::{self, Axis};
use crate::ingest::inspect::spot::{self, Shape};
use crate::ingest::inspect::table::{self, Role, Table};
use crate::ingest::inspect::words::{self, Sort};
use crate::model::{Cell, Measure};
use std::collections::BTreeSet;

/// Drafts a table; nothing when its numbers stand under no heads or behind no names.
pub fn draft(scene: &Scene<'_>, naming: &mut Naming<'_>, table: &Table, prefix: &str) -> Option<Form> {
    let label = table.label()?;
    let numbers: Vec<_> = table.columns.iter().filter(|column| is_value(column, label)).collect();
    let labels: Vec<&str> = table.labels.iter().map(|(_, text)| text.as_str()).collect();
    let axis = axis(scene, naming, table, &labels);
    let but = match axis {
        Axis::Periods => Some(Across::Periods),
        Axis::Regions => Some(Across::Regions),
        _ => None,
    };
    let across = value::across(scene.names, &numbers, but);
    let mut values: Vec<Value> =
        numbers.iter().map(|column| value::read(naming.catalog, scene.names, column, across)).collect();
    if values.is_empty() {
        return None;
    }
    value::part_by_unit(&mut values);
    value::complete_prior(&mut values);
    let (rows_are, rows_why) = rows_are(axis, table, &values, across);
    let mut form = Form {
        name: scene.caption(table),
        rows_are,
        rows_why,
        label_heads: Some(label.last_head()).filter(|head| !head.is_empty()).map(str::to_owned).into_iter().collect(),
        code_heads: heads_of(table, Role::Code),
        unit_heads: heads_of(table, Role::Unit),
        totals: labels.iter().filter(|text| words::is_total(text)).map(ToString::to_string).collect(),
        subtotals: labels.iter().filter(|text| words::is_subtotal(text)).map(ToString::to_string).collect(),
        end: table.below.iter().filter_map(|line| end_word(line)).collect(),
        ..Form::default()
    };
    if rows_are == "indicators" {
        form.totals.clear();
        form.subtotals.clear();
    }
    if across == Some(Across::Regions) {
        form.totals.extend(numbers.iter().flat_map(|c| &c.head).filter(|head| words::is_total(head)).cloned());
    }
    if rows_are == "indicators" {
        by_rows(scene, naming, table, &values, across, &mut form);
    } else {
        by_columns(scene, naming, table, &values, (across, prefix), &mut form);
        if rows_are == "regions" && across.is_none() {
            form.columns.extend(period_columns(scene, naming, table));
        }
    }
    form.columns.extend(list::personal(table));
    Some(form)
}

/// Columns that say which period a row is of.
fn period_columns(scene: &Scene<'_>, naming: &Naming<'_>, table: &Table) -> Option<Column> {
    let found = list::texts(scene, table).into_iter().find(|(column, texts)| {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let dated = column.role == Role::Date && words::names_period(column.last_head());
        (column.role == Role::Text || dated) && known::axis(naming.catalog, scene.names, &texts) == Axis::Periods
    });
    let (column, _) = found?;
    Some(Column { head: column.last_head().to_owned(), gives: Some("period"), ..Column::default() })
}

/// A column of numbers, or one for numbers to come, under a head that a form can name.
fn is_value(column: &table::Column, label: &table::Column) -> bool {
    let to_come = column.role == Role::Empty && column.column > label.column && !words::is_remark(column.last_head());
    let named = !column.head.is_empty() && !column.head.iter().any(|level| level.contains('*'));
    named && (column.role == Role::Number || to_come)
}

fn heads_of(table: &Table, role: Role) -> Vec<String> {
    table.of_role(role).map(|column| column.last_head().to_owned()).filter(|head| !head.is_empty()).collect()
}

/// What the names of the rows mostly are. Beside a column of units no name is of a place that no list knows: 救助站 counts
/// what there is of them.
fn axis(scene: &Scene<'_>, naming: &Naming<'_>, table: &Table, labels: &[&str]) -> Axis {
    let found = known::axis(naming.catalog, scene.names, labels);
    let named = labels.iter().filter(|text| scene.names.find(text).is_some()).count();
    let is_guess = found == Axis::Regions && table.of_role(Role::Unit).next().is_some() && named * 2 <= labels.len();
    if is_guess { Axis::Unknown } else { found }
}

/// The measures alone tell the columns from one another: what else stands over them (数量) names nothing.
fn told_by_measure(values: &[Value]) -> bool {
    let said: BTreeSet<_> =
        values.iter().map(|value| (value.measure, value.star.is_some().then_some(value.column))).collect();
    said.len() == values.len() && values.iter().all(|value| value.measure.is_some())
}

/// What the names of the rows are; where they do not say so themselves, what the heads let one guess.
fn rows_are(axis: Axis, table: &Table, values: &[Value], across: Option<Across>) -> (&'static str, &'static str) {
    let plain = values.iter().all(|value| value.naming.is_empty());
    let head = table.label().map_or("", |label| label.last_head());
    let by_measure = told_by_measure(values);
    let of_indicators = table.of_role(Role::Unit).next().is_some() || words::is_indicator_head(head);
    match axis {
        Axis::Periods => ("periods", ""),
        Axis::Measures => ("measures", ""),
        Axis::Regions => ("regions", ""),
        Axis::Indicators if plain || by_measure => ("indicators", ""),
        Axis::Unknown if of_indicators && (plain || by_measure) => ("indicators", "猜：行名是指标"),
        _ if across == Some(Across::Regions) && plain => ("indicators", "猜：行名是指标"),
        _ if across == Some(Across::Periods) && plain && !words::is_place_head(head) => {
            ("indicators", "猜：行名是指标")
        }
        _ if plain && across.is_none() || values.len() == 1 && !words::is_place_head(head) => {
            ("indicators", "猜：行名是指标")
        }
        _ => ("regions", "猜：行名是地区、机构或类别"),
    }
}

/// `审核：张三` below a table → the word with its colon.
fn end_word(line: &str) -> Option<String> {
    let at = line.find(['：', ':'])?;
    let (head, rest) = line.split_at(at);
    let colon = rest.chars().next()?;
    (1..=8).contains(&head.chars().count()).then(|| format!("{head}{colon}"))
}

/// Every row is an indicator; the columns say the measure, the month or the region.
fn by_rows(
    scene: &Scene<'_>,
    naming: &mut Naming<'_>,
    table: &Table,
    values: &[Value],
    across: Option<Across>,
    form: &mut Form,
) {
    let mut measures: Vec<Measure> = values.iter().filter_map(|value| value.measure).collect();
    if measures.is_empty() && across == Some(Across::Periods) {
        measures.push(Measure::Month);
    }
    let of_sheet = naming::units_of_sheet(naming.catalog, &table.above);
    let unit_column = table.of_role(Role::Unit).next().map(|column| column.column);
    let mut any_flow = false;
    for (cell, label) in &table.labels {
        let is_number = |value: &Value| {
            let found = scene.grid.get(cell.row, value.column).and_then(spot::shape);
            matches!(found, Some(Shape::Number | Shape::Mark))
        };
        let is_row = if scene.blank { !is_section(scene, table, *cell) } else { values.iter().any(is_number) };
        if label.is_empty() || !is_row {
            continue;
        }
        let name = label.strip_prefix("其中：").or_else(|| label.strip_prefix("其中:")).unwrap_or(label);
        let (bare, in_brackets) = words::split_unit(naming.catalog, name);
        let of_row = unit_column.map(|column| words::clean(&scene.grid.merged_text(cell.row, column)));
        let of_row = of_row.filter(|unit| !unit.is_empty()).or(in_brackets);
        let named = match naming.of_dictionary(name, of_row.as_deref()) {
            Some(known) => naming.known(known),
            None => {
                let unit = naming::unit(naming.catalog, &bare, of_row.as_deref(), &of_sheet);
                naming.own(name, &unit, &measures)
            }
        };
        any_flow |= named.sort == Sort::Flow;
    }
    form.region = scene.region_where_none(table, across == Some(Across::Regions));
    let mut seen = BTreeSet::new();
    for value in values {
        let head = value.head(values);
        let starred = value.star.is_some();
        if head.is_empty() || !seen.insert((head.clone(), value.measure)) {
            continue;
        }
        let guess = || any_flow.then(|| (fallback_measure(scene, table), false));
        form.columns.push(Column {
            head,
            each: across.filter(|_| starred).map(Across::id),
            measure: value.measure.map(|measure| (measure, value.sure)).or_else(guess),
            ..Column::default()
        });
    }
}

/// A heading among the rows of a table to be filled in: neither code nor unit beside it, where the table has them.
fn is_section(scene: &Scene<'_>, table: &Table, cell: Cell) -> bool {
    let beside: Vec<u32> =
        table.of_role(Role::Unit).chain(table.of_role(Role::Code)).map(|column| column.column).collect();
    let is_bare = |column: &u32| scene.grid.merged_text(cell.row, *column).trim().is_empty();
    !beside.is_empty() && beside.iter().all(is_bare)
}

/// Every column is an indicator, or all are one that the title names.
fn by_columns(
    scene: &Scene<'_>,
    naming: &mut Naming<'_>,
    table: &Table,
    values: &[Value],
    (across, prefix): (Option<Across>, &str),
    form: &mut Form,
) {
    let paths: Vec<Vec<String>> = values.iter().map(|value| value.naming.clone()).collect();
    let names = naming::short_names(&paths);
    let of_sheet = naming::units_of_sheet(naming.catalog, &table.above);
    let gives_region = form.rows_are == "regions" || across == Some(Across::Regions);
    form.region = scene.region_where_none(table, gives_region);
    let by_title =
        values.iter().any(|value| value.naming.is_empty()).then(|| title_indicator(scene, naming, table, &of_sheet));
    form.indicator = by_title.as_ref().map(|(named, _)| named.name.clone());
    let mut seen = BTreeSet::new();
    for value in values {
        let head = value.head(values);
        if head.is_empty() || !seen.insert(head.clone()) {
            continue;
        }
        let mine: Vec<Measure> = values.iter().filter(|v| v.naming == value.naming).filter_map(|v| v.measure).collect();
        let (named, own) = match names.get(&value.naming) {
            Some(short) => {
                // 合计 alone is of what the title is about.
                let is_plain = value.naming.iter().all(|level| words::is_generic(level)) && prefix.is_empty();
                let subject = if is_plain { words::subject(&form.name).to_owned() } else { prefix.to_owned() };
                let named = of_path(naming, value, short, &subject, &of_sheet, &mine);
                (named.clone(), Some(named.name))
            }
            None => match &by_title {
                Some((named, _)) => (named.clone(), None),
                None => continue,
            },
        };
        let is_month = value.star.is_some() && across == Some(Across::Periods);
        let usual = match named.sort {
            Sort::Flow if is_month => Some((Measure::Month, false)),
            Sort::Flow => Some((fallback_measure(scene, table), false)),
            _ => None,
        };
        let of_sort = |measure: Measure| if named.sort == Sort::Ratio { measure.of_rate() } else { measure };
        let said = value.measure.map(|measure| (of_sort(measure), value.sure)).filter(|_| named.sort != Sort::Level);
        form.columns.push(Column {
            head,
            each: across.filter(|_| value.star.is_some()).map(Across::id),
            indicator: own,
            measure: said.or(usual),
            ..Column::default()
        });
    }
}

fn of_path(
    naming: &mut Naming<'_>,
    value: &Value,
    short: &str,
    prefix: &str,
    of_sheet: &[String],
    measures: &[Measure],
) -> naming::Named {
    let whole = value.naming.concat();
    let known = [whole.as_str(), short].into_iter().find_map(|name| naming.of_dictionary(name, value.unit.as_deref()));
    match known.filter(|_| prefix.is_empty()) {
        Some(known) => naming.known(known),
        None => {
            let unit = naming::unit(naming.catalog, &whole, value.unit.as_deref(), of_sheet);
            naming.own(&format!("{prefix}{short}"), &unit, measures)
        }
    }
}

/// The indicator that a title names: the longest name of the dictionary in it, or the title itself.
fn title_indicator(
    scene: &Scene<'_>,
    naming: &mut Naming<'_>,
    table: &Table,
    of_sheet: &[String],
) -> (naming::Named, bool) {
    let title = scene.caption(table);
    let plain = crate::catalog::normalise(&title);
    let known = naming.catalog.names.iter().filter(|(name, _)| plain.contains(name.as_str()));
    let longest = known.max_by_key(|(name, _)| name.chars().count()).map(|(_, id)| id);
    if let Some(found) = longest.and_then(|id| naming.catalog.indicators.get(id)) {
        return (naming.known(found), true);
    }
    let brackets = title.replace(['(', '（'], "\n").replace([')', '）'], "\n");
    let said = brackets.split('\n').find_map(|part| words::unit_named(naming.catalog, part));
    let unit = naming::unit(naming.catalog, &title, said.as_deref(), of_sheet);
    let name = if title.is_empty() { "指标".to_owned() } else { words::short(&title, 30) };
    (naming.own(&name, &unit, &[]), false)
}

/// Names with a number behind each and no head: labelled cells.
pub fn fields(scene: &Scene<'_>, naming: &mut Naming<'_>, table: &Table) -> Vec<Field> {
    let numbers: Vec<_> = table.of_role(Role::Number).collect();
    let ([column], true) = (numbers.as_slice(), table.top == table.first) else { return Vec::new() };
    let of_sheet = naming::units_of_sheet(naming.catalog, &table.above);
    let mut fields: Vec<Field> = Vec::new();
    for (cell, label) in &table.labels {
        let bare = label.trim_end_matches(['：', ':']);
        let is_number = scene.grid.get(cell.row, column.column).and_then(spot::shape) == Some(Shape::Number);
        if bare.is_empty() || bare.contains(['：', ':']) || !is_number || fields.iter().any(|f| f.label == bare) {
            continue;
        }
        let (name, said) = words::split_unit(naming.catalog, bare);
        let named = match naming.of_dictionary(&name, said.as_deref()) {
            Some(known) => naming.known(known),
            None => {
                let unit = naming::unit(naming.catalog, &name, said.as_deref(), &of_sheet);
                naming.own(&name, &unit, &[])
            }
        };
        let measure = (named.sort == Sort::Flow).then(|| fallback_measure(scene, table));
        fields.push(Field { label: bare.to_owned(), indicator: named.name, measure });
    }
    fields
}
