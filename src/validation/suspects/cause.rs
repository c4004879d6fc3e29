//! What would have turned the number that makes the rules hold into the one that stands there.

use super::{Repair, history};
use crate::finding::Cause;
use crate::formula::{Binary, Compare, Expr, Shift};
use crate::model::{Exact, FactNo, Measure};
use crate::validation::ground::{Ground, Instance};

/// The cause of a set of changes: two cells that have each other's number, else that of the surest cell that has one.
pub fn of_all(ground: &Ground<'_>, cells: &[Repair]) -> Option<Cause> {
    swapped(ground, cells).or_else(|| cells.iter().find_map(|(fact, value)| of_one(ground, *fact, *value)))
}

fn swapped(ground: &Ground<'_>, cells: &[Repair]) -> Option<Cause> {
    let [a, b] = cells else { return None };
    if !have_each_others(ground, *a, *b) {
        return None;
    }
    let (a, b) = (ground.facts.get(a.0)?, ground.facts.get(b.0)?);
    if a.month != b.month {
        None
    } else if a.indicator == b.indicator {
        Some(Cause::SwappedColumns)
    } else {
        (a.measure == b.measure).then_some(Cause::SwappedRows)
    }
}

/// Each of two cells holds what belongs in the other.
pub fn have_each_others(ground: &Ground<'_>, (a, for_a): Repair, (b, for_b): Repair) -> bool {
    ground.number(a) == Some(for_b) && ground.number(b) == Some(for_a)
}

fn of_one(ground: &Ground<'_>, fact: FactNo, repaired: Exact) -> Option<Cause> {
    let present = ground.number(fact)?;
    of_digits(ground, fact, present, repaired)
        .or_else(|| is_cumulative(ground, fact, present).then_some(Cause::CumulativeAsMonth))
        .or_else(|| does_not_add_up(ground, fact).then_some(Cause::TotalNotUpdated))
        .or_else(|| is_last_month(ground, fact, present).then_some(Cause::CopiedMonth))
}

/// A slip that the digits themselves show.
pub fn of_digits(ground: &Ground<'_>, fact: FactNo, present: Exact, repaired: Exact) -> Option<Cause> {
    if present.is_negative() && !repaired.is_negative() {
        return Some(Cause::Sign);
    }
    if present.is_zero() || repaired.is_zero() {
        return None;
    }
    let counted = history::places(ground, fact) == 0;
    if history::is_ratio(ground, fact) && is_percent_scale(present, repaired, history::places(ground, fact)) {
        return Some(Cause::PercentScale);
    }
    match power_of_ten(present, repaired) {
        Some(1) if counted => return Some(Cause::ExtraDigit),
        Some(-1) if counted => return Some(Cause::LostDigit),
        Some(_) => return Some(Cause::UnitSlip),
        None => {}
    }
    let (now, then) = (digits(present)?, digits(repaired)?);
    if is_transposed(&now, &then) {
        Some(Cause::TransposedDigits)
    } else if has_one_more(&now, &then) {
        Some(Cause::ExtraDigit)
    } else if has_one_more(&then, &now) {
        Some(Cause::LostDigit)
    } else {
        None
    }
}

/// A hundred times too large or too small, with more places than are asked for.
fn is_percent_scale(present: Exact, repaired: Exact, places: u32) -> bool {
    let hundred = Exact::from_int(100);
    let scaled = [present.checked_div(hundred), present.checked_mul(hundred)];
    let rounded = |value: Exact| value.round(places).and_then(Exact::from_decimal);
    scaled.into_iter().flatten().any(|value| rounded(value) == Some(repaired))
}

/// `k` where `present` is `repaired` × 10ᵏ, 1 ≤ |k| ≤ 8.
fn power_of_ten(present: Exact, repaired: Exact) -> Option<i32> {
    let ratio = present.checked_div(repaired)?;
    (1..=8).find_map(|k: i32| {
        let ten = Exact::from_int(10_i64.checked_pow(k.unsigned_abs())?);
        if ratio == ten {
            Some(k)
        } else if ratio.checked_mul(ten)? == Exact::from_int(1) {
            Some(-k)
        } else {
            None
        }
    })
}

fn digits(value: Exact) -> Option<Vec<char>> {
    Some(value.to_text()?.chars().filter(char::is_ascii_digit).collect())
}

/// Two digits have changed places, or all stand in reverse.
fn is_transposed(now: &[char], then: &[char]) -> bool {
    if now.len() != then.len() || now.len() < 2 {
        return false;
    }
    let differing: Vec<(char, char)> = now.iter().copied().zip(then.iter().copied()).filter(|(a, b)| a != b).collect();
    let exchanged = matches!(differing.as_slice(), [(a, b), (c, d)] if a == d && b == c);
    exchanged || (now != then && now.iter().eq(then.iter().rev()))
}

/// Taking one digit out of `long` leaves `short`, which is two digits or more: of one digit it would be chance.
fn has_one_more(long: &[char], short: &[char]) -> bool {
    let without = |at: usize| {
        let mut rest = long.to_vec();
        rest.remove(at);
        rest
    };
    short.len() >= 2 && long.len() == short.len() + 1 && (0..long.len()).any(|at| without(at) == short)
}

/// The year's cumulative stands where the month's own belongs.
fn is_cumulative(ground: &Ground<'_>, fact: FactNo, present: Exact) -> bool {
    let Some(fact) = ground.facts.get(fact) else { return false };
    let cumulative = history::at(ground, fact, Measure::Ytd, fact.month);
    fact.measure == Measure::Month && fact.month.number() > 1 && cumulative == Some(present)
}

fn is_last_month(ground: &Ground<'_>, fact: FactNo, present: Exact) -> bool {
    let Some(fact) = ground.facts.get(fact) else { return false };
    !present.is_zero() && history::at(ground, fact, fact.measure, fact.month.previous()) == Some(present)
}

/// Whether some rule says that the fact is the sum of others of its own month.
pub fn is_total(ground: &Ground<'_>, fact: FactNo) -> bool {
    let instances = ground.touching(fact).iter().filter_map(|number| ground.instance(*number));
    instances.into_iter().any(|instance| total_of(ground, instance) == Some(fact))
}

/// The fact is the total of a sum that does not hold.
fn does_not_add_up(ground: &Ground<'_>, fact: FactNo) -> bool {
    ground.touching(fact).iter().any(|number| {
        let total = ground.instance(*number).and_then(|instance| total_of(ground, instance));
        total == Some(fact) && ground.fails(*number, &[])
    })
}

fn total_of(ground: &Ground<'_>, instance: &Instance<'_>) -> Option<FactNo> {
    let Expr::Chain(left, links) = &instance.rule.expr else { return None };
    let (Expr::Reference(_), [(Compare::Equal, right)]) = (left.as_ref(), links.as_slice()) else { return None };
    let of_now = ground.references(instance).iter().all(|r| r.shift == Shift::Same);
    let first = instance.slots.first()?.facts();
    (of_now && is_sum(right)).then(|| first.first().copied()).flatten()
}

/// The formula says, under no condition, that two sides are equal.
pub fn is_equality(expr: &Expr) -> bool {
    match expr {
        Expr::Chain(_, links) => links.iter().any(|(compare, _)| *compare == Compare::Equal),
        Expr::And(a, b) => is_equality(a) || is_equality(b),
        _ => false,
    }
}

fn is_sum(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(Binary::Add, a, b) => [a, b].into_iter().all(|e| matches!(**e, Expr::Reference(_)) || is_sum(e)),
        Expr::Call(crate::formula::Function::Sum, parts) => parts.iter().all(|e| matches!(e, Expr::Reference(_))),
        _ => false,
    }
}
