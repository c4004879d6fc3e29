//! What a report calls things by: the indicators exist, no two things get one name, and the limit is one.

use super::known::Names;
use crate::catalog::definition::{Indicator, Terms};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::RawTerms;
use crate::finding::Said;
use crate::model::IndicatorId;
use std::collections::BTreeMap;

/// Below this a count has no whole 万.
const LEAST: i64 = 10_000;

pub fn link(
    source: &Source,
    raw: &RawTerms,
    (names, indicators): (&Names, &BTreeMap<IndicatorId, Indicator>),
    problems: &mut Problems,
) -> Terms {
    let mut own: BTreeMap<IndicatorId, String> = BTreeMap::new();
    for (indicator, name) in &raw.names {
        let Some(id) = names.find(source, indicator, problems) else { continue };
        let text = name.get_ref().trim();
        let taken = |other: &Indicator| other.id != id && other.name == text;
        let twice = own.contains_key(&id) || own.values().any(|one| one == text);
        if text.is_empty() || twice || indicators.values().any(taken) {
            let zh = format!("“{text}”为空、重复或是另一指标的名称");
            problems.add(source, &name.span(), Said::new(zh, format!("\"{text}\" is empty, given twice or taken")));
            continue;
        }
        own.insert(id, text.to_owned());
    }
    let from = raw.ten_thousands_from.as_ref().and_then(|from| {
        let found = Some(*from.get_ref()).filter(|n| *n >= LEAST).and_then(|n| u64::try_from(n).ok());
        if found.is_none() {
            let said = Said::new(format!("应不少于 {LEAST}"), format!("must be {LEAST} or more"));
            problems.add(source, &from.span(), said);
        }
        found
    });
    Terms { total: raw.total.clone().filter(|total| !total.trim().is_empty()), names: own, ten_thousands_from: from }
}
