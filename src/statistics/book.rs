//! The figures of a run, in order, found by key.

use crate::model::{Figure, FigureKey, IndicatorId, Measure, Period, RegionCode};
use std::collections::HashMap;

/// Figures in the order they were made.
#[derive(Clone, Debug, Default)]
pub struct FigureBook {
    figures: Vec<Figure>,
    // Looked up only, never walked: its order is no one's business.
    index: HashMap<FigureKey, usize>,
}

impl FigureBook {
    pub(super) fn put(&mut self, figure: Figure) {
        if !self.index.contains_key(&figure.key) {
            self.index.insert(figure.key.clone(), self.figures.len());
            self.figures.push(figure);
        }
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
