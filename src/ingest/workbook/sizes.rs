//! How wide columns and how high rows were made, where a reader comes by it. Nothing is read by it; a copy looks like its
//! original with it.

use std::collections::BTreeMap;

/// Sizes somebody set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// By the first column of a run: the last, and the width in 256ths of a character.
    columns: BTreeMap<u32, (u32, u32)>,
    /// Twentieths of a point.
    rows: BTreeMap<u32, u32>,
}

impl Sizes {
    pub(super) fn columns(&mut self, first: u32, last: u32, width: u32) {
        self.columns.insert(first, (last, width));
    }
    pub(super) fn row(&mut self, row: u32, height: u32) {
        self.rows.insert(row, height);
    }
    /// The width of a column in whole characters, if it was set.
    pub fn width(&self, column: u32) -> Option<u32> {
        let (_, (last, width)) = self.columns.range(..=column).next_back()?;
        (*last >= column).then(|| width.div_ceil(256))
    }
    /// Rows that were made higher or lower, and how many points high.
    pub fn heights(&self) -> impl Iterator<Item = (u32, u32)> {
        self.rows.iter().map(|(row, height)| (*row, height.div_ceil(20)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_that_of_the_run_a_column_is_in() {
        let mut sizes = Sizes::default();
        sizes.columns(0, 0, 2560);
        sizes.columns(2, 4, 2561);
        sizes.row(3, 301);
        let widths: Vec<Option<u32>> = (0..6).map(|column| sizes.width(column)).collect();
        assert_eq!(widths, [Some(10), None, Some(11), Some(11), Some(11), None]);
        assert_eq!(sizes.heights().collect::<Vec<_>>(), [(3, 16)]);
    }
}
