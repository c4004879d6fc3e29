//! The expression language of rules and targets: lex, parse, print. No evaluation here.

mod ast;

pub use ast::{Binary, Compare, Expr, Function, Reference, Shift};
