//! Cards side by side and below one another, each with the same labelled cells: one card, one place.

use super::Sheet;
use super::deal::{self, Deal};
use super::fields::{self, Labels};
use crate::catalog::{CardsBinding, Form, normalise_label};
use crate::finding::Finding;
use crate::ingest::entry::Entry;
use crate::ingest::place_names::Who;
use crate::ingest::workbook::{Content, Grid, start as begin};
use crate::model::{Cell, Missing, Value};
use std::collections::BTreeSet;

/// The text a label of this kind has behind its colon; nothing where the cell is no such label.
fn behind_start(grid: &Grid, starts: &[String], cell: Cell) -> Option<String> {
    let Content::Text(text) = &grid.cells.get(&cell)?.content else { return None };
    let text = begin(text);
    let (head, tail) = text.split_once(['：', ':']).unwrap_or((text, ""));
    starts.contains(&normalise_label(head)).then(|| tail.trim().to_owned())
}

fn plain_starts(binding: &CardsBinding) -> Vec<String> {
    binding.starts.iter().map(|label| normalise_label(label)).collect()
}

/// Where cards begin.
fn starts(grid: &Grid, binding: &CardsBinding) -> BTreeSet<Cell> {
    let starts = plain_starts(binding);
    grid.cells.keys().copied().filter(|cell| behind_start(grid, &starts, *cell).is_some()).collect()
}

/// The first row that is of a card; of a sheet without cards, none is.
pub(in crate::ingest) fn above(form: &Form, grid: &Grid) -> u32 {
    form.cards.as_ref().and_then(|binding| top(grid, binding)).unwrap_or(u32::MAX)
}

/// The row of the first card.
pub(super) fn top(grid: &Grid, binding: &CardsBinding) -> Option<u32> {
    let starts = plain_starts(binding);
    grid.cells.keys().find(|cell| behind_start(grid, &starts, **cell).is_some()).map(|cell| cell.row)
}

pub(super) fn read(sheet: &Sheet<'_>, binding: &CardsBinding, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) {
    let fields = Labels::of(sheet);
    let starts: Vec<Cell> = starts(sheet.grid, binding).into_iter().collect();
    let deal = deal::deal(sheet, &fields, &starts);
    // What no card has is told once.
    let absent: Vec<bool> = (0..fields.len()).map(|number| !deal.cards.iter().any(|card| card.has(number))).collect();
    for (field, _) in fields.iter().zip(&absent).filter(|(_, absent)| **absent) {
        findings.push(fields::missing(sheet, field.field));
    }
    for (cell, number) in &deal.outside {
        let label = fields.get(*number).and_then(|field| field.field.labels.first());
        findings.push(sheet.about_cell("card.outside", *cell).with("label", label.map_or("", String::as_str)));
    }
    if sheet.base.period.is_none() && !deal.cards.is_empty() {
        findings.push(sheet.about_sheet("period.unknown").with("form", &sheet.form.title));
        return;
    }
    let reader = Reader { sheet, binding, starts: plain_starts(binding), fields, absent, deal: &deal };
    for (number, start) in starts.iter().enumerate().take_while(|_| !(sheet.scope.out_of_time)()) {
        reader.card(number, *start, entries, findings);
    }
}

struct Reader<'s, 'a> {
    sheet: &'s Sheet<'a>,
    binding: &'s CardsBinding,
    starts: Vec<String>,
    fields: Vec<Labels<'a>>,
    /// The fields that no card has.
    absent: Vec<bool>,
    deal: &'s Deal,
}

impl Reader<'_, '_> {
    fn card(&self, number: usize, start: Cell, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) {
        let (sheet, Some(card)) = (self.sheet, self.deal.cards.get(number)) else { return };
        let blank = card.spots.iter().all(|(field, spots)| {
            let field = self.fields.get(*field);
            field.is_some_and(|field| spots.iter().all(|spot| fields::is_blank(sheet, field.field, *spot)))
        });
        let (who, period) = match (self.name(start), sheet.base.period) {
            (Some(who), Some(period)) => (who, period),
            _ if blank => {
                findings.push(sheet.about_cell("card.spare", start));
                return;
            }
            _ => {
                let label = self.binding.starts.first().map_or("", String::as_str);
                findings.push(sheet.about_cell("card.unnamed", start).with("label", label));
                return;
            }
        };
        let (mut read, mut said) = (Vec::new(), Vec::new());
        for (field, spots) in &card.spots {
            let Some(field) = self.fields.get(*field).map(|field| field.field) else { continue };
            let Some(indicator) = sheet.indicator(&field.indicator) else { continue };
            for (spot, value, told) in fields::values(sheet, field, indicator, spots) {
                said.extend(told);
                let entry = fields::entry(sheet, field, indicator, (who.clone(), period), (spot, value));
                read.push(Entry { within: sheet.whole_of(&who), ..entry });
            }
        }
        let is_gap = |entry: &Entry| entry.value == Value::Missing(Missing::NotReported);
        if blank && !read.is_empty() && read.iter().all(is_gap) {
            // One finding says it; one a field would hide it.
            said = vec![sheet.about_cell("card.blank", start).with("region", &who.name)];
        }
        entries.extend(read);
        findings.extend(said);
        self.tell_lacking(number, start, &who, findings);
    }

    /// The fields this card has not, and another has.
    fn tell_lacking(&self, number: usize, start: Cell, who: &Who, findings: &mut Vec<Finding>) {
        let Some(card) = self.deal.cards.get(number) else { return };
        let known = self.fields.iter().enumerate().filter(|(field, _)| self.absent.get(*field) == Some(&false));
        let lacking = known.filter(|(field, _)| !card.has(*field));
        let labels: Vec<&str> = lacking.filter_map(|(_, field)| Some(field.field.labels.first()?.as_str())).collect();
        if !labels.is_empty() {
            let finding = self.sheet.about_cell("card.no_field", start).with("region", &who.name);
            findings.push(finding.with("labels", labels.join("、")));
        }
    }

    /// Whose the card is: behind the colon of its label, else in the very next cell.
    fn name(&self, start: Cell) -> Option<Who> {
        let grid = self.sheet.grid;
        let behind = behind_start(grid, &self.starts, start)?;
        if !behind.is_empty() {
            return Some(self.sheet.place(&behind));
        }
        let last = grid.merge_at(start.row, start.column).map_or(start, |merge| merge.last);
        let at = if self.binding.below {
            Cell::new(last.row + 1, start.column)
        } else {
            Cell::new(start.row, last.column + 1)
        };
        let Content::Text(text) = &grid.cells.get(&at)?.content else { return None };
        let text = begin(text);
        // Another label, with its value or without, is no name.
        let is_name = !text.trim().is_empty() && !text.contains(['：', ':']) && !self.deal.is_label(at);
        is_name.then(|| self.sheet.place(text))
    }
}
