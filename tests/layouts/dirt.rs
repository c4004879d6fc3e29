//! The ways offices write one number.

use proptest::prelude::*;
use yuebao::model::Decimal;

/// How a value stands in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Number,
    Text,
    FullWidth,
    Thousands,
    Spaces,
    Unit,
    Chinese,
    Remark,
    Blank,
    Dash,
}

impl Writing {
    /// A person would write it otherwise: that has to be said.
    pub fn is_recorded(self) -> bool {
        use Writing::*;
        matches!(self, Text | FullWidth | Thousands | Spaces | Unit | Chinese)
    }
}

/// A number below ten million with at most two places, and how it is written.
pub fn drawn() -> impl Strategy<Value = (Decimal, Writing)> {
    (0_i64..9_999_999, 0_u32..3, writing()).prop_map(|(n, places, writing)| (Decimal::new(n, places), writing))
}

pub fn drawns() -> impl Strategy<Value = Vec<(Decimal, Writing)>> {
    prop::collection::vec(drawn(), 40)
}

pub fn writing() -> impl Strategy<Value = Writing> {
    prop_oneof![
        6 => Just(Writing::Number),
        1 => Just(Writing::Text),
        1 => Just(Writing::FullWidth),
        1 => Just(Writing::Thousands),
        1 => Just(Writing::Spaces),
        1 => Just(Writing::Unit),
        1 => Just(Writing::Chinese),
        1 => Just(Writing::Remark),
        1 => Just(Writing::Blank),
        1 => Just(Writing::Dash),
    ]
}

/// What is put into a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Put {
    Nothing,
    Number(f64),
    Text(String),
}

/// The cell of a value, and what must be read from it.
pub fn write(value: Decimal, writing: Writing, unit: &str) -> (Put, Option<Decimal>) {
    let value = value.normalize();
    let plain = value.to_string();
    let text = match writing {
        Writing::Number => return (Put::Number(plain.parse().unwrap()), Some(value)),
        Writing::Blank => return (Put::Nothing, None),
        Writing::Dash => return (Put::Text("—".into()), None),
        Writing::Text => plain,
        Writing::FullWidth => plain.chars().map(full_width).collect(),
        Writing::Thousands => thousands(&plain),
        Writing::Spaces => format!("\u{3000}{plain}\u{a0} "),
        Writing::Unit => format!("{plain}{unit}"),
        // 一万 in 万元 may be one of them or ten thousand: no office means it, and no reader knows.
        Writing::Chinese if value.is_integer() && (!unit.starts_with(['万', '千']) || value < Decimal::from(10)) => {
            chinese(plain.parse().unwrap())
        }
        Writing::Chinese => plain,
        Writing::Remark => format!("{plain}（含补报）"),
    };
    (Put::Text(text), Some(value))
}

fn full_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        other => other,
    }
}

fn thousands(plain: &str) -> String {
    let (whole, rest) = plain.split_once('.').map_or((plain, String::new()), |(w, f)| (w, format!(".{f}")));
    let mut grouped = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped + &rest
}

/// A whole number in Chinese numerals, below a hundred million.
fn chinese(n: u64) -> String {
    if n == 0 {
        return "零".into();
    }
    let (high, low) = (n / 10_000, n % 10_000);
    match (high, low) {
        (0, low) => below_ten_thousand(low),
        (high, 0) => format!("{}万", below_ten_thousand(high)),
        (high, low) => {
            let gap = if low < 1_000 { "零" } else { "" };
            format!("{}万{gap}{}", below_ten_thousand(high), below_ten_thousand(low))
        }
    }
}

fn below_ten_thousand(n: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut said = String::new();
    let mut gap = false;
    for (size, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = usize::try_from(n / size % 10).unwrap();
        if digit == 0 {
            gap = !said.is_empty();
            continue;
        }
        if gap {
            said.push('零');
        }
        gap = false;
        said.push_str(DIGITS[digit]);
        said.push_str(name);
    }
    said
}
