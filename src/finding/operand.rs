//! A value a finding speaks about, with its cell.

use crate::model::{IndicatorId, Measure, Month, Place, RegionCode};

#[derive(Clone, Debug, PartialEq)]
pub struct FindingOperand {
    pub indicator: IndicatorId,
    pub measure: Measure,
    pub region: RegionCode,
    pub month: Month,
    pub place: Place,
    pub raw: String,
    /// Empty when there is no number.
    pub value: String,
}
