//! Periods and dates as covers and titles write them.

use super::typing::typed;
use crate::model::{Date, Month};

const NUMERALS: [(char, u32); 12] = [
    ('〇', 0),
    ('○', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// Numbers of a text in order, Chinese numerals read as digits (`二〇二一年十一月` → 2021, 11).
fn numbers(text: &str) -> Vec<(u32, usize)> {
    let plain = typed(text).text;
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in plain.chars().chain(std::iter::once(' ')) {
        let numeral = NUMERALS.iter().find(|(n, _)| *n == c).map(|(_, value)| *value);
        if let Some(value) = c.to_digit(10).or(numeral) {
            digits.push_str(&value.to_string());
        } else if c == '十' {
            // 十一 is 11, 二十 is 20, 二十一 is 21: the ten stands for the digit it lacks.
            digits.push('x');
        } else if !digits.is_empty() {
            found.extend(tens(&digits));
            digits.clear();
        }
    }
    found
}

fn tens(digits: &str) -> Option<(u32, usize)> {
    let text = match digits.split_once('x') {
        None => digits.to_owned(),
        Some((before, after)) => {
            let before = if before.is_empty() { "1" } else { before };
            let after = if after.is_empty() { "0" } else { after };
            format!("{before}{after}")
        }
    };
    text.parse().ok().map(|n| (n, text.len()))
}

/// `2021年11月`, `2021-11`, `2021.11`, `202111`, `2021年11月份`, `二〇二一年十一月`; nothing else.
pub fn month(text: &str) -> Option<Month> {
    match numbers(text).as_slice() {
        [(joined, 6)] => Month::new(i32::try_from(joined / 100).ok()?, u8::try_from(joined % 100).ok()?),
        [(year, 4), (month, _)] => Month::new(i32::try_from(*year).ok()?, u8::try_from(*month).ok()?),
        _ => None,
    }
}

/// The month a title or a line speaks of, when it names exactly one year and month (`襄城县2021年9月份…月报`).
pub fn month_within(text: &str) -> Option<Month> {
    let plain: String = typed(text).text.chars().filter(|c| !c.is_whitespace()).collect();
    let at = plain.find('年')?;
    let before: String = plain[..at].chars().rev().take_while(|c| is_numeral(*c)).collect();
    let year: String = before.chars().rev().collect();
    let rest = &plain[at + '年'.len_utf8()..];
    let month_text = &rest[..rest.find('月')?];
    if month_text.is_empty() || !month_text.chars().all(is_numeral) {
        return None;
    }
    month(&format!("{year}年{month_text}月"))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '十' || NUMERALS.iter().any(|(n, _)| *n == c)
}

/// `2021-12-02`, `2021年12月2日`, `2021.12.2`, `2021/12/2`, `20211202`, 二〇二一年十二月二日; a time of day may
/// follow (`2021-12-02 15:30`). Nothing that begins with the day or the month.
pub fn date(text: &str) -> Option<Date> {
    let all = numbers(text);
    let numbers = match all.as_slice() {
        [year, month, day, time @ ..] if text.contains([':', '：']) && is_time(time) => &[*year, *month, *day],
        whole => whole,
    };
    match numbers {
        [(joined, 8)] => Date::new(
            i32::try_from(joined / 10_000).ok()?,
            u8::try_from(joined / 100 % 100).ok()?,
            u8::try_from(joined % 100).ok()?,
        ),
        [(year, 4), (month, _), (day, _)] => {
            Date::new(i32::try_from(*year).ok()?, u8::try_from(*month).ok()?, u8::try_from(*day).ok()?)
        }
        _ => None,
    }
}

/// Hours and minutes, and perhaps seconds.
fn is_time(numbers: &[(u32, usize)]) -> bool {
    let [(hour, 1 | 2), rest @ ..] = numbers else { return false };
    *hour < 24 && (1..=2).contains(&rest.len()) && rest.iter().all(|(n, digits)| *n < 60 && *digits == 2)
}

/// A deadline, which may name only a month (`2021年10月底前`, `9月底` in `year`): its last day.
pub fn deadline(text: &str, year: i32) -> Option<Date> {
    if let Some(date) = date(text) {
        return Some(date);
    }
    if let [(month, 1 | 2)] = numbers(text).as_slice() {
        return Month::new(year, u8::try_from(*month).ok()?).map(Month::last_day);
    }
    month(text).map(Month::last_day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_writing_a_period() {
        for text in
            ["2021年11月", "2021-11", "2021.11", "202111", "2021年11月份", "二〇二一年十一月", "２０２１年１１月"]
        {
            assert_eq!(month(text), Month::new(2021, 11), "{text}");
        }
        assert_eq!(month("二〇二一年十月"), Month::new(2021, 10));
        for bad in ["", "2021", "2021年13月", "11月", "2021年11月2日"] {
            assert_eq!(month(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_title_names_its_month() {
        assert_eq!(month_within("襄城县2021年9月份残疾人两项补贴月报"), Month::new(2021, 9));
        assert_eq!(month_within("示范区殡葬月报（2021年11月）"), Month::new(2021, 11));
        assert_eq!(month_within("鄢陵县社会救助统计表"), None);
        assert_eq!(month_within("襄城县2021年“我为群众办实事”重点民生实事项目台账"), None);
    }

    #[test]
    fn dates_and_deadlines() {
        for text in ["2021-12-02", "2021年12月2日", "2021.12.2", "2021/12/2", "20211202"] {
            assert_eq!(date(text), Date::new(2021, 12, 2), "{text}");
        }
        assert_eq!(deadline("9月底", 2021), Date::new(2021, 9, 30));
        assert_eq!(deadline("2021年10月底前", 2020), Date::new(2021, 10, 31));
        assert_eq!(date("2021-02-30"), None);
    }

    #[test]
    fn every_way_of_writing_a_date() {
        for text in [
            "二〇二一年十二月二日",
            "二○二一年十二月二日",
            "2021.12.02",
            "２０２１／１２／２",
            "2021-12-02 00:00:00",
            "2021年12月2日 15:30",
            "报出日期 2021年12月2日",
        ] {
            assert_eq!(date(text), Date::new(2021, 12, 2), "{text}");
        }
        assert_eq!(date("二〇二一年三月三十一日"), Date::new(2021, 3, 31));
        assert_eq!(date("二〇二一年二月二十日"), Date::new(2021, 2, 20));
        for bad in
            ["12/2/2021", "2/12/2021", "44532", "2021年12月", "2021-12-02 25:30", "2021年13月2日", "2021年①月2日", ""]
        {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in prop_oneof!["\\PC{0,20}", any::<String>(), "[0-9一二十〇年月日.:/ -]{0,20}"]) {
            let _ = (month(&text), month_within(&text), date(&text), deadline(&text, 2021));
        }
    }
}
