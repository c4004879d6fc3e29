//! Which rows of a block count.

use super::columns;
use super::table::Reader;
use crate::catalog::{Condition, normalise};
use crate::finding::Finding;
use crate::ingest::number::{self, Context, Reading};
use crate::ingest::workbook::Content;
use crate::model::Decimal;

/// A condition on the rows of a block.
pub(super) struct Test {
    pub column: Option<u32>,
    is: Vec<String>,
    not: Vec<String>,
    at_least: Option<Decimal>,
    at_most: Option<Decimal>,
}

/// A text is a word, or begins with what stands before the word's `*`.
fn is_word(word: &str, text: &str) -> bool {
    word.strip_suffix('*').map_or(word == text, |start| text.starts_with(start))
}

impl Reader<'_, '_> {
    /// Conditions with the columns they look at.
    pub fn tests(&self, conditions: &[Condition]) -> Vec<Test> {
        let plain = |words: &[String]| words.iter().map(|word| normalise(word)).collect();
        let test = |condition: &Condition| Test {
            column: columns::column_of(self.sheet, self.block, &condition.heads),
            is: plain(&condition.is),
            not: plain(&condition.not),
            at_least: condition.at_least,
            at_most: condition.at_most,
        };
        conditions.iter().map(test).collect()
    }

    /// A condition that looks at a column the block has not: no one can tell which rows count.
    pub fn lacks(&self, conditions: &[Condition]) -> Option<Finding> {
        let is_there = |heads: &[Vec<String>]| columns::column_of(self.sheet, self.block, heads).is_some();
        conditions
            .iter()
            .find(|condition| !is_there(&condition.heads))
            .map(|condition| self.no_column(&condition.heads))
    }

    /// The same of columns that each must be there.
    pub fn lacks_any(&self, heads: &[Vec<String>]) -> Option<Finding> {
        let is_there =
            |head: &Vec<String>| columns::column_of(self.sheet, self.block, std::slice::from_ref(head)).is_some();
        heads.iter().find(|head| !is_there(head)).map(|head| self.no_column(std::slice::from_ref(head)))
    }

    pub fn no_column(&self, heads: &[Vec<String>]) -> Finding {
        let head = heads.first().map(|head| head.join("/")).unwrap_or_default();
        self.sheet.about_sheet("column.missing").with("form", &self.table.name).with("column", head)
    }

    /// The row counts: all conditions hold.
    pub fn counts(&self, row: u32, tests: &[Test]) -> bool {
        tests.iter().all(|test| self.holds(row, test))
    }

    fn holds(&self, row: u32, test: &Test) -> bool {
        let text = test.column.map(|column| columns::plain(self.sheet, row, column)).unwrap_or_default();
        let one_of = |words: &[String]| words.iter().any(|word| is_word(word, &text));
        if !test.is.is_empty() && !one_of(&test.is) || one_of(&test.not) {
            return false;
        }
        if test.at_least.is_none() && test.at_most.is_none() {
            return true;
        }
        // What is no number lies within no bounds.
        let Some(number) = test.column.and_then(|column| self.number(row, column)) else { return false };
        test.at_least.is_none_or(|least| number >= least) && test.at_most.is_none_or(|most| number <= most)
    }

    /// The number in a cell, in whatever unit.
    fn number(&self, row: u32, column: u32) -> Option<Decimal> {
        match &self.sheet.grid.get(row, column)?.content {
            Content::Number(number) => Some(*number),
            Content::Text(text) => {
                let (form, units) = (self.sheet.form, &self.sheet.scope.catalog.units);
                let (placeholders, negatives) = (&form.placeholders, &form.negatives);
                // 90岁 is 90, whatever its unit.
                let unit = text.trim().trim_start_matches(|c: char| !c.is_alphabetic());
                match number::read_with(text, &Context { unit, placeholders, negatives, units }) {
                    Reading::Number(number, _) => Some(number),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
