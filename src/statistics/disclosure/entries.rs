//! The same for values read without a desk: what counts, single cells and findings.

use super::COUNTS;
use super::cover::{Number, Sum, hide};
use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::ingest::{Entry, EntryKind};
use crate::model::{Exact, IndicatorId, Measure, Missing, Period, Place, RegionCode, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a value is of, with its period as text.
type Key = (RegionCode, Measure, String);

/// File, sheet, measure and period: what a total on a sheet is of.
type SheetKey = (String, String, Measure, String);

fn key(entry: &Entry) -> Key {
    (entry.region.code.clone(), entry.measure, entry.period.to_string())
}

/// Takes the values that may not be printed out of entries, cells and findings.
pub fn withhold(catalog: &Catalog, entries: &mut [Entry], cells: &mut [Entry], findings: &mut [Finding]) {
    let ids: BTreeSet<IndicatorId> = cells.iter().map(|cell| cell.indicator.clone()).collect();
    for id in ids {
        let Some(below) = catalog.indicators.get(&id).and_then(|indicator| indicator.suppress_below) else { continue };
        let counts = Counts::of(cells, &id, below);
        let mut places: BTreeSet<Place> = BTreeSet::new();
        for entry in entries.iter_mut().chain(cells.iter_mut()).filter(|entry| entry.indicator == id) {
            if counts.hides(entry) {
                let source = &mut entry.source;
                places.insert(Place::cell(&source.file, &source.sheet, source.cell));
                source.raw = "".into();
                if matches!(entry.value, Value::Number(_)) {
                    entry.value = Value::Missing(Missing::Suppressed);
                }
            }
        }
        let tells = |finding: &Finding| finding.indicator.as_ref() == Some(&id) || places.contains(&finding.place);
        findings.iter_mut().filter(|finding| tells(finding)).for_each(Finding::withhold);
    }
}

/// The numbers of one indicator, as all cells have them: of two that differ, either may be the true one.
struct Counts {
    hidden: BTreeSet<Key>,
    /// Measures and periods in which something is hidden: no subtotal of them is printed.
    touched: BTreeSet<(Measure, String)>,
    /// Regions and periods in which something is hidden: no change or rate of them, nor against them, is printed.
    told: BTreeSet<(RegionCode, String)>,
}

impl Counts {
    fn of(cells: &[Entry], id: &IndicatorId, below: u32) -> Self {
        let mut rows: BTreeMap<RegionCode, usize> = BTreeMap::new();
        let mut places: BTreeMap<Key, usize> = BTreeMap::new();
        let mut numbers: Vec<Number> = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        let mut sheets: BTreeMap<SheetKey, Vec<(bool, usize)>> = BTreeMap::new();
        let mine = cells.iter().filter(|cell| cell.indicator == *id && COUNTS.contains(&cell.measure));
        for cell in mine.filter(|cell| cell.kind != EntryKind::Subtotal) {
            let Some(value) = cell.value.number().and_then(Exact::from_decimal) else { continue };
            let next = rows.len();
            let row = *rows.entry(cell.region.code.clone()).or_insert(next);
            let is_total = cell.kind == EntryKind::Total;
            let at = *places.entry(key(cell)).or_insert_with(|| {
                let measure = cell.measure;
                numbers.push(Number { row, is_total, measure, period: cell.period, value });
                keys.push(key(cell));
                numbers.len() - 1
            });
            if let Some(number) = numbers.get_mut(at) {
                number.is_total &= is_total;
                let small = |value: Exact| value > Exact::ZERO && value < Exact::from_int(i64::from(below));
                if small(value) && !small(number.value) {
                    number.value = value;
                }
            }
            let of =
                (cell.source.file.to_string(), cell.source.sheet.to_string(), cell.measure, cell.period.to_string());
            sheets.entry(of).or_default().push((is_total, at));
        }
        let hidden = hide(&numbers, &sums(&numbers, &sheets), below);
        Self::new(hidden.iter().filter_map(|at| Some((keys.get(*at)?.clone(), numbers.get(*at)?.period))))
    }

    fn new(hidden: impl Iterator<Item = (Key, Period)>) -> Self {
        let mut counts = Self { hidden: BTreeSet::new(), touched: BTreeSet::new(), told: BTreeSet::new() };
        for (key, period) in hidden {
            counts.touched.insert((key.1, key.2.clone()));
            let next = Period::Month(period.last_month().next()).to_string();
            counts.told.extend([key.2.clone(), next].map(|period| (key.0.clone(), period)));
            counts.hidden.insert(key);
        }
        counts
    }

    fn hides(&self, entry: &Entry) -> bool {
        let (region, measure, period) = key(entry);
        match (entry.value, entry.kind) {
            // What could not be read may be a small number all the same.
            (Value::Missing(_), _) => true,
            _ if !COUNTS.contains(&measure) => self.told.contains(&(region, period)),
            (_, EntryKind::Subtotal) => self.touched.contains(&(measure, period)),
            _ => self.hidden.contains(&(region, measure, period)),
        }
    }
}

/// A sheet's total and its parts; and all parts of one measure and period, whose total may be printed elsewhere.
fn sums(numbers: &[Number], sheets: &BTreeMap<SheetKey, Vec<(bool, usize)>>) -> Vec<Sum> {
    let of = |all: &[(bool, usize)]| {
        let pick = |total: bool| {
            all.iter().filter(move |(is, _)| *is == total).map(|(_, at)| *at).collect::<BTreeSet<usize>>()
        };
        let parts: Vec<usize> = pick(false).into_iter().collect();
        let total = pick(true).into_iter().find(|at| numbers.get(*at).is_some_and(|number| number.is_total));
        Sum { total, parts }
    };
    let mut whole: BTreeMap<(Measure, &String), Vec<(bool, usize)>> = BTreeMap::new();
    for ((_, _, measure, period), all) in sheets {
        whole.entry((*measure, period)).or_default().extend(all.iter().filter(|(is_total, _)| !is_total));
    }
    sheets.values().chain(whole.values()).map(|all| of(all)).filter(|sum| !sum.parts.is_empty()).collect()
}
