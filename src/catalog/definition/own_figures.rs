//! Numbers that only the bureau itself has: said in a document, on no form.

use crate::model::{Decimal, IndicatorId, Measure, Month};

/// A desk's file of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFigures {
    /// Its path below `templates/`, and its SHA-256.
    pub file: String,
    pub sha256: String,
    pub figures: Vec<OwnFigure>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFigure {
    pub indicator: IndicatorId,
    pub measure: Measure,
    pub month: Month,
    /// In the indicator's unit.
    pub value: Decimal,
    pub document: String,
    /// The words of the document.
    pub quote: String,
    /// The line it begins in, from 1.
    pub line: u32,
}
