//! What share of its points a target gives: what is reached, of what is due.

use crate::assessment::{Assessment, Status};
use crate::catalog::{Comparator, Unreported};
use crate::model::{Decimal, Exact};

/// How a share is made that the cap bounds.
pub(super) const REACHED: &str = "实际÷序时应达";
pub(super) const FROM_START: &str = "（实际－起点）÷（序时应达－起点）";

/// The share, with a reason; or why the target is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Of(Exact, String),
    LeftOut(&'static str),
}

/// A number in per cent as a share.
pub(super) fn percent(percent: Decimal) -> Option<Exact> {
    Exact::from_decimal(percent)?.checked_div(Exact::from_int(100))
}

/// An assessment, and where its way starts when that is not at nothing (由…降到…, 由…提高到…).
#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a> {
    pub a: &'a Assessment,
    pub start: Option<Exact>,
}

impl Case<'_> {
    /// How often what is due has been reached, counted from the start, to six places; nothing when nothing is due. A
    /// number of few digits, so that sums over many targets stay exact and a full share is exactly one.
    pub fn times(self) -> Option<Exact> {
        let start = self.start.unwrap_or(Exact::ZERO);
        let (gone, due) = (self.a.actual?.checked_sub(start)?, self.a.due?.checked_sub(start)?);
        short(gone.checked_div(due)?)
    }
    /// More is better; on a way from a start more of the way is.
    pub fn is_floor(self) -> bool {
        self.start.is_some() || matches!(self.a.comparator, Comparator::Ge | Comparator::Gt | Comparator::By)
    }
    /// Nothing may happen: 零发生. What is to be brought down to nothing is another thing.
    pub fn is_zero(self) -> bool {
        self.start.is_none() && self.a.target_value.is_some_and(Exact::is_zero)
    }
}

/// To six places, half up.
pub(super) fn short(value: Exact) -> Option<Exact> {
    value.round(PLACES).and_then(Exact::from_decimal)
}

const PLACES: u32 = 6;

/// - Missed: nothing. Not due, or not to be judged: left out. Without a number: as the scheme says.
/// - Only striven for and not reached yet: left out.
/// - More is better: actual ÷ due, at most `cap`.
/// - A ceiling, an exact value, a range: all where it is kept, else how near it is (due ÷ actual above it).
/// - Nothing may happen (a target of zero): all or nothing.
pub(super) fn share(case: Case<'_>, cap: Exact, unreported: Unreported) -> Share {
    let (one, a) = (Exact::from_int(1), case.a);
    let is_kept = matches!(a.status, Status::Met | Status::OnSchedule);
    if a.soft.is_some() && matches!(a.status, Status::Missed | Status::Behind) {
        return Share::LeftOut("力争的目标尚未实现，不计分");
    }
    match a.status {
        Status::Missed => return Share::Of(Exact::ZERO, "逾期未完成，不得分".to_owned()),
        Status::NotDue => return Share::LeftOut("未到期，不计分"),
        Status::Undefined => return Share::LeftOut("无法判定，不计分"),
        Status::NoData if unreported == Unreported::Zero => return Share::Of(Exact::ZERO, "未报，不得分".to_owned()),
        Status::NoData => return Share::LeftOut("未报，不计分"),
        Status::Met | Status::OnSchedule | Status::Behind => {}
    }
    if case.is_zero() {
        let words = if is_kept { "未发生" } else { "发生了，不得分" };
        return Share::Of(if is_kept { one } else { Exact::ZERO }, words.to_owned());
    }
    let Some(times) = case.times() else {
        return if is_kept {
            Share::Of(one, "已达到".to_owned())
        } else {
            Share::LeftOut("没有序时要求，不计分")
        };
    };
    let within = |share: Exact, most: Exact| share.clamp(Exact::ZERO, most);
    match (case.is_floor(), is_kept) {
        (true, _) if case.start.is_some() => Share::Of(within(times, cap), FROM_START.to_owned()),
        (true, _) => Share::Of(within(times, cap), REACHED.to_owned()),
        (false, true) => Share::Of(one, "符合要求".to_owned()),
        (false, false) if times > one => {
            let near = one.checked_div(times).and_then(short).unwrap_or(Exact::ZERO);
            Share::Of(within(near, one), "超出要求，序时应达÷实际".to_owned())
        }
        (false, false) => Share::Of(within(times, one), REACHED.to_owned()),
    }
}
