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

/// Which band a value is in, the best being 0: that of its mid-rank, the mean of the places it and its equals take.
pub(super) fn band(bands: &[PlaceBand], better: Better, all: &[Exact], own: Exact) -> Option<usize> {
    let before = all.iter().filter(|other| is_better(better, **other, own)).count();
    let equal = all.iter().filter(|other| **other == own).count();
    band_of(bands, before, equal, all.len())
}

/// The band of so many equals with so many before them: (mid-rank − ½) ÷ ranked lies below its limit, and is
/// (before + equal ÷ 2) ÷ ranked. Whoever nobody is behind is not in the first of several.
pub(super) fn band_of(bands: &[PlaceBand], before: usize, equal: usize, ranked: usize) -> Option<usize> {
    let own = before.checked_mul(2)?.checked_add(equal)?.checked_mul(100)?;
    let limit = |band: &PlaceBand| ranked.checked_mul(2)?.checked_mul(usize::try_from(band.up_to).ok()?);
    let at = bands.iter().position(|band| limit(band).is_some_and(|limit| own < limit))?;
    let is_last = before + equal >= ranked;
    Some(if is_last && bands.len() > 1 { at.max(1) } else { at })
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

    /// How many of so many different values each band has.
    fn sizes(limits: &[u32], ranked: usize) -> Vec<usize> {
        let bands = bands(limits);
        let all: Vec<usize> = (0..ranked).map(|before| band_of(&bands, before, 1, ranked).unwrap()).collect();
        (0..limits.len()).map(|at| all.iter().filter(|one| **one == at).count()).collect()
    }

    #[test]
    fn bands_are_cut_by_the_middle_of_a_place() {
        // Of five the middles are at 10, 30, 50, 70 and 90 per cent; of nine at 5.6, 16.7, 27.8, 38.9 and so on.
        assert_eq!((sizes(&[33, 67, 100], 5), sizes(&[33, 67, 100], 9)), (vec![2, 1, 2], vec![3, 3, 3]));
        // Of 21 the fifth is at 21.4, the sixth at 26.2, the eleventh at 50, which is not below it.
        assert_eq!((sizes(&[25, 75, 100], 9), sizes(&[25, 50, 75, 100], 21)), (vec![2, 5, 2], vec![5, 5, 6, 5]));
        assert_eq!((sizes(&[25, 50, 75, 100], 4), sizes(&[50, 100], 3)), (vec![1; 4], vec![1, 2]));
        assert_eq!((band_of(&bands(&[25]), 1, 1, 4), band_of(&[], 0, 1, 4)), (None, None));
    }

    #[test]
    fn who_shares_the_last_place_is_not_in_front() {
        let thirds = bands(&[33, 67, 100]);
        // One, then four: they take the places 2 to 5, 3.5 in the middle, 60 per cent.
        assert_eq!((band_of(&thirds, 0, 1, 5), band_of(&thirds, 1, 4, 5)), (Some(0), Some(1)));
        // Four, then one: 2.5 in the middle, 40 per cent.
        assert_eq!((band_of(&thirds, 0, 4, 5), band_of(&thirds, 4, 1, 5)), (Some(1), Some(2)));
        // A first band that is nearly all of them still leaves the last one out.
        assert_eq!([0, 1, 2].map(|before| band_of(&bands(&[90, 100]), before, 1, 3)), [0, 0, 1].map(Some));
        assert_eq!(band_of(&bands(&[100]), 2, 1, 3), Some(0));
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
            let of = |value: &Exact| band(&two, Better::Up, &values, *value).unwrap();
            let (lowest, highest) = (values.iter().min().unwrap(), values.iter().max().unwrap());
            prop_assert_eq!(of(lowest), 1);
            prop_assert!(lowest == highest || of(highest) <= of(lowest));
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
