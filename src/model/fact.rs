//! A fact: a cell that means something.

use super::{Decimal, IndicatorId, Measure, Month, RegionCode, Source};
use std::fmt;
use std::sync::Arc;

/// Why there is no number. The four stay apart up to the page; none of them is zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Missing {
    NotReported,
    NotApplicable,
    Suppressed,
    Unreadable,
    /// A total that lacks a part; its value, if any, is the sum of what came.
    Incomplete,
}

impl Missing {
    pub fn id(self) -> &'static str {
        match self {
            Self::NotReported => "not_reported",
            Self::NotApplicable => "not_applicable",
            Self::Suppressed => "suppressed",
            Self::Unreadable => "unreadable",
            Self::Incomplete => "incomplete",
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A number, or the reason there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    Number(Decimal),
    Missing(Missing),
}

impl Value {
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(n) => Some(n),
            Self::Missing(_) => None,
        }
    }
}

/// The number of a fact in its table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactNo(pub u32);

/// One value of one indicator of one unit for one month, with the cell it came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    pub region: RegionCode,
    pub month: Month,
    pub indicator: IndicatorId,
    pub measure: Measure,
    /// The form that asks for it; absent when it is no matter.
    pub form: Option<Arc<str>>,
    pub value: Value,
    /// Absent when the cell never came.
    pub source: Option<Source>,
}
