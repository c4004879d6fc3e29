//! A formula over looked-up values → holds, fails, cannot be decided, or breaks.

use crate::catalog::MissingMode;
use crate::formula::{Binary, Compare, Expr, Function, Reference};
use crate::model::Exact;

/// What a reference turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    Value(Exact),
    /// Asked for, and there is no number.
    Missing,
    /// The unit does not owe it: the rule is not about this unit.
    NotAsked,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    NotAsked,
    Undecided,
    Broken,
}

/// A comparison that does not hold, with both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breach {
    pub left: Exact,
    pub op: Compare,
    pub right: Exact,
}

/// Evaluates with a way to look references up.
pub struct Evaluator<'a> {
    pub lookup: &'a dyn Fn(&Reference) -> Lookup,
    pub missing: MissingMode,
    pub tolerance: Exact,
}

type Answer<T> = Result<T, Stop>;

impl Evaluator<'_> {
    /// Whether the rule holds; if not, the first comparison that fails.
    ///
    /// # Errors
    /// When it cannot be decided, is not about this unit, or breaks.
    pub fn holds(&self, expr: &Expr) -> Answer<Option<Breach>> {
        let references = expr.references();
        let looked: Vec<Lookup> = references.iter().map(|reference| (self.lookup)(reference)).collect();
        if looked.contains(&Lookup::NotAsked) {
            return Err(Stop::NotAsked);
        }
        let missing = looked.iter().filter(|found| **found == Lookup::Missing).count();
        let skip = match self.missing {
            MissingMode::SkipAny => missing > 0,
            MissingMode::SkipAll => missing == looked.len() && !looked.is_empty(),
            MissingMode::Zero => false,
        };
        if skip { Err(Stop::Undecided) } else { self.truth(expr) }
    }

    fn truth(&self, expr: &Expr) -> Answer<Option<Breach>> {
        match expr {
            Expr::Chain(first, links) => {
                let mut left = self.number(first)?;
                for (op, right) in links {
                    let right = self.number(right)?;
                    if !self.compare(left, *op, right)? {
                        return Ok(Some(Breach { left, op: *op, right }));
                    }
                    left = right;
                }
                Ok(None)
            }
            Expr::And(a, b) => Ok(self.truth(a)?.or(self.truth(b)?)),
            Expr::Or(a, b) => match self.truth(a)? {
                None => Ok(None),
                Some(_) => self.truth(b),
            },
            Expr::Implies(a, b) => match self.truth(a)? {
                None => self.truth(b),
                Some(_) => Ok(None),
            },
            Expr::Not(inner) => match self.truth(inner)? {
                Some(_) => Ok(None),
                None => Ok(Some(Breach { left: Exact::from_int(1), op: Compare::Equal, right: Exact::ZERO })),
            },
            // A bare number says nothing that could hold.
            _ => Err(Stop::Broken),
        }
    }

    fn compare(&self, left: Exact, op: Compare, right: Exact) -> Answer<bool> {
        let gap = left.checked_sub(right).ok_or(Stop::Broken)?;
        let size = gap.abs().ok_or(Stop::Broken)?;
        let minus = self.tolerance.checked_neg().ok_or(Stop::Broken)?;
        Ok(match op {
            Compare::Equal => size <= self.tolerance,
            Compare::NotEqual => size > self.tolerance,
            Compare::Less => gap < Exact::ZERO,
            Compare::LessOrEqual => gap <= self.tolerance,
            Compare::Greater => gap > Exact::ZERO,
            Compare::GreaterOrEqual => gap >= minus,
        })
    }

    fn number(&self, expr: &Expr) -> Answer<Exact> {
        match expr {
            Expr::Number(n) => Exact::from_decimal(*n).ok_or(Stop::Broken),
            Expr::Reference(reference) => match (self.lookup)(reference) {
                Lookup::Value(value) => Ok(value),
                // Only reached where the rule says that missing counts as zero.
                Lookup::Missing => Ok(Exact::ZERO),
                Lookup::NotAsked => Err(Stop::NotAsked),
            },
            Expr::Negate(inner) => self.number(inner)?.checked_neg().ok_or(Stop::Broken),
            Expr::Binary(op, a, b) => self.binary(*op, a, b),
            Expr::Call(function, arguments) => self.call(*function, arguments),
            _ => Err(Stop::Broken),
        }
    }

    fn binary(&self, op: Binary, a: &Expr, b: &Expr) -> Answer<Exact> {
        let (a, b) = (self.number(a)?, self.number(b)?);
        match op {
            Binary::Add => a.checked_add(b),
            Binary::Subtract => a.checked_sub(b),
            Binary::Multiply => a.checked_mul(b),
            // Nothing to divide by is nothing to judge.
            Binary::Divide if b.is_zero() => return Err(Stop::Undecided),
            Binary::Divide => a.checked_div(b),
        }
        .ok_or(Stop::Broken)
    }

    fn call(&self, function: Function, arguments: &[Expr]) -> Answer<Exact> {
        let values = arguments.iter().map(|a| self.number(a)).collect::<Answer<Vec<Exact>>>()?;
        let first = values.first().copied();
        let result = match function {
            Function::Abs => first.and_then(Exact::abs),
            Function::Min => values.iter().min().copied(),
            Function::Max => values.iter().max().copied(),
            Function::Sum => values.iter().try_fold(Exact::ZERO, |sum, value| sum.checked_add(*value)),
            Function::Round => {
                let places = values.get(1).and_then(|p| p.to_text()).and_then(|p| p.parse().ok()).unwrap_or(0);
                first.and_then(|value| value.round(places)).and_then(Exact::from_decimal)
            }
        };
        result.ok_or(Stop::Broken)
    }
}
