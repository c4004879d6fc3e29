//! What an indicator should reach, and by when.

use crate::model::{Date, Decimal, IndicatorId, Measure, RegionCode};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub id: String,
    pub name: String,
    pub indicator: IndicatorId,
    /// `month`, `ytd`, `stock`, `ratio` or `ratio_ytd`.
    pub measure: Measure,
    pub scope: Scope,
    pub comparator: Comparator,
    pub value: TargetValue,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The unit it is stated, judged and printed in, where that is not the indicator's.
    pub unit: Option<StatedIn>,
    pub holds: Holds,
    pub over: Over,
    /// Where the way to the goal begins, when that is not zero: 2.03万人 to be brought to none.
    pub baseline: Option<Decimal>,
    pub path: Path,
    /// 力争, 争取: the word that says that it is striven for. Never told as missed.
    pub soft: Option<String>,
    /// 余, 近, 突破, 以上, 最高: a round number, whose word is printed with it.
    pub approximate: Option<Approximate>,
    /// What of the desk's goal each unit is given.
    pub allocations: BTreeMap<RegionCode, Decimal>,
    /// Asked from this month on (a target changed in the year), and no longer from that.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub replaces: Option<String>,
    /// The target whose task this one states again (another paragraph of the same document): judged, counted once.
    pub restates: Option<String>,
    /// The document that changed it.
    pub document: Option<String>,
    pub responsible: String,
    pub lead: String,
    /// 分管领导
    pub leader: Option<String>,
    /// `XC-027 公建民营达到80%`, `表8 …`, `本级设定（模拟）…`
    pub source: String,
    /// How a wording without a number is read.
    pub note: Option<String>,
}

impl Target {
    /// Whether it is asked at a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

/// Of whom it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of the desk's total only.
    Total,
    /// Of the total and of every unit.
    TotalAndUnits,
    /// Of every unit.
    Units,
}

/// When the desk as a whole has reached it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Its total has.
    Total,
    /// Every unit has (每县至少1家).
    EachUnit,
    /// This per cent of the units has, rounded up to whole units (90%的镇街).
    ShareOfUnits(Decimal),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    Ge,
    Gt,
    Le,
    Lt,
    Eq,
    /// From the value to [`Target::upper`], both in.
    Range,
    /// Done by its date.
    By,
}

impl Comparator {
    /// As in `assessments.csv`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
            Self::Eq => "eq",
            Self::Range => "range",
            Self::By => "by",
        }
    }
}

/// Whether more than an exact number fulfils it (100 centres to be built) or breaks it (a plan sum).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Met,
    Breach,
}

/// A unit another is converted to: one of it is `factor` of the indicator's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedIn {
    pub unit: String,
    pub factor: Decimal,
    pub places: u32,
}

/// Where the target's number and deadline stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetValue {
    Fixed {
        value: Decimal,
        deadline: Date,
    },
    /// In the ledger, per unit: the goal indicator and the ledger row's deadline. The total's goal is the sum of the
    /// units' goals for amounts, and `shared` for a rate all units share.
    Ledger {
        goal: IndicatorId,
        shared: bool,
        deadline: Date,
    },
    /// In a series that comes from outside (全省中等水平): its last value at the period's end.
    External {
        series: String,
        deadline: Date,
    },
}

impl TargetValue {
    pub fn deadline(&self) -> Date {
        match self {
            Self::Fixed { deadline, .. } | Self::Ledger { deadline, .. } | Self::External { deadline, .. } => *deadline,
        }
    }
}

/// How much is due before the deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// n/12 of the way each month, over the months to the deadline.
    Even,
    /// The whole value at all times (rates that must be held).
    Hold,
    /// Nothing before the deadline.
    ByDate,
    /// What is reached at certain days; between them, what was due at the last.
    Steps(Vec<Step>),
    /// In the shares of twelve months, January first: what a year's season brings.
    Season(Vec<Decimal>),
}

/// A stage: by a day, so much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub by: Date,
    pub value: Decimal,
    pub name: String,
}

/// The words of a round number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approximate {
    /// 余
    AndMore,
    /// 近
    Nearly,
    /// 突破
    Beyond,
    /// 以上
    OrMore,
    /// 最高
    AtMost,
}

impl Approximate {
    pub const ALL: [Self; 5] = [Self::AndMore, Self::Nearly, Self::Beyond, Self::OrMore, Self::AtMost];

    pub fn word(self) -> &'static str {
        match self {
            Self::AndMore => "余",
            Self::Nearly => "近",
            Self::Beyond => "突破",
            Self::OrMore => "以上",
            Self::AtMost => "最高",
        }
    }

    /// The comparator the word says.
    pub fn comparator(self) -> Comparator {
        match self {
            Self::AndMore | Self::OrMore => Comparator::Ge,
            Self::Nearly => Comparator::Lt,
            Self::Beyond => Comparator::Gt,
            Self::AtMost => Comparator::Le,
        }
    }
}
