//! Document or pages → bytes, one folder per format.

pub mod pdf;
