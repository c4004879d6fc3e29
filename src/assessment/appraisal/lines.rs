//! A unit's targets, item by item: what each can give and what it gave.

use super::share::{self, Case, Share, share};
use super::{Ground, Line, LineKind};
use crate::assessment::{Assessment, Status};
use crate::catalog::{AppraisalDeduction, Taken};
use crate::model::{Exact, RegionCode};

/// The lines of a unit, and their sums.
pub(super) struct Lines {
    pub lines: Vec<Line>,
    pub items: Vec<Option<Exact>>,
    pub possible: Exact,
    pub deducted: Exact,
    pub added: Exact,
    /// A sum had more digits than there are.
    pub broken: bool,
}

impl Lines {
    fn sum(&mut self, a: Exact, b: Exact) -> Exact {
        let sum = a.checked_add(b);
        self.broken |= sum.is_none();
        sum.unwrap_or(a)
    }
}

pub(super) fn of(ground: &Ground<'_>, region: &RegionCode) -> Lines {
    let mine: Vec<&Assessment> = ground.assessed.iter().filter(|a| a.region == *region).collect();
    let mut all = Lines {
        lines: Vec::new(),
        items: Vec::new(),
        possible: Exact::ZERO,
        deducted: Exact::ZERO,
        added: Exact::ZERO,
        broken: false,
    };
    for at in 0..ground.scheme.items.len() {
        let of_item: Vec<&Assessment> = mine.iter().copied().filter(|a| item_of(ground, a) == Some(at)).collect();
        let (points, possible) = item(ground, at, &of_item, &mut all);
        all.possible = all.sum(all.possible, possible);
        all.items.push(points);
    }
    for (at, deduction) in ground.scheme.deductions.iter().enumerate() {
        let of_deduction: Vec<&Assessment> =
            mine.iter().copied().filter(|a| is_deducted(ground, deduction, a)).collect();
        let points = deduct(at, deduction, &of_deduction, &mut all);
        all.deducted = all.sum(all.deducted, points);
    }
    for (at, bonus) in ground.scheme.bonuses.iter().enumerate() {
        for a in mine.iter().copied().filter(|a| a.target == bonus.target) {
            let case = case(ground, a);
            let reached = case
                .times()
                .filter(|_| case.is_floor())
                .zip(share::percent(bonus.at))
                .is_some_and(|(times, at)| times >= at);
            let points = Exact::from_decimal(bonus.points).filter(|_| reached).unwrap_or(Exact::ZERO);
            let why = format!("{}序时应达的{}%", if reached { "达到" } else { "未达到" }, bonus.at.normalize());
            all.added = all.sum(all.added, points);
            let weight = Exact::from_decimal(bonus.points);
            all.lines.push(line(a, (LineKind::Bonus, at), &bonus.words, weight, Some(points), why));
        }
    }
    all
}

/// With the start its target gives.
fn case<'a>(ground: &Ground<'_>, a: &'a Assessment) -> Case<'a> {
    let targets = ground.catalog.targets.get(&ground.desk.id);
    let target = targets.and_then(|all| all.iter().find(|target| target.id == a.target));
    Case { a, start: target.and_then(|target| target.baseline).and_then(Exact::from_decimal) }
}

/// The item a target belongs to: by its name, else by its topic, else the rest. What allows nothing is for deductions,
/// unless an item names it.
fn item_of(ground: &Ground<'_>, a: &Assessment) -> Option<usize> {
    let items = &ground.scheme.items;
    let at = |is: &dyn Fn(&Taken) -> bool| items.iter().position(|item| is(&item.of));
    let by_name = at(&|of| matches!(of, Taken::Target(target) if *target == a.target));
    if by_name.is_some() || case(ground, a).is_zero() {
        return by_name;
    }
    let topic = ground.catalog.indicators.get(&a.indicator).map(|indicator| &indicator.topic);
    at(&|of| matches!(of, Taken::Topic(of) if Some(of) == topic)).or_else(|| at(&|of| *of == Taken::Rest))
}

/// The points of an item and those it could give; its targets that can be scored share them equally.
fn item(ground: &Ground<'_>, at: usize, of: &[&Assessment], all: &mut Lines) -> (Option<Exact>, Exact) {
    let Some(item) = ground.scheme.items.get(at) else { return (None, Exact::ZERO) };
    let cap = Exact::from_decimal(ground.scheme.cap).unwrap_or(Exact::from_int(1));
    let shares: Vec<Share> = of.iter().map(|a| share(case(ground, a), cap, ground.scheme.unreported)).collect();
    let scored = shares.iter().filter(|share| matches!(share, Share::Of(..))).count();
    let possible = Exact::from_decimal(item.points).unwrap_or(Exact::ZERO);
    // Nothing when none is scored.
    let weight = i64::try_from(scored).ok().and_then(|n| possible.checked_div(Exact::from_int(n)));
    let mut sum = Exact::ZERO;
    for (a, share) in of.iter().zip(shares) {
        let (weight, points, why) = match share {
            Share::Of(share, why) => (weight, weight.and_then(|weight| weight.checked_mul(share)), why),
            Share::LeftOut(why) => (None, None, why.to_owned()),
        };
        all.broken |= weight.is_some() && points.is_none();
        sum = all.sum(sum, points.unwrap_or(Exact::ZERO));
        all.lines.push(line(a, (LineKind::Item, at), &item.words, weight, points, why));
    }
    if weight.is_some() { (Some(sum), possible) } else { (None, Exact::ZERO) }
}

fn is_deducted(ground: &Ground<'_>, deduction: &AppraisalDeduction, a: &Assessment) -> bool {
    let named = |one: &AppraisalDeduction| one.target.as_ref() == Some(&a.target);
    case(ground, a).is_zero()
        && match deduction.target {
            Some(_) => named(deduction),
            None => !ground.scheme.deductions.iter().any(named) && item_of(ground, a).is_none(),
        }
}

/// The points deducted, down to the cap; what is not known is not deducted, and that is said.
fn deduct(at: usize, deduction: &AppraisalDeduction, of: &[&Assessment], all: &mut Lines) -> Exact {
    let each = Exact::from_decimal(deduction.points).unwrap_or(Exact::ZERO);
    let cap = deduction.cap.and_then(Exact::from_decimal);
    let mut sum = Exact::ZERO;
    for a in of {
        let count = a.actual.filter(|_| a.status != Status::NoData).map(|actual| actual.max(Exact::ZERO));
        let wanted = count.and_then(|count| count.checked_mul(each));
        let room = cap.and_then(|cap| cap.checked_sub(sum));
        let taken = wanted.map(|wanted| room.map_or(wanted, |room| wanted.min(room)));
        all.broken |= count.is_some() && wanted.is_none();
        sum = all.sum(sum, taken.unwrap_or(Exact::ZERO));
        let why = match (wanted, taken) {
            (None, _) => "未报，不扣分".to_owned(),
            (Some(wanted), _) if wanted.is_zero() => "未发生".to_owned(),
            (wanted, taken) if wanted != taken => "已到封顶分".to_owned(),
            _ => format!("每个扣{}分", deduction.points.normalize()),
        };
        let points = taken.and_then(Exact::checked_neg);
        all.lines.push(line(a, (LineKind::Deduction, at), &deduction.words, None, points, why));
    }
    sum
}

fn line(
    a: &Assessment,
    (kind, item): (LineKind, usize),
    words: &str,
    weight: Option<Exact>,
    points: Option<Exact>,
    why: String,
) -> Line {
    Line {
        kind,
        item,
        words: words.to_owned(),
        target: a.target.clone(),
        name: a.name.clone(),
        weight,
        target_value: a.target_value,
        actual: a.actual,
        due: a.due,
        actual_key: a.actual_key.clone(),
        unit: a.unit.clone(),
        status: a.status,
        points,
        why,
    }
}
