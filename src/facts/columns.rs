//! The facts as columns: filtered and summed as 38-digit decimals, exactly.

use super::FactsError;
use crate::model::{Decimal, Fact, RegionCode, Value};
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All values stand at one scale, so that a sum is a sum of whole numbers. Ingestion lets no finer value in.
const SCALE: u32 = 18;
const PRECISION: usize = 38;

#[derive(Debug)]
pub(super) struct Columns {
    frame: DataFrame,
}

/// A group with the rows it is made of and their exact sum.
pub(super) struct Sum {
    pub rows: Vec<usize>,
    pub sum: Decimal,
}

impl From<PolarsError> for FactsError {
    fn from(error: PolarsError) -> Self {
        Self(error.to_string())
    }
}

impl Columns {
    pub fn new(facts: &[Fact]) -> Result<Self, FactsError> {
        // One number per (indicator, measure, month) in table order: the key of the sums.
        let mut keys: BTreeMap<_, u32> = BTreeMap::new();
        let mut key = Vec::with_capacity(facts.len());
        let mut value = Vec::with_capacity(facts.len());
        for fact in facts {
            let next = u32::try_from(keys.len()).map_err(|e| FactsError(e.to_string()))?;
            key.push(*keys.entry((&fact.indicator, fact.measure, fact.month)).or_insert(next));
            value.push(match fact.value {
                Value::Number(number) => Some(scaled(number)?),
                Value::Missing(_) => None,
            });
        }
        let values: Int128Chunked = value.into_iter().collect();
        let values = values.into_decimal_unchecked(PRECISION, usize::try_from(SCALE).unwrap_or(0)).into_series();
        let rows: Vec<u32> = (0..u32::try_from(facts.len()).map_err(|e| FactsError(e.to_string()))?).collect();
        let columns = vec![
            Column::new("key".into(), key),
            Column::new("row".into(), rows),
            values.with_name("value".into()).into_column(),
        ];
        Ok(Self { frame: DataFrame::new(facts.len(), columns)? })
    }

    /// Groups of the facts of `members`, in table order.
    pub fn sums(&self, facts: &[Fact], members: &BTreeSet<RegionCode>) -> Result<Vec<Sum>, FactsError> {
        let inside: BooleanChunked = facts.iter().map(|fact| members.contains(&fact.region)).collect();
        let frame = self.frame.filter(&inside)?;
        let groups = frame.group_by_stable(["key"])?;
        let positions = groups.get_groups().clone();
        // The lazy engine would do the same sum; it costs a newcomer five minutes of compiling.
        #[allow(deprecated)]
        let summed = groups.select(["value"]).sum()?;
        let sums = summed.column("value_sum")?.as_materialized_series().clone();
        let row = frame.column("row")?.u32()?.clone();
        let mut out = Vec::with_capacity(sums.len());
        for (number, group) in positions.iter().enumerate() {
            let indices: Vec<usize> = match group {
                GroupsIndicator::Idx((_, all)) => all.iter().map(|i| index(*i)).collect(),
                GroupsIndicator::Slice([first, length]) => (index(first)..index(first) + index(length)).collect(),
            };
            let rows = indices.iter().filter_map(|i| row.get(*i)).map(index).collect();
            let sum = match sums.get(number)? {
                AnyValue::Decimal(mantissa, _, _) => unscaled(mantissa)?,
                _ => Decimal::ZERO,
            };
            out.push(Sum { rows, sum });
        }
        Ok(out)
    }
}

fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn scaled(number: Decimal) -> Result<i128, FactsError> {
    let too_large = || FactsError(format!("{number} does not fit the fact table"));
    let power = SCALE.checked_sub(number.scale()).ok_or_else(too_large)?;
    10_i128.checked_pow(power).and_then(|p| number.mantissa().checked_mul(p)).ok_or_else(too_large)
}

fn unscaled(mantissa: i128) -> Result<Decimal, FactsError> {
    let (mut mantissa, mut scale) = (mantissa, SCALE);
    while scale > 0 && mantissa % 10 == 0 {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|e| FactsError(e.to_string()))
}
