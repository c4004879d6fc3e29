//! The heads over the columns of a table, from the top down.

use super::path::Path;
use crate::catalog::normalise;
use crate::ingest::workbook::Grid;
use std::collections::{BTreeMap, BTreeSet};

/// The heads of each column on the rows from `top` up to before `bottom`.
///
/// On a sheet without merged ranges (CSV has none) a group is written over the first of its columns only: a blank beside
/// it, over a head of its own, is of the same group.
pub(super) fn over(grid: &Grid, (top, bottom): (u32, u32), label: u32, columns: &BTreeSet<u32>) -> BTreeMap<u32, Path> {
    let mut all: BTreeMap<u32, Path> = BTreeMap::new();
    // By row: the group that goes on.
    let mut groups: BTreeMap<u32, String> = BTreeMap::new();
    let unmerged = grid.merges.is_empty();
    let centred = centred_rows(grid, (top, bottom), label, columns);
    for column in columns {
        let mut texts: Vec<String> = (top..bottom).map(|row| normalise(&grid.merged_text(row, *column))).collect();
        if unmerged && *column > label {
            let lowest = texts.iter().rposition(|text| !text.is_empty());
            for (level, row) in (top..bottom).enumerate() {
                let Some(text) = texts.get_mut(level) else { continue };
                if lowest.is_none_or(|lowest| level >= lowest) {
                    // A column with nothing below it is no group, and ends the one before.
                    if !text.is_empty() || lowest.is_none() {
                        groups.remove(&row);
                    }
                } else if !text.is_empty() {
                    groups.insert(row, text.clone());
                    // A new group ends those within the one before.
                    groups.retain(|other, _| *other <= row);
                } else if let Some(group) = groups.get(&row).filter(|_| !centred.contains(&row)) {
                    text.clone_from(group);
                }
            }
        }
        let mut path: Path = Vec::new();
        for text in texts {
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        if let Some(left) = column.checked_sub(1).and_then(|left| all.get(&left)) {
            complete(&mut path, left);
        }
        all.insert(*column, path);
    }
    all
}

/// A head that is nothing but brackets goes on with the name at its left: `城市低保(户)`, `(人)`.
fn complete(path: &mut Path, left: &Path) {
    let (Some((last, upper)), Some((beside, over))) = (path.split_last(), left.split_last()) else { return };
    let is_bracket = last.starts_with('(') && last.ends_with(')') && last.rfind('(') == Some(0);
    let name = beside.strip_suffix(')').and_then(|open| open.rsplit_once('(')).map(|(name, _)| name);
    if let Some(name) = name.filter(|name| is_bracket && upper == over && !name.is_empty()) {
        let whole = format!("{name}{last}");
        path.pop();
        path.push(whole);
    }
}

/// Rows whose first head stands behind a blank that has a head below it: it may be drawn over the middle of its columns,
/// and no one can say where it begins.
fn centred_rows(grid: &Grid, (top, bottom): (u32, u32), label: u32, columns: &BTreeSet<u32>) -> BTreeSet<u32> {
    let blank = |row: u32, column: u32| normalise(&grid.merged_text(row, column)).is_empty();
    let first = columns.iter().copied().find(|column| *column > label && !(top..bottom).all(|row| blank(row, *column)));
    let Some(first) = first else { return BTreeSet::new() };
    (top..bottom).filter(|row| blank(*row, first) && (*row + 1..bottom).any(|below| !blank(below, first))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::workbook::{Content, GridCell, Merge};
    use crate::model::Cell;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::default();
        for (row, texts) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*texts) {
                if !text.is_empty() {
                    let cell = GridCell { content: Content::Text((*text).into()), percent: false };
                    grid.cells.insert(Cell::new(row, column), cell);
                }
            }
        }
        grid
    }

    fn paths(grid: &Grid, rows: u32, columns: u32) -> Vec<String> {
        let all = over(grid, (0, rows), 0, &(0..columns).collect());
        all.values().map(|path| path.join("/")).collect()
    }

    #[test]
    fn a_group_goes_on_over_blanks_where_nothing_is_merged() {
        let sheet =
            grid(&[&["县区", "城市低保", "", "农村低保", "", "备注"], &["", "户数", "人数", "户数", "人数", ""]]);
        assert_eq!(
            paths(&sheet, 2, 6),
            ["县区", "城市低保/户数", "城市低保/人数", "农村低保/户数", "农村低保/人数", "备注"]
        );
        let three = grid(&[
            &["县区", "低保", "", "", "", "特困"],
            &["", "城市", "", "农村", "", "人数"],
            &["", "户", "人", "户", "人", ""],
        ]);
        assert_eq!(
            paths(&three, 3, 6),
            ["县区", "低保/城市/户", "低保/城市/人", "低保/农村/户", "低保/农村/人", "特困/人数"]
        );
    }

    #[test]
    fn a_unit_alone_goes_on_with_the_name_at_its_left() {
        let sheet = grid(&[&["县区", "城市低保(户)", "（人）", "(万元)", "特困", "(人)"]]);
        assert_eq!(paths(&sheet, 1, 6), ["县区", "城市低保(户)", "城市低保(人)", "城市低保(万元)", "特困", "(人)"]);
        let two = grid(&[&["县区", "城市低保", ""], &["", "(户)", "(人)"]]);
        assert_eq!(paths(&two, 2, 3), ["县区", "城市低保/(户)", "城市低保/(人)"]);
    }

    #[test]
    fn a_lone_head_is_no_group_and_ends_one() {
        let sheet = grid(&[&["县区", "合计", "低保", "", "", "金额"], &["", "", "城市", "农村", "", "支出"]]);
        assert_eq!(paths(&sheet, 2, 6), ["县区", "合计", "低保/城市", "低保/农村", "", "金额/支出"]);
        let apart = grid(&[&["县区", "低保", "", "合计", "", ""], &["", "城市", "农村", "", "特困", ""]]);
        assert_eq!(paths(&apart, 2, 6), ["县区", "低保/城市", "低保/农村", "合计", "特困", ""]);
    }

    #[test]
    fn a_head_over_the_middle_of_its_group_is_no_ones() {
        let sheet =
            grid(&[&["县区", "", "本月", "", "", "累计", ""], &["", "死亡", "火化", "率", "死亡", "火化", "率"]]);
        assert_eq!(paths(&sheet, 2, 7), ["县区", "死亡", "本月/火化", "率", "死亡", "累计/火化", "率"]);
    }

    #[test]
    fn where_ranges_are_merged_a_blank_is_a_blank() {
        let mut sheet = grid(&[&["县区", "低保", "", ""], &["", "城市", "农村", "特困"]]);
        sheet.merges.push(Merge { first: Cell::new(0, 1), last: Cell::new(0, 2) });
        assert_eq!(paths(&sheet, 2, 4), ["县区", "低保/城市", "低保/农村", "特困"]);
    }
}
