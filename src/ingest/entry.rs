//! A value as it was read: what it is of, and where it stands.

use super::place_names::Who;
use crate::model::{Cell, IndicatorId, Measure, Period, Source, Value};

/// Where in its table a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    Detail,
    /// Made of many rows: counted or summed.
    Aggregate,
    Total,
    Subtotal,
    /// Of a table that is only held against others.
    Summary,
}

impl EntryKind {
    /// The word of the list of cells.
    pub fn id(self) -> &'static str {
        match self {
            Self::Detail => "detail",
            Self::Aggregate => "aggregate",
            Self::Total => "total",
            Self::Subtotal => "subtotal",
            Self::Summary => "summary",
        }
    }
}

/// One value of one indicator of one region for one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub region: Who,
    /// What the sheet says it is of, where the region is known by nothing but its name.
    pub within: Option<Who>,
    pub period: Period,
    pub indicator: IndicatorId,
    pub measure: Measure,
    pub value: Value,
    /// What `value` is counted in.
    pub unit: String,
    pub source: Source,
    /// The last cell of a range that begins with that of `source`.
    pub last: Option<Cell>,
    pub kind: EntryKind,
    pub duplicates: crate::catalog::Duplicates,
}

impl Entry {
    /// `D12`, or `A2:J2001`.
    pub fn cells(&self) -> String {
        match self.last {
            Some(last) => format!("{}:{last}", self.source.cell),
            None => self.source.cell.to_string(),
        }
    }
}
