//! Of which month values are ranked that are counted in a span of time: that of most of them.

use super::Reason;
use super::value::{common_day, is_rate};
use crate::catalog::{Basis, Compared, Comparison};
use crate::model::Date;

/// The day that all are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Common {
    pub day: Option<Date>,
    /// Spans of time to months of which none is most values', nor the focus's or a reference's: nobody can be ranked.
    pub is_unclear: bool,
}

/// `days`: of the comparable members; `whose`: of the focus, else of a reference, where they are comparable.
pub(super) fn common(set: &Comparison, compared: &Compared, days: &[Date], whose: Option<Date>) -> Common {
    if !is_strict(set, compared) {
        return Common { day: common_day(days.iter().copied()), is_unclear: false };
    }
    let same =
        |one: Date, other: Date| one.month() == other.month() && (set.across_years || one.year() == other.year());
    let of = |wanted: Date| days.iter().copied().filter(move |day| same(*day, wanted));
    let most = days.iter().copied().find(|day| of(*day).count() * 2 > days.len());
    match most.or(whose) {
        Some(wanted) => Common { day: common_day(of(wanted)).or(whose), is_unclear: false },
        None => Common { day: common_day(days.iter().copied()), is_unclear: !days.is_empty() },
    }
}

/// Only one month is ranked.
fn is_strict(set: &Comparison, compared: &Compared) -> bool {
    matches!(compared.definition.basis, Basis::Month | Basis::Ytd) && !set.across_months
}

/// What the month of a value has against it.
pub(super) fn against(set: &Comparison, compared: &Compared, own: Date, common: Date) -> Option<Reason> {
    let basis = compared.definition.basis;
    if own.month() == common.month() {
        return None;
    }
    if is_strict(set, compared) {
        let own =
            if basis == Basis::Ytd { format!("累计到{}月", own.month()) } else { format!("是{}月", own.month()) };
        return Some(Reason::Month { own, common: format!("{}月", common.month()) });
    }
    // Amounts from January on grow with every month; shares of them do not.
    let grows = basis == Basis::Ytd && !is_rate(&compared.unit);
    let span = |day: Date| if day.month() == 1 { "1月".to_owned() } else { format!("1—{}月", day.month()) };
    let aspect = || "累计期间".to_owned();
    grows.then(|| Reason::Definition { aspect: aspect(), own: span(own), common: span(common) })
}

/// Further from the common day than is passed without a mark; of what is counted in a span of time, any other month.
pub(super) fn is_marked(set: &Comparison, compared: &Compared, own: Date, common: Date) -> bool {
    let spans = matches!(compared.definition.basis, Basis::Month | Basis::Ytd | Basis::Year);
    let other = spans && (own.year(), own.month()) != (common.year(), common.month());
    other || (own.days() - common.days()).abs() > i64::from(set.mark_days)
}
