//! The head of a table: where it starts, and what each column is called from top to bottom.

use super::workbook::Grid;
use crate::catalog::normalise;
use std::collections::{BTreeMap, BTreeSet};

/// One block of a sheet: a head and the rows under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Column of the row labels.
    pub label: u32,
    /// First row under the head.
    pub first: u32,
    /// Row after the last.
    pub end: u32,
    /// Head path of every column right of the labels, normalised, joined by `/`.
    pub heads: BTreeMap<u32, String>,
}

/// A head has at most this many rows; a table whose head is deeper is not one of ours.
const DEEPEST: u32 = 8;

/// The blocks of a sheet, top to bottom. A block starts where a cell says one of `label_heads`; its head ends before
/// the first row that `is_row` knows, or at the 甲 乙 丙 line.
pub(super) fn blocks(grid: &Grid, label_heads: &[String], is_row: &dyn Fn(u32, u32) -> bool) -> Vec<Block> {
    let heads: Vec<String> = label_heads.iter().map(|head| normalise(head)).collect();
    let mut anchors: Vec<(u32, u32)> = Vec::new();
    for (cell, content) in &grid.cells {
        let inside = anchors.last().is_some_and(|(row, _)| *row == cell.row);
        if !inside && heads.contains(&normalise(&content.raw())) {
            anchors.push((cell.row, cell.column));
        }
    }
    let last = grid.last_row().saturating_add(1);
    let ends = anchors.iter().skip(1).map(|(row, _)| *row).chain(std::iter::once(last));
    anchors.iter().zip(ends).filter_map(|(anchor, end)| block(grid, *anchor, end, is_row)).collect()
}

fn block(grid: &Grid, (top, label): (u32, u32), end: u32, is_row: &dyn Fn(u32, u32) -> bool) -> Option<Block> {
    let deepest = end.min(top.saturating_add(DEEPEST));
    let is_letters = |row: u32| normalise(&grid.text(row, label)) == "甲";
    let stop = (top + 1..deepest).find(|row| is_letters(*row) || is_row(*row, label))?;
    let first = if is_letters(stop) { stop + 1 } else { stop };
    let mut columns = BTreeMap::new();
    for column in columns_of(grid, (top, stop, end), label) {
        let mut path: Vec<String> = Vec::new();
        for row in top..stop {
            let text = normalise(&grid.merged_text(row, column));
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        columns.insert(column, path.join("/"));
    }
    Some(Block { label, first, end, heads: columns })
}

/// The columns worth a look: as far as the head reaches, and any other that holds something. A lone cell far out costs
/// one column, not all those before it.
fn columns_of(grid: &Grid, (top, stop, end): (u32, u32, u32), label: u32) -> BTreeSet<u32> {
    let in_head = grid.cells_between(top, stop).map(|(cell, _)| cell.column).max().unwrap_or(label);
    let merged = grid.merges.iter().filter(|m| m.first.row < stop && m.last.row >= top).map(|m| m.last.column);
    let reach = merged.max().unwrap_or(label).max(in_head).min(in_head.saturating_add(DEEPEST));
    let beyond = grid.cells_between(top, end).map(|(cell, _)| cell.column).filter(|column| *column > label);
    (label + 1..=reach).chain(beyond).collect()
}

impl Block {
    /// The first column whose whole path or last head is one of these.
    pub fn column(&self, heads: &[String]) -> Option<u32> {
        self.heads.iter().find(|(_, path)| matches(path, heads)).map(|(column, _)| *column)
    }
}

/// The path, or its last head, is one of these (exactly, normalised; never a part of a word).
pub(super) fn matches(path: &str, heads: &[String]) -> bool {
    let leaf = path.rsplit('/').next().unwrap_or(path);
    !path.is_empty()
        && heads.iter().any(|head| {
            let head = head.split('/').map(normalise).collect::<Vec<_>>().join("/");
            head == path || head == leaf
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_match_whole_words_only() {
        let heads = ["本年/本月数".to_owned(), "本月数".to_owned()];
        assert!(matches("本年/本月数", &heads));
        assert!(matches("本月数", &heads));
        assert!(!matches("上年同期本月数", &heads));
        assert!(!matches("", &heads));
    }
}
