//! Invented but coherent returns for a desk, from its forms and its `demo.toml`.
//!
//! Two years are made up, last year and this, unit by unit and month by month, in whole units of the last decimal
//! place; every figure of a form (month, cumulative, last year's) is read off them, so that what must hold, holds.
//!
//! ```text
//! demo.toml ─ solve ─ Numbers ─ return_of (a unit, a month, a layout) ─ Return { book, cells } ─ dirt
//! ```

mod asked;
mod dirt;
mod layout;
mod making;
mod numbers;
mod part;
mod random;
mod returned;
mod share;
mod solve;
mod year;

pub use dirt::{Dirt, drawn, soil};
pub use numbers::Numbers;
pub use returned::{Filled, Return, ReturnRequest, return_of, totals};
pub use solve::solve;
