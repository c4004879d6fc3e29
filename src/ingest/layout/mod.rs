//! The tables of a sheet → values, each with what it is of and the cell it stands in.
//!
//! A form says how a table is laid out; everything here is one interpreter of that. Heads lead to columns, names of rows
//! to rows, and where the two cross stands a value of some region, period, indicator and measure.

mod aggregate;
mod anchor;
mod another;
mod base;
mod block;
mod cards;
mod columns;
mod condition;
mod deal;
mod fields;
mod found;
mod heads;
mod lines;
mod margin;
mod missing;
mod path;
mod record;
mod row;
mod slot;
mod stub;
mod survey;
mod table;
mod unit;
mod words;

pub(super) use base::{Base, is_note, period};
pub(super) use block::{Block, at_heads};
pub(super) use cards::above as above_cards;
pub(super) use found::lines_above_tables;
pub use lines::{HeadOver, Line, LineKind};
pub(super) use lines::{heads, lines};
pub use survey::{RowCounts, Taken};
pub(super) use survey::{Surveyed, survey};

use super::date_text;
use super::entry::Entry;
use super::ledger;
use super::period_text;
use super::place_names::{PlaceNames, Who};
use super::scope::Scope;
use super::workbook::Grid;
use crate::catalog::{Axis, Form, Indicator, MeasureUnit, normalise, normalise_label};
use crate::finding::Finding;
use crate::model::{Cell, IndicatorId, Measure, Month, Period, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet with the form it is read by.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub scope: Scope<'a>,
    pub form: &'a Form,
    pub grid: &'a Grid,
    pub names: &'a PlaceNames,
    pub base: &'a Base,
    /// Whose return it is, for findings.
    pub unit: Option<&'a RegionCode>,
}

/// What the `*` of a head turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Star {
    Region(Who),
    Period(Period, period_text::Kind),
    Indicator(IndicatorId),
    Measure(Measure),
}

impl<'a> Sheet<'a> {
    pub fn about_cell(&self, code: &'static str, cell: Cell) -> Finding {
        self.mine(self.scope.about_cell(code, &self.grid.name, cell))
    }
    pub fn about_sheet(&self, code: &'static str) -> Finding {
        self.mine(self.scope.about_sheet(code, &self.grid.name))
    }
    fn mine(&self, finding: Finding) -> Finding {
        Finding { region: self.unit.cloned(), ..finding }
    }

    /// The region a name in the table means.
    pub fn place(&self, text: &str) -> Who {
        self.names.named_in(text, self.base.region.as_ref())
    }
    /// A part of a known region that no list knows is not one of that name elsewhere: 城关镇 of two counties.
    pub fn within(&self, whole: &Who, part: Who) -> Who {
        let is_listed = |who: &Who| self.names.find(&who.name).is_some();
        let mine = self.base.region.as_ref().is_some_and(|mine| mine.code == whole.code);
        if mine || is_listed(&part) || !is_listed(whole) {
            return part;
        }
        Who { code: RegionCode::new(&normalise(&format!("{}{}", whole.name, part.code))), ..part }
    }
    /// The indicator a name means, the form's own before those of the catalogue.
    pub fn indicator_named(&self, text: &str) -> Option<&'a Indicator> {
        let catalog = self.scope.catalog;
        let label = normalise_label(text);
        let bare = bare_label(&label, &catalog.units);
        [&normalise(text), &label, &bare].into_iter().find_map(|name| {
            let id = self.form.names.get(name).or_else(|| catalog.names.get(name))?;
            catalog.indicators.get(id)
        })
    }
    /// What a region that no list knows is a part of: the region the sheet is of.
    pub fn whole_of(&self, region: &Who) -> Option<Who> {
        let whole = self.base.region.as_ref().filter(|whole| whole.code != region.code)?;
        self.names.find(&region.name).is_none().then(|| whole.clone())
    }
    pub fn indicator(&self, id: &IndicatorId) -> Option<&'a Indicator> {
        self.scope.catalog.indicators.get(id)
    }
    /// What is meant where no one says: a flow has to be said.
    pub fn usual_measure(&self, indicator: &Indicator) -> Option<Measure> {
        indicator.usual_measure(&self.form.own_ratios)
    }

    /// The measure a head or a row names, by the form's own words first.
    pub fn measure_named(&self, text: &str) -> Option<Measure> {
        self.form.measures.get(&normalise(text)).copied().or_else(|| measure_named(text))
    }
    /// The period a head or a row names, by the form's own words first; a day is of its month.
    pub fn period_named(&self, text: &str) -> Option<(Period, period_text::Kind)> {
        self.period_in(text, self.base.year)
    }
    fn period_in(&self, text: &str, year: Option<i32>) -> Option<(Period, period_text::Kind)> {
        if let Some(period) = self.form.periods.get(&normalise(text)) {
            return Some((*period, period_text::Kind::Own));
        }
        let month = || {
            let date = date_text::date(text).filter(|date| (1900..2100).contains(&date.year()))?;
            Some((Period::Month(Month::new(date.year(), date.month())?), period_text::Kind::Own))
        };
        period_text::of_head(text, year).or_else(month)
    }

    /// What a head says where the form has a `*`.
    fn read_star(&self, axis: Axis, text: &str, path: &[String]) -> Option<Star> {
        let ignored = self.form.ignored_columns.iter().any(|head| normalise(head) == normalise(text));
        match axis {
            _ if ignored => None,
            // 增减 and 占比 beside places are none.
            Axis::Region if self.names.find(text).is_none() && margin::is_comparison(self, text) => None,
            Axis::Region => Some(Star::Region(self.place(text))),
            Axis::Period => {
                // A year may stand over its months.
                let year = path.iter().filter(|level| *level != text).find_map(|level| period_text::find(level)?.year);
                self.period_in(text, year.or(self.base.year)).map(|(period, kind)| Star::Period(period, kind))
            }
            Axis::Indicator => self.indicator_named(text).map(|indicator| Star::Indicator(indicator.id.clone())),
            Axis::Measure => self.measure_named(text).map(Star::Measure),
            Axis::Unit => None,
        }
    }
}

/// Ways of writing a measure in heads and rows, besides its own name.
const MEASURES: [(&str, Measure); 16] = [
    ("本月数", Measure::Month),
    ("当月", Measure::Month),
    ("当月数", Measure::Month),
    ("累计", Measure::Ytd),
    ("累计数", Measure::Ytd),
    ("本年累计数", Measure::Ytd),
    ("期末数", Measure::Stock),
    ("月末数", Measure::Stock),
    ("年末数", Measure::Stock),
    ("上年同期累计数", Measure::PriorYtd),
    ("去年同期累计", Measure::PriorYtd),
    ("上年同期末", Measure::PriorStock),
    ("去年同期期末", Measure::PriorStock),
    ("上年同期期末数", Measure::PriorStock),
    ("去年同期", Measure::PriorMonth),
    ("上年同期数", Measure::PriorMonth),
];

/// A label (normalised) without its numbering (`一、`, `(二)`, `3.`) and the unit in brackets behind it.
fn bare_label(label: &str, units: &BTreeMap<String, MeasureUnit>) -> String {
    let name = path::split_unit(label, units).map_or(label, |(name, _)| name);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let inside = name.trim_start_matches('(').trim_start_matches(is_number);
    let numbered = inside.len() < name.len();
    let rest = inside.strip_prefix(['、', '.', ')']).filter(|rest| numbered && !rest.is_empty());
    normalise_label(rest.unwrap_or(name))
}

/// The measure a text names by itself.
pub(super) fn measure_named(text: &str) -> Option<Measure> {
    let plain = normalise(text);
    let listed = || MEASURES.iter().find(|(name, _)| *name == plain).map(|(_, measure)| *measure);
    Measure::parse(&plain).or_else(listed)
}

/// All values of a sheet; every surprise is a finding. `absent` takes the numbers of the tables that are not there.
pub(super) fn read(sheet: &Sheet<'_>, absent: &mut BTreeSet<usize>, findings: &mut Vec<Finding>) -> Vec<Entry> {
    tell_unseen(sheet, findings);
    let mut entries = table::read_tables(sheet, absent, findings);
    fields::read(sheet, &mut entries, findings);
    entries
}

/// What a person does not see was left out, or was read all the same.
fn tell_unseen(sheet: &Sheet<'_>, findings: &mut Vec<Finding>) {
    let grid = sheet.grid;
    let (aside, read): (Vec<Cell>, Vec<Cell>) = (grid.set_aside_cells().collect(), grid.read_unseen().collect());
    for (code, cells) in [("sheet.unseen", aside), ("sheet.unseen_read", read)] {
        if !cells.is_empty() {
            let places = grid.unseen_places(cells.iter().copied());
            findings.push(sheet.about_sheet(code).with("places", places).with("count", cells.len()));
        }
    }
}

/// The sheet has a head of one of the form's tables over a column they know, one of its labelled cells, or its ledger.
pub(super) fn fits(sheet: &Sheet<'_>) -> bool {
    let has_ledger =
        || sheet.form.ledger.as_ref().is_some_and(|binding| ledger::fits(&sheet.scope, sheet.grid, binding));
    !found::blocks(sheet).is_empty() || fields::any(sheet) || has_ledger()
}
