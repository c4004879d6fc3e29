//! How a unit's return is scored.

use crate::model::Decimal;

/// A return starts with full points and loses some for what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub id: String,
    pub name: String,
    pub start: Decimal,
    /// No score is lower.
    pub least: Decimal,
    /// From the highest down; the last reaches the lowest score.
    pub bands: Vec<SchemeBand>,
    /// In the file's order, each for another thing.
    pub deductions: Vec<Deduction>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeBand {
    pub name: String,
    /// The lowest score in it.
    pub from: Decimal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    pub id: String,
    pub words: String,
    pub per: Per,
    /// For each.
    pub points: Decimal,
    /// For all together; none: as many as there are.
    pub cap: Option<Decimal>,
}

/// What points are lost for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    /// A return that never came, is empty or cannot be read.
    MissingReturn,
    /// A day after the due day.
    LateDay,
    /// A sheet that is not in the return.
    MissingForm,
    /// A root cause of must-level findings.
    MustGroup,
    /// A root cause of queries that no one explained.
    QueryGroup,
}

impl Scheme {
    pub fn deduction(&self, per: Per) -> Option<&Deduction> {
        self.deductions.iter().find(|deduction| deduction.per == per)
    }
    /// The band of a score.
    pub fn band(&self, score: Decimal) -> &str {
        band_of(&self.bands, |from| score >= from)
    }
}

/// The first band that is reached; of a score below all, the last.
pub(super) fn band_of(bands: &[SchemeBand], is_reached: impl Fn(Decimal) -> bool) -> &str {
    let reached = bands.iter().find(|band| is_reached(band.from));
    reached.or(bands.last()).map_or("", |band| &band.name)
}
