//! Figures against the desk's targets.

use super::reading::Reading;
use super::session::Session;
use crate::assessment::{self, Assessed};
use crate::model::Period;
use crate::statistics::FigureBook;

impl Session {
    /// Every target of the desk, for the period.
    pub fn assess(&self, reading: &Reading, book: &FigureBook, period: Period) -> Assessed {
        let none = Vec::new();
        let targets = self.catalog.targets.get(&self.desk.id).unwrap_or(&none);
        assessment::assess(&self.catalog, &self.desk, targets, book, &reading.returns.ledger, period)
    }
}
