//! Figures of a standing: whose they are, what they are printed with, how they came about.

use crate::model::{Exact, Figure, FigureKey, IndicatorId, Measure, Missing, Operand, Period, RegionCode, Trace};

/// Percentages are printed to one place.
pub(super) const RATE_PLACES: u32 = 1;

/// Makes the figures of one standing.
pub(super) struct Maker<'f> {
    /// With `@group` of a peer group.
    pub indicator: IndicatorId,
    /// The month of the common day.
    pub period: Period,
    pub figures: &'f mut Vec<Figure>,
}

/// A number and what it is printed with. None: there is none, and the formula says why.
#[derive(Clone, Copy)]
pub(super) struct Amount<'u> {
    pub value: Option<Exact>,
    pub unit: &'u str,
    pub places: u32,
}

impl Maker<'_> {
    /// Of a member, or of the set.
    pub fn put(&mut self, region: &RegionCode, measure: Measure, amount: Amount<'_>, trace: Trace) -> FigureKey {
        let key = self.key(region, measure);
        self.figures.push(figure(key.clone(), amount, trace));
        key
    }
    pub fn key(&self, region: &RegionCode, measure: Measure) -> FigureKey {
        FigureKey { region: region.clone(), indicator: self.indicator.clone(), measure, period: self.period }
    }
}

pub(super) fn figure(key: FigureKey, amount: Amount<'_>, trace: Trace) -> Figure {
    let missing = amount.value.is_none().then_some(Missing::NotApplicable);
    Figure { key, value: amount.value, missing, unit: amount.unit.to_owned(), places: amount.places, trace }
}

pub(super) fn trace<'k>(formula: impl Into<String>, operands: impl IntoIterator<Item = &'k FigureKey>) -> Trace {
    Trace { formula: formula.into(), operands: operands.into_iter().cloned().map(Operand::Figure).collect() }
}
