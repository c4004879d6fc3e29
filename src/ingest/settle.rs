//! One value for one key: what stands twice is held against itself, and summaries against what they sum up.

use super::entry::{Entry, EntryKind};
use crate::catalog::{Catalog, Duplicates};
use crate::finding::Finding;
use crate::model::{Decimal, IndicatorId, Measure, Missing, Month, Place, RegionCode, Value};
use std::collections::BTreeMap;

type Key = (RegionCode, String, IndicatorId, Measure);

fn key(entry: &Entry) -> Key {
    (entry.region.code.clone(), entry.period.to_string(), entry.indicator.clone(), entry.measure)
}

/// The entries that count, one of each key, in the order they were read.
///
/// A number counts before a gap, a row of detail before a total; of two different numbers neither does unless the form
/// says which. Summaries are compared and left out.
pub fn settle(catalog: &Catalog, entries: Vec<Entry>, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let first_told = findings.len();
    let mut order = Vec::new();
    let mut by_key: BTreeMap<Key, Entry> = BTreeMap::new();
    let (summaries, entries): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|entry| entry.kind == EntryKind::Summary);
    // What has been said in two ways stays unsaid, whatever a third place says.
    let mut doubtful: BTreeMap<Key, Decimal> = BTreeMap::new();
    for entry in entries {
        let key = key(&entry);
        if let (Some(first), Some(other)) = (doubtful.get(&key), by_key.get(&key)) {
            if let Value::Number(number) = entry.value {
                let finding = about("value.conflict", &entry).with("said", number).with("value", first);
                findings.push(finding.with("other", place(other, &entry)));
            }
            continue;
        }
        match by_key.remove(&key) {
            None => {
                order.push(key.clone());
                by_key.insert(key, entry);
            }
            Some(other) => {
                let said = other.value.number();
                let both = said.is_some() && entry.value.number().is_some();
                let kept = one_of(other, entry, findings);
                if let Some(said) = said.filter(|_| both && kept.value.number().is_none()) {
                    doubtful.insert(key.clone(), said);
                }
                by_key.insert(key, kept);
            }
        }
    }
    for summary in &summaries {
        if let Some(entry) = by_key.get(&key(summary))
            && let (Value::Number(said), Value::Number(found)) = (summary.value, entry.value)
            && said != found
        {
            let finding = about("summary.differs", summary).with("said", said).with("value", found);
            findings.push(finding.with("other", place(entry, summary)));
        }
    }
    // Said by its name: what was told above is of an indicator each.
    for finding in findings.iter_mut().skip(first_told) {
        let Some(id) = finding.indicator.clone() else { continue };
        let name = catalog.indicators.get(&id).map_or_else(|| id.to_string(), |indicator| indicator.name.clone());
        finding.arguments.push("indicator", name);
    }
    order.into_iter().filter_map(|key| by_key.remove(&key)).collect()
}

fn one_of(first: Entry, second: Entry, findings: &mut Vec<Finding>) -> Entry {
    let (Value::Number(a), Value::Number(b)) = (first.value, second.value) else {
        return if matches!(second.value, Value::Number(_)) { second } else { first };
    };
    let (earlier, later) = (&first, &second);
    if a == b {
        return if second.kind < first.kind { second } else { first };
    }
    let policy = if first.duplicates == second.duplicates { first.duplicates } else { Duplicates::Error };
    if policy == Duplicates::Error {
        let finding = about("value.conflict", later).with("said", b).with("value", a);
        findings.push(finding.with("other", place(earlier, later)));
        return Entry { value: Value::Missing(Missing::Unreadable), ..first };
    }
    let (kept, left) = if policy == Duplicates::First { (&first, &second) } else { (&second, &first) };
    let finding = about("value.superseded", left).with("said", left.value.number().unwrap_or_default());
    findings.push(finding.with("value", kept.value.number().unwrap_or_default()).with("other", place(kept, left)));
    if policy == Duplicates::First { first } else { second }
}

fn about(code: &'static str, entry: &Entry) -> Finding {
    let source = &entry.source;
    let month: Month = entry.period.last_month();
    let finding = Finding::new(code, month, Place::cell(&source.file, &source.sheet, source.cell));
    let finding = finding.about(&entry.indicator, entry.measure).raw(&source.raw);
    finding.with("region", &entry.region.name).with("period", entry.period)
}

/// Where an entry stands, as told at another: by its file too, when that is not the same.
fn place(entry: &Entry, at: &Entry) -> String {
    let file = Some(&entry.source.file).filter(|file| **file != at.source.file);
    let sheet = Some(&entry.source.sheet).filter(|sheet| !sheet.is_empty());
    let cells = entry.cells();
    file.into_iter().chain(sheet).map(|part| &**part).chain([cells.as_str()]).collect::<Vec<_>>().join(" ")
}
