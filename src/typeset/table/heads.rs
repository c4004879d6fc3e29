//! Heads of several levels: which cells are merged.

use crate::document::{Column, Table};

/// A head cell: its words and the columns and levels it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadCell {
    pub text: String,
    pub level: usize,
    pub levels: usize,
    pub from: usize,
    /// One past the last column.
    pub to: usize,
    /// Of a row under the heads (units, `甲 乙 1 2`).
    pub under: bool,
}

/// The path of a column; a head that only repeats the one above it is that one.
fn path(column: &Column) -> Vec<&str> {
    let mut path: Vec<&str> = Vec::new();
    for head in &column.heads {
        if path.last() != Some(&head.as_str()) {
            path.push(head);
        }
    }
    path
}

/// Levels of the heads; at least one.
pub fn depth(columns: &[Column]) -> usize {
    columns.iter().map(|c| path(c).len()).max().unwrap_or(0).max(1)
}

/// The cells of the heads and of the rows under them.
pub fn cells(table: &Table) -> Vec<HeadCell> {
    let mut all = merged(&table.columns);
    let depth = depth(&table.columns);
    for (row, texts) in table.under_heads.iter().enumerate() {
        let cell = |from: usize| {
            let text = texts.get(from).cloned().unwrap_or_default();
            HeadCell { text, level: depth + row, levels: 1, from, to: from + 1, under: true }
        };
        all.extend((0..table.columns.len()).map(cell));
    }
    all
}

/// The merged cells: neighbours with the same upper heads share one, a short path reaches down to the rows.
fn merged(columns: &[Column]) -> Vec<HeadCell> {
    let depth = depth(columns);
    let paths: Vec<Vec<&str>> = columns.iter().map(path).collect();
    let mut cells = Vec::new();
    for level in 0..depth {
        let mut from = 0;
        while from < paths.len() {
            let here = &paths[from];
            if level >= here.len() {
                if level == 0 {
                    cells.push(HeadCell {
                        text: String::new(),
                        level,
                        levels: depth,
                        from,
                        to: from + 1,
                        under: false,
                    });
                }
                from += 1;
                continue;
            }
            let upper = level + 1 < here.len();
            let mut to = from + 1;
            while upper
                && to < paths.len()
                && level + 1 < paths[to].len()
                && paths[to].get(..=level) == here.get(..=level)
            {
                to += 1;
            }
            let levels = if upper { 1 } else { depth - level };
            cells.push(HeadCell { text: here[level].to_owned(), level, levels, from, to, under: false });
            from = to;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Align;

    fn column(heads: &[&str]) -> Column {
        Column { heads: heads.iter().map(|h| (*h).to_owned()).collect(), align: Align::Number, weight: 1 }
    }

    #[test]
    fn neighbours_share_upper_heads_and_short_paths_reach_down() {
        let columns =
            [column(&["地区"]), column(&["火化", "本月"]), column(&["火化", "累计"]), column(&["低保", "累计"])];
        let shapes: Vec<(String, usize, usize, usize, usize)> =
            merged(&columns).into_iter().map(|c| (c.text, c.level, c.levels, c.from, c.to)).collect();
        let expected = [
            ("地区", 0, 2, 0, 1),
            ("火化", 0, 1, 1, 3),
            ("低保", 0, 1, 3, 4),
            ("本月", 1, 1, 1, 2),
            ("累计", 1, 1, 2, 3),
            ("累计", 1, 1, 3, 4),
        ];
        assert_eq!(shapes, expected.map(|(t, l, n, a, b)| (t.to_owned(), l, n, a, b)));
    }

    #[test]
    fn a_repeated_head_is_one_cell() {
        let columns = [column(&["地区", "地区"]), column(&["火化", "本月"])];
        let first = HeadCell { text: "地区".to_owned(), level: 0, levels: 2, from: 0, to: 1, under: false };
        assert_eq!(merged(&columns)[0], first);
    }

    #[test]
    fn rows_under_the_heads_have_a_cell_for_every_column() {
        let columns = vec![column(&["地区"]), column(&["火化", "本月"])];
        let under_heads = vec![vec!["甲".to_owned(), "1".to_owned()]];
        let all = cells(&Table { columns, under_heads, ..Table::default() });
        let under: Vec<(&str, usize, usize)> =
            all.iter().filter(|c| c.under).map(|c| (c.text.as_str(), c.level, c.from)).collect();
        assert_eq!(under, [("甲", 2, 0), ("1", 2, 1)]);
    }
}
