//! What a formula is given, and what comes of it: it holds, fails, cannot be decided, or breaks.

use crate::formula::Compare;
use crate::model::Exact;

/// What a reference turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    Value(Exact),
    /// Asked for, and there is no number.
    Missing,
    /// The unit does not owe it: the rule is not about this unit.
    NotAsked,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    NotAsked,
    Undecided,
    Broken,
}

/// A comparison that does not hold, with both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breach {
    pub left: Exact,
    pub op: Compare,
    pub right: Exact,
}
