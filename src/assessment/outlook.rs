//! What is to come: the pace required, where the year's pace leads, and when it first falls behind.
//!
//! - 后期月均需完成 = (goal − actual) ÷ months left.
//! - 预计 on a proportional path = start + (actual − start) ÷ share gone: the months to come bring, for their share of the
//!   year, what the months gone brought for theirs. On an even path that is actual ÷ n × 12.
//! - Its range comes from the slowest and the fastest month so far, each for the rest of the way; it takes three months.
//! - 首个有风险的月份: the first month, from this one to the deadline, in which the slowest month's pace brings less than
//!   is then due; for stages, the mean pace.

use super::Status;
use super::judge::Case;
use super::way::Way;
use crate::catalog::Path;
use crate::model::{Exact, Month};

/// Months below which a range says nothing.
const FEWEST_MONTHS: usize = 3;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outlook {
    pub pace: Option<Exact>,
    pub projection: Option<Exact>,
    pub low: Option<Exact>,
    pub high: Option<Exact>,
    pub risk: Option<Month>,
}

pub(super) fn outlook(case: &Case<'_>, way: &Way<'_>, status: Status) -> Outlook {
    let range = range(case, way);
    Outlook {
        pace: if status == Status::Met { None } else { pace(case, way) },
        projection: projection(case, way),
        low: range.map(|(low, _)| low),
        high: range.map(|(_, high)| high),
        risk: risk(case, way, status),
    }
}

/// What each remaining month has to bring, or to take away.
fn pace(case: &Case<'_>, way: &Way<'_>) -> Option<Exact> {
    let reduces = case.falls() && !case.start.is_zero();
    if !case.amount || case.clock.reached() || case.falls() && !reduces {
        return None;
    }
    let lacking = case.ahead(way.goal, case.actual?)?;
    let lacking = if reduces { case.actual?.checked_sub(way.goal)? } else { lacking };
    let pace = lacking.checked_div(Exact::from_int(case.clock.left()))?;
    (!pace.is_negative()).then_some(pace)
}

/// The value at the deadline if the months to come bring what the months gone did.
fn projection(case: &Case<'_>, way: &Way<'_>) -> Option<Exact> {
    if case.clock.gone > case.clock.to_deadline {
        return None;
    }
    let done = case.actual?.checked_sub(case.start)?;
    case.start.checked_add(done.checked_div(way.share(case.clock.gone)?)?)
}

/// What each month brought for a whole way, by its share of it.
fn rates(case: &Case<'_>, way: &Way<'_>) -> Option<Vec<Exact>> {
    let mut before = case.start;
    let mut rates = Vec::new();
    for (value, month) in case.history.iter().zip(1..) {
        let share = way.share(month)?.checked_sub(way.share(month - 1)?)?;
        // A month in which nothing is due has no pace.
        if !share.is_zero() {
            rates.push(value.checked_sub(before)?.checked_div(share)?);
        }
        before = *value;
    }
    (rates.len() >= FEWEST_MONTHS).then_some(rates)
}

/// From the slowest and the fastest month.
fn range(case: &Case<'_>, way: &Way<'_>) -> Option<(Exact, Exact)> {
    if case.clock.gone > case.clock.to_deadline {
        return None;
    }
    let rates = rates(case, way)?;
    let end = |rate: Exact| at(case, way, rate, case.clock.to_deadline);
    Some((end(rates.iter().copied().min()?)?, end(rates.iter().copied().max()?)?))
}

/// The value at the end of a month to come, at a rate for the whole way.
fn at(case: &Case<'_>, way: &Way<'_>, rate: Exact, month: i64) -> Option<Exact> {
    let share = way.share(month)?.checked_sub(way.share(case.clock.gone)?)?;
    case.actual?.checked_add(rate.checked_mul(share)?)
}

fn risk(case: &Case<'_>, way: &Way<'_>, status: Status) -> Option<Month> {
    if case.clock.reached() || matches!(status, Status::Met | Status::Undefined | Status::NoData) {
        return None;
    }
    if matches!(status, Status::Behind | Status::Missed) {
        return case.clock.month(case.clock.gone);
    }
    let short = |month: &i64| -> bool {
        let value = expected(case, way, *month);
        let due = way.due(*month);
        value.zip(due).and_then(|(value, due)| case.ahead(value, due)).is_some_and(Exact::is_negative)
    };
    let month = (case.clock.gone + 1..=case.clock.to_deadline).find(short)?;
    case.clock.month(month)
}

/// What a cautious eye expects at the end of a month to come.
fn expected(case: &Case<'_>, way: &Way<'_>, month: i64) -> Option<Exact> {
    match way.path {
        Path::Even | Path::Season(_) => {
            let rates = rates(case, way)?;
            // The slowest for what is to grow or to be brought down, the fastest for what is to stay below.
            let rate = if case.falls() { rates.iter().max() } else { rates.iter().min() };
            at(case, way, *rate?, month)
        }
        Path::Steps(_) => {
            let done = case.actual?.checked_sub(case.start)?;
            let mean = done.checked_div(Exact::from_int(case.clock.gone))?;
            case.actual?.checked_add(mean.checked_mul(Exact::from_int(month - case.clock.gone))?)
        }
        Path::Hold | Path::ByDate => None,
    }
}
