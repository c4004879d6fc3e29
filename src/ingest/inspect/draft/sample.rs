//! A few rows of a table to show at the head of its form. Of persons only the heads.

use crate::ingest::inspect::spot;
use crate::ingest::inspect::table::{Role, Table};
use crate::ingest::inspect::words;
use crate::ingest::workbook::Grid;

const ROWS: u32 = 6;
const COLUMNS: usize = 10;
const CHARS: usize = 9;

/// The title, the head and the first rows.
pub fn of(grid: &Grid, table: &Table) -> Vec<String> {
    let mut lines: Vec<String> =
        table.above.iter().map(|line| format!("  {}", words::short(&without_names(line), 60))).collect();
    let has_persons = table.columns.iter().any(|column| column.role == Role::Personal);
    for row in table.top..table.first.saturating_add(ROWS).min(table.last.saturating_add(1)) {
        let is_head = row < table.first;
        let mut before = String::new();
        let shown = table.columns.iter().take(COLUMNS).enumerate().map(|(number, column)| {
            let text = words::clean(&spot::shown(grid, row, column.column));
            // 负责人 | 张三: what stands beside the word for a person, as on a card.
            let of_person = words::is_personal(&before) && (!is_head || table.columns.len() < 3);
            before.clone_from(&text);
            // In a list of persons no text is known to be none of them, but for what the rows are of.
            let of_list = number > 0 && has_persons && text.chars().any(char::is_alphabetic);
            let hidden = !is_head && (column.role == Role::Personal || of_list) || of_person;
            if hidden && !text.is_empty() || is_number_of_person(&text) {
                "＊".to_owned()
            } else {
                words::short(&text, CHARS)
            }
        });
        let line = shown.collect::<Vec<_>>().join(" | ");
        lines.push(format!("  {}", line.trim_end_matches([' ', '|'])));
    }
    lines.push(String::new());
    lines
}

/// `填报单位：某局 联系人：张三` → without what follows the word for a person.
fn without_names(line: &str) -> String {
    let words = ["负责人", "联系", "填表", "制表", "审核", "经办", "电话"];
    let at = words.iter().filter_map(|word| Some(line.find(word)? + word.len())).min();
    match at.and_then(|at| line.get(..at)) {
        Some(shown) if line.contains(['：', ':']) => format!("{shown}：＊"),
        _ => line.to_owned(),
    }
}

/// Eleven figures in a row or more: a telephone, a paper, an account.
fn is_number_of_person(text: &str) -> bool {
    !text.contains('.') && text.split(|c: char| !c.is_ascii_digit()).any(|figures| figures.len() >= 11)
}
