//! How well a unit filled in its return: points by the desk's scheme, and what each lost point was lost for.

use crate::catalog::{Deduction, Per, Scheme};
use crate::finding::{Finding, Level};
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::{Decimal, Month, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// Codes of findings that say that there is no return to look at.
pub const ABSENT: [&str; 4] = ["return.missing", "return.unreadable", "return.misfiled", "return.empty"];
const LATE: &str = "return.late";
const NO_FORM: &str = "sheet.missing";

/// What a unit's return of a month is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    pub region: RegionCode,
    pub month: Month,
    pub points: Decimal,
    pub band: String,
    /// One for each deduction of the scheme, in its order, also where nothing was lost.
    pub lost: Vec<Lost>,
    /// What would have been lost below the lowest score.
    pub below_least: Decimal,
}

/// All that was lost by one deduction.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    pub id: String,
    pub words: String,
    pub per: Per,
    /// Days, forms, groups.
    pub count: usize,
    pub points: Decimal,
    /// What the cap kept from being lost.
    pub over_cap: Decimal,
    pub evidence: Vec<Evidence>,
}

/// One thing that costs points.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub why: Why,
    /// By the scheme, before the cap.
    pub points: Decimal,
    /// Of these, what was lost.
    pub taken: Decimal,
    /// The finding that speaks for it.
    pub finding: Option<Finding>,
    /// Ids of all findings of the unit and month that come from it, the one above among them.
    pub ids: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Absent(ReturnState),
    Late {
        submitted: crate::model::Date,
        due: crate::model::Date,
        days: usize,
    },
    Form,
    /// So many findings of one root cause.
    Group(usize),
    /// The root cause stands in another return, where it is counted: nothing is lost here.
    Elsewhere(RegionCode, Month),
}

/// The scores of the returns that are owed, in the order of the register. `findings` are all that are known: a root
/// cause may stand in another month.
pub fn scores(scheme: &Scheme, register: &[ReturnRecord], findings: &[Finding]) -> Vec<Score> {
    let leaders = leaders(findings);
    register.iter().map(|record| score(scheme, record, findings, &leaders)).collect()
}

/// Where the findings stand that speak for a group.
type Leaders<'f> = BTreeMap<String, &'f Finding>;

fn leaders(findings: &[Finding]) -> Leaders<'_> {
    let named: BTreeSet<&String> = findings.iter().filter_map(|finding| finding.group.as_ref()).collect();
    let with_id = findings.iter().map(|finding| (finding.id(), finding));
    with_id.filter(|(id, _)| named.contains(id)).collect()
}

fn score(scheme: &Scheme, record: &ReturnRecord, findings: &[Finding], leaders: &Leaders<'_>) -> Score {
    let of_return = |f: &&Finding| f.month == record.month && f.region.as_ref() == Some(&record.region);
    let open: Vec<&Finding> = findings.iter().filter(of_return).filter(|finding| finding.is_open()).collect();
    let mut found = Found { record, open, leaders, told: BTreeSet::new() };
    // In this order: what says more comes before what it would else be counted as.
    let kinds = [Per::MissingReturn, Per::LateDay, Per::MissingForm, Per::MustGroup, Per::QueryGroup];
    let mut evidence: BTreeMap<Per, Vec<Reason>> = BTreeMap::new();
    for kind in kinds.into_iter().filter(|kind| scheme.deduction(*kind).is_some()) {
        let reasons = found.reasons(kind);
        evidence.insert(kind, reasons);
    }
    let lost: Vec<Lost> =
        scheme.deductions.iter().map(|d| lost(d, evidence.remove(&d.per).unwrap_or_default())).collect();
    let total: Decimal = lost.iter().map(|lost| lost.points).sum();
    let whole = scheme.start - total;
    let points = whole.max(scheme.least);
    Score {
        region: record.region.clone(),
        month: record.month,
        points,
        band: scheme.band(points).to_owned(),
        lost,
        below_least: points - whole,
    }
}

/// Something that counts, and how often.
struct Reason {
    why: Why,
    count: usize,
    finding: Option<Finding>,
    ids: Vec<String>,
}

/// The open findings of one return, and which of them are counted already.
struct Found<'a> {
    record: &'a ReturnRecord,
    open: Vec<&'a Finding>,
    leaders: &'a Leaders<'a>,
    told: BTreeSet<String>,
}

impl Found<'_> {
    fn reasons(&mut self, per: Per) -> Vec<Reason> {
        match per {
            Per::MissingReturn => self.absent().into_iter().collect(),
            Per::LateDay => self.late().into_iter().collect(),
            Per::MissingForm => self.forms(),
            Per::MustGroup => self.groups(Level::Must),
            Per::QueryGroup => self.groups(Level::Query),
        }
    }

    /// Takes the findings with one of these codes, and all of their groups, out of what is still to be counted.
    fn take(&mut self, codes: &[&str]) -> Vec<Finding> {
        let taken: Vec<Finding> = self.open.iter().filter(|f| codes.contains(&f.code)).map(|f| (*f).clone()).collect();
        self.told.extend(taken.iter().map(Finding::group_id));
        taken
    }

    fn absent(&mut self) -> Option<Reason> {
        if self.record.state.came() {
            return None;
        }
        let finding = self.take(&ABSENT).into_iter().next();
        // Nothing can be said of numbers that are not there.
        self.told.extend(self.open.iter().map(|finding| finding.group_id()));
        let ids = finding.iter().map(Finding::id).collect();
        Some(Reason { why: Why::Absent(self.record.state), count: 1, finding, ids })
    }

    fn late(&mut self) -> Option<Reason> {
        let (due, submitted) = (self.record.due, self.record.submitted?);
        if self.record.state != ReturnState::Late {
            return None;
        }
        let days = usize::try_from(submitted.days() - due.days()).unwrap_or(0);
        let finding = self.take(&[LATE]).into_iter().next();
        let ids = finding.iter().map(Finding::id).collect();
        Some(Reason { why: Why::Late { submitted, due, days }, count: days, finding, ids })
    }

    fn forms(&mut self) -> Vec<Reason> {
        let reason =
            |finding: Finding| Reason { why: Why::Form, count: 1, ids: vec![finding.id()], finding: Some(finding) };
        self.take(&[NO_FORM]).into_iter().map(reason).collect()
    }

    /// One for each root cause that has a finding of the level and is not counted yet.
    fn groups(&mut self, level: Level) -> Vec<Reason> {
        let mut order: Vec<String> = Vec::new();
        for finding in self.open.iter().filter(|finding| finding.level == level) {
            let group = finding.group_id();
            if !self.told.contains(&group) && !order.contains(&group) {
                order.push(group);
            }
        }
        let reasons = order.iter().map(|group| self.group(group)).collect();
        self.told.extend(order);
        reasons
    }

    fn group(&self, group: &str) -> Reason {
        let members: Vec<&Finding> = self.open.iter().copied().filter(|finding| finding.group_id() == group).collect();
        let ids: Vec<String> = members.iter().map(|finding| finding.id()).collect();
        let lead = ids.iter().position(|id| id == group).and_then(|at| members.get(at)).or(members.first());
        let elsewhere = self.leaders.get(group).filter(|leader| {
            leader.is_open() && (leader.month, leader.region.as_ref()) != (self.record.month, Some(&self.record.region))
        });
        let place = elsewhere.and_then(|leader| Some((leader.region.clone()?, leader.month)));
        let (why, count) = match place {
            Some((region, month)) => (Why::Elsewhere(region, month), 0),
            None => (Why::Group(members.len()), 1),
        };
        Reason { why, count, finding: lead.map(|lead| (*lead).clone()), ids }
    }
}

/// Points for reasons, down to the cap; what the cap leaves is shown as not taken.
fn lost(deduction: &Deduction, reasons: Vec<Reason>) -> Lost {
    let mut sum = Decimal::ZERO;
    let (mut count, mut over_cap) = (0, Decimal::ZERO);
    let mut evidence = Vec::new();
    for reason in reasons {
        let points = deduction.points * Decimal::from(reason.count);
        let room = deduction.cap.map_or(points, |cap| cap - sum);
        let taken = points.min(room);
        sum += taken;
        over_cap += points - taken;
        count += reason.count;
        evidence.push(Evidence { why: reason.why, points, taken, finding: reason.finding, ids: reason.ids });
    }
    Lost {
        id: deduction.id.clone(),
        words: deduction.words.clone(),
        per: deduction.per,
        count,
        points: sum,
        over_cap,
        evidence,
    }
}

#[cfg(test)]
#[path = "quality_tests.rs"]
mod tests;
