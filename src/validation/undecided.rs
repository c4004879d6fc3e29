//! A rule that could not be decided: it is told, not hidden.

use super::ground::{Ground, Instance, Slot, month_of};
use super::told;
use crate::catalog::normalise;
use crate::finding::FindingOperand;
use crate::formula::Reference;
use crate::model::{IndicatorId, Measure, Month, Place, RegionCode};

/// Neither held nor failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Undecided {
    pub rule: String,
    pub region: RegionCode,
    pub month: Month,
    pub measure: Option<Measure>,
    /// The indicator the rule was run for.
    pub indicator: Option<IndicatorId>,
    /// The rule as a person reads it.
    pub words: String,
    /// As many runs as it tells of: a check that compares many numbers says once that it had too little to go by.
    pub runs: u64,
    pub lack: Lack,
    /// What it looked for and there is no number of. What was not reported at all has no place.
    pub lacking: Vec<FindingOperand>,
}

/// What kept it from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The operands of `lacking`.
    Numbers,
    /// Nothing to divide by.
    Divisor,
    /// Too few numbers to compare with.
    Comparable,
    /// A ledger's status, deadline or numbers.
    Ledger,
}

/// What above all kept a run from an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason<'a> {
    /// A cell that holds no number.
    Cell(&'a FindingOperand),
    /// No cell at all was read of this month.
    Absent(Month),
    Other(Lack),
}

impl Undecided {
    pub fn reason(&self) -> Reason<'_> {
        let cell = self.lacking.iter().find(|operand| operand.place.cell.is_some());
        match (cell, self.lacking.first()) {
            (Some(cell), _) => Reason::Cell(cell),
            (None, Some(first)) => Reason::Absent(first.month),
            (None, None) => Reason::Other(self.lack),
        }
    }
}

/// An instance without an answer, with the operands that have no number.
pub(super) fn of(ground: &Ground<'_>, instance: &Instance<'_>) -> Undecided {
    let mut lacking: Vec<FindingOperand> = Vec::new();
    let told = told::operands(ground, instance).into_iter().filter(|operand| operand.value.is_empty());
    let gaps = ground.references(instance).iter().zip(&instance.slots);
    let gaps = gaps.filter(|(_, slot)| slot.facts().is_empty() || **slot == Slot::Gap);
    for operand in told.chain(gaps.filter_map(|(reference, _)| gap(ground, instance, reference))) {
        if !lacking.contains(&operand) {
            lacking.push(operand);
        }
    }
    let whole = instance.slots.iter().all(|slot| !matches!(slot, Slot::Sum { whole: false, .. }));
    Undecided {
        rule: instance.rule.id.clone(),
        region: instance.unit.code.clone(),
        month: instance.month,
        measure: instance.measure,
        indicator: instance.variable.cloned(),
        words: told::words(ground, instance),
        runs: 1,
        lack: if lacking.is_empty() && whole { Lack::Divisor } else { Lack::Numbers },
        lacking,
    }
}

/// An operand of a month that was not read.
fn gap(ground: &Ground<'_>, instance: &Instance<'_>, reference: &Reference) -> Option<FindingOperand> {
    let named = || {
        let by_id = ground.catalog.indicators.get_key_value(reference.name.as_str()).map(|(id, _)| id);
        by_id.or_else(|| ground.catalog.names.get(&normalise(&reference.name)))
    };
    let indicator = if reference.name.starts_with('$') { instance.variable } else { named() };
    Some(FindingOperand {
        indicator: indicator?.clone(),
        measure: reference.measure.or(instance.measure)?,
        region: instance.unit.code.clone(),
        month: month_of(instance.month, reference.shift),
        place: Place::default(),
        raw: String::new(),
        value: String::new(),
    })
}
