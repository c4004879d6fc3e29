//! The notes under a table: one of each kind, and true of every row.

use super::*;

/// All of November but what one unit lacks.
fn without(lacking: &[(&str, &str)]) -> Bureau {
    let mut bureau = Bureau::new("2021-11");
    for (region, cremations) in NOVEMBER {
        for (indicator, value) in [(DEATHS, "100"), (CREMATIONS, cremations)] {
            let came = !lacking.contains(&(region, indicator));
            bureau.put(region, "2021-11", indicator, Measure::Month, came.then_some(value));
        }
    }
    bureau
}

fn tables(bureau: &Bureau) -> Vec<Table> {
    let document = bureau.document(None).unwrap_or_else(|e| panic!("{e}"));
    let table = |block| if let Block::Table(table) = block { Some(table) } else { None };
    document.blocks.into_iter().filter_map(table).collect()
}

fn notes(table: &Table, start: &str) -> Vec<String> {
    table.notes.iter().map(|note| plain_text(note)).filter(|note| note.starts_with(start)).collect()
}

#[test]
fn where_totals_lack_different_units_each_says_its_own() {
    let bureau = without(&[("411002", DEATHS), ("411082", CREMATIONS)]);
    let all: Vec<String> = tables(&bureau).iter().flat_map(|table| notes(table, "带“*”的合计")).collect();
    // A rate of two totals over different units is not made.
    let said = "带“*”的合计，死亡人数不含魏都区；火化遗体数不含长葛市。";
    assert!(all.iter().any(|note| note == said), "{all:?}");
}

#[test]
fn what_stands_for_no_number_is_not_in_doubt() {
    let mut bureau = without(&[("411002", DEATHS)]);
    for region in ["411002", "411081"] {
        let finding = Finding::new("subset.exceeds", month("2021-11"), Place::default()).of(&region.into());
        bureau.findings.push(finding.about(&CREMATIONS.into(), Measure::Month));
    }
    let tables = tables(&bureau);
    let shown = tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells).map(|cell| cell.content.shown());
    let shown: Vec<&str> = shown.collect();
    assert!(shown.contains(&"90.00※") && !shown.iter().any(|text| text.starts_with("…※")), "{shown:?}");
    assert!(tables.iter().all(|table| notes(table, "带“※”").len() < 2), "one note of a kind");
}
