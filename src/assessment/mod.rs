//! Figures against targets and schedules; the ledger.

mod actual;
pub mod appraisal;
mod assess;
pub mod contradiction;
mod figures;
mod goal;
mod judge;
pub mod ledger;
#[cfg(test)]
mod ledger_tests;
mod outlook;
pub mod quality;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod way;

pub use assess::assess;

use crate::catalog::{Approximate, BandColour, Comparator, Holds};
use crate::model::{Date, Exact, Figure, FigureKey, IndicatorId, Month, RegionCode};

/// A target held against a figure, for the total or a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The target's id.
    pub target: String,
    pub name: String,
    pub indicator: IndicatorId,
    pub region: RegionCode,
    pub comparator: Comparator,
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
    /// The first month, from this one on, in which a slow month's pace falls behind what is due.
    pub risk: Option<Month>,
    pub band: Light,
    pub status: Status,
    pub deadline: Date,
    /// Missed before its deadline: a ceiling that cannot be kept any more.
    pub is_broken_early: bool,
    /// Kept so far: what has to hold all the time holds, and its deadline is still to come.
    pub is_kept: bool,
    /// The target it took the place of in the year.
    pub replaces: Option<String>,
    /// The target whose task it states again: judged, and told once.
    pub restates: Option<String>,
    /// It has to hold at all times: nothing is due by degrees.
    pub holds_throughout: bool,
    pub unit: String,
    pub places: u32,
    /// 力争, 争取: striven for.
    pub soft: Option<String>,
    pub approximate: Option<Approximate>,
    pub holds: Holds,
    pub responsible: String,
    pub lead: String,
    /// 分管领导
    pub leader: Option<String>,
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

impl Assessment {
    /// 牵头科室, with its 分管领导 where the target names one.
    pub fn lead_with_leader(&self) -> String {
        match &self.leader {
            Some(leader) => format!("{}（{leader}）", self.lead),
            None => self.lead.clone(),
        }
    }
    /// The status in words: what is only striven for is never missed.
    pub fn status_name(&self) -> &'static str {
        match self.status {
            Status::Met if self.is_kept => "已达到",
            Status::Met if self.soft.is_some() => "已实现",
            Status::Missed if self.soft.is_some() => "尚未实现",
            // Past a ceiling before its time.
            Status::Missed if self.is_broken_early => "已突破",
            status => status.name(),
        }
    }
}

impl Light {
    pub(crate) fn of(colour: BandColour) -> Self {
        match colour {
            BandColour::Good => Self::Good,
            BandColour::Watch => Self::Watch,
            BandColour::Bad => Self::Bad,
        }
    }
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
