//! Figures against the desk's targets.

use super::reading::Reading;
use super::session::Session;
use crate::assessment::{self, Assessed, Assessment};
use crate::catalog::Report;
use crate::model::Period;
use crate::statistics::FigureBook;

impl Session {
    /// Every target of the desk, for the period.
    pub fn assess(&self, reading: &Reading, book: &FigureBook, period: Period) -> Assessed {
        let none = Vec::new();
        let targets = self.catalog.targets.get(&self.desk.id).unwrap_or(&none);
        assessment::assess(&self.catalog, &self.desk, targets, book, &reading.returns.ledger, period)
    }

    /// The judgements of the periods before one in its year, the latest first: as many as the reports look back.
    pub(super) fn judged_before<'r>(
        &self,
        reading: &Reading,
        book: &FigureBook,
        period: Period,
        reports: impl Iterator<Item = &'r Report>,
    ) -> Vec<Vec<Assessment>> {
        let back = reports
            .filter_map(|report| self.catalog.summons(&self.desk.id, report))
            .map(|summons| summons.periods)
            .max()
            .unwrap_or(1);
        let before = std::iter::successors(period.previous_in_year(), |period| period.previous_in_year());
        before.take(back.saturating_sub(1)).map(|period| self.assess(reading, book, period).list).collect()
    }
}
