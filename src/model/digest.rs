//! SHA-256, by which files are told apart and an edition proves what it was made of.

use sha2::{Digest as _, Sha256};

/// A SHA-256, fed piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Digest(Sha256);

impl Digest {
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
    /// The 32 bytes.
    pub fn bytes(self) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
    /// Lower-case hex.
    pub fn hex(self) -> String {
        self.bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }
    /// Of one piece.
    pub fn of(bytes: &[u8]) -> Self {
        let mut digest = Self::default();
        digest.update(bytes);
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_has_it() {
        // FIPS 180-4, example "abc".
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").hex(), hex);
    }
}
