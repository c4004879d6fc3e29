//! What an indicator should reach, and by when.

use crate::model::{Date, Decimal, IndicatorId, Measure};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub id: String,
    pub name: String,
    pub indicator: IndicatorId,
    /// `ytd`, `stock`, `ratio` or `ratio_ytd`.
    pub measure: Measure,
    pub scope: Scope,
    pub comparator: Comparator,
    pub value: TargetValue,
    pub path: Path,
    pub responsible: String,
    pub lead: String,
    /// `XC-027 公建民营达到80%`, `表8 …`, `本级设定（模拟）…`
    pub source: String,
}

/// Of whom it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of the desk's total only.
    Total,
    /// Of the total and of every unit.
    TotalAndUnits,
    /// Of every unit.
    Units,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    Ge,
    Gt,
    Le,
    Lt,
    Eq,
    By,
}

/// Where the target's number and deadline stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetValue {
    Fixed {
        value: Decimal,
        deadline: Date,
    },
    /// In the ledger, per unit: the goal indicator and the ledger row's deadline. The total's goal is the sum of the
    /// units' goals for amounts, and `shared` for a rate all units share.
    Ledger {
        goal: IndicatorId,
        shared: bool,
        deadline: Date,
    },
}

/// How much is due before the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// n/12 of the way each month, over the months to the deadline.
    Even,
    /// The whole value at all times (rates that must be held).
    Hold,
    /// Nothing before the deadline.
    ByDate,
}
