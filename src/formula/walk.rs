//! Through an expression: its references, and what is said of them.

use super::{Expr, Reference};

impl Expr {
    /// All references, in order of appearance, repeated ones too.
    pub fn references(&self) -> Vec<&Reference> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a Reference>) {
        match self {
            Self::Number(_) | Self::Measured(..) => {}
            Self::Reference(reference) => found.push(reference),
            Self::Negate(inner) | Self::Not(inner) => inner.collect(found),
            Self::Binary(_, left, right)
            | Self::And(left, right)
            | Self::Or(left, right)
            | Self::Implies(left, right) => {
                left.collect(found);
                right.collect(found);
            }
            Self::Chain(first, links) => {
                first.collect(found);
                links.iter().for_each(|(_, right)| right.collect(found));
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|argument| argument.collect(found)),
        }
    }

    /// All references, in the same order, to be changed.
    pub fn references_mut(&mut self) -> Vec<&mut Reference> {
        let mut found = Vec::new();
        self.collect_mut(&mut found);
        found
    }

    fn collect_mut<'a>(&'a mut self, found: &mut Vec<&'a mut Reference>) {
        if let Self::Reference(reference) = self {
            found.push(reference);
        } else {
            self.parts_mut().into_iter().for_each(|part| part.collect_mut(found));
        }
    }

    /// The expression without the units of its numbers.
    #[must_use]
    pub fn without_units(mut self) -> Self {
        self.drop_units();
        self
    }

    fn drop_units(&mut self) {
        if let Self::Measured(value, _) = self {
            *self = Self::Number(*value);
        }
        self.parts_mut().into_iter().for_each(Self::drop_units);
    }

    fn parts_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Number(_) | Self::Measured(..) | Self::Reference(_) => Vec::new(),
            Self::Negate(inner) | Self::Not(inner) => vec![inner],
            Self::Binary(_, left, right)
            | Self::And(left, right)
            | Self::Or(left, right)
            | Self::Implies(left, right) => vec![left, right],
            Self::Chain(first, links) => {
                let rest = links.iter_mut().map(|(_, right)| right);
                std::iter::once(&mut **first).chain(rest).collect()
            }
            Self::Call(_, arguments) => arguments.iter_mut().collect(),
        }
    }
}
