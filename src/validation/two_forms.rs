//! What two forms of a return ask for and tell differently, where no rule holds the one against the other.

use super::ground::Ground;
use super::told;
use crate::finding::Finding;
use crate::model::{Fact, FactNo};

/// A finding at the second of two cells that differ. Of what a rule compares, the rule has its own say.
pub fn find(ground: &Ground<'_>) -> Vec<Finding> {
    let facts = ground.facts;
    let untold = facts.told_twice().filter(|(first, second)| !compared(ground, *first, *second));
    let pairs = untold.filter_map(|(first, second)| Some((facts.get(first)?, facts.get(second)?)));
    pairs.filter_map(|(first, second)| differ(ground, first, second)).collect()
}

fn compared(ground: &Ground<'_>, first: FactNo, second: FactNo) -> bool {
    ground.touching(first).iter().any(|instance| ground.touching(second).contains(instance))
}

fn differ(ground: &Ground<'_>, first: &Fact, second: &Fact) -> Option<Finding> {
    let (counts, said) = (first.value.number()?, second.value.number()?);
    let (at, other) = (told::place(second), told::place(first));
    let name = ground.catalog.indicators.get(&second.indicator).map_or("", |indicator| indicator.name.as_str());
    let mut finding = Finding::new("value.forms_differ", second.month, at.clone()).of(&second.region);
    finding = finding.about(&second.indicator, second.measure);
    finding = finding.raw(second.source.as_ref().map_or("", |source| &source.raw));
    finding.operands = [first, second].map(told::operand).to_vec();
    let finding = finding.with("indicator", name).with("said", said.normalize()).with("value", counts.normalize());
    (counts != said).then(|| finding.with("other", other.beside(&at)))
}
