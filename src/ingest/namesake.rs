//! Places of one name that no list knows: each belongs to the region that its own sheet is of.

use super::entry::Entry;
use super::place_names::Who;
use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::model::{Place, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// Names places apart that only share a name: 城关镇 of two counties is two regions. Told once for each county.
pub fn part_namesakes(catalog: &Catalog, entries: &mut [Entry], findings: &mut Vec<Finding>) {
    let mut wholes: BTreeMap<RegionCode, BTreeSet<Who>> = BTreeMap::new();
    for entry in entries.iter() {
        if let Some(whole) = &entry.within {
            wholes.entry(entry.region.code.clone()).or_default().insert(whole.clone());
        }
    }
    for of_name in wholes.values_mut() {
        // A city and a county of it may both speak of the one place.
        let all = of_name.clone();
        of_name.retain(|whole| !all.iter().any(|part| part.code != whole.code && is_within(catalog, part, whole)));
    }
    wholes.retain(|_, of_name| of_name.len() > 1);
    let mut told = BTreeSet::new();
    for entry in entries {
        let Some(of_name) = wholes.get(&entry.region.code) else { continue };
        let Some(whole) = entry.within.as_ref().filter(|whole| of_name.contains(*whole)) else { continue };
        let named = Who::unlisted(&format!("{}{}", whole.name, entry.region.name));
        if told.insert(named.clone()) {
            let source = &entry.source;
            let place = Place::cell(&source.file, &source.sheet, source.cell);
            let finding = Finding::new("region.namesake", entry.period.last_month(), place);
            let all: Vec<&str> = of_name.iter().map(|whole| whole.name.as_str()).collect();
            let finding = finding.with("name", &entry.region.name).with("wholes", all.join("、"));
            findings.push(finding.with("region", &named.name));
        }
        entry.region = named;
    }
}

/// The first is a part of the second.
fn is_within(catalog: &Catalog, part: &Who, whole: &Who) -> bool {
    let mut code = Some(&part.code);
    // A chain of parents longer than any there is would be a circle.
    for _ in 0..8 {
        code = code.and_then(|code| catalog.regions.get(code)?.parent.as_ref());
        if code == Some(&whole.code) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Duplicates, load};
    use crate::ingest::entry::EntryKind;
    use crate::ingest::settle;
    use crate::model::{Cell, Decimal, Measure, Month, Period, Source, Value};

    fn catalog() -> Catalog {
        let regions = "[[regions]]\ncode = \"1\"\nname = \"甲市\"\n\n\
            [[regions]]\ncode = \"11\"\nname = \"乙县\"\nparent = \"1\"\n\n\
            [[regions]]\ncode = \"12\"\nname = \"丙县\"\nparent = \"1\"\n";
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut files: BTreeMap<String, Vec<u8>> =
            ["limits.toml", "units.toml"].map(|name| (name.to_owned(), std::fs::read(root.join(name)).unwrap())).into();
        files.insert("regions.toml".to_owned(), regions.as_bytes().to_vec());
        load(&files, String::new()).unwrap()
    }

    fn entry(file: &str, name: &str, within: Option<(&str, &str)>, value: i64) -> Entry {
        let cell = Cell::new(2, 1);
        let source =
            Source { file: file.into(), sheet: "".into(), cell, raw: value.to_string().into(), sha256: "0".into() };
        Entry {
            region: Who::unlisted(name),
            within: within.map(|(code, name)| Who { code: RegionCode::new(code), name: name.into() }),
            period: Period::Month(Month::new(2021, 11).unwrap()),
            indicator: "人数".into(),
            measure: Measure::Stock,
            value: Value::Number(Decimal::from(value)),
            unit: "人".into(),
            source,
            last: None,
            kind: EntryKind::Detail,
            duplicates: Duplicates::Error,
        }
    }

    #[test]
    fn one_name_in_two_counties_is_two_places() {
        let (b, c) = (Some(("11", "乙县")), Some(("12", "丙县")));
        let mut entries =
            vec![entry("b.csv", "城关镇", b, 3), entry("c.csv", "城关镇", c, 3), entry("b.csv", "北镇", b, 5)];
        let mut findings = Vec::new();
        part_namesakes(&catalog(), &mut entries, &mut findings);
        let names: Vec<&str> = entries.iter().map(|entry| entry.region.name.as_str()).collect();
        assert_eq!(names, ["乙县城关镇", "丙县城关镇", "北镇"]);
        assert_eq!(findings.iter().filter(|finding| finding.code == "region.namesake").count(), 2);
    }

    #[test]
    fn a_city_and_its_county_speak_of_one_place_and_differ_by_name_of_file_and_indicator() {
        let catalog = catalog();
        let mut entries =
            vec![entry("a.csv", "城关镇", Some(("1", "甲市")), 3), entry("b.csv", "城关镇", Some(("11", "乙县")), 4)];
        let mut findings = Vec::new();
        part_namesakes(&catalog, &mut entries, &mut findings);
        assert!(findings.is_empty());
        let settled = settle(&catalog, entries, &mut findings);
        assert_eq!(settled.len(), 1);
        let told = findings.first().unwrap().headline(crate::finding::Lang::Zh);
        assert!(told.contains("“人数”") && told.contains("a.csv B3为3"), "{told}");
    }
}
