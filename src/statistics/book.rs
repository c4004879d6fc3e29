//! The figures of a run, in order, found by key.

use super::balance::{Adjustment, Balance, Outcome};
use super::disclosure::Withheld;
use crate::facts::FactTable;
use crate::model::{
    Fact, FactNo, Figure, FigureKey, IndicatorId, Measure, Missing, Period, RegionCode, Rounding, Source, Value,
};
use std::borrow::Cow;
use std::collections::HashMap;

/// Figures in the order they were made.
#[derive(Clone, Debug, Default)]
pub struct FigureBook {
    figures: Vec<Figure>,
    // Looked up only, never walked: its order is no one's business.
    index: HashMap<FigureKey, usize>,
    withheld: Withheld,
    rounding: Rounding,
    balances: Vec<Balance>,
    // Looked up only. Those of `balances`.
    adjusted: HashMap<FigureKey, Adjustment>,
}

impl FigureBook {
    pub(super) fn new(rounding: Rounding) -> Self {
        Self { rounding, ..Self::default() }
    }
    /// Figures that were made elsewhere, in their order; of one key the first.
    pub fn of(figures: impl IntoIterator<Item = Figure>, rounding: Rounding) -> Self {
        let mut book = Self::new(rounding);
        figures.into_iter().for_each(|figure| book.put(figure));
        book
    }
    /// The text printed everywhere, in sentence, table, chart and list alike: rounded once in the desk's way, or as a
    /// balanced total needs it. Also of figures made from those of the book.
    pub fn shown(&self, figure: &Figure) -> String {
        let adjusted = self.adjusted.get(&figure.key).filter(|_| figure.value.is_some());
        adjusted.map_or_else(|| figure.rounded(self.rounding), |adjusted| adjusted.printed.to_string())
    }
    /// The desk's way of rounding.
    pub fn rounding(&self) -> Rounding {
        self.rounding
    }
    /// How a figure is printed otherwise than rounded.
    pub fn adjusted(&self, key: &FigureKey) -> Option<&Adjustment> {
        self.adjusted.get(key)
    }
    /// The totals the desk wants balanced.
    pub fn balances(&self) -> &[Balance] {
        &self.balances
    }
    pub(super) fn balance(&mut self, balances: Vec<Balance>) {
        for balance in &balances {
            if let Outcome::Balanced(all) = &balance.outcome {
                self.adjusted.extend(all.iter().map(|one| (one.key.clone(), one.clone())));
            }
        }
        self.balances = balances;
    }
    pub(super) fn put(&mut self, figure: Figure) {
        if !self.index.contains_key(&figure.key) {
            self.index.insert(figure.key.clone(), self.figures.len());
            self.figures.push(figure);
        }
    }
    /// From here on no one learns its value.
    pub(super) fn hide(&mut self, key: &FigureKey) {
        if let Some(figure) = self.index.get(key).and_then(|at| self.figures.get_mut(*at)) {
            figure.value = None;
            figure.missing = Some(Missing::Suppressed);
        }
    }
    pub(super) fn withhold(&mut self, facts: Withheld) {
        self.withheld.extend(facts);
    }
    /// A cell under the figures as it may be printed: where it stands, and what stands in it unless that is withheld.
    pub fn fact<'f>(&self, facts: &'f FactTable, number: FactNo) -> Option<Cow<'f, Fact>> {
        let fact = facts.get(number)?;
        if !self.withheld.contains(&number) {
            return Some(Cow::Borrowed(fact));
        }
        let value = match fact.value {
            Value::Number(_) => Value::Missing(Missing::Suppressed),
            missing @ Value::Missing(_) => missing,
        };
        let source = fact.source.as_ref().map(|source| Source { raw: "".into(), ..source.clone() });
        Some(Cow::Owned(Fact { value, source, ..fact.clone() }))
    }
    pub fn find(&self, key: &FigureKey) -> Option<&Figure> {
        self.figures.get(*self.index.get(key)?)
    }
    pub fn get(
        &self,
        region: &RegionCode,
        indicator: &IndicatorId,
        measure: Measure,
        period: Period,
    ) -> Option<&Figure> {
        self.find(&FigureKey { region: region.clone(), indicator: indicator.clone(), measure, period })
    }
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter()
    }
    pub fn len(&self) -> usize {
        self.figures.len()
    }
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }
}
