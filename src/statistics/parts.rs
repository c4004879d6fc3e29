//! What a total is made of: the ground on which two totals can be set against each other.

use super::book::FigureBook;
use crate::model::{Figure, Operand, RegionCode};
use std::collections::BTreeSet;

/// The units a total is made of: those asked, and those whose number came.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub asked: BTreeSet<RegionCode>,
    pub came: BTreeSet<RegionCode>,
}

impl Parts {
    pub fn of(book: &FigureBook, total: &Figure) -> Self {
        let mut parts = Self::default();
        parts.take(book, total, &total.key.region);
        parts
    }
    /// Follows the total's own figures (a ratio's two totals) down to those of units.
    fn take(&mut self, book: &FigureBook, figure: &Figure, total: &RegionCode) {
        for operand in &figure.trace.operands {
            let Operand::Figure(key) = operand else { continue };
            let Some(below) = book.find(key) else { continue };
            if key.region == *total {
                self.take(book, below, total);
                continue;
            }
            self.asked.insert(key.region.clone());
            if below.value.is_some() {
                self.came.insert(key.region.clone());
            }
        }
    }
}
