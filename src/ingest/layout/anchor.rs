//! Where tables may start: at the head of their row names, or, where those have none, at the heads of their columns.

use crate::catalog::normalise;
use crate::ingest::workbook::{Content, Grid, OutOfTime, start};
use std::collections::{BTreeMap, BTreeSet};

/// A cell where a block may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Anchor {
    pub row: u32,
    pub label: u32,
}

/// Rows below a head that are looked at for names.
const NAMES: u32 = 16;

pub(super) fn by_label(grid: &Grid, label_heads: &[String], out_of_time: OutOfTime<'_>) -> BTreeSet<Anchor> {
    let heads: Vec<String> = label_heads.iter().map(|head| normalise(head)).collect();
    let is_head = |text: &str| heads.contains(&normalise(start(text)));
    let texts = grid.cells.iter().take_while(|_| !out_of_time()).filter_map(|(cell, found)| match &found.content {
        Content::Text(text) if is_head(text) => Some(Anchor { row: cell.row, label: cell.column }),
        _ => None,
    });
    texts.collect()
}

/// A table whose row names have no head starts where its other heads stand; `is_name` knows names of its rows.
pub(super) fn by_columns(
    grid: &Grid,
    is_head: &dyn Fn(&str) -> bool,
    is_name: &dyn Fn(&str) -> bool,
    out_of_time: OutOfTime<'_>,
) -> BTreeSet<Anchor> {
    let mut rows: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (cell, found) in grid.cells.iter().take_while(|_| !out_of_time()) {
        if let Content::Text(text) = &found.content
            && is_head(start(text))
        {
            rows.entry(cell.row).or_default().push(cell.column);
        }
    }
    let mut anchors: BTreeSet<Anchor> = BTreeSet::new();
    let mut open: Vec<Anchor> = Vec::new();
    for (row, heads) in rows.into_iter().take_while(|_| !out_of_time()) {
        // A further level of a head: no row has had a name since.
        if !open.is_empty() && open.iter().all(|anchor| (anchor.row..=row).all(|row| is_blank(grid, row, anchor.label)))
        {
            continue;
        }
        let found = labels(grid, row, &heads, is_name);
        if !found.is_empty() {
            open = found.into_iter().map(|label| Anchor { row, label }).collect();
            anchors.extend(&open);
        }
    }
    anchors
}

fn is_blank(grid: &Grid, row: u32, column: u32) -> bool {
    grid.merged_text(row, column).trim().is_empty()
}

/// The columns of row names of a row of heads: at the left of its first head, and, where two tables stand side by side,
/// between two of them.
fn labels(grid: &Grid, row: u32, heads: &[u32], is_name: &dyn Fn(&str) -> bool) -> Vec<u32> {
    let (mut found, mut from) = (Vec::new(), 0);
    for head in heads {
        // How many names it holds that are known; nothing where it holds no texts.
        let names = |column: &u32| {
            let below = grid.cells_between(row + 1, row + 1 + NAMES).filter(|(cell, _)| cell.column == *column);
            let texts = below.filter_map(|(_, found)| match &found.content {
                Content::Text(text) => Some(is_name(start(text))),
                _ => None,
            });
            let texts: Vec<bool> = texts.collect();
            (!texts.is_empty()).then(|| (texts.iter().filter(|known| **known).count(), *column))
        };
        let columns = || (from..*head).filter(|column| !heads.contains(column));
        let bare = columns().filter(|column| is_blank(grid, row, *column)).filter_map(|column| names(&column)).max();
        let label = if found.is_empty() {
            // Under a head of their own, only names that are known.
            bare.or_else(|| columns().filter_map(|column| names(&column)).filter(|(known, _)| *known > 0).max())
        } else {
            bare.filter(|(known, _)| *known > 0)
        };
        found.extend(label.map(|(_, column)| column));
        from = head + 1;
    }
    found
}
