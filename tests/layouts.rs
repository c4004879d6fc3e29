//! Workbooks made up at random, in every layout and with the dirt of real offices, read back to the values they were
//! made from.

// Tests fail by panicking; what is drawn is drawn by row and column number.
#![allow(clippy::unwrap_used, clippy::panic, clippy::needless_range_loop)]

#[path = "layouts/dirt.rs"]
mod dirt;
#[path = "layouts/draw.rs"]
mod draw;

use dirt::Writing;
use draw::{Layout, Sheet, form};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use yuebao::catalog::{self, Catalog};
use yuebao::ingest::{self, InputFile, settle};
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

/// What a value is of: region, period, indicator, measure.
pub type Key = (String, String, String, String);

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

fn read(form: &str, sheet: &Sheet) -> (BTreeMap<Key, Option<Decimal>>, BTreeSet<&'static str>) {
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
    let values = entries.iter().map(|entry| (key(entry), entry.value.number().map(|n| n.normalize()))).collect();
    (values, findings.iter().map(|finding| finding.code).collect())
}

/// As many as the environment asks for (PROPTEST_CASES), else enough for every layout to meet most kinds of dirt.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_back(made in made()) {
        let sheet = draw::draw(&made);
        let form = form(&made);
        let (read, findings) = read(&form, &sheet);
        let differs: Vec<String> = sheet
            .values
            .iter()
            .filter(|(key, value)| read.get(*key) != Some(value))
            .map(|(key, value)| format!("{key:?} is {value:?}, read {:?}", read.get(key)))
            .collect();
        prop_assert!(differs.is_empty(), "{}\n{findings:?}\n{form}\n{sheet:?}", differs.join("\n"));
        let invented: Vec<&Key> = read.keys().filter(|key| !sheet.values.contains_key(*key)).collect();
        prop_assert!(invented.is_empty(), "never written: {invented:?}\n{form}\n{sheet:?}");
        // Dirt is told as what it is, and nothing else is complained of.
        let fair = [
            "value.normalised", "value.missing", "value.placeholder", "value.annotated", "head.normalised",
            "layout.blank_row", "layout.blank_column", "unit.converted", "row.no_number",
        ];
        let unfair: Vec<&&str> = findings.iter().filter(|code| !fair.contains(code)).collect();
        prop_assert!(unfair.is_empty(), "{unfair:?}\n{form}\n{sheet:?}");
        if sheet.is_normalised {
            prop_assert!(findings.contains("value.normalised"), "not recorded\n{sheet:?}");
        }
    }
}
