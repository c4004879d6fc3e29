//! The five source documents against the five desks: each of their 308 rows is a target, a figure, or told to be neither.
//!
//! `docs/sources.md` is the table of it. To renew: `UPDATE_DOCS=1 cargo test --test sources`; that run fails too.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

#[path = "sources/page.rs"]
mod page;
#[path = "sources/rows.rs"]
mod rows;
mod support;
#[path = "sources/units.rs"]
mod units;

use rows::{DESKS, Expected, Row, expected, rows};
use std::collections::{BTreeMap, BTreeSet};
use support::{copy_tree, root};
use yuebao::app::{Options, Session, Silent};
use yuebao::catalog::{Catalog, Comparator, Holds, Target, TargetValue, normalise};
use yuebao::ingest::{InputFile, read_loose};
use yuebao::model::{Decimal, Exact, Measure, Month, Period};

fn catalog() -> Catalog {
    yuebao::app::templates(&Options { home: Some(root()), ..Options::default() }).unwrap().0
}

/// The rows of desks that are there.
fn of_desks(catalog: &Catalog) -> Vec<Row> {
    rows().into_iter().filter(|row| catalog.desks.contains_key(row.desk())).collect()
}

/// The targets that say they come from a row.
fn targets<'a>(catalog: &'a Catalog, row: &Row) -> Vec<&'a Target> {
    let start = format!("{} ", row.id);
    let of_desk = catalog.targets.get(row.desk()).into_iter().flatten();
    of_desk.filter(|target| target.source.starts_with(&start)).collect()
}

/// Why a row is no target, where its desk says so.
fn reason<'a>(catalog: &'a Catalog, row: &Row) -> Option<&'a str> {
    let told = catalog.not_targets.get(row.desk())?;
    told.iter().find(|told| told.row == row.id).map(|told| told.reason.as_str())
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_rows_are_those_of_the_documents() {
    let rows = rows();
    assert_eq!(rows.len(), 308);
    assert_eq!(rows.iter().map(|row| &row.id).collect::<BTreeSet<_>>().len(), 308);
    let count = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
    assert_eq!((count("target"), count("actual"), count("baseline"), count("context")), (92, 95, 6, 115));
    let named = |of: fn(&Row) -> &String| rows.iter().filter(|row| row.kind == "target" && !of(row).is_empty()).count();
    assert_eq!((named(|row| &row.responsible_units), named(|row| &row.leader)), (66, 24));
}

#[test]
fn every_row_that_is_a_target_is_one_or_is_told_why_not() {
    let catalog = catalog();
    let (mut faults, mut told) = (Vec::new(), 0);
    for row in of_desks(&catalog).iter().filter(|row| row.kind == "target") {
        let found = targets(&catalog, row);
        match (reason(&catalog, row), found.is_empty()) {
            (None, true) => faults.push(format!("{} {}：既没有目标，也没有说明", row.id, row.quote)),
            (Some(_), false) => faults.push(format!("{}：既是目标，又说不是", row.id)),
            (Some(_), true) => told += 1,
            (None, false) => {}
        }
        for target in found {
            faults.extend(differences(&catalog, row, target).into_iter().map(|fault| format!("{}：{fault}", row.id)));
        }
    }
    none(faults);
    assert!(told <= 20, "{told} of the rows are no targets");
}

/// Where a target is not what its row says.
fn differences(catalog: &Catalog, row: &Row, target: &Target) -> Vec<String> {
    let mut faults = Vec::new();
    let source = format!("{} {}", row.id, row.quote);
    if target.source != source {
        faults.push(format!("原文是“{}”，目标写作“{}”", source, target.source));
    }
    let comparator = match row.comparator.as_str() {
        ">=" => Comparator::Ge,
        ">" => Comparator::Gt,
        "<=" => Comparator::Le,
        "range" => Comparator::Range,
        "by" => Comparator::By,
        _ => Comparator::Eq,
    };
    if target.comparator != comparator {
        faults.push(format!("比较应为 {}，写作 {}", comparator.id(), target.comparator.id()));
    }
    let indicator = &catalog.indicators[&target.indicator];
    let unit = target.unit.as_ref().map_or(indicator.unit.as_str(), |stated| stated.unit.as_str());
    match (&target.value, row.number()) {
        (TargetValue::Fixed { value, .. }, Some(number)) => {
            if *value != number {
                faults.push(format!("应为 {number}，写作 {value}"));
            }
            if !same_unit(row, unit) {
                faults.push(format!("单位应为 {}，写作 {unit}", row.unit));
            }
        }
        (TargetValue::External { .. }, None) => {}
        (value, number) => faults.push(format!("{number:?} 与 {value:?} 不合")),
    }
    // Of each county, or each town: each unit has to, or enough of what is counted.
    if row.is_of_each() && target.holds == Holds::Total {
        faults.push(format!("“{}”是对每个单位的", row.unit));
    }
    let (day, year) = row.due();
    let deadline = target.value.deadline();
    if day.is_some_and(|day| day != deadline) || deadline.year() != year {
        faults.push(format!("时限应为 {}，写作 {deadline}", row.deadline));
    }
    faults.extend(units::differences(row, target));
    faults
}

/// The unit is the row's, or a counting word in its place (个 of 个系列).
fn same_unit(row: &Row, unit: &str) -> bool {
    const COUNTING: [&str; 8] = ["个", "家", "项", "条", "次", "起", "例", "人"];
    let said = row.plain_unit();
    said == unit || COUNTING.contains(&unit) && said.starts_with(unit)
}

#[test]
fn every_number_of_the_documents_is_a_figure_or_is_told_why_not() {
    let catalog = catalog();
    let mut faults = Vec::new();
    for (_, desk) in DESKS.iter().filter(|(_, desk)| catalog.desks.contains_key(*desk)) {
        let expected = expected(desk);
        let numbers = of_desks(&catalog).into_iter().filter(|row| row.desk() == *desk && !row.is_word());
        for row in numbers.filter(|row| row.kind == "actual" || row.kind == "baseline") {
            let listed = expected.get(&row.id);
            if listed.is_some() == reason(&catalog, &row).is_some() {
                faults.push(format!("{} {}：应是一个数，或说明为什么不是，二者取一", row.id, row.quote));
            }
            faults.extend(listed.and_then(|one| against_row(&catalog, &row, one)));
        }
        let known: BTreeSet<String> = rows().into_iter().map(|row| row.id).collect();
        faults.extend(expected.keys().filter(|id| !known.contains(*id)).map(|id| format!("没有 {id} 这一行")));
        faults.extend(figures(desk, &expected));
    }
    none(faults);
}

/// What is expected is what the row says, rounded as the document rounds it.
fn against_row(catalog: &Catalog, row: &Row, expected: &Expected) -> Option<String> {
    let number = row.number().filter(|_| row.comparator != "by")?;
    let shown: Decimal = expected.shown.parse().ok()?;
    let indicator = catalog.indicators.get(expected.indicator.as_str());
    let Some(indicator) = indicator else { return Some(format!("{}：没有指标 {}", row.id, expected.indicator)) };
    let factor = |unit: &str| catalog.units.get(unit).map_or(Decimal::ONE, |unit| unit.factor);
    let said = number * factor(row.plain_unit()) / factor(&indicator.unit);
    let rounded = Exact::from_decimal(shown)?.round(number.scale())?;
    let holds = match row.comparator.as_str() {
        ">=" => shown >= said,
        "<=" => shown <= said,
        _ => shown == said || rounded == number,
    };
    (!holds).then(|| format!("{}：原文是 {}{}，预期是 {}", row.id, row.value, row.unit, expected.shown))
}

/// Where what comes out of the bundled returns is not what is expected.
fn figures(desk: &str, expected: &BTreeMap<String, Expected>) -> Vec<String> {
    let received = root().join("inputs").join(desk);
    if !received.is_dir() {
        return vec![format!("没有 inputs/{desk}")];
    }
    let inputs = tempfile::tempdir().unwrap();
    copy_tree(&received, inputs.path());
    let corrections = root().join("tests/returns").join(format!("{desk}-corrections"));
    if corrections.is_dir() {
        copy_tree(&corrections, inputs.path());
    }
    let options = Options {
        home: Some(root()),
        desk: Some(desk.to_owned()),
        inputs: Some(inputs.path().to_path_buf()),
        ..Options::default()
    };
    let session = Session::open(&options).unwrap();
    let last: Month = session.months().unwrap().into_iter().max().unwrap();
    let reading = session.read(last, &Silent).unwrap();
    let wanted: Vec<Period> = expected.values().map(|one| Period::parse(&one.period).unwrap()).collect();
    let book = session.figures(&reading, &wanted).unwrap();
    let value = |region: &str, one: &Expected| {
        let period = Period::parse(&one.period).unwrap();
        let measure = Measure::parse(&one.measure).unwrap();
        book.get(&region.into(), &one.indicator.as_str().into(), measure, period)
    };
    let shown = |one: &Expected| match one.region.split_once(" - ") {
        None => value(&one.region, one).map(|figure| book.shown(figure)).unwrap_or_default(),
        Some((whole, part)) => {
            let (whole, part) = (value(whole, one), value(part, one));
            let rest = whole.zip(part).and_then(|(a, b)| a.value?.checked_sub(b.value?)?.round(a.places));
            rest.map(|rest| rest.to_string()).unwrap_or_default()
        }
    };
    let differs = |one: &&Expected| shown(one) != one.shown;
    let fault = |one: &Expected| format!("{}：应为 {}，得到 {:?}", one.row, one.shown, shown(one));
    expected.values().filter(differs).map(fault).collect()
}

#[test]
fn slogans_and_numbers_in_an_order_are_no_indicators() {
    let catalog = catalog();
    let words: Vec<Row> = rows().into_iter().filter(Row::is_word).collect();
    assert!(words.len() > 40, "{}", words.len());
    let mut faults = Vec::new();
    for row in &words {
        for text in [&row.name, &row.quote] {
            if catalog.names.contains_key(&normalise(text)) {
                faults.push(format!("{}：“{text}”是指标的名称", row.id));
            }
        }
        if !targets(&catalog, row).is_empty() || expected(row.desk()).contains_key(&row.id) {
            faults.push(format!("{} 是目标或预期的数", row.id));
        }
    }
    none(faults);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let lines = words.iter().flat_map(|row| [&row.name, &row.quote].map(|text| (text, &row.value)));
    let lines = lines.map(|(text, value)| format!("{},{}\n", quoted(text), quoted(value)));
    let table: String = std::iter::once("指标名称,期末数\n养老机构数,5\n".to_owned()).chain(lines).collect();
    let file = InputFile {
        path: "口号.csv".into(),
        month: Month::new(2021, 11).unwrap(),
        sha256: "".into(),
        bytes: table.as_bytes().into(),
    };
    let mut form = catalog.forms["table3"].clone();
    form.region = Some("许昌市".to_owned());
    form.period = Period::parse("2021-11").ok();
    let reading = read_loose(&catalog, &form, &file, &|| false);
    let read: BTreeSet<&str> = reading.entries.iter().map(|entry| entry.indicator.as_str()).collect();
    assert_eq!(read, BTreeSet::from(["eldercare.homes"]), "of all those lines one is read");
}

#[test]
fn the_page_of_sources_is_that_of_the_desks() {
    let page = page::page(&catalog());
    let path = root().join("docs/sources.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
        panic!("docs/sources.md has been written anew; look at it and commit it");
    }
    assert!(std::fs::read_to_string(&path).unwrap() == page, "docs/sources.md is stale: UPDATE_DOCS=1 renews it");
}
