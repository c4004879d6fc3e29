//! Column widths by content.

use super::sheet::words_of;
use super::style;
use super::text::units;
use crate::document::{Align, Column, RowKind, Table};

/// Narrowest column.
const LEAST: u32 = 8;
/// Widest column of words; longer words wrap.
const MOST: u32 = 40;
/// Narrowest that words are pressed to where a table has more columns than a page has room for.
const PRESSED: u32 = 14;
/// A table wider than this, a lying page shrunk to four fifths, has its words wrapped sooner.
const TABLE_MOST: u32 = 170;
/// A table is widened to this, about an upright page, so that it does not print as a strip.
const TABLE_LEAST: u32 = 78;
/// Lines a column's last head may take.
const HEAD_LINES: u32 = 3;

/// The width of each column, in characters.
pub(super) fn column_widths(table: &Table) -> Vec<u32> {
    let with = |most: u32| -> Vec<u32> {
        table.columns.iter().enumerate().map(|(i, column)| column_width(table, i, column, most)).collect()
    };
    let presses = (PRESSED..=MOST).rev().step_by(2).map(with);
    let mut widths = with(MOST);
    for pressed in presses {
        widths = pressed;
        if widths.iter().sum::<u32>() <= TABLE_MOST {
            break;
        }
    }
    let total: u32 = widths.iter().sum();
    let weight = |column: &Column| column.weight.clamp(1, 1000);
    let weights = table.columns.iter().map(weight).sum::<u32>().max(1);
    let spare = TABLE_LEAST.saturating_sub(total);
    for (width, column) in widths.iter_mut().zip(&table.columns) {
        *width += spare * weight(column) / weights;
    }
    widths
}

fn column_width(table: &Table, at: usize, column: &Column, most: u32) -> u32 {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
    let content = rows
        .filter_map(|row| {
            let indent = if at == 0 { u32::from(style::indent(row.kind)) } else { 0 };
            row.cells.get(at).map(|cell| units(&words_of(cell)) + indent)
        })
        .max()
        .unwrap_or(0);
    let content = if column.align == Align::Number { content } else { content.min(most) };
    let head = column.heads.last().map_or(0, |head| units(head).div_ceil(HEAD_LINES));
    // An odd width would waste half a Chinese character.
    (content.max(head.min(most)) + 2).next_multiple_of(2).max(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Band, CellContent, Row, TableCell};

    fn table(heads: &[&str], align: Align, texts: &[&str]) -> Table {
        let column = |head: &&str| Column { heads: vec![head.to_string()], align, weight: 1 };
        let cell = |text: &&str| TableCell { content: CellContent::Text(text.to_string()), band: Band::None };
        Table {
            id: "t".into(),
            short: "t".into(),
            columns: heads.iter().map(column).collect(),
            rows: vec![Row { kind: RowKind::Part, cells: texts.iter().map(cell).collect() }],
            ..Table::default()
        }
    }

    #[test]
    fn numbers_are_never_cut_and_words_wrap() {
        let long = "1".repeat(60);
        assert!(column_widths(&table(&["a"], Align::Number, &[&long]))[0] >= 62);
        let words = "很长的说明".repeat(20);
        assert_eq!(column_widths(&table(&["a", "b"], Align::Left, &[&words, &words])), [42, 42]);
    }

    #[test]
    fn many_columns_of_words_are_pressed_to_a_page() {
        let words = "很长的说明".repeat(20);
        let texts = ["甲", words.as_str(), words.as_str(), words.as_str(), words.as_str(), words.as_str()];
        let widths = column_widths(&table(&["a"; 6], Align::Left, &texts));
        // 8 + 5 × 32 = 168; with 34 it would be 178.
        assert_eq!(widths, [8, 32, 32, 32, 32, 32]);
    }

    #[test]
    fn a_narrow_table_is_widened_to_the_page() {
        let widths = column_widths(&table(&["a", "b"], Align::Left, &["甲", "乙"]));
        assert!((TABLE_LEAST - 1..=TABLE_LEAST).contains(&widths.iter().sum()), "{widths:?}");
    }
}
