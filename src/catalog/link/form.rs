//! Forms: rows lead to indicators, every measure asked for has a column, labels are unambiguous.

use super::known::{Known, Names, measure};
use crate::catalog::definition::*;
use crate::catalog::error::{Problems, Said, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, RawForm, RawLedger, RawProject, RawRow, RawTable};
use crate::catalog::text::normalise_label;
use crate::model::{IndicatorId, Measure};
use std::collections::BTreeMap;

type Indicators = BTreeMap<IndicatorId, Indicator>;

/// What a form is linked against.
struct Context<'a> {
    source: &'a Source,
    indicators: &'a Indicators,
    names: &'a Names,
    units: &'a Known,
}

pub fn link(
    group: &Group<RawForm>,
    indicators: &Indicators,
    names: &Names,
    units: &Known,
    problems: &mut Problems,
) -> BTreeMap<String, Form> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        let context = Context { source: &file.source, indicators, names, units };
        all.insert(file.id.clone(), form(&context, file, problems));
    }
    all
}

fn form(context: &Context<'_>, file: &Read<RawForm>, problems: &mut Problems) -> Form {
    let raw = &file.raw;
    let kind = match (&raw.cover, &raw.table, &raw.ledger) {
        (Some(cover), None, None) => FormKind::Cover {
            unit: cover.unit.clone(),
            code: cover.code.clone(),
            period: cover.period.clone(),
            submitted: cover.submitted.clone(),
        },
        (None, Some(raw), None) => table(context, raw, problems),
        (None, None, Some(raw)) => FormKind::Ledger(ledger(context, raw, problems)),
        _ => {
            let said =
                Said::new("[cover]、[table]、[ledger] 必有且只有其一", "exactly one of [cover], [table], [ledger]");
            problems.add(context.source, &raw.title.span(), said);
            FormKind::Cover { unit: Vec::new(), code: Vec::new(), period: Vec::new(), submitted: Vec::new() }
        }
    };
    Form {
        id: file.id.clone(),
        title: raw.title.get_ref().clone(),
        number: raw.number.clone(),
        sheets: raw.sheets.clone(),
        kind,
        blank: if raw.zero_if_note.is_empty() {
            Blank::NotReported
        } else {
            Blank::ZeroIfNote(raw.zero_if_note.clone())
        },
        placeholders: raw.placeholders.clone(),
        ignored_columns: raw.ignored_columns.clone(),
    }
}

fn table(context: &Context<'_>, raw: &RawTable, problems: &mut Problems) -> FormKind {
    let mut columns = Vec::new();
    for column in &raw.columns {
        if let Some(measure) = measure(context.source, &column.measure, problems) {
            columns.push(ColumnBinding { measure, heads: column.heads.clone() });
        }
    }
    let own_labels = labels_of(context, raw, problems);
    let mut rows = Vec::new();
    for raw_row in &raw.rows {
        if let Some(row) = row(context, raw_row, &columns, &own_labels, problems) {
            rows.push(row);
        }
    }
    FormKind::Indicators {
        label_heads: raw.label_heads.clone(),
        code_heads: raw.code_heads.clone(),
        unit_heads: raw.unit_heads.clone(),
        columns,
        rows,
    }
}

/// Every label written in the form, to the line code of its row; says which stand twice.
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
    if let Some(unit) = &raw.unit {
        context.units.expect(source, unit, problems);
    }
    let id = context.names.find(source, &raw.indicator, problems);
    let not_applicable = measures(source, &raw.not_applicable, columns, problems);
    let asked = raw.measures.as_ref().map(|given| measures(source, given, columns, problems));
    let indicator = context.indicators.get(&id?)?;
    let bound = |m: &Measure| columns.iter().any(|c| c.measure == *m);
    let mut asked = asked.unwrap_or_else(|| usual(context, indicator).into_iter().filter(bound).collect());
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
        unit: raw.unit.as_ref().map_or_else(|| indicator.unit.clone(), |u| u.get_ref().clone()),
        measures: asked,
        not_applicable,
    })
}

/// Measures by name; each must have a column.
fn measures(source: &Source, given: &[Name], columns: &[ColumnBinding], problems: &mut Problems) -> Vec<Measure> {
    let mut all = Vec::new();
    for name in given {
        let Some(found) = measure(source, name, problems) else { continue };
        if !columns.iter().any(|c| c.measure == found) {
            let said = Said::new(
                format!("本表没有“{}”这一列", name.get_ref()),
                format!("the form has no column for \"{}\"", name.get_ref()),
            );
            let valid = columns.iter().map(|c| c.measure.id());
            problems.add(source, &name.span(), said.with_choices(name.get_ref(), valid));
        }
        all.push(found);
    }
    all
}

/// What a monthly return asks for, by the kind of indicator.
fn usual(context: &Context<'_>, indicator: &Indicator) -> Vec<Measure> {
    match &indicator.kind {
        Kind::Flow => vec![Measure::Month, Measure::Ytd, Measure::PriorYtd],
        Kind::Stock | Kind::Level => vec![Measure::Stock, Measure::PriorStock],
        Kind::Ratio { numerator, .. } => match context.indicators.get(numerator).map(|n| &n.kind) {
            Some(Kind::Flow) => vec![Measure::Ratio, Measure::RatioYtd, Measure::PriorRatioYtd],
            _ => vec![Measure::Ratio, Measure::PriorRatio],
        },
    }
}

fn ledger(context: &Context<'_>, raw: &RawLedger, problems: &mut Problems) -> LedgerBinding {
    let projects = raw.projects.iter().filter_map(|p| project(context, p, problems)).collect();
    LedgerBinding {
        label_heads: raw.label_heads.clone(),
        unit_heads: raw.unit_heads.clone(),
        goal_heads: raw.goal_heads.clone(),
        done_heads: raw.done_heads.clone(),
        deadline_heads: raw.deadline_heads.clone(),
        status_heads: raw.status_heads.clone(),
        projects,
    }
}

fn project(context: &Context<'_>, raw: &RawProject, problems: &mut Problems) -> Option<LedgerProject> {
    let goal = context.names.find(context.source, &raw.goal, problems);
    let done = context.names.find(context.source, &raw.done, problems);
    let (goal, done) = (context.indicators.get(&goal?)?, context.indicators.get(&done?)?);
    if goal.unit != done.unit {
        let zh = format!("目标的单位是{}，完成的单位是{}", goal.unit, done.unit);
        let en = format!("the goal is in {}, what is done in {}", goal.unit, done.unit);
        problems.add(context.source, &raw.done.span(), Said::new(zh, en));
    }
    Some(LedgerProject {
        labels: raw.labels.iter().map(|l| l.get_ref().clone()).collect(),
        goal: goal.id.clone(),
        done: done.id.clone(),
        unit: done.unit.clone(),
    })
}
