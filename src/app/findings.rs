//! What a check found: the register, the findings of ingestion and of the rules.

use super::reading::Reading;
use super::session::Session;
use crate::assessment::quality::Score;
use crate::finding::{Finding, Lang, Level};
use crate::ingest::ReturnRecord;
use crate::model::{Month, Period};
use crate::validation::{self, Tally, Undecided, Validation};
use std::collections::BTreeSet;

/// All that is worth telling about some months.
#[derive(Clone, Debug)]
pub struct CheckResult {
    pub months: Vec<Month>,
    /// Of the months asked for, by month, level, unit and place.
    pub findings: Vec<Finding>,
    /// All rules together, over the months asked for.
    pub runs: Tally,
    /// The runs that came to no answer, of the months asked for, by month, unit and rule.
    pub undecided: Vec<Undecided>,
    /// Of the months asked for.
    pub register: Vec<ReturnRecord>,
    /// Must-level findings of earlier months that enter the figures of the one period asked for.
    pub earlier: Vec<Finding>,
    /// Of the returns in the register; none where the desk has no scheme.
    pub quality: Vec<Score>,
}

impl CheckResult {
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

impl Session {
    /// Runs the rules over everything read and keeps what is of these periods.
    pub fn check(&self, reading: &Reading, periods: &[Period]) -> CheckResult {
        let found = self.all_findings(reading, Vec::new());
        self.checked(reading, periods, &found)
    }

    /// What ingestion and the rules found in everything read, and `more`, in order.
    pub(super) fn all_findings(&self, reading: &Reading, more: Vec<Finding>) -> Validation {
        let mut found =
            validation::validate(&self.catalog, &self.desk, &reading.facts, &reading.months, &reading.returns.ledger);
        let mut all = reading.returns.findings.clone();
        all.append(&mut found.findings);
        all.extend(more);
        validation::join(&mut all);
        validation::explain(&mut all, &self.explanations(&reading.explanations), &reading.months);
        validation::first_seen(&mut all);
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        Validation { findings: all, ..found }
    }

    /// Of all that was found, what is of these periods.
    pub(super) fn checked(&self, reading: &Reading, periods: &[Period], found: &Validation) -> CheckResult {
        let months: BTreeSet<Month> = periods.iter().flat_map(|period| period.months()).collect();
        let findings = found.findings.iter().filter(|finding| months.contains(&finding.month));
        let register = reading.returns.register.iter().filter(|entry| months.contains(&entry.month));
        let register: Vec<ReturnRecord> = register.cloned().collect();
        let mut undecided: Vec<Undecided> =
            found.undecided.iter().filter(|run| months.contains(&run.month)).cloned().collect();
        let unit = |run: &Undecided| self.desk.units.iter().position(|unit| unit.code == run.region);
        undecided.sort_by_cached_key(|run| (run.month, unit(run), run.rule.clone()));
        CheckResult {
            quality: self.quality(&register, &found.findings),
            register,
            findings: findings.cloned().collect(),
            runs: runs(found, &months),
            undecided,
            earlier: Vec::new(),
            months: months.into_iter().collect(),
        }
    }

    /// The language of what is written to files.
    pub fn language(&self) -> Lang {
        if self.desk.language == "en" { Lang::En } else { Lang::Zh }
    }
}

/// How the rules came out over these months, all together.
fn runs(found: &Validation, months: &BTreeSet<Month>) -> Tally {
    let of_months = found.tallies.iter().filter(|((month, _), _)| months.contains(month));
    of_months.fold(Tally::default(), |sum, (_, tally)| Tally {
        pass: sum.pass + tally.pass,
        fail: sum.fail + tally.fail,
        undecided: sum.undecided + tally.undecided,
        broken: sum.broken + tally.broken,
    })
}
