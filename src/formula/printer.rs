//! An expression to text that parses back to it, with the fewest brackets.

use super::lexer::is_bare;
use super::{Binary, Compare, Expr, Function, Reference, Scope, Shift};
use std::fmt;

/// How tightly an expression binds; an operand that binds looser than its place goes in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Implies,
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Sign,
    Atom,
}

fn level(expr: &Expr) -> Level {
    match expr {
        Expr::Implies(..) => Level::Implies,
        Expr::Or(..) => Level::Or,
        Expr::And(..) => Level::And,
        Expr::Not(_) => Level::Not,
        Expr::Chain(..) => Level::Compare,
        Expr::Binary(Binary::Add | Binary::Subtract, ..) => Level::Sum,
        Expr::Binary(Binary::Multiply | Binary::Divide, ..) => Level::Product,
        Expr::Negate(_) => Level::Sign,
        Expr::Number(n) | Expr::Measured(n, _) if n.is_sign_negative() => Level::Sign,
        Expr::Number(_) | Expr::Measured(..) | Expr::Reference(_) | Expr::Call(..) => Level::Atom,
    }
}

/// Writes `expr` where something at least as tight as `place` is wanted.
fn operand(f: &mut fmt::Formatter<'_>, expr: &Expr, place: Level) -> fmt::Result {
    if level(expr) < place { write!(f, "({expr})") } else { write!(f, "{expr}") }
}

/// Writes `left word right` for an operator that takes its left side first.
fn infix(f: &mut fmt::Formatter<'_>, left: &Expr, sides: (Level, Level), word: &str, right: &Expr) -> fmt::Result {
    operand(f, left, sides.0)?;
    write!(f, " {word} ")?;
    operand(f, right, sides.1)
}

/// Canonical text: ASCII operators, Chinese words. What `parse` gave comes back equal. (A tree that
/// no text gives, such as a negative `Number`, a call without arguments or an empty name, prints as
/// what it means.)
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(value) => write!(f, "{value}"),
            Self::Measured(value, unit) => write!(f, "{value}[{unit}]"),
            Self::Reference(reference) => write!(f, "{reference}"),
            Self::Negate(inner) => {
                f.write_str("-")?;
                operand(f, inner, Level::Sign)
            }
            Self::Binary(op @ (Binary::Add | Binary::Subtract), left, right) => {
                infix(f, left, (Level::Sum, Level::Product), op.sign(), right)
            }
            Self::Binary(op, left, right) => infix(f, left, (Level::Product, Level::Sign), op.sign(), right),
            Self::Chain(first, links) => {
                operand(f, first, Level::Sum)?;
                links.iter().try_for_each(|(compare, right)| {
                    write!(f, " {compare} ")?;
                    operand(f, right, Level::Sum)
                })
            }
            Self::Not(inner) => {
                f.write_str("非 ")?;
                operand(f, inner, Level::Not)
            }
            Self::And(left, right) => infix(f, left, (Level::And, Level::Not), "且", right),
            Self::Or(left, right) => infix(f, left, (Level::Or, Level::And), "或", right),
            Self::Implies(condition, consequence) => {
                f.write_str("若 ")?;
                infix(f, condition, (Level::Or, Level::Implies), "则", consequence)
            }
            Self::Call(function, arguments) => {
                write!(f, "{function}(")?;
                for (i, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str(")")
            }
        }
    }
}

/// `下级合计 《表4》火化遗体数[本月]@上月`, the name in 「」 where it could be misread.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.scope {
            Scope::Own => "",
            Scope::Children => "下级合计 ",
            Scope::Units => "各单位合计 ",
        })?;
        if let Some(form) = &self.form {
            write!(f, "《{}》", form.replace('》', "》》"))?;
        }
        if is_bare(&self.name) {
            f.write_str(&self.name)?;
        } else {
            write!(f, "「{}」", self.name.replace('」', "」」"))?;
        }
        if let Some(measure) = self.measure {
            write!(f, "[{}]", measure.name())?;
        }
        write!(f, "{}", self.shift)
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "",
            Self::LastMonth => "@上月",
            Self::LastYear => "@去年同期",
            Self::YearStart => "@年初",
        })
    }
}

impl Binary {
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}

impl Compare {
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sign())
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Abs => "abs",
            Self::Min => "min",
            Self::Max => "max",
            Self::Sum => "sum",
            Self::Round => "round",
        })
    }
}
