//! The table of facts: look up, and exact sums that keep what was summed.

mod columns;

use crate::model::{Decimal, Fact, FactNo, IndicatorId, Measure, Missing, Month, RegionCode, Value};
use columns::Columns;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

type Key = (IndicatorId, Measure, Month, RegionCode);

/// Facts with an index by what they are of, and as columns for sums.
#[derive(Debug)]
pub struct FactTable {
    /// Those that count, and behind them those of a second form.
    rows: Vec<Fact>,
    index: BTreeMap<Key, FactNo>,
    /// Of what more than one form asks for: the facts that do not count, by the number of the one that does.
    others: BTreeMap<FactNo, Vec<FactNo>>,
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
    /// Takes facts in any order. Of two facts of the same thing the first counts; that of another form is kept beside
    /// it, one of the same form is given back.
    ///
    /// # Errors
    /// When the columns cannot be made.
    pub fn new(mut facts: Vec<Fact>) -> Result<(Self, Vec<Fact>), FactsError> {
        let key = |fact: &Fact| (fact.indicator.clone(), fact.measure, fact.month, fact.region.clone());
        facts.sort_by_key(key);
        let mut rows: Vec<Fact> = Vec::with_capacity(facts.len());
        let (mut index, mut doubles) = (BTreeMap::new(), Vec::new());
        for fact in facts {
            match index.entry(key(&fact)) {
                Entry::Occupied(first) => doubles.push((*first.get(), fact)),
                Entry::Vacant(slot) => {
                    slot.insert(number(rows.len())?);
                    rows.push(fact);
                }
            }
        }
        let columns = Columns::new(&rows)?;
        let mut table = Self { rows, index, others: BTreeMap::new(), columns };
        let mut surplus = Vec::new();
        for (first, fact) in doubles {
            if table.of_one_thing(first).any(|(_, known)| known.form == fact.form) {
                surplus.push(fact);
            } else {
                table.others.entry(first).or_default().push(number(table.rows.len())?);
                table.rows.push(fact);
            }
        }
        Ok((table, surplus))
    }

    /// A fact that counts, and those of other forms beside it.
    fn of_one_thing(&self, first: FactNo) -> impl Iterator<Item = (FactNo, &Fact)> {
        let others = self.others.get(&first).into_iter().flatten().copied();
        std::iter::once(first).chain(others).filter_map(|number| Some((number, self.get(number)?)))
    }

    pub fn get(&self, number: FactNo) -> Option<&Fact> {
        self.rows.get(usize::try_from(number.0).ok()?)
    }
    /// How many count.
    pub fn len(&self) -> usize {
        self.index.len()
    }
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// Those that count.
    pub fn iter(&self) -> impl Iterator<Item = (FactNo, &Fact)> {
        self.all().take(self.len())
    }
    /// Those of a second form too, in the order of their numbers.
    pub fn all(&self) -> impl Iterator<Item = (FactNo, &Fact)> {
        self.rows.iter().enumerate().filter_map(|(n, fact)| Some((FactNo(u32::try_from(n).ok()?), fact)))
    }
    /// What more than one form was asked for: the fact that counts with each that does not.
    pub fn told_twice(&self) -> impl Iterator<Item = (FactNo, FactNo)> {
        self.others.iter().flat_map(|(first, others)| others.iter().map(|other| (*first, *other)))
    }
    /// The fact of a unit for a month, as that form tells it.
    pub fn find_on(
        &self,
        form: &str,
        region: &RegionCode,
        indicator: &IndicatorId,
        measure: Measure,
        month: Month,
    ) -> Option<FactNo> {
        let first = self.find(region, indicator, measure, month)?;
        let on_form = |fact: &Fact| fact.form.as_deref().is_none_or(|of| of == form);
        self.of_one_thing(first).find(|(_, fact)| on_form(fact)).map(|(number, _)| number)
    }
    /// The fact of a unit for a month that counts.
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
        for group in self.columns.sums(self.rows.get(..self.len()).unwrap_or_default(), members)? {
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
                let number = number(*row)?;
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

fn number(row: usize) -> Result<FactNo, FactsError> {
    u32::try_from(row).map(FactNo).map_err(|e| FactsError(e.to_string()))
}

#[cfg(test)]
mod tests;
