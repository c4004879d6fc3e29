//! Targets: indicators exist, the measure fits, the source is told.

use super::known::{Known, Names, measure, twice};
use crate::catalog::definition::{Comparator, Path, Scope, Target, TargetValue};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{RawComparator, RawPath, RawScope, RawTarget, RawTargets};
use crate::finding::Said;
use crate::model::Date;
use std::collections::{BTreeMap, BTreeSet};

pub fn link(
    group: &Group<RawTargets>,
    desks: &Known,
    names: &Names,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<Target>> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        let folder = toml::Spanned::new(0..0, file.id.clone());
        desks.expect(&file.source, &folder, problems);
        let (mut ids, mut targets) = (BTreeSet::new(), Vec::new());
        for raw in &file.raw.targets {
            if !ids.insert(raw.id.get_ref()) {
                twice(&file.source, &raw.id, "目标", "target", problems);
            }
            targets.extend(target(&file.source, raw, names, problems));
        }
        all.insert(file.id.clone(), targets);
    }
    all
}

fn target(source: &Source, raw: &RawTarget, names: &Names, problems: &mut Problems) -> Option<Target> {
    let indicator = names.find(source, &raw.indicator, problems);
    let measure = measure(source, &raw.measure, problems);
    if raw.source.get_ref().trim().is_empty() {
        problems.add(source, &raw.source.span(), Said::new("出处不能为空", "the source must not be empty"));
    }
    let value = value(source, raw, names, problems);
    Some(Target {
        id: raw.id.get_ref().clone(),
        name: raw.name.clone(),
        indicator: indicator?,
        measure: measure?,
        scope: match raw.scope {
            RawScope::Total => Scope::Total,
            RawScope::TotalAndUnits => Scope::TotalAndUnits,
            RawScope::Units => Scope::Units,
        },
        comparator: match raw.comparator {
            RawComparator::Ge => Comparator::Ge,
            RawComparator::Gt => Comparator::Gt,
            RawComparator::Le => Comparator::Le,
            RawComparator::Lt => Comparator::Lt,
            RawComparator::Eq => Comparator::Eq,
            RawComparator::By => Comparator::By,
        },
        value: value?,
        path: match raw.path {
            RawPath::Even => Path::Even,
            RawPath::Hold => Path::Hold,
            RawPath::ByDate => Path::ByDate,
        },
        responsible: raw.responsible.clone(),
        lead: raw.lead.clone(),
        source: raw.source.get_ref().clone(),
    })
}

fn value(source: &Source, raw: &RawTarget, names: &Names, problems: &mut Problems) -> Option<TargetValue> {
    let deadline = Date::parse_iso(raw.deadline.get_ref());
    match (raw.value, &raw.goal) {
        (Some(value), None) => Some(TargetValue::Fixed { value: value.0, deadline: deadline? }),
        (None, Some(goal)) => {
            let goal = names.find(source, goal, problems)?;
            Some(TargetValue::Ledger { goal, shared: raw.shared, deadline: deadline? })
        }
        _ => {
            let said = Said::new("value 与 goal 必有且只有其一", "exactly one of value and goal");
            problems.add(source, &raw.id.span(), said);
            None
        }
    }
}
