//! A long list as a form: a roster that is counted, or one number a row with columns that say what it is of.

use super::model::{Aggregate, Column, Form};
use super::naming::{self, Naming};
use super::{Scene, fallback_measure};
use crate::ingest::inspect::known::{self, Axis};
use crate::ingest::inspect::spot;
use crate::ingest::inspect::table::{self, Role, Table};
use crate::ingest::inspect::words::{self, Sort};
use crate::model::Measure;
use std::collections::{BTreeMap, BTreeSet};

/// Different texts of one column that are looked at.
const TEXTS: usize = 400;

/// The columns of texts with the different texts in each.
pub fn texts<'t>(scene: &Scene<'_>, table: &'t Table) -> Vec<(&'t table::Column, BTreeSet<String>)> {
    let named = |column: &&table::Column| {
        matches!(column.role, Role::Label | Role::Text | Role::Unit | Role::Date) && !column.head.is_empty()
    };
    let columns: BTreeMap<u32, &table::Column> =
        table.columns.iter().filter(named).map(|column| (column.column, column)).collect();
    let mut found: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (cell, content) in scene.grid.cells_between(table.first, table.last + 1) {
        let texts = columns.contains_key(&cell.column).then(|| found.entry(cell.column).or_default());
        if let Some(texts) = texts.filter(|texts| texts.len() < TEXTS) {
            let is_date = spot::shape(content) == Some(spot::Shape::Date);
            let text = if is_date { scene.grid.merged_text(cell.row, cell.column) } else { content.raw() };
            texts.insert(words::clean(&text));
        }
    }
    found.into_iter().filter_map(|(column, texts)| Some((*columns.get(&column)?, texts))).collect()
}

/// A roster: its records are counted and summed by region.
pub fn roster(scene: &Scene<'_>, naming: &mut Naming<'_>, table: &Table) -> Option<Form> {
    let texts = texts(scene, table);
    let share = |texts: &BTreeSet<String>, is: &dyn Fn(&str) -> bool| {
        texts.iter().filter(|text| is(text)).count() * 2 > texts.len()
    };
    let by_name = texts.iter().find(|(_, texts)| share(texts, &|text| scene.names.find(text).is_some()));
    let region = by_name.or_else(|| texts.iter().find(|(_, texts)| share(texts, &|text| words::is_place(text))));
    let region = region.map(|(column, _)| column.last_head().to_owned());
    let first = table.columns.iter().find(|column| !column.head.is_empty())?;
    let label = region.clone().unwrap_or_else(|| first.last_head().to_owned());
    // A list of names with nothing to sum is no return: telephones, a duty roster.
    if region.is_none() && !table.of_role(Role::Number).any(|column| is_summed(column.last_head())) {
        return None;
    }
    let given = region.iter().map(|head| Column { head: head.clone(), gives: Some("region"), ..Column::default() });
    let columns = given.chain(personal(table)).collect();
    let paper = table.of_role(Role::Personal).map(table::Column::last_head);
    let unique = paper.filter(|head| head.contains("证")).map(str::to_owned).next();
    Some(Form {
        name: scene.caption(table),
        rows_are: "records",
        rows_why: "一行一条记录",
        label_heads: vec![label],
        code_heads: heads(table, Role::Code),
        region: scene.region_where_none(table, region.is_some()),
        only: ended(&texts),
        unique,
        columns,
        aggregates: aggregates(scene, naming, table),
        ..Form::default()
    })
}

/// Columns of what must not be kept.
pub fn personal(table: &Table) -> impl Iterator<Item = Column> {
    table.of_role(Role::Personal).filter(|column| !column.head.is_empty()).map(|column| Column {
        head: column.last_head().to_owned(),
        personal: true,
        ..Column::default()
    })
}

fn heads(table: &Table, role: Role) -> Vec<String> {
    table.of_role(role).map(|column| column.last_head().to_owned()).filter(|head| !head.is_empty()).collect()
}

/// Records that no longer stand, by a column of few words.
fn ended(texts: &[(&table::Column, BTreeSet<String>)]) -> Option<(String, BTreeSet<String>)> {
    texts.iter().filter(|(_, texts)| texts.len() <= 12).find_map(|(column, texts)| {
        let not: BTreeSet<String> = texts.iter().filter(|text| words::is_ended(text)).cloned().collect();
        (!not.is_empty()).then(|| (column.last_head().to_owned(), not))
    })
}

fn aggregates(scene: &Scene<'_>, naming: &mut Naming<'_>, table: &Table) -> Vec<Aggregate> {
    let of_households = table.of_role(Role::Personal).any(|column| column.last_head().contains("户主"));
    let (count, unit) = if of_households { ("户数", "户") } else { ("人数", "人") };
    let of_sheet = naming::units_of_sheet(naming.catalog, &table.above);
    let named = naming.own(count, &naming::Unit { name: unit.to_owned(), said: false }, &[]);
    let mut all = vec![Aggregate { indicator: named.name, measure: None, sum: None }];
    for column in table.of_role(Role::Number).filter(|column| is_summed(column.last_head())) {
        let (name, said) = words::split_unit(naming.catalog, column.last_head());
        let unit = naming::unit(naming.catalog, &name, said.as_deref(), &of_sheet);
        let named = naming.own(&name, &unit, &[]);
        let measure = (named.sort == Sort::Flow || unit.name.contains('元')).then(|| fallback_measure(scene, table));
        all.push(Aggregate { indicator: named.name, measure, sum: Some(name) });
    }
    all
}

/// Ages, grades and years are no amounts.
fn is_summed(head: &str) -> bool {
    let plain = crate::catalog::normalise(head);
    let not = [
        "年龄", "年月", "日期", "等级", "级别", "年度", "月份", "年份", "比例", "标准", "时间", "分机", "电话", "房间",
        "编码", "编号",
    ];
    plain.contains("目标") || !plain.is_empty() && !plain.contains('*') && !not.iter().any(|word| plain.contains(word))
}

/// A list of values: columns say the region, the period, the indicator, the measure; names come again and again.
pub fn tidy(scene: &Scene<'_>, naming: &mut Naming<'_>, table: &Table) -> Option<Form> {
    let label = table.label().filter(|label| label.distinct * 2 <= table.rows && !label.head.is_empty())?;
    let texts = texts(scene, table);
    let mut form = Form {
        name: scene.caption(table),
        rows_are: "records",
        rows_why: "猜：一行一个数，各列说明它是哪里、哪一期、哪个指标的",
        label_heads: vec![label.last_head().to_owned()],
        code_heads: heads(table, Role::Code),
        ..Form::default()
    };
    let (mut names, mut units) = (Vec::new(), BTreeSet::new());
    for (column, texts) in &texts {
        let Some(axis) = gives(scene, naming, column, texts) else { continue };
        if form.columns.iter().any(|other| other.gives == Some(axis)) {
            continue;
        }
        if axis == "indicator" {
            names.extend(texts.iter().cloned());
        } else if axis == "unit" {
            units.extend(texts.iter().cloned());
        }
        form.columns.push(Column { head: column.last_head().to_owned(), gives: Some(axis), ..Column::default() });
    }
    let has = |form: &Form, axis: &str| form.columns.iter().any(|column| column.gives == Some(axis));
    if form.columns.len() < 2 || !(has(&form, "period") || has(&form, "indicator") || has(&form, "measure")) {
        return None;
    }
    form.columns.extend(personal(table));
    form.region = scene.region_where_none(table, has(&form, "region"));
    define(naming, &names, &units, &units_by_name(scene, table, &form), table);
    let measured = has(&form, "measure");
    for column in table.of_role(Role::Number).filter(|column| is_summed(column.last_head())) {
        let (mut name, mut said) = words::split_unit(naming.catalog, column.last_head());
        let mut head = name.clone();
        // Units on a row of their own under the names.
        if let (Some(unit), [.., upper, last]) = (words::unit_named(naming.catalog, &name), column.head.as_slice()) {
            (name, said, head) = (upper.clone(), Some(unit), format!("{upper}/{last}"));
        }
        let mut own = None;
        let mut flow = true;
        if !has(&form, "indicator") {
            let unit = naming::unit(naming.catalog, &name, said.as_deref(), &[]);
            let named = match naming.of_dictionary(&name, said.as_deref()) {
                Some(known) => naming.known(known),
                None => naming.own(&name, &unit, &[]),
            };
            flow = named.sort == Sort::Flow;
            own = Some(named.name);
        }
        let said = words::list_measure(&name).filter(|_| !measured).map(|measure| (measure, false));
        let measure = said.or_else(|| (!measured && flow).then(|| (fallback_measure(scene, table), false)));
        form.columns.push(Column { head, indicator: own, measure, ..Column::default() });
    }
    Some(form)
}

/// What a column of a list says of its rows.
fn gives(
    scene: &Scene<'_>,
    naming: &Naming<'_>,
    column: &table::Column,
    texts: &BTreeSet<String>,
) -> Option<&'static str> {
    if column.role == Role::Unit {
        return Some("unit");
    }
    if column.role == Role::Date && !words::names_period(column.last_head()) {
        return None;
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let head = crate::catalog::normalise(column.last_head());
    match known::axis(naming.catalog, scene.names, &texts) {
        Axis::Regions => Some("region"),
        Axis::Periods => Some("period"),
        Axis::Measures => Some("measure"),
        Axis::Indicators => Some("indicator"),
        Axis::Unknown => ["指标", "项目", "指标名称"].contains(&head.as_str()).then_some("indicator"),
    }
}

/// The unit that first stands beside each name.
fn units_by_name(scene: &Scene<'_>, table: &Table, form: &Form) -> BTreeMap<String, String> {
    let column = |axis: &str| {
        let head = &form.columns.iter().find(|column| column.gives == Some(axis))?.head;
        table.columns.iter().find(|column| column.last_head() == head).map(|column| column.column)
    };
    let (Some(name), Some(unit)) = (column("indicator"), column("unit")) else { return BTreeMap::new() };
    let mut found = BTreeMap::new();
    for (cell, _) in scene.grid.cells_between(table.first, table.last + 1).filter(|(cell, _)| cell.column == name) {
        let text = |column| words::clean(&scene.grid.merged_text(cell.row, column));
        if !text(unit).is_empty() {
            found.entry(text(name)).or_insert_with(|| text(unit));
        }
    }
    found
}

/// The indicators of a list that the dictionary has not.
fn define(
    naming: &mut Naming<'_>,
    names: &[String],
    units: &BTreeSet<String>,
    by_name: &BTreeMap<String, String>,
    table: &Table,
) {
    let of_sheet: Vec<String> = match units.first() {
        Some(only) if units.len() == 1 => vec![only.clone()],
        _ => naming::units_of_sheet(naming.catalog, &table.above),
    };
    for name in names.iter().filter(|name| !name.is_empty()) {
        if naming.of_dictionary(name, None).is_none() {
            let said = by_name.get(name).map(String::as_str);
            let unit = naming::unit(naming.catalog, name, said, &of_sheet);
            naming.own(name, &unit, &[Measure::Month]);
        }
    }
}
