//! Which indicator a column or a row is of: one of the dictionary where a name leads to it, else one of the form's own.

use super::model::Own;
use crate::catalog::{Catalog, Indicator, Kind, normalise};
use crate::ingest::inspect::known;
use crate::ingest::inspect::words::{self, Sort};
use crate::model::Measure;
use std::collections::{BTreeMap, BTreeSet};

/// An indicator as the draft names it.
#[derive(Clone, Debug)]
pub struct Named {
    pub name: String,
    pub sort: Sort,
}

/// The indicators named so far.
pub struct Naming<'a> {
    pub catalog: &'a Catalog,
    pub own: Vec<Own>,
}

impl<'a> Naming<'a> {
    pub fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, own: Vec::new() }
    }

    /// The dictionary's indicator of that name, when a unit that is said is of its kind.
    pub fn of_dictionary(&self, name: &str, unit: Option<&str>) -> Option<&'a Indicator> {
        known::indicator_in(self.catalog, name, unit)
    }

    pub fn known(&self, indicator: &Indicator) -> Named {
        let sort = match indicator.kind {
            Kind::Flow => Sort::Flow,
            Kind::Stock => Sort::Stock,
            Kind::Level => Sort::Level,
            Kind::Ratio { .. } => Sort::Ratio,
        };
        Named { name: indicator.name.clone(), sort }
    }

    /// An indicator of the form's own; one of that name and unit is the same.
    pub fn own(&mut self, name: &str, unit: &Unit, measures: &[Measure]) -> Named {
        let sort = words::sort(name, &unit.name, measures);
        let same = |own: &&Own| normalise(&own.name) == normalise(name);
        let name = match self.own.iter().find(same) {
            Some(own) if own.unit == unit.name => return Named { name: own.name.clone(), sort: own.sort },
            Some(_) => format!("{name}（{}）", unit.name),
            None => name.to_owned(),
        };
        if let Some(own) = self.own.iter().find(|own| normalise(&own.name) == normalise(&name)) {
            return Named { name: own.name.clone(), sort: own.sort };
        }
        let places = if unit.name.contains('元') || sort == Sort::Ratio { 2 } else { 0 };
        self.own.push(Own { name: name.clone(), sort, unit: unit.name.clone(), unit_said: unit.said, places });
        Named { name, sort }
    }
}

/// A unit, and whether the sheet says it.
#[derive(Clone, Debug)]
pub struct Unit {
    pub name: String,
    pub said: bool,
}

/// The unit of a name: said in its brackets or its row, else by the line above the table, else what is usual.
pub fn unit(catalog: &Catalog, name: &str, said: Option<&str>, of_sheet: &[String]) -> Unit {
    if let Some(unit) = said {
        return Unit { name: unit.to_owned(), said: true };
    }
    let likely = words::likely_unit(name);
    let base = |unit: &str| catalog.units.get(unit).map_or_else(|| unit.to_owned(), |unit| unit.base.clone());
    if let Some(alike) = likely.and_then(|likely| of_sheet.iter().find(|unit| base(unit) == base(likely))) {
        return Unit { name: alike.clone(), said: true };
    }
    // The one unit above the table is that of what names no other: a guess, since counts may stand among amounts.
    let only = of_sheet.first().filter(|_| of_sheet.len() == 1).map_or("人", String::as_str);
    Unit { name: likely.unwrap_or(only).to_owned(), said: false }
}

/// The units a line above the table says: `单位：户、人、万元`.
pub fn units_of_sheet(catalog: &Catalog, above: &[String]) -> Vec<String> {
    let said = above.iter().filter_map(|line| {
        let plain = normalise(line);
        let (head, tail) = plain.split_once(':')?;
        head.trim_start_matches('(').ends_with("单位").then(|| tail.split('(').next().unwrap_or(tail).to_owned())
    });
    let parts = said.flat_map(|tail| tail.split(['、', ',', ';', '/']).map(str::to_owned).collect::<Vec<_>>());
    parts.filter_map(|part| words::unit_named(catalog, part.trim_end_matches(')'))).collect()
}

/// Names for paths of heads: as short as tells them apart, and never only words such as 人数.
pub fn short_names(paths: &[Vec<String>]) -> BTreeMap<Vec<String>, String> {
    let distinct: BTreeSet<&Vec<String>> = paths.iter().filter(|path| !path.is_empty()).collect();
    let tail = |path: &Vec<String>, count: usize| path.get(path.len().saturating_sub(count)..).map(<[_]>::concat);
    let name = |path: &Vec<String>| {
        let fits = |count: &usize| {
            let own = tail(path, *count);
            let alone = distinct.iter().filter(|other| tail(other, *count) == own).count() == 1;
            let named = path.iter().rev().take(*count).any(|level| !words::is_generic(level));
            alone && named
        };
        let count = (1..=path.len()).find(fits).unwrap_or(path.len());
        tail(path, count).unwrap_or_default()
    };
    distinct.iter().map(|path| ((*path).clone(), name(path))).collect()
}
