//! A cell that may be the one in the wrong.

use crate::model::{IndicatorId, Measure, Month, Place, RegionCode};

/// One of the smallest set of cells whose change makes all failed rules hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    pub indicator: IndicatorId,
    pub measure: Measure,
    pub region: RegionCode,
    pub month: Month,
    pub place: Place,
    /// What stands in it.
    pub raw: String,
    /// The number that would make the rules hold; empty when there is more than one.
    pub repair: String,
}

impl Suspect {
    /// Where it is, as said beside another place: what the two share is left out.
    pub fn beside(&self, other: &Place) -> String {
        self.place.beside(other)
    }
}
