//! An explanation holds on in the next month while nothing has changed. A late count is of one month: its explanation
//! is not carried on.

use super::super::problem::Problem;
use super::same;
use crate::finding::{Explanation, Finding, Level, Status};
use crate::model::Month;
use std::collections::{BTreeMap, BTreeSet};

/// Month by month: a query left open takes the explanation of the same problem the month before. Those in dispute do not.
pub(super) fn forward(findings: &mut [Finding], disputed: &BTreeSet<usize>) {
    let mut by_month: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.level == Level::Query) {
        by_month.entry(finding.month).or_default().push(at);
    }
    for (month, now) in &by_month {
        let Some(before) = by_month.get(&month.previous()) else { continue };
        let open = now.iter().filter(|at| !disputed.contains(at) && findings[**at].status == Status::Open);
        for (at, explanation) in from_before(findings, before, open.copied().collect()) {
            findings[at].status = Status::CarriedForward(explanation);
        }
    }
}

fn from_before(findings: &[Finding], before: &[usize], open: Vec<usize>) -> Vec<(usize, Explanation)> {
    let mut known: BTreeMap<Problem<'_>, Vec<&Finding>> = BTreeMap::new();
    for finding in before.iter().map(|at| &findings[*at]).filter(|finding| finding.status != Status::Open) {
        if let Some(problem) = Problem::of(finding).filter(Problem::is_placed) {
            known.entry(problem).or_default().push(finding);
        }
    }
    let explained = |at: usize| {
        let now = &findings[at];
        let same = known.get(&Problem::of(now)?)?.iter().find(|before| same::is_unchanged(before, now))?;
        let explanation = same.status.explanation().filter(|words| words.carried_into.is_none())?;
        Some((at, explanation.clone()))
    };
    open.into_iter().filter_map(explained).collect()
}
