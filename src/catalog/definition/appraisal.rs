//! How the units are scored on their targets: 月调度, 季考评, 年考核.

use super::scheme::{SchemeBand, band_of};
use crate::model::{Decimal, Period};

/// Points for what is reached of what is due, less what is deducted, more what is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appraisal {
    pub id: String,
    pub name: String,
    /// A target counts for at most this many times what is due.
    pub cap: Decimal,
    pub unreported: Unreported,
    /// From the highest down; the last reaches 0.
    pub bands: Vec<SchemeBand>,
    /// In the file's order; a target belongs to the first that takes it by name, else by topic, else to the rest.
    pub items: Vec<AppraisalItem>,
    pub deductions: Vec<AppraisalDeduction>,
    pub bonuses: Vec<AppraisalBonus>,
    pub carried: Option<Carried>,
}

/// What a target without a number is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreported {
    /// Nothing: not reporting is no way out.
    Zero,
    /// It is left out, as a target the unit does not have.
    LeftOut,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppraisalItem {
    pub id: String,
    pub words: String,
    /// Shared equally by the targets of it that a unit has.
    pub points: Decimal,
    pub of: Taken,
}

/// Which targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    Target(String),
    /// Of indicators of a topic.
    Topic(String),
    /// All that no other item takes.
    Rest,
}

/// Of targets that allow nothing (零发生): points for each that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppraisalDeduction {
    pub id: String,
    pub words: String,
    /// None: every target of the desk whose value is zero and that no other deduction names.
    pub target: Option<String>,
    pub points: Decimal,
    pub cap: Option<Decimal>,
}

/// For a target reached far beyond what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppraisalBonus {
    pub id: String,
    pub words: String,
    pub target: String,
    /// In per cent of what is due.
    pub at: Decimal,
    pub points: Decimal,
}

/// The mean of the scores of shorter periods is part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    pub of: RunKind,
    /// Of the score, in per cent.
    pub percent: Decimal,
}

/// Runs by the length of their period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunKind {
    Month,
    Quarter,
    Half,
    Year,
}

/// Which scheme a desk's runs use, by their length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appraisals {
    pub month: Option<String>,
    pub quarter: Option<String>,
    pub half: Option<String>,
    pub year: Option<String>,
}

impl Appraisals {
    pub fn of(&self, kind: RunKind) -> Option<&String> {
        match kind {
            RunKind::Month => self.month.as_ref(),
            RunKind::Quarter => self.quarter.as_ref(),
            RunKind::Half => self.half.as_ref(),
            RunKind::Year => self.year.as_ref(),
        }
    }
}

impl RunKind {
    pub const ALL: [RunKind; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Year];

    pub fn of(period: Period) -> Self {
        match period {
            Period::Month(_) => Self::Month,
            Period::Quarter(..) => Self::Quarter,
            Period::Half(..) => Self::Half,
            Period::Year(_) => Self::Year,
        }
    }
    /// The runs of this length within a period.
    pub fn within(self, period: Period) -> Vec<Period> {
        let quarter = |month: u8| month.div_ceil(3);
        let mut all: Vec<Period> = Vec::new();
        for month in period.months() {
            let (year, number) = (month.year(), month.number());
            let one = match self {
                Self::Month => Period::Month(month),
                Self::Quarter => Period::Quarter(year, quarter(number)),
                Self::Half => Period::Half(year, number.div_ceil(6)),
                Self::Year => Period::Year(year),
            };
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
    /// `月`, as in 各月得分.
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "月",
            Self::Quarter => "季",
            Self::Half => "半年",
            Self::Year => "年",
        }
    }
}

impl Appraisal {
    /// All points of its items.
    pub fn full(&self) -> Decimal {
        self.items.iter().map(|item| item.points).sum()
    }
    /// The band of a score.
    pub fn band(&self, score: crate::model::Exact) -> &str {
        band_of(&self.bands, |from| crate::model::Exact::from_decimal(from).is_some_and(|from| score >= from))
    }
}
