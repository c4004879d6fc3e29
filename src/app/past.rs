//! The editions of a desk that are there: their history, and publishing one.

use super::edition::{self, Issued, PeriodHistory, Publishing};
use super::error::Error;
use super::reading::Progress;
use super::session::Session;
use crate::model::Period;
use std::path::PathBuf;

impl Session {
    /// The history of one period; without one, of every period of the desk that has editions.
    ///
    /// # Errors
    /// I/O; a text that is no period.
    pub fn history(&self, period: Option<&str>) -> Result<Vec<PeriodHistory>, Error> {
        match period {
            Some(text) => {
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
        let issued = edition::issue(&out, wanted, &|| progress.waiting(&out))?;
        let folder = edition::edition_folder(&out, issued.edition);
        Ok((issued, folder))
    }
}
