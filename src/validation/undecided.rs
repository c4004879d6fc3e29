//! A run of a rule that came to no answer, with what it lacked.

use crate::finding::FindingOperand;
use crate::model::{IndicatorId, Measure, Month, RegionCode};

/// Neither held nor failed: an operand has no number, or there is nothing to divide by.
#[derive(Clone, Debug, PartialEq)]
pub struct Undecided {
    pub rule: String,
    pub region: RegionCode,
    pub month: Month,
    /// What it was run for, where it is run for several.
    pub measure: Option<Measure>,
    pub indicator: Option<IndicatorId>,
    /// The rule as a person reads it.
    pub words: String,
    /// The operands without a number. One whose month was not read, or whose return never came, has no place; where
    /// there are none at all, the rule divides by zero.
    pub lacking: Vec<FindingOperand>,
    /// Of a check against other months or units that had too few of them: for how many numbers of the unit's month.
    pub too_few: Option<u64>,
}

/// What above all kept a run from an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason<'a> {
    /// A cell that holds no number.
    Cell(&'a FindingOperand),
    /// No cell at all was read of this month.
    Absent(Month),
    /// Too few months or units to compare so many numbers with.
    TooFew(u64),
    /// Nothing to divide by.
    Zero,
}

impl Undecided {
    /// How many runs it stands for.
    pub fn runs(&self) -> u64 {
        self.too_few.unwrap_or(1)
    }
    pub fn reason(&self) -> Reason<'_> {
        if let Some(count) = self.too_few {
            return Reason::TooFew(count);
        }
        let cell = self.lacking.iter().find(|operand| operand.place.cell.is_some());
        match (cell, self.lacking.first()) {
            (Some(cell), _) => Reason::Cell(cell),
            (None, Some(first)) => Reason::Absent(first.month),
            (None, None) => Reason::Zero,
        }
    }
}
