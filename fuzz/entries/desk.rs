//! A return of a desk: any sheets by any names, bound by the desk's forms, cover and ledger included.
//!
//! The input is text: `%%%%` before every sheet but the first, then its name, then its rows as in `layout`.

use super::{layout, reading, templates};
use std::sync::OnceLock;
use yuebao::catalog::Catalog;
use yuebao::ingest::{FileReading, Grid, InputFile, read, read_workbook};
use yuebao::model::Month;

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| templates::all(reading::bounds()))
}

pub fn desk(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let sheets: Vec<(&str, &str)> =
        text.split("%%%%").map(|sheet| sheet.split_once('\n').unwrap_or((sheet, ""))).collect();
    let bytes = layout::xml_of(&sheets).into_bytes();
    let month = Month::new(2021, 11).expect("a month");
    let file = InputFile { path: "a.xml".into(), month, sha256: "".into(), bytes: bytes.clone().into() };
    let catalog = catalog();
    for desk in catalog.desks.values() {
        let found = read(catalog, desk, &file, &|| false);
        let again = read(catalog, desk, &file, &|| false);
        assert!(found.facts == again.facts && found.findings == again.findings, "reading twice is the same");
        assert_eq!((&found.unit, &found.likely, found.empty), (&again.unit, &again.likely, again.empty));
        let late = read(catalog, desk, &file, &|| true);
        assert!(late.facts.is_empty() && late.ledger.is_empty() && late.findings.len() == 1, "read in part");
        if let Ok(book) = read_workbook(&bytes, &catalog.bounds, &|| false) {
            assert_facts(&book.sheets, &found, month);
        }
    }
}

/// Every fact is the unit's own, of the month, and stands in a cell of a sheet.
fn assert_facts(sheets: &[Grid], found: &FileReading, month: Month) {
    for fact in &found.facts {
        assert!(Some(&fact.region) == found.unit.as_ref() && fact.month == month, "{fact:?}");
        let Some(source) = &fact.source else { continue };
        let mut named = sheets.iter().filter(|sheet| sheet.name == source.sheet);
        // Two sheets may bear one name; it is of one of them.
        assert!(named.any(|sheet| reading::is_read_from(sheet, source, fact.value)), "a value of no cell: {fact:?}");
    }
}
