//! A rule that could not be decided: it is told, not hidden.

use crate::finding::FindingOperand;
use crate::model::{IndicatorId, Measure, Month, RegionCode};

#[derive(Clone, Debug, PartialEq)]
pub struct Undecided {
    pub rule: String,
    pub region: RegionCode,
    pub month: Month,
    pub measure: Option<Measure>,
    /// The indicator the rule was run for.
    pub indicator: Option<IndicatorId>,
    /// The rule as a person reads it.
    pub words: String,
    /// What it looked for and there is no number of; of a month that was not read there is no fact to name.
    pub lacking: Vec<FindingOperand>,
}
