//! What a finding rests on, as a short mark: an explanation given of it holds while the mark is the same.

use super::Finding;
use crate::model::{Decimal, Digest};

/// Hex digits of a mark.
const DIGITS: usize = 8;
/// What stands between the id of a finding and its mark.
const BETWEEN: char = '#';

impl Finding {
    /// Of both sides and of every operand's value, wherever they stand. The cell itself is told beside it.
    /// Nothing where it rests on no numbers, or they were withheld.
    pub fn context(&self) -> Option<String> {
        if self.comparison.is_none() && self.operands.is_empty() {
            return None;
        }
        let mut digest = Digest::default();
        let mut put = |text: &str| {
            digest.update(&(text.len() as u64).to_be_bytes());
            digest.update(text.as_bytes());
        };
        if let Some(c) = &self.comparison {
            [c.left.as_str(), c.op, c.right.as_str(), c.difference.as_str()].into_iter().for_each(&mut put);
        }
        for one in &self.operands {
            let value = Decimal::from_str_exact(&one.value).map(|number| number.normalize().to_string());
            [one.indicator.as_str(), one.measure.id(), one.region.as_str()].into_iter().for_each(&mut put);
            put(&one.month.to_string());
            put(value.as_deref().unwrap_or(&one.value));
        }
        Some(digest.hex().chars().take(DIGITS).collect())
    }
    /// The id with the mark behind it: what a list carries, so that an answer is of what was asked.
    pub fn marked_id(&self) -> String {
        let mark = self.context().map(|mark| format!("{BETWEEN}{mark}")).unwrap_or_default();
        self.id() + &mark
    }
}

/// An id with or without a mark behind it, taken apart.
pub fn unmarked(text: &str) -> (&str, Option<&str>) {
    let is_hex = |mark: &str| mark.len() == DIGITS && mark.chars().all(|c| c.is_ascii_hexdigit());
    match text.rsplit_once(BETWEEN) {
        Some((id, mark)) if is_hex(mark.trim()) => (id.trim(), Some(mark.trim())),
        _ => (text, None),
    }
}
