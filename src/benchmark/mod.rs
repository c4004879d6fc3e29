//! Where do we stand: members compared on what their values allow. Only values of one definition, one kind of period and
//! dates near one another are ranked together; everything else is shown apart, with the reason.
//!
//! | statistic | formula |
//! |---|---|
//! | place | 1 + members that are better, on exact values; ties 1-2-2-4 |
//! | percentile | members that are worse ÷ (ranked members − 1) × 100 |
//! | quartiles, median | linear between the ordered values (Hyndman and Fan 1996, type 7) |
//! | absolute difference | own value − the other's, in the unit; in percentage points of a rate |
//! | relative difference | (own − other) ÷ other × 100; none where the other is not above zero, nor of rates in % |
//! | closing a gap | what the numerator lacks at today's denominator; per month until the deadline, rounded up where counted |
//!
//! What is decided:
//! - The common day is the median of the comparable members' days, of an even number the earlier of the two in the
//!   middle; distances in time are to it. References do not count.
//! - Of what is counted in a month or from January on (and of ratios of it) only one month is ranked: that of more than half
//!   of the comparable members, else the focus's, else the reference's, else nobody is. With `across_months` others are
//!   ranked and marked; amounts from January on to different months are apart even then.
//! - A value beyond `at_least` and `at_most` is apart; so is one whose denominator is of a day further from the numerator's
//!   than `denominator_days`.
//! - Where numerator and denominator are counted, one unit moves a value by factor ÷ denominator. A member whose unit is more
//!   than what lies between the quartiles of all that could be ranked is apart; do fewer than `least_members` remain,
//!   nobody is ranked, and all keep their values.
//! - A stated factor makes up for another definition or unit; never for another basis, a plan or a bound.
//! - Fewer members than `least_members` (or one alone) have values and differences, but no places, median or quartiles.
//! - A band is that of the mid-rank, the mean of the places that equals take: (mid-rank − 0.5) ÷ ranked members lies below
//!   its limit. Who shares the last place is never in the first of several. With fewer ranked members than bands nobody
//!   is in one.
//! - A published value has the places of its source; so have its distances, and a median that is made of it. Places are
//!   taken on what is published; who lies within the rounding of another is named with it.
//! - A value in doubt is ranked and marked, or apart, as the set says.
//! - To close a gap is to reach the value of the last member of the next better band that anyone is in, or the best; where
//!   sharing that member's place would not lead into the band, to pass it by one.
//!   Of what is counted in a span of time nothing is worked out: the months to come change the denominator.
//!   Where less is better the numerator has to fall: the figure is negative, and a sentence says 减少 with its size.
//!   Months are counted from the value's month to the deadline's, which counts whole.
//! - Changes of places are taken only when the same members are ranked in both periods; otherwise the figure has no value
//!   and its formula says why.
//! - A figure past 128 bits, or of what does not exist (the median of nobody), is not made.

mod change;
mod closing;
mod distance;
mod field;
mod maker;
mod months;
mod place;
mod standing;
mod steps;
#[cfg(test)]
mod tests;
mod value;

pub use closing::deadline;
pub use standing::stand;

use crate::catalog::{Approximate, Brought, Comparison, Dated, Definition, Pick, What};
use crate::model::{Date, Exact, Figure, FigureKey, IndicatorId, Missing, RegionCode};

/// One member's value of one thing, as its source has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    pub member: RegionCode,
    /// What is compared, as the set calls it.
    pub indicator: IndicatorId,
    /// Which of the source's figures it is; in the run's list of figures. None where the member has none. The measure
    /// `compared` is made here, unless this already is it.
    pub value: Option<FigureKey>,
    pub exact: Option<Exact>,
    pub missing: Option<Missing>,
    /// As the source gives it; another one than the set's is a reason to stand apart.
    pub unit: String,
    /// Numerator and denominator, where the source has them: a small denominator keeps a value from being ranked.
    pub parts: Option<Fraction>,
    pub as_of: Option<Date>,
    /// Of which day its denominator is, where it has one.
    pub denominator_day: Option<Date>,
    /// A bound (`近`, `余`), not a value.
    pub approximate: bool,
    /// How many decimal places the source gives, where it gives no exact value: nothing is printed with more.
    pub places: Option<u32>,
    /// Whose numbers with an open finding have entered the value.
    pub doubt: Vec<String>,
    /// Footnote: whose table, which document.
    pub source: String,
    /// The same without parts that are published: these have quotes of their own.
    pub origin: String,
}

/// What a value is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Fraction {
    pub numerator: (FigureKey, Exact),
    pub denominator: (FigureKey, Exact),
    pub factor: u32,
    /// Unit of the numerator, for what closing a gap takes.
    pub unit: String,
    /// Counted things are closed in whole ones.
    pub counted: bool,
}

/// All statistics of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// By indicator in the set's order; of each first all members, then the peer groups.
    pub standings: Vec<Standing>,
    /// Everything the statistics made, each with its trace. Keys: the member (or the set) / the indicator (with `@group` of
    /// a peer group) / the measure / the month of the common day; of the value as compared, the month it is of.
    pub figures: Vec<Figure>,
}

/// One thing compared among all members, or among one group of peers.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub indicator: IndicatorId,
    /// None: all members.
    pub group: Option<String>,
    /// Comparable with one another; best first, then in the set's order. Unranked ones (without a direction, or too few) in
    /// the set's order.
    pub entries: Vec<Entry>,
    /// Held against the entries, without a place.
    pub references: Vec<Entry>,
    /// Not comparable.
    pub apart: Vec<Apart>,
    /// Why nobody has a place.
    pub unranked: Option<Unranked>,
    /// Of the set: how many are ranked, best, median, quartiles; by measure in `figures`.
    pub summary: Vec<FigureKey>,
    /// The day most values are of: the median of the comparable dates.
    pub as_of: Option<Date>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub member: RegionCode,
    /// As compared: adjusted where the definition was another.
    pub value: FigureKey,
    pub as_of: Date,
    /// Its date lies further from the others' than the set's limit; or its month is another one.
    pub date_apart: bool,
    /// Its denominator is of another day than most: further than the set's limit.
    pub denominator_apart: Option<Date>,
    /// Those whose order to it lies within what the sources have rounded.
    pub within_rounding: Vec<RegionCode>,
    /// The reason and source of an adjustment.
    pub adjusted: Option<String>,
    pub place: Option<FigureKey>,
    /// `第一方阵`
    pub band: Option<String>,
    /// Percentile, distances to best, median, and each reference; closing figures of the focus member. In `figures`.
    pub more: Vec<FigureKey>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    pub member: RegionCode,
    pub value: Option<FigureKey>,
    pub as_of: Option<Date>,
    /// All that hold.
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The set says why there is none.
    Nothing(String),
    /// The source has no value.
    Missing(Missing),
    /// Another definition: the aspect, the member's, the common one.
    Definition {
        aspect: String,
        own: String,
        common: String,
    },
    /// A month against a cumulative, a plan against what is reached.
    Basis,
    Unit {
        own: String,
    },
    /// Dates that lie too far apart, in days from the common one.
    Date {
        days: i64,
    },
    Year,
    /// Of a span of time to another month: `累计到9月`, and the month of most, `11月`.
    Month {
        own: String,
        common: String,
    },
    /// The denominator's day, and how many days lie between it and the numerator's.
    DenominatorDay {
        day: Date,
        days: i64,
    },
    /// More than can be, or less: the bound.
    Beyond {
        bound: String,
        above: bool,
    },
    /// One counted unit moves the value by more than the spread of the middle half: so much, in the unit of a difference.
    Step {
        shown: String,
        unit: String,
    },
    /// The denominator is zero or less, or below the set's bound (`least`, empty where the set has none).
    Denominator {
        shown: String,
        least: String,
    },
    /// A bound, not a value.
    Approximate,
    /// The set does not rank values in doubt: whose numbers are.
    Doubt(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unranked {
    /// Fewer comparable members than the set asks for.
    TooFew { comparable: usize, least: u32 },
    /// Neither up nor down is better.
    NoDirection,
    /// All values are equal.
    AllEqual,
    /// Values of spans of time, of no month most are of.
    Months,
    /// One counted unit would move most of them by more than the spread of the middle half.
    Steps,
}

/// How well the day of a member's value is known: of a published one as well as the document says.
pub fn dated_of(set: &Comparison, indicator: &IndicatorId, member: &RegionCode) -> Dated {
    match brought_of(set, indicator, member).map(|brought| &brought.what) {
        Some(What::Value(Pick::Published(value))) => value.dated,
        Some(What::Per { numerator: Pick::Published(value), .. }) => value.dated,
        _ => Dated::Day,
    }
}

/// The word of a bound, where a member's value is made of a published one.
pub fn bound_of(set: &Comparison, indicator: &IndicatorId, member: &RegionCode) -> Option<Approximate> {
    let of = |pick: &Pick| if let Pick::Published(value) = pick { value.approximate } else { None };
    match &brought_of(set, indicator, member)?.what {
        What::Value(pick) => of(pick),
        What::Per { numerator, denominator, .. } => of(numerator).or_else(|| of(denominator)),
        What::Nothing(_) => None,
    }
}

/// The definition a member's value has, for those who say why it stands apart.
pub fn definition_of<'a>(set: &'a Comparison, indicator: &IndicatorId, member: &RegionCode) -> Option<&'a Definition> {
    brought_of(set, indicator, member).map(|brought| &brought.definition)
}

fn brought_of<'a>(set: &'a Comparison, indicator: &IndicatorId, member: &RegionCode) -> Option<&'a Brought> {
    let compared = set.indicators.iter().find(|one| one.id == *indicator)?;
    let at = set.members.iter().position(|one| one.id == *member)?;
    compared.brought.get(at)
}
