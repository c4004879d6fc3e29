//! Why a file could not be read.

use crate::catalog::Bounds;

/// Why a file could not be read; each is one message to the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    NotAWorkbook,
    /// Clearly no table: what it is, for a person.
    NotAReturn(&'static str),
    /// Text that is malformed in every encoding it could be in.
    Encoding,
    /// Delimited text with a quotation mark that is never closed: nobody can tell where its cells end.
    OpenQuote,
    /// A web page kept in one file with its pictures (MHTML).
    WebArchive,
    Encrypted,
    Damaged,
    /// A bound of `limits.toml` was passed: which, and its value.
    TooLarge(&'static str, u64),
    /// Reading took longer than this many seconds.
    TooSlow(u64),
}

impl Refusal {
    /// The bound by this name of a number of things.
    pub(super) fn too_many(bound: &'static str, limit: usize) -> Self {
        Self::TooLarge(bound, u64::try_from(limit).unwrap_or(u64::MAX))
    }
    pub(super) fn too_slow(bounds: &Bounds) -> Self {
        Self::TooSlow(bounds.seconds)
    }
}
