//! Tables of one series (附表1, 附表2 …) are set in one size.

use super::choices::Choices;
use crate::document::{Block, Document};
use std::collections::BTreeMap;

/// The size of each upright table under an annex that is to be set smaller for all of them to be alike: the smallest
/// that any of them needs. A table on a turned sheet keeps its own.
pub fn sizes(document: &Document, choices: &Choices) -> BTreeMap<usize, f64> {
    let mut sizes = BTreeMap::new();
    let mut series: Option<Vec<(usize, f64)>> = None;
    for (no, block) in document.blocks.iter().enumerate() {
        match (block, &mut series) {
            (Block::Annex { .. }, _) => even(series.replace(Vec::new()), &mut sizes),
            (Block::Table(_), Some(series)) => {
                let cuts = choices.tables.get(&no).map(Vec::as_slice).unwrap_or_default();
                series.extend(cuts.first().filter(|cut| !cut.landscape).map(|cut| (no, cut.size)));
            }
            _ => {}
        }
    }
    even(series, &mut sizes);
    sizes
}

/// All tables of a series that are not of one size already.
fn even(series: Option<Vec<(usize, f64)>>, sizes: &mut BTreeMap<usize, f64>) {
    let series = series.unwrap_or_default();
    let least = series.iter().map(|(_, size)| *size).fold(f64::INFINITY, f64::min);
    if series.iter().any(|(_, size)| *size > least) {
        sizes.extend(series.into_iter().map(|(no, _)| (no, least)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{document, inlines, long_table, small_table, style, wide_table};
    use super::super::typeset;
    use crate::document::{Block, Table};
    use crate::fonts::testing::bundled;

    /// A table whose names fit on one line in a smaller size only.
    fn crowded() -> Table {
        let mut table = small_table();
        for row in &mut table.rows {
            if let Some(cell) = row.cells.first_mut() {
                cell.content =
                    crate::document::CellContent::Text("社会救助审核确认权限下放到乡镇街道的名称".to_owned());
            }
        }
        table
    }

    fn sizes(blocks: Vec<Block>) -> Vec<(f64, bool)> {
        let set = typeset(&document(blocks), bundled(), &style()).unwrap();
        set.choices.tables.values().flatten().map(|cut| (cut.size, cut.landscape)).collect()
    }

    #[test]
    fn upright_tables_under_one_annex_are_of_one_size() {
        let annex = || Block::Annex { text: inlines("附表"), title: Vec::new() };
        let tables = [small_table(), crowded(), wide_table(12), long_table(40)];
        let alone: Vec<(f64, bool)> =
            tables.iter().flat_map(|table| sizes(vec![annex(), Block::Table(table.clone())])).collect();
        // The wide one stands in parts on turned sheets.
        assert!(alone[1].0 < alone[0].0 && alone[2].1 && alone.len() == 5, "{alone:?}");
        let blocks = std::iter::once(annex()).chain(tables.into_iter().map(Block::Table));
        let together = sizes(blocks.collect());
        let least = (alone[1].0.min(alone[4].0), false);
        assert_eq!(together, [least, least, alone[2], alone[3], least], "alone they are {alone:?}");
    }

    #[test]
    fn tables_of_two_annexes_keep_their_own() {
        let annex = |text: &str| Block::Annex { text: inlines(text), title: Vec::new() };
        let (a, b) = (small_table(), crowded());
        let all = sizes(vec![annex("附件一"), Block::Table(a), annex("附件二"), Block::Table(b)]);
        assert!(all[0].0 > all[1].0, "{all:?}");
    }
}
