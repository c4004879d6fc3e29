//! What `yuebao check --write` leaves for the counties: one folder, written whole in place of the one before.

use super::error::Error;
use super::reading::Progress;
use super::session::Session;
use super::store::{self, Replaced};
use super::{annotated, letters};
use crate::model::Period;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder below the period's outputs.
const FOLDER: &str = "审核";
/// What may stand in it: a folder that holds anything else is not replaced.
const KNOWN: [&str; 4] = [annotated::FOLDER, letters::FOLDER, "findings.json", "findings.xlsx"];

/// What was written.
#[derive(Clone, Debug)]
pub struct Reviewed {
    pub folder: PathBuf,
    /// Annotated copies.
    pub copies: usize,
    pub letters: usize,
    pub unchanged: bool,
}

impl Session {
    /// Writes what is to go to the counties, a folder a period.
    ///
    /// # Errors
    /// I/O; a folder with other things in it.
    pub fn write_review(&self, periods: &[Period], progress: &dyn Progress) -> Result<Vec<Reviewed>, Error> {
        periods.iter().map(|period| self.write_period(*period, periods.len() > 1, progress)).collect()
    }

    fn write_period(&self, period: Period, several: bool, progress: &dyn Progress) -> Result<Reviewed, Error> {
        let folder = self.review_folder(period, several);
        check_folder(&folder)?;
        let outputs = self.review(period, progress)?;
        let below = |name: &str| outputs.iter().filter(|output| output.path.starts_with(name)).count();
        let (copies, letters) = (below(annotated::FOLDER), below(letters::FOLDER));
        let files: BTreeMap<String, Arc<[u8]>> =
            outputs.into_iter().map(|output| (output.path, output.bytes)).collect();
        let unchanged = store::replace_folder(&folder, &files)? == Replaced::Same;
        Ok(Reviewed { folder, copies, letters, unchanged })
    }

    fn review_folder(&self, period: Period, several: bool) -> PathBuf {
        match &self.out {
            Some(out) if several => out.join(period.to_string()),
            Some(out) => out.clone(),
            None => self.out_folder(period).join(FOLDER),
        }
    }
}

fn check_folder(folder: &Path) -> Result<(), Error> {
    if !folder.exists() {
        return Ok(());
    }
    let there = store::read_tree(folder)?;
    let is_known = |path: &&String| path.split('/').next().is_some_and(|first| KNOWN.contains(&first));
    match there.keys().find(|path| !is_known(path)) {
        Some(other) => Err(Error::new("error.forms_folder").with("path", folder.display()).with("file", other)),
        None => Ok(()),
    }
}
