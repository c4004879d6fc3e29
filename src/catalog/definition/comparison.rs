//! A comparison set: who is compared, on what, and by which definitions.

use super::indicator::Better;
use super::letter::Letter;
use super::published::PublishedValue;
use crate::model::{Date, Decimal, Exact, IndicatorId, Measure, RegionCode};

/// `comparisons/<id>.toml`, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub id: String,
    /// `五市民政工作对标`
    pub name: String,
    /// Who issues the page.
    pub office: String,
    /// Printed at the head of every page (`模拟数据，仅供演示`).
    pub notice: Option<String>,
    pub theme: String,
    /// The words of the page.
    pub wording: Letter,
    /// The member whose standing the page tells.
    pub focus: Option<RegionCode>,
    /// In the set's order.
    pub members: Vec<Member>,
    /// Ranked again among themselves.
    pub peers: Vec<PeerGroup>,
    /// From the best on; the last reaches 100.
    pub bands: Vec<PlaceBand>,
    /// Values whose dates lie further apart than this, in days, are marked.
    pub mark_days: u32,
    /// Those that lie further apart than this are shown apart; so are those of different years, unless `across_years`.
    pub apart_days: u32,
    pub across_years: bool,
    /// Values of a span of time are ranked though their months are not the same.
    pub across_months: bool,
    /// A denominator whose day lies further from its numerator's than this, in days, keeps a value apart.
    pub denominator_days: u32,
    /// With fewer comparable members nobody has a place.
    pub least_members: u32,
    pub in_doubt: InDoubt,
    /// What is told on the first page, in that order; of none, the first that are ranked.
    pub on_page: Vec<IndicatorId>,
    /// By when a gap is to be closed; the end of the latest value's year when not said.
    pub deadline: Option<Date>,
    /// In the set's order.
    pub indicators: Vec<Compared>,
    /// Drawn only where the wording asks for it.
    pub radar: Option<RadarOf>,
}

/// A radar with fewer spokes has no shape, with more or with more members it is not read.
pub const FEWEST_SPOKES: usize = 3;
pub const MOST_SPOKES: usize = 8;
pub const MOST_RADAR_MEMBERS: usize = 4;

/// Whom a radar shows, and on what: things that are ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RadarOf {
    pub members: Vec<RegionCode>,
    pub indicators: Vec<IndicatorId>,
}

/// What is done with a value that numbers with an open finding have entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InDoubt {
    /// It is ranked, and marked.
    Mark,
    Apart,
}

/// One page has room for so many.
pub const MOST_ON_PAGE: usize = 6;

/// A city, a county, or a value to hold them against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// A region's code where it has one; unique in the set.
    pub id: RegionCode,
    /// As printed: `许昌市`.
    pub name: String,
    pub source: MemberSource,
    /// Has no place: the province's or the desk's total, which the others are held against.
    pub reference: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberSource {
    /// A desk of this installation: its total, or one of its units.
    Desk { desk: String, region: RegionCode },
    /// Another city's `figures.csv` or `data.xlsx`, by its path below the home folder; `region_code` of its rows.
    File { path: String, region: RegionCode },
    /// Rows of published tables.
    Published,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerGroup {
    pub id: String,
    /// `省内同类城市`
    pub name: String,
    pub members: Vec<RegionCode>,
}

/// A band of places: `第一方阵` up to the first quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceBand {
    pub name: String,
    /// Places whose middle, the mean of those that equals take less a half, is below this share of the ranked members, in
    /// per cent.
    pub up_to: u32,
}

/// One thing that is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// ASCII, unique in the set: `beds_per_thousand`.
    pub id: IndicatorId,
    /// As printed: `每千名老年人拥有养老床位`.
    pub name: String,
    pub unit: String,
    pub places: u32,
    /// Without it there are values and distances, but no places.
    pub better: Option<Better>,
    /// What all must mean by it.
    pub definition: Definition,
    /// Members with a smaller denominator have no place.
    pub least_denominator: Option<Decimal>,
    /// What lies beyond cannot be, and stands apart: 0 and 100 of a share.
    pub at_least: Option<Decimal>,
    pub at_most: Option<Decimal>,
    /// One for every member, in the set's order.
    pub brought: Vec<Brought>,
    /// Why a member has none whose returns do not ask for it.
    pub others: Option<String>,
}

/// What a value means. Two values may be ranked together only when all of it is equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub basis: Basis,
    /// Aspects and what holds, in the set's order: `分母` → `60岁及以上户籍人口`.
    pub aspects: Vec<(String, String)>,
}

/// Of which time a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// At a moment.
    Stock,
    /// Of the month alone.
    Month,
    /// From January on.
    Ytd,
    /// Of a whole year.
    Year,
    /// Not reached but planned: never ranked with what is.
    Target,
}

/// What one member brings to one comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub what: What,
    /// The common one, with what the member does otherwise.
    pub definition: Definition,
    /// Brings another definition to the common one.
    pub adjust: Option<Adjust>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The value as it stands in the source.
    Value(Pick),
    /// `factor × numerator ÷ denominator`: per 1 000 elderly, per 10 000 residents, per unit, a share.
    Per { numerator: Pick, denominator: Pick, factor: u32 },
    /// The member has none, and why: `文件未公布`.
    Nothing(String),
}

/// One value of a source.
#[derive(Clone, Debug, PartialEq)]
pub enum Pick {
    /// Of a desk or a file.
    Figure {
        indicator: IndicatorId,
        measure: Measure,
    },
    Published(Box<PublishedValue>),
}

/// The stated factor between two definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjust {
    pub factor: Exact,
    pub reason: String,
    /// Where the factor is from.
    pub source: String,
}
