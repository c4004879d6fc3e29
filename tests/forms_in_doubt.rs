//! Blank forms show last month's numbers; one that has still to be put right is marked.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

mod support;

use std::path::Path;
use support::{inputs, root};
use yuebao::app::{Options, Session, Silent};
use yuebao::document::{BlankContent, Look};
use yuebao::finding::Finding;
use yuebao::model::{Date, Decimal, Month, Period};
use yuebao::report::{self, BlankRequest};

fn session(inputs: &Path) -> Session {
    let options = Options {
        desk: Some(support::DESK.into()),
        home: Some(root()),
        inputs: Some(inputs.into()),
        ..Options::default()
    };
    Session::open(&options).unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// 襄城 sent 6477 for 64.77 % in November, 建安区 a cumulative of divorces below October's.
#[test]
fn a_number_of_last_month_that_is_in_doubt_is_marked_and_measures_nothing() {
    let inputs = inputs(&["2021-10", "2021-11"]);
    let session = session(inputs.path());
    let reading = session.read(month("2021-11"), &Silent).unwrap();
    let found = session.check(&reading, &[Period::Month(month("2021-11"))]).findings;
    let made = |code: &str, findings: &[Finding]| {
        let request = BlankRequest {
            catalog: &session.catalog,
            desk: &session.desk,
            unit: session.desk.units.iter().find(|unit| unit.code.as_str() == code).unwrap(),
            month: month("2021-12"),
            due: Date::new(2022, 1, 5).unwrap(),
            facts: Some(&reading.facts),
            ledger: &reading.returns.ledger,
            findings,
            tool: "test",
        };
        report::blank(&request).unwrap()
    };
    let doubtful = |blank: &report::Blank| {
        let cells = blank.book.sheets.iter().flat_map(|sheet| &sheet.cells);
        let doubtful = cells.filter(|cell| cell.look == Look::Doubtful);
        doubtful.map(|cell| cell.content.clone()).collect::<Vec<_>>()
    };
    let number = |value: i64| BlankContent::Number { value: Decimal::from(value), places: 0 };
    let (marked, plain) = (made("411025", &found), made("411025", &[]));
    assert!(matches!(doubtful(&marked)[..], [BlankContent::Number { value, .. }] if value == Decimal::from(6477)));
    assert!(doubtful(&plain).is_empty());
    let notes = |blank: &report::Blank| -> Vec<String> {
        let cells = blank.book.sheets.iter().flat_map(|sheet| &sheet.cells);
        let texts = cells.filter_map(|cell| match &cell.content {
            BlankContent::Text(text) if text.starts_with('※') => Some(text.clone()),
            _ => None,
        });
        texts.collect()
    };
    let [note] = &notes(&marked)[..] else { panic!("one number, one note: {:?}", notes(&marked)) };
    assert!(note.contains("“火化率”6477（2021-11，4殡葬 E8）"), "{note}");
    // 48 divorces in the year so far: what December adds is not measured by it.
    let (marked, plain) = (made("411003", &found), made("411003", &[]));
    assert_eq!(doubtful(&marked), [number(48), number(4570)]);
    assert_eq!(marked.checks + marked.left, plain.checks + plain.left);
    assert!(marked.checks < plain.checks, "{} of {}", marked.checks, plain.checks);
}
