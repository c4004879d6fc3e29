//! One value for all that is worth telling a person: code, level, place, operands, advice.

mod message;
mod operand;

pub use message::{Lang, Text};
pub use operand::FindingOperand;

use crate::model::{IndicatorId, Measure, Month, Place, RegionCode};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 强制: must be corrected before an edition is final.
    Must,
    /// 核实: must be corrected or explained.
    Query,
    /// Recorded, nothing to do.
    Note,
}

impl Level {
    pub fn id(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Query => "query",
            Self::Note => "note",
        }
    }
}

/// Something worth telling a person, about one place in one return.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Stable, dotted (`sum.mismatch`); listed in `docs/findings.md`.
    pub code: &'static str,
    /// The rule that failed, if a rule did.
    pub rule: Option<String>,
    pub level: Level,
    pub region: Option<RegionCode>,
    pub month: Month,
    pub form: Option<String>,
    pub indicator: Option<IndicatorId>,
    pub measure: Option<Measure>,
    pub place: Place,
    /// What stands in the cell.
    pub raw: Option<String>,
    /// Said in the language of the reader.
    pub headline: Text,
    pub advice: Text,
    /// The two sides of a failed comparison, as printed.
    pub comparison: Option<Comparison>,
    pub operands: Vec<FindingOperand>,
}

/// Left, operator, right and difference, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub left: String,
    pub op: &'static str,
    pub right: String,
    pub difference: String,
}
