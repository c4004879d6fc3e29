//! What most likely happened to a cell that cannot be right, as tested by undoing it.

use super::Lang;

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $zh:literal, $en:literal;)*) => {
        /// A likely cause. The ids are `likely_cause` of `findings.json`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Cause { $($(#[$doc])* $name,)* }

        impl Cause {
            pub const ALL: &'static [Cause] = &[$(Cause::$name,)*];
            pub fn id(self) -> &'static str {
                match self { $(Cause::$name => $id,)* }
            }
            /// As a phrase behind 疑因：.
            pub fn words(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Cause::$name, Lang::Zh) => $zh, (Cause::$name, Lang::En) => $en,)* }
            }
        }
    };
}

causes! {
    /// Too large or too small by a power of ten of two or more: 元 in a 万元 column.
    UnitSlip = "unit_slip", "计量单位错误", "a slip of the unit";
    /// Two neighbouring digits, or all of them, stand the wrong way round: 631 for 613.
    TransposedDigits = "transposed_digits", "数位颠倒", "digits the wrong way round";
    /// The number is right but for its sign.
    Sign = "sign", "正负号错误", "the wrong sign";
    /// One digit too many: 50 for 5.
    ExtraDigit = "extra_digit", "多填一位", "a digit too many";
    /// One digit too few: 12 for 120.
    LostDigit = "lost_digit", "漏填一位", "a digit lost";
    /// The number is last month's.
    CopiedMonth = "copied_month", "照抄上月", "copied from last month";
    /// The year's cumulative stands where the month's own belongs.
    CumulativeAsMonth = "cumulative_as_month", "把累计数填作本月数", "the cumulative put for the month";
    /// The parts fit everything else and the total does not.
    TotalNotUpdated = "total_not_updated", "合计未随分项更新", "a total that did not follow its parts";
    /// Two rows of one column stand in each other's place.
    SwappedRows = "swapped_rows", "两行填反", "two rows swapped";
    /// Two columns of one row stand in each other's place.
    SwappedColumns = "swapped_columns", "两栏填反", "two columns swapped";
    /// A share of one written where per cent is wanted, or the other way round.
    PercentScale = "percent_scale", "百分数口径错误", "a fraction for a percentage or the reverse";
}
