//! Numbers that, put into a cell, make a failing rule hold.

use super::history;
use crate::model::{Exact, FactNo};
use crate::validation::evaluate::{Breach, Lookup};
use crate::validation::ground::{Changes, Ground, Instance, InstanceNo};

/// Candidates for the cell: where each failing rule that looks at it turns, the same digits otherwise signed, and what
/// the months around suggest.
pub fn values(ground: &Ground<'_>, fact: FactNo, failing: &[InstanceNo], changes: &Changes) -> Vec<Exact> {
    let Some(present) = ground.number(fact) else { return Vec::new() };
    let mut all: Vec<Exact> = Vec::new();
    for instance in failing.iter().filter_map(|number| ground.instance(*number)) {
        all.extend(turning(ground, instance, fact, present, changes));
    }
    if present.is_negative() {
        all.extend(present.checked_neg());
    }
    all.extend(history::expected(ground, fact));
    let places = history::places(ground, fact);
    let mut values: Vec<Exact> =
        all.into_iter().filter_map(|value| value.round(places)).filter_map(Exact::from_decimal).collect();
    values.sort();
    values.dedup();
    values.retain(|value| *value != present);
    values
}

/// The value at which both sides are equal. The difference is linear in the cell, or in its reciprocal where the cell
/// is what is divided by.
fn turning(
    ground: &Ground<'_>,
    instance: &Instance<'_>,
    fact: FactNo,
    present: Exact,
    changes: &Changes,
) -> Option<Exact> {
    let gap = |value: Exact| -> Option<Exact> {
        let mut with = changes.to_vec();
        with.push((fact, Lookup::Value(value)));
        match ground.holds(instance, &with) {
            Ok(Some(Breach { left, right, .. })) => left.checked_sub(right),
            _ => None,
        }
    };
    let one = Exact::from_int(1);
    let here = gap(present)?;
    let next = present.checked_add(one)?;
    let Some(there) = gap(next) else { return Some(next) };
    let root = present.checked_sub(here.checked_div(there.checked_sub(here)?)?)?;
    if lies_on(&gap, root) {
        return Some(root);
    }
    let (u, w) = (one.checked_div(present)?, one.checked_div(next)?);
    let slope = there.checked_sub(here)?.checked_div(w.checked_sub(u)?)?;
    let reciprocal = u.checked_sub(here.checked_div(slope)?)?;
    one.checked_div(reciprocal)
}

/// Nothing is left of the difference there.
fn lies_on(gap: &dyn Fn(Exact) -> Option<Exact>, root: Exact) -> bool {
    gap(root).is_none_or(Exact::is_zero)
}
