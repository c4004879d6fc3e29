//! Which unit has which series: those whose forms ask for it, and what these are made of.

use crate::catalog::{Catalog, Demo, DemoWay, Desk, Kind};
use crate::model::IndicatorId;
use std::collections::{BTreeMap, BTreeSet};

/// By indicator: the places of the units in the desk's list.
pub(super) type Asked = BTreeMap<IndicatorId, BTreeSet<usize>>;

/// What the forms of each unit ask for, over the whole year.
pub(super) fn by_forms(catalog: &Catalog, desk: &Desk) -> Asked {
    let mut asked = Asked::new();
    for (at, unit) in desk.units.iter().enumerate() {
        for form in unit.forms.iter().filter_map(|id| catalog.forms.get(id)) {
            for id in form.indicators() {
                asked.entry(id.clone()).or_default().insert(at);
            }
        }
    }
    asked
}

/// With what no form asks for but something asked is made of.
pub(super) fn with_parts(catalog: &Catalog, demo: &Demo, forms: &Asked) -> Asked {
    let mut all = forms.clone();
    loop {
        let mut more: Vec<(IndicatorId, BTreeSet<usize>)> = Vec::new();
        for (id, units) in &all {
            for part in made_of(catalog, demo, id) {
                let has = all.get(&part);
                if !forms.contains_key(&part) && !has.is_some_and(|has| has.is_superset(units)) {
                    more.push((part, units.clone()));
                }
            }
        }
        if more.is_empty() {
            return all;
        }
        for (part, units) in more {
            all.entry(part).or_default().extend(units);
        }
    }
}

/// What has to be there before a series can be made.
pub(super) fn made_of(catalog: &Catalog, demo: &Demo, id: &IndicatorId) -> Vec<IndicatorId> {
    if let Some(movement) =
        demo.movements.iter().find(|m| m.joined == *id || m.left.as_ref().is_some_and(|l| l.0 == *id))
    {
        return vec![movement.stock.clone()];
    }
    match (demo.series.get(id).map(|series| &series.way), catalog.indicators.get(id).map(|found| &found.kind)) {
        (Some(DemoWay::Sum(terms)), _) => terms.iter().map(|term| term.of.clone()).collect(),
        (Some(DemoWay::Part { of, .. }), _) => vec![of.of.clone()],
        (None, Some(Kind::Ratio { numerator, denominator, .. })) => vec![numerator.clone(), denominator.clone()],
        _ => Vec::new(),
    }
}
