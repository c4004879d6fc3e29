//! Which of the files of one unit and month count: several that hold different forms are parts of one return, several
//! that hold the same are versions of it.

use super::part::Part;
use super::register::{FileRecord, FileState};
use crate::catalog::Desk;
use crate::finding::Finding;
use crate::model::{Date, Decimal, IndicatorId, Measure, Month, Place};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What became of the files.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The parts of the return, the one with the cover first.
    pub effective: Vec<Part>,
    /// When it was first sent; of several parts, when the last of them was.
    pub first: Option<(Date, Place)>,
    pub files: Vec<FileRecord>,
    pub findings: Vec<Finding>,
}

/// What decides between two files that hold the same form, most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    pinned: bool,
    filled: bool,
    /// It does not say that it is of another month than that of its folder.
    of_month: bool,
    /// Its name does not say that it is another unit's.
    of_unit: bool,
    submitted: Option<Date>,
    revised: bool,
    /// It is no annotated copy: where nothing else decides, the original counts.
    original: bool,
}

struct Ranked {
    part: Part,
    rank: Rank,
}

pub(super) fn choose(desk: &Desk, files: Vec<Part>) -> Choice {
    let mut choice = Choice::default();
    let mut different = without_copies(desk, files, &mut choice);
    lend_date(&mut different);
    let mut ranked: Vec<Ranked> = different.into_iter().map(|part| Ranked { rank: rank(desk, &part), part }).collect();
    ranked.sort_by(|a, b| (b.rank, &b.part.path).cmp(&(a.rank, &a.part.path)));
    let (mut used, mut left): (Vec<Ranked>, Vec<Ranked>) = (Vec::new(), Vec::new());
    for file in ranked {
        let counts = used.is_empty() || !holds_nothing(&file.part) && !used.iter().any(|one| overlap(one, &file));
        if counts { used.push(file) } else { left.push(file) }
    }
    choice.first = first_sent(&used, &left);
    ambiguous(&used, &left, &mut choice.findings);
    for old in &left {
        let (state, finding) = left_out(&used, old);
        choice.files.push(record(&old.part, state));
        choice.findings.extend(finding.map(|finding| Finding { region: old.part.unit.clone(), ..finding }));
    }
    choice.files.extend(used.iter().map(|file| record(&file.part, FileState::Effective)));
    choice.effective = used.into_iter().map(|file| file.part).collect();
    choice.effective.sort_by_key(|part| !part.cover);
    choice
}

pub(super) fn record(part: &Part, state: FileState) -> FileRecord {
    FileRecord { path: Arc::clone(&part.path), sha256: Arc::clone(&part.sha256), region: part.unit.clone(), state }
}

/// Of identical files one that is pinned or has the right unit's name counts, else the one with the shorter name: a
/// copy's says more (`副本…`, `… (1)`).
fn without_copies(desk: &Desk, mut files: Vec<Part>, choice: &mut Choice) -> Vec<Part> {
    files.sort_by_cached_key(|part| {
        (!is_pinned(desk, part), part.likely.is_some(), part.path.chars().count(), Arc::clone(&part.path))
    });
    let mut different: Vec<Part> = Vec::new();
    for file in files {
        if let Some(other) = different.iter().find(|other| other.sha256 == file.sha256) {
            choice.files.push(record(&file, FileState::Duplicate));
            let finding = about("file.duplicate", &file).with("other", &other.path);
            choice.findings.push(Finding { region: file.unit.clone(), ..finding });
        } else {
            different.push(file);
        }
    }
    different
}

/// A cover sent as a file of its own is that of the sheets sent so.
fn lend_date(files: &mut [Part]) {
    let mut covers = files.iter().filter(|part| part.cover && part.forms.is_empty());
    let (Some(cover), None) = (covers.next(), covers.next()) else { return };
    let (submitted, says) = (cover.submitted.clone(), cover.says);
    for part in files.iter_mut().filter(|part| !part.cover && !part.forms.is_empty()) {
        part.submitted.clone_from(&submitted);
        part.says = part.says.or(says);
    }
}

fn is_pinned(desk: &Desk, part: &Part) -> bool {
    desk.pinned.iter().any(|path| **path == *part.path)
}

fn rank(desk: &Desk, part: &Part) -> Rank {
    let name = part.path.rsplit('/').next().unwrap_or_default();
    Rank {
        pinned: is_pinned(desk, part),
        filled: !part.is_empty(),
        of_month: part.says.is_none_or(|month| month == part.month),
        of_unit: part.likely.is_none(),
        submitted: part.submitted.as_ref().map(|(date, _)| *date),
        revised: desk.revision_marks.iter().any(|mark| name.contains(mark.as_str())),
        original: !part.annotated,
    }
}

/// No form of the unit was found in it.
fn holds_nothing(part: &Part) -> bool {
    part.forms.is_empty() && !part.cover
}

/// Both hold a form, or the one is but a cover of the other: they are versions, not parts.
fn overlap(a: &Ranked, b: &Ranked) -> bool {
    let (a, b) = (&a.part, &b.part);
    let only_cover = a.cover && b.cover && (a.forms.is_empty() || b.forms.is_empty());
    holds_nothing(a) || only_cover || !a.forms.is_disjoint(&b.forms)
}

/// When each part was first sent, in any version that was filled in; the return came with the last of them.
fn first_sent(used: &[Ranked], left: &[Ranked]) -> Option<(Date, Place)> {
    let first = |file: &Ranked| {
        let versions = left.iter().filter(|old| old.rank.filled && overlap(file, old) && is_first(old, file));
        let all = versions.chain(std::iter::once(file).filter(|file| file.rank.filled));
        let dates = all.filter_map(|version| version.part.submitted.clone());
        dates.filter(|(date, _)| !is_too_early(*date, file.part.month)).min_by_key(|(date, _)| *date)
    };
    used.iter().filter_map(first).max_by_key(|(date, _)| *date)
}

/// A file of the same return, though it does not count: not another unit's, nor another month's. One whose month is
/// mistyped was sent when the month of the folder was over, one of an earlier month was not.
fn is_first(old: &Ranked, file: &Ranked) -> bool {
    let sent = old.rank.submitted.is_some_and(|date| date > file.part.month.last_day());
    (old.rank.of_unit || !file.rank.of_unit) && (old.rank.of_month || !file.rank.of_month || sent)
}

/// No return is sent before its month has begun: the date is mistyped.
pub(super) fn is_too_early(date: Date, month: Month) -> bool {
    (date.year(), date.month()) < (month.year(), month.number())
}

/// Versions no one can put in order.
fn ambiguous(used: &[Ranked], left: &[Ranked], findings: &mut Vec<Finding>) {
    for file in used {
        let tied = left.iter().rev().filter(|old| overlap(file, old) && is_tied(file, old));
        let mut paths: Vec<&str> = tied.map(|old| &*old.part.path).collect();
        if paths.is_empty() {
            continue;
        }
        paths.push(&file.part.path);
        let finding = about("version.ambiguous", &file.part).with("files", paths.join("、"));
        let finding = finding.with("used", &file.part.path);
        findings.push(Finding { region: file.part.unit.clone(), ..finding });
    }
}

/// Why a file does not count, as far as it is not told already.
fn left_out(used: &[Ranked], old: &Ranked) -> (FileState, Option<Finding>) {
    let Some(file) = used.iter().find(|file| overlap(file, old)) else {
        return (FileState::Ignored, Some(about("file.no_form", &old.part)));
    };
    if is_tied(file, old) {
        // No one can tell that it is the older one.
        return (FileState::Superseded, None);
    }
    let decided = (file.rank.pinned, file.rank.filled) == (old.rank.pinned, old.rank.filled);
    let finding = match old.part.says {
        Some(month) if decided && file.rank.of_month && !old.rank.of_month && !is_older(old, file) => {
            about("version.other_month", &old.part).with("found", month).with("expected", old.part.month)
        }
        _ if is_older_revision(file, old) => older_revision(file, old),
        _ if is_copy_of(file, old) && numbers(&file.part) != numbers(&old.part) => {
            about("version.annotated", &old.part)
        }
        _ if is_copy_of(file, old) => about("sheet.findings_list", &old.part),
        _ => about("file.superseded", &old.part),
    };
    (FileState::Superseded, Some(finding.with("other", &file.part.path)))
}

/// No date, nor mark, tells which is the later: a file without a date may be either.
fn is_tied(file: &Ranked, old: &Ranked) -> bool {
    let undated = old.rank.submitted.is_none();
    file.rank == Rank { submitted: if undated { file.rank.submitted } else { old.rank.submitted }, ..old.rank }
}

/// By its date and its name it comes before the other.
fn is_older(a: &Ranked, b: &Ranked) -> bool {
    (a.rank.submitted, a.rank.revised) < (b.rank.submitted, b.rank.revised)
}

/// An annotated copy beside the original, of the same day.
fn is_copy_of(file: &Ranked, old: &Ranked) -> bool {
    file.rank.original && !old.rank.original && Rank { original: true, ..old.rank } == file.rank
}

fn numbers(part: &Part) -> BTreeMap<(&IndicatorId, Measure), Option<Decimal>> {
    part.facts.iter().map(|fact| ((&fact.indicator, fact.measure), fact.value.number())).collect()
}

/// Its name says that it replaces another, its 报出日期 that it does not.
fn is_older_revision(file: &Ranked, old: &Ranked) -> bool {
    let of = |rank: Rank| (rank.pinned, rank.filled, rank.of_month, rank.of_unit);
    of(file.rank) == of(old.rank) && old.rank.revised && !file.rank.revised
}

fn older_revision(file: &Ranked, old: &Ranked) -> Finding {
    let date = |file: &Ranked| file.rank.submitted.map_or_else(|| "未注明".to_owned(), |date| date.to_string());
    let mut finding = about("version.revision_older", &old.part);
    if let Some((_, place)) = &old.part.submitted {
        finding.place = place.clone();
    }
    finding.with("file", &old.part.path).with("date", date(old)).with("later", date(file))
}

fn about(code: &'static str, part: &Part) -> Finding {
    Finding::new(code, part.month, Place::file(&part.path))
}
