//! What of an indicator is meant: this month, the year so far, the level at the end, a comparison.

use std::fmt;

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $zh:literal;)*) => {
        /// A measure of an indicator. The ids are the `measure` column of `figures.csv`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Measure { $($(#[$doc])* $name,)* }

        impl Measure {
            pub const ALL: &'static [Measure] = &[$(Measure::$name,)*];
            /// The id, as in `figures.csv`.
            pub fn id(self) -> &'static str {
                match self { $(Measure::$name => $id,)* }
            }
            /// The words a statistics desk uses.
            pub fn name(self) -> &'static str {
                match self { $(Measure::$name => $zh,)* }
            }
            /// By id or by Chinese words.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($id | $zh => Some(Measure::$name),)* _ => None }
            }
        }
    };
}

measures! {
    /// The period's own flow.
    Month = "month", "本月";
    /// The flow from January to the end of the period.
    Ytd = "ytd", "本年累计";
    /// The stock at the end of the period.
    Stock = "stock", "期末";
    /// The flow of the same period last year, from the cumulatives this year's returns give.
    PriorMonth = "prior_month", "上年同期";
    /// The cumulative of the same period last year, as this year's return gives it.
    PriorYtd = "prior_ytd", "上年同期累计";
    /// The stock a year before, as this year's return gives it.
    PriorStock = "prior_stock", "上年同期期末";
    /// A ratio of the period's flows, or of stocks.
    Ratio = "ratio", "比率";
    /// A ratio of cumulatives.
    RatioYtd = "ratio_ytd", "累计比率";
    PriorRatio = "prior_ratio", "上年同期比率";
    PriorRatioYtd = "prior_ratio_ytd", "上年同期累计比率";
    /// Against the same period last year: a difference (for ratios in percentage points).
    YoyChange = "yoy_change", "同比增减";
    /// Against the same period last year, in per cent.
    YoyRate = "yoy_rate", "同比";
    /// Against the month before.
    MomChange = "mom_change", "环比增减";
    MomRate = "mom_rate", "环比";
    YoyChangeYtd = "yoy_change_ytd", "累计同比增减";
    YoyRateYtd = "yoy_rate_ytd", "累计同比";
    /// Place among the units that report, ties as 1-2-2-4.
    Rank = "rank", "位次";
    RankYtd = "rank_ytd", "累计位次";
    /// Places gained (positive) or lost against the month before.
    RankChange = "rank_change", "位次变化";
    /// What part of the desk's total a unit has, in per cent: of a stock, of a cumulative.
    Share = "share", "占合计比重";
    ShareYtd = "share_ytd", "累计占合计比重";
    /// Of an assessment, whose figures are named by the target's id: what is to be reached.
    Target = "target", "目标值";
    /// The actual in per cent of the target.
    Completion = "completion", "完成率";
    /// What is due by now on the path to the deadline, in the target's unit.
    Due = "due", "序时应达";
    /// The due value in per cent of the target (序时进度).
    Schedule = "schedule", "序时进度";
    /// The actual minus what is due.
    Gap = "gap", "进度差";
    /// What every remaining month has to bring.
    Pace = "pace", "后期月均需完成";
    /// The value at the deadline at the pace so far.
    Projection = "projection", "预计";
    /// The lowest and the highest value at the deadline, by the slowest and the fastest month so far.
    ProjectionLow = "projection_low", "预计下限";
    ProjectionHigh = "projection_high", "预计上限";
    /// Of an assessment: what is judged, where it is not a figure of the indicator itself (another unit, the weakest unit).
    Actual = "actual", "目标口径实际值";
    /// Units that have reached a target that each of them is asked.
    UnitsMet = "units_met", "达到的单位数";
    /// Units that are asked.
    UnitsAsked = "units_asked", "应达到的单位数";
    /// Of a target that each unit is asked: those that have reached it, in per cent of them.
    UnitsShare = "units_share", "达到单位占比";
    /// Units (or other counted things) that are still lacking to a share.
    Needed = "needed", "尚差个数";
    /// What the units are given of a target, together.
    Allocated = "allocated", "分解合计";
    /// That, minus the target.
    AllocationGap = "allocation_gap", "分解合计与目标之差";
    /// What a target gave in an appraisal (named by the target), or what was deducted or added (by scheme and item).
    Points = "points", "目标得分";
    /// The score of a unit in an appraisal, named by the scheme.
    Score = "score", "考评得分";
    /// Made for a sentence: completion minus schedule, in percentage points.
    GapPoints = "gap_points", "与序时进度之差";
    /// Made for a sentence: the actual minus the target.
    TargetGap = "target_gap", "与目标之差";
    /// Made for a sentence: the projection in per cent of the target.
    ProjectedCompletion = "projected_completion", "预计完成率";
    /// Made for a sentence: against the year's first period of the same length.
    SinceFirst = "since_first", "比年初首期增减";
    /// Made for a sentence: the highest unit minus the lowest.
    Spread = "spread", "最高最低之差";
    /// Of a comparison between members: the value as compared, in the set's unit and definition.
    Compared = "compared", "对标值";
    /// How many members are ranked.
    Members = "compared_members", "可比成员数";
    /// Members that are worse, in per cent of the other ranked ones.
    Percentile = "percentile", "优于其他成员的比重";
    Best = "best", "最优值";
    QuartileLow = "quartile_low", "下四分位数";
    Median = "median", "中位数";
    QuartileHigh = "quartile_high", "上四分位数";
    /// The member's value minus another: absolute, and in per cent of the other.
    FromBest = "from_best", "与最优之差";
    FromBestRate = "from_best_rate", "与最优相差比例";
    FromMedian = "from_median", "与中位数之差";
    FromMedianRate = "from_median_rate", "与中位数相差比例";
    FromReference = "from_reference", "与参照值之差";
    FromReferenceRate = "from_reference_rate", "与参照值相差比例";
    /// What the numerator lacks to reach the next band or the best, at today's denominator; and per month.
    ToBand = "to_band", "进入上一方阵需增加";
    ToBandPace = "to_band_pace", "进入上一方阵月均需增加";
    ToBest = "to_best", "达到最优需增加";
    ToBestPace = "to_best_pace", "达到最优月均需增加";
}

impl Measure {
    /// What a share is a share of.
    pub fn shared(self) -> Option<Self> {
        match self {
            Self::Share => Some(Self::Stock),
            Self::ShareYtd => Some(Self::Ytd),
            _ => None,
        }
    }
    /// The same of the year before, as far as a return gives it.
    pub fn a_year_before(self) -> Self {
        match self {
            Self::Month => Self::PriorMonth,
            Self::Ytd => Self::PriorYtd,
            Self::Stock => Self::PriorStock,
            Self::Ratio => Self::PriorRatio,
            Self::RatioYtd => Self::PriorRatioYtd,
            other => other,
        }
    }
    /// What a head that speaks of amounts means of a rate: 本月 is the rate of the month.
    pub fn of_rate(self) -> Self {
        match self {
            Self::Month | Self::Stock => Self::Ratio,
            Self::Ytd => Self::RatioYtd,
            Self::PriorMonth | Self::PriorStock => Self::PriorRatio,
            Self::PriorYtd => Self::PriorRatioYtd,
            other => other,
        }
    }
    /// Of January to the end of a period, whichever it is.
    pub fn is_through(self) -> bool {
        matches!(
            self,
            Self::Ytd | Self::RatioYtd | Self::PriorYtd | Self::PriorRatioYtd | Self::YoyRateYtd | Self::YoyChangeYtd
        )
    }
    /// The measure from January on, where a head says that its numbers are cumulative.
    pub fn through(self) -> Self {
        match self {
            Self::Month => Self::Ytd,
            Self::Ratio => Self::RatioYtd,
            Self::PriorMonth => Self::PriorYtd,
            Self::PriorRatio => Self::PriorRatioYtd,
            Self::YoyRate => Self::YoyRateYtd,
            Self::YoyChange => Self::YoyChangeYtd,
            other => other,
        }
    }
    /// Of an assessment: the figure is named by the target it was made in judging.
    pub fn is_judgement(self) -> bool {
        matches!(
            self,
            Self::Target
                | Self::Completion
                | Self::Due
                | Self::Schedule
                | Self::Gap
                | Self::Pace
                | Self::Projection
                | Self::ProjectionLow
                | Self::ProjectionHigh
                | Self::Actual
                | Self::UnitsMet
                | Self::UnitsAsked
                | Self::UnitsShare
                | Self::Needed
                | Self::Allocated
                | Self::AllocationGap
                | Self::Points
                | Self::GapPoints
                | Self::TargetGap
                | Self::ProjectedCompletion
        )
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
