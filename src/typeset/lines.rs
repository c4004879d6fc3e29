//! Lines: where a text is broken and where each of its characters stands.
#![allow(clippy::float_arithmetic)] // Geometry.

mod spread;

use super::words::{Words, is_opening};
use crate::canvas::{Color, Mark, TextRun};
pub use spread::EVEN;
use spread::{Need, SEEN, after_mark, beside_number, can_spread, count, need, spread, take};
use std::ops::Range;

/// A tenth of a thousandth of a point: widths closer than this are the same.
const SAME: f64 = 1e-4;

/// Characters with the place of each, from the start of the line.
#[derive(Clone, Debug)]
pub struct Line {
    pub range: Range<usize>,
    /// One per character.
    pub x: Vec<f64>,
    pub width: f64,
}

/// How lines are filled.
#[derive(Clone, Copy, Debug)]
pub struct Fill {
    pub first: f64,
    pub rest: f64,
    /// Spread all lines but the last to the full width.
    pub justify: bool,
    /// Added after every character of a line that is not spread.
    pub tracking: f64,
}

impl Fill {
    /// Lines of one width that keep their natural spacing.
    pub fn ragged(width: f64) -> Self {
        Self { first: width, rest: width, justify: false, tracking: 0.0 }
    }
}

/// Where the line that begins at `start` ends.
fn line_end(words: &Words<'_>, start: usize, width: f64) -> usize {
    let count = words.glyphs.len();
    let (mut plain, mut tight) = (None, None);
    let mut fitting = start;
    for end in start + 1..=count {
        let need = need(words, &(start..end));
        if need.natural <= width + SAME {
            fitting = end;
        }
        let allowed = end == count || !words.glyphs[end].glued;
        if allowed && need.natural - need.end <= width + SAME {
            plain = Some(end);
        } else if allowed && need.natural - need.end - need.shrink <= width + SAME {
            tight = Some(end);
        }
        if need.natural - need.end - need.shrink > width + 4.0 * words.size {
            break;
        }
    }
    match (plain, tight) {
        (Some(plain), Some(tight)) if tight > plain => {
            let slack = width - need(words, &(start..plain)).natural;
            if slack > words.size { tight } else { plain }
        }
        (Some(end), _) | (None, Some(end)) => end,
        // Not one piece fits: part it rather than run over the edge.
        (None, None) => fitting.max(start + 1),
    }
}

/// Breaks a text into lines (避头尾; marks may hang or shrink; figures and dates stay whole). Lines that
/// are spread are chosen together, so that none is stretched for the sake of its neighbours.
pub fn break_lines(words: &Words<'_>, fill: Fill) -> Vec<Line> {
    let count = words.glyphs.len();
    let ends = if fill.justify { even_ends(words, fill) } else { None };
    let mut ends = ends.unwrap_or_default().into_iter();
    let (mut lines, mut start) = (Vec::new(), 0);
    while start < count {
        let width = if lines.is_empty() { fill.first } else { fill.rest };
        let end = ends.next().unwrap_or_else(|| line_end(words, start, width));
        lines.push(set(words, start..end, width, fill, end == count));
        start = after_spaces(words, end);
    }
    lines
}

/// Lines that end where this says, at their natural spacing.
pub fn lines_ending(words: &Words<'_>, ends: &[usize]) -> Vec<Line> {
    let fill = Fill::ragged(f64::INFINITY);
    let mut start = 0;
    let set = |end: &usize| {
        let line = set(words, start..*end, fill.rest, fill, true);
        start = after_spaces(words, *end);
        line
    };
    ends.iter().map(set).collect()
}

/// Where the line after one that ends at `end` begins.
fn after_spaces(words: &Words<'_>, end: usize) -> usize {
    let spaces = words.glyphs.iter().skip(end).take_while(|glyph| glyph.character == ' ').count();
    end + spaces
}

/// Lines of nearly equal length, as few as fit the width: for titles.
pub fn balanced_lines(words: &Words<'_>, width: f64) -> Vec<Line> {
    let full = break_lines(words, Fill::ragged(width));
    let (mut low, mut high) = (width / 4.0, width);
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        let lines = break_lines(words, Fill::ragged(middle));
        if lines.len() <= full.len() && lines.iter().all(|l| l.width <= middle + SAME) {
            high = middle;
        } else {
            low = middle;
        }
    }
    break_lines(words, Fill::ragged(high))
}

/// What breaking `68.63个百分点` before `百`, or `（2000余人）` before `人`, costs, in the squares of [`cost`].
const PARTED_UNIT: f64 = 12.0;
/// What every line costs, so that a text is not spread over more lines than it needs.
const PER_LINE: f64 = 2.0;
/// A last line of fewer characters than this looks lost.
const LOST: usize = 3;

/// How ill a full line looks: nothing at its natural width, one for each twentieth of an em in every gap,
/// squared, four for all that its marks can give and for all that its gaps give unseen. Nothing at all when it does not fit.
fn cost(words: &Words<'_>, range: &Range<usize>, need: Need, width: f64) -> Option<f64> {
    let last = range.end == words.glyphs.len();
    let over = need.natural - width;
    if over - need.end - need.shrink - need.squeeze > SAME {
        return None;
    }
    if over > SAME {
        let mut inside = (over - need.end).max(0.0);
        let shrink = take(&mut inside, need.shrink, 1.0);
        let squeeze = take(&mut inside, need.squeeze, 1.0) * SEEN;
        return Some(4.0 * (shrink.powi(2) + squeeze.powi(2)));
    }
    if last {
        return Some(if range.len() < LOST { 3.0 } else { 0.0 });
    }
    let open = || (range.start + 1..range.end).filter(|&i| can_spread(words, i));
    let marks = count(open().filter(|&i| after_mark(words, i)));
    let gap = -over / words.size / (count(open()) + marks).max(1.0);
    Some((gap / 0.05).powi(2) * if gap > EVEN { 4.0 } else { 1.0 })
}

/// The ends of lines that together look best; nothing when some piece fits no line.
fn even_ends(words: &Words<'_>, fill: Fill) -> Option<Vec<usize>> {
    let count = words.glyphs.len();
    // The best way to each place a line may begin at: what it costs, and the end and the start before it.
    let mut best: Vec<Option<(f64, usize, usize)>> = vec![None; count + 1];
    let mut start = 0;
    while start < count {
        let so_far = if start == 0 { Some(0.0) } else { best[start].map(|way| way.0) };
        let Some(so_far) = so_far else {
            start += 1;
            continue;
        };
        let width = if start == 0 { fill.first } else { fill.rest };
        for end in start + 1..=count {
            let need = need(words, &(start..end));
            if need.natural - need.end - need.shrink - need.squeeze > width + 4.0 * words.size {
                break;
            }
            let parted = words.glyphs.get(end).is_some_and(|glyph| glyph.parts_unit);
            if end < count && words.glyphs[end].glued && !parted {
                continue;
            }
            let Some(here) = cost(words, &(start..end), need, width) else { continue };
            let total = so_far + here + PER_LINE + if parted { PARTED_UNIT } else { 0.0 };
            let next = after_spaces(words, end);
            if best[next].is_none_or(|way| total < way.0) {
                best[next] = Some((total, end, start));
            }
        }
        start += 1;
    }
    let mut ends = Vec::new();
    let mut at = count;
    while at > 0 {
        let (_, end, start) = best[at]?;
        ends.push(end);
        at = start;
    }
    ends.reverse();
    Some(ends)
}

/// Places the characters of one line.
fn set(words: &Words<'_>, range: Range<usize>, width: f64, fill: Fill, last: bool) -> Line {
    let mut end = range.end;
    while end > range.start && words.glyphs[end - 1].character == ' ' {
        end -= 1;
    }
    let range = range.start..end;
    let spread = spread(words, &range, width, fill, last);
    let mut x = Vec::with_capacity(range.len());
    let mut at = 0.0;
    for i in range.clone() {
        if i > range.start {
            let kern = words.kern(i - 1);
            at -= kern;
            let opens = kern == 0.0 && is_opening(&words.glyphs[i], words.size) && i + 1 < end;
            let marks = f64::from(u8::from(after_mark(words, i))) + f64::from(u8::from(opens));
            at -= marks * spread.shrink * words.size / 4.0;
            if can_spread(words, i) {
                at += spread.gap + if after_mark(words, i) { spread.mark } else { 0.0 };
                at += if beside_number(words, i) { spread.number } else { 0.0 };
            }
        }
        x.push(at);
        at += words.glyphs[i].advance;
    }
    Line { range, x, width: at }
}

/// The marks of a line whose first character stands at `x`, on the baseline `y`: one run per figure
/// and per stretch of even spacing.
pub fn marks(words: &Words<'_>, line: &Line, x: f64, y: f64, color: Color) -> Vec<Mark> {
    let mut runs: Vec<TextRun> = Vec::new();
    // Where the next character of the current run would stand, and its group and spacing.
    let mut state: Option<(u32, Option<f64>, f64)> = None;
    for (offset, i) in line.range.clone().enumerate() {
        let glyph = &words.glyphs[i];
        let at = x + line.x[offset];
        let joined = match (state, runs.last_mut()) {
            (Some((group, spacing, end)), Some(run)) if group == glyph.group && run.figure.as_ref() == glyph.figure => {
                let gap = at - end;
                if spacing.is_none_or(|s| (s - gap).abs() < SAME) {
                    run.spacing = if spacing.is_none() { gap } else { run.spacing };
                    run.text.push(glyph.character);
                    state = Some((group, Some(run.spacing), at + glyph.advance));
                    true
                } else {
                    false
                }
            }
            _ => false,
        };
        if !joined {
            runs.push(TextRun {
                x: at,
                y,
                size: words.size,
                role: words.role,
                color,
                text: glyph.character.to_string(),
                spacing: 0.0,
                figure: glyph.figure.cloned(),
                turned: false,
            });
            state = Some((glyph.group, None, at + glyph.advance));
        }
    }
    runs.into_iter().map(Mark::Text).collect()
}
