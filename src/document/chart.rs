//! What a chart shows, before it has a shape.

use super::{Band, Inline};
use crate::model::{Decimal, FigureKey};

/// One chart. The title says the finding; the subtitle gives unit and scope.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// ASCII, unique in the document.
    pub id: String,
    pub title: Vec<Inline>,
    pub subtitle: Vec<Inline>,
    pub kind: ChartKind,
    /// Height on the page in lines of the official grid (an A4 page has 22).
    pub lines: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    /// Horizontal bars, best first, with reference lines (target, city value).
    Ranking { bars: Vec<Bar>, references: Vec<ReferenceLine> },
    /// Lines over months. A month without a value breaks the line; it is never drawn as zero.
    Trend { labels: Vec<String>, lines: Vec<Line>, references: Vec<ReferenceLine> },
    /// One bullet per target: completion in per cent of the target, and a tick where it is due.
    Progress { bars: Vec<Bar>, due_label: String },
}

/// A labelled bar. `value` is geometry only; `shown` is what is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    pub value: Option<Decimal>,
    pub shown: String,
    pub key: Option<FigureKey>,
    pub band: Band,
    /// Progress only: what is due now, on the same scale.
    pub due: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: String,
    /// One per label.
    pub points: Vec<Point>,
    /// The line the chart is about is drawn strong, others thin.
    pub strong: bool,
}

/// One point of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub value: Option<Decimal>,
    pub shown: String,
    pub key: Option<FigureKey>,
    /// A partial total is drawn hollow.
    pub partial: bool,
}

/// A line across the plot (`目标 95%`).
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceLine {
    pub label: String,
    pub value: Decimal,
}
