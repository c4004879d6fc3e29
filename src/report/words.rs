//! Small words of official Chinese: numerals, lists, degrees.

use crate::catalog::Degrees;
use crate::model::{Decimal, Exact};

/// Chinese numerals up to 9999, as in 十个月, 二十一项.
pub fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const STEPS: [(usize, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    let digit = |d: usize| DIGITS.get(d).copied().unwrap_or_default();
    if n == 0 || n > 9999 {
        return if n == 0 { digit(0).to_owned() } else { n.to_string() };
    }
    let mut out = String::new();
    let mut gap = false;
    for (step, name) in STEPS {
        let d = n / step % 10;
        if d == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if gap {
            out.push_str(digit(0));
            gap = false;
        }
        // 十, not 一十, at the head.
        if !(d == 1 && step == 10 && out.is_empty()) {
            out.push_str(digit(d));
        }
        out.push_str(name);
    }
    out
}

/// As [`numeral`] before a measure word: 两个月, 十二个月.
pub fn numeral_of_things(n: usize) -> String {
    if n == 2 { "两".to_owned() } else { numeral(n) }
}

/// `甲`, `甲和乙`, `甲、乙和丙`: where the list is the subject or the object of a sentence.
pub fn list_and<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    let all: Vec<String> = words.into_iter().map(|word| word.as_ref().to_owned()).collect();
    match all.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{}和{last}", before.join("、")),
        _ => all.concat(),
    }
}

/// `甲、乙、丙`
pub fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    words.into_iter().map(|word| word.as_ref().to_owned()).collect::<Vec<_>>().join("、")
}

/// The verb of a change of an amount, by how large it is in per cent.
pub fn amount_verb(down: bool, percent: Exact, degrees: Option<&Degrees>) -> &'static str {
    match (degrees.map_or(1, |d| class(percent, &d.amount)), down) {
        (0, false) => "略有增长",
        (0, true) => "略有下降",
        (1, false) => "增长",
        (1, true) => "下降",
        (2, false) => "较快增长",
        (2, true) => "明显下降",
        (_, false) => "大幅增长",
        (_, true) => "大幅下降",
    }
}

/// The verb of a change of a rate, by its percentage points. One that should rise falls back (回落); of one that should
/// not, a fall is no bad news. Neither is ever said to slide (下滑).
pub fn points_verb(down: bool, points: Exact, degrees: Option<&Degrees>, should_rise: bool) -> &'static str {
    match (degrees.map_or(1, |d| class(points, &d.points)), down, should_rise) {
        (0, false, _) => "略有提高",
        (0, true, true) => "略有回落",
        (0, true, false) => "略有下降",
        (1, false, _) => "提高",
        (1, true, true) => "回落",
        (1, true, false) => "下降",
        (2, false, _) => "明显提高",
        (2, true, true) => "明显回落",
        (2, true, false) => "明显下降",
        (_, false, _) => "大幅提高",
        (_, true, true) => "大幅回落",
        (_, true, false) => "大幅下降",
    }
}

/// How many thresholds the size reaches.
fn class(size: Exact, thresholds: &[Decimal; 3]) -> usize {
    let size = size.abs().unwrap_or(size);
    thresholds.iter().filter_map(|t| Exact::from_decimal(*t)).filter(|t| size >= *t).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_people_say_them() {
        for (n, said) in [
            (0, "零"),
            (3, "三"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (45, "四十五"),
            (105, "一百零五"),
            (110, "一百一十"),
            (2010, "二千零一十"),
        ] {
            assert_eq!(numeral(n), said);
        }
    }

    #[test]
    fn degrees_begin_at_their_thresholds() {
        let n = |text: &str| text.parse::<Decimal>().unwrap();
        let degrees =
            Degrees { amount: [n("1"), n("10"), n("30")], points: [n("0.5"), n("3"), n("10")], small_base: n("10") };
        let e = |text: &str| Exact::from_decimal(n(text)).unwrap();
        assert_eq!(amount_verb(false, e("0.99"), Some(&degrees)), "略有增长");
        assert_eq!(amount_verb(false, e("1"), Some(&degrees)), "增长");
        assert_eq!(amount_verb(true, e("-30"), Some(&degrees)), "大幅下降");
        assert_eq!(points_verb(false, e("3"), Some(&degrees), true), "明显提高");
        assert_eq!(points_verb(true, e("-0.4"), None, false), "下降");
    }
}
