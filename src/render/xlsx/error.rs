//! Why no workbook could be made.

use std::fmt;

/// A workbook could not be made: a table is larger than a sheet, a date is outside the calendar of
/// spreadsheets, or the bytes could not be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XlsxError {
    /// The sheet concerned; empty when it is about the whole book.
    pub sheet: String,
    /// What the library says.
    pub message: String,
}

impl XlsxError {
    /// Turns the library's error into one that names the sheet.
    pub(super) fn on(sheet: &str) -> impl Fn(rust_xlsxwriter::XlsxError) -> Self {
        move |cause| Self { sheet: sheet.to_owned(), message: cause.to_string() }
    }

    /// A part of the package that cannot be written.
    pub(super) fn package(part: &str, cause: &dyn fmt::Display) -> Self {
        Self { sheet: part.to_owned(), message: cause.to_string() }
    }
}

impl fmt::Display for XlsxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sheet.is_empty() {
            write!(f, "无法生成工作簿：{}", self.message)
        } else {
            write!(f, "无法生成工作表“{}”：{}", self.sheet, self.message)
        }
    }
}

impl std::error::Error for XlsxError {}
