//! A number without its unit: Arabic figures, scientific text, figures with sizes (`1亿2000万`), Chinese numerals.

use super::exactly::{shift, sum};
use super::{Doubt, Form, Refusal};
use crate::ingest::numeral::{self, Fault};
use crate::model::Decimal;
use std::collections::BTreeSet;

/// A number, how it was written, and where it ends in a size.
#[derive(Clone, Debug)]
pub struct Figures {
    pub value: Decimal,
    pub forms: BTreeSet<Form>,
    pub size: Size,
}

/// The greatest sizes (万 and above, or 千 behind figures) a number was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    None,
    /// The text ends in this power of ten: `3.3万`, 一千二百万.
    Last(u32),
    /// Digits follow the size: `3万5000`, 三万五千.
    Inside,
}

/// Sizes as words, longest first.
const SIZES: [(&str, u32); 12] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

/// The size a text starts with, and the rest.
pub fn size_prefix(text: &str) -> Option<(u32, &str)> {
    SIZES.iter().find_map(|(word, power)| text.strip_prefix(word).map(|rest| (*power, rest)))
}

/// A number with an optional sign.
pub fn signed(text: &str) -> Result<Figures, Refusal> {
    let (negative, sign, rest) = match text.chars().next() {
        Some('-') => (true, None, &text[1..]),
        Some(c @ ('−' | '负')) => (true, Some(Form::Sign), &text[c.len_utf8()..]),
        Some('+') => (false, Some(Form::Sign), &text[1..]),
        _ => (false, None, text),
    };
    let mut figures = unsigned(rest)?;
    figures.forms.extend(sign);
    if negative && !figures.value.is_zero() {
        figures.value = -figures.value;
    }
    Ok(figures)
}

fn unsigned(text: &str) -> Result<Figures, Refusal> {
    if let Some((value, grouped)) = arabic(text) {
        let forms = grouped.then_some(Form::Separators).into_iter().collect();
        return Ok(Figures { value, forms, size: Size::None });
    }
    if let Some(value) = scientific(text) {
        return Ok(Figures { value, forms: BTreeSet::from([Form::Scientific]), size: Size::None });
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) { sized(text) } else { chinese(text) }
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Digits with an optional decimal point, and thousands separators of one kind where they belong; whether there are any.
fn arabic(text: &str) -> Option<(Decimal, bool)> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(w, f)| (w, Some(f)));
    if fraction.is_some_and(|f| !is_figures(f)) {
        return None;
    }
    let separator = if whole.contains(',') { ',' } else { ' ' };
    let groups: Vec<&str> = whole.split(separator).collect();
    let grouped = groups.len() > 1;
    let is_group = |(i, group): (usize, &&str)| match (grouped, i) {
        (false, _) => true,
        // 0,123 may be a decimal comma.
        (true, 0) => group.len() <= 3 && !group.starts_with('0'),
        (true, _) => group.len() == 3,
    };
    if !groups.iter().all(|group| is_figures(group)) || !groups.iter().enumerate().all(is_group) {
        return None;
    }
    let point = fraction.map(|f| format!(".{f}")).unwrap_or_default();
    Decimal::from_str_exact(&format!("{}{point}", groups.concat())).ok().map(|value| (value, grouped))
}

/// `1.2E+3`.
fn scientific(text: &str) -> Option<Decimal> {
    let (mantissa, power) = text.split_once(['e', 'E'])?;
    let (value, grouped) = arabic(mantissa)?;
    let unsigned = power.strip_prefix(['+', '-', '−']).unwrap_or(power);
    if grouped || !is_figures(unsigned) || unsigned.len() > 3 {
        return None;
    }
    let power: i32 = unsigned.parse().ok().map(|n: i32| if power.starts_with(['-', '−']) { -n } else { n })?;
    shift(value, power)
}

/// Figures with sizes behind them, the greatest first: `3.3万`, `3万5千`, `1亿2000万`.
fn sized(text: &str) -> Result<Figures, Refusal> {
    let no = Refusal::NotANumber;
    let mut forms = BTreeSet::from([Form::Size]);
    let (mut total, mut last, mut rest) = (Decimal::ZERO, None, text);
    loop {
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        let (value, grouped) = arabic(part).ok_or(no)?;
        forms.extend(grouped.then_some(Form::Separators));
        let tail = behind.trim_start_matches(' ');
        forms.extend((tail.len() != behind.len()).then_some(Form::Spaces));
        let Some((power, after)) = size_prefix(tail) else {
            let above = last.filter(|_| tail.is_empty()).ok_or(no)?;
            let value = units_behind(part, value, above)?;
            return Ok(Figures { value: sum(total, value).ok_or(no)?, forms, size: Size::Inside });
        };
        let fits =
            last.is_none_or(|above| power < above && shift(value, 0) < shift(Decimal::ONE, above_by(above, power)));
        if !fits || (!after.is_empty() && !value.is_integer()) {
            return Err(no);
        }
        total = shift(value, i32::try_from(power).map_err(|_| no)?).and_then(|part| sum(total, part)).ok_or(no)?;
        if after.is_empty() {
            return Ok(Figures { value: total, forms, size: Size::Last(power) });
        }
        (last, rest) = (Some(power), after);
    }
}

fn above_by(above: u32, power: u32) -> i32 {
    i32::try_from(above.saturating_sub(power)).unwrap_or(0)
}

/// Figures behind the last size: all its places (`3万5000`), else a size may be left out (`3万5`).
fn units_behind(part: &str, value: Decimal, above: u32) -> Result<Decimal, Refusal> {
    let digits = u32::try_from(part.bytes().filter(u8::is_ascii_digit).count()).unwrap_or(u32::MAX);
    match digits.cmp(&above) {
        _ if part.contains('.') => Err(Refusal::NotANumber),
        std::cmp::Ordering::Equal => Ok(value),
        std::cmp::Ordering::Less => Err(Refusal::Ambiguous(Doubt::Colloquial)),
        std::cmp::Ordering::Greater => Err(Refusal::NotANumber),
    }
}

/// 一百二十三, 三点五, 三点五万.
fn chinese(text: &str) -> Result<Figures, Refusal> {
    let no = Refusal::NotANumber;
    let whole = |text: &str| match numeral::whole(text) {
        Ok(value) => Ok(Decimal::from(value)),
        Err(Fault::Malformed) => Err(no),
        Err(Fault::Colloquial) => Err(Refusal::Ambiguous(Doubt::Colloquial)),
    };
    let mut forms = BTreeSet::from([Form::ChineseNumerals]);
    let Some((before, behind)) = text.split_once('点') else {
        let value = whole(text)?;
        return Ok(Figures { value, forms, size: size_of(text) });
    };
    let end = behind.find(|c| numeral::digit(c).is_none()).unwrap_or(behind.len());
    let (places, word) = behind.split_at(end);
    let places = numeral::figures(places).filter(|p| !p.is_empty() && !behind.contains(['两', '兩'])).ok_or(no)?;
    let value = Decimal::from_str_exact(&format!("{}.{places}", whole(before)?)).map_err(|_| no)?;
    if word.is_empty() {
        let size = if size_of(before) == Size::None { Size::None } else { Size::Inside };
        return Ok(Figures { value, forms, size });
    }
    let (power, rest) = size_prefix(word).ok_or(no)?;
    if !rest.is_empty() || size_of(before) != Size::None {
        return Err(no);
    }
    forms.insert(Form::Size);
    let value = i32::try_from(power).ok().and_then(|power| shift(value, power)).ok_or(no)?;
    Ok(Figures { value, forms, size: Size::Last(power) })
}

/// 万 and 亿 in a numeral; 十, 百 and 千 are its ordinary places.
fn size_of(text: &str) -> Size {
    let behind = text.trim_end_matches(['万', '萬', '亿', '億']);
    match &text[behind.len()..] {
        "" if text.contains(['万', '萬', '亿', '億']) => Size::Inside,
        "" => Size::None,
        "万" | "萬" => Size::Last(4),
        "亿" | "億" => Size::Last(8),
        _ => Size::Last(12),
    }
}
