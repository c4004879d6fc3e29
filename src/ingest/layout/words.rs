//! What texts of a sheet mean to a table whose names of rows have no head: heads of its columns, names of its rows.

use super::Sheet;
use super::another;
use super::path;
use super::row::Rows;
use crate::catalog::{Axis, ColumnRole, TableBinding, normalise};
use crate::ingest::period_text;

/// The text is a level of a head of values, with or without the unit in brackets.
pub(super) fn is_head(sheet: &Sheet<'_>, table: &TableBinding, text: &str) -> bool {
    let units = &sheet.scope.catalog.units;
    let bare = |text: &str| path::split_unit(text, units).map_or_else(|| text.to_owned(), |(name, _)| name.to_owned());
    let plain = normalise(text);
    let shown = bare(&plain);
    table.columns.iter().any(|column| {
        let ColumnRole::Values { each, .. } = &column.role else { return false };
        let is_level = |level: &String| match (level.as_str(), each) {
            ("*", Some(Axis::Region)) => sheet.names.find(&plain).is_some(),
            // Whatever the year.
            ("*", Some(Axis::Period)) => {
                period_text::of_head(&plain, Some(2000)).is_some() || sheet.form.periods.contains_key(&plain)
            }
            ("*", Some(axis)) => sheet.read_star(*axis, &shown, &[]).is_some(),
            ("*", None) => false,
            (level, _) => level == plain || bare(level) == shown,
        };
        !plain.is_empty() && column.heads.iter().flatten().any(is_level)
    })
}

/// The text is the name of a row.
pub(super) fn is_name(sheet: &Sheet<'_>, table: &TableBinding, rows: &Rows<'_>, text: &str) -> bool {
    another::is_named(sheet, table, rows, text)
}
