//! The parts of a return put together: what is missing, and whether anything was filled in at all.

use super::ledger::LedgerRow;
use super::part::{Part, has_number};
use crate::catalog::{Catalog, Desk, Unit};
use crate::finding::Finding;
use crate::model::{Date, Fact, Missing, Month, Place, RegionCode, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one return holds: one file, or several that hold different forms of it.
#[derive(Clone, Debug)]
pub struct FileReading {
    /// Of the file with the cover, or of the first.
    pub path: Arc<str>,
    pub month: Month,
    /// Absent: the file could not be read, or no one can tell whose it is.
    pub unit: Option<RegionCode>,
    /// Whose the file is by its name, when it could not be read or counts for another.
    pub likely: Option<RegionCode>,
    pub submitted: Option<(Date, Place)>,
    /// No table has a number: as if nothing had come.
    pub empty: bool,
    pub facts: Vec<Fact>,
    pub ledger: Vec<LedgerRow>,
    pub findings: Vec<Finding>,
}

/// The return these files make up; the first gives it its name.
pub(super) fn of(catalog: &Catalog, desk: &Desk, first: Part, rest: Vec<Part>) -> FileReading {
    let mut whole = FileReading {
        path: Arc::clone(&first.path),
        month: first.month,
        unit: first.unit.clone(),
        likely: first.likely.clone(),
        submitted: first.submitted.clone(),
        empty: false,
        facts: Vec::new(),
        ledger: Vec::new(),
        findings: Vec::new(),
    };
    let mut parts: Vec<Part> = std::iter::once(first).chain(rest).collect();
    without_guesses(&mut parts);
    let unit = desk.units.iter().find(|unit| whole.unit.as_ref() == Some(&unit.code));
    let lacking = unit.map(|unit| lacking(catalog, unit, &whole, &parts)).unwrap_or_default();
    let any_table = parts.iter().any(|part| !part.forms.is_empty());
    let mut in_tables = Vec::new();
    for part in parts {
        whole.facts.extend(part.facts);
        whole.ledger.extend(part.ledger);
        whole.findings.extend(part.findings);
        in_tables.extend(part.in_tables);
    }
    in_tables.extend(lacking);
    match unit {
        Some(unit) if !whole.facts.iter().any(has_number) => empty(&mut whole, &unit.code, in_tables, any_table),
        _ => whole.findings.extend(in_tables),
    }
    whole
}

/// A sheet sent as a file of its own has no cover: where another part names the unit, nothing was guessed.
fn without_guesses(parts: &mut [Part]) {
    let is_guess = |finding: &Finding| finding.code == "identity.unit_inferred";
    if !parts.iter().any(|part| part.cover && !part.findings.iter().any(is_guess)) {
        return;
    }
    for part in parts.iter_mut().filter(|part| !part.cover) {
        part.findings.retain(|finding| !is_guess(finding));
    }
}

/// The forms owed that no part holds.
fn lacking(catalog: &Catalog, unit: &Unit, whole: &FileReading, parts: &[Part]) -> Vec<Finding> {
    let held: BTreeSet<&String> = parts.iter().flat_map(|part| &part.forms).collect();
    let cover = parts.iter().any(|part| part.cover);
    let owed = unit.forms_of(whole.month).filter_map(|id| catalog.forms.get(id));
    let absent = owed.filter(|form| if form.is_cover() { !cover } else { !held.contains(&form.id) });
    let missing = |title: &str| {
        let finding = Finding::new("sheet.missing", whole.month, Place::file(&whole.path));
        finding.of(&unit.code).with("form", title)
    };
    absent.map(|form| missing(&form.title)).collect()
}

/// Nothing was filled in, or nothing of it was understood.
fn empty(whole: &mut FileReading, unit: &RegionCode, mut in_tables: Vec<Finding>, any_table: bool) {
    let unread = is_unread(whole, &in_tables, any_table);
    whole.empty = true;
    whole.facts.clear();
    whole.ledger.clear();
    if unread {
        in_tables.retain(|finding| finding.code != "value.missing");
        whole.findings.extend(in_tables);
    } else {
        // One finding says it; a hundred "not filled in" would hide it.
        whole.findings.retain(|finding| finding.code != "date.missing");
        whole.findings.push(Finding::new("return.empty", whole.month, Place::file(&whole.path)).of(unit));
    }
}

/// There may be numbers that were not read: under a head no one knows, or, no table being found at all, on sheets that
/// were left out. To call such a return empty would be untrue.
fn is_unread(whole: &FileReading, in_tables: &[Finding], any_table: bool) -> bool {
    let illegible = whole.facts.iter().any(|fact| fact.value == Value::Missing(Missing::Unreadable));
    let left_out = whole.findings.iter().any(|finding| matches!(finding.code, "sheet.unknown" | "sheet.hidden"));
    let no_header = in_tables.iter().any(|finding| finding.code == "table.no_header");
    illegible || no_header || !any_table && left_out
}
