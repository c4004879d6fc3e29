//! One table of a form: heads into paths, rows to indicators, every value to what it is of.

use super::form::Context;
use crate::catalog::definition::*;
use crate::catalog::error::Problems;
use crate::catalog::raw::{
    Name, RawAggregate, RawAxis, RawColumn, RawCondition, RawDuplicates, RawRow, RawRowsAre, RawTable,
};
use crate::catalog::text::{head_levels, head_path, normalise_label};
use crate::finding::Said;
use crate::model::Measure;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) fn table(context: &Context<'_>, raw: &RawTable, problems: &mut Problems) -> TableBinding {
    let rows_are = match raw.rows_are {
        None | Some(RawRowsAre::Indicators) => RowsAre::Named(Axis::Indicator),
        Some(RawRowsAre::Regions) => RowsAre::Named(Axis::Region),
        Some(RawRowsAre::Periods) => RowsAre::Named(Axis::Period),
        Some(RawRowsAre::Measures) => RowsAre::Named(Axis::Measure),
        Some(RawRowsAre::Records) => RowsAre::Records,
    };
    let columns: Vec<ColumnBinding> = raw.columns.iter().map(|raw| column(context, raw, problems)).collect();
    let own_labels = labels_of(context, raw, problems);
    let rows = raw.rows.iter().filter_map(|raw| row(context, raw, &columns, &own_labels, problems)).collect();
    let table = TableBinding {
        name: raw.name.clone().unwrap_or_else(|| context.title.to_owned()),
        above: raw.above.clone(),
        rows_are,
        label_heads: raw.label_heads.clone(),
        code_heads: raw.code_heads.clone(),
        unit_heads: raw.unit_heads.clone(),
        columns,
        rows,
        totals: raw.totals.clone(),
        subtotals: raw.subtotals.clone(),
        skip: raw.skip.clone(),
        end: raw.end.clone(),
        fixed: Fixed {
            region: raw.region.clone(),
            period: context.period(raw.period.as_ref(), problems),
            indicator: raw.indicator.as_ref().and_then(|n| context.indicator(n, problems)).map(|i| i.id.clone()),
            measure: raw.measure.as_ref().and_then(|n| context.measure_named(n, problems)),
            unit: context.unit(raw.unit.as_ref(), problems),
        },
        summary: raw.summary,
        duplicates: match raw.duplicates {
            None | Some(RawDuplicates::Error) => Duplicates::Error,
            Some(RawDuplicates::First) => Duplicates::First,
            Some(RawDuplicates::Last) => Duplicates::Last,
        },
        only: raw.only.iter().map(condition).collect(),
        unique: raw.unique.iter().map(|head| head_path(head)).collect(),
        aggregates: raw.aggregates.iter().filter_map(|raw| aggregate(context, raw, problems)).collect(),
    };
    complete(context, raw, &table, problems);
    table
}

fn axis(raw: RawAxis) -> Axis {
    match raw {
        RawAxis::Region => Axis::Region,
        RawAxis::Period => Axis::Period,
        RawAxis::Indicator => Axis::Indicator,
        RawAxis::Measure => Axis::Measure,
        RawAxis::Unit => Axis::Unit,
    }
}

fn column(context: &Context<'_>, raw: &RawColumn, problems: &mut Problems) -> ColumnBinding {
    let heads: Vec<Vec<String>> = raw.heads.get_ref().iter().map(|head| head_path(head)).collect();
    let mut wrong = |zh: &str, en: &str| problems.add(context.source, &raw.heads.span(), Said::new(zh, en));
    let stars = |path: &Vec<String>| path.iter().filter(|level| *level == "*").count();
    if heads.is_empty() {
        wrong("heads 至少写一个表头", "at least one head");
    }
    if raw.each.is_some() != heads.iter().any(|path| stars(path) > 0) || heads.iter().any(|path| stars(path) > 1) {
        wrong("each 与表头中的一个 `*` 要同时写", "each goes with one `*` in the heads");
    }
    let of_value = [&raw.indicator, &raw.measure, &raw.unit, &raw.period].iter().any(|n| n.is_some());
    if (raw.gives.is_some() || raw.personal) && (of_value || raw.each.is_some() || raw.region.is_some()) {
        wrong("gives 或 personal 的列没有数，不能再写指标、计量等", "a column of names or persons has no values");
    }
    if raw.fill_down && raw.gives.is_none() {
        wrong("fill_down 只用于 gives 的列", "fill_down belongs to a column that gives something");
    }
    let role = match (raw.gives, raw.personal) {
        (_, true) => ColumnRole::Personal,
        (Some(gives), _) => ColumnRole::Gives { axis: axis(gives), fill_down: raw.fill_down },
        _ => ColumnRole::Values { each: raw.each.map(axis), fixed: fixed(context, raw, problems) },
    };
    let shown = raw.heads.get_ref().first().map(|head| head_levels(head)).unwrap_or_default();
    ColumnBinding { heads, shown, role }
}

fn fixed(context: &Context<'_>, raw: &RawColumn, problems: &mut Problems) -> Fixed {
    let indicator = raw.indicator.as_ref().and_then(|name| context.indicator(name, problems));
    let said = raw.measure.as_ref().and_then(|name| context.measure_named(name, problems));
    Fixed {
        region: raw.region.clone(),
        period: context.period(raw.period.as_ref(), problems),
        measure: said.or_else(|| indicator.and_then(|indicator| context.usual(indicator))),
        indicator: indicator.map(|indicator| indicator.id.clone()),
        unit: context.unit(raw.unit.as_ref(), problems),
    }
}

/// Every label written in the table, to the line code of its row; says which stand twice.
fn labels_of(context: &Context<'_>, raw: &RawTable, problems: &mut Problems) -> BTreeMap<String, String> {
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for row in &raw.rows {
        let mut mine = Vec::new();
        for name in std::iter::once(&row.label).chain(&row.aliases) {
            let key = normalise_label(name.get_ref());
            if labels.contains_key(&key) {
                let zh = format!("行名“{}”与本表另一行相同", name.get_ref());
                let en = format!("\"{}\" labels another row of this form too", name.get_ref());
                problems.add(context.source, &name.span(), Said::new(zh, en));
            }
            mine.push(key);
        }
        labels.extend(mine.into_iter().map(|key| (key, row.code.clone())));
    }
    labels
}

fn row(
    context: &Context<'_>,
    raw: &RawRow,
    columns: &[ColumnBinding],
    own_labels: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Option<RowBinding> {
    let source = context.source;
    let unit = context.unit(raw.unit.as_ref(), problems);
    let indicator = context.indicator(&raw.indicator, problems);
    let not_applicable = measures(context, &raw.not_applicable, columns, problems);
    let asked = raw.measures.as_ref().map(|given| measures(context, given, columns, problems));
    let indicator = indicator?;
    let there = |measure: &Measure| measures_of(columns).any(|found| found == *measure);
    let mut asked = asked.unwrap_or_else(|| usual(context, indicator).into_iter().filter(there).collect());
    asked.retain(|m| !not_applicable.contains(m));
    if asked.is_empty() {
        let zh = format!("“{}”没有可填的列", raw.label.get_ref());
        problems.add(source, &raw.label.span(), Said::new(zh, format!("no column for \"{}\"", raw.label.get_ref())));
    }
    let mut labels: Vec<String> =
        std::iter::once(&raw.label).chain(&raw.aliases).map(|n| n.get_ref().clone()).collect();
    for name in std::iter::once(&indicator.name).chain(&indicator.aliases) {
        let taken = own_labels.contains_key(&normalise_label(name));
        if !taken && !labels.contains(name) {
            labels.push(name.clone());
        }
    }
    Some(RowBinding {
        code: raw.code.clone(),
        indicator: indicator.id.clone(),
        labels,
        unit_is_said: unit.is_some(),
        unit: unit.unwrap_or_else(|| indicator.unit.clone()),
        measures: asked,
        not_applicable,
    })
}

/// The measures the columns name; one that a head's `*` reads may be any.
fn measures_of(columns: &[ColumnBinding]) -> impl Iterator<Item = Measure> + '_ {
    columns.iter().flat_map(|column| match &column.role {
        ColumnRole::Values { each: Some(Axis::Measure), .. } => Measure::ALL.to_vec(),
        ColumnRole::Values { fixed, .. } => fixed.measure.into_iter().collect(),
        _ => Vec::new(),
    })
}

/// Measures by name; each must have a column.
fn measures(context: &Context<'_>, given: &[Name], columns: &[ColumnBinding], problems: &mut Problems) -> Vec<Measure> {
    let mut all = Vec::new();
    for name in given {
        let Some(found) = context.measure_named(name, problems) else { continue };
        if !measures_of(columns).any(|m| m == found) {
            let said = Said::new(
                format!("本表没有“{}”这一列", name.get_ref()),
                format!("the form has no column for \"{}\"", name.get_ref()),
            );
            let valid = measures_of(columns).map(Measure::id);
            problems.add(context.source, &name.span(), said.with_choices(name.get_ref(), valid));
        }
        all.push(found);
    }
    all
}

/// What a monthly return asks for, by the kind of indicator.
fn usual(context: &Context<'_>, indicator: &Indicator) -> Vec<Measure> {
    match &indicator.kind {
        Kind::Flow => vec![Measure::Month, Measure::Ytd, Measure::PriorYtd],
        Kind::Level if context.own_ratios.contains(&indicator.id) => vec![Measure::Ratio, Measure::RatioYtd],
        Kind::Stock | Kind::Level => vec![Measure::Stock, Measure::PriorStock],
        Kind::Ratio { numerator, .. } => match context.indicators.get(numerator).map(|n| &n.kind) {
            Some(Kind::Flow) => vec![Measure::Ratio, Measure::RatioYtd, Measure::PriorRatioYtd],
            _ => vec![Measure::Ratio, Measure::PriorRatio],
        },
    }
}

fn condition(raw: &RawCondition) -> Condition {
    Condition {
        heads: raw.heads.iter().map(|head| head_path(head)).collect(),
        is: raw.is.clone(),
        not: raw.not.clone(),
        at_least: raw.at_least.map(|number| number.0),
        at_most: raw.at_most.map(|number| number.0),
    }
}

fn aggregate(context: &Context<'_>, raw: &RawAggregate, problems: &mut Problems) -> Option<Aggregate> {
    if raw.count == raw.sum.is_some() {
        let said = Said::new("count = true 与 sum 必有且只有其一", "exactly one of count = true and sum");
        problems.add(context.source, &raw.indicator.span(), said);
    }
    let unit = context.unit(raw.unit.as_ref(), problems);
    let indicator = context.indicator(&raw.indicator, problems)?;
    Some(Aggregate {
        indicator: indicator.id.clone(),
        measure: context.measure(raw.measure.as_ref(), &raw.indicator, indicator, problems),
        sum: raw.sum.as_ref().map(|heads| heads.iter().map(|head| head_path(head)).collect()),
        unit,
        only: raw.only.iter().map(condition).collect(),
    })
}

/// Every value must get an indicator and a measure from somewhere.
fn complete(context: &Context<'_>, raw: &RawTable, table: &TableBinding, problems: &mut Problems) {
    let of_rows = |axis: Axis| {
        let gives = |role: &ColumnRole| matches!(role, ColumnRole::Gives { axis: given, .. } if *given == axis);
        table.rows_are == RowsAre::Named(axis) || table.columns.iter().any(|column| gives(&column.role))
    };
    let mut lacking = |span: Range<usize>, zh: &str, en: &str| problems.add(context.source, &span, Said::new(zh, en));
    for (column, raw) in table.columns.iter().zip(&raw.columns) {
        let ColumnRole::Values { each, fixed } = &column.role else { continue };
        let has = |axis: Axis, said: bool| said || *each == Some(axis) || of_rows(axis);
        // What names a wrong indicator or measure has been told already.
        let named = raw.indicator.is_some() || table.fixed.indicator.is_some();
        if !has(Axis::Indicator, named) {
            lacking(raw.heads.span(), "看不出这一列是哪个指标：请写 indicator", "no indicator for this column");
        }
        let said = raw.measure.is_some() || fixed.measure.is_some() || table.fixed.measure.is_some();
        let of_table = table.fixed.indicator.as_ref().and_then(|id| context.indicators.get(id));
        let said = said || of_table.is_some_and(|indicator| context.usual(indicator).is_some());
        let by_rows = table.rows_are == RowsAre::Named(Axis::Indicator) && table.rows.is_empty();
        // Which indicator a `*` reads is known when it is read, and with it whether its measure goes without saying.
        if !has(Axis::Measure, said) && !by_rows && *each != Some(Axis::Indicator) {
            lacking(
                raw.heads.span(),
                "看不出这一列是什么计量：请写 measure（本月、本年累计、期末等）",
                "no measure for this column",
            );
        }
    }
}
