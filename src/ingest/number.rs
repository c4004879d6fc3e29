//! The text of a cell → an exact number, or what else it is. Nothing is guessed: what was taken
//! off (separators, a unit, full width) is said, what is not a number stays one.

use crate::model::Decimal;
use unicode_normalization::UnicodeNormalization;

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number, and how its writing was normalised (empty: written plainly).
    Number(Decimal, Vec<Form>),
    /// A number followed by a remark in brackets: `74（含补报5）`.
    Annotated(Decimal),
    /// One of the form's placeholders, or nothing but spaces.
    Placeholder,
    Blank,
    /// An estimate (`约1300`): no statistical figure.
    Approximate,
    NotANumber,
}

/// A way of writing that was normalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    FullWidth,
    Spaces,
    Separators,
    UnitSuffix,
    /// A unit of the same money in another size, converted exactly.
    MoneyConverted,
    /// A number kept as text in the workbook.
    Text,
}

/// Words that make a number an estimate.
const APPROXIMATE: [&str; 7] = ["约", "大约", "近", "左右", "余", "多", "以上"];
/// Sizes of money, as powers of ten of the yuan.
const MONEY: [(&str, u32); 3] = [("元", 0), ("万元", 4), ("亿元", 8)];

/// Reads `text` as a number in `unit`.
pub fn read(text: &str, unit: &str, placeholders: &[String]) -> Reading {
    let trimmed = text.trim_matches(char::is_whitespace);
    if trimmed.is_empty() {
        return Reading::Blank;
    }
    let plain: String = trimmed.nfkc().collect();
    let is = |p: &String| p == trimmed || p.nfkc().eq(plain.chars());
    if placeholders.iter().any(is) {
        return Reading::Placeholder;
    }
    let mut forms = vec![Form::Text];
    if trimmed.len() != text.len() {
        forms.push(Form::Spaces);
    }
    if plain != trimmed {
        forms.push(Form::FullWidth);
    }
    match with_unit(&plain, unit, &mut forms) {
        Some(number) => Reading::Number(number, forms),
        None => not_plain(&plain, unit),
    }
}

fn not_plain(plain: &str, unit: &str) -> Reading {
    let has_digit = plain.chars().any(|c| c.is_ascii_digit());
    if has_digit && APPROXIMATE.iter().any(|word| plain.starts_with(word) || plain.ends_with(word)) {
        return Reading::Approximate;
    }
    let annotated = plain
        .split_once('(')
        .filter(|(_, rest)| rest.ends_with(')'))
        .and_then(|(number, _)| with_unit(number.trim(), unit, &mut Vec::new()));
    annotated.map_or(Reading::NotANumber, Reading::Annotated)
}

/// A number with or without its unit behind it.
fn with_unit(plain: &str, unit: &str, forms: &mut Vec<Form>) -> Option<Decimal> {
    if let Some(number) = separated(plain, forms) {
        return Some(number);
    }
    let suffix_at = plain.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, suffix) = plain.split_at(suffix_at);
    let suffix: String = suffix.trim().nfkc().collect();
    let number = separated(number.trim(), forms)?;
    let unit: String = unit.nfkc().collect();
    if suffix == unit {
        forms.push(Form::UnitSuffix);
        return Some(number);
    }
    let size = |name: &str| MONEY.iter().find(|(money, _)| *money == name).map(|(_, power)| *power);
    let (from, to) = (size(&suffix)?, size(&unit)?);
    forms.push(Form::MoneyConverted);
    scale(number, from, to)
}

/// `number` × 10^from ÷ 10^to, exactly.
fn scale(number: Decimal, from: u32, to: u32) -> Option<Decimal> {
    let power = |n: u32| Decimal::from_i128_with_scale(10_i128.pow(n), 0);
    if from >= to {
        return number.checked_mul(power(from - to));
    }
    let places = number.scale().checked_add(to - from)?;
    Decimal::try_from_i128_with_scale(number.mantissa(), places).ok().map(|n| n.normalize())
}

/// Digits with an optional sign and decimal point, and thousands separators where they belong.
fn separated(plain: &str, forms: &mut Vec<Form>) -> Option<Decimal> {
    let (sign, digits) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let ascii = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|f| !ascii(f)) {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() > 1;
    let good_groups = groups
        .iter()
        .enumerate()
        .all(|(i, g)| ascii(g) && (!grouped || if i == 0 { g.len() <= 3 } else { g.len() == 3 }));
    if !good_groups {
        return None;
    }
    let point = fraction.map(|f| format!(".{f}")).unwrap_or_default();
    let number = Decimal::from_str_exact(&format!("{sign}{}{point}", groups.concat()));
    if number.is_ok() && grouped {
        forms.push(Form::Separators);
    }
    number.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str, unit: &str) -> Option<String> {
        match read(text, unit, &["—".into(), "－".into(), "/".into()]) {
            Reading::Number(n, _) => Some(n.to_string()),
            _ => None,
        }
    }

    #[test]
    fn the_ways_counties_write_numbers() {
        for (text, unit, expected) in [
            ("１７，０２３", "人", "17023"),
            ("２１．５３", "万元", "21.53"),
            ("1,346.11", "万元", "1346.11"),
            ("15,020人", "人", "15020"),
            ("24.55万元", "万元", "24.55"),
            ("822\u{a0}", "对", "822"),
            ("\u{3000}678", "个", "678"),
            ("-3", "人", "-3"),
            ("245500元", "万元", "24.55"),
            ("98.53%", "%", "98.53"),
        ] {
            assert_eq!(number(text, unit).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_said() {
        let read = |text| read(text, "人", &["—".into(), "－".into()]);
        assert_eq!(read("约1300"), Reading::Approximate);
        assert_eq!(read("74（含补报5）"), Reading::Annotated(Decimal::from(74)));
        assert_eq!(read("－"), Reading::Placeholder);
        assert_eq!(read("\u{3000} "), Reading::Blank);
        for bad in ["1,23", "12,3456", "1.2.3", "12户", "--1", "一百", "1e5", "+5", "12.", ".5"] {
            assert_eq!(read(bad), Reading::NotANumber, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_reading(text in ".*") {
            let _ = read(&text, "万元", &[]);
        }

        #[test]
        fn separators_change_nothing(n in 0_u64..10_000_000_000) {
            let plain = n.to_string();
            let mut grouped = String::new();
            for (i, c) in plain.chars().enumerate() {
                if i > 0 && (plain.len() - i).is_multiple_of(3) { grouped.push(','); }
                grouped.push(c);
            }
            prop_assert_eq!(number(&grouped, "人"), Some(plain));
        }
    }
}
