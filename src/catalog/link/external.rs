//! Series from elsewhere and rows that are no targets: units and months exist, nothing stands twice or unexplained.

use super::known::{Known, twice};
use super::written::{month_of, text};
use crate::catalog::definition::{Desk, NotTarget, Series, SeriesValue};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{RawExternal, RawNotTargets, RawSeries};
use crate::finding::Said;
use std::collections::{BTreeMap, BTreeSet};

pub fn link(
    group: &Group<RawExternal>,
    desk_ids: &Known,
    desks: &BTreeMap<String, Desk>,
    units: &Known,
    problems: &mut Problems,
) -> BTreeMap<String, BTreeMap<String, Series>> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        desk_ids.expect(&file.source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        let year = desks.get(&file.id).map(|desk| desk.year);
        let mut of_desk = BTreeMap::new();
        for raw in &file.raw.series {
            let series = series(&file.source, raw, year, units, problems);
            if of_desk.insert(series.id.clone(), series).is_some() {
                twice(&file.source, &raw.id, "外来数列", "series", problems);
            }
        }
        all.insert(file.id.clone(), of_desk);
    }
    all
}

/// By desk: the series a target may refer to.
pub fn known(group: &Group<RawExternal>) -> BTreeMap<String, Known> {
    let ids = |raw: &RawExternal| raw.series.iter().map(|series| series.id.get_ref().clone()).collect::<Vec<_>>();
    let of = |ids: Vec<String>| Known::new("外来数列", "series", ids.iter(), &group.unread);
    group.files.iter().map(|file| (file.id.clone(), of(ids(&file.raw)))).collect()
}

fn series(source: &Source, raw: &RawSeries, year: Option<i32>, units: &Known, problems: &mut Problems) -> Series {
    units.expect(source, &raw.unit, problems);
    let mut values: BTreeMap<_, SeriesValue> = BTreeMap::new();
    for given in &raw.values {
        let document = text(source, &given.document, "document", problems);
        let months = (year.map(|year| year - 1), year);
        let Some(month) = month_of(source, &given.month, months, problems) else { continue };
        if values.insert(month, SeriesValue { month, value: given.value.0, document }).is_some() {
            twice(source, &given.month, "月份", "month", problems);
        }
    }
    Series {
        id: text(source, &raw.id, "id", problems),
        name: text(source, &raw.name, "name", problems),
        unit: raw.unit.get_ref().clone(),
        source: text(source, &raw.source, "source", problems),
        valid_months: valid_months(source, raw, problems),
        values: values.into_values().collect(),
    }
}

fn valid_months(source: &Source, raw: &RawSeries, problems: &mut Problems) -> u32 {
    let Some(months) = &raw.valid_months else { return 1 };
    match u32::try_from(*months.get_ref()) {
        Ok(count @ 1..=24) => count,
        _ => {
            problems.add(source, &months.span(), Said::new("应为 1 至 24 个月", "must be 1 to 24 months"));
            1
        }
    }
}

pub fn not_targets(
    group: &Group<RawNotTargets>,
    desk_ids: &Known,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<NotTarget>> {
    let (mut all, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for file in &group.files {
        let source = &file.source;
        desk_ids.expect(source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        let mut rows = Vec::new();
        for raw in &file.raw.not_targets {
            let row = text(source, &raw.row, "row", problems);
            if !is_row(&row) {
                let zh = format!("“{row}”不是资料行号，应写如 MY-013");
                problems.add(source, &raw.row.span(), Said::new(zh, "no id of a source row; write MY-013"));
            }
            if !seen.insert(row.clone()) {
                twice(source, &raw.row, "资料行", "row", problems);
            }
            rows.push(NotTarget { row, reason: text(source, &raw.reason, "reason", problems) });
        }
        all.insert(file.id.clone(), rows);
    }
    all
}

/// `MY-013`: capitals, a hyphen, digits.
fn is_row(text: &str) -> bool {
    text.split_once('-').is_some_and(|(letters, digits)| {
        !letters.is_empty()
            && letters.bytes().all(|b| b.is_ascii_uppercase())
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}
