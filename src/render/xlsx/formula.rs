//! A rule's formula as a spreadsheet computes it.
//!
//! A spreadsheet has binary floats and no word for "cannot be decided". So differences are rounded far below any
//! tolerance before they are compared, and what cannot be computed (nothing to divide by) fails no one.

use crate::catalog::MissingMode;
use crate::document::{BlankBook, BlankCheck, Spot};
use crate::formula::{Binary, Compare, Expr, Function, Reference};
use crate::model::Decimal;

/// Decimal places to which differences are compared.
const FINE: u32 = 9;

/// Where the references of one check stand, seen from one sheet.
struct Translator<'a> {
    book: &'a BlankBook,
    sheet: usize,
    check: &'a BlankCheck,
}

/// TRUE where a check fails; FALSE where it holds or cannot be decided yet.
pub(super) fn fails(book: &BlankBook, sheet: usize, check: &BlankCheck) -> Option<String> {
    let translator = Translator { book, sheet, check };
    let cells: Vec<String> =
        check.operands.iter().map(|(_, spot)| translator.address(*spot)).collect::<Option<Vec<_>>>()?;
    let mut known = cells.clone();
    known.sort();
    known.dedup();
    let count = format!("COUNT({})", known.join(","));
    let decided = match check.missing {
        MissingMode::SkipAny => format!("{count}={}", known.len()),
        // A sheet on which nothing has been filled in yet is not wrong.
        MissingMode::SkipAll | MissingMode::Zero => format!("{count}>0"),
    };
    let holds = translator.truth(&check.expr)?;
    Some(format!("IFERROR(IF({decided},NOT({holds}),FALSE),FALSE)"))
}

/// All operands stand on the check's own sheet.
pub(super) fn is_within(sheet: usize, check: &BlankCheck) -> bool {
    check.operands.iter().all(|(_, spot)| spot.sheet == sheet)
}

/// A cell's address, with its sheet when that is another.
pub(super) fn address(book: &BlankBook, from: usize, spot: Spot) -> Option<String> {
    if spot.sheet == from {
        return Some(spot.cell.to_string());
    }
    let sheet = book.sheets.get(spot.sheet)?;
    Some(format!("'{}'!{}", sheet.name.replace('\'', "''"), spot.cell))
}

/// A text inside a formula; longer ones than a spreadsheet takes are cut.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", super::meta::cut(text, 240).replace('"', "\"\""))
}

impl Translator<'_> {
    fn address(&self, spot: Spot) -> Option<String> {
        address(self.book, self.sheet, spot)
    }

    fn truth(&self, expr: &Expr) -> Option<String> {
        Some(match expr {
            Expr::Chain(first, links) => {
                let mut left = self.number(first)?;
                let mut all = Vec::new();
                for (op, right) in links {
                    let right = self.number(right)?;
                    all.push(self.compare(&left, *op, &right));
                    left = right;
                }
                match all.as_slice() {
                    [one] => one.clone(),
                    several => format!("AND({})", several.join(",")),
                }
            }
            Expr::And(a, b) => format!("AND({},{})", self.truth(a)?, self.truth(b)?),
            Expr::Or(a, b) => format!("IF({},TRUE,{})", self.truth(a)?, self.truth(b)?),
            Expr::Implies(a, b) => format!("IF({},{},TRUE)", self.truth(a)?, self.truth(b)?),
            Expr::Not(inner) => format!("NOT({})", self.truth(inner)?),
            // A bare number says nothing that could hold.
            _ => return None,
        })
    }

    fn compare(&self, left: &str, op: Compare, right: &str) -> String {
        let gap = format!("ROUND(({left})-({right}),{FINE})");
        let tolerance = number(self.check.tolerance);
        match op {
            Compare::Equal => format!("ABS({gap})<={tolerance}"),
            Compare::NotEqual => format!("ABS({gap})>{tolerance}"),
            Compare::Less => format!("{gap}<0"),
            Compare::LessOrEqual => format!("{gap}<={tolerance}"),
            Compare::Greater => format!("{gap}>0"),
            Compare::GreaterOrEqual => format!("{gap}>=-{tolerance}"),
        }
    }

    fn number(&self, expr: &Expr) -> Option<String> {
        Some(match expr {
            Expr::Number(value) => number(*value),
            Expr::Reference(reference) => self.operand(reference)?,
            Expr::Negate(inner) => format!("-({})", self.number(inner)?),
            Expr::Binary(op, a, b) => {
                let (a, b) = (self.number(a)?, self.number(b)?);
                match op {
                    Binary::Add => format!("{a}+{b}"),
                    Binary::Subtract => format!("{a}-({b})"),
                    Binary::Multiply | Binary::Divide => format!("({a}){}({b})", op.sign()),
                }
            }
            Expr::Call(function, arguments) => self.call(*function, arguments)?,
            _ => return None,
        })
    }

    fn operand(&self, reference: &Reference) -> Option<String> {
        let (_, spot) = self.check.operands.iter().find(|(known, _)| known == reference)?;
        // N() is a cell's number, and zero of an empty one.
        Some(format!("N({})", self.address(*spot)?))
    }

    fn call(&self, function: Function, arguments: &[Expr]) -> Option<String> {
        let values = arguments.iter().map(|argument| self.number(argument)).collect::<Option<Vec<_>>>()?;
        let name = match function {
            Function::Abs => "ABS",
            Function::Min => "MIN",
            Function::Max => "MAX",
            Function::Sum => "SUM",
            Function::Round => "ROUND",
        };
        let places = if function == Function::Round && values.len() == 1 { ",0" } else { "" };
        Some(format!("{name}({}{places})", values.join(",")))
    }
}

fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlankSheet;
    use crate::formula::parse;
    use crate::model::Cell;

    fn translated(rule: &str, missing: MissingMode, spots: &[(usize, u32)]) -> String {
        let sheet = |name: &str| BlankSheet { name: name.to_owned(), ..BlankSheet::default() };
        let book = BlankBook { sheets: vec![sheet("表1"), sheet("it's")], identity: Vec::new() };
        let expr = parse(rule).unwrap();
        let mut references: Vec<Reference> = expr.references().into_iter().cloned().collect();
        references.dedup();
        let spot = |(sheet, row): &(usize, u32)| Spot { sheet: *sheet, cell: Cell::new(*row, 3) };
        let operands = references.into_iter().zip(spots.iter().map(spot)).collect();
        let tolerance = Decimal::new(5, 3);
        let check = BlankCheck { at: Cell::new(0, 0), message: String::new(), expr, operands, tolerance, missing };
        fails(&book, 0, &check).unwrap()
    }

    #[test]
    fn a_rule_is_what_a_spreadsheet_computes() {
        assert_eq!(
            translated("甲[本月] = 乙[本月] + 丙[本月]", MissingMode::SkipAny, &[(0, 0), (0, 1), (1, 2)]),
            "IFERROR(IF(COUNT('it''s'!D3,D1,D2)=3,NOT(ABS(ROUND((N(D1))-(N(D2)+N('it''s'!D3)),9))<=0.005),FALSE),FALSE)"
        );
        assert_eq!(
            translated("0 <= 甲[本月] <= round(乙[本月] * 2, 1)", MissingMode::SkipAll, &[(0, 0), (0, 1)]),
            "IFERROR(IF(COUNT(D1,D2)>0,NOT(AND(ROUND((0)-(N(D1)),9)<=0.005,\
             ROUND((N(D1))-(ROUND((N(D2))*(2),1)),9)<=0.005)),FALSE),FALSE)"
        );
    }

    #[test]
    fn a_condition_that_is_not_met_asks_for_nothing() {
        let text = translated("若 甲[本月] > 0 则 乙[本月] = 100 / 甲[本月]", MissingMode::SkipAny, &[(0, 0), (0, 1)]);
        assert!(text.contains("IF(ROUND((N(D1))-(0),9)>0,ABS("), "{text}");
        assert!(text.ends_with(",TRUE)),FALSE),FALSE)"), "{text}");
    }

    #[test]
    fn texts_are_quoted_and_cut() {
        assert_eq!(quoted("“一\"肩\"挑”"), "\"“一\"\"肩\"\"挑”\"");
        assert_eq!(quoted(&"长".repeat(400)).chars().count(), 242);
    }
}
