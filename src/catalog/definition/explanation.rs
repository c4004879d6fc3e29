//! What somebody says of a finding: why a number that looks wrong is right.

use crate::finding::Explanation;
use crate::model::{IndicatorId, Measure, Month, RegionCode};

/// An explanation as given, by the desk in its list or by a county in its annotated copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenExplanation {
    pub about: About,
    /// The value explained: as it stood in the cell, or as a plain number. Of any other it says nothing.
    pub value: Option<String>,
    /// The mark of what the finding rested on when it was explained. Of any other it says nothing.
    pub context: Option<String>,
    pub words: Explanation,
}

/// What it explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The finding of that id.
    Finding(String),
    /// Every query about the number; of one rule or code where that is said.
    Number {
        month: Month,
        region: RegionCode,
        indicator: IndicatorId,
        measure: Measure,
        rule: Option<String>,
        code: Option<&'static str>,
    },
}
