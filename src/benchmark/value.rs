//! Whose value may be ranked: every reason against it that lies in the value itself.

use super::{Observed, Reason};
use crate::catalog::{Adjust, Brought, Compared, Comparison, Definition, InDoubt, Member, What};
use crate::model::{Date, Decimal, Exact, FigureKey, Measure, Missing, Month, Period, RegionCode};

/// A value as compared: brought to the common definition.
#[derive(Clone, Debug)]
pub(super) struct Value<'a> {
    pub member: &'a Member,
    pub observed: &'a Observed,
    /// The source's figure.
    pub source: FigureKey,
    /// The figure as compared.
    pub key: FigureKey,
    pub exact: Exact,
    pub as_of: Date,
    pub adjust: Option<&'a Adjust>,
}

impl<'a> Value<'a> {
    /// The value, or all that keeps it from being ranked; not yet its date.
    pub fn of(
        set: &Comparison,
        compared: &Compared,
        member: &'a Member,
        brought: Option<&'a Brought>,
        observed: Option<&'a Observed>,
    ) -> Result<Self, Vec<Reason>> {
        let Some(brought) = brought else { return Err(vec![Reason::Missing(Missing::NotReported)]) };
        if let What::Nothing(why) = &brought.what {
            return Err(vec![Reason::Nothing(why.clone())]);
        }
        let mut reasons = against(compared, brought, observed);
        let doubt = observed.filter(|one| set.in_doubt == InDoubt::Apart && !one.doubt.is_empty());
        reasons.extend(doubt.map(|one| Reason::Doubt(one.doubt.clone())));
        let there = observed.filter(|one| one.exact.is_some());
        reasons.extend(there.and_then(|one| beyond(compared, brought, one)));
        reasons.extend(there.and_then(|one| of_another_day(set, one)));
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let value = observed.and_then(|observed| Self::made(compared, member, observed, brought.adjust.as_ref()));
        value.ok_or_else(|| vec![Reason::Missing(Missing::Unreadable)])
    }
    /// Nothing of a value without a figure or a date, and nothing past 128 bits: neither can be told.
    fn made(
        compared: &Compared,
        member: &'a Member,
        observed: &'a Observed,
        adjust: Option<&'a Adjust>,
    ) -> Option<Self> {
        let (source, exact, as_of) = (observed.value.clone()?, observed.exact?, observed.as_of?);
        let exact = adjust.map_or(Some(exact), |adjust| exact.checked_mul(adjust.factor))?;
        let indicator = compared.id.clone();
        let period = Period::Month(month_of(as_of)?);
        let mut key = FigureKey { region: member.id.clone(), indicator, measure: Measure::Compared, period };
        if key == source && adjust.is_some() {
            key.indicator = format!("{}@adjusted", compared.id).as_str().into();
        }
        Some(Self { member, observed, source, key, exact, as_of, adjust })
    }
    pub fn region(&self) -> &RegionCode {
        &self.member.id
    }
    /// With how many places it is printed: the set's, never more than its source gives.
    pub fn places(&self, compared: &Compared) -> u32 {
        self.observed.places.map_or(compared.places, |own| own.min(compared.places))
    }
    /// Half of the last place its source gives; nothing of an exact value.
    fn rounding(&self) -> Option<Exact> {
        let half =
            (0..self.observed.places?).try_fold(Exact::from_int(2), |size, _| size.checked_mul(Exact::from_int(10)));
        let own = Exact::from_int(1).checked_div(half?)?;
        self.adjust.map_or(Some(own), |adjust| own.checked_mul(adjust.factor))
    }
    /// Another value that might be the better one, though it is the worse: the sources have rounded too much to tell.
    pub fn is_within_rounding(&self, other: &Self) -> bool {
        let sizes = [self.rounding(), other.rounding()];
        if self.exact == other.exact || sizes == [None, None] {
            return false;
        }
        let both = sizes.into_iter().flatten().try_fold(Exact::ZERO, Exact::checked_add);
        let gap = self.exact.checked_sub(other.exact).and_then(Exact::abs);
        gap.zip(both).is_some_and(|(gap, both)| gap < both)
    }
}

/// The month a day lies in.
pub(super) fn month_of(day: Date) -> Option<Month> {
    Month::new(day.year(), day.month())
}

/// All reasons at once. A stated factor brings another definition and another unit to the common one; it makes no month
/// of a year, nothing reached of what is planned, no value of a bound.
fn against(compared: &Compared, brought: &Brought, observed: Option<&Observed>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let denominator = observed.and_then(|observed| small(compared, observed));
    match observed {
        None => reasons.push(Reason::Missing(Missing::NotReported)),
        // Nothing is divided by zero: the denominator is the reason.
        Some(one) if one.exact.is_none() && denominator.is_some() => {}
        Some(one) => {
            let lack = one.exact.is_none().then_some(Missing::NotReported);
            reasons.extend(one.missing.or(lack).map(Reason::Missing));
        }
    }
    if brought.adjust.is_none() {
        reasons.extend(differences(&brought.definition, &compared.definition));
    }
    if brought.definition.basis != compared.definition.basis {
        reasons.push(Reason::Basis);
    }
    // What is not there has no unit and is no bound.
    let there = observed.filter(|observed| observed.exact.is_some());
    if let Some(own) = there.map(|there| &there.unit).filter(|own| **own != compared.unit && brought.adjust.is_none()) {
        reasons.push(Reason::Unit { own: own.clone() });
    }
    reasons.extend(denominator);
    if there.is_some_and(|there| there.approximate) {
        reasons.push(Reason::Approximate);
    }
    reasons
}

/// The aspects in which two definitions are not the same.
fn differences(own: &Definition, common: &Definition) -> Vec<Reason> {
    let said = |all: &Definition, aspect: &str| {
        all.aspects.iter().find(|(name, _)| name == aspect).map(|(_, holds)| holds.clone())
    };
    let only_own = own.aspects.iter().filter(|(name, _)| said(common, name).is_none());
    let aspects = common.aspects.iter().chain(only_own).map(|(name, _)| name);
    let pairs = aspects.map(|aspect| (aspect, said(own, aspect), said(common, aspect)));
    let other = pairs.filter(|(_, own, common)| own != common);
    let word = |holds: Option<String>| holds.unwrap_or_else(|| "未说明".to_owned());
    other
        .map(|(aspect, own, common)| Reason::Definition {
            aspect: aspect.clone(),
            own: word(own),
            common: word(common),
        })
        .collect()
}

/// A denominator that is zero or less, or below the set's bound.
fn small(compared: &Compared, observed: &Observed) -> Option<Reason> {
    let (_, denominator) = observed.parts.as_ref()?.denominator;
    let least = compared.least_denominator;
    let is_below = least.and_then(Exact::from_decimal).is_some_and(|least| denominator < least);
    (denominator <= Exact::ZERO || is_below).then(|| Reason::Denominator {
        shown: denominator.to_text().unwrap_or_default(),
        least: least.map(|least| least.to_string()).unwrap_or_default(),
    })
}

/// As it is compared, more than can be, or less.
fn beyond(compared: &Compared, brought: &Brought, observed: &Observed) -> Option<Reason> {
    let own = observed.exact?;
    let own = brought.adjust.as_ref().map_or(Some(own), |adjust| own.checked_mul(adjust.factor))?;
    let is_past = |bound: &Decimal, above| {
        Exact::from_decimal(*bound).is_some_and(|bound| if above { own > bound } else { own < bound })
    };
    let bounds = [(compared.at_most, true), (compared.at_least, false)];
    let (bound, above) =
        bounds.into_iter().find(|(bound, above)| bound.as_ref().is_some_and(|it| is_past(it, *above)))?;
    Some(Reason::Beyond { bound: bound?.normalize().to_string(), above })
}

/// A denominator that is not of the numerator's time.
fn of_another_day(set: &Comparison, observed: &Observed) -> Option<Reason> {
    let (day, own) = (observed.denominator_day?, observed.as_of?);
    let days = (day.days() - own.days()).abs();
    (days > i64::from(set.denominator_days)).then_some(Reason::DenominatorDay { day, days })
}

/// The day most values are of: the median; of an even number the earlier of the two in the middle, so that it is a day
/// that some value is of.
pub(super) fn common_day(days: impl Iterator<Item = Date>) -> Option<Date> {
    let mut days: Vec<Date> = days.collect();
    days.sort_unstable();
    days.get(days.len().checked_sub(1)? / 2).copied()
}

/// What a value's day has against it, the common day being known.
pub(super) fn against_day(set: &Comparison, own: Date, common: Date) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let days = own.days() - common.days();
    if days.abs() > i64::from(set.apart_days) {
        reasons.push(Reason::Date { days });
    }
    if own.year() != common.year() && !set.across_years {
        reasons.push(Reason::Year);
    }
    reasons
}

/// A share: differences are in points, and none is relative.
pub(super) fn is_rate(unit: &str) -> bool {
    matches!(unit, "%" | "‰")
}
