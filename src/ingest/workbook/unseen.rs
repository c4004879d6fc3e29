//! Rows and columns a person does not see. What stands there is set aside, as a hidden sheet is: it is most often what
//! was valid once. Rows a filter takes away are another thing: whoever looks at some of a list does not strike out the rest.

use super::{Grid, GridCell};
use crate::model::Cell;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Rows or columns from one to another, both in, by the first of each run; runs neither touch nor overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(BTreeMap<u32, u32>);

impl Spans {
    pub fn add(&mut self, first: u32, last: u32) {
        if first > last {
            return;
        }
        let (mut first, mut last) = (first, last);
        // Those it touches become one with it; they can only be the one that begins before its end, and so on back.
        while let Some((start, end)) = self.0.range(..=last.saturating_add(1)).next_back().map(|(a, b)| (*a, *b)) {
            if end.saturating_add(1) < first {
                break;
            }
            self.0.remove(&start);
            (first, last) = (first.min(start), last.max(end));
        }
        self.0.insert(first, last);
    }
    pub fn contains(&self, one: u32) -> bool {
        self.covers(one, one)
    }
    fn covers(&self, first: u32, last: u32) -> bool {
        self.0.range(..=first).next_back().is_some_and(|(_, end)| *end >= last)
    }
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is not seen of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unseen {
    pub rows: Spans,
    pub columns: Spans,
    /// The sheet shows some of its rows by a filter.
    pub filtered: bool,
    /// The cells that were set aside.
    cells: BTreeMap<Cell, GridCell>,
    /// They were put back: a form wants them.
    wanted: bool,
}

impl Unseen {
    fn hides(&self, cell: Cell) -> bool {
        self.columns.contains(cell.column) || !self.filtered && self.rows.contains(cell.row)
    }
}

impl Grid {
    /// Takes what is not seen out of the cells. The first cell of a merged range of which a part is seen stays.
    pub(super) fn set_aside(&mut self) {
        if self.unseen.rows.is_empty() && self.unseen.columns.is_empty() {
            return;
        }
        let unseen = &self.unseen;
        let is_seen = |merge: &&super::Merge| {
            let rows = unseen.filtered || !unseen.rows.covers(merge.first.row, merge.last.row);
            rows && !unseen.columns.covers(merge.first.column, merge.last.column)
        };
        let kept: BTreeSet<Cell> = self.merges.iter().filter(is_seen).map(|merge| merge.first).collect();
        let (aside, seen) = std::mem::take(&mut self.cells)
            .into_iter()
            .partition(|(cell, _)| self.unseen.hides(*cell) && !kept.contains(cell));
        (self.unseen.cells, self.cells) = (aside, seen);
    }
    /// The sheet as a form wants it: with what was set aside, or without.
    pub fn as_read(&self, with_unseen: bool) -> Cow<'_, Self> {
        if !with_unseen || self.unseen.cells.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut whole = self.clone();
        whole.cells.append(&mut whole.unseen.cells);
        whole.unseen.wanted = true;
        Cow::Owned(whole)
    }
    /// The cells that were set aside.
    pub fn set_aside_cells(&self) -> impl Iterator<Item = Cell> {
        self.unseen.cells.keys().copied()
    }
    /// The cells among those read that stand in rows or columns that are not seen.
    pub fn read_unseen(&self) -> impl Iterator<Item = Cell> {
        let Unseen { rows, columns, filtered, wanted, .. } = &self.unseen;
        let (in_rows, in_columns) = ((*filtered || *wanted) && !rows.is_empty(), *wanted && !columns.is_empty());
        let unseen =
            move |cell: &&Cell| in_rows && rows.contains(cell.row) || in_columns && columns.contains(cell.column);
        self.cells.keys().filter(move |cell| (in_rows || in_columns) && unseen(cell)).copied()
    }
    /// The rows and columns of cells that are not seen: `第5、9行，G列`.
    pub fn unseen_places(&self, cells: impl Iterator<Item = Cell>) -> String {
        let (mut rows, mut columns) = (Spans::default(), Spans::default());
        for cell in cells {
            if self.unseen.columns.contains(cell.column) {
                columns.add(cell.column, cell.column);
            } else {
                rows.add(cell.row, cell.row);
            }
        }
        let letters = |column: u32| {
            let name = Cell::new(0, column).to_string();
            name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
        };
        let list = |spans: &Spans, name: &dyn Fn(u32) -> String| {
            let run = |(first, last): (&u32, &u32)| match first == last {
                true => name(*first),
                false => format!("{}至{}", name(*first), name(*last)),
            };
            spans.0.iter().map(run).collect::<Vec<_>>().join("、")
        };
        let rows = (!rows.is_empty()).then(|| format!("第{}行", list(&rows, &|row| row.saturating_add(1).to_string())));
        let columns = (!columns.is_empty()).then(|| format!("{}列", list(&columns, &letters)));
        rows.into_iter().chain(columns).collect::<Vec<_>>().join("，")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::workbook::{Content, Merge, value};

    fn spans(all: &[(u32, u32)]) -> Spans {
        let mut spans = Spans::default();
        all.iter().for_each(|(first, last)| spans.add(*first, *last));
        spans
    }

    #[test]
    fn runs_in_any_order_become_one_where_they_touch() {
        assert_eq!(
            spans(&[(5, 6), (1, 2), (3, 3), (9, 9)]).0.into_iter().collect::<Vec<_>>(),
            [(1, 3), (5, 6), (9, 9)]
        );
        let nested = spans(&[(5, 6), (8, 8), (1, 100), (50, 60)]);
        assert_eq!(nested.0.iter().collect::<Vec<_>>(), [(&1, &100)]);
        assert!(nested.contains(70) && !nested.contains(0) && !nested.contains(101));
        assert_eq!(spans(&[(u32::MAX, u32::MAX), (0, u32::MAX), (3, 2)]).0.len(), 1);
    }

    fn grid(cells: &[(u32, u32)]) -> Grid {
        let cell = || value::plain(Content::Text("x".into()));
        let cells = cells.iter().map(|(row, column)| (Cell::new(*row, *column), cell())).collect();
        Grid { cells, ..Grid::default() }
    }

    #[test]
    fn what_is_not_seen_is_set_aside_but_not_the_head_of_what_is() {
        let mut sheet = grid(&[(0, 0), (1, 1), (2, 0), (2, 1), (3, 2), (4, 1)]);
        sheet.merges.push(Merge { first: Cell::new(0, 0), last: Cell::new(0, 2) });
        sheet.unseen.columns.add(0, 0);
        sheet.unseen.rows.add(3, 4);
        sheet.set_aside();
        assert_eq!(
            sheet.cells.keys().copied().collect::<Vec<_>>(),
            [Cell::new(0, 0), Cell::new(1, 1), Cell::new(2, 1)]
        );
        assert_eq!(sheet.unseen_places(sheet.set_aside_cells()), "第4至5行，A列");
        assert_eq!(sheet.as_read(true).cells.len(), 6);
        assert_eq!(sheet.as_read(false).cells.len(), 3);
    }

    #[test]
    fn the_rows_of_a_filter_are_read_and_known() {
        let mut sheet = grid(&[(0, 0), (1, 0), (2, 0)]);
        sheet.unseen.rows.add(1, 1);
        sheet.unseen.filtered = true;
        sheet.set_aside();
        assert_eq!((sheet.cells.len(), sheet.set_aside_cells().count()), (3, 0));
        assert_eq!(sheet.unseen_places(sheet.read_unseen()), "第2行");
    }
}
