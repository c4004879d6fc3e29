//! `truth.csv`: what was put into every cell of invented returns, what the totals are, and which cells are wrong.

use super::error::Error;
use super::store;
use crate::catalog::{Catalog, Desk, Rollup};
use crate::demo::{self, Dirt, Numbers, Return};
use crate::model::{IndicatorId, Measure, Month};
use crate::render::csv::{self, CsvField};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

pub(super) const TRUTH: &str = "truth.csv";

const HEADER: [&str; 11] =
    ["period", "region_code", "indicator", "measure", "value", "unit", "file", "sheet", "cell", "kind", "original"];

/// Files people may lay beside the returns.
const ASIDE: &str = "README.md";

/// What stays in the folder. A folder that holds what demo has not written is left alone.
pub(super) fn kept(folder: &Path, prefix: &str, ours: &[&str]) -> Result<BTreeMap<String, Arc<[u8]>>, Error> {
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let there = store::read_tree(folder)?;
    let truth = there.get(&format!("{prefix}{TRUTH}")).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let truth = truth.unwrap_or_default();
    let mut lines = truth.trim_start_matches('\u{feff}').lines();
    let written = lines.next() == Some(&HEADER.join(","));
    let listed: BTreeSet<String> = if written {
        lines.filter_map(|line| line.split(',').nth(6)).map(|file| format!("{prefix}{file}")).collect()
    } else {
        BTreeSet::new()
    };
    let own = |name: &String| {
        written && (*name == format!("{prefix}{TRUTH}") || ours.iter().any(|start| name.starts_with(start)))
    };
    if let Some(other) = there.keys().find(|name| !listed.contains(*name) && !own(name) && *name != ASIDE) {
        return Err(Error::new("error.demo_folder").with("path", folder.display()).with("file", other));
    }
    let aside = there.into_iter().filter(|(name, _)| name == ASIDE);
    Ok(aside.map(|(name, bytes)| (name, bytes.into())).collect())
}

/// The rows of `truth.csv`.
pub(super) struct Truth<'a> {
    catalog: &'a Catalog,
    desk: &'a Desk,
    numbers: &'a Numbers<'a>,
    /// Every value of every return too.
    cells: bool,
    rows: Vec<Vec<CsvField>>,
    /// Who prints what in which month.
    printed: BTreeMap<(Month, IndicatorId, Measure), BTreeSet<usize>>,
}

impl<'a> Truth<'a> {
    pub fn new(catalog: &'a Catalog, desk: &'a Desk, numbers: &'a Numbers<'a>, cells: bool) -> Self {
        Self { catalog, desk, numbers, cells, rows: Vec::new(), printed: BTreeMap::new() }
    }

    /// A return: that it is there, every value where these are asked for, then every error.
    pub fn add(&mut self, month: Month, unit: usize, file: &str, made: &Return, dirt: &[Dirt]) {
        let code = self.desk.units.get(unit).map(|unit| unit.code.to_string()).unwrap_or_default();
        let sheet = |at: usize| made.book.sheets.get(at).map_or("", |sheet| sheet.name.as_str());
        let mut there = vec![CsvField::number(month), CsvField::text(&code)];
        there.resize(6, CsvField::Empty);
        there.extend([CsvField::text(file), CsvField::Empty, CsvField::Empty, CsvField::number("return")]);
        self.rows.push(there);
        for filled in &made.filled {
            let key = (month, filled.indicator.clone(), filled.measure);
            self.printed.entry(key).or_default().insert(unit);
            if !self.cells {
                continue;
            }
            self.rows.push(vec![
                CsvField::number(month),
                CsvField::text(&code),
                CsvField::text(&filled.indicator),
                CsvField::number(filled.measure),
                filled.value.map_or(CsvField::Empty, |value| CsvField::number(value.normalize())),
                CsvField::text(self.unit(&filled.indicator)),
                CsvField::text(file),
                CsvField::text(sheet(filled.sheet)),
                CsvField::number(filled.cell),
                CsvField::Empty,
                CsvField::Empty,
            ]);
        }
        for error in dirt {
            let (id, measure, unit) = match &error.of {
                Some((id, measure, unit)) => (id.to_string(), measure.to_string(), unit.clone()),
                None => Default::default(),
            };
            self.rows.push(vec![
                CsvField::number(month),
                CsvField::text(&code),
                CsvField::text(id),
                CsvField::number(measure),
                CsvField::text(&error.written),
                CsvField::text(unit),
                CsvField::text(file),
                CsvField::text(sheet(error.sheet)),
                CsvField::number(error.cell),
                CsvField::number(error.kind),
                CsvField::text(&error.original),
            ]);
        }
    }

    fn unit(&self, id: &IndicatorId) -> &str {
        self.catalog.indicators.get(id).map_or("", |indicator| indicator.unit.as_str())
    }

    /// The returns' rows, then the totals of those who print a value.
    pub fn csv(mut self) -> Vec<u8> {
        let mut rows = std::mem::take(&mut self.rows);
        for ((month, id, measure), units) in &self.printed {
            // Standards have no total.
            let rollup = self.catalog.indicators.get(id).map(|indicator| indicator.rollup);
            if rollup == Some(Rollup::None) {
                continue;
            }
            let total = demo::totals(self.numbers, *month, id, *measure, units).and_then(|total| total.to_text());
            let Some(total) = total else { continue };
            rows.push(vec![
                CsvField::number(month),
                CsvField::text(&self.desk.region),
                CsvField::text(id),
                CsvField::number(measure),
                CsvField::number(total),
                CsvField::text(self.unit(id)),
            ]);
        }
        let full = |mut row: Vec<CsvField>| {
            row.resize(HEADER.len(), CsvField::Empty);
            row
        };
        csv::write(&HEADER, rows.into_iter().map(full))
    }
}
