//! Checks that no formula says: against the past, against peers, of a repeated month, of a ledger's status.

mod examples;
mod history;
mod ledger;
mod peers;
mod repeats;
mod series;

pub use examples::check as check_examples;
pub use repeats::Repeat;

use super::ground::{Tallies, Tally};
use super::told;
use super::undecided::{Lack, Undecided};
use crate::catalog::{Catalog, CheckHead, Desk};
use crate::facts::FactTable;
use crate::finding::{Comparison, Finding};
use crate::ingest::LedgerRow;
use crate::model::{Decimal, Exact, Fact, FactNo, IndicatorId, Measure, Month, Place, RegionCode};
use series::Verdict;

/// What all checks look at.
pub struct Scene<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub facts: &'a FactTable,
    pub months: &'a [Month],
    pub ledger: &'a [LedgerRow],
    /// One number taken to be another, or none.
    pub changed: Option<(FactNo, Option<Decimal>)>,
}

/// What the checks found.
#[derive(Default)]
pub struct Checked {
    pub findings: Vec<Finding>,
    pub tallies: Tallies,
    pub undecided: Vec<Undecided>,
    pub repeats: Vec<Repeat>,
}

pub fn run(scene: &Scene<'_>) -> Checked {
    let mut checked = Checked::default();
    for check in &scene.catalog.checks.history {
        history::run(scene, check, &mut checked);
    }
    for check in &scene.catalog.checks.peers {
        peers::run(scene, check, &mut checked);
    }
    for check in &scene.catalog.checks.repeats {
        repeats::run(scene, check, &mut checked);
    }
    for check in &scene.catalog.checks.ledgers {
        ledger::run(scene, check, &mut checked);
    }
    checked
}

/// How many findings the checks have that look at a fact; `at_once`: without those of later months.
pub fn objections(scene: &Scene<'_>, fact: &Fact, at_once: bool) -> usize {
    let checks = &scene.catalog.checks;
    let history = checks.history.iter().map(|check| history::objections(scene, check, fact, at_once));
    let peers = checks.peers.iter().map(|check| peers::objections(scene, check, fact));
    let ledgers = checks.ledgers.iter().map(|check| ledger::objections(scene, check, fact));
    history.chain(peers).chain(ledgers).sum()
}

impl Scene<'_> {
    fn fact(&self, region: &RegionCode, indicator: &IndicatorId, measure: Measure, month: Month) -> Option<FactNo> {
        self.facts.find(region, indicator, measure, month)
    }
    fn number(&self, fact: FactNo) -> Option<Decimal> {
        if let Some((_, value)) = self.changed.filter(|(changed, _)| *changed == fact) {
            return value;
        }
        self.facts.get(fact).and_then(|fact| fact.value.number())
    }
}

impl Checked {
    fn count(&mut self, head: &CheckHead, month: Month, count: impl FnOnce(&mut Tally)) {
        count(self.tallies.entry((month, head.id.clone())).or_default());
    }
}

/// A finding about a number far from what was expected, with the facts it was held against.
fn out_of_line(
    scene: &Scene<'_>,
    head: &CheckHead,
    fact: &Fact,
    others: &[FactNo],
    (value, expected): (Decimal, Exact),
) -> Finding {
    let mut finding = about(head, fact.month, told::place(fact), &fact.region).about(&fact.indicator, fact.measure);
    finding = finding.raw(fact.source.as_ref().map_or("", |source| &source.raw));
    finding.comparison = sides(value, expected);
    let others = others.iter().filter_map(|number| scene.facts.get(*number));
    finding.operands = std::iter::once(fact).chain(others).map(told::operand).collect();
    let places = scene.catalog.indicators.get(&fact.indicator).map_or(0, |indicator| indicator.places);
    let shown = expected.round(places).map(|n| n.normalize().to_string()).unwrap_or_default();
    finding.with("value", value.normalize()).with("expected", shown)
}

fn about(head: &CheckHead, month: Month, place: Place, region: &RegionCode) -> Finding {
    let mut finding = Finding::new(head.code, month, place).of(region);
    finding.rule = Some(head.id.clone());
    finding.level = told::level(head.level);
    finding.with("advice", &head.advice)
}

/// Value and expectation as the two sides of a comparison.
fn sides(value: Decimal, expected: Exact) -> Option<Comparison> {
    let value = Exact::from_decimal(value)?;
    Some(Comparison {
        left: value.to_text()?,
        op: "≈",
        right: expected.to_text()?,
        difference: value.checked_sub(expected)?.to_text()?,
    })
}

/// Counts a verdict and gives what was expected where the value is out.
fn out_of(checked: &mut Checked, head: &CheckHead, month: Month, verdict: Verdict) -> Option<Exact> {
    match verdict {
        Verdict::Fine => checked.count(head, month, |tally| tally.pass += 1),
        Verdict::Undecided => checked.count(head, month, |tally| tally.undecided += 1),
        Verdict::Broken => checked.count(head, month, |tally| tally.broken += 1),
        Verdict::Out(expected) => {
            checked.count(head, month, |tally| tally.fail += 1);
            return Some(expected);
        }
    }
    None
}

/// One line for all of a unit's month that had too little to go by.
fn too_little(head: &CheckHead, region: &RegionCode, month: Month, count: usize) -> Option<Undecided> {
    (count > 0).then(|| Undecided {
        rule: head.id.clone(),
        region: region.clone(),
        month,
        measure: None,
        indicator: None,
        words: head.why.clone(),
        runs: u64::try_from(count).unwrap_or(u64::MAX),
        lack: Lack::Comparable,
        lacking: Vec::new(),
    })
}
