//! A few rows of a table to show at the head of its form. Of persons only the heads.

use crate::ingest::inspect::table::{Role, Table};
use crate::ingest::inspect::words;
use crate::ingest::workbook::Grid;

const ROWS: u32 = 6;
const COLUMNS: usize = 10;
const CHARS: usize = 9;

/// The title, the head and the first rows.
pub fn of(grid: &Grid, table: &Table) -> Vec<String> {
    let mut lines: Vec<String> = table.above.iter().map(|line| format!("  {}", words::short(line, 60))).collect();
    for row in table.top..table.first.saturating_add(ROWS).min(table.last.saturating_add(1)) {
        let is_head = row < table.first;
        let shown = table.columns.iter().take(COLUMNS).map(|column| {
            if column.role == Role::Personal && !is_head {
                return "＊".to_owned();
            }
            let text = words::clean(&grid.text(row, column.column));
            words::short(&text, CHARS)
        });
        let line = shown.collect::<Vec<_>>().join(" | ");
        lines.push(format!("  {}", line.trim_end_matches([' ', '|'])));
    }
    lines.push(String::new());
    lines
}
