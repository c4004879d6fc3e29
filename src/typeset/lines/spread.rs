//! How a line is filled: what its characters need, what its gaps take or give.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::words::{Words, is_closing, is_opening};
use super::Fill;
use std::ops::Range;

/// What a line up to some character takes.
#[derive(Clone, Copy)]
pub struct Need {
    pub natural: f64,
    /// What the mark at the end may give by hanging its blank half.
    pub end: f64,
    /// What the marks inside may give.
    pub shrink: f64,
    /// What the gaps of a line that is spread may give.
    pub squeeze: f64,
}

pub fn need(words: &Words<'_>, range: &Range<usize>) -> Need {
    let size = words.size;
    let mut need = Need { natural: 0.0, end: 0.0, shrink: 0.0, squeeze: 0.0 };
    let mut last = range.end;
    while last > range.start && words.glyphs[last - 1].character == ' ' {
        last -= 1;
    }
    for i in range.start..last {
        let glyph = &words.glyphs[i];
        need.natural += glyph.advance;
        if i > range.start && can_spread(words, i) {
            need.squeeze += SQUEEZE * size;
        }
        if i + 1 == last {
            need.end = if is_closing(glyph, size) { size / 2.0 } else { 0.0 };
        } else {
            let kern = words.kern(i);
            need.natural -= kern;
            if kern == 0.0 && is_closing(glyph, size) {
                need.shrink += size / 4.0;
            }
            if i > range.start && words.kern(i - 1) == 0.0 && is_opening(glyph, size) {
                need.shrink += size / 4.0;
            }
        }
    }
    need
}

/// Spread by more than this share of an em, characters look (and are copied) as if there were spaces: no gap between
/// two characters ever grows by more.
pub const EVEN: f64 = 0.095;
/// What a gap may give, in ems, where a line is too long by a little; of this, what is hardly seen.
const SQUEEZE: f64 = 0.05;
const UNSEEN: f64 = 0.03;
/// All that gaps may give, in units of what is hardly seen.
pub const SEEN: f64 = SQUEEZE / UNSEEN;
/// What the blank after a mark may grow by, and by what where the gaps are at their widest.
const AFTER_MARK: f64 = 0.16;
const MOST_AFTER_MARK: f64 = 0.3;
/// What the gaps beside a number may grow by, on top, before a line stays short.
pub const BESIDE_NUMBER: f64 = 0.25;

/// What is added in the gaps of a line.
#[derive(Clone, Copy, Default)]
pub struct Spread {
    /// In every gap; less than nothing where the line is squeezed.
    pub gap: f64,
    /// After a mark, on top.
    pub mark: f64,
    /// Beside a number, on top.
    pub number: f64,
    /// Share of what marks can give that is taken.
    pub shrink: f64,
}

/// How far up to `most` each of `gaps` takes of what is left, which becomes less.
pub fn take(left: &mut f64, gaps: f64, most: f64) -> f64 {
    let each = if gaps > 0.0 { (*left / gaps).clamp(0.0, most) } else { 0.0 };
    *left -= each * gaps;
    each
}

pub fn count(gaps: impl Iterator) -> f64 {
    f64::from(u32::try_from(gaps.count()).unwrap_or(u32::MAX))
}

pub fn spread(words: &Words<'_>, range: &Range<usize>, width: f64, fill: Fill, last: bool) -> Spread {
    let need = need(words, range);
    let over = need.natural - width;
    let open = || (range.start + 1..range.end).filter(|&i| can_spread(words, i));
    let gaps = count(open());
    if over > 0.0 {
        let mut inside = (over - need.end).max(0.0);
        let shrink = take(&mut inside, need.shrink, 1.0);
        let gap = if fill.justify { -take(&mut inside, gaps, SQUEEZE * words.size) } else { 0.0 };
        return Spread { gap, shrink, ..Spread::default() };
    }
    if !fill.justify || last {
        return Spread { gap: fill.tracking.min(-over / gaps.max(1.0)), ..Spread::default() };
    }
    let marks = count(open().filter(|&i| after_mark(words, i)));
    let numbers = count(open().filter(|&i| beside_number(words, i)));
    let (mut left, em) = (-over, words.size);
    let gap = take(&mut left, gaps, EVEN * em);
    let mark = take(&mut left, marks, AFTER_MARK * em);
    let more = take(&mut left, marks, (MOST_AFTER_MARK - AFTER_MARK) * em);
    let number = take(&mut left, numbers, BESIDE_NUMBER * em);
    Spread { gap, mark: mark + more, number, shrink: 0.0 }
}

/// Whether a mark with a blank right half stands before character `i`, and all of its em.
pub fn after_mark(words: &Words<'_>, i: usize) -> bool {
    words.kern(i - 1) == 0.0 && is_closing(&words.glyphs[i - 1], words.size)
}

/// Whether one of the characters around the gap before `i` is of a number or a Latin word, the other a Chinese one.
pub fn beside_number(words: &Words<'_>, i: usize) -> bool {
    let (before, here) = (&words.glyphs[i - 1], &words.glyphs[i]);
    let marked = is_closing(before, words.size) || is_opening(before, words.size);
    (before.group > 0) != (here.group > 0) && !marked && here.character.is_alphanumeric()
}

/// Whether space may be added before character `i`.
pub fn can_spread(words: &Words<'_>, i: usize) -> bool {
    let (before, here) = (&words.glyphs[i - 1], &words.glyphs[i]);
    let dash = before.character == here.character && "—…".contains(here.character);
    !dash && (here.group == 0 || here.group != before.group)
}
