//! Whole numbers parted by weights: parts add up to the whole, each within one of its due, none above its cap.

use super::random::ONE;

/// Parts of `total` in the ratio of `weights`. `offset` (millionths below 1) says who gets the odd ones: drawn by
/// chance, small parts get one now and then, and the sum stays exact. Nothing when the caps leave too little room.
pub(super) fn parted(total: i128, weights: &[i128], caps: Option<&[i128]>, offset: i128) -> Option<Vec<i128>> {
    let room: Vec<i128> = caps.map_or_else(|| vec![i128::MAX; weights.len()], <[i128]>::to_vec);
    let mut parts = vec![0; weights.len()];
    let (mut left, mut offset) = (total, offset);
    while left > 0 {
        let open = |at: usize| parts[at] < room[at];
        let mut now: Vec<i128> = (0..weights.len()).map(|at| if open(at) { weights[at] } else { 0 }).collect();
        if now.iter().sum::<i128>() == 0 {
            now = (0..weights.len()).map(|at| i128::from(open(at))).collect();
        }
        if now.iter().sum::<i128>() == 0 {
            return None;
        }
        for (at, part) in by_weights(left, &now, offset).into_iter().enumerate() {
            let taken = part.min(room[at] - parts[at]);
            parts[at] += taken;
            left -= taken;
        }
        offset = 0;
    }
    (total >= 0).then_some(parts)
}

/// Systematic rounding: a part is the whole numbers passed while the running sum goes over its due.
fn by_weights(total: i128, weights: &[i128], offset: i128) -> Vec<i128> {
    let sum: i128 = weights.iter().sum();
    let (mut running, mut before) = (0, 0);
    let part = |weight: &i128| {
        running += weight;
        let reached = (total * running * ONE + offset * sum).div_euclid(sum * ONE);
        let part = reached - before;
        before = reached;
        part
    };
    weights.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_by_hand() {
        assert_eq!(parted(10, &[5, 3, 2], None, 0).unwrap(), [5, 3, 2]);
        assert_eq!(parted(3, &[1, 1, 1, 1], None, 0).unwrap(), [0, 1, 1, 1]);
        assert_eq!(parted(3, &[1, 1, 1, 1], None, 500_000).unwrap(), [1, 1, 0, 1]);
        assert_eq!(parted(10, &[5, 5], Some(&[3, 20]), 0).unwrap(), [3, 7]);
        assert_eq!(parted(10, &[0, 0], Some(&[4, 6]), 0).unwrap(), [4, 6]);
        assert_eq!(parted(11, &[1, 1], Some(&[4, 6]), 0), None);
        assert_eq!(parted(-1, &[1], None, 0), None);
    }

    proptest! {
        #[test]
        fn parts_add_up(total in 0_i128..1_000_000, weights in proptest::collection::vec(0_i128..1000, 1..20), offset in 0_i128..1_000_000) {
            let parts = parted(total, &weights, None, offset).unwrap();
            prop_assert_eq!(parts.iter().sum::<i128>(), total);
            let sum: i128 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(sum == 0 || (part * sum - total * weight).abs() <= sum, "{} of {}", part, weight);
            }
        }
    }
}
