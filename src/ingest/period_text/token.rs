//! A title in numbers and characters.

use crate::ingest::numeral;
use crate::ingest::typing::typed;

/// A number of a text, or a character that is none. Spaces are dropped; they only part numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Number(Number),
    Char(char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: u32,
    /// How many digits are written.
    pub digits: usize,
    pub writing: Writing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Arabic,
    /// 二〇二一.
    Digits,
    /// 十一.
    Tens,
}

impl Number {
    /// A year of the time of spreadsheets and before, in four digits.
    pub fn year(self) -> Option<i32> {
        (self.digits == 4 && self.writing != Writing::Tens).then(|| year(self.value)).flatten()
    }
    /// Of a month, a quarter or a day: 1 to `most`. 一二 is as often “one and two”.
    pub fn small(self, most: u8) -> Option<u8> {
        let fits = match self.writing {
            Writing::Arabic => self.digits <= 2,
            Writing::Digits => self.digits == 1 || (self.digits == 2 && self.value < 10),
            Writing::Tens => true,
        };
        u8::try_from(self.value).ok().filter(|value| fits && (1..=most).contains(value))
    }
}

/// A year that a title of a return may speak of.
pub fn year(value: u32) -> Option<i32> {
    i32::try_from(value).ok().filter(|year| (1900..=2099).contains(year))
}

pub fn tokens(text: &str) -> Vec<Token> {
    let plain: Vec<char> = typed(text).text.chars().collect();
    let (mut all, mut at) = (Vec::new(), 0);
    while let Some(c) = plain.get(at).copied() {
        let rest = plain.get(at..).unwrap_or_default();
        let chinese = rest.iter().take_while(|c| is_numeral(**c)).count();
        let length = if chinese > 0 { chinese } else { rest.iter().take_while(|c| c.is_ascii_digit()).count() };
        // 二0二一 with an Arabic zero among the characters.
        let mixed = rest.iter().take_while(|c| **c == '0' || (**c != '十' && is_numeral(**c))).count();
        let length = if chinese > 0 && chinese < mixed && mixed == 4 { mixed } else { length };
        if length == 0 {
            all.extend((!c.is_whitespace()).then_some(Token::Char(c)));
            at += 1;
        } else {
            let run: String = rest.iter().take(length).collect();
            all.push(number(&run).map_or(Token::Char(c), Token::Number));
            at += length;
        }
    }
    all
}

/// 两 counts things (两项, 两月) and numbers none.
fn is_numeral(c: char) -> bool {
    c == '十' || (!matches!(c, '两' | '兩') && numeral::digit(c).is_some())
}

/// A run of digits, of numerals, or of tens; one too long has a value no pattern wants.
fn number(run: &str) -> Option<Number> {
    if run.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Number { value: run.parse().unwrap_or(u32::MAX), digits: run.len(), writing: Writing::Arabic });
    }
    let digits = run.chars().count();
    if run.contains('十') {
        let value = u32::try_from(numeral::whole(run).ok()?).ok()?;
        return Some(Number { value, digits, writing: Writing::Tens });
    }
    let value = numeral::figures(&run.replace('0', "〇"))?.parse().unwrap_or(u32::MAX);
    Some(Number { value, digits, writing: Writing::Digits })
}
