//! Workbooks made up at random, in every layout and with the dirt of real offices, read back to the values they were
//! made from.

// Tests fail by panicking; what is drawn is drawn by row and column number.
#![allow(clippy::unwrap_used, clippy::panic, clippy::needless_range_loop)]

#[path = "layouts/chosen.rs"]
mod chosen;
#[path = "layouts/dirt.rs"]
mod dirt;
#[path = "layouts/draw.rs"]
mod draw;
#[path = "layouts/fields.rs"]
mod fields;
#[path = "layouts/roster.rs"]
mod roster;
#[path = "layouts/sheet.rs"]
mod sheet;
#[path = "layouts/tables.rs"]
mod tables;
#[path = "layouts/units.rs"]
mod units;
#[path = "layouts/written.rs"]
mod written;

use dirt::Writing;
use draw::{Layout, form};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use sheet::{Case, Key, Sheet};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use yuebao::catalog::{self, Catalog};
use yuebao::finding::Finding;
use yuebao::ingest::{self, EntryKind, InputFile, settle};
use yuebao::model::{Decimal, Month};

/// What is made up: regions, indicators and periods by number, and a value of each cell.
#[derive(Clone, Debug)]
pub struct Made {
    pub layout: Layout,
    pub regions: usize,
    pub indicators: usize,
    pub periods: usize,
    /// Row and column of the upper left corner.
    pub corner: (u32, u32),
    /// Blank rows and columns put in between.
    pub gaps: (Option<usize>, Option<usize>),
    pub spaced_heads: bool,
    pub total: bool,
    /// Taken in turn, as often as there are cells.
    pub values: Vec<(Decimal, Writing)>,
}

pub const REGIONS: [&str; 5] = ["魏都区", "建安区", "鄢陵县", "钧台街道", "老城镇敬老院"];
/// Name, kind and unit; units of whole things and of money.
pub const INDICATORS: [(&str, &str, &str); 4] =
    [("在册对象", "stock", "人"), ("救助支出", "flow", "万元"), ("床位", "stock", "张"), ("登记对数", "flow", "对")];

fn made() -> impl Strategy<Value = Made> {
    let value = (0_i64..9_999_999, 0_u32..3, dirt::writing()).prop_map(|(n, places, writing)| {
        // A count has no places; the drawing takes the whole part for those.
        (Decimal::new(n, places), writing)
    });
    let shape = (draw::layout(), 1..=REGIONS.len(), 1..=INDICATORS.len(), 1_usize..=6);
    let place = ((0_u32..40, 0_u32..30), (prop::option::of(1_usize..3), prop::option::of(1_usize..3)));
    (shape, place, any::<bool>(), any::<bool>(), prop::collection::vec(value, 1..40)).prop_map(
        |((layout, regions, indicators, periods), (corner, gaps), spaced_heads, total, values)| Made {
            layout,
            regions,
            indicators,
            periods,
            corner,
            gaps,
            spaced_heads,
            total,
            values,
        },
    )
}

static TEMPLATES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates");
    ["regions.toml", "units.toml", "limits.toml"]
        .map(|name| (name.to_owned(), std::fs::read(root.join(name)).unwrap()))
        .into()
});

fn catalog_with(form: &str) -> (Catalog, String) {
    catalog::load_with_form(&TEMPLATES, String::new(), "form.toml", form.as_bytes()).unwrap_or_else(|errors| {
        let told: Vec<String> = errors.iter().map(|error| error.text(yuebao::finding::Lang::En)).collect();
        panic!("{}\n{form}", told.join("\n"))
    })
}

/// The values of a sheet, and what was told of it.
struct Read {
    values: BTreeMap<Key, Option<Decimal>>,
    findings: Vec<Finding>,
    /// Everything that was kept or told, as text.
    kept: String,
}

fn read(form: &str, sheet: &Sheet) -> Read {
    let (catalog, id) = catalog_with(form);
    let file = InputFile {
        path: "2021年11月.xlsx".into(),
        month: Month::new(2021, 11).unwrap(),
        sha256: "0".into(),
        bytes: Arc::from(sheet.workbook()),
    };
    let reading = ingest::read_loose(&catalog, &catalog.forms[&id], &file, &|| false);
    let mut findings = reading.findings;
    let entries = settle(&catalog, reading.entries, &mut findings);
    let key = |entry: &ingest::Entry| {
        let indicator = catalog.indicators[&entry.indicator].name.clone();
        (entry.region.name.clone(), entry.period.to_string(), indicator, entry.measure.id().to_owned())
    };
    // Subtotals are cells, no values of a region.
    let counted = entries.iter().filter(|entry| entry.kind != EntryKind::Subtotal);
    let values = counted.map(|entry| (key(entry), entry.value.number().map(|n| n.normalize()))).collect();
    let kept = format!("{entries:?} {findings:?}");
    Read { values, findings, kept }
}

/// Dirt is told as what it is, and nothing else is complained of.
const FAIR: [&str; 9] = [
    "value.normalised",
    "value.missing",
    "value.placeholder",
    "value.annotated",
    "head.normalised",
    "layout.blank_row",
    "layout.blank_column",
    "unit.converted",
    "row.no_number",
];

fn check(case: &Case) -> Result<(), TestCaseError> {
    let Case { sheet, form, .. } = case;
    let read = read(form, sheet);
    let codes: Vec<&str> = read.findings.iter().map(|finding| finding.code).collect();
    let differs: Vec<String> = sheet
        .values
        .iter()
        .filter(|(key, value)| read.values.get(*key) != Some(value))
        .map(|(key, value)| format!("{key:?} is {value:?}, read {:?}", read.values.get(key)))
        .collect();
    prop_assert!(differs.is_empty(), "{}\n{codes:?}\n{form}\n{sheet:?}", differs.join("\n"));
    let invented: Vec<&Key> = read.values.keys().filter(|key| !sheet.values.contains_key(*key)).collect();
    prop_assert!(invented.is_empty(), "never written: {invented:?}\n{form}\n{sheet:?}");
    let is_fair = |code: &str| FAIR.contains(&code) || case.fair.contains(&code) || case.told.contains_key(code);
    let unfair: Vec<&&str> = codes.iter().filter(|code| !is_fair(code)).collect();
    prop_assert!(unfair.is_empty(), "{unfair:?}\n{form}\n{sheet:?}");
    for (code, times) in &case.told {
        let found = codes.iter().filter(|told| *told == code).count();
        prop_assert!(found == *times, "{code} told {found} times, not {times}\n{form}\n{sheet:?}");
    }
    if sheet.is_normalised {
        prop_assert!(codes.contains(&"value.normalised"), "not recorded\n{form}\n{sheet:?}");
    }
    let seen: Vec<&String> = case.secrets.iter().filter(|secret| read.kept.contains(*secret)).collect();
    prop_assert!(seen.is_empty(), "repeated: {seen:?}\n{}\n{form}", read.kept);
    Ok(())
}

/// As many as the environment asks for (PROPTEST_CASES), else enough for every layout to meet most kinds of dirt.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn what_was_written_is_read_back(made in made()) {
        check(&Case { sheet: draw::draw(&made), form: form(&made), ..Case::default() })?;
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn labelled_cells(case in fields::case()) {
        check(&case)?;
    }

    #[test]
    fn rosters(case in roster::case()) {
        check(&case)?;
    }

    #[test]
    fn rows_the_form_writes_down(case in written::case()) {
        check(&case)?;
    }

    #[test]
    fn units_wherever_they_are_said(case in units::case()) {
        check(&case)?;
    }

    #[test]
    fn rows_chosen_by_conditions(case in chosen::case()) {
        check(&case)?;
    }

    #[test]
    fn several_tables_on_a_sheet(case in tables::many()) {
        check(&case)?;
    }

    #[test]
    fn names_without_a_head(case in tables::unheaded()) {
        check(&case)?;
    }
}
