//! How much the rules of a desk notice.

use super::error::Error;
use super::reading::Progress;
use super::session::Session;
use crate::model::Month;
use crate::validation::{self, Mutation};

impl Session {
    /// Changes every number of the year up to `last`, one at a time.
    ///
    /// # Errors
    /// I/O.
    pub fn mutate(&self, last: Month, progress: &dyn Progress) -> Result<Mutation, Error> {
        let reading = self.read(last, progress)?;
        let ledger = &reading.returns.ledger;
        Ok(validation::mutate(&self.catalog, &self.desk, &reading.facts, &reading.months, ledger))
    }
}
