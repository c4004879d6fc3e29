//! Places, percentiles and bands among comparable members, on exact values.

use crate::catalog::{Better, PlaceBand};
use crate::model::Exact;

pub(super) fn is_better(better: Better, one: Exact, other: Exact) -> bool {
    match better {
        Better::Up => one > other,
        Better::Down => one < other,
    }
}

/// 1 + those that are better: ties 1-2-2-4.
pub(super) fn place(better: Better, all: &[Exact], own: Exact) -> usize {
    1 + all.iter().filter(|other| is_better(better, **other, own)).count()
}

/// Those that are worse, in per cent of the others. Nothing of one alone.
pub(super) fn percentile(better: Better, all: &[Exact], own: Exact) -> Option<Exact> {
    let worse = all.iter().filter(|other| is_better(better, own, **other)).count();
    let (worse, others) = (counted(worse)?, counted(all.len().checked_sub(1)?)?);
    worse.checked_mul(Exact::from_int(100))?.checked_div(others)
}

/// Which band a place is in, the best being 0. A part of a member counts as one; equal places are in one band.
pub(super) fn band(bands: &[PlaceBand], place: usize, ranked: usize) -> Option<usize> {
    let last = |band: &PlaceBand| Some(ranked.checked_mul(usize::try_from(band.up_to).ok()?)?.div_ceil(100));
    bands.iter().position(|band| last(band).is_some_and(|last| place <= last))
}

/// The value between the ordered ones, after so many quarters of the way (Hyndman and Fan 1996, type 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quartile {
    pub value: Exact,
    /// The ordered value it lies at or behind, counted from 0.
    pub behind: usize,
    /// How many quarters of the way to the next.
    pub quarters: usize,
}

pub(super) fn quartile(ascending: &[Exact], quarters: usize) -> Option<Quartile> {
    let way = ascending.len().checked_sub(1)?.checked_mul(quarters)?;
    let (behind, rest) = (way / 4, way % 4);
    let low = *ascending.get(behind)?;
    let value = match rest {
        0 => low,
        _ => {
            let step = ascending.get(behind + 1)?.checked_sub(low)?;
            low.checked_add(step.checked_mul(counted(rest)?)?.checked_div(Exact::from_int(4))?)?
        }
    };
    Some(Quartile { value, behind, quarters: rest })
}

/// A number of things.
pub(super) fn counted(number: usize) -> Option<Exact> {
    Some(Exact::from_int(i64::try_from(number).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bands(limits: &[u32]) -> Vec<PlaceBand> {
        limits.iter().map(|up_to| PlaceBand { name: up_to.to_string(), up_to: *up_to }).collect()
    }

    #[test]
    fn a_part_of_a_member_counts_as_one() {
        // 21 members: quarters end at 5.25, 10.5, 15.75 and 21 places, so at 6, 11, 16 and 21.
        let quarters = bands(&[25, 50, 75, 100]);
        let at = |place| band(&quarters, place, 21);
        assert_eq!([1, 6, 7, 11, 12, 16, 17, 21].map(at), [0, 0, 1, 1, 2, 2, 3, 3].map(Some));
        // Three members: 0.75, 1.5, 2.25 and 3 places; the last band stays empty.
        assert_eq!([1, 2, 3].map(|place| band(&quarters, place, 3)), [0, 1, 2].map(Some));
        assert_eq!(band(&bands(&[25]), 2, 4), None);
        assert_eq!(band(&[], 1, 4), None);
    }

    proptest! {
        /// Against counts of plain integers, by sorting instead of comparing each with each.
        #[test]
        fn places_are_those_of_a_sorted_list(all in prop::collection::vec(-50_i64..50, 2..30)) {
            let values: Vec<Exact> = all.iter().map(|n| Exact::from_int(*n)).collect();
            let mut sorted = all.clone();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            for (own, value) in all.iter().zip(&values) {
                let first = sorted.iter().position(|n| n == own).unwrap();
                let last = sorted.iter().rposition(|n| n == own).unwrap();
                prop_assert_eq!(place(Better::Up, &values, *value), first + 1);
                prop_assert_eq!(place(Better::Down, &values, *value), all.len() - last);
                let worse = i64::try_from(all.len() - 1 - last).unwrap();
                let others = i64::try_from(all.len() - 1).unwrap();
                let share = Exact::from_int(100 * worse).checked_div(Exact::from_int(others));
                prop_assert_eq!(percentile(Better::Up, &values, *value), share);
            }
        }

        /// Equal values are never in two bands, and no better value is in a worse band.
        #[test]
        fn bands_follow_the_values(all in prop::collection::vec(0_i64..12, 2..30), cut in 1_u32..99) {
            let values: Vec<Exact> = all.iter().map(|n| Exact::from_int(*n)).collect();
            let two = bands(&[cut, 100]);
            let of = |value: &Exact| band(&two, place(Better::Up, &values, *value), values.len()).unwrap();
            for one in &values {
                for other in &values {
                    prop_assert!(one < other || of(one) <= of(other));
                }
            }
        }

        /// Four times a quartile of whole numbers is a whole number: worked in integers.
        #[test]
        fn quartiles_lie_between_their_neighbours(all in prop::collection::vec(-1_000_i64..1_000, 1..40), quarters in 1_usize..4) {
            let mut sorted = all;
            sorted.sort_unstable();
            let values: Vec<Exact> = sorted.iter().map(|n| Exact::from_int(*n)).collect();
            let way = (sorted.len() - 1) * quarters;
            let (low, high) = (sorted[way / 4], sorted[way.div_ceil(4)]);
            let four = 4 * low + i64::try_from(way % 4).unwrap() * (high - low);
            let expected = Exact::from_int(four).checked_div(Exact::from_int(4));
            prop_assert_eq!(quartile(&values, quarters).map(|made| made.value), expected);
        }
    }
}
