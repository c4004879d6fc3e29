//! Rectangles of labels, and how labels are kept apart.
#![allow(clippy::float_arithmetic)] // geometry

/// A rectangle by its edges, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }
    /// Larger by `by` on every side.
    pub(super) fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }
    /// Whether a straight stroke passes through (clipping it against the four edges).
    pub(super) fn crossed_by(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let edges = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (slope, distance) in edges {
            if slope == 0.0 {
                if distance < 0.0 {
                    return false;
                }
            } else if slope < 0.0 {
                enter = enter.max(distance / slope);
            } else {
                leave = leave.min(distance / slope);
            }
        }
        enter < leave
    }
}

/// Places for labels of one height that want to sit at `wanted` (ascending): as near as they can
/// be without touching, all between `low` and `high`. The best fit in the sense of least squares.
pub(super) fn spread(wanted: &[f64], step: f64, low: f64, high: f64) -> Vec<f64> {
    // With the steps taken out, "no overlap" is "never falling": pool what falls into its mean.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, want) in wanted.iter().enumerate() {
        let mut pool = (want - step * i as f64, 1);
        while let Some(&(mean, count)) = pools.last() {
            if mean <= pool.0 {
                break;
            }
            let total = count + pool.1;
            pool = ((mean * count as f64 + pool.0 * pool.1 as f64) / total as f64, total);
            pools.pop();
        }
        pools.push(pool);
    }
    let room = high - step * wanted.len().saturating_sub(1) as f64;
    let flat = pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean.min(room).max(low), count));
    flat.enumerate().map(|(i, base)| base + step * i as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_keeps_what_is_apart_and_parts_what_is_close() {
        assert_eq!(spread(&[10.0, 50.0], 10.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 50.0], 10.0, 0.0, 100.0), [45.0, 55.0]);
        assert_eq!(spread(&[98.0, 99.0], 10.0, 0.0, 100.0), [90.0, 100.0]);
        assert_eq!(spread(&[0.0, 0.0, 0.0], 10.0, 0.0, 100.0), [0.0, 10.0, 20.0]);
    }

    #[test]
    fn a_stroke_crosses_only_what_it_passes_through() {
        let area = Area { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };
        assert!(area.crossed_by((-5.0, -5.0), (15.0, 15.0)));
        assert!(area.crossed_by((5.0, -5.0), (5.0, 15.0)));
        assert!(!area.crossed_by((-5.0, 8.0), (2.0, 15.0)));
        assert!(!area.crossed_by((20.0, 0.0), (20.0, 10.0)));
    }
}
