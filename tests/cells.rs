//! Every cell of the bundled returns: none is lost, none is taken for another, and what was read out of an unusual
//! writing is recorded.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

use std::collections::BTreeMap;
use std::path::PathBuf;
use yuebao::app::{Options, Reading, Session, Silent};
use yuebao::catalog::normalise_label;
use yuebao::model::{Decimal, Fact, Month, Value};

/// File, sheet, cell.
type At = (String, String, String);

fn read() -> (Session, Reading) {
    let home = Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    let session = Session::open(&Options { home, desk: Some("xuchang-2021".into()), ..Options::default() }).unwrap();
    let reading = session.read(Month::new(2021, 11).unwrap(), &Silent).unwrap();
    (session, reading)
}

/// What the makers of the returns wrote: indicator, measure and value of each cell, `-` for no number.
fn truth() -> BTreeMap<At, (String, String, String)> {
    let lines = include_str!("truth/cells.tsv").lines();
    let mut all = BTreeMap::new();
    for line in lines {
        let mut fields = line.split('\t');
        let (file, sheet) = (fields.next().unwrap(), fields.next().unwrap());
        for field in fields {
            let (cell, rest) = field.split_once('=').unwrap();
            let (rest, value) = rest.rsplit_once('/').unwrap();
            let (indicator, measure) = rest.rsplit_once('/').unwrap();
            let at = (file.to_owned(), sheet.to_owned(), cell.to_owned());
            all.insert(at, (normalise_label(indicator), measure.to_owned(), value.to_owned()));
        }
    }
    all
}

fn at(fact: &Fact) -> Option<At> {
    let source = fact.source.as_ref()?;
    Some((source.file.to_string(), source.sheet.to_string(), source.cell.to_string()))
}

/// A rate that a formula made has more places than its cell shows.
fn is_shown_as(fact: &Fact, value: &str) -> bool {
    let (Some(number), Ok(shown)) = (fact.value.number(), value.parse::<Decimal>()) else { return false };
    fact.measure.name().contains("比率") && (number - shown).abs() * Decimal::from(2) <= Decimal::new(1, 2)
}

/// 东城区 notes under its tables that a blank means none.
fn is_zero_by_note(fact: &Fact, value: &str) -> bool {
    let source = fact.source.as_ref().unwrap();
    let is_count = !fact.measure.name().contains("比率");
    value == "-"
        && is_count
        && fact.region.as_str() == "XC-DCQ"
        && source.raw.is_empty()
        && fact.value == Value::Number(Decimal::ZERO)
}

#[test]
fn every_cell_is_read_as_what_it_is() {
    let (session, reading) = read();
    let facts: BTreeMap<At, &Fact> = reading.facts.iter().filter_map(|(_, fact)| Some((at(fact)?, fact))).collect();
    let truth = truth();
    assert!(truth.len() > 26_000, "{}", truth.len());
    let names = |fact: &Fact| {
        let indicator = &session.catalog.indicators[&fact.indicator];
        let of_rows = session.catalog.forms.values().flat_map(|form| form.rows());
        let labels = of_rows.filter(|row| row.indicator == fact.indicator).flat_map(|row| row.labels.iter());
        let known: Vec<String> = labels.chain([&indicator.name]).map(|name| normalise_label(name)).collect();
        known
    };
    // A reported rate is one of its kinds, by the words of its column.
    let is_measure = |fact: &Fact, words: &str| {
        let name = fact.measure.name();
        let rate = match words {
            "本月" | "期末" => "比率",
            "本年累计" => "累计比率",
            "上年同期累计" => "上年同期累计比率",
            "上年同期期末" => "上年同期比率",
            other => panic!("no measure {other}"),
        };
        name == words || name == rate
    };
    let mut wrong = Vec::new();
    for (place, (indicator, measure, value)) in &truth {
        match facts.get(place) {
            // A cell without a number may go unfiled only where the form asks for none.
            None if value == "-" => {}
            None => wrong.push(format!("{place:?} {indicator} {measure} {value}: lost")),
            Some(fact) => {
                let read = match fact.value {
                    Value::Number(number) => number.normalize().to_string(),
                    Value::Missing(_) => "-".to_owned(),
                };
                let same = read == *value || is_shown_as(fact, value) || is_zero_by_note(fact, value);
                if !same || !names(fact).contains(indicator) || !is_measure(fact, measure) {
                    wrong.push(format!("{place:?} {indicator} {measure} {value}: read as {fact:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), truth.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn every_unusual_writing_is_recorded() {
    let (_, reading) = read();
    let told: Vec<At> = reading
        .returns
        .findings
        .iter()
        .filter_map(|finding| {
            let place = &finding.place;
            Some((place.file.as_ref()?.to_string(), place.sheet.as_ref()?.to_string(), place.cell?.to_string()))
        })
        .collect();
    let silent: Vec<String> = reading
        .facts
        .iter()
        // What the bureau writes in a file of its own is no cell that was normalised.
        .filter(|(_, fact)| fact.source.as_ref().is_some_and(|source| !source.file.starts_with("desks/")))
        .filter_map(|(_, fact)| {
            let (raw, number) = (&fact.source.as_ref()?.raw, fact.value.number()?);
            // A percentage in a cell of percentages is how such a number is written.
            let plain = raw.strip_suffix('%').unwrap_or(raw);
            let same = plain.parse() == Ok(number) || raw.is_empty();
            (!same && !told.contains(&at(fact)?)).then(|| format!("{:?} {raw} read as {number}", at(fact)))
        })
        .collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
