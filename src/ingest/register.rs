//! Who owes a return, which of several files counts, who is late, who is missing.

use super::file::FileReading;
use super::ledger::LedgerRow;
use crate::catalog::{Catalog, Desk, Unit};
use crate::finding::Finding;
use crate::model::{Date, Fact, IndicatorId, Measure, Missing, Month, Place, RegionCode, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileState {
    Effective,
    Superseded,
    Duplicate,
    Ignored,
    Refused,
}

impl FileState {
    pub fn id(self) -> &'static str {
        match self {
            Self::Effective => "effective",
            Self::Superseded => "superseded",
            Self::Duplicate => "duplicate",
            Self::Ignored => "ignored",
            Self::Refused => "refused",
        }
    }
}

/// A file with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    pub path: Arc<str>,
    pub sha256: Arc<str>,
    pub region: Option<RegionCode>,
    pub state: FileState,
}

/// Whether a unit's return came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReturnState {
    OnTime,
    Late,
    /// A file came with no number in it.
    Empty,
    Missing,
}

/// One unit's return for one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnRecord {
    pub region: RegionCode,
    pub month: Month,
    pub own: bool,
    pub state: ReturnState,
    pub file: Option<Arc<str>>,
    /// Of the first submission.
    pub submitted: Option<Date>,
    pub due: Date,
}

/// All that was read for some months.
#[derive(Clone, Debug, Default)]
pub struct Returns {
    pub facts: Vec<Fact>,
    pub ledger: Vec<LedgerRow>,
    pub findings: Vec<Finding>,
    pub files: Vec<FileRecord>,
    pub register: Vec<ReturnRecord>,
}

/// When a month's return is due.
pub fn due(desk: &Desk, month: Month) -> Date {
    desk.due.due(month)
}

/// Chooses among the files of each unit and month, and completes the register.
pub fn assemble(catalog: &Catalog, desk: &Desk, months: &[Month], readings: Vec<FileReading>) -> Returns {
    let mut returns = Returns::default();
    let mut by_return: BTreeMap<(Month, RegionCode), Vec<FileReading>> = BTreeMap::new();
    let mut unread: BTreeMap<(Month, RegionCode), Vec<Arc<str>>> = BTreeMap::new();
    for reading in readings {
        match reading.unit.clone() {
            Some(unit) => by_return.entry((reading.month, unit)).or_default().push(reading),
            None => {
                if let Some(likely) = &reading.likely {
                    unread.entry((reading.month, likely.clone())).or_default().push(Arc::clone(&reading.path));
                }
                returns.files.push(record(&reading, FileState::Refused));
                returns.findings.extend(reading.findings);
            }
        }
    }
    for month in months {
        for unit in &desk.units {
            let key = (*month, unit.code.clone());
            let files = Files {
                read: by_return.remove(&key).unwrap_or_default(),
                unread: unread.remove(&key).unwrap_or_default(),
            };
            if !unit.reports(*month) {
                not_due(catalog, unit, files.read, &mut returns);
                continue;
            }
            one_return(catalog, desk, *month, unit, files, &mut returns);
        }
    }
    returns.facts.extend(ledgers_that_never_came(catalog, desk, months, &returns.facts));
    returns.files.sort_by(|a, b| a.path.cmp(&b.path));
    returns.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    returns
}

/// What came from a unit that does not report for the month: told, listed, and counted nowhere.
fn not_due(catalog: &Catalog, unit: &Unit, files: Vec<FileReading>, returns: &mut Returns) {
    for file in files {
        returns.files.push(record(&file, FileState::Ignored));
        let finding = Finding::new("return.not_due", file.month, Place::file(&file.path)).of(&unit.code);
        let finding = finding.with("unit", catalog.region_name(&unit.code));
        returns.findings.push(finding.with("month", file.month));
    }
}

fn record(reading: &FileReading, state: FileState) -> FileRecord {
    FileRecord {
        path: Arc::clone(&reading.path),
        sha256: Arc::clone(&reading.sha256),
        region: reading.unit.clone(),
        state,
    }
}

/// The files of one unit and month.
struct Files {
    read: Vec<FileReading>,
    /// Paths of those that seem to be the unit's and could not be read.
    unread: Vec<Arc<str>>,
}

fn one_return(catalog: &Catalog, desk: &Desk, month: Month, unit: &Unit, files: Files, returns: &mut Returns) {
    let Files { read: mut files, mut unread } = files;
    // Of identical files the one with the shorter name counts: a copy's name says more (`副本…`, `… (1)`).
    files.sort_by(|a, b| (a.path.chars().count(), &a.path).cmp(&(b.path.chars().count(), &b.path)));
    let first = files.iter().filter(|f| !f.empty).filter_map(|f| f.submitted.clone()).min_by_key(|(date, _)| *date);
    let due = due(desk, month);
    let mut entry = ReturnRecord {
        region: unit.code.clone(),
        month,
        own: unit.own,
        state: ReturnState::Missing,
        file: None,
        submitted: first.as_ref().map(|(date, _)| *date),
        due,
    };
    let name = catalog.region_name(&unit.code);
    let mut facts = Vec::new();
    if let Some(effective) = choose(desk, files, returns) {
        entry.file = Some(Arc::clone(&effective.path));
        entry.state = if effective.empty { ReturnState::Empty } else { ReturnState::OnTime };
        if let Some((date, place)) = first.filter(|(date, _)| *date > due && !effective.empty) {
            entry.state = ReturnState::Late;
            let finding = Finding::new("return.late", month, place).of(&unit.code).raw(&date.to_string());
            returns.findings.push(finding.with("date", date).with("due", due));
        }
        returns.findings.extend(effective.findings);
        returns.ledger.extend(effective.ledger);
        facts = effective.facts;
    } else {
        unread.sort();
        let code = if unread.is_empty() { "return.missing" } else { "return.unreadable" };
        let finding = Finding::new(code, month, Place::default()).of(&unit.code);
        let finding = finding.with("unit", name).with("month", month);
        returns.findings.push(finding.with("files", unread.join("、")));
    }
    returns.facts.extend(never_came(catalog, month, unit, &facts));
    returns.facts.extend(facts);
    returns.register.push(entry);
}

/// The file that counts: not empty, then the later 报出日期, then one marked as a revision. The others are kept, listed
/// and not used.
fn choose(desk: &Desk, files: Vec<FileReading>, returns: &mut Returns) -> Option<FileReading> {
    let mut different: Vec<FileReading> = Vec::new();
    for file in files {
        if let Some(other) = different.iter().find(|other| other.sha256 == file.sha256) {
            returns.files.push(record(&file, FileState::Duplicate));
            let finding =
                Finding::new("file.duplicate", file.month, Place::file(&file.path)).with("other", &other.path);
            returns.findings.push(Finding { region: file.unit.clone(), ..finding });
        } else {
            different.push(file);
        }
    }
    let rank = |file: &FileReading| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let revised = desk.revision_marks.iter().any(|mark| name.contains(mark.as_str()));
        (!file.empty, file.submitted.as_ref().map(|(date, _)| *date), revised)
    };
    different.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.path.cmp(&b.path)));
    let effective = different.pop()?;
    let is_tied = |file: &FileReading| rank(file) == rank(&effective);
    let tied: Vec<&str> = different.iter().filter(|f| is_tied(f)).map(|f| &*f.path).collect();
    if !tied.is_empty() {
        let files = tied.iter().copied().chain([&*effective.path]).collect::<Vec<_>>().join("、");
        let finding = Finding::new("version.ambiguous", effective.month, Place::file(&effective.path));
        let finding = finding.with("files", files).with("used", &effective.path);
        returns.findings.push(Finding { region: effective.unit.clone(), ..finding });
    }
    for old in &different {
        returns.files.push(record(old, FileState::Superseded));
        if is_tied(old) {
            // No one can tell that it is the older one.
            continue;
        }
        let finding = Finding::new("file.superseded", old.month, Place::file(&old.path)).with("other", &effective.path);
        returns.findings.push(Finding { region: old.unit.clone(), ..finding });
    }
    returns.files.push(record(&effective, FileState::Effective));
    Some(effective)
}

/// A cell that is owed and never came.
fn gap(unit: &Unit, month: Month, indicator: &IndicatorId, measure: Measure) -> Fact {
    Fact {
        region: unit.code.clone(),
        month,
        indicator: indicator.clone(),
        measure,
        value: Value::Missing(Missing::NotReported),
        source: None,
    }
}

/// The cells a unit owes and that never came, each a fact that says so: a total has to know what it lacks.
fn never_came(catalog: &Catalog, month: Month, unit: &Unit, facts: &[Fact]) -> Vec<Fact> {
    let came: BTreeSet<(&IndicatorId, Measure)> = facts.iter().map(|fact| (&fact.indicator, fact.measure)).collect();
    let mut lacking = Vec::new();
    for form in unit.forms_of(month).filter_map(|id| catalog.forms.get(id)) {
        let owed = form.owed().into_iter().filter(|(indicator, measure)| !came.contains(&(*indicator, *measure)));
        lacking.extend(owed.map(|(indicator, measure)| gap(unit, month, indicator, measure)));
    }
    lacking
}

/// A unit that owes a ledger and sent none for a month: its projects are those it lists in any other month, or all that
/// the form knows when it never sent one. Without this a silent unit would drop out of the totals unnoticed.
fn ledgers_that_never_came(catalog: &Catalog, desk: &Desk, months: &[Month], facts: &[Fact]) -> Vec<Fact> {
    let mut lacking = Vec::new();
    for unit in &desk.units {
        for form in unit.forms.iter().filter_map(|id| catalog.forms.get(id)) {
            let Some(ledger) = &form.ledger else { continue };
            let known: BTreeSet<&IndicatorId> = ledger.indicators().collect();
            let of_unit = |fact: &&Fact| fact.region == unit.code && known.contains(&fact.indicator);
            let came: BTreeSet<(Month, &IndicatorId)> =
                facts.iter().filter(of_unit).map(|fact| (fact.month, &fact.indicator)).collect();
            let listed: BTreeSet<&IndicatorId> = came.iter().map(|(_, indicator)| *indicator).collect();
            let owed = if listed.is_empty() { &known } else { &listed };
            let due = months.iter().filter(|month| unit.owes(&form.id, **month));
            for month in due.filter(|month| !came.iter().any(|(other, _)| other == *month)) {
                lacking.extend(owed.iter().map(|indicator| gap(unit, *month, indicator, Measure::Stock)));
            }
        }
    }
    lacking
}
