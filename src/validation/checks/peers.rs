//! A number against those of the desk's other units, for the same month.

use super::series::{Verdict, exact, is_out, median, verdict};
use super::{Checked, Scene, out_of, out_of_line, too_little};
use crate::catalog::PeersCheck;
use crate::model::{Decimal, Exact, Fact, FactNo, IndicatorId, Measure, Month};
use std::collections::BTreeMap;

pub fn run(scene: &Scene<'_>, check: &PeersCheck, checked: &mut Checked) {
    for month in scene.months {
        let mut lacking = BTreeMap::new();
        for indicator in &check.indicators {
            for measure in &check.measures {
                all_units(scene, check, (indicator, *measure, *month), checked, &mut lacking);
            }
        }
        for (region, count) in lacking {
            checked.undecided.extend(too_little(&check.head, &region, *month, count));
        }
    }
}

fn all_units(
    scene: &Scene<'_>,
    check: &PeersCheck,
    (indicator, measure, month): (&IndicatorId, Measure, Month),
    checked: &mut Checked,
    lacking: &mut BTreeMap<crate::model::RegionCode, usize>,
) {
    let found = of_units(scene, (indicator, measure, month));
    for (fact, value) in &found {
        let others: Vec<Decimal> = found.iter().filter(|(other, _)| other != fact).map(|(_, v)| *v).collect();
        let judged = judge(check, *value, &others);
        let Some(told) = scene.facts.get(*fact) else { continue };
        if judged == Verdict::Undecided {
            *lacking.entry(told.region.clone()).or_default() += 1;
        }
        let Some(expected) = out_of(checked, &check.head, month, judged) else { continue };
        let peers: Vec<FactNo> = found.iter().map(|(other, _)| *other).filter(|other| other != fact).collect();
        checked.findings.push(out_of_line(scene, &check.head, told, &peers, (*value, expected)));
    }
}

/// The numbers of all units but the bureau itself.
fn of_units(scene: &Scene<'_>, (indicator, measure, month): (&IndicatorId, Measure, Month)) -> Vec<(FactNo, Decimal)> {
    let units = scene.desk.units.iter().filter(|unit| !unit.own);
    let found = units.filter_map(|unit| {
        let fact = scene.fact(&unit.code, indicator, measure, month)?;
        Some((fact, scene.number(fact)?))
    });
    found.collect()
}

/// How many units are out of line, of what a fact is of.
pub fn objections(scene: &Scene<'_>, check: &PeersCheck, fact: &Fact) -> usize {
    if !check.indicators.contains(&fact.indicator) || !check.measures.contains(&fact.measure) {
        return 0;
    }
    let found = of_units(scene, (&fact.indicator, fact.measure, fact.month));
    let is_out = |(at, value): &(FactNo, Decimal)| {
        let others: Vec<Decimal> = found.iter().filter(|(other, _)| other != at).map(|(_, v)| *v).collect();
        matches!(judge(check, *value, &others), Verdict::Out(_))
    };
    found.iter().filter(|one| is_out(one)).count()
}

/// Whether a number is out of line with the others.
pub fn judge(check: &PeersCheck, value: Decimal, others: &[Decimal]) -> Verdict {
    if others.len() < check.least {
        return Verdict::Undecided;
    }
    let (Some(value), Some(others)) = (Exact::from_decimal(value), exact(others)) else { return Verdict::Broken };
    let Some(expected) = median(&others) else { return Verdict::Undecided };
    verdict(is_out(value, expected, &others, &check.band), expected)
}
