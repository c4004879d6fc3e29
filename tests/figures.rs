//! Every figure of the bundled returns against figures that yuebao did not make (tests/truth/README.md).

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use yuebao::app::{Options, Session, Silent};
use yuebao::catalog::normalise_label;
use yuebao::model::{Figure, IndicatorId, Measure, Missing, Period, RegionCode};
use yuebao::statistics::FigureBook;

const DESK: &str = "xuchang-2021";
const ROWS: usize = 30_778;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy_months(from: &Path, to: &Path) {
    for month in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let folder = to.join(month.file_name().unwrap());
        std::fs::create_dir_all(&folder).unwrap();
        for file in std::fs::read_dir(&month).unwrap().map(|entry| entry.unwrap().path()) {
            std::fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
        }
    }
}

fn book_of(inputs: Option<PathBuf>) -> (Session, FigureBook) {
    let options = Options { home: Some(root()), desk: Some(DESK.into()), inputs, ..Options::default() };
    let session = Session::open(&options).unwrap();
    let last = *session.months().unwrap().last().unwrap();
    let reading = session.read(last, &Silent).unwrap();
    let book = session.figures(&reading, &[]).unwrap();
    (session, book)
}

struct Row {
    period: Period,
    region: RegionCode,
    indicator: String,
    measure: Measure,
    expected: String,
}

/// The rows of the truth with one of its two value columns.
fn truth(column: usize) -> Vec<Row> {
    let text = std::fs::read_to_string(root().join("tests/truth/xuchang-2021.csv")).unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), 6, "{line}");
            Row {
                period: Period::parse(fields[0]).unwrap(),
                region: fields[1].into(),
                indicator: normalise_label(fields[2]),
                measure: Measure::parse(fields[3]).unwrap(),
                expected: fields[column].to_owned(),
            }
        })
        .collect()
}

/// What a figure says, in the words of the truth file.
fn said(figure: Option<&Figure>) -> String {
    match figure {
        None => "-".to_owned(),
        Some(figure) => match (figure.value, figure.missing) {
            (Some(_), None) => figure.exact_text(),
            (Some(_), Some(Missing::Incomplete)) => format!("{}!", figure.exact_text()),
            (None, Some(_)) => "-".to_owned(),
            other => format!("{other:?}"),
        },
    }
}

/// Indicators by the names the truth has: those of the catalogue, then the labels of the forms.
fn names(session: &Session) -> BTreeMap<String, IndicatorId> {
    let mut names = BTreeMap::new();
    for (name, id) in &session.catalog.names {
        names.insert(normalise_label(name), id.clone());
    }
    for form in session.catalog.forms.values() {
        for row in form.rows() {
            let label = row.labels.first().map(|label| normalise_label(label)).unwrap_or_default();
            names.entry(label).or_insert_with(|| row.indicator.clone());
        }
    }
    names
}

fn compare(inputs: Option<PathBuf>, column: usize) {
    let (session, book) = book_of(inputs);
    let names = names(&session);
    let rows = truth(column);
    assert_eq!(rows.len(), ROWS);
    let mut wrong = Vec::new();
    for row in rows {
        let id = names.get(&row.indicator).unwrap_or_else(|| panic!("no indicator is called {}", row.indicator));
        let figure = book.get(&row.region, id, row.measure, row.period);
        let found = said(figure);
        if found != row.expected {
            let Row { period, region, indicator, measure, expected } = row;
            wrong.push(format!("{period} {region} {indicator} {measure}: expected {expected}, found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {ROWS} differ:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn returns_as_received_give_what_a_faithful_reading_gives() {
    compare(None, 4);
}

#[test]
fn with_the_corrections_every_figure_is_the_clean_truth() {
    let inputs = tempfile::tempdir().unwrap();
    copy_months(&root().join("inputs").join(DESK), inputs.path());
    copy_months(&root().join("tests/returns/xuchang-2021-corrections"), inputs.path());
    compare(Some(inputs.path().to_owned()), 5);
}

#[test]
fn a_figure_that_is_wrong_would_be_noticed() {
    let (session, book) = book_of(None);
    let rate = session.catalog.names.get(&yuebao::catalog::normalise("火化率")).unwrap();
    let period = Period::parse("2021-11").unwrap();
    let figure = book.get(&"411000".into(), rate, Measure::Ratio, period).unwrap();
    assert_eq!(book.shown(figure), "98.14");
    let mut other = figure.clone();
    other.missing = Some(Missing::Incomplete);
    assert_ne!(said(Some(figure)), said(Some(&other)));
    assert_ne!(said(Some(figure)), said(None));
}
