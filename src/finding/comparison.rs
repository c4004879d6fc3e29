//! The two sides of what does not hold, in numbers and in words.

use super::Lang;

/// Left, operator, right and difference, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub left: String,
    pub op: &'static str,
    pub right: String,
    pub difference: String,
}

impl Comparison {
    /// How the two sides stand: `46大于43，差3`, `173与137不符，差36`; nothing where a side has no number, or where the
    /// headline has said it (a number far from what was expected).
    pub fn words(&self, lang: Lang) -> String {
        let Self { left, op, right, difference } = self;
        if left.is_empty() || right.is_empty() || *op == "≈" {
            return String::new();
        }
        if lang == Lang::En {
            return format!("{left} {op} {right} does not hold, off by {difference}");
        }
        let off = match difference.trim_start_matches('-') {
            "" => String::new(),
            size => format!("，差{size}"),
        };
        match *op {
            _ if difference == "0" => format!("两边都是{left}"),
            "<" | "≤" => format!("{left}大于{right}{off}"),
            ">" | "≥" => format!("{left}小于{right}{off}"),
            _ => format!("{left}与{right}不符{off}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_hold_is_said_as_it_is() {
        for (left, op, right, difference, words) in [
            ("46", "≤", "43", "3", "46大于43，差3"),
            ("46", "<", "43", "3", "46大于43，差3"),
            ("46", "<", "46", "0", "两边都是46"),
            ("-3", "≥", "0", "-3", "-3小于0，差3"),
            ("569", ">", "600", "-31", "569小于600，差31"),
            ("84.82", "=", "85776.25", "-85691.43", "84.82与85776.25不符，差85691.43"),
            ("5", "≠", "5", "0", "两边都是5"),
            ("85700", "≈", "8.47", "85691.53", ""),
            ("5", "=", "", "", ""),
        ] {
            let [left, right, difference] = [left, right, difference].map(str::to_owned);
            assert_eq!(Comparison { left, op, right, difference }.words(Lang::Zh), words, "{op}");
        }
    }
}
