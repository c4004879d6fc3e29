//! What a formula is once read.

use crate::model::{Decimal, Measure};

/// An expression. Comparisons chain: `0 <= a <= b` has one `Chain` with two links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    Number(Decimal),
    /// A number with its unit, `10000[元/万元]`. Checked when a rule is loaded, and then a plain number.
    Measured(Decimal, String),
    Reference(Reference),
    Negate(Box<Expr>),
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// First operand, then each comparison with its right operand.
    Chain(Box<Expr>, Vec<(Compare, Expr)>),
    Not(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    /// `if a then b`: holds where `a` does not.
    Implies(Box<Expr>, Box<Expr>),
    Call(Function, Vec<Expr>),
}

/// An indicator by name or id, with what of it is meant: `火化遗体数[本月]@上月`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// As written: a Chinese name, an alias or a dotted id; or a variable of the rule (`$x`).
    pub name: String,
    /// Absent: the measure the rule is being run for.
    pub measure: Option<Measure>,
    pub shift: Shift,
    /// Whose value: the unit's own, or the sum over the units below it.
    pub scope: Scope,
    /// The form that must have given it, where several ask for it.
    pub form: Option<String>,
}

/// Of which regions a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Scope {
    #[default]
    Own,
    /// `sum over children 人数`, `下级合计 人数`: missing as long as one of them is.
    Children,
    /// `sum over units 人数`, `各单位合计 人数`: of all units of the desk that are asked, the bureau itself among them;
    /// put to the bureau only.
    Units,
}

/// In which period a reference is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Shift {
    #[default]
    Same,
    /// `@上月`, `@last_month`
    LastMonth,
    /// `@去年同期`, `@last_year`
    LastYear,
    /// `@年初`, `@year_start`: the end of last December.
    YearStart,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Abs,
    Min,
    Max,
    Sum,
    /// `round(x, places)`, half up.
    Round,
}
