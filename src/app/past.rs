//! The editions of a desk that are there: their history, and publishing one.

use super::edition::{self, Issued, PeriodHistory, Publishing, Shelf};
use super::error::Error;
use super::reading::Progress;
use super::session::Session;
use super::store;
use crate::model::{Month, Period};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

impl Session {
    /// The history of one period; without one, of every period of the desk that has editions.
    ///
    /// # Errors
    /// I/O; a text that is no period.
    pub fn history(&self, period: Option<&str>) -> Result<Vec<PeriodHistory>, Error> {
        match period {
            Some(text) => {
                if text.contains("..") {
                    return Err(Error::new("error.range").with("period", text));
                }
                let period = Period::parse(text).map_err(|e| Error::new("error.period").with("period", e.0))?;
                Ok(vec![edition::of_period(&self.out_folder(period), &period.to_string())?])
            }
            None => edition::of_desk(&self.archive_folder()),
        }
    }

    /// Publishes an edition of a period; gives it and its folder.
    ///
    /// # Errors
    /// As the publications' file and the state of the edition have it.
    pub fn publish(
        &self,
        period: Option<&str>,
        wanted: &Publishing,
        progress: &dyn Progress,
    ) -> Result<(Issued, PathBuf), Error> {
        let period = self.period(period)?;
        let out = self.out_folder(period);
        if wanted.by.is_empty() {
            return Err(Error::new("error.publish_by"));
        }
        if wanted.edition.is_none() {
            self.is_of_today(&out, period)?;
        }
        let issued = edition::issue(&out, wanted, &|| progress.waiting(&out))?;
        let folder = edition::edition_folder(&out, issued.edition);
        Ok((issued, folder))
    }

    /// The last edition is that of the returns that are there now: who publishes it means them.
    fn is_of_today(&self, out: &Path, period: Period) -> Result<(), Error> {
        let shelf = Shelf::read(out)?;
        let Some(last) = shelf.current() else { return Ok(()) };
        let then: BTreeMap<&str, &str> =
            last.manifest.inputs.iter().map(|input| (input.path.as_str(), input.sha256.as_str())).collect();
        // What lies in folders inside a month's is told where it is read, and changes no number.
        let is_read = |path: &str| path.split('/').count() <= 2 || path.split('/').nth(1) == Some(store::NOTES);
        let then: BTreeMap<&str, &str> = then.into_iter().filter(|(path, _)| is_read(path)).collect();
        let now = self.inputs_now(period.last_month())?;
        let is_new = now.iter().filter(|(path, sha256)| then.get(path.as_str()) != Some(&sha256.as_str()));
        let is_gone = then.keys().filter(|path| !now.contains_key(**path));
        let differ: Vec<&str> = is_new.map(|(path, _)| path.as_str()).chain(is_gone.copied()).collect();
        if differ.is_empty() {
            return Ok(());
        }
        let error = Error::new("error.publish_returns").with("edition", last.manifest.edition);
        Err(error.with("files", differ.join("、")))
    }

    /// The files that a reading up to a month looks at, and their hashes.
    fn inputs_now(&self, last: Month) -> Result<BTreeMap<String, String>, Error> {
        let mut files: BTreeMap<String, String> = store::strays(&self.inputs)?.into_iter().collect();
        for month in self.months()?.into_iter().filter(|month| *month <= last) {
            let explanations = store::explanation_files(&self.inputs, month)?;
            for (name, path) in store::month_files(&self.inputs, month)?.into_iter().chain(explanations) {
                files.insert(format!("{month}/{name}"), store::sha256(&store::read(&path)?));
            }
        }
        Ok(files)
    }
}
