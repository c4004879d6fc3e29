//! Dates as programs write them, in a sentence as people do: `2021-10` is 2021年10月, `2021-10-31` 2021年10月31日.

use crate::model::Date;

/// Digits and strokes of a month, and of a day.
const MONTH: usize = 7;
const DAY: usize = 10;

/// All dates of a sentence; what is quoted from a return (“…”) stands as it was written.
pub fn spoken(text: &str) -> String {
    let mut out = String::new();
    let (mut rest, mut before, mut quoted) = (text, None, false);
    while let Some(first) = rest.chars().next() {
        quoted = match first {
            '“' => true,
            '”' => false,
            _ => quoted,
        };
        let at_edge = !before.is_some_and(is_of_number);
        let found = [DAY, MONTH].into_iter().filter(|_| at_edge && !quoted).find_map(|length| date(rest, length));
        let length = match found {
            Some((words, length)) => {
                out.push_str(&words);
                length
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    out
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-./".contains(c)
}

/// The date of so many characters at the head of a text, if nothing goes on behind it.
fn date(text: &str, length: usize) -> Option<(String, usize)> {
    let head = text.get(..length)?;
    if text[length..].chars().next().is_some_and(is_of_number) {
        return None;
    }
    let whole = if length == MONTH { format!("{head}-01") } else { head.to_owned() };
    let date = Date::parse_iso(&whole)?;
    let month = format!("{}年{}月", date.year(), date.month());
    Some((if length == MONTH { month } else { format!("{month}{}日", date.day()) }, length))
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn dates_are_said_and_other_numbers_and_quotes_stay() {
        for (text, said) in [
            ("封面报告期为202110，应为2021-11", "封面报告期为202110，应为2021年11月"),
            ("本表各数与2021-10完全相同", "本表各数与2021年10月完全相同"),
            ("时限2021-10-31，应为“逾期未完成”", "时限2021年10月31日，应为“逾期未完成”"),
            ("封面写的是“2021-10”", "封面写的是“2021-10”"),
            ("2021-13", "2021-13"),
            ("0374-0001208、12021-10、2021-10-3", "0374-0001208、12021-10、2021-10-3"),
            ("甲2021-10.xlsx", "甲2021-10.xlsx"),
        ] {
            assert_eq!(spoken(text), said);
        }
    }
}
