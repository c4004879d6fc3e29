//! `templates/` → checked definitions. The types here are what the rest of the crate relies on.

mod definition;

pub use definition::*;
