//! Heads of several levels to merged areas.

use crate::document::Column;

/// One head cell, possibly merged over several rows and columns. Zero-based, both ends in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct HeadCell {
    pub text: String,
    pub rows: (usize, usize),
    pub columns: (usize, usize),
}

/// Rows the heads take; at least one.
pub(in crate::render) fn depth(columns: &[Column]) -> usize {
    columns.iter().map(|column| column.heads.len()).max().unwrap_or(0).max(1)
}

/// All head cells, level by level. Neighbours under the same upper heads share one; a column's last
/// head reaches down to the body.
pub(in crate::render) fn head_cells(columns: &[Column]) -> Vec<HeadCell> {
    let depth = depth(columns);
    let mut cells = Vec::new();
    for level in 0..depth {
        let mut at = 0;
        while let Some(column) = columns.get(at) {
            let heads = &column.heads;
            let last = heads.len() <= level + 1;
            let mut end = at;
            if !last {
                let shares = |other: &Column| other.heads.len() > level + 1 && other.heads[..=level] == heads[..=level];
                while columns.get(end + 1).is_some_and(shares) {
                    end += 1;
                }
            }
            // A column whose heads ended on a higher level is covered already; one without any
            // head gets an empty cell on the first.
            if heads.len() > level || (heads.is_empty() && level == 0) {
                let text = heads.get(level).cloned().unwrap_or_default();
                let bottom = if last { depth - 1 } else { level };
                cells.push(HeadCell { text, rows: (level, bottom), columns: (at, end) });
            }
            at = end + 1;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Align;
    use std::collections::BTreeSet;

    fn columns(heads: &[&[&str]]) -> Vec<Column> {
        let column = |heads: &&[&str]| Column {
            heads: heads.iter().map(ToString::to_string).collect(),
            align: Align::Number,
            weight: 1,
        };
        heads.iter().map(column).collect()
    }

    #[test]
    fn upper_heads_merge_across_and_single_heads_down() {
        let cells = head_cells(&columns(&[&["地区"], &["本年", "本月"], &["本年", "累计"], &["位次"]]));
        let spans: Vec<_> = cells.iter().map(|c| (c.text.as_str(), c.rows, c.columns)).collect();
        assert_eq!(
            spans,
            [
                ("地区", (0, 1), (0, 0)),
                ("本年", (0, 0), (1, 2)),
                ("位次", (0, 1), (3, 3)),
                ("本月", (1, 1), (1, 1)),
                ("累计", (1, 1), (2, 2)),
            ]
        );
    }

    #[test]
    fn equal_last_heads_stay_apart_and_every_place_is_covered_once() {
        let columns = columns(&[
            &["甲"],
            &["甲"],
            &[],
            &["乙", "丙", "丁"],
            &["乙", "丙"],
            &["乙", "丙", "戊"],
            &["己", "丙", "庚"],
        ]);
        let mut covered = BTreeSet::new();
        for cell in head_cells(&columns) {
            for row in cell.rows.0..=cell.rows.1 {
                for column in cell.columns.0..=cell.columns.1 {
                    assert!(covered.insert((row, column)), "{cell:?} overlaps");
                }
            }
        }
        assert_eq!(covered.len(), 3 * columns.len());
    }
}
