//! Findings × explanations → findings with their status, and what is to be told of explanations that do not hold.
//!
//! ```text
//! each explanation ── meant (which findings) ── still true of the value? ── a claim on the finding
//! each query ── its claims: the latest counts, two of one day that differ are a conflict ── explained
//! each query left open, month by month ── the same problem the month before, unchanged ── carried forward
//! ```

mod carry;
mod meant;
mod same;
mod told;

use crate::catalog::{About, GivenExplanation, normalise};
use crate::finding::{Explanation, Finding, FindingId, Level, Status};
use crate::model::{IndicatorId, Month, RegionCode};
use meant::{Index, Meant};
use std::collections::{BTreeMap, BTreeSet};
use told::Told;

/// Beginnings of the codes that say of a number only that it is unlike those of other months or units: what a late
/// count does to the month it is reported with.
const OUTLIERS: [&str; 2] = ["history.", "peers."];

/// Explanations with a claim on a query: of the query itself, or of the month a late count came from.
#[derive(Default)]
struct Claims<'a> {
    own: Vec<&'a Explanation>,
    late: Vec<&'a Explanation>,
}

/// Gives every query its status and adds what is to be told of the explanations. Explanations of months that were not
/// read wait for them.
pub fn explain(findings: &mut Vec<Finding>, given: &[GivenExplanation], months: &[Month]) {
    let mut told = Told::default();
    let mut claims: BTreeMap<usize, Claims<'_>> = BTreeMap::new();
    let index = Index::new(findings);
    for one in given {
        claim(&index, one, months, &mut claims, &mut told);
    }
    let chosen: Vec<(usize, Option<Explanation>)> =
        claims.into_iter().map(|(at, claims)| (at, choose(&findings[at], claims, &mut told))).collect();
    let mut disputed = BTreeSet::new();
    for (at, choice) in chosen {
        match choice {
            Some(explanation) => findings[at].status = Status::Explained(explanation),
            None => {
                disputed.insert(at);
            }
        }
    }
    carry::forward(findings, &disputed);
    findings.append(&mut told.findings);
}

/// What one explanation claims, and what it cannot.
fn claim<'a>(
    index: &Index<'_>,
    given: &'a GivenExplanation,
    months: &[Month],
    claims: &mut BTreeMap<usize, Claims<'a>>,
    told: &mut Told,
) {
    if matches!(given.about, About::Number { month, .. } if !months.contains(&month)) {
        return;
    }
    let meant = index.meant(given);
    let (mut held, mut stale) = (false, false);
    for at in &meant.queries {
        let finding = &index.findings[*at];
        if same::is_explained(given, finding) {
            held = true;
            claims.entry(*at).or_default().own.push(&given.words);
        } else {
            stale = true;
            told.stale(given, finding);
        }
    }
    // Without a query of its own month there is nothing to hold the value against.
    let may_carry = held || (!stale && given.value.is_none() && given.context.is_none());
    let late = if may_carry { late(index, given, &meant) } else { Vec::new() };
    for at in &late {
        claims.entry(*at).or_default().late.push(&given.words);
    }
    let narrow = !matches!(&given.about, About::Number { rule: None, code: None, .. });
    let musts = if narrow || meant.queries.is_empty() { meant.musts.as_slice() } else { &[] };
    musts.iter().for_each(|at| told.must(given, &index.findings[*at]));
    meant.notes.iter().for_each(|at| told.needless(given, &index.findings[*at]));
    if meant.is_nothing() && late.is_empty() {
        told.unmet(given, index, months);
    }
}

/// The outliers of the month a late count was reported with.
fn late(index: &Index<'_>, given: &GivenExplanation, meant: &Meant) -> Vec<usize> {
    let Some(month) = given.words.carried_into else { return Vec::new() };
    let Some((region, indicator)) = subject(index, given, meant) else { return Vec::new() };
    let is_one = |finding: &Finding| {
        finding.level == Level::Query
            && finding.month == month
            && finding.region.as_ref() == Some(&region)
            && finding.indicator.as_ref() == Some(&indicator)
            && OUTLIERS.iter().any(|start| finding.code.starts_with(start))
    };
    (0..index.findings.len()).filter(|at| is_one(&index.findings[*at])).collect()
}

/// The unit and the indicator an explanation is of.
fn subject(index: &Index<'_>, given: &GivenExplanation, meant: &Meant) -> Option<(RegionCode, IndicatorId)> {
    match &given.about {
        About::Number { region, indicator, .. } => Some((region.clone(), indicator.clone())),
        About::Finding(id) => {
            let found = meant.queries.first().map(|at| &index.findings[*at]);
            let parts = || FindingId::parse(id).and_then(|id| id.region.zip(id.indicator));
            found.and_then(|finding| finding.region.clone().zip(finding.indicator.clone())).or_else(parts)
        }
    }
}

/// The explanation of the latest day; nothing when two of that day say different things.
fn choose(finding: &Finding, claims: Claims<'_>, told: &mut Told) -> Option<Explanation> {
    let of = if claims.own.is_empty() { claims.late } else { claims.own };
    // Days are written as 2021-12-06: their order is that of the texts, and none at all comes first.
    let latest = of.iter().map(|one| one.date.as_str()).max()?;
    let mut last: Vec<&Explanation> = of.iter().copied().filter(|one| one.date == latest).collect();
    last.sort_by(|a, b| a.place.cmp(&b.place));
    let texts: BTreeSet<String> = last.iter().map(|one| normalise(&one.text)).collect();
    if texts.len() > 1 {
        told.conflict(finding, &last);
        return None;
    }
    let chosen = last.first().map(|one| (*one).clone())?;
    // A county may explain a month's problem later; what is carried on is of the problem's month.
    let month = if chosen.carried_into == Some(finding.month) { chosen.month } else { finding.month };
    Some(Explanation { month, ..chosen })
}

#[cfg(test)]
mod tests;
