//! A formula with its references numbered, to be put to many units and months.

use super::evaluate::{Breach, Evaluator, Lookup, Stop};
use crate::catalog::MissingMode;
use crate::formula::{Expr, Reference};
use crate::model::{Decimal, Exact};

#[derive(Debug)]
pub struct Compiled {
    /// What is looked up, in the order of the values [`Compiled::holds`] takes.
    pub references: Vec<Reference>,
    expr: Expr,
}

impl Compiled {
    pub fn new(expr: &Expr) -> Self {
        let mut references: Vec<Reference> = Vec::new();
        for reference in expr.references() {
            if !references.contains(reference) {
                references.push(reference.clone());
            }
        }
        Self { references, expr: expr.clone() }
    }

    /// # Errors
    /// When it cannot be decided, is not about this unit, or breaks.
    pub fn holds(&self, values: &[Lookup], missing: MissingMode, tolerance: Decimal) -> Result<Option<Breach>, Stop> {
        let lookup = |reference: &Reference| {
            let at = self.references.iter().position(|r| r == reference);
            at.and_then(|at| values.get(at).copied()).unwrap_or(Lookup::Missing)
        };
        let tolerance = Exact::from_decimal(tolerance).unwrap_or(Exact::ZERO);
        Evaluator { lookup: &lookup, missing, tolerance }.holds(&self.expr)
    }
}
