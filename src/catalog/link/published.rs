//! Published values: units that exist, days, quotes, rows that stand once.

use super::known::{Known, twice};
use super::written::text;
use crate::catalog::definition::{Approximate, Dated, PublishedValue};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawPublished, RawPublishedValue};
use crate::finding::Said;
use crate::model::{Date, Digest, Period, RegionCode};
use std::collections::BTreeMap;

/// By `file/row`.
pub struct Published {
    pub values: BTreeMap<String, PublishedValue>,
    pub known: Known,
}

pub fn link(group: &Group<RawPublished>, units: &Known, problems: &mut Problems) -> Published {
    let mut values = BTreeMap::new();
    for file in &group.files {
        let sha256 = Digest::of(file.source.text.as_bytes()).hex();
        for raw in &file.raw.values {
            units.expect(&file.source, &raw.unit, problems);
            let Some(value) = value(&file.source, raw, &sha256, problems) else { continue };
            if values.insert(format!("{}/{}", file.id, value.id), value).is_some() {
                twice(&file.source, &raw.id, "行", "row", problems);
            }
        }
    }
    let known = Known::new("公布的数", "published value", values.keys(), &group.unread);
    Published { values, known }
}

fn value(source: &Source, raw: &RawPublishedValue, sha256: &str, problems: &mut Problems) -> Option<PublishedValue> {
    let dated = dated(source, &raw.as_of, problems);
    let word = |given: &Name| Approximate::ALL.into_iter().find(|word| word.word() == given.get_ref());
    let own = raw.value.0.normalize().scale();
    let places = raw.places.as_ref().map_or(Some(own), |given| {
        let places = u32::try_from(*given.get_ref()).ok().filter(|places| (own..=6).contains(places));
        if places.is_none() {
            let zh = format!("小数位数应为 {own} 至 6");
            problems.add(source, &given.span(), Said::new(zh, format!("places must be {own} to 6")));
        }
        places
    });
    let (as_of, dated) = dated?;
    Some(PublishedValue {
        id: text(source, &raw.id, "id", problems),
        region: RegionCode::new(&text(source, &raw.region, "region", problems)),
        name: text(source, &raw.name, "name", problems),
        value: raw.value.0,
        unit: raw.unit.get_ref().clone(),
        places: places?,
        as_of,
        dated,
        approximate: raw.approximate.as_ref().and_then(word),
        document: text(source, &raw.document, "document", problems),
        quote: text(source, &raw.quote, "quote", problems),
        file: source.file.clone(),
        sha256: sha256.to_owned(),
        line: u32::try_from(source.line(raw.id.span().start)).unwrap_or(1),
    })
}

/// A day, or the last one of a month or a year.
fn dated(source: &Source, given: &Name, problems: &mut Problems) -> Option<(Date, Dated)> {
    let text = given.get_ref();
    let found = match (Date::parse_iso(text), Period::parse(text)) {
        (Some(day), _) => Some((day, Dated::Day)),
        (None, Ok(Period::Month(month))) => Some((month.last_day(), Dated::Month)),
        (None, Ok(period @ Period::Year(_))) => Some((period.span().1.last_day(), Dated::Year)),
        _ => None,
    };
    if found.is_none() {
        let said = Said::new("应写如 2021-11-30、2021-11 或 2020", "write 2021-11-30, 2021-11 or 2020");
        problems.add(source, &given.span(), said);
    }
    found
}
