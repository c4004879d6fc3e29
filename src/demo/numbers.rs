//! The invented numbers: unit by unit and month by month, over last year and this.

use crate::catalog::{Catalog, Kind, SeriesKind};
use crate::model::{Decimal, Exact, IndicatorId, Measure};
use std::collections::BTreeMap;

/// Moments: the end of the December before last year is 0, last December's 12, this December's 24.
pub(super) const MOMENTS: usize = 25;
/// Last December.
pub(super) const NEW_YEAR: usize = 12;

/// One series. A flow's number at a moment is what happened in the month that ends there; a number is counted in units
/// of its last decimal place.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub kind: SeriesKind,
    pub places: u32,
    /// By unit, then by moment; nothing where a ratio it is made of has no value.
    pub values: Vec<Vec<Option<i128>>>,
}

impl Row {
    pub fn empty(kind: SeriesKind, places: u32, units: usize) -> Self {
        Self { kind, places, values: vec![vec![Some(0); MOMENTS]; units] }
    }

    fn exact(&self, count: i128) -> Option<Exact> {
        Exact::from_decimal(Decimal::try_from_i128_with_scale(count, self.places).ok()?)
    }

    pub fn get(&self, unit: usize, moment: usize) -> Option<i128> {
        self.values.get(unit)?.get(moment).copied().flatten()
    }

    pub fn set(&mut self, unit: usize, moment: usize, value: Option<i128>) {
        if let Some(place) = self.values.get_mut(unit).and_then(|row| row.get_mut(moment)) {
            *place = value;
        }
    }

    /// From January of its year to the moment.
    fn year_to(&self, unit: usize, moment: usize) -> Option<i128> {
        let first = if moment > NEW_YEAR { NEW_YEAR + 1 } else { 1 };
        (first..=moment).map(|at| self.get(unit, at)).sum()
    }

    /// Nothing where the kind of series has no such measure.
    fn count(&self, unit: usize, moment: usize, measure: Measure) -> Option<i128> {
        let before = || moment.checked_sub(12);
        match (self.kind, measure) {
            (SeriesKind::Flow, Measure::Month) => self.get(unit, moment),
            (SeriesKind::Flow, Measure::Ytd) => self.year_to(unit, moment),
            (SeriesKind::Flow, Measure::PriorMonth) => self.get(unit, before()?),
            (SeriesKind::Flow, Measure::PriorYtd) => self.year_to(unit, before()?),
            (SeriesKind::Stock | SeriesKind::Level, Measure::Stock) => self.get(unit, moment),
            (SeriesKind::Stock | SeriesKind::Level, Measure::PriorStock) => self.get(unit, before()?),
            _ => None,
        }
    }
}

/// All series of a desk.
#[derive(Debug)]
pub struct Numbers<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) rows: BTreeMap<IndicatorId, Row>,
}

/// A ratio's measure, and that of its two parts: of flows, of stocks.
fn parts(measure: Measure) -> Option<(Measure, Option<Measure>)> {
    Some(match measure {
        Measure::Ratio => (Measure::Month, Some(Measure::Stock)),
        Measure::PriorRatio => (Measure::PriorMonth, Some(Measure::PriorStock)),
        Measure::RatioYtd => (Measure::Ytd, None),
        Measure::PriorRatioYtd => (Measure::PriorYtd, None),
        _ => return None,
    })
}

impl Numbers<'_> {
    /// The exact value of some units together, in the indicator's own unit of measurement.
    pub(super) fn of(&self, units: &[usize], id: &IndicatorId, measure: Measure, moment: usize) -> Option<Exact> {
        if let Some(row) = self.rows.get(id) {
            if row.kind == SeriesKind::Level && units.len() != 1 {
                return None;
            }
            let counts = units.iter().map(|unit| row.count(*unit, moment, measure));
            return row.exact(counts.sum::<Option<i128>>()?);
        }
        let Kind::Ratio { numerator, denominator, factor } = &self.catalog.indicators.get(id)?.kind else {
            return None;
        };
        let (of_flows, of_stocks) = parts(measure)?;
        let (above, below) = [Some(of_flows), of_stocks].into_iter().flatten().find_map(|part| {
            Some((self.of(units, numerator, part, moment)?, self.of(units, denominator, part, moment)?))
        })?;
        above.checked_div(below)?.checked_mul(Exact::from_int(i64::from(*factor)))
    }

    /// As a form prints it: rounded to the indicator's places.
    pub(super) fn printed(&self, unit: usize, id: &IndicatorId, measure: Measure, moment: usize) -> Option<Decimal> {
        let places = self.catalog.indicators.get(id).map_or(0, |indicator| indicator.places);
        self.of(&[unit], id, measure, moment)?.round(places)
    }
}
