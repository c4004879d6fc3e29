//! Names of rows in several columns: groups on the left, what they hold on the right (城市 | 人数).

use super::Sheet;
use super::block::Block;
use crate::catalog::{head_path, normalise_label};

/// The levels of a row's name from the left: the columns before that of the names, and those its head is drawn over. A
/// level with nothing in it is that of the row above.
pub(super) fn levels(sheet: &Sheet<'_>, block: &Block, row: u32) -> Vec<String> {
    let grid = sheet.grid;
    let mut last = grid.merge_at(block.anchor, block.label).map_or(block.label, |merge| merge.last.column);
    // Where nothing is merged, a head is written over the first of its columns only.
    while grid.merges.is_empty() && block.heads.get(&(last + 1)).is_some_and(|path| path.is_empty()) {
        last += 1;
    }
    let mut levels: Vec<String> = Vec::new();
    for column in block.left..=last.min(block.right.saturating_sub(1)) {
        let mut rows = (block.first..=row).rev();
        // The last level is the row's own.
        let own = column == last;
        let text = rows.find_map(|row| {
            let text = normalise_label(&grid.merged_text(row, column));
            (!text.is_empty() || own).then_some(text)
        });
        levels.extend(text.filter(|text| !text.is_empty() && levels.last() != Some(text)));
    }
    levels
}

/// The levels of a name as a form writes it: `城市/人数`; nothing for a name of one level.
pub(super) fn written(label: &str) -> Option<Vec<String>> {
    let levels: Vec<String> = head_path(label).iter().map(|level| normalise_label(level)).collect();
    (levels.len() > 1).then_some(levels)
}
