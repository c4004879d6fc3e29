//! The page of types: everything else in the crate is written in these words.

mod date;
mod digest;
mod exact;
mod fact;
mod figure;
mod id;
mod measure;
mod period;
mod place;
mod rounding;

pub use date::{Date, Weekday};
pub use digest::Digest;
pub use exact::Exact;
pub use fact::{Fact, FactNo, Missing, Value};
pub use figure::{Figure, FigureKey, Operand, Trace};
pub use id::{IndicatorId, RegionCode};
pub use measure::Measure;
pub use period::{Month, Period, PeriodError, PeriodRange};
pub use place::{Cell, Place, Source};
pub use rounding::Rounding;
pub use rust_decimal::Decimal;
