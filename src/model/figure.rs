//! A figure: a value that may be printed, with its trace.

use super::{Exact, FactNo, IndicatorId, Measure, Missing, Period, RegionCode, Rounding};
use std::fmt;

/// What a figure is of. Its text is the figure's id: `411000/cremation.rate/ratio/2021-11`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FigureKey {
    pub region: RegionCode,
    pub indicator: IndicatorId,
    pub measure: Measure,
    pub period: Period,
}

impl fmt::Display for FigureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{}", self.region, self.indicator, self.measure, self.period)
    }
}

impl FigureKey {
    /// The key a figure id names.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let (region, indicator) = (parts.next()?, parts.next()?);
        let (measure, period) = (Measure::parse(parts.next()?)?, Period::parse(parts.next()?).ok()?);
        if parts.next().is_some() || region.is_empty() || indicator.is_empty() {
            return None;
        }
        Some(Self { region: region.into(), indicator: indicator.into(), measure, period })
    }
}

/// What a figure was made from: other figures, or cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Operand {
    Figure(FigureKey),
    Fact(FactNo),
}

/// How a figure came about: a formula in words and its operands, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trace {
    pub formula: String,
    pub operands: Vec<Operand>,
}

/// A value that may be printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    pub key: FigureKey,
    /// Exact; rounded once, where shown.
    pub value: Option<Exact>,
    /// Empty for a good value; `Incomplete` goes with a partial value.
    pub missing: Option<Missing>,
    pub unit: String,
    /// Decimal places printed.
    pub places: u32,
    pub trace: Trace,
}

impl Figure {
    /// There is a number, though it may not be one to print.
    pub fn came(&self) -> bool {
        self.value.is_some() || self.missing == Some(Missing::Suppressed)
    }
    /// Rounded once, never "-0.00"; empty without a value. What a desk prints is said by its book of figures.
    pub fn rounded(&self, way: Rounding) -> String {
        self.value.and_then(|v| v.round_by(self.places, way)).map_or_else(String::new, |d| d.to_string())
    }
    /// Rounded half up, for tests that have no desk.
    #[cfg(test)]
    pub fn shown(&self) -> String {
        self.rounded(Rounding::HalfUp)
    }
    /// The value of `figures.csv`: exact, or to 12 places.
    pub fn exact_text(&self) -> String {
        self.value.and_then(Exact::to_text).unwrap_or_default()
    }
}
