//! When a number holds: over a period, over the year so far, or at a moment. It follows from what the indicator is, so
//! that no wording can call what stands at a month's end a month's.

use super::input::World;
use super::periods;
use crate::model::{FigureKey, Measure};

/// What span a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// What happened in the period: `11月份`.
    During,
    /// What has happened since the year began: `1—11月累计`.
    SoFar,
    /// What stands at its end, or is a ratio of two that do: `截至11月底`.
    At,
}

impl When {
    pub fn of(world: &World, key: &FigureKey) -> Self {
        let stands = || world.indicator(&key.indicator).is_some_and(|indicator| world.stands(indicator));
        match key.measure {
            Measure::Ytd | Measure::RatioYtd | Measure::ShareYtd => Self::SoFar,
            Measure::Stock | Measure::Share => Self::At,
            Measure::Ratio if stands() => Self::At,
            _ => Self::During,
        }
    }

    /// At the head of a sentence: `11月份`, `1—11月累计`, `截至11月底`.
    pub fn said(self, key: &FigureKey) -> String {
        match self {
            Self::During => periods::label(key.period),
            Self::SoFar => periods::so_far(key.period),
            Self::At => format!("截至{}", periods::end(key.period)),
        }
    }

    /// In a title, or beside a number: `11月`, `1—11月`, `11月底`.
    pub fn short(self, key: &FigureKey) -> String {
        match self {
            Self::During => periods::short(key.period),
            Self::SoFar => periods::span(key.period),
            Self::At => periods::end(key.period),
        }
    }

    /// Under a chart of units: `本月数`, `累计数`, `11月底数`.
    pub fn counted(self, key: &FigureKey) -> String {
        match self {
            Self::During => format!("{}数", periods::relative(key.period).0),
            Self::SoFar => format!("{}累计数", periods::span(key.period)),
            Self::At => format!("{}数", periods::end(key.period)),
        }
    }

    /// Before a number in the middle of a sentence: `11月为`, `1—11月累计`, `11月底为`.
    pub fn lead(self, key: &FigureKey) -> String {
        match (self, key.measure) {
            (Self::SoFar, Measure::Ytd) => periods::so_far(key.period),
            (Self::SoFar, _) => format!("{}为", periods::so_far(key.period)),
            _ => format!("{}为", self.short(key)),
        }
    }
}
