//! A number against the same unit's earlier months.

use super::series::{Verdict, exact, is_out, median, verdict};
use super::{Checked, Scene, out_of, out_of_line, too_little};
use crate::catalog::{Against, HistoryCheck};
use crate::finding::Cause;
use crate::model::{Decimal, Exact, Fact, FactNo, IndicatorId, Measure, Month, RegionCode};
use crate::validation::told;

/// What a number is held against.
pub struct Past {
    /// In the order of the months.
    pub others: Vec<Decimal>,
    /// Last year's of the same months, and of the value's; empty where one is not known.
    pub last_year: Vec<Decimal>,
}

pub fn run(scene: &Scene<'_>, check: &HistoryCheck, checked: &mut Checked) {
    for month in scene.months {
        for unit in &scene.desk.units {
            let mut lacking = 0;
            for indicator in &check.indicators {
                for measure in &check.measures {
                    let verdict = one(scene, check, (&unit.code, indicator, *measure, *month), checked);
                    lacking += usize::from(verdict == Some(Verdict::Undecided));
                }
            }
            checked.undecided.extend(too_little(&check.head, &unit.code, *month, lacking));
        }
    }
}

type Key<'a> = (&'a RegionCode, &'a IndicatorId, Measure, Month);

/// How the number compares; nothing where there is none.
fn one(scene: &Scene<'_>, check: &HistoryCheck, key: Key<'_>, checked: &mut Checked) -> Option<Verdict> {
    let (region, indicator, measure, month) = key;
    let number = scene.fact(region, indicator, measure, month)?;
    let value = scene.number(number)?;
    let (past, facts) = past(scene, check, key);
    let verdict = judge(check, value, &past);
    let Some(expected) = out_of(checked, &check.head, month, verdict) else { return Some(verdict) };
    let fact = scene.facts.get(number)?;
    let mut finding = out_of_line(scene, &check.head, fact, &facts, (value, expected));
    if let Some((fact, (cause, repair))) = odd_one(scene, check, key, fact, expected) {
        finding.cause = Some(cause);
        finding.suspects = vec![told::suspect(fact, repair)];
    }
    let against = match check.against {
        Against::LastMonth => "上月",
        Against::Median => "以前各月的中位数",
    };
    checked.findings.push(finding.with("against", against));
    Some(verdict)
}

/// Which of the two is the odd one: this month's, or last month's where that is the year's first and the next month
/// agrees with this. After a month that was itself out of line it is that one, which is told there.
fn odd_one<'f>(
    scene: &Scene<'f>,
    check: &HistoryCheck,
    (region, indicator, measure, month): Key<'_>,
    fact: &'f Fact,
    expected: Exact,
) -> Option<(&'f Fact, (Cause, String))> {
    let value = fact.value.number()?;
    let at = |month| {
        let fact = scene.fact(region, indicator, measure, month).and_then(|number| scene.facts.get(number))?;
        fact.value.number().map(|value| (fact, value))
    };
    let out = |month| is_out_at(scene, check, (region, indicator, measure, month));
    if check.against == Against::LastMonth {
        let (last, was) = at(month.previous())?;
        if out(month.previous()) {
            return None;
        }
        let first = at(last.month.previous()).is_none();
        if first && at(month.next()).is_some() && !out(month.next()) {
            return Some((last, slip(scene, last, was, Exact::from_decimal(value)?)?));
        }
    }
    Some((fact, slip(scene, fact, value, expected)?))
}

/// A number that is the expected one but for its point: within a fifth of it once the point is moved back.
fn slip(scene: &Scene<'_>, fact: &Fact, value: Decimal, expected: Exact) -> Option<(Cause, String)> {
    let indicator = scene.catalog.indicators.get(&fact.indicator)?;
    let present = Exact::from_decimal(value).filter(|value| !value.is_zero())?;
    let fifth = expected.abs()?.checked_div(Exact::from_int(5))?;
    let close = |moved: Exact| moved.checked_sub(expected).and_then(Exact::abs).is_some_and(|gap| gap <= fifth);
    let moved = |ten: i64, up: bool| {
        let ten = Exact::from_int(ten);
        let moved = if up { present.checked_mul(ten) } else { present.checked_div(ten) };
        moved.filter(|moved| moved.round(indicator.places).and_then(Exact::from_decimal) == Some(*moved))
    };
    let slips = [
        (10, false, Cause::ExtraDigit),
        (10, true, Cause::LostDigit),
        (100, false, Cause::UnitSlip),
        (1000, false, Cause::UnitSlip),
        (10_000, false, Cause::UnitSlip),
        (10_000, true, Cause::UnitSlip),
    ];
    // A lost digit may have been any; one that was added by the point is a nought.
    let told = |repair: Exact, up: bool| if up { String::new() } else { repair.to_text().unwrap_or_default() };
    slips.into_iter().find_map(|(ten, up, cause)| {
        let repair = moved(ten, up).filter(|repair| close(*repair))?;
        Some((cause, told(repair, up)))
    })
}

/// Whether there is a number, and it is out of line.
fn is_out_at(scene: &Scene<'_>, check: &HistoryCheck, key: Key<'_>) -> bool {
    let (region, indicator, measure, month) = key;
    let value = scene.fact(region, indicator, measure, month).and_then(|number| scene.number(number));
    value.is_some_and(|value| matches!(judge(check, value, &past(scene, check, key).0), Verdict::Out(_)))
}

/// How many of the months from a fact's on are out of line, of what the fact is of.
pub fn objections(scene: &Scene<'_>, check: &HistoryCheck, fact: &Fact, at_once: bool) -> usize {
    if !check.indicators.contains(&fact.indicator) || !check.measures.contains(&fact.measure) {
        return 0;
    }
    let is_out = |month: &&Month| is_out_at(scene, check, (&fact.region, &fact.indicator, fact.measure, **month));
    let wanted = |month: &&Month| if at_once { **month == fact.month } else { **month >= fact.month };
    scene.months.iter().filter(wanted).filter(is_out).count()
}

/// The earlier months of the year, as far as they are read.
fn past(scene: &Scene<'_>, check: &HistoryCheck, (region, indicator, measure, month): Key<'_>) -> (Past, Vec<FactNo>) {
    let mut months: Vec<Month> = scene.months.iter().copied().filter(|m| *m < month).collect();
    if check.against == Against::LastMonth {
        months.retain(|m| *m == month.previous());
    }
    let found: Vec<(Month, FactNo, Decimal)> = months
        .into_iter()
        .filter_map(|m| {
            let fact = scene.fact(region, indicator, measure, m)?;
            Some((m, fact, scene.number(fact)?))
        })
        .collect();
    let last_year: Option<Vec<Decimal>> = if check.seasonal {
        let months = found.iter().map(|(m, ..)| *m).chain(std::iter::once(month));
        months.map(|m| last_year(scene, (region, indicator, measure, m))).collect()
    } else {
        None
    };
    let others = found.iter().map(|(_, _, value)| *value).collect();
    (Past { others, last_year: last_year.unwrap_or_default() }, found.iter().map(|(_, fact, _)| *fact).collect())
}

/// What this year's returns say of the same month last year.
fn last_year(scene: &Scene<'_>, (region, indicator, measure, month): Key<'_>) -> Option<Decimal> {
    let read = |measure, month| scene.fact(region, indicator, measure, month).and_then(|fact| scene.number(fact));
    match measure {
        Measure::Stock => read(Measure::PriorStock, month),
        Measure::Ytd => read(Measure::PriorYtd, month),
        Measure::Month if month == month.january() => read(Measure::PriorYtd, month),
        Measure::Month => read(Measure::PriorYtd, month)?.checked_sub(read(Measure::PriorYtd, month.previous())?),
        _ => None,
    }
}

/// Whether a number is out of line with its past.
pub fn judge(check: &HistoryCheck, value: Decimal, past: &Past) -> Verdict {
    if past.others.len() < check.least {
        return Verdict::Undecided;
    }
    let (Some(value), Some(others)) = (Exact::from_decimal(value), exact(&past.others)) else { return Verdict::Broken };
    let typical = |of: &[Exact]| match check.against {
        Against::LastMonth => of.last().copied(),
        Against::Median => median(of),
    };
    let Some(expected) = typical(&others) else { return Verdict::Undecided };
    // What has only just begun has no past to be held against.
    if check.against == Against::Median && expected.is_zero() {
        return Verdict::Undecided;
    }
    let mut out = is_out(value, expected, &others, &check.band);
    if let (Some(true), Some(again)) = (out, again(expected, &past.last_year, typical)) {
        out = is_out(value, again, &others, &check.band);
    }
    verdict(out, expected)
}

/// What would be if this year did again what last year did.
fn again(expected: Exact, last_year: &[Decimal], typical: impl Fn(&[Exact]) -> Option<Exact>) -> Option<Exact> {
    let last_year = exact(last_year)?;
    let (then, before) = last_year.split_last()?;
    expected.checked_mul(*then)?.checked_div(typical(before)?)
}
