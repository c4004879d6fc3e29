//! What words mean by the dictionary, and the nearest names where they mean nothing.

use super::view::Unbound;
use super::words;
use crate::catalog::{Catalog, Form, Indicator, normalise, normalise_label};
use crate::ingest::date_text;
use crate::ingest::layout::measure_named;
use crate::ingest::near::nearest;
use crate::ingest::period_text;
use crate::ingest::place_names::PlaceNames;
use crate::model::{Cell, Measure};

/// The indicator of the dictionary that a text names.
pub fn indicator<'a>(catalog: &'a Catalog, text: &str) -> Option<&'a Indicator> {
    let found = [normalise(text), normalise_label(text)].iter().find_map(|name| catalog.names.get(name));
    catalog.indicators.get(found?)
}

/// As [`indicator`], when a unit that is said is of its kind.
pub fn indicator_in<'a>(catalog: &'a Catalog, name: &str, unit: Option<&str>) -> Option<&'a Indicator> {
    let found = indicator(catalog, name)?;
    let base = |unit: &str| catalog.units.get(unit).map(|unit| unit.base.clone());
    let fits = unit.is_none_or(|unit| unit == found.unit || base(unit).is_some() && base(unit) == base(&found.unit));
    fits.then_some(found)
}

pub fn measure(text: &str) -> Option<Measure> {
    measure_named(text)
}

/// What names of rows mostly are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Regions,
    Periods,
    Measures,
    Indicators,
    Unknown,
}

/// What these names mostly are, totals apart.
pub fn axis(catalog: &Catalog, names: &PlaceNames, labels: &[&str]) -> Axis {
    let labels: Vec<&&str> = labels.iter().filter(|text| !words::is_total(text) && !words::is_subtotal(text)).collect();
    let share = |is: &dyn Fn(&str) -> bool| labels.iter().filter(|text| is(text)).count() * 2 > labels.len();
    if share(&|text| is_period(text)) {
        Axis::Periods
    } else if share(&|text| measure(text).is_some()) {
        Axis::Measures
    } else if share(&|text| names.find(text).is_some() || words::is_place(text)) {
        Axis::Regions
    } else if share(&|text| indicator(catalog, text).is_some()) {
        Axis::Indicators
    } else {
        Axis::Unknown
    }
}

pub fn is_period(text: &str) -> bool {
    period_text::of_head(text, Some(2000)).is_some() || date_text::date(text).is_some()
}

/// A text no one knows with the nearest names.
pub fn unbound(catalog: &Catalog, form: Option<&Form>, cell: Cell, text: &str) -> Unbound {
    let heads: Vec<String> = form.iter().flat_map(|form| &form.tables).flat_map(heads_of).collect();
    let of_rows = form.iter().flat_map(|form| form.rows()).flat_map(|row| row.labels.iter().map(String::as_str));
    let of_dictionary = catalog.indicators.values().flat_map(|i| std::iter::once(&i.name).chain(&i.aliases));
    let candidates = heads.iter().map(String::as_str).chain(of_rows).chain(of_dictionary.map(String::as_str));
    let word = normalise_label(text);
    let last = word.rsplit('/').next().unwrap_or(&word);
    Unbound { cell, text: words::clean(text), near: nearest(last, candidates) }
}

fn heads_of(table: &crate::catalog::TableBinding) -> Vec<String> {
    table.columns.iter().flat_map(|column| column.heads.iter().map(|head| head.join("/"))).collect()
}
