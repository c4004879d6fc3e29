//! What the typesetter chose, for a renderer that sets the same document without its faces (DOCX): where titles are
//! broken, in which size and on which sheet a table stands, how high a chart is, whether what stands at the foot has a
//! page of its own.

use super::lines::Line;
use super::table::parts;
use crate::document::{Inline, Table};
use crate::fonts::clean;
use std::collections::{BTreeMap, BTreeSet};

/// The choices of a document; blocks are named by their number in it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Choices {
    /// Titles (of annexes too, and of the contents) with a line break where a line ends.
    pub titles: BTreeMap<usize, Vec<Inline>>,
    pub tables: BTreeMap<usize, Vec<TableCut>>,
    /// Charts that text was let past, and the block each stands after.
    pub passed: BTreeMap<usize, usize>,
    /// The height of each chart on its page, in points, by its id.
    pub charts: BTreeMap<String, f64>,
    /// Between the text and the signature, in points; none where a page begins there.
    pub above_signature: Option<f64>,
    /// What stands at the foot of the last page has that page for itself.
    pub foot_apart: bool,
}

/// A table as it is set, or a part of one whose columns are dealt.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TableCut {
    pub columns: Vec<usize>,
    /// In points, as are the widths.
    pub size: f64,
    pub landscape: bool,
    pub widths: Vec<f64>,
    /// Blank above and below the words of a row together, in ems.
    pub air: f64,
}

impl Choices {
    /// A table as it is set: whole, or in parts with their own titles.
    pub fn tables(&self, block: usize, table: &Table) -> Vec<(Table, TableCut)> {
        let cuts = self.tables.get(&block).map(Vec::as_slice).unwrap_or_default();
        match cuts {
            [whole] => vec![(table.clone(), whole.clone())],
            parts => {
                let last = parts.len().saturating_sub(1);
                let part =
                    |(no, cut): (usize, &TableCut)| (parts::part(table, &cut.columns, no, no == last), cut.clone());
                parts.iter().enumerate().map(part).collect()
            }
        }
    }

    /// The numbers of so many blocks in the order in which they stand on the pages.
    pub fn order(&self, count: usize) -> Vec<usize> {
        let after = |no: usize| self.passed.iter().filter(move |(_, before)| **before == no).map(|(chart, _)| *chart);
        let stays = (0..count).filter(|no| !self.passed.contains_key(no));
        stays.flat_map(|no| std::iter::once(no).chain(after(no))).collect()
    }

    /// Whether a table stands on a turned sheet.
    pub fn turned(&self, block: usize) -> bool {
        self.tables.get(&block).and_then(|cuts| cuts.first()).is_some_and(|cut| cut.landscape)
    }
}

/// A text with a line break where a line ends: nothing else of what is printed changes.
pub(super) fn broken(text: &[Inline], lines: &[Line]) -> Vec<Inline> {
    let starts: BTreeSet<usize> = lines.iter().skip(1).map(|line| line.range.start).collect();
    let mut at = 0;
    let mut said = |inline: &Inline| {
        let mut said = String::new();
        for c in clean(inline.text()).chars().filter(|c| *c != '\n') {
            if starts.contains(&at) {
                said.push('\n');
            }
            said.push(c);
            at += 1;
        }
        inline.saying(said)
    };
    text.iter().map(&mut said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_that_text_was_let_past_stands_after_that_text() {
        let choices = Choices { passed: BTreeMap::from([(2, 4), (3, 4)]), ..Choices::default() };
        assert_eq!(choices.order(6), [0, 1, 4, 2, 3, 5]);
        assert_eq!(Choices::default().order(3), [0, 1, 2]);
    }
}
