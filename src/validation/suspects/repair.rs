//! Numbers that, put into a cell, make a failing rule hold.

use super::component::is_hard;
use super::{Repair, cause, history};
use crate::finding::Cause;
use crate::model::{Decimal, Exact, FactNo};
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
    if history::credible(ground, fact, present) == Some(false) {
        // Where no rule says what stands there, a slip of the point may: it has to be a number the months around allow.
        let whole = |value: &Exact| value.round(places).and_then(Exact::from_decimal) == Some(*value);
        let fits = |value: &Exact| history::credible(ground, fact, *value) == Some(true);
        all.extend(shifted(present).into_iter().filter(whole).filter(fits));
    }
    let mut values: Vec<Exact> =
        all.into_iter().filter_map(|value| value.round(places)).filter_map(Exact::from_decimal).collect();
    values.sort();
    values.dedup();
    values.retain(|value| *value != present);
    values
}

/// The number with its point moved, ten to a hundred million times either way.
pub fn shifted(present: Exact) -> Vec<Exact> {
    let powers = (1..=8_u32).filter_map(|k| 10_i64.checked_pow(k)).map(Exact::from_int);
    powers.flat_map(|ten| [present.checked_div(ten), present.checked_mul(ten)]).flatten().collect()
}

/// Whether a cell's number follows from the rules, with the other cells of the solution at theirs: one unit of its last
/// place more or less and one of them fails; or it is what stands there but for a slip that leaves no choice.
pub fn is_certain(ground: &Ground<'_>, cells: &[Repair], (fact, value): Repair) -> bool {
    let Some(present) = ground.number(fact) else { return false };
    let slip = cause::of_digits(ground, fact, present, value);
    let negated = present.checked_neg() == Some(value);
    if negated || matches!(slip, Some(Cause::UnitSlip | Cause::PercentScale)) {
        return true;
    }
    let places = history::places(ground, fact);
    let fails_at = |other: Option<Exact>| {
        let Some(other) = other else { return true };
        let with = |(of, repaired): &Repair| (*of, Lookup::Value(if *of == fact { other } else { *repaired }));
        let changes: Vec<(FactNo, Lookup)> = cells.iter().map(with).collect();
        ground.touching(fact).iter().any(|number| is_hard(ground, *number) && ground.fails(*number, &changes))
    };
    let step = Exact::from_decimal(Decimal::new(1, places));
    step.is_some_and(|step| fails_at(value.checked_add(step)) && fails_at(value.checked_sub(step)))
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
