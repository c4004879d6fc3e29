//! A decimal into a number cell, in the number format that prints what the page prints.
#![allow(clippy::float_arithmetic)] // The XLSX cell: a cell holds a binary float and nothing else.

use crate::model::Decimal;

/// The cell's float: the one nearest to the decimal. Zero has no sign.
pub(super) fn float(value: Decimal) -> f64 {
    if value.is_zero() { 0.0 } else { value.to_string().parse().unwrap_or(0.0) }
}

/// `0`, `0.00`, …
pub(super) fn plain_format(places: u32) -> String {
    if places == 0 {
        return "0".to_owned();
    }
    format!("0.{}", "0".repeat(places.min(30) as usize))
}

/// The number format under which the cell's number reads like `shown`: separators of thousands,
/// and whatever stands before and after the digits (`+3.2`, `↑2`, `12①`), so that the cell stays
/// a number and still says the same as the page. A mark of judgement stands at the cell's left
/// edge, so that the digits stay under one another and a black-and-white print tells.
pub(super) fn format_like(shown: &str, value: Decimal, places: u32, mark: Option<char>) -> String {
    let (positive, negative) = sections(shown, value, places);
    // The underscore leaves the room of a space, off the cell's edges.
    let marked = |section: String| match mark {
        // The asterisk repeats the space after it as often as there is room.
        Some(mark) => format!("_ \"{mark}\"* {section}_ "),
        None => format!("{section}_ "),
    };
    match negative {
        Some(negative) => format!("{};{}", marked(positive), marked(negative)),
        // Alone, the section of a marked number would put its minus before the mark.
        None if mark.is_some() && value.is_sign_negative() => {
            format!("{};{}", marked(positive.clone()), marked(format!("-{positive}")))
        }
        None => marked(positive),
    }
}

/// The section for numbers of any sign, or for positive ones where negative ones have their own.
fn sections(shown: &str, value: Decimal, places: u32) -> (String, Option<String>) {
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (shown.find(is_digit), shown.rfind(is_digit)) else {
        return (plain_format(places), None);
    };
    let plain = plain_format(places);
    let digits = if shown[first..last].contains(',') { format!("#,##{plain}") } else { plain };
    let (before, after) = (quote(&shown[..first]), quote(&shown[last + 1..]));
    let minus = matches!(shown[..first].trim(), "-" | "−");
    if value.is_sign_negative() && !value.is_zero() {
        // The second section prints the absolute value with exactly these words around it.
        let before = if minus { "-".to_owned() } else { before };
        let negative = (!minus || !after.is_empty()).then(|| format!("{before}{digits}{after}"));
        (digits, negative)
    } else {
        (format!("{before}{digits}{after}"), None)
    }
}

/// Words inside a number format.
fn quote(words: &str) -> String {
    let words: String = words.chars().filter(|c| *c != '"' && !c.is_control()).collect();
    if words.is_empty() { words } else { format!("\"{words}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(shown: &str, value: i64, scale: u32) -> String {
        format_like(shown, Decimal::new(value, scale), scale, None)
    }

    #[test]
    fn the_format_prints_what_the_page_prints() {
        assert_eq!(like("98.14", 9814, 2), "0.00_ ");
        assert_eq!(like("-3.2", -32, 1), "0.0_ ");
        assert_eq!(like("1,234", 1234, 0), "#,##0_ ");
        assert_eq!(like("1,234.50", 123_450, 2), "#,##0.00_ ");
        assert_eq!(like("+3.2", 32, 1), "\"+\"0.0_ ");
        assert_eq!(like("12①", 12, 0), "0\"①\"_ ");
        assert_eq!(like("↓2", -2, 0), "0_ ;\"↓\"0_ ");
        assert_eq!(like("-2①", -2, 0), "0_ ;-0\"①\"_ ");
        assert_eq!(like("98.14%", 9814, 2), "0.00\"%\"_ ");
        assert_eq!(like("…", 0, 2), "0.00_ ");
    }

    #[test]
    fn a_mark_stands_before_the_number_and_its_sign() {
        let marked = |shown: &str, value: i64| format_like(shown, Decimal::new(value, 1), 1, Some('▲'));
        assert_eq!(marked("92.5", 925), "_ \"▲\"* 0.0_ ");
        assert_eq!(marked("-3.2", -32), "_ \"▲\"* 0.0_ ;_ \"▲\"* -0.0_ ");
        assert_eq!(marked("↓2.0", -20), "_ \"▲\"* 0.0_ ;_ \"▲\"* \"↓\"0.0_ ");
    }

    #[test]
    fn floats_are_nearest_and_zero_has_no_sign() {
        assert_eq!(float(Decimal::new(9814, 2)).to_string(), "98.14");
        assert!(float("-0.00".parse().unwrap()).is_sign_positive());
    }
}
