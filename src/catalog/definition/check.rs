//! Checks that no formula says: against the unit's own past, against its peers, of a month that repeats the last one,
//! and of a ledger whose words and numbers part.

use super::RuleLevel;
use crate::model::{Decimal, IndicatorId, Measure};

/// What every check has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckHead {
    /// `LS-01`: stable, unique among rules and checks.
    pub id: String,
    pub code: &'static str,
    pub level: RuleLevel,
    pub why: String,
    pub advice: String,
}

/// How far a number may lie from what was to be expected. All that are given have to be passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// As a share of what was expected: 0.5 for half of it.
    pub share: Decimal,
    /// In the indicator's unit.
    pub floor: Decimal,
    /// In robust standard deviations (1.4826 × the median absolute deviation).
    pub score: Option<Decimal>,
}

/// What a number is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The month before.
    LastMonth,
    /// The median of the year's earlier months.
    Median,
}

/// A number against the same unit's earlier months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryCheck {
    pub head: CheckHead,
    pub indicators: Vec<IndicatorId>,
    pub measures: Vec<Measure>,
    pub against: Against,
    /// So many earlier months are needed.
    pub least: usize,
    pub band: Band,
    /// What last year did between the same months is expected again.
    pub seasonal: bool,
    pub examples: Vec<SeriesExample>,
}

/// A number against those of the desk's other units, for the same month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeersCheck {
    pub head: CheckHead,
    pub indicators: Vec<IndicatorId>,
    pub measures: Vec<Measure>,
    /// So many other units are needed.
    pub least: usize,
    pub band: Band,
    pub examples: Vec<SeriesExample>,
}

/// Earlier months or other units, and a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesExample {
    pub expect: super::Expectation,
    pub others: Vec<Decimal>,
    pub value: Decimal,
    /// Last year's, of the same months as `others` and of the value's.
    pub last_year: Vec<Decimal>,
}

/// A table whose numbers are all those of the month before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatsCheck {
    pub head: CheckHead,
    /// So many of the month's own flows are not zero: with none a month may well be like the last.
    pub least: usize,
}

/// What a ledger's status says against its numbers and its deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerCheck {
    pub head: CheckHead,
    /// Words for: what was to be done is done.
    pub done: Vec<String>,
    /// For: not yet begun.
    pub not_begun: Vec<String>,
    /// For: under way.
    pub under_way: Vec<String>,
    /// For: the deadline has passed and it is not done.
    pub overdue: Vec<String>,
}

impl Checks {
    /// What each of them has, in their order.
    pub fn heads(&self) -> Vec<&CheckHead> {
        let history = self.history.iter().map(|check| &check.head);
        let peers = self.peers.iter().map(|check| &check.head);
        let repeats = self.repeats.iter().map(|check| &check.head);
        let ledgers = self.ledgers.iter().map(|check| &check.head);
        history.chain(peers).chain(repeats).chain(ledgers).collect()
    }

    /// The indicators some of them looks at by name.
    pub fn indicators(&self) -> impl Iterator<Item = &IndicatorId> {
        let history = self.history.iter().flat_map(|check| &check.indicators);
        history.chain(self.peers.iter().flat_map(|check| &check.indicators))
    }
}

/// All of them, each kind in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    pub history: Vec<HistoryCheck>,
    pub peers: Vec<PeersCheck>,
    pub repeats: Vec<RepeatsCheck>,
    pub ledgers: Vec<LedgerCheck>,
}

impl Checks {
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        let history = self.history.iter().map(|check| &check.head);
        let peers = self.peers.iter().map(|check| &check.head);
        let repeats = self.repeats.iter().map(|check| &check.head);
        let ledgers = self.ledgers.iter().map(|check| &check.head);
        history.chain(peers).chain(repeats).chain(ledgers).map(|head| &head.id)
    }
}
