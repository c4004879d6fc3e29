//! A table whose numbers are all those of the month before: last month's, sent again.

use super::{Checked, Scene, about};
use crate::catalog::RepeatsCheck;
use crate::finding::{Cause, Finding};
use crate::model::{Fact, FactNo, Measure, Month, Place, RegionCode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A repeated table, with the facts that are last month's.
#[derive(Clone, Debug)]
pub struct Repeat {
    pub finding: Finding,
    pub facts: BTreeSet<FactNo>,
}

type Sheet = (Month, RegionCode, Arc<str>, Arc<str>);

pub fn run(scene: &Scene<'_>, check: &RepeatsCheck, checked: &mut Checked) {
    let mut sheets: BTreeMap<Sheet, Vec<(FactNo, &Fact)>> = BTreeMap::new();
    for (number, fact) in scene.facts.iter() {
        let Some(source) = &fact.source else { continue };
        let sheet = (fact.month, fact.region.clone(), Arc::clone(&source.file), Arc::clone(&source.sheet));
        sheets.entry(sheet).or_default().push((number, fact));
    }
    for ((month, region, file, sheet), facts) in sheets {
        // Of a month before the desk's year nothing is read.
        if !scene.months.contains(&month.previous()) {
            continue;
        }
        if !is_repeated(scene, check, &facts) {
            checked.count(&check.head, month, |tally| tally.pass += 1);
            continue;
        }
        checked.count(&check.head, month, |tally| tally.fail += 1);
        let mut finding = about(&check.head, month, Place::sheet(&file, &sheet), &region);
        finding = finding.with("month", month.previous());
        finding.cause = Some(Cause::CopiedMonth);
        finding.group = Some(finding.id());
        checked.repeats.push(Repeat { finding, facts: facts.iter().map(|(number, _)| *number).collect() });
    }
}

/// Every number is last month's, and enough of the month's own flows are not zero, so that the cumulatives must have
/// grown.
fn is_repeated(scene: &Scene<'_>, check: &RepeatsCheck, facts: &[(FactNo, &Fact)]) -> bool {
    let numbers = facts.iter().filter_map(|(_, fact)| Some((*fact, fact.value.number()?)));
    let same = numbers.clone().all(|(fact, number)| {
        let last = scene.fact(&fact.region, &fact.indicator, fact.measure, fact.month.previous());
        last.and_then(|last| scene.number(last)) == Some(number)
    });
    let flows = numbers.filter(|(fact, number)| fact.measure == Measure::Month && !number.is_zero()).count();
    same && flows >= check.least
}
