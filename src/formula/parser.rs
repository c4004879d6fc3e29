//! Tokens to an expression, by descent with a bounded depth.

use super::lexer::{Spanned, Token, lex};
use super::{Binary, Compare, Expr, FormulaError, Function, Reference, Scope, Shift};
use crate::model::Decimal;

/// Brackets, signs and words within one another.
const MAX_DEPTH: u32 = 64;
/// Most decimal places `round` takes.
const MAX_PLACES: i64 = 12;

/// Reads a formula.
///
/// ```
/// use yuebao::formula::parse;
/// let rule = parse("火化遗体数[本月] ≤ 死亡人数[本月]").unwrap();
/// assert_eq!(rule.to_string(), "火化遗体数[本月] <= 死亡人数[本月]");
/// assert_eq!(parse("火化遗体数 +").unwrap_err().offset, "火化遗体数 +".len());
/// ```
///
/// # Errors
/// The first place where the text stops being a formula, and what may stand there.
pub fn parse(text: &str) -> Result<Expr, FormulaError> {
    let mut parser = Parser::new(text)?;
    let expr = parser.expression()?;
    parser.finish()?;
    Ok(expr)
}

/// Reads a lone reference, `火化遗体数[本月]@上月`: what a rule's examples and `locate` are written in.
///
/// # Errors
/// When the text is no reference, or more than one.
pub fn parse_reference(text: &str) -> Result<Reference, FormulaError> {
    let mut parser = Parser::new(text)?;
    let reference = parser.reference()?;
    parser.finish()?;
    Ok(reference)
}

/// Where the names of a formula's references stand in its text, in the order of [`Expr::references`].
pub fn reference_places(text: &str) -> Vec<usize> {
    let tokens = lex(text).unwrap_or_default();
    tokens.into_iter().filter(|t| matches!(t.token, Token::Name(_))).map(|t| t.span.start).collect()
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Spanned>,
    at: usize,
    depth: u32,
}

type Parsed = Result<Expr, FormulaError>;

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self, FormulaError> {
        Ok(Self { text, tokens: lex(text)?, at: 0, depth: 0 })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|t| &t.token)
    }

    fn take(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.at += 1;
        }
        found
    }

    fn need(&mut self, token: &Token, zh: &str, en: &str) -> Result<(), FormulaError> {
        if self.take(token) { Ok(()) } else { Err(self.unexpected(zh, en)) }
    }

    fn finish(&self) -> Result<(), FormulaError> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(self.unexpected("运算符或结尾", "an operator or the end"))
        }
    }

    fn offset(&self) -> usize {
        self.tokens.get(self.at).map_or(self.text.len(), |t| t.span.start)
    }

    fn unexpected(&self, zh: &str, en: &str) -> FormulaError {
        let offset = self.offset();
        match self.tokens.get(self.at).and_then(|t| self.text.get(t.span.clone())) {
            Some(found) => FormulaError::new(
                offset,
                format!("此处应是{zh}，却是“{found}”"),
                format!("expected {en}, found `{found}`"),
            ),
            None => FormulaError::new(
                offset,
                format!("公式不完整，此处应是{zh}"),
                format!("the formula ends early: expected {en}"),
            ),
        }
    }

    /// Runs `parse` one level deeper.
    fn deeper(&mut self, parse: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth == MAX_DEPTH {
            return Err(FormulaError::new(
                self.offset(),
                format!("嵌套超过{MAX_DEPTH}层，请拆成几条"),
                format!("nested more than {MAX_DEPTH} deep: split the formula"),
            ));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn expression(&mut self) -> Parsed {
        self.deeper(|parser| {
            if !parser.take(&Token::If) {
                return parser.either();
            }
            let condition = parser.expression()?;
            parser.need(&Token::Then, "“则”", "`then`")?;
            let consequence = parser.expression()?;
            Ok(Expr::Implies(Box::new(condition), Box::new(consequence)))
        })
    }

    fn either(&mut self) -> Parsed {
        let mut left = self.both()?;
        while self.take(&Token::Or) {
            left = Expr::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Parsed {
        let mut left = self.negation()?;
        while self.take(&Token::And) {
            left = Expr::And(Box::new(left), Box::new(self.negation()?));
        }
        Ok(left)
    }

    fn negation(&mut self) -> Parsed {
        if self.take(&Token::Not) {
            return Ok(Expr::Not(Box::new(self.deeper(Self::negation)?)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let first = self.sum()?;
        let mut links = Vec::new();
        while let Some(compare) = self.compare() {
            links.push((compare, self.sum()?));
        }
        Ok(if links.is_empty() { first } else { Expr::Chain(Box::new(first), links) })
    }

    fn compare(&mut self) -> Option<Compare> {
        let Some(Token::Compare(compare)) = self.peek() else { return None };
        let compare = *compare;
        self.at += 1;
        Some(compare)
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let op = match self.peek() {
                Some(Token::Plus) => Binary::Add,
                Some(Token::Minus) => Binary::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            left = Expr::Binary(op, Box::new(left), Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.signed()?;
        loop {
            let op = match self.peek() {
                Some(Token::Times) => Binary::Multiply,
                Some(Token::Divide) => Binary::Divide,
                _ => return Ok(left),
            };
            self.at += 1;
            left = Expr::Binary(op, Box::new(left), Box::new(self.signed()?));
        }
    }

    fn signed(&mut self) -> Parsed {
        if self.take(&Token::Minus) {
            return Ok(Expr::Negate(Box::new(self.deeper(Self::signed)?)));
        }
        self.atom()
    }

    fn atom(&mut self) -> Parsed {
        let Some(token) = self.peek().cloned() else {
            return Err(self.unexpected("数字、指标或括号", "a number, an indicator or a bracket"));
        };
        let at = self.at;
        self.at += 1;
        match token {
            Token::Number(value) => Ok(match self.peek().cloned() {
                Some(Token::Unit(unit)) => {
                    self.at += 1;
                    Expr::Measured(value, unit)
                }
                _ => Expr::Number(value),
            }),
            Token::Name(_) | Token::Form(_) | Token::Children | Token::Units => {
                self.at = at;
                self.reference().map(Expr::Reference)
            }
            Token::Function(function) => self.call(function, at),
            Token::Open => {
                let inner = self.expression()?;
                self.need(&Token::Close, "“)”", "`)`")?;
                Ok(inner)
            }
            _ => {
                self.at = at;
                Err(self.unexpected("数字、指标或括号", "a number, an indicator or a bracket"))
            }
        }
    }

    /// `下级合计 《表1》名称[计量]@上月`, all but the name at will.
    fn reference(&mut self) -> Result<Reference, FormulaError> {
        let scope = match (self.take(&Token::Children), self.take(&Token::Units)) {
            (true, _) => Scope::Children,
            (_, true) => Scope::Units,
            _ => Scope::Own,
        };
        let form = match self.peek().cloned() {
            Some(Token::Form(form)) => {
                self.at += 1;
                Some(form)
            }
            _ => None,
        };
        let Some(Token::Name(name)) = self.peek().cloned() else {
            return Err(self.unexpected("指标名称", "the name of an indicator"));
        };
        self.at += 1;
        let mut reference = Reference { name, measure: None, shift: Shift::Same, scope, form };
        if let Some(Token::Measure(measure)) = self.peek() {
            reference.measure = Some(*measure);
            self.at += 1;
        }
        if let Some(Token::Shift(shift)) = self.peek() {
            reference.shift = *shift;
            self.at += 1;
        }
        Ok(reference)
    }

    fn call(&mut self, function: Function, at: usize) -> Parsed {
        self.need(&Token::Open, "“(”（函数名用作指标名称时加「」）", "`(` (a name like a function's goes in 「」)")?;
        let mut arguments = vec![self.expression()?];
        while self.take(&Token::Comma) {
            arguments.push(self.expression()?);
        }
        self.need(&Token::Close, "“,”或“)”", "`,` or `)`")?;
        check_arguments(function, &arguments)
            .map_err(|(zh, en)| FormulaError::new(self.tokens.get(at).map_or(0, |t| t.span.start), zh, en))?;
        Ok(Expr::Call(function, arguments))
    }
}

fn check_arguments(function: Function, arguments: &[Expr]) -> Result<(), (&'static str, &'static str)> {
    match (function, arguments) {
        (Function::Abs, [_]) | (Function::Min | Function::Max | Function::Sum, _) => Ok(()),
        (Function::Abs, _) => Err(("abs 只要一个数", "abs takes one number")),
        (Function::Round, [_, Expr::Number(places)])
            if places.fract().is_zero() && *places <= Decimal::from(MAX_PLACES) =>
        {
            Ok(())
        }
        (Function::Round, _) => Err((
            "round 要两项：数和小数位数（0至12的整数），如 round(x, 2)",
            "round takes a number and its places (a whole number, 0 to 12), as in round(x, 2)",
        )),
    }
}
