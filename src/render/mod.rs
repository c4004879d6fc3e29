//! Document or canvas to bytes. Renderers place; they do not compute, round, sort or choose words.

pub mod csv;
pub mod svg;
pub mod xlsx;
