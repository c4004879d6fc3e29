//! Totals over time: a year's months by season, through what is given; a stock's line through its points.

use super::share::parted;
use std::collections::BTreeMap;

/// What a year's twelve months have to come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchors {
    /// By month (0 to 11).
    pub months: BTreeMap<usize, i128>,
    /// From January to the end of a month.
    pub cumulative: BTreeMap<usize, i128>,
}

/// Why the months cannot be made: in these months (0 to 11, both in) something given does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    pub from: usize,
    pub to: usize,
}

/// The twelve months of a year: those given as they are, the others by weight within every cumulative that is given,
/// none above its cap. `whole` is the year's total; without it the months after the last given keep their weights.
pub(super) fn months(
    whole: Option<i128>,
    weights: &[i128; 12],
    anchors: &Anchors,
    caps: Option<&[i128; 12]>,
    offset: i128,
) -> Result<[i128; 12], Misfit> {
    let mut all = *weights;
    let mut ends = anchors.cumulative.clone();
    if let Some(whole) = whole {
        ends.entry(11).or_insert(whole);
    }
    for (month, given) in &anchors.months {
        if let Some(place) = all.get_mut(*month) {
            *place = *given;
        }
    }
    let (mut from, mut before) = (0, 0);
    for (to, end) in ends {
        let misfit = Misfit { from, to };
        let given = |at: &usize| anchors.months.contains_key(at);
        let fixed: i128 = (from..=to).filter(given).map(|at| all[at]).sum();
        let free: Vec<usize> = (from..=to).filter(|at| !given(at)).collect();
        let need = end - before - fixed;
        let weights: Vec<i128> = free.iter().map(|at| weights[*at]).collect();
        let room: Option<Vec<i128>> = caps.map(|caps| free.iter().map(|at| caps[*at]).collect());
        let parts = parted(need, &weights, room.as_deref(), offset).ok_or(misfit)?;
        for (at, part) in free.into_iter().zip(parts) {
            all[at] = part;
        }
        (from, before) = (to + 1, end);
    }
    match caps.and_then(|caps| (0..12).find(|at| all[*at] > caps[*at])) {
        Some(at) => Err(Misfit { from: at, to: at }),
        None => Ok(all),
    }
}

/// Straight lines through points, whole numbers; before the first and after the last as they are.
pub(super) fn line(points: &BTreeMap<usize, i128>, moment: usize) -> i128 {
    let before = points.range(..=moment).next_back();
    let after = points.range(moment..).next();
    match (before, after) {
        (Some((from, low)), Some((to, high))) if to > from => {
            let (done, all) = (moment - from, to - from);
            let part = |n: usize| i128::try_from(n).unwrap_or(0);
            low + (high - low) * part(done) / part(all)
        }
        (Some((_, value)), _) | (None, Some((_, value))) => *value,
        (None, None) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_goes_through_what_is_given() {
        let anchors = Anchors { months: BTreeMap::from([(2, 50)]), cumulative: BTreeMap::from([(4, 100)]) };
        let made = months(Some(240), &[1; 12], &anchors, None, 0).unwrap();
        assert_eq!(made[2], 50);
        assert_eq!(made[..5].iter().sum::<i128>(), 100);
        assert_eq!(made.iter().sum::<i128>(), 240);
        assert_eq!(made[5..], [20; 7]);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let anchors = Anchors { months: BTreeMap::new(), cumulative: BTreeMap::from([(4, 100)]) };
        assert_eq!(months(Some(90), &[1; 12], &anchors, None, 0), Err(Misfit { from: 5, to: 11 }));
        let caps = [10; 12];
        assert_eq!(months(None, &[1; 12], &anchors, Some(&caps), 0), Err(Misfit { from: 0, to: 4 }));
    }

    #[test]
    fn a_line_goes_through_its_points() {
        let points = BTreeMap::from([(12, 100), (24, 160)]);
        assert_eq!([0, 12, 13, 23, 24].map(|at| line(&points, at)), [100, 100, 105, 155, 160]);
    }
}
