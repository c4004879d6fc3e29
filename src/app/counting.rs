//! Which findings count for an edition: those of its period, and earlier ones of the year whose cells enter its figures.

use super::trace::Closure;
use crate::facts::FactTable;
use crate::finding::Finding;
use crate::model::{Cell, Figure, Month, Period, RegionCode};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What counts for an edition, and what deciding it has made.
pub struct Counting<T> {
    /// Figures of the judgements and of the documents' words.
    pub made: Vec<Figure>,
    pub of_trace: T,
    pub findings: Vec<Finding>,
}

/// The cells under an edition's figures, and the returns they lack.
pub struct Entered {
    months: BTreeSet<Month>,
    cells: BTreeSet<(Arc<str>, Arc<str>, Cell)>,
    gaps: BTreeSet<(Month, RegionCode)>,
}

impl Entered {
    pub fn new(period: Period, closure: &Closure<'_>, facts: &FactTable) -> Self {
        let mut entered =
            Self { months: period.months().into_iter().collect(), cells: BTreeSet::new(), gaps: BTreeSet::new() };
        for fact in closure.facts.iter().filter_map(|number| facts.get(*number)) {
            match &fact.source {
                Some(source) => {
                    entered.cells.insert((Arc::clone(&source.file), Arc::clone(&source.sheet), source.cell));
                }
                None => {
                    entered.gaps.insert((fact.month, fact.region.clone()));
                }
            }
        }
        entered
    }

    pub fn counts(&self, finding: &Finding) -> bool {
        if self.months.contains(&finding.month) {
            return true;
        }
        match (&finding.place.file, &finding.place.sheet, finding.place.cell) {
            (Some(file), Some(sheet), Some(cell)) => self.has(file, sheet, cell),
            // About a sheet, a file or a return that never came: it matters where something is lacking for it.
            _ => finding.region.as_ref().is_some_and(|region| self.gaps.contains(&(finding.month, region.clone()))),
        }
    }

    fn has(&self, file: &Arc<str>, sheet: &Arc<str>, cell: Cell) -> bool {
        self.cells.contains(&(Arc::clone(file), Arc::clone(sheet), cell))
    }
}
