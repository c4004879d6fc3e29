//! A chart of a report: what it draws.

use crate::model::{IndicatorId, Measure};

/// An indicator and what of it is meant.
pub type Drawn = (IndicatorId, Measure);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportChart {
    /// ASCII, unique in the report; the wording calls it by this.
    pub id: String,
    pub shape: ChartShape,
    /// Only so many of the last periods of the year; all where nothing is said.
    pub periods: Option<usize>,
    /// Height in lines of the official grid; by content where nothing is said.
    pub lines: Option<u32>,
}

/// What is drawn; without a figure the report's focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartShape {
    Ranking(Option<Drawn>),
    Trend(Option<Drawn>),
    Progress,
    Stacked { parts: Vec<Drawn>, total: Option<Drawn>, by_period: bool, whole: bool },
    Heat(Option<Drawn>),
    Slope { figure: Option<Drawn>, against: ChartAgainst },
    Dots { figure: Option<Drawn>, against: ChartAgainst },
    Multiples(Option<Drawn>),
}

/// What a value is set against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartAgainst {
    /// The period before.
    Before,
    /// The year's first period.
    First,
    /// The same period last year.
    Prior,
    /// What each unit has to reach.
    Target,
}

impl ReportChart {
    /// The figures that are named, the focus aside.
    pub fn figures(&self) -> Vec<&Drawn> {
        match &self.shape {
            ChartShape::Progress => Vec::new(),
            ChartShape::Stacked { parts, total, .. } => parts.iter().chain(total).collect(),
            ChartShape::Ranking(figure)
            | ChartShape::Trend(figure)
            | ChartShape::Heat(figure)
            | ChartShape::Slope { figure, .. }
            | ChartShape::Dots { figure, .. }
            | ChartShape::Multiples(figure) => figure.iter().collect(),
        }
    }
}
