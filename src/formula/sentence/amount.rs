//! The numbers of a sentence: sums, products, percentages.

use super::{Mood, Speaker};
use crate::formula::{Binary, Expr, Function};
use crate::model::Decimal;

impl Speaker<'_> {
    pub(super) fn amount(&self, expr: &Expr) -> String {
        match expr {
            Expr::Number(value) => plain(*value),
            Expr::Measured(value, unit) => format!("{}{}", plain(*value), unit.split('/').next().unwrap_or_default()),
            Expr::Reference(reference) => self.reference(reference),
            Expr::Negate(inner) => format!("负的{}", self.tight(inner)),
            Expr::Binary(Binary::Add | Binary::Subtract, ..) => self.sum(expr),
            Expr::Binary(op, left, right) => self.product(*op, left, right),
            Expr::Call(function, arguments) => self.call(*function, arguments),
            truth => format!("（{}）", self.truth(truth, Mood::Is)),
        }
    }

    /// As part of a product: what would run into its neighbours stands in brackets.
    fn tight(&self, expr: &Expr) -> String {
        let loose = matches!(
            expr,
            Expr::Negate(_)
                | Expr::Binary(Binary::Add | Binary::Subtract, ..)
                | Expr::Call(Function::Min | Function::Max | Function::Sum, _)
        );
        let text = self.amount(expr);
        if loose { format!("（{text}）") } else { text }
    }

    fn sum(&self, expr: &Expr) -> String {
        let mut terms = Vec::new();
        terms_of(expr, &mut terms);
        let all: Vec<String> = terms.iter().map(|(_, term)| self.tight(term)).collect();
        if terms.iter().all(|(op, _)| *op == Binary::Add) {
            return summed(&all);
        }
        let signed = terms.iter().zip(&all).enumerate().map(|(at, ((op, _), text))| match (at, op) {
            (0, _) => text.clone(),
            (_, Binary::Subtract) => format!("减{text}"),
            _ => format!("加{text}"),
        });
        signed.collect()
    }

    fn product(&self, op: Binary, left: &Expr, right: &Expr) -> String {
        if let Some((part, whole)) = percentage(op, left, right) {
            return format!("{}占{}的百分比", self.tight(part), self.tight(whole));
        }
        let within = |expr: &Expr| {
            let text = self.tight(expr);
            if matches!(expr, Expr::Binary(Binary::Multiply | Binary::Divide, ..)) {
                format!("（{text}）")
            } else {
                text
            }
        };
        match (op, left, right) {
            (Binary::Multiply, Expr::Number(times), of) | (Binary::Multiply, of, Expr::Number(times)) => {
                format!("{}的{}倍", self.tight(of), plain(*times))
            }
            (Binary::Divide, ..) => format!("{}除以{}", self.tight(left), within(right)),
            _ => format!("{}乘以{}", self.tight(left), within(right)),
        }
    }

    fn call(&self, function: Function, arguments: &[Expr]) -> String {
        let all: Vec<String> = arguments.iter().map(|argument| self.amount(argument)).collect();
        let first = arguments.first().map(|first| self.tight(first)).unwrap_or_default();
        let list = all.join("、");
        match (function, arguments) {
            (Function::Abs, _) => format!("{first}的绝对值"),
            (Function::Sum, _) => summed(&all),
            (Function::Min, [_, _]) => format!("{list}中较小的一个"),
            (Function::Max, [_, _]) => format!("{list}中较大的一个"),
            (Function::Min, _) => format!("{list}中最小的一个"),
            (Function::Max, _) => format!("{list}中最大的一个"),
            (Function::Round, [_, Expr::Number(places)]) if !places.is_zero() => {
                format!("{first}四舍五入保留{}位小数的数", plain(*places))
            }
            (Function::Round, _) => format!("{first}四舍五入取整的数"),
        }
    }
}

pub(super) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `甲与乙之和`, `甲、乙、丙之和`
fn summed(all: &[String]) -> String {
    format!("{}之和", all.join(if all.len() == 2 { "与" } else { "、" }))
}

/// What is added and taken away, in turn.
fn terms_of<'a>(expr: &'a Expr, terms: &mut Vec<(Binary, &'a Expr)>) {
    match expr {
        Expr::Binary(op @ (Binary::Add | Binary::Subtract), left, right) => {
            terms_of(left, terms);
            match (op, right.as_ref()) {
                (Binary::Add, sum @ Expr::Binary(Binary::Add, ..)) => terms_of(sum, terms),
                (op, one) => terms.push((*op, one)),
            }
        }
        one => terms.push((Binary::Add, one)),
    }
}

/// A hundred times one number by another, however it is written.
fn percentage<'a>(op: Binary, left: &'a Expr, right: &'a Expr) -> Option<(&'a Expr, &'a Expr)> {
    let is_hundred = |expr: &Expr| matches!(expr, Expr::Number(n) if *n == Decimal::ONE_HUNDRED);
    match (op, left, right) {
        (Binary::Divide, Expr::Binary(Binary::Multiply, a, b), whole) if is_hundred(a) => Some((b, whole)),
        (Binary::Divide, Expr::Binary(Binary::Multiply, a, b), whole) if is_hundred(b) => Some((a, whole)),
        (Binary::Multiply, hundred, Expr::Binary(Binary::Divide, a, b))
        | (Binary::Multiply, Expr::Binary(Binary::Divide, a, b), hundred)
            if is_hundred(hundred) =>
        {
            Some((a, b))
        }
        _ => None,
    }
}
