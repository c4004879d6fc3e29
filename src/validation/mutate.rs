//! How much the rules notice: one number of the returns is changed at a time, and it is asked whether a rule or check
//! that was content before now objects.

use super::checks::{self, Scene};
use super::evaluate::Lookup;
use super::ground::Ground;
use super::suspects::is_equality;
use crate::catalog::{Catalog, Desk, RuleLevel};
use crate::facts::FactTable;
use crate::ingest::LedgerRow;
use crate::model::{Decimal, Exact, Fact, FactNo, IndicatorId, Measure, Month, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// A way a clerk's hand slips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// One more, and one less.
    One,
    TimesTen,
    ByTen,
    /// 元 in a 万元 column.
    TimesTenThousand,
    /// The first two neighbouring digits that differ change places.
    DigitSwap,
    Sign,
    /// Last month's number.
    LastMonth,
    Blank,
}

impl Slip {
    pub const ALL: [Slip; 8] = [
        Slip::One,
        Slip::TimesTen,
        Slip::ByTen,
        Slip::TimesTenThousand,
        Slip::DigitSwap,
        Slip::Sign,
        Slip::LastMonth,
        Slip::Blank,
    ];
    pub fn id(self) -> &'static str {
        match self {
            Self::One => "plus_minus_one",
            Self::TimesTen => "times_10",
            Self::ByTen => "by_10",
            Self::TimesTenThousand => "times_10000",
            Self::DigitSwap => "digit_swap",
            Self::Sign => "sign",
            Self::LastMonth => "last_month",
            Self::Blank => "blank",
        }
    }
}

/// How many changes were made, and how many were noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub made: u64,
    pub noticed: u64,
}

/// As [`Mutation`], of what is noticed while the month is checked.
#[derive(Clone, Debug, Default)]
pub struct AtOnce {
    pub this_year: BTreeMap<Slip, Share>,
    pub last_year: BTreeMap<Slip, Share>,
}

impl Share {
    fn count(&mut self, noticed: bool) {
        self.made += 1;
        self.noticed += u64::from(noticed);
    }
    /// In per cent; nothing where no change was made.
    pub fn percent(self) -> Option<Exact> {
        let made = Exact::from_decimal(Decimal::from(self.made))?;
        Exact::from_decimal(Decimal::from(self.noticed))?.checked_mul(Exact::from_int(100))?.checked_div(made)
    }
}

/// What was noticed, apart for this year's columns and for last year's.
#[derive(Clone, Debug, Default)]
pub struct Mutation {
    pub this_year: BTreeMap<Slip, Share>,
    pub last_year: BTreeMap<Slip, Share>,
    /// What the checks of the cell's own month notice, without those of later months.
    pub at_once: AtOnce,
    /// By one more or less of this year's cells that stand in an identity.
    pub identity: Share,
    /// Of this year's columns.
    pub by_indicator: BTreeMap<IndicatorId, BTreeMap<Slip, Share>>,
}

/// Changes every number once for each slip that changes it.
pub fn mutate(catalog: &Catalog, desk: &Desk, facts: &FactTable, months: &[Month], ledger: &[LedgerRow]) -> Mutation {
    let ground = Ground::new(catalog, desk, facts, months);
    let scene = Scene { catalog, desk, facts, months, ledger, changed: None };
    let zero = blank_is_zero(facts);
    let mut mutation = Mutation::default();
    for (number, fact) in facts.iter() {
        let Some(value) = fact.value.number().filter(|_| fact.source.is_some()) else { continue };
        let prior = is_of_last_year(fact.measure);
        let identity = !prior && stands_in_identity(&ground, number);
        for slip in Slip::ALL {
            for changed in changed(facts, fact, value, slip, &zero) {
                let at_once = notices(&ground, &scene, (number, fact), changed, true);
                let noticed = at_once || notices(&ground, &scene, (number, fact), changed, false);
                let of = if prior { &mut mutation.at_once.last_year } else { &mut mutation.at_once.this_year };
                of.entry(slip).or_default().count(at_once);
                let of = if prior { &mut mutation.last_year } else { &mut mutation.this_year };
                of.entry(slip).or_default().count(noticed);
                if prior {
                    continue;
                }
                let by = mutation.by_indicator.entry(fact.indicator.clone()).or_default();
                by.entry(slip).or_default().count(noticed);
                if identity && slip == Slip::One {
                    mutation.identity.count(noticed);
                }
            }
        }
    }
    mutation
}

fn is_of_last_year(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::PriorMonth | Measure::PriorYtd | Measure::PriorStock | Measure::PriorRatio | Measure::PriorRatioYtd
    )
}

/// What stands there after the slip; nothing where it leaves the number as it is.
fn changed(
    facts: &FactTable,
    fact: &Fact,
    value: Decimal,
    slip: Slip,
    zero: &BTreeSet<(Month, RegionCode)>,
) -> Vec<Option<Decimal>> {
    let last = || {
        let number = facts.find(&fact.region, &fact.indicator, fact.measure, fact.month.previous())?;
        facts.get(number)?.value.number()
    };
    let number = match slip {
        Slip::One => {
            return [value.checked_add(Decimal::ONE), value.checked_sub(Decimal::ONE)]
                .into_iter()
                .flatten()
                .map(Some)
                .collect();
        }
        Slip::Blank => {
            let read = zero.contains(&(fact.month, fact.region.clone())).then_some(Decimal::ZERO);
            return if read == Some(value) { Vec::new() } else { vec![read] };
        }
        Slip::TimesTen => value.checked_mul(Decimal::TEN),
        Slip::ByTen => value.checked_div(Decimal::TEN),
        Slip::TimesTenThousand => value.checked_mul(Decimal::from(10_000)),
        Slip::DigitSwap => swapped(value),
        Slip::Sign => Some(-value),
        Slip::LastMonth => last(),
    };
    number.filter(|number| *number != value).map(Some).into_iter().collect()
}

fn swapped(value: Decimal) -> Option<Decimal> {
    let mut digits: Vec<char> = value.to_string().chars().collect();
    let places: Vec<usize> = (0..digits.len()).filter(|at| digits.get(*at).is_some_and(char::is_ascii_digit)).collect();
    let pair = places.windows(2).find(|pair| match pair {
        [a, b] => digits.get(*a) != digits.get(*b),
        _ => false,
    })?;
    if let [a, b] = pair {
        digits.swap(*a, *b);
    }
    digits.into_iter().collect::<String>().parse().ok()
}

/// Where blanks are read as zero: the unit's return of the month has some that were.
fn blank_is_zero(facts: &FactTable) -> BTreeSet<(Month, RegionCode)> {
    let blank = |fact: &&Fact| {
        let raw = fact.source.as_ref().map(|source| source.raw.trim());
        raw == Some("") && fact.value.number().is_some_and(|n| n.is_zero())
    };
    facts.iter().map(|(_, fact)| fact).filter(blank).map(|fact| (fact.month, fact.region.clone())).collect()
}

/// A rule that must hold says that the fact and others are equal, and it holds.
fn stands_in_identity(ground: &Ground<'_>, fact: FactNo) -> bool {
    ground.touching(fact).iter().filter_map(|number| ground.instance(*number)).any(|instance| {
        // Of one value alone it says what the value is like, not what it equals.
        let must = instance.rule.level == RuleLevel::Must && instance.slots.len() > 1;
        must && is_equality(&instance.rule.expr) && matches!(ground.holds(instance, &[]), Ok(None))
    })
}

/// Whether a rule or check objects that did not before; `at_once`: of the cell's own month.
fn notices(
    ground: &Ground<'_>,
    scene: &Scene<'_>,
    (number, fact): (FactNo, &Fact),
    value: Option<Decimal>,
    at_once: bool,
) -> bool {
    // A blank that is no zero is told where it is read, but for a ratio, which may be none.
    if value.is_none()
        && !matches!(fact.measure, Measure::Ratio | Measure::RatioYtd | Measure::PriorRatio | Measure::PriorRatioYtd)
    {
        return true;
    }
    let read = value.and_then(Exact::from_decimal).map_or(Lookup::Missing, Lookup::Value);
    let change = [(number, read)];
    let in_time = |number| !at_once || ground.instance(number).is_some_and(|instance| instance.month == fact.month);
    let objects = |number| in_time(number) && !ground.fails(number, &[]) && ground.fails(number, &change);
    if ground.touching(number).iter().any(|number| objects(*number)) {
        return true;
    }
    let with = Scene { changed: Some((number, value)), ..*scene };
    checks::objections(&with, fact, at_once) > checks::objections(scene, fact, at_once)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_two_digits_that_differ_change_places() {
        let swap = |text: &str| swapped(text.parse().unwrap()).map(|n| n.to_string());
        assert_eq!(swap("613").as_deref(), Some("163"));
        assert_eq!(swap("115").as_deref(), Some("151"));
        assert_eq!(swap("12.30").as_deref(), Some("21.30"));
        assert_eq!(swap("5.6").as_deref(), Some("6.5"));
        assert_eq!((swap("7"), swap("222")), (None, None));
    }
}
