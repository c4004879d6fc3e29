//! A rule's formula made ready to run many times: references numbered once, constants exact.

use super::evaluate::{Breach, Lookup, Stop};
use super::quantity::{Interval, Quantity};
use crate::catalog::MissingMode;
use crate::formula::{Binary, Compare, Expr, Function, Reference};
use crate::model::Exact;

/// By how much two sides may differ and still be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slack<'a> {
    /// By this much, inclusive.
    Within(Exact),
    /// As far as the rounding of the operands explains it: the places each reference of
    /// [`Compiled::references`] was rounded to, nothing for a count, which is exact.
    Rounded(&'a [Option<u32>]),
}

/// A formula to run. What it needs is asked for once: [`Compiled::references`], in order of first appearance.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub references: Vec<Reference>,
    root: Truth,
}

#[derive(Clone, Debug)]
enum Truth {
    Chain(Number, Vec<(Compare, Number)>),
    And(Box<Truth>, Box<Truth>),
    Or(Box<Truth>, Box<Truth>),
    Implies(Box<Truth>, Box<Truth>),
    Not(Box<Truth>),
    /// A bare number says nothing that could hold.
    Broken,
}

#[derive(Clone, Debug)]
enum Number {
    Constant(Exact),
    Slot(usize),
    Negate(Box<Number>),
    Binary(Binary, Box<Number>, Box<Number>),
    Call(Function, Vec<Number>),
    Round(Box<Number>, u32),
    /// A comparison is no number.
    Broken,
}

type Answer<T> = Result<T, Stop>;

impl Compiled {
    pub fn new(expr: &Expr) -> Self {
        let mut references: Vec<Reference> = Vec::new();
        for reference in expr.references() {
            if !references.contains(reference) {
                references.push(reference.clone());
            }
        }
        let root = truth(expr, &references);
        Self { references, root }
    }

    /// Whether the formula holds for these values, one for each of the references; if not, the first comparison that fails.
    ///
    /// # Errors
    /// When it cannot be decided, is not about this unit, or breaks.
    pub fn holds(&self, values: &[Lookup], missing: MissingMode, slack: Slack<'_>) -> Answer<Option<Breach>> {
        if values.contains(&Lookup::NotAsked) {
            return Err(Stop::NotAsked);
        }
        let lacking = values.iter().filter(|value| **value == Lookup::Missing).count();
        let skip = match missing {
            MissingMode::SkipAny => lacking > 0,
            MissingMode::SkipAll => lacking == values.len() && !values.is_empty(),
            MissingMode::Zero => false,
        };
        if skip { Err(Stop::Undecided) } else { Run { values, slack }.truth(&self.root) }
    }
}

fn truth(expr: &Expr, slots: &[Reference]) -> Truth {
    let boxed = |inner: &Expr| Box::new(truth(inner, slots));
    match expr {
        Expr::Chain(first, links) => {
            let links = links.iter().map(|(op, right)| (*op, number(right, slots))).collect();
            Truth::Chain(number(first, slots), links)
        }
        Expr::And(a, b) => Truth::And(boxed(a), boxed(b)),
        Expr::Or(a, b) => Truth::Or(boxed(a), boxed(b)),
        Expr::Implies(a, b) => Truth::Implies(boxed(a), boxed(b)),
        Expr::Not(inner) => Truth::Not(boxed(inner)),
        _ => Truth::Broken,
    }
}

fn number(expr: &Expr, slots: &[Reference]) -> Number {
    let boxed = |inner: &Expr| Box::new(number(inner, slots));
    match expr {
        Expr::Number(n) | Expr::Measured(n, _) => Exact::from_decimal(*n).map_or(Number::Broken, Number::Constant),
        Expr::Reference(reference) => {
            slots.iter().position(|known| known == reference).map_or(Number::Broken, Number::Slot)
        }
        Expr::Negate(inner) => Number::Negate(boxed(inner)),
        Expr::Binary(op, a, b) => Number::Binary(*op, boxed(a), boxed(b)),
        Expr::Call(Function::Round, arguments) => match arguments.as_slice() {
            [value, Expr::Number(places)] => {
                u32::try_from(*places).map_or(Number::Broken, |places| Number::Round(boxed(value), places))
            }
            _ => Number::Broken,
        },
        Expr::Call(function, arguments) => {
            Number::Call(*function, arguments.iter().map(|argument| number(argument, slots)).collect())
        }
        _ => Number::Broken,
    }
}

/// One run over one set of values.
#[derive(Clone, Copy)]
struct Run<'a> {
    values: &'a [Lookup],
    slack: Slack<'a>,
}

impl Run<'_> {
    /// The values as they are written: nothing is rounded, nothing differs.
    fn plain(self) -> Self {
        Self { slack: Slack::Within(Exact::ZERO), ..self }
    }

    fn truth(&self, node: &Truth) -> Answer<Option<Breach>> {
        match node {
            Truth::Chain(first, links) => match self.slack {
                Slack::Within(tolerance) => self.chain::<Exact>(first, links, tolerance),
                Slack::Rounded(_) => self.chain::<Interval>(first, links, Exact::ZERO),
            },
            Truth::And(a, b) => Ok(self.truth(a)?.or(self.truth(b)?)),
            Truth::Or(a, b) => match self.truth(a)? {
                None => Ok(None),
                Some(_) => self.truth(b),
            },
            Truth::Implies(condition, consequence) => match self.condition().truth(condition)? {
                None => self.truth(consequence),
                Some(_) => Ok(None),
            },
            Truth::Not(inner) => match self.condition().truth(inner)? {
                Some(_) => Ok(None),
                None => Ok(Some(Breach { left: Exact::from_int(1), op: Compare::Equal, right: Exact::ZERO })),
            },
            Truth::Broken => Err(Stop::Broken),
        }
    }

    /// What decides whether a rule applies goes by the values as written: 0.0 could stand for 0.04, but says 0.
    fn condition(&self) -> Self {
        if matches!(self.slack, Slack::Rounded(_)) { self.plain() } else { *self }
    }

    fn chain<Q: Quantity>(
        &self,
        first: &Number,
        links: &[(Compare, Number)],
        tolerance: Exact,
    ) -> Answer<Option<Breach>> {
        let mut left = self.number::<Q>(first)?;
        let mut before = first;
        for (op, node) in links {
            let right = self.number::<Q>(node)?;
            if !Q::compare(left, *op, right, tolerance).ok_or(Stop::Broken)? {
                let shown = self.plain();
                let (left, right) = (shown.number::<Exact>(before)?, shown.number::<Exact>(node)?);
                return Ok(Some(Breach { left, op: *op, right }));
            }
            (left, before) = (right, node);
        }
        Ok(None)
    }

    fn value<Q: Quantity>(&self, slot: usize) -> Answer<Q> {
        let places = match self.slack {
            Slack::Within(_) => None,
            Slack::Rounded(places) => places.get(slot).copied().flatten(),
        };
        match self.values.get(slot) {
            Some(Lookup::Value(value)) => Q::rounded(*value, places).ok_or(Stop::Broken),
            // Only reached where the rule says that missing counts as zero.
            Some(Lookup::Missing) => Ok(Q::exact(Exact::ZERO)),
            Some(Lookup::NotAsked) => Err(Stop::NotAsked),
            None => Err(Stop::Broken),
        }
    }

    fn number<Q: Quantity>(&self, node: &Number) -> Answer<Q> {
        match node {
            Number::Constant(value) => Ok(Q::exact(*value)),
            Number::Slot(slot) => self.value(*slot),
            Number::Negate(inner) => self.number::<Q>(inner)?.negated().ok_or(Stop::Broken),
            Number::Binary(op, a, b) => {
                let (a, b) = (self.number::<Q>(a)?, self.number::<Q>(b)?);
                match op {
                    Binary::Add => a.plus(b),
                    Binary::Subtract => a.minus(b),
                    Binary::Multiply => a.times(b),
                    // Nothing to divide by is nothing to judge.
                    Binary::Divide if b.may_be_zero() => return Err(Stop::Undecided),
                    Binary::Divide => a.by(b),
                }
                .ok_or(Stop::Broken)
            }
            Number::Round(inner, places) => self.number::<Q>(inner)?.to_places(*places).ok_or(Stop::Broken),
            Number::Call(function, arguments) => self.call(*function, arguments),
            Number::Broken => Err(Stop::Broken),
        }
    }

    fn call<Q: Quantity>(&self, function: Function, arguments: &[Number]) -> Answer<Q> {
        let (first, rest) = arguments.split_first().ok_or(Stop::Broken)?;
        let first = self.number::<Q>(first)?;
        let fold = |join: fn(Q, Q) -> Option<Q>| {
            rest.iter().try_fold(first, |all, node| join(all, self.number(node)?).ok_or(Stop::Broken))
        };
        match function {
            Function::Abs => first.size().ok_or(Stop::Broken),
            Function::Min => fold(|a, b| Some(a.least(b))),
            Function::Max => fold(|a, b| Some(a.most(b))),
            Function::Sum => fold(Q::plus),
            Function::Round => Err(Stop::Broken),
        }
    }
}

#[cfg(test)]
#[path = "compiled_tests.rs"]
mod tests;
