//! What holds for a whole workbook: properties and sheet names.

use super::XlsxError;
use crate::model::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use std::collections::BTreeSet;

/// Properties of a workbook, and what is written on every sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookMeta {
    pub title: String,
    pub subject: String,
    /// The issuing office.
    pub author: String,
    /// On every sheet under the title (`模拟数据，仅供演示`).
    pub notice: Option<String>,
    /// On every sheet of a draft (`草稿`).
    pub draft: Option<String>,
    /// The book's creation date: handed in, never the clock's.
    pub created: Date,
}

impl BookMeta {
    /// The draft mark and the notice on one line.
    pub(super) fn banner(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.draft, &self.notice].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join("　"))
    }
}

/// Longest sheet name a spreadsheet takes, in UTF-16 units.
const NAME_LENGTH: usize = 31;
/// The face whose digits measure the columns of a book, seven pixels each, and what a row and a column that say nothing
/// of themselves are in pixels. Where it is missing its like is as wide, so that a page is shrunk alike in every program.
const MEASURE: (&str, f64) = ("Arial", 10.0);
const EMPTY: (u32, u32) = (20, 64);

/// An empty workbook with its properties.
pub(super) fn workbook(meta: &BookMeta) -> Result<Workbook, XlsxError> {
    let year = u16::try_from(meta.created.year()).unwrap_or(0);
    let created = ExcelDateTime::from_ymd(year, meta.created.month(), meta.created.day()).map_err(XlsxError::on(""))?;
    let mut properties = DocProperties::new()
        .set_title(&meta.title)
        .set_subject(&meta.subject)
        .set_author(&meta.author)
        .set_creation_datetime(&created);
    if let Some(banner) = meta.banner() {
        properties = properties.set_comment(banner);
    }
    let mut workbook = Workbook::new();
    let measure = Format::new().set_font_name(MEASURE.0).set_font_size(MEASURE.1);
    workbook.set_default_format(&measure, EMPTY.0, EMPTY.1).map_err(XlsxError::on(""))?;
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// Gives each sheet a name a spreadsheet accepts, unlike any given before (without regard to case).
#[derive(Default)]
pub(super) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let clean: String =
            wanted.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '_' } else { c }).collect();
        let clean = if clean.trim().is_empty() { "表" } else { clean.trim() };
        let mut number = 1_usize;
        loop {
            let suffix = if number == 1 { String::new() } else { format!("({number})") };
            let name = format!("{}{suffix}", cut(clean, NAME_LENGTH - suffix.len()));
            // "History" is a name spreadsheets keep for themselves.
            if name.to_lowercase() != "history" && self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// The longest start of `text` of at most `units` UTF-16 units.
pub(super) fn cut(text: &str, units: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > units {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_legal_and_unlike_each_other() {
        let mut names = SheetNames::default();
        assert_eq!(names.name("表1/重点[指标]"), "表1_重点_指标_");
        assert_eq!(names.name("Data"), "Data");
        assert_eq!(names.name("data"), "data(2)");
        assert_eq!(names.name(" "), "表");
        assert_eq!(names.name("History"), "History(2)");
        let long = "很".repeat(40);
        assert_eq!(names.name(&long).chars().count(), 31);
        assert_eq!(names.name(&long), format!("{}(2)", "很".repeat(28)));
    }
}
