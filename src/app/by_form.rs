//! Any files by one form, without a desk: what they hold, as figures and as single cells.

use super::error::Error;
use super::figures::HEADER;
use super::reading::{Progress, side_by_side};
use super::session::Options;
use super::wanted::Wanted;
use super::{store, templates};
use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::ingest::{self, Entry, EntryKind, InputFile};
use crate::model::{Decimal, FigureKey, Month, Value};
use crate::render::csv::{self, CsvField};
use crate::statistics;
use std::path::{Path, PathBuf};

/// What files hold for a form.
#[derive(Debug)]
pub struct ByForm {
    pub catalog: Catalog,
    pub form: String,
    /// One of each key: what counts.
    pub entries: Vec<Entry>,
    /// Every cell that was read as a value, in the order of files, sheets, tables.
    pub cells: Vec<Entry>,
    pub findings: Vec<Finding>,
}

const CELLS: [&str; 12] =
    ["file", "sheet", "cell", "region", "period", "indicator", "measure", "raw", "value", "unit", "missing", "kind"];

/// A month that is never shown: a file without a desk lies in no period folder.
fn no_month() -> Result<Month, Error> {
    Month::new(1900, 1).ok_or_else(|| Error::new("error.defect").with("reason", "1900-01"))
}

impl ByForm {
    /// Reads files by a form that need not be among the templates.
    ///
    /// # Errors
    /// Templates or the form not understood, a file that is not there. What a file holds is never an error.
    pub fn read(options: &Options, form: &Path, files: &[PathBuf], progress: &dyn Progress) -> Result<Self, Error> {
        let (catalog, id) = templates::standing_with_form(options, form)?;
        let month = no_month()?;
        let mut inputs = Vec::new();
        for path in files {
            let bytes = std::fs::read(path).map_err(|e| store::read_error(path, &e))?;
            let sha256 = store::sha256(&bytes).into();
            inputs.push(InputFile { path: shown(path, files).into(), month, sha256, bytes: bytes.into() });
        }
        let readings = match catalog.forms.get(&id) {
            Some(form) => {
                side_by_side(&inputs, options.jobs, catalog.bounds.seconds, progress, &|file, out_of_time| {
                    ingest::read_loose(&catalog, form, file, out_of_time)
                })
            }
            None => Ok(Vec::new()),
        };
        let mut all = Self { catalog, form: id, entries: Vec::new(), cells: Vec::new(), findings: Vec::new() };
        for reading in readings? {
            all.cells.extend(reading.entries);
            all.findings.extend(reading.findings);
        }
        ingest::part_namesakes(&all.catalog, &mut all.cells, &mut all.findings);
        all.entries = ingest::settle(&all.catalog, all.cells.clone(), &mut all.findings);
        statistics::withhold(&all.catalog, &mut all.entries, &mut all.cells, &mut all.findings);
        all.findings.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.order().cmp(&b.order())));
        Ok(all)
    }

    /// The figures of what counts, as CSV. Subtotals are cells, no figures of a region.
    ///
    /// # Errors
    /// What is wanted is not among what was read.
    pub fn figures_csv(&self, wanted: &Wanted) -> Result<Vec<u8>, Error> {
        Ok(csv::write(&HEADER, self.figures(wanted)?.map(|entry| self.row(entry))))
    }

    /// The same as a list of objects with the columns as keys, every value a text as in the CSV.
    ///
    /// # Errors
    /// As [`ByForm::figures_csv`].
    pub fn figures_json(&self, wanted: &Wanted) -> Result<Vec<u8>, Error> {
        Ok(super::figures::objects(self.figures(wanted)?.map(|entry| self.row(entry))))
    }

    fn figures(&self, wanted: &Wanted) -> Result<impl Iterator<Item = &Entry>, Error> {
        let found = wanted.among(&self.entries, &|id| self.indicator_name(id))?;
        Ok(found.into_iter().filter(|entry| entry.kind != EntryKind::Subtotal))
    }

    fn row(&self, entry: &Entry) -> Vec<CsvField> {
        let indicator = self.catalog.indicators.get(&entry.indicator);
        let number = entry.value.number();
        // Nothing that stands in the cell is rounded away.
        let places = indicator.map_or(0, |indicator| indicator.places).max(number.map_or(0, |n| n.normalize().scale()));
        let key = FigureKey {
            region: entry.region.code.clone(),
            indicator: entry.indicator.clone(),
            measure: entry.measure,
            period: entry.period,
        };
        vec![
            CsvField::Empty,
            CsvField::number(entry.period),
            CsvField::text(&entry.region.code),
            CsvField::text(&entry.region.name),
            CsvField::text(&entry.indicator),
            CsvField::text(indicator.map_or(entry.indicator.as_str(), |indicator| indicator.name.as_str())),
            CsvField::number(entry.measure),
            number.map_or(CsvField::Empty, |n| CsvField::number(n.normalize())),
            CsvField::text(&entry.unit),
            CsvField::number(places),
            number.map_or(CsvField::Empty, |n| CsvField::number(with_places(n, places))),
            CsvField::number(missing(entry.value)),
            CsvField::text(key),
        ]
    }

    /// Every cell as CSV: where it stands, what it is of, what stood there and what it was read as.
    pub fn cells_csv(&self) -> Vec<u8> {
        let row = |entry: &Entry| {
            vec![
                CsvField::text(&entry.source.file),
                CsvField::text(&entry.source.sheet),
                CsvField::number(entry.cells()),
                CsvField::text(&entry.region.name),
                CsvField::number(entry.period),
                CsvField::text(&entry.indicator),
                CsvField::number(entry.measure),
                CsvField::text(&entry.source.raw),
                entry.value.number().map_or(CsvField::Empty, |n| CsvField::number(n.normalize())),
                CsvField::text(&entry.unit),
                CsvField::number(missing(entry.value)),
                CsvField::number(entry.kind.id()),
            ]
        };
        csv::write(&CELLS, self.cells.iter().map(row))
    }

    /// Writes the cells to a file, whole or not at all; never over a file of `read`, nor over what is no plain file.
    ///
    /// # Errors
    /// The file cannot be written, or must not be.
    pub fn write_cells(&self, path: &Path, read: &[&Path]) -> Result<(), Error> {
        let same = |one: &&&Path| {
            let real = |path: &Path| std::fs::canonicalize(path).ok();
            real(path).is_some_and(|target| real(one) == Some(target))
        };
        let is_special = std::fs::symlink_metadata(path).is_ok_and(|there| !there.file_type().is_file());
        if is_special || read.iter().any(|one| same(&one)) {
            return Err(Error::new("error.cells_target").with("path", path.display()));
        }
        store::replace_file(path, &self.cells_csv())
    }

    /// An indicator's name, for messages.
    pub fn indicator_name(&self, id: &crate::model::IndicatorId) -> String {
        self.catalog.indicators.get(id).map_or_else(|| id.to_string(), |indicator| indicator.name.clone())
    }
}

/// A file by its name; by its path as given where two have one name. No folder of the machine is shown without need.
fn shown(path: &Path, all: &[PathBuf]) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let own = name(path);
    if all.iter().filter(|other| name(other) == own).count() > 1 { path.display().to_string() } else { own }
}

fn missing(value: Value) -> &'static str {
    match value {
        Value::Number(_) => "",
        Value::Missing(missing) => missing.id(),
    }
}

fn with_places(number: Decimal, places: u32) -> String {
    let mut shown = number;
    shown.rescale(places);
    shown.to_string()
}
