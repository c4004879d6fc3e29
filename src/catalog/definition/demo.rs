//! What a desk's invented returns are made from.

use crate::model::{Date, Decimal, IndicatorId, Measure, Month, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// How the invented returns of a desk come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    pub seed: u64,
    /// By unit.
    pub weights: BTreeMap<RegionCode, Decimal>,
    /// Of units that have none of their own.
    pub other_weight: Option<Decimal>,
    /// By what they are of: indicators, and numbers that stand on no form (`demo.x`).
    pub series: BTreeMap<IndicatorId, DemoSeries>,
    /// For indicators without a series of their own.
    pub defaults: BTreeMap<SeriesKind, DemoSeries>,
    pub movements: Vec<Movement>,
    pub ledger: Option<DemoLedger>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeriesKind {
    Flow,
    Stock,
    Level,
}

/// Where a series departs from an even one: last year against this, unit against weight, month against season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    pub prior: Decimal,
    pub spread: Decimal,
    pub noise: Decimal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoSeries {
    pub kind: SeriesKind,
    pub places: u32,
    pub way: DemoWay,
    /// Totals of months (of this year and the last) that are hit exactly; of a level: its value from then on.
    pub given: BTreeMap<Month, Decimal>,
    /// Totals from January to the end of a month.
    pub given_ytd: BTreeMap<Month, Decimal>,
    pub usual: Usual,
    /// January to December; empty: all alike.
    pub season: Vec<Decimal>,
    /// Where this series has other weights than the rest.
    pub weights: BTreeMap<RegionCode, Decimal>,
    pub only: Option<BTreeSet<RegionCode>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DemoWay {
    /// The total of the year.
    Flow {
        year: Decimal,
    },
    /// Totals at the ends of last year and this.
    Stock {
        start: Decimal,
        end: Decimal,
    },
    Level {
        value: Option<Decimal>,
        each: BTreeMap<RegionCode, Decimal>,
    },
    /// Unit by unit: of the year, or at its beginning and end.
    Each {
        start: BTreeMap<RegionCode, Decimal>,
        end: BTreeMap<RegionCode, Decimal>,
    },
    Sum(Vec<Term>),
    Part {
        of: Term,
        shares: Shares,
    },
}

/// `-2 * a[ytd]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub factor: Decimal,
    pub of: IndicatorId,
    /// The series' own when nothing is said.
    pub measure: Option<Measure>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shares {
    Constant(Decimal),
    /// Straight lines between these months; before the first and after the last as they are.
    Points(BTreeMap<Month, Decimal>),
}

/// At the month's end = before + joined − left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    pub stock: IndicatorId,
    pub joined: IndicatorId,
    /// Who leaves, and what share of the stock leaves in a month.
    pub left: Option<(IndicatorId, Decimal)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoLedger {
    pub not_started: String,
    pub in_progress: String,
    pub done: String,
    pub overdue: String,
    /// By what is done.
    pub deadlines: BTreeMap<IndicatorId, Date>,
}
