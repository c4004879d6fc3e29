//! Which rows of a block count.

use super::columns;
use super::table::Reader;
use crate::catalog::{Condition, normalise};

/// A condition on the rows of a block.
pub(super) struct Test {
    column: Option<u32>,
    is: Vec<String>,
    not: Vec<String>,
}

impl Reader<'_, '_> {
    /// Conditions with the columns they look at.
    pub fn tests(&self, conditions: &[Condition]) -> Vec<Test> {
        let plain = |words: &[String]| words.iter().map(|word| normalise(word)).collect();
        let test = |condition: &Condition| Test {
            column: columns::column_of(self.sheet, self.block, &condition.heads),
            is: plain(&condition.is),
            not: plain(&condition.not),
        };
        conditions.iter().map(test).collect()
    }

    /// The row counts: all conditions hold.
    pub fn counts(&self, row: u32, tests: &[Test]) -> bool {
        tests.iter().all(|test| {
            let text = test.column.map(|column| columns::plain(self.sheet, row, column)).unwrap_or_default();
            (test.is.is_empty() || test.is.contains(&text)) && !test.not.contains(&text)
        })
    }
}
