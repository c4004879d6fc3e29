//! Document or canvas to bytes, one folder per format. Renderers place; they do not compute, round, sort or choose words.

pub mod csv;
pub mod docx;
pub mod pdf;
pub mod raster;
pub mod svg;
pub mod xlsx;
mod xml;
