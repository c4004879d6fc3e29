//! Values that others have published: each with its source, its date and its words.

use crate::model::{Date, Decimal, RegionCode};

/// One row of `comparisons/published/<id>.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedValue {
    /// Unique in its file: `BJ-018`.
    pub id: String,
    /// As the member is called in the set.
    pub region: RegionCode,
    /// As the document calls it.
    pub name: String,
    pub value: Decimal,
    pub unit: String,
    /// Decimal places as published.
    pub places: u32,
    /// The day it is of; the last one of a month or a year where no day is known.
    pub as_of: Date,
    pub dated: Dated,
    /// `近`, `余`, `以上` and the like: the published number is a bound, not a value.
    pub approximate: Option<super::target::Approximate>,
    /// The document's title and date.
    pub document: String,
    pub quote: String,
    /// The file below `templates/`, its SHA-256, and the line the row begins in.
    pub file: String,
    pub sha256: String,
    pub line: u32,
}

/// How well its time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    Day,
    Month,
    Year,
}
