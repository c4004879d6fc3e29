//! Texts that are no plain number: remarks, estimates, and what may be two things.

use super::figures::size_prefix;
use super::measured::Units;
use super::{Doubt, Reading, Refusal};
use crate::model::Decimal;

/// Words that make a number an estimate, before or behind it.
const APPROXIMATE: [&str; 11] = ["约", "大约", "近", "左右", "余", "多", "以上", "不足", "超", "大概", "上下"];
/// Only before a number, or where a numeral stands for “some”.
const BEFORE: [&str; 12] = ["约", "大约", "大概", "近", "将近", "不足", "不到", "超", "超过", "逾", "几", "≈"];
const WITHIN: [&str; 3] = ["余", "多", "几"];
/// Remarks that say no more than that.
const GUESSES: [&str; 9] = ["约", "约数", "大约", "左右", "估", "估计", "估算", "预计", "预估"];
/// Marks of a note behind a number.
const MARKS: [char; 7] = ['*', '※', '#', '†', '‡', '★', '☆'];
const BRACKETS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕'), ('〖', '〗')];

pub fn not_plain(plain: &str, units: &Units<'_>) -> Reading {
    if let Some(rest) = plain.strip_prefix(['△', '▲', '▽', '▼'])
        && units.number(rest.trim_start()).is_ok()
    {
        return Reading::Ambiguous(Doubt::Triangle);
    }
    if is_approximate(plain, units) {
        return Reading::Approximate;
    }
    bracketed(plain, units).or_else(|| marked(plain, units)).unwrap_or(Reading::NotANumber)
}

fn is_approximate(plain: &str, units: &Units<'_>) -> bool {
    let is_number = |text: &str| units.number(text.trim()).is_ok();
    let stands_out = |word: &&str| plain.starts_with(word) || plain.ends_with(word);
    if plain.contains(|c: char| c.is_ascii_digit()) && APPROXIMATE.iter().any(stands_out) {
        return true;
    }
    let before = BEFORE.iter().filter_map(|word| plain.strip_prefix(word));
    let behind = APPROXIMATE.iter().filter_map(|word| plain.strip_suffix(word));
    let within = WITHIN.iter().filter_map(|word| plain.split_once(word)).filter(|(number, _)| !number.is_empty());
    let some = plain.strip_prefix(['几', '数']).is_some_and(|rest| is_number(&format!("一{rest}")));
    some || before.chain(behind).any(is_number) || within.map(|(a, b)| format!("{a}{b}")).any(|text| is_number(&text))
}

/// `(12)`, `12（15）`, `74（含补报5）`, `24.55（万元）`.
fn bracketed(plain: &str, units: &Units<'_>) -> Option<Reading> {
    let (number, remark) = BRACKETS.iter().find_map(|(open, close)| {
        let (number, rest) = plain.split_once(*open)?;
        Some((number.trim_end(), rest.strip_suffix(*close)?.trim()))
    })?;
    if number.is_empty() {
        return units.number(remark).is_ok().then_some(Reading::Ambiguous(Doubt::Brackets));
    }
    // The brackets hold the unit: the number is in it.
    if units.is_unit(remark) || size_prefix(remark).is_some_and(|(_, r)| r.is_empty()) {
        return Some(match units.number(&format!("{number}{remark}")) {
            Ok(said) => Reading::Annotated(said.value),
            Err(Refusal::Ambiguous(doubt)) => Reading::Ambiguous(doubt),
            Err(Refusal::NotANumber) => Reading::NotANumber,
        });
    }
    let value = value(number, units)?;
    Some(match remark {
        _ if units.number(remark).is_ok() => Reading::Ambiguous(Doubt::Brackets),
        _ if GUESSES.contains(&remark) => Reading::Approximate,
        _ => Reading::Annotated(value),
    })
}

/// `123*`, `123①`, `123 注1`.
fn marked(plain: &str, units: &Units<'_>) -> Option<Reading> {
    let noted = plain.split_once("备注").or_else(|| plain.split_once('注')).map(|(number, _)| number);
    let bare = plain.trim_end_matches(|c| MARKS.contains(&c) || is_ringed(c));
    let number = noted.or((bare.len() != plain.len()).then_some(bare))?;
    value(number, units).map(Reading::Annotated)
}

/// The number before a remark, which may carry a mark too.
fn value(text: &str, units: &Units<'_>) -> Option<Decimal> {
    let bare = text.trim_end_matches(|c: char| MARKS.contains(&c) || is_ringed(c) || c.is_whitespace());
    units.number(bare).ok().map(|said| said.value)
}

/// ①, ⑴, ❶. Raised figures may be powers, and ½ is part of the number.
fn is_ringed(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}
