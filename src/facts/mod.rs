//! The table of facts: look up, and exact sums that keep what was summed.

mod columns;

use crate::model::{Decimal, Fact, FactNo, IndicatorId, Measure, Missing, Month, RegionCode, Value};
use columns::Columns;
use std::collections::{BTreeMap, BTreeSet};

/// Facts with an index by what they are of, and as columns for sums.
#[derive(Debug)]
pub struct FactTable {
    rows: Vec<Fact>,
    index: BTreeMap<(IndicatorId, Measure, Month, RegionCode), FactNo>,
    columns: Columns,
}

/// The columns could not be made or summed. Says what; it means a defect, not bad data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsError(pub String);

/// A sum over units, with what went into it and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    pub indicator: IndicatorId,
    pub measure: Measure,
    pub month: Month,
    /// Of the parts that came; absent when none came.
    pub sum: Option<Decimal>,
    /// The facts that were summed, in unit order.
    pub parts: Vec<FactNo>,
    /// Facts that have no number although they apply.
    pub lacking: Vec<FactNo>,
}

impl FactTable {
    /// Takes facts in any order; two facts of the same thing cannot both count, so the first stays and the others are
    /// given back.
    ///
    /// # Errors
    /// When the columns cannot be made.
    pub fn new(mut facts: Vec<Fact>) -> Result<(Self, Vec<Fact>), FactsError> {
        let key = |fact: &Fact| (fact.indicator.clone(), fact.measure, fact.month, fact.region.clone());
        facts.sort_by_key(key);
        let mut rows: Vec<Fact> = Vec::with_capacity(facts.len());
        let mut index = BTreeMap::new();
        let mut surplus = Vec::new();
        for fact in facts {
            let number = FactNo(u32::try_from(rows.len()).map_err(|e| FactsError(e.to_string()))?);
            match index.entry(key(&fact)) {
                std::collections::btree_map::Entry::Occupied(_) => surplus.push(fact),
                std::collections::btree_map::Entry::Vacant(slot) => {
                    slot.insert(number);
                    rows.push(fact);
                }
            }
        }
        let columns = Columns::new(&rows)?;
        Ok((Self { rows, index, columns }, surplus))
    }

    pub fn get(&self, number: FactNo) -> Option<&Fact> {
        self.rows.get(usize::try_from(number.0).ok()?)
    }
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    pub fn iter(&self) -> impl Iterator<Item = (FactNo, &Fact)> {
        self.rows.iter().enumerate().filter_map(|(n, fact)| Some((FactNo(u32::try_from(n).ok()?), fact)))
    }
    /// The fact of a unit for a month.
    pub fn find(&self, region: &RegionCode, indicator: &IndicatorId, measure: Measure, month: Month) -> Option<FactNo> {
        self.index.get(&(indicator.clone(), measure, month, region.clone())).copied()
    }

    /// Sums over `members`, one total per indicator, measure and month, in that order. What does not apply to a unit
    /// is no part and no lack.
    ///
    /// # Errors
    /// When the columns cannot be summed.
    pub fn totals(&self, members: &BTreeSet<RegionCode>) -> Result<Vec<Total>, FactsError> {
        let mut totals = Vec::new();
        for group in self.columns.sums(&self.rows, members)? {
            let Some(first) = group.rows.first().and_then(|row| self.rows.get(*row)) else { continue };
            let mut total = Total {
                indicator: first.indicator.clone(),
                measure: first.measure,
                month: first.month,
                sum: None,
                parts: Vec::new(),
                lacking: Vec::new(),
            };
            for row in &group.rows {
                let number = FactNo(u32::try_from(*row).map_err(|e| FactsError(e.to_string()))?);
                match self.rows.get(*row).map(|fact| fact.value) {
                    Some(Value::Number(_)) => total.parts.push(number),
                    Some(Value::Missing(Missing::NotApplicable)) | None => {}
                    Some(Value::Missing(_)) => total.lacking.push(number),
                }
            }
            if !total.parts.is_empty() {
                total.sum = Some(group.sum);
            }
            totals.push(total);
        }
        Ok(totals)
    }
}

#[cfg(test)]
mod tests;
