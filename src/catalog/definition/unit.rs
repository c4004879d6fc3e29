//! Units of measurement.

use crate::model::Decimal;

/// One of it is `factor` of `base`: 万元 is 10000 元; a unit of its own is 1 of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureUnit {
    pub name: String,
    pub base: String,
    pub factor: Decimal,
}
