//! Chance that is the same on every machine: SplitMix64, seeded by words.

/// A stream of numbers. Streams of other words are other streams, whatever was drawn before.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

/// One.
pub(super) const ONE: i128 = 1_000_000;

impl Random {
    /// The stream of a seed and words (FNV-1a over them).
    pub fn of(seed: u64, words: &[&str]) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for word in words {
            for byte in word.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to below `end`; 0 when there is nothing below.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// Millionths, from 0 to below 1.
    pub fn part(&mut self) -> i128 {
        i128::from(self.next() >> 11) % ONE
    }

    /// Millionths: 1, give or take up to so many millionths.
    pub fn about_one(&mut self, width: i128) -> i128 {
        ONE + width * (2 * self.part() - ONE) / ONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_those_of_their_words() {
        let draw = |seed, words: &[&str]| Random::of(seed, words).next();
        assert_eq!(draw(1, &["a", "b"]), draw(1, &["a", "b"]));
        assert_ne!(draw(1, &["a", "b"]), draw(1, &["ab"]));
        assert_ne!(draw(1, &["a"]), draw(2, &["a"]));
        // SplitMix64 of state 0, from its published reference code.
        assert_eq!(Random(0).next(), 0xe220_a839_7b1d_cdaf);
    }

    #[test]
    fn about_one_stays_within_its_width() {
        let mut random = Random::of(7, &["x"]);
        let drawn: Vec<i128> = (0..500).map(|_| random.about_one(100_000)).collect();
        assert!(drawn.iter().all(|n| (900_000..=1_100_000).contains(n)));
        assert!(drawn.iter().any(|n| *n < 950_000) && drawn.iter().any(|n| *n > 1_050_000));
    }
}
