//! (placeholder)
pub mod svg;
