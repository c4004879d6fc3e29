//! An empty table as it will be once it is filled in, so that a form can be drafted from what an office sends out.
//!
//! ```text
//! 指标      代码  单位 │ 本月 │ 本年累计
//! 结婚登记  S01   对   │  ·   │   ·        · : where a number will stand
//! ```

use crate::ingest::workbook::{Content, Grid, GridCell};
use crate::model::{Cell, Decimal};
use std::collections::{BTreeMap, BTreeSet};

/// Any number that is neither a year nor part of 1 2 3.
const NUMBER: i64 = 7;
/// A merged range counts this far: it may claim the whole sheet.
const REACH: u32 = 64;
/// Fewer rows under a head are lines of a cover.
const LEAST_ROWS: usize = 2;
/// Rows of a head above its last.
const HEAD_ROWS: u32 = 2;

/// Where a table begins to be empty: its first column of numbers, the heads of these, the rows under them.
struct Empty {
    columns: Vec<u32>,
    rows: Vec<u32>,
}

impl Empty {
    fn cells(&self) -> usize {
        self.rows.len() * self.columns.len()
    }
}

/// The columns that are full, by rows.
type Full = BTreeMap<u32, BTreeSet<u32>>;

/// The sheet with a number in every cell that is under a head, beside a name, and empty; nothing where it is no table.
pub fn filled(grid: &Grid) -> Option<Grid> {
    let full = full(grid);
    let names: BTreeSet<u32> =
        full.iter().filter(|(row, columns)| is_named(grid, **row, columns)).map(|(row, _)| *row).collect();
    let columns: BTreeSet<u32> = full.values().flatten().copied().collect();
    let all = columns.iter().skip(1).flat_map(|first| empty(&full, &names, *first));
    // The most cells; of as many the first.
    let best = all.reduce(|best, other| if other.cells() > best.cells() { other } else { best })?;
    let mut filled = grid.clone();
    for row in &best.rows {
        for column in &best.columns {
            let number = GridCell { content: Content::Number(Decimal::from(NUMBER)), percent: false };
            filled.cells.entry(Cell::new(*row, *column)).or_insert(number);
        }
    }
    Some(filled)
}

/// The columns that are full in each row, as far as merged ranges reach.
fn full(grid: &Grid) -> Full {
    let merges: BTreeMap<Cell, Cell> = grid.merges.iter().map(|merge| (merge.first, merge.last)).collect();
    let mut full = Full::new();
    for (cell, found) in &grid.cells {
        if found.raw().trim().is_empty() {
            continue;
        }
        let last = merges.get(cell).copied().unwrap_or(*cell);
        for row in cell.row..=last.row.min(cell.row.saturating_add(REACH)) {
            full.entry(row).or_default().extend(cell.column..=last.column.min(cell.column.saturating_add(REACH)));
        }
    }
    full
}

/// The tables whose numbers begin in this column: rows that have names and nothing from there on, each right under a
/// row that has.
fn empty(full: &Full, names: &BTreeSet<u32>, first: u32) -> Vec<Empty> {
    let reaches = |row: &u32| full.get(row).is_some_and(|columns| columns.range(first..).next().is_some());
    let heads = full.keys().filter(|row| reaches(row));
    let under = |head: &u32| {
        let rows: Vec<u32> = (head + 1..).take_while(|row| names.contains(row) && !reaches(row)).collect();
        // A head of several lines may end beside the first column of numbers, or only further right.
        let above = full.range(head.saturating_sub(HEAD_ROWS)..=*head);
        let columns: BTreeSet<u32> = above.flat_map(|(_, columns)| columns.range(first..)).copied().collect();
        (rows.len() >= LEAST_ROWS).then(|| Empty { columns: columns.into_iter().collect(), rows })
    };
    heads.filter_map(under).collect()
}

/// A row of the table, not a line for a date or for signatures.
fn is_named(grid: &Grid, row: u32, columns: &BTreeSet<u32>) -> bool {
    let text = columns.iter().map(|column| grid.text(row, *column)).collect::<String>();
    !text.contains(['：', ':']) || text.contains("其中")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::workbook::Merge;

    fn grid(rows: &[&str], merges: &[(u32, u32, u32, u32)]) -> Grid {
        let mut grid = Grid { name: "表".into(), ..Grid::default() };
        for (row, line) in (0..).zip(rows) {
            for (column, text) in (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()) {
                let content = Content::Text(text.into());
                grid.cells.insert(Cell::new(row, column), GridCell { content, percent: false });
            }
        }
        let merge = |&(top, left, bottom, right): &(u32, u32, u32, u32)| Merge {
            first: Cell::new(top, left),
            last: Cell::new(bottom, right),
        };
        grid.merges = merges.iter().map(merge).collect();
        grid
    }

    fn numbers(grid: &Grid) -> Vec<String> {
        let filled = filled(grid).unwrap();
        let number =
            |(cell, found): (&Cell, &GridCell)| matches!(found.content, Content::Number(_)).then(|| cell.to_string());
        filled.cells.iter().filter_map(number).collect()
    }

    #[test]
    fn the_cells_under_the_heads_and_beside_the_names_will_hold_numbers() {
        let rows = [
            "民政事业汇总表",
            "填报单位：||||2021年11月",
            "指标|代码|单位|数量||期末数",
            "|||本月|本年累计",
            "结婚登记|S01|对",
            "其中：初婚|S02|对",
            "离婚登记|S03|对",
            "",
            "负责人：|||填表人：",
        ];
        let merges = [(0, 0, 0, 5), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 3, 5)];
        let wanted = ["D5", "E5", "F5", "D6", "E6", "F6", "D7", "E7", "F7"];
        assert_eq!(numbers(&grid(&rows, &merges)), wanted);
    }

    #[test]
    fn pages_of_words_and_lists_that_are_full_are_no_tables() {
        assert!(filled(&grid(&["填表说明", "一、本表于次月5日前报出。", "二、口径见制度。"], &[])).is_none());
        let list = ["姓名|电话", "张某|123", "李某|456", "王某|789"];
        assert!(filled(&grid(&list, &[])).is_none());
        assert!(filled(&grid(&[], &[])).is_none());
    }
}
