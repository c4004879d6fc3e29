//! Why a text is no formula, and where.

use std::fmt;

/// The text is no formula. Says what stands there, what may stand there, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    pub message_zh: String,
    pub message_en: String,
    /// Byte offset into the text; always at a character's start, or the text's length.
    pub offset: usize,
}

impl FormulaError {
    pub(super) fn new(offset: usize, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { message_zh: zh.into(), message_en: en.into(), offset }
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_zh)
    }
}

impl std::error::Error for FormulaError {}
