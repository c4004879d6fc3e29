//! Whose figures go into a cell of a workbook: the desk's own units by the names they go by, its total for 合计, 全市 and
//! a workbook of the province.

use super::session::Session;
use crate::catalog::{Axis, Form, OwnRegion, RowsAre};
use crate::ingest::{self, Entry, EntryKind};
use crate::model::RegionCode;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Whose<'a> {
    session: &'a Session,
    /// Sheets of one region whose figures are others'.
    stand_ins: BTreeMap<String, RegionCode>,
}

/// The form with every name the desk's places go by, and the names of rows of the whole; its own come before them.
pub(super) fn with_names(session: &Session, mut form: Form) -> Form {
    let mut regions: Vec<OwnRegion> = ingest::desk_names(&session.catalog, &session.desk);
    regions.append(&mut form.regions);
    // A drafted form says no more than that nobody says a region.
    for said in form.tables.iter_mut().map(|table| &mut table.fixed.region).chain([&mut form.region]) {
        said.take_if(|name| name == ingest::NO_REGION);
    }
    let is_taken = |name: &str| regions.iter().any(|region| region.aliases.iter().any(|alias| alias == name));
    let whole = ingest::whole_names(&session.catalog, &session.desk);
    let whole: Vec<String> = whole.into_iter().filter(|name| !is_taken(name)).collect();
    for table in form.tables.iter_mut().filter(|table| table.rows_are == RowsAre::Named(Axis::Region)) {
        let other: Vec<String> = table.subtotals.iter().chain(&table.skip).chain(&table.end).cloned().collect();
        table.totals.extend(whole.iter().filter(|name| !other.contains(name)).cloned());
    }
    Form { regions, ..form }
}

impl<'a> Whose<'a> {
    pub fn new(session: &'a Session, entries: &[Entry], wanted: Option<&RegionCode>) -> Self {
        let mut whose = Self { session, stand_ins: BTreeMap::new() };
        // `--region` says whose; the bureau's own name above a table that goes upwards means the desk's total, and so
        // does a region the desk is a part of.
        let stand_in = |(sheet, only): (String, RegionCode)| {
            let whole = whose.means_whole(&only).then_some(&session.desk.region);
            Some((sheet, wanted.or(whole)?.clone()))
        };
        whose.stand_ins = of_one_region(entries).into_iter().filter_map(stand_in).collect();
        whose
    }

    /// Whose figure goes into the cell.
    pub fn of(&self, entry: &Entry) -> RegionCode {
        let said = &entry.region.code;
        let whole = entry.kind == EntryKind::Total && self.means_whole(said);
        let whole = whole.then_some(&self.session.desk.region);
        self.stand_ins.get(&*entry.source.sheet).or(whole).unwrap_or(said).clone()
    }

    /// The desk or one of its units.
    pub fn is_ours(&self, code: &RegionCode) -> bool {
        let desk = &self.session.desk;
        *code == desk.region || desk.units.iter().any(|unit| unit.code == *code)
    }

    /// The sheets that speak of a region the desk is a part of, and get the desk's figures.
    pub fn above(&self, entries: &[Entry], wanted: Option<&RegionCode>) -> Vec<(String, RegionCode)> {
        let all = of_one_region(entries).into_iter();
        all.filter(|(_, only)| wanted.is_none() && self.is_above(only)).collect()
    }

    fn means_whole(&self, code: &RegionCode) -> bool {
        self.session.desk.units.iter().any(|unit| unit.own && unit.code == *code) || self.is_above(code)
    }

    fn is_above(&self, code: &RegionCode) -> bool {
        let regions = &self.session.catalog.regions;
        let parent = |code: &RegionCode| regions.get(code).and_then(|region| region.parent.clone());
        let above = std::iter::successors(parent(&self.session.desk.region), parent);
        above.take(regions.len()).any(|above| above == *code)
    }
}

/// The sheets all of whose cells are of one region.
fn of_one_region(entries: &[Entry]) -> Vec<(String, RegionCode)> {
    let mut sheets: BTreeMap<&str, BTreeSet<&RegionCode>> = BTreeMap::new();
    for entry in entries {
        sheets.entry(&entry.source.sheet).or_default().insert(&entry.region.code);
    }
    let one = sheets.into_iter().filter(|(_, regions)| regions.len() == 1);
    one.filter_map(|(sheet, regions)| Some((sheet.to_owned(), (*regions.first()?).clone()))).collect()
}
