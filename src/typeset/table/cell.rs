//! One cell of a table: its words, and where its decimal point stands.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::words::Words;
use crate::canvas::{FontRole, TextMeasure};
use crate::document::{Align, CellContent, Column, RowKind, Table, TableCell};
use crate::fonts::{FontSet, clean};

/// The face of a row.
pub fn role(kind: RowKind) -> FontRole {
    match kind {
        RowKind::Total | RowKind::Group => FontRole::Hei,
        RowKind::Item | RowKind::Part => FontRole::Song,
    }
}

/// The words of a cell; those of a figure carry its key.
pub fn words<'a>(cell: &'a TableCell, fonts: &FontSet, role: FontRole, size: f64) -> Words<'a> {
    let key = match &cell.content {
        CellContent::Figure { key, .. } => Some(key),
        CellContent::Empty | CellContent::Text(_) | CellContent::Quote(_) | CellContent::Number { .. } => None,
    };
    Words::plain(cell.content.shown(), key, fonts, role, size)
}

/// Whether the cell stands on the decimal point of its column.
pub fn is_number(cell: &TableCell, column: &Column) -> bool {
    column.align == Align::Number
        && !matches!(cell.content, CellContent::Text(_) | CellContent::Quote(_) | CellContent::Empty)
}

/// Widths before and from the decimal point on. A symbol (`…`) stands before the point.
pub fn split(text: &str, fonts: &FontSet, role: FontRole, size: f64) -> (f64, f64) {
    let text = clean(text);
    let sign = text.len() - text.trim_start_matches(['+', '-', '−']).len();
    let digits = text[sign..].find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len() - sign);
    let point = if digits == 0 { text.len() } else { sign + digits };
    let (whole, rest) = text.split_at(point);
    (fonts.width(whole, role, size), fonts.width(rest, role, size))
}

/// The room a column of numbers takes on both sides of its points. Whole numbers among decimals (人 beside
/// 万元) end where the decimals end: shifted to the point they would look as if digits were missing.
pub fn point_widths(table: &Table, column: usize, fonts: &FontSet, size: f64) -> (f64, f64) {
    let (mut whole, mut rest, mut integer) = (0.0_f64, 0.0_f64, 0.0_f64);
    for row in table.rows.iter().filter(|r| r.kind != RowKind::Group) {
        let (Some(cell), Some(definition)) = (row.cells.get(column), table.columns.get(column)) else { continue };
        if is_number(cell, definition) {
            let (a, b) = split(cell.content.shown(), fonts, role(row.kind), size);
            if is_whole(cell.content.shown()) {
                integer = integer.max(a + b);
            } else {
                (whole, rest) = (whole.max(a), rest.max(b));
            }
        }
    }
    (whole.max(integer - rest), rest)
}

/// Whether a shown number has no decimals.
pub fn is_whole(shown: &str) -> bool {
    !clean(shown).contains('.')
}
