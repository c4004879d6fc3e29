//! Who owes a return, which of several files counts, who is late, who is missing.

use super::ledger::LedgerRow;
use super::part::Part;
use super::version;
use super::whole::{self, FileReading};
use crate::catalog::{Catalog, Desk, Form, Unit};
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
    /// It came, and no one can tell when: it does not say, or not so that it can be read.
    Undated,
    Late,
    /// A file came with no number in it.
    Empty,
    Missing,
}

impl ReturnState {
    /// A return with numbers in it came.
    pub fn came(self) -> bool {
        matches!(self, Self::OnTime | Self::Undated | Self::Late)
    }
}

/// One unit's return for one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnRecord {
    pub region: RegionCode,
    pub month: Month,
    pub own: bool,
    pub state: ReturnState,
    /// Of several files the one with the cover.
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
pub fn assemble(catalog: &Catalog, desk: &Desk, months: &[Month], parts: Vec<Part>) -> Returns {
    let mut returns = Returns::default();
    returns.findings.extend(unknown_pins(desk, months, &parts));
    let mut came: BTreeMap<(Month, RegionCode), Files> = BTreeMap::new();
    for part in parts {
        let path = Arc::clone(&part.path);
        match (part.unit.clone(), part.likely.clone()) {
            (Some(unit), likely) => {
                if let Some(likely) = likely {
                    let name = catalog.region_name(&unit);
                    came.entry((part.month, likely)).or_default().misfiled.push((path, name));
                }
                came.entry((part.month, unit)).or_default().read.push(part);
            }
            (None, likely) => {
                if let Some(likely) = likely {
                    came.entry((part.month, likely)).or_default().unread.push(path);
                }
                returns.files.push(version::record(&part, FileState::Refused));
                returns.findings.extend(part.findings);
            }
        }
    }
    for month in months {
        for unit in &desk.units {
            let files = came.remove(&(*month, unit.code.clone())).unwrap_or_default();
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

/// What the desk names as the file that counts, and is not there.
fn unknown_pins(desk: &Desk, months: &[Month], parts: &[Part]) -> Vec<Finding> {
    let absent = desk.pinned.iter().filter(|path| !parts.iter().any(|part| *part.path == ***path));
    let month = |path: &str| Month::parse(path.split('/').next().unwrap_or_default());
    let of_months = absent.filter_map(|path| Some((month(path).filter(|month| months.contains(month))?, path)));
    of_months.map(|(month, path)| Finding::new("file.pin_absent", month, Place::default()).with("file", path)).collect()
}

/// What came from a unit that does not report for the month: told, listed, and counted nowhere.
fn not_due(catalog: &Catalog, unit: &Unit, files: Vec<Part>, returns: &mut Returns) {
    for file in files {
        returns.files.push(version::record(&file, FileState::Ignored));
        let finding = Finding::new("return.not_due", file.month, Place::file(&file.path)).of(&unit.code);
        let finding = finding.with("unit", catalog.region_name(&unit.code));
        returns.findings.push(finding.with("month", file.month));
    }
}

/// The files of one unit and month.
#[derive(Default)]
struct Files {
    read: Vec<Part>,
    /// Paths of those that seem to be the unit's and could not be read.
    unread: Vec<Arc<str>>,
    /// Paths of those that have the unit's name and count for another, with that one's.
    misfiled: Vec<(Arc<str>, String)>,
}

fn one_return(catalog: &Catalog, desk: &Desk, month: Month, unit: &Unit, mut files: Files, returns: &mut Returns) {
    let chosen = version::choose(desk, std::mem::take(&mut files.read));
    returns.files.extend(chosen.files);
    returns.findings.extend(chosen.findings);
    let mut entry = ReturnRecord {
        region: unit.code.clone(),
        month,
        own: unit.own,
        state: ReturnState::Missing,
        file: None,
        submitted: chosen.first.as_ref().map(|(date, _)| *date),
        due: due(desk, month),
    };
    let mut facts = Vec::new();
    let mut parts = chosen.effective.into_iter();
    if let Some(first) = parts.next() {
        let mut whole = whole::of(catalog, desk, first, parts.collect());
        entry.file = Some(Arc::clone(&whole.path));
        entry.state = timeliness(&whole, chosen.first.as_ref(), entry.due);
        whole.findings.extend(of_time(&whole, unit, chosen.first, &entry));
        returns.findings.extend(whole.findings);
        returns.ledger.extend(whole.ledger);
        facts = whole.facts;
    } else {
        returns.findings.push(never_sent(catalog, month, unit, files));
    }
    // What came stands before what did not: where two forms ask for one thing, the first fact is the one that counts.
    let lacking = never_came(catalog, month, unit, &facts);
    returns.facts.extend(facts);
    returns.facts.extend(lacking);
    returns.register.push(entry);
}

fn timeliness(whole: &FileReading, first: Option<&(Date, Place)>, due: Date) -> ReturnState {
    match first {
        _ if whole.empty => ReturnState::Empty,
        None => ReturnState::Undated,
        Some((date, _)) if *date > due => ReturnState::Late,
        Some(_) => ReturnState::OnTime,
    }
}

/// What is to be told of the day it was sent.
fn of_time(whole: &FileReading, unit: &Unit, first: Option<(Date, Place)>, entry: &ReturnRecord) -> Option<Finding> {
    match (entry.state, first) {
        (ReturnState::Late, Some((date, place))) => {
            let finding = Finding::new("return.late", entry.month, place).of(&unit.code).raw(&date.to_string());
            Some(finding.with("date", date).with("due", entry.due))
        }
        (ReturnState::Undated, _) => {
            let told = whole.findings.iter().any(says_date);
            let finding = Finding::new("date.missing", entry.month, Place::file(&whole.path)).of(&unit.code);
            (!told).then_some(finding)
        }
        _ => None,
    }
}

/// It is about the day of sending, not about a project's deadline.
fn says_date(finding: &Finding) -> bool {
    matches!(finding.code, "date.missing" | "date.too_early" | "date.unreadable") && finding.indicator.is_none()
}

/// Nothing counts for the unit: nothing came, or it could not be read, or it says that it is another's.
fn never_sent(catalog: &Catalog, month: Month, unit: &Unit, mut files: Files) -> Finding {
    files.unread.sort();
    files.misfiled.sort();
    let code = match (files.unread.is_empty(), files.misfiled.is_empty()) {
        (false, _) => "return.unreadable",
        (true, false) => "return.misfiled",
        (true, true) => "return.missing",
    };
    let others: BTreeSet<&str> = files.misfiled.iter().map(|(_, other)| other.as_str()).collect();
    let others = others.into_iter().collect::<Vec<_>>().join("、");
    let misfiled = files.misfiled.iter().map(|(path, _)| path);
    let paths: Vec<&str> = files.unread.iter().chain(misfiled).map(|path| &**path).collect();
    let finding = Finding::new(code, month, Place::default()).of(&unit.code).with("others", others);
    let finding = finding.with("unit", catalog.region_name(&unit.code)).with("month", month);
    finding.with("files", paths.join("、"))
}

/// A cell that is owed and never came.
fn gap(unit: &Unit, form: &Form, month: Month, indicator: &IndicatorId, measure: Measure) -> Fact {
    Fact {
        region: unit.code.clone(),
        month,
        indicator: indicator.clone(),
        measure,
        form: Some(form.id.as_str().into()),
        value: Value::Missing(Missing::NotReported),
        source: None,
    }
}

/// The cells a unit owes and that never came, form by form, each a fact that says so: a total has to know what it lacks.
fn never_came(catalog: &Catalog, month: Month, unit: &Unit, facts: &[Fact]) -> Vec<Fact> {
    let key = |fact: &'_ Fact| (fact.form.clone(), fact.indicator.clone(), fact.measure);
    let came: BTreeSet<_> = facts.iter().map(key).collect();
    let mut lacking = Vec::new();
    for form in unit.forms_of(month).filter_map(|id| catalog.forms.get(id)) {
        let gaps = form.owed().into_iter().map(|(indicator, measure)| gap(unit, form, month, indicator, measure));
        lacking.extend(gaps.filter(|gap| !came.contains(&key(gap))));
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
                lacking.extend(owed.iter().map(|indicator| gap(unit, form, *month, indicator, Measure::Stock)));
            }
        }
    }
    lacking
}
