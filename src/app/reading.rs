//! Reads the returns of some months, side by side.

use super::error::Error;
use super::own_facts::own_facts;
use super::session::Session;
use super::store;
use crate::catalog::GivenExplanation;
use crate::facts::FactTable;
use crate::finding::Finding;
use crate::ingest::{self, FileRecord, FileState, InputFile, OutOfTime, Part, Returns};
use crate::model::{Month, Period, Place};
use crate::statistics::{self, FigureBook};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Told how far reading has come.
pub trait Progress: Sync {
    fn start(&self, total: usize);
    fn step(&self);
    fn finish(&self);
    /// Another run writes into this folder: ours waits until it is done.
    fn waiting(&self, _: &Path) {}
}

/// Says nothing.
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: usize) {}
    fn step(&self) {}
    fn finish(&self) {}
}

/// All that was read, as facts.
#[derive(Debug)]
pub struct Reading {
    pub returns: Returns,
    pub facts: FactTable,
    pub months: Vec<Month>,
    /// Folders without a file of the reading: months that are empty, and those in which no return is looked for.
    pub folders: Vec<String>,
    /// What the counties explained in the months' folders.
    pub explanations: Vec<GivenExplanation>,
}

impl Session {
    /// Reads the year's months up to `last` that have folders: what a figure of `last` may go back to.
    ///
    /// # Errors
    /// I/O only; what a file holds is never an error.
    pub fn read(&self, last: Month, progress: &dyn Progress) -> Result<Reading, Error> {
        let months: Vec<Month> = self.months()?.into_iter().filter(|month| *month <= last).collect();
        let mut files = Vec::new();
        let mut stray = Vec::new();
        for month in &months {
            for (name, path) in store::month_files(&self.inputs, *month)? {
                let file = store::read_input(&path, &name, *month)?;
                if self.is_ignored(&name) {
                    stray.push(file);
                } else {
                    files.push(file);
                }
            }
        }
        let mut returns = ingest::assemble(&self.catalog, &self.desk, &months, self.read_files(&files, progress)?);
        let misplaced = self.misplaced(&months)?;
        returns.findings.extend(misplaced.findings);
        returns.files.extend(misplaced.files.into_iter().map(|(name, sha256)| ignored(name.into(), sha256.into())));
        for file in &stray {
            returns.files.push(ignored(Arc::clone(&file.path), Arc::clone(&file.sha256)));
            returns.findings.push(Finding::new("file.ignored", file.month, Place::file(&file.path)));
        }
        let explained = self.read_explanations(&months, &Silent)?;
        returns.files.extend(explained.files);
        returns.findings.extend(explained.findings);
        returns.files.sort_by(|a, b| a.path.cmp(&b.path));
        returns.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut facts = std::mem::take(&mut returns.facts);
        facts.extend(own_facts(&self.catalog, &self.desk, &months));
        let (facts, _) = FactTable::new(facts).map_err(|e| Error::new("error.defect").with("reason", e.0))?;
        let mut folders = misplaced.folders;
        let has_file = |month: &Month| returns.files.iter().any(|file| file.path.starts_with(&format!("{month}/")));
        folders.extend(months.iter().filter(|month| !has_file(month)).map(ToString::to_string));
        Ok(Reading { returns, facts, months, folders, explanations: explained.given })
    }

    pub(super) fn is_ignored(&self, name: &str) -> bool {
        self.desk.ignored_files.iter().any(|pattern| store::matches(pattern, name))
    }

    fn read_files(&self, files: &[InputFile], progress: &dyn Progress) -> Result<Vec<Part>, Error> {
        side_by_side(files, self.jobs, self.catalog.bounds.seconds, progress, &|file, out_of_time| {
            ingest::read_part(&self.catalog, &self.desk, file, out_of_time)
        })
    }

    /// The figures of all months read, and of `wanted`.
    ///
    /// # Errors
    /// A defect of the fact table.
    pub fn figures(&self, reading: &Reading, wanted: &[Period]) -> Result<FigureBook, Error> {
        let mut periods: Vec<Period> = reading.months.iter().copied().map(Period::Month).collect();
        for period in wanted {
            let before = period.previous_in_year();
            for needed in before.iter().chain(std::iter::once(period)) {
                if !periods.contains(needed) {
                    periods.push(*needed);
                }
            }
        }
        statistics::figures(&self.catalog, &self.desk, &reading.facts, &periods)
            .map_err(|e| Error::new("error.defect").with("reason", e.0))
    }
}

/// Reads files side by side, each within its time.
///
/// # Errors
/// No threads to be had.
pub(super) fn side_by_side<T: Send>(
    files: &[InputFile],
    jobs: usize,
    seconds: u64,
    progress: &dyn Progress,
    read: &(dyn Fn(&InputFile, OutOfTime<'_>) -> T + Sync),
) -> Result<Vec<T>, Error> {
    progress.start(files.len());
    let limit = Duration::from_secs(seconds);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|e| Error::new("error.defect").with("reason", e))?;
    let one = |file: &InputFile| {
        let start = Instant::now();
        let reading = read(file, &|| start.elapsed() > limit);
        progress.step();
        reading
    };
    let readings = pool.install(|| files.par_iter().map(one).collect());
    progress.finish();
    Ok(readings)
}

fn ignored(path: Arc<str>, sha256: Arc<str>) -> FileRecord {
    FileRecord { path, sha256, region: None, state: FileState::Ignored }
}
