//! `templates/` → checked definitions. The types here are what the rest of the crate relies on.

mod definition;
mod text;

pub use definition::*;
pub use text::{normalise, normalise_label};
