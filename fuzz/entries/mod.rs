//! What is done with one input of each target. The fuzz targets and the replay on stable (tests/fuzz_corpus.rs) call
//! these same functions, so that an input found by the one means the same to the other.
//!
//! Every function panics where something is wrong; an input that is no workbook is nothing wrong.

mod book;
mod desk;
mod form;
mod layout;
mod packages;
mod pages;
mod reading;
mod streams;
mod templates;
mod text;

/// What is done with one input.
type Run = fn(&[u8]);

/// The targets by name. Inputs lie in `corpus/<name>/`, those that once went wrong in `regressions/<name>/`.
pub const TARGETS: [(&str, Run); 12] = [
    ("workbook", workbook),
    ("xlsx_parts", packages::xlsx),
    ("xlsb_parts", packages::xlsb),
    ("ods_content", packages::ods),
    ("xls_stream", streams::xls),
    ("csv", pages::csv),
    ("html", pages::html),
    ("xml_spreadsheet", pages::xml_spreadsheet),
    ("text", text::text),
    ("form", form::form),
    ("layout", layout::layout),
    ("desk", desk::desk),
];

/// Bytes as they lie in a file.
fn workbook(bytes: &[u8]) {
    let _ = book::read(bytes);
}

/// The target of that name.
#[must_use]
pub fn target(name: &str) -> Run {
    TARGETS.iter().find(|(known, _)| *known == name).expect("a target").1
}
