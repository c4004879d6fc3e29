//! Where a title is broken (7.3.1): between words, into lines that make a trapezium or a lozenge.
//!
//! Of all ways to break it into as few lines as hold it, or one more, the cheapest is taken; of equals the one with
//! the longer first line. A way costs
//! - for a break inside a word 1000, between two characters that no word holds 40, beside one such 10;
//! - for a break that the wording does not give, where it gives one (U+200B), 60;
//! - for a line that begins or ends with a word that leans on the other side (的, 和, 关于 …) 30;
//! - for a waist, a line shorter than one above and one below, 200;
//! - for lines all of one length 5, else a quarter of the square of the difference between longest and shortest, in ems;
//! - for the line more 20.
#![allow(clippy::float_arithmetic)] // Geometry.

mod pieces;
#[cfg(test)]
mod tests;

use super::lines::{Fill, Line, balanced_lines, break_lines, lines_ending};
use super::words::Words;
use crate::fonts::clean;
use pieces::Pieces;
use std::collections::BTreeSet;

/// The mark of a place where the wording wants a title broken.
const SOFT_BREAK: char = '\u{200B}';
const UNGIVEN: f64 = 60.0;
const LEANING: f64 = 30.0;
const WAIST: f64 = 200.0;
const RECTANGLE: f64 = 5.0;
const LINE_MORE: f64 = 20.0;
/// A difference that is not seen, in ems.
const UNSEEN: f64 = 0.5;
/// A title of more lines is only balanced: there are too many ways.
const MOST_LINES: usize = 5;

/// What is asked of every way to break a title.
struct Title<'w> {
    words: &'w Words<'w>,
    pieces: Pieces,
    /// Where the wording gives a break, by the character after it.
    given: BTreeSet<usize>,
    /// Of the text up to each character.
    widths: Vec<f64>,
    width: f64,
    least: usize,
}

/// The lines of a title at most `width` wide; `text` is that of `words` with its soft breaks.
pub fn title_lines(words: &Words<'_>, text: &str, list: &BTreeSet<String>, width: f64) -> Vec<Line> {
    let least = break_lines(words, Fill::ragged(width)).len();
    let given = given(text);
    if !(2..=MOST_LINES).contains(&least) {
        return balanced_lines(words, width);
    }
    let characters: Vec<char> = words.glyphs.iter().map(|glyph| glyph.character).collect();
    let mut widths = vec![0.0];
    for (i, glyph) in words.glyphs.iter().enumerate() {
        widths.push(widths[i] + glyph.advance - words.kern(i));
    }
    let title = Title { words, pieces: Pieces::of(&characters, list), given, widths, width, least };
    let mut best: Option<(f64, Vec<usize>)> = None;
    for lines in least..=least + 1 {
        title.ways(&mut Vec::new(), lines, &mut best);
    }
    match best {
        Some((_, ends)) => lines_ending(words, &ends),
        None => balanced_lines(words, width),
    }
}

/// The places of the soft breaks, counted in the characters that are printed.
fn given(text: &str) -> BTreeSet<usize> {
    let at = text.match_indices(SOFT_BREAK).map(|(at, _)| clean(&text[..at]).chars().filter(|c| *c != '\n').count());
    at.filter(|&at| at > 0).collect()
}

impl Title<'_> {
    fn line(&self, start: usize, end: usize) -> f64 {
        let last = end.saturating_sub(1);
        self.widths[last] - self.widths[start] + self.words.glyphs.get(last).map_or(0.0, |glyph| glyph.advance)
    }

    /// Every way to set what follows the last of `ends` in `lines` lines.
    fn ways(&self, ends: &mut Vec<usize>, lines: usize, best: &mut Option<(f64, Vec<usize>)>) {
        let start = ends.last().copied().unwrap_or(0);
        let count = self.words.glyphs.len();
        if lines == 1 {
            if self.line(start, count) <= self.width {
                ends.push(count);
                let cost = self.cost(ends);
                // The later of equals breaks later.
                if best.as_ref().is_none_or(|(least, _)| cost <= *least) {
                    *best = Some((cost, ends.clone()));
                }
                ends.pop();
            }
            return;
        }
        for end in start + 1..count {
            if self.line(start, end) > self.width {
                break;
            }
            if !self.words.glyphs[end].glued {
                ends.push(end);
                self.ways(ends, lines - 1, best);
                ends.pop();
            }
        }
    }

    fn cost(&self, ends: &[usize]) -> f64 {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let widths: Vec<f64> = starts.zip(ends).map(|(start, &end)| self.line(start, end) / self.words.size).collect();
        let breaks = &ends[..ends.len() - 1];
        let mut cost = shape(&widths) + if ends.len() > self.least { LINE_MORE } else { 0.0 };
        for &at in breaks {
            if self.given.contains(&at) {
                continue;
            }
            cost += self.pieces.cost(at);
            cost += if self.given.is_empty() { 0.0 } else { UNGIVEN };
            cost += if self.pieces.leans(at) { LEANING } else { 0.0 };
        }
        cost
    }
}

/// How far lines of these lengths, in ems, are from a trapezium or a lozenge.
fn shape(widths: &[f64]) -> f64 {
    let most = |widths: &[f64]| widths.iter().copied().fold(0.0, f64::max);
    let least = widths.iter().copied().fold(f64::INFINITY, f64::min);
    let difference = most(widths) - least;
    let waist = (0..widths.len()).any(|at| most(&widths[..at]).min(most(&widths[at + 1..])) > widths[at] + UNSEEN);
    let even = if widths.len() > 1 && difference < UNSEEN { RECTANGLE } else { difference * difference / 4.0 };
    even + if waist { WAIST } else { 0.0 }
}
