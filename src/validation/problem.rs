//! The same problem from month to month: of one unit, one rule or code, one number or one sheet.

use crate::finding::Finding;
use crate::model::{IndicatorId, Measure, Month, RegionCode};

/// What stays the same of a problem while months go by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Problem<'a> {
    code: &'a str,
    rule: Option<&'a str>,
    region: &'a RegionCode,
    indicator: Option<&'a IndicatorId>,
    measure: Option<Measure>,
    /// Only where it is about no indicator: cells move, sheets are renamed rarely.
    sheet: Option<&'a str>,
}

impl<'a> Problem<'a> {
    /// Nothing for a finding of no unit: it is of a file, and files have other names each month.
    pub fn of(finding: &'a Finding) -> Option<Self> {
        Some(Self {
            code: finding.code,
            rule: finding.rule.as_deref(),
            region: finding.region.as_ref()?,
            indicator: finding.indicator.as_ref(),
            measure: finding.measure,
            sheet: if finding.indicator.is_some() { None } else { finding.place.sheet.as_deref() },
        })
    }
    /// It is about a number or a sheet, and not about a file or a return as a whole.
    pub fn is_placed(&self) -> bool {
        self.indicator.is_some() || self.sheet.is_some()
    }
}

/// Months from one to another.
pub(super) fn months_between(from: Month, to: Month) -> i64 {
    let count = |month: Month| i64::from(month.year()) * 12 + i64::from(month.number());
    count(to) - count(from)
}
