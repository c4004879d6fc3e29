//! Which card each labelled cell is on, and where its value stands there.
//!
//! A card goes right and down from its start, to the next start beside it and the next one below. Cards need not stand in
//! line: a cell is of the last start at its upper left, and where two could have it (one above at the right, one lower at
//! the left), the upper one has ended if it had the same label before: a card has each of its labels once.

use super::Sheet;
use super::columns;
use super::fields::{Label, Labels, Spot};
use crate::ingest::workbook::OutOfTime;
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// One card: its fields by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Card {
    pub spots: BTreeMap<usize, Vec<Spot>>,
}

impl Card {
    pub fn has(&self, field: usize) -> bool {
        self.spots.contains_key(&field)
    }
}

/// The labelled cells of a sheet, dealt out to its cards.
#[derive(Clone, Debug, Default)]
pub(super) struct Deal {
    /// In the order of their starts.
    pub cards: Vec<Card>,
    /// The first cell of each field that stands on no card.
    pub outside: Vec<(Cell, usize)>,
    /// Starts and labels.
    labels: BTreeSet<Cell>,
}

impl Deal {
    pub fn is_label(&self, cell: Cell) -> bool {
        self.labels.contains(&cell)
    }
}

/// A label of a field.
#[derive(Clone, Copy, Debug)]
struct Mark {
    cell: Cell,
    field: usize,
    is: Label,
}

/// Deals the labels of the fields out to the cards that start there (in the order of rows).
pub(super) fn deal(sheet: &Sheet<'_>, fields: &[Labels<'_>], starts: &[Cell]) -> Deal {
    let out_of_time = sheet.scope.out_of_time;
    let cells = sheet.grid.cells.iter().take_while(|_| !out_of_time());
    let marks = cells.flat_map(|(cell, found)| {
        let of_field =
            move |(field, labels): (usize, &Labels<'_>)| Some(Mark { cell: *cell, field, is: labels.read(found)? });
        fields.iter().enumerate().filter_map(of_field)
    });
    let marks: Vec<Mark> = marks.collect();
    let ends = ends(starts, &marks, out_of_time);
    let labels = starts.iter().copied().chain(marks.iter().map(|mark| mark.cell)).collect();
    let mut deal = Deal { cards: vec![Card::default(); starts.len()], outside: Vec::new(), labels };
    let mut sweep = Sweep::new(starts);
    let mut outside = BTreeMap::new();
    for mark in marks.iter().take_while(|_| !out_of_time()) {
        sweep.go_to(mark.cell.row);
        let Some(owner) = sweep.owner(&ends, mark.cell) else {
            outside.entry(mark.field).or_insert(mark.cell);
            continue;
        };
        let below = fields.get(mark.field).is_some_and(|field| field.field.below);
        let at = match mark.is {
            Label::Holds => Some(mark.cell),
            Label::Names if below => sweep.below(sheet, &ends, owner, mark.cell),
            Label::Names => beside(sheet, &deal, mark.cell, sweep.right(&ends, mark.cell)),
        };
        let at = at.filter(|at| mark.is == Label::Holds || !deal.is_label(*at));
        if let Some(card) = deal.cards.get_mut(owner) {
            card.spots.entry(mark.field).or_default().push(Spot { label: mark.cell, at });
        }
    }
    deal.outside = outside.into_iter().map(|(field, cell)| (cell, field)).collect();
    deal
}

/// The cell at the right of a label, up to before the column `right`. Across blank cells only a number is its value.
fn beside(sheet: &Sheet<'_>, deal: &Deal, label: Cell, right: u32) -> Option<Cell> {
    let grid = sheet.grid;
    let last = grid.merge_at(label.row, label.column).map_or(label, |merge| merge.last);
    let next = Cell::new(label.row, last.column + 1);
    if next.column >= right {
        return None;
    }
    let mut row = grid.cells.range(next..Cell::new(label.row, right));
    let full = row.find(|(_, found)| !found.raw().trim().is_empty());
    match full {
        Some((at, found)) if *at == next || !deal.is_label(*at) && columns::is_number(sheet, found) => Some(*at),
        // `床位：` with nothing behind it is the blank itself.
        _ => {
            let text = grid.text(label.row, label.column);
            (!text.trim_end().ends_with(['：', ':'])).then_some(next)
        }
    }
}

/// The row before which each card ends, where another that is not at its right or in its column shows it.
fn ends(starts: &[Cell], marks: &[Mark], out_of_time: OutOfTime<'_>) -> Vec<u32> {
    let mut ends = vec![u32::MAX; starts.len()];
    let mut sweep = Sweep::new(starts);
    let mut had: BTreeSet<(usize, usize)> = BTreeSet::new();
    for mark in marks.iter().take_while(|_| !out_of_time()) {
        sweep.go_to(mark.cell.row);
        let Some(mut owner) = sweep.owner(&ends, mark.cell) else { continue };
        if had.contains(&(owner, mark.field))
            && let Some((lower, row)) = sweep.lower(&ends, owner, mark.cell.row)
            && !had.contains(&(lower, mark.field))
            && let Some(end) = ends.get_mut(owner)
        {
            *end = row;
            owner = lower;
        }
        had.insert((owner, mark.field));
    }
    ends
}

/// The cards that go on at a row, while rows are gone through.
struct Sweep<'s> {
    starts: &'s [Cell],
    next: usize,
    /// By the column they start in.
    open: BTreeMap<u32, usize>,
}

impl<'s> Sweep<'s> {
    fn new(starts: &'s [Cell]) -> Self {
        Self { starts, next: 0, open: BTreeMap::new() }
    }
    fn go_to(&mut self, row: u32) {
        while let Some(start) = self.starts.get(self.next).filter(|start| start.row <= row) {
            self.open.insert(start.column, self.next);
            self.next += 1;
        }
    }
    fn owner(&self, ends: &[u32], cell: Cell) -> Option<usize> {
        let left = self.open.range(..=cell.column).rev();
        left.map(|(_, card)| *card).find(|card| goes_on(ends, *card, cell.row))
    }
    /// The column in which the next card at the right starts.
    fn right(&self, ends: &[u32], cell: Cell) -> u32 {
        let mut right = self.open.range(cell.column + 1..);
        right.find(|(_, card)| goes_on(ends, **card, cell.row)).map_or(u32::MAX, |(column, _)| *column)
    }
    /// The card at the left of another that started further down, with the row of its start.
    fn lower(&self, ends: &[u32], card: usize, row: u32) -> Option<(usize, u32)> {
        let start = self.starts.get(card)?;
        let mut left = self.open.range(..start.column).rev().filter(|(_, other)| goes_on(ends, **other, row));
        left.find_map(|(_, other)| {
            let other_start = self.starts.get(*other).filter(|other| other.row > start.row)?;
            Some((*other, other_start.row))
        })
    }
    /// The cell below a label, unless another card has it.
    fn below(&self, sheet: &Sheet<'_>, ends: &[u32], card: usize, label: Cell) -> Option<Cell> {
        let last = sheet.grid.merge_at(label.row, label.column).map_or(label, |merge| merge.last);
        let at = Cell::new(last.row + 1, label.column);
        let start = self.starts.get(card)?;
        let mut coming = self.starts.iter().skip(self.next).take_while(|next| next.row <= at.row);
        let cut = coming.any(|next| next.column >= start.column && next.column <= at.column);
        (!cut && goes_on(ends, card, at.row)).then_some(at)
    }
}

fn goes_on(ends: &[u32], card: usize, row: u32) -> bool {
    ends.get(card).is_some_and(|end| *end > row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, column: u32) -> Cell {
        Cell::new(row, column)
    }

    /// Which card has the last of some labels of one field.
    fn owner_of_last(starts: &[Cell], labels: &[Cell]) -> Option<usize> {
        let marks: Vec<Mark> = labels.iter().map(|cell| Mark { cell: *cell, field: 0, is: Label::Names }).collect();
        let ends = ends(starts, &marks, &|| false);
        let mut sweep = Sweep::new(starts);
        let last = labels.last()?;
        sweep.go_to(last.row);
        sweep.owner(&ends, *last)
    }

    #[test]
    fn a_cell_is_of_the_last_start_at_its_upper_left() {
        let starts = [at(3, 0), at(3, 5), at(12, 0), at(12, 5)];
        for (label, card) in [(at(3, 4), 0), (at(11, 4), 0), (at(3, 5), 1), (at(12, 2), 2), (at(40, 9), 3)] {
            assert_eq!(owner_of_last(&starts, &[label]), Some(card), "{label}");
        }
        assert_eq!(owner_of_last(&starts, &[at(2, 0)]), None);
        assert_eq!(owner_of_last(&[at(3, 2)], &[at(9, 1)]), None);
    }

    #[test]
    fn a_lower_start_at_the_left_is_beside_or_below() {
        // One row was inserted above the left card: they stand beside one another.
        let starts = [at(3, 5), at(4, 0)];
        assert_eq!(owner_of_last(&starts, &[at(6, 6)]), Some(0));
        assert_eq!(owner_of_last(&starts, &[at(6, 6), at(7, 1)]), Some(1));
        // A wide card below two narrow ones: the upper right one had the label already.
        let starts = [at(3, 0), at(3, 5), at(12, 2)];
        assert_eq!(owner_of_last(&starts, &[at(6, 1), at(6, 6), at(15, 7)]), Some(2));
        // So the cells of the lower card are its own from its first row on, in whatever order they come.
        let marks = [(at(6, 6), 0), (at(13, 6), 1), (at(15, 7), 0)];
        let marks: Vec<Mark> =
            marks.iter().map(|(cell, field)| Mark { cell: *cell, field: *field, is: Label::Names }).collect();
        assert_eq!(ends(&starts, &marks, &|| false), [u32::MAX, 12, u32::MAX]);
    }
}
