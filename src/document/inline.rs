//! Runs of text inside a block; every run of digits says what it is.

use crate::model::FigureKey;

/// A run of text. `Text` holds no digits.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words without digits.
    Text(String),
    /// A figure with its unit (`98.14%`): never broken across lines.
    Figure { key: FigureKey, text: String },
    /// A date or a period (`11月份`, `2021年11月30日`): never broken inside a number and its unit.
    Date(String),
    /// A numbering, a count of findings, or a constant a template lists (`表1`, `附表2`).
    Number(String),
    /// What stands in a return, or what a finding says of it, repeated as it is: a cell's address, its raw text.
    Quote(String),
}

impl Inline {
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Figure { text, .. }
            | Self::Date(text)
            | Self::Number(text)
            | Self::Quote(text) => text,
        }
    }

    /// The same run with other words.
    pub fn saying(&self, text: String) -> Self {
        match self {
            Self::Text(_) => Self::Text(text),
            Self::Figure { key, .. } => Self::Figure { key: key.clone(), text },
            Self::Date(_) => Self::Date(text),
            Self::Number(_) => Self::Number(text),
            Self::Quote(_) => Self::Quote(text),
        }
    }
}

/// The words as a reader sees them.
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines.iter().map(Inline::text).collect()
}
