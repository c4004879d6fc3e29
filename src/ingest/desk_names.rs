//! The names that a desk's places go by on somebody else's table: 鄢陵 for 鄢陵县; and how a row of the whole is named.

use crate::catalog::{Catalog, Desk, OwnRegion, normalise};
use crate::model::RegionCode;
use std::collections::BTreeMap;

/// What ends the name of a place and is left out in tables.
const ENDS: [&str; 7] = ["自治县", "自治州", "自治旗", "市", "县", "区", "旗"];
/// How the row of the whole is named.
const WHOLE: [&str; 5] = ["合计", "总计", "共计", "总数", "合计数"];
/// A name has at least so many characters.
const LEAST: usize = 2;

/// The desk's units and its whole by every name they have; a name of two of them is none's.
pub fn desk_names(catalog: &Catalog, desk: &Desk) -> Vec<OwnRegion> {
    let units = desk.units.iter().map(|unit| (&unit.code, unit.names.clone()));
    let named = |(code, names)| {
        let mut names = declared(catalog, code, names);
        names.retain(|name| !is_of_all(name));
        (code, names)
    };
    let all: Vec<(&RegionCode, Vec<String>)> = units.chain([(&desk.region, Vec::new())]).map(named).collect();
    let mut given: BTreeMap<String, &RegionCode> = BTreeMap::new();
    for (code, names) in &all {
        for name in names {
            given.entry(normalise(name)).or_insert(code);
        }
    }
    let mut derived: BTreeMap<String, Vec<&RegionCode>> = BTreeMap::new();
    for (code, names) in &all {
        for name in names.iter().flat_map(|name| derive(name, *code == &desk.region)) {
            let codes = derived.entry(normalise(&name)).or_default();
            if !codes.contains(code) {
                codes.push(code);
            }
        }
    }
    let of = |code: &RegionCode| {
        let declared = given.iter().filter(|(_, of)| **of == code).map(|(name, _)| name.clone());
        let only = |(name, codes): &(&String, &Vec<&RegionCode>)| {
            codes.as_slice() == [code] && !given.contains_key(name.as_str())
        };
        declared.chain(derived.iter().filter(only).map(|(name, _)| name.clone())).collect()
    };
    let named = |(code, _): &(&RegionCode, Vec<String>)| OwnRegion {
        code: (*code).clone(),
        name: catalog.region_name(code),
        aliases: of(code),
    };
    all.iter().map(named).collect()
}

/// How rows of all there is are named on tables of the desk's places: 合计, 全市, 全市合计. On a county's own table they
/// are of the county.
pub fn whole_names(catalog: &Catalog, desk: &Desk) -> Vec<String> {
    let all = declared(catalog, &desk.region, Vec::new()).into_iter().filter(|name| is_of_all(name));
    let all: Vec<String> = all.collect();
    let joined = all.iter().flat_map(|name| WHOLE.iter().map(move |word| format!("{name}{word}")));
    WHOLE.iter().map(|word| (*word).to_owned()).chain(joined).chain(all.clone()).collect()
}

/// 全市 is of whatever city the table is.
fn is_of_all(name: &str) -> bool {
    name.starts_with('全')
}

/// The row is of the whole and says so in general words: 合计, 总计.
pub fn is_whole(label: &str) -> bool {
    WHOLE.contains(&normalise(label).trim_end_matches(':'))
}

/// The names that the desk and the list of regions write down.
fn declared(catalog: &Catalog, code: &RegionCode, mut names: Vec<String>) -> Vec<String> {
    if let Some(region) = catalog.regions.get(code) {
        names.extend([&region.name, &region.short].into_iter().chain(&region.aliases).cloned());
    }
    names
}

/// The names that follow from one: without what it is, and of the whole with 合计 behind it.
fn derive(name: &str, is_desk: bool) -> Vec<String> {
    let bare = ENDS.iter().find_map(|end| name.trim().strip_suffix(end));
    let bare = bare.filter(|bare| bare.chars().count() >= LEAST).map(str::to_owned);
    let whole = WHOLE.iter().filter(|_| is_desk).map(|word| format!("{name}{word}"));
    bare.into_iter().chain(whole).collect()
}
