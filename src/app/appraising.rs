//! The units' scores of a period by the scheme the desk names for it, with those of shorter periods where it carries them.

use super::reading::Reading;
use super::session::Session;
use crate::assessment::appraisal::{Appraised, Ground, appraise};
use crate::assessment::{Assessed, Assessment};
use crate::catalog::{Appraisal, RunKind};
use crate::model::{FigureKey, Period};
use crate::statistics::FigureBook;

impl Session {
    /// The scheme of a run of this length.
    pub(super) fn appraisal(&self, period: Period) -> Option<&Appraisal> {
        self.catalog.appraisals.get(self.desk.appraisals.of(RunKind::of(period))?)
    }

    /// The periods whose figures a run needs: its own, and those its score is made of.
    pub(super) fn appraised_periods(&self, period: Period) -> Vec<Period> {
        let mut all: Vec<Period> =
            self.parts(period).into_iter().flat_map(|part| self.appraised_periods(part)).collect();
        all.push(period);
        all
    }

    fn parts(&self, period: Period) -> Vec<Period> {
        let carried = self.appraisal(period).and_then(|scheme| scheme.carried);
        // Templates let only shorter runs be carried.
        carried.filter(|carried| carried.of < RunKind::of(period)).map_or_else(Vec::new, |c| c.of.within(period))
    }

    /// Nothing for a run the desk has no scheme for.
    pub(super) fn appraise(
        &self,
        reading: &Reading,
        book: &FigureBook,
        period: Period,
        assessed: &[Assessment],
    ) -> Option<Appraised> {
        let scheme = self.appraisal(period)?;
        let part = |part: Period| {
            let Assessed { list, figures } = self.assess(reading, book, part);
            let mut appraised = self.appraise(reading, book, part, &list)?;
            // What its points are traced to.
            appraised.figures.extend(figures);
            Some(appraised)
        };
        let parts: Vec<Appraised> = self.parts(period).into_iter().filter_map(part).collect();
        let (catalog, desk) = (&self.catalog, &self.desk);
        Some(appraise(&Ground { catalog, desk, scheme, period, assessed, parts: &parts }))
    }

    /// What a figure named by a scheme, or by an item of it, is called.
    pub(super) fn appraisal_name(&self, key: &FigureKey) -> Option<String> {
        let (id, item) = match key.indicator.as_str().split_once('.') {
            Some((id, item)) => (id, Some(item)),
            None => (key.indicator.as_str(), None),
        };
        let scheme =
            self.catalog.appraisals.get(id).filter(|_| !self.catalog.indicators.contains_key(&key.indicator))?;
        let items = scheme.items.iter().map(|one| (&one.id, &one.words));
        let others = scheme.deductions.iter().map(|one| (&one.id, &one.words));
        let mut all = items.chain(others).chain(scheme.bonuses.iter().map(|one| (&one.id, &one.words)));
        let words = item.and_then(|item| all.find(|(id, _)| id.as_str() == item)).map(|(_, words)| words);
        Some(words.map_or_else(|| scheme.name.clone(), |words| format!("{}·{words}", scheme.name)))
    }
}
