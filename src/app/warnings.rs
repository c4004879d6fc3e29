//! What is told of an edition beside its files: units an order is meant for and does not go to, papers dated before what
//! they report.

use super::report::Run;
use crate::finding::Arguments;
use crate::report::{self, ReportInput};

/// A message with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub key: &'static str,
    pub arguments: Arguments,
}

impl Run<'_> {
    /// In the order of the reports; what is of all of them comes last.
    pub(super) fn warnings(&self, input: &ReportInput<'_>) -> Vec<Warning> {
        let left_out = |report| self.left_out(&ReportInput { report, ..*input });
        self.also.iter().copied().filter_map(left_out).chain(self.dated_before()).collect()
    }

    fn left_out(&self, input: &ReportInput<'_>) -> Option<Warning> {
        let units = report::unaddressed(input);
        if units.is_empty() {
            return None;
        }
        let mut arguments = Arguments::default();
        arguments.push("name", &input.report.name);
        arguments.push("units", units.join("、"));
        arguments.push("report", &input.report.id);
        Some(Warning { key: "report.left_out", arguments })
    }

    /// Returns of the period that were sent after the day the papers are dated.
    fn dated_before(&self) -> Option<Warning> {
        let months = self.period.months();
        let of_period = self.reading.returns.register.iter().filter(|record| months.contains(&record.month));
        let mut later: Vec<_> =
            of_period.filter_map(|record| Some((record.submitted.filter(|day| *day > self.as_of)?, record))).collect();
        later.sort_by_key(|one| one.0);
        let (last, _) = later.last()?;
        let name = |region| self.session.catalog.regions.get(region).map_or("", |region| region.short.as_str());
        let told = later.iter().map(|(day, record)| format!("{}（{day}）", name(&record.region)));
        let mut arguments = Arguments::default();
        arguments.push("date", self.as_of);
        arguments.push("units", told.collect::<Vec<_>>().join("、"));
        arguments.push("last", last);
        Some(Warning { key: "report.dated_before", arguments })
    }
}
