//! What columns and rows were taken for, in words.

use super::finding_lines::fill;
use crate::app::Inspected;
use crate::catalog::Axis;
use crate::finding::{Lang, word};
use crate::ingest::{ColumnView, Holder, How, Role, RowCounts, Taken, Takes};

pub fn holder(holder: Holder, lang: Lang) -> String {
    let key = match holder {
        Holder::Name => "inspect.by.name",
        Holder::Inside => "inspect.by.inside",
        Holder::Labels => "inspect.by.labels",
        Holder::Heads => "inspect.by.heads",
    };
    word(key, lang)
}

pub fn how(how: How, lang: Lang) -> String {
    let key = match how {
        How::Cover => "inspect.how.cover",
        How::UnitLine => "inspect.how.unit_line",
        How::SheetName => "inspect.how.sheet",
        How::Title => "inspect.how.title",
        How::FileName => "inspect.how.file",
        How::Form => "inspect.how.form",
    };
    word(key, lang)
}

/// What a column is taken for.
pub fn takes(inspected: &Inspected, column: &ColumnView, lang: Lang) -> String {
    let mut said = match &column.takes {
        Takes::Form(taken) => of_form(inspected, taken, lang),
        Takes::Looks(role, known) => {
            let mut said = vec![word(looks(*role), lang)];
            let name = known.as_ref().map(|id| inspected.indicator_name(id));
            said.extend(name.map(|name| fill("inspect.dictionary", &[("name", &name)], lang)));
            said
        }
    };
    said.extend(
        column.near.as_ref().filter(|near| *near != "—").map(|near| fill("inspect.near", &[("near", near)], lang)),
    );
    said.join(if lang == Lang::Zh { "，" } else { ", " })
}

fn of_form(inspected: &Inspected, taken: &Taken, lang: Lang) -> Vec<String> {
    match taken {
        Taken::Label => vec![word("inspect.label", lang)],
        Taken::Code => vec![word("inspect.code", lang)],
        Taken::Unit => vec![word("inspect.unit", lang)],
        Taken::Personal => vec![word("inspect.personal", lang)],
        Taken::Aside => vec![word("inspect.aside", lang)],
        Taken::Unknown => vec![word("inspect.unknown", lang)],
        Taken::Gives(axis) => vec![fill("inspect.gives", &[("axis", &word(self::axis(*axis), lang))], lang)],
        Taken::Value { indicator, measure, region, period } => {
            let mut said: Vec<String> = indicator.iter().map(|id| inspected.indicator_name(id)).collect();
            said.extend(measure.map(|measure| measure.name().to_owned()));
            said.extend(region.clone());
            said.extend(period.map(|period| period.to_string()));
            if said.is_empty() { vec![word("inspect.number", lang)] } else { said }
        }
    }
}

fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Region => "inspect.axis.region",
        Axis::Period => "inspect.axis.period",
        Axis::Indicator => "inspect.axis.indicator",
        Axis::Measure => "inspect.axis.measure",
        Axis::Unit => "inspect.axis.unit",
    }
}

fn looks(role: Role) -> &'static str {
    match role {
        Role::Label => "inspect.label",
        Role::Code => "inspect.code",
        Role::Unit => "inspect.unit",
        Role::Personal => "inspect.personal",
        Role::Text => "inspect.text",
        Role::Date => "inspect.date",
        Role::Number => "inspect.number",
        Role::Empty => "inspect.empty",
    }
}

/// `地区或机构 18 行，合计 1 行`.
pub fn counts(counts: &RowCounts, lang: Lang) -> String {
    let all = [
        ("inspect.count.indicators", counts.indicators),
        ("inspect.count.regions", counts.regions),
        ("inspect.count.periods", counts.periods),
        ("inspect.count.measures", counts.measures),
        ("inspect.count.records", counts.records),
        ("inspect.count.totals", counts.totals),
        ("inspect.count.subtotals", counts.subtotals),
        ("inspect.count.unknown", counts.unknown),
    ];
    let said = all.iter().filter(|(_, count)| *count > 0).map(|(key, count)| fill(key, &[("count", count)], lang));
    said.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " })
}
