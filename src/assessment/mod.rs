//! Figures against targets and schedules; the ledger.

pub mod appraisal;
mod assess;
mod figures;
mod goal;
mod judge;
pub mod quality;
#[cfg(test)]
mod tests;

pub use assess::assess;

use crate::model::{Date, Exact, Figure, FigureKey, IndicatorId, RegionCode};

/// A target held against a figure, for the total or a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The target's id.
    pub target: String,
    pub name: String,
    pub indicator: IndicatorId,
    pub region: RegionCode,
    pub comparator: &'static str,
    /// Absent when the goal itself is missing.
    pub target_value: Option<Exact>,
    /// The figure that is judged.
    pub actual_key: FigureKey,
    pub actual: Option<Exact>,
    /// Per cent of the target.
    pub completion: Option<Exact>,
    /// What is due by now.
    pub due: Option<Exact>,
    pub gap: Option<Exact>,
    pub pace: Option<Exact>,
    pub projection: Option<Exact>,
    pub band: Light,
    pub status: Status,
    pub deadline: Date,
    pub unit: String,
    pub places: u32,
    pub responsible: String,
    pub lead: String,
    pub source: String,
}

/// The colour an assessment gets from the desk's thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    Good,
    Watch,
    Bad,
    Unknown,
}

/// How a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Met,
    OnSchedule,
    Behind,
    Missed,
    NotDue,
    Undefined,
    NoData,
}

impl Light {
    pub fn id(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Watch => "watch",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }
}

impl Status {
    /// As in `assessments.csv`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::OnSchedule => "on_schedule",
            Self::Behind => "behind",
            Self::Missed => "missed",
            Self::NotDue => "not_due",
            Self::Undefined => "undefined",
            Self::NoData => "no_data",
        }
    }
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "已完成",
            Self::OnSchedule => "达到序时",
            Self::Behind => "滞后",
            Self::Missed => "逾期未完成",
            Self::NotDue => "未到期",
            Self::Undefined => "无法判定",
            Self::NoData => "尚无数据",
        }
    }
}

/// The assessments of a period, and the figures made in judging (`411000/<target>/completion/2021-11`).
#[derive(Clone, Debug, Default)]
pub struct Assessed {
    pub list: Vec<Assessment>,
    pub figures: Vec<Figure>,
}
