//! Every documented defect of the bundled returns is found at its place, with its cause; nothing else is; and on the
//! corrected returns nothing must be corrected. The truth is that of the program that invented the returns.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::{copy_tree, root, stdout, yuebao};

const MONTHS: &str = "2021-01..2021-11";

/// File, sheet and cell; empty where there is none.
type Place = (String, String, String);

struct Defect {
    id: String,
    kind: String,
    place: Place,
    region: String,
    period: String,
}

/// The defects, and the cells of tables that are wrong as a whole, by defect.
fn truth() -> (Vec<Defect>, BTreeMap<String, BTreeSet<Place>>) {
    let (mut defects, mut parts) = (Vec::new(), BTreeMap::<String, BTreeSet<Place>>::new());
    for line in include_str!("truth/defects.tsv").lines().skip(1) {
        let [id, kind, _, file, sheet, cell, region, period] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let place = (file.to_owned(), sheet.to_owned(), cell.to_owned());
        if kind == "part" {
            parts.entry(id.to_owned()).or_default().insert(place);
        } else {
            let [id, kind, region, period] = [id, kind, region, period].map(str::to_owned);
            defects.push(Defect { id, kind, place, region, period });
        }
    }
    (defects, parts)
}

fn findings(inputs: Option<&Path>) -> Vec<Value> {
    let mut arguments = vec!["check", "--desk", "xuchang-2021", "--period", MONTHS, "--json"];
    if let Some(inputs) = inputs {
        arguments.extend(["--inputs", inputs.to_str().unwrap()]);
    }
    let document: Value = serde_json::from_str(&stdout(&yuebao(&arguments))).unwrap();
    document["findings"].as_array().unwrap().iter().filter(|f| f["level"] != "note").cloned().collect()
}

fn place(value: &Value) -> Place {
    let text = |key: &str| value[key].as_str().unwrap_or_default().trim().to_owned();
    (text("file"), text("sheet"), text("cell"))
}

/// Its own place, and those of its operands and suspects.
fn places(finding: &Value) -> Vec<Place> {
    let more = ["operands", "suspects"].into_iter().flat_map(|key| finding[key].as_array().unwrap());
    std::iter::once(finding).chain(more).map(place).collect()
}

/// Whether a finding tells of a defect: at its cell; at its sheet, or a cell that is wrong with it; at its file; or of
/// its unit and month where no return came.
fn tells(finding: &Value, defect: &Defect, parts: &BTreeSet<Place>) -> bool {
    let own = place(finding);
    let (file, sheet, cell) = &defect.place;
    if file.is_empty() {
        return own.0.is_empty() && finding["region_code"] == *defect.region && finding["period"] == *defect.period;
    }
    if sheet.is_empty() && cell.is_empty() {
        return own.0 == *file && own.2.is_empty();
    }
    places(finding).iter().any(|place| {
        place == &defect.place || (cell.is_empty() && (place.0 == *file && place.1 == *sheet) && parts.contains(place))
    })
}

#[test]
fn every_defect_is_found_at_its_place() {
    let (defects, parts) = truth();
    let all = findings(None);
    let none = BTreeSet::new();
    let told = |defect: &Defect| all.iter().any(|f| tells(f, defect, parts.get(&defect.id).unwrap_or(&none)));
    // A part with the same error as its total breaks no rule of its own: the finding about the total tells of it.
    let total = |part: &Defect| {
        let kind = part.kind.strip_suffix("_part")?;
        defects.iter().find(|d| d.kind == kind && d.place.0 == part.place.0)
    };
    let missed: Vec<&str> =
        defects.iter().filter(|d| !told(d) && !total(d).is_some_and(told)).map(|d| d.id.as_str()).collect();
    assert_eq!(defects.len(), 80);
    assert!(missed.is_empty(), "missed {missed:?}");
}

#[test]
fn the_likely_cause_is_the_documented_one() {
    let causes = BTreeMap::from([
        ("unit_slip", "unit_slip"),
        ("swapped_digits", "transposed_digits"),
        ("negative", "sign"),
        ("copy_last_month", "copied_month"),
        ("broken_total", "total_not_updated"),
        ("outlier_x10", "extra_digit"),
        ("columns_swapped", "swapped_columns"),
    ]);
    let (defects, parts) = truth();
    let all = findings(None);
    let none = BTreeSet::new();
    for defect in &defects {
        let Some(cause) = causes.get(defect.kind.as_str()) else { continue };
        let of = all.iter().filter(|f| tells(f, defect, parts.get(&defect.id).unwrap_or(&none)));
        let named: BTreeSet<&str> = of.filter_map(|f| f["likely_cause"].as_str()).collect();
        assert!(named.contains(cause), "{} {}: {named:?}", defect.id, defect.kind);
    }
}

#[test]
fn the_first_suspect_is_a_cell_that_is_wrong_and_no_finding_is_without_a_defect() {
    let (defects, parts) = truth();
    let wrong: BTreeSet<&Place> =
        defects.iter().map(|d| &d.place).filter(|p| !p.2.is_empty()).chain(parts.values().flatten()).collect();
    let none = BTreeSet::new();
    let absent: BTreeSet<(&str, &str)> = defects
        .iter()
        .filter(|d| ["missing_return", "empty_return", "missing_sheet"].contains(&d.kind.as_str()))
        .map(|d| (d.region.as_str(), d.period.as_str()))
        .collect();
    for finding in findings(None).into_iter().filter(|finding| !is_of_account(finding)) {
        let suspects = finding["suspects"].as_array().unwrap();
        if let Some(first) = suspects.first() {
            assert!(wrong.contains(&place(first)), "{finding:#}");
            continue;
        }
        let of_defect = defects.iter().any(|d| tells(&finding, d, parts.get(&d.id).unwrap_or(&none)));
        let at_wrong = places(&finding).iter().any(|p| wrong.contains(p));
        let where_none_came = (finding["region_code"].as_str().unwrap(), finding["period"].as_str().unwrap());
        assert!(of_defect || at_wrong || absent.contains(&where_none_came), "{finding:#}");
    }
}

/// A doubt about the bureau's own account of the year, which no county can mend (`tests/account.rs`).
fn is_of_account(finding: &Value) -> bool {
    finding["rule"].as_str().is_some_and(|rule| rule.starts_with("XC-")) && finding["region_code"] == "411000-B"
}

/// The returns as received with what the counties sent afterwards.
fn corrected() -> tempfile::TempDir {
    let inputs = tempfile::tempdir().unwrap();
    copy_tree(&root().join("inputs/xuchang-2021"), inputs.path());
    copy_tree(&root().join("tests/returns/xuchang-2021-corrections"), inputs.path());
    // What the corrections are is told beside them; it is no return.
    std::fs::remove_file(inputs.path().join("corrections.csv")).unwrap();
    inputs
}

#[test]
fn corrected_returns_leave_nothing_that_must_be_corrected() {
    let inputs = corrected();
    let all = findings(Some(inputs.path()));
    assert!(all.iter().all(|f| f["level"] != "must"), "{:#?}", all.iter().find(|f| f["level"] == "must"));
    // One a unit and month at most on average; these are late returns.
    assert!(all.iter().all(|f| f["code"] == "return.late" || is_of_account(f)), "{all:#?}");
}

#[test]
fn single_slips_in_corrected_returns_are_noticed() {
    let inputs = corrected();
    let folder = inputs.path().to_str().unwrap();
    let arguments =
        ["check", "--desk", "xuchang-2021", "--period", "2021-11", "--inputs", folder, "--mutate", "--json"];
    let document: Value = serde_json::from_str(&stdout(&yuebao(&arguments))).unwrap();
    let share = |row: &Value| {
        let (made, noticed) = (row["made"].as_u64().unwrap(), row["noticed"].as_u64().unwrap());
        assert!(made > 0 && noticed <= made);
        100 * noticed / made
    };
    for slip in ["times_10", "by_10", "times_10000", "sign", "blank"] {
        assert!(share(&document["this_year"][slip]) >= 90, "{slip}: {}", document["this_year"][slip]);
    }
    assert_eq!(share(&document["identity"]), 100, "one more or less where an identity holds");
    let kinds: Vec<&String> = document["last_year"].as_object().unwrap().keys().collect();
    assert_eq!(kinds.len(), 8, "last year's columns are told apart: {kinds:?}");
}
