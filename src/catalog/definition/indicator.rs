//! What an indicator is.

use super::unit::MeasureUnit;
use crate::model::{IndicatorId, Measure};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    pub id: IndicatorId,
    /// Unique in the catalogue; printed.
    pub name: String,
    /// Other names, unique in the catalogue too.
    pub aliases: Vec<String>,
    pub kind: Kind,
    pub unit: String,
    /// Decimal places printed.
    pub places: u32,
    pub better: Option<Better>,
    pub rollup: Rollup,
    /// Of a ratio: units whose denominator is below this have no place.
    pub min_denominator: Option<u32>,
    /// A unit's count above zero and below this is not printed.
    pub suppress_below: Option<u32>,
    pub topic: String,
    pub note: String,
    /// Codes of the national schemes, by the scheme's version (`JZH-2022`).
    pub codes: BTreeMap<String, String>,
}

/// How an indicator behaves over time and regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Happens during a period: added over months and over regions.
    Flow,
    /// Stands at a moment: added over regions, never over months.
    Stock,
    /// A standard or a price: never added.
    Level,
    /// `factor` × numerator ÷ denominator, of flows or of stocks, always from totals.
    Ratio { numerator: IndicatorId, denominator: IndicatorId, factor: u32 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Up,
    Down,
}

/// How a total of regions is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rollup {
    Sum,
    /// No total.
    None,
}

impl Indicator {
    /// The places its values are rounded to; nothing for a count (人, 户), which is exact. Money, ratios and thousands
    /// of people are rounded even to whole ones.
    pub fn rounded_to(&self, units: &BTreeMap<String, MeasureUnit>) -> Option<u32> {
        let own = units.get(&self.unit).is_none_or(|unit| unit.base == unit.name);
        let counted = self.places == 0 && own && matches!(self.kind, Kind::Flow | Kind::Stock);
        if counted { None } else { Some(self.places) }
    }

    /// The measure of what part of the total a unit has. Only what adds up has parts.
    pub fn share(&self) -> Option<Measure> {
        match (&self.kind, self.rollup) {
            (Kind::Stock, Rollup::Sum) => Some(Measure::Share),
            (Kind::Flow, Rollup::Sum) => Some(Measure::ShareYtd),
            _ => None,
        }
    }

    /// The measure that is meant where no one says it: a flow has to be said. An own ratio of a form is read as reported.
    pub fn usual_measure(&self, own_ratios: &BTreeSet<IndicatorId>) -> Option<Measure> {
        match self.kind {
            _ if own_ratios.contains(&self.id) => Some(Measure::Ratio),
            Kind::Flow => None,
            Kind::Stock | Kind::Level => Some(Measure::Stock),
            Kind::Ratio { .. } => Some(Measure::Ratio),
        }
    }
}
