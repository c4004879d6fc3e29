//! What must hold between cells.

use crate::formula::Expr;
use crate::model::{Decimal, IndicatorId, Measure};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `SA-01`: stable, unique.
    pub id: String,
    /// The finding code a failure gives (`sum.mismatch`).
    pub code: &'static str,
    pub level: RuleLevel,
    /// As written in the file.
    pub text: String,
    /// How it is told to those who fill in returns; default: as written.
    pub said: Option<String>,
    /// Forms by their ids, numbers without units.
    pub expr: Expr,
    pub domain: Domain,
    /// Run for each of these measures; references without a measure take it. Empty: once.
    pub measures: Vec<Measure>,
    /// Month numbers in which the rule is run (empty: all).
    pub months: Vec<u8>,
    /// Units that count one to one in this rule, and so may be added and compared.
    pub one_to_one: Vec<String>,
    pub tolerance: Tolerance,
    pub missing: MissingMode,
    /// The reference whose cell a failure points at, as written; default: the left side's first.
    pub locate: Option<String>,
    pub why: String,
    pub advice: String,
    pub examples: Vec<Example>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLevel {
    Must,
    Query,
    Note,
}

/// By how much two sides may differ and still be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// By this much, inclusive.
    Absolute(Decimal),
    /// As far as the rounding of the operands, each to its indicator's places, explains it.
    Interval,
}

impl Tolerance {
    pub fn amount(self) -> Option<Decimal> {
        match self {
            Self::Absolute(amount) => Some(amount),
            Self::Interval => None,
        }
    }
}

/// What the rule is run over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Once per unit.
    Unit,
    /// Once per unit and indicator, as `$x`.
    Indicators(Vec<IndicatorId>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingMode {
    /// Undecided if any operand is missing.
    SkipAny,
    /// Undecided if all operands are missing; else missing counts as zero.
    SkipAll,
    /// Missing counts as zero.
    Zero,
}

/// Values under which the rule must pass, fail, or stay undecided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub expect: Expectation,
    /// Reference as the formula language prints it (`$x[本年累计]@上月`) to value; what is not here is missing.
    pub values: BTreeMap<String, Decimal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    Pass,
    Fail,
    Undecided,
}
