//! Text as characters with widths, and where a line may end between them (避头尾).
#![allow(clippy::float_arithmetic)] // Geometry: advances.

use super::labels;
use crate::canvas::FontRole;
use crate::document::Inline;
use crate::fonts::{FontSet, clean};
use crate::model::FigureKey;

/// Marks that may not begin a line.
const NO_START: &str = "，。、；：？！）》」』】〉〕｝］”’…—～·％%‰℃°)]},.;:?!";
/// Marks that may not end a line.
const NO_END: &str = "（《「『【〈〔｛［“‘￥([{#№";
/// Marks whose right half is blank.
const CLOSING: &str = "，。、；：）》」』】〉〕”’";
/// Marks whose left half is blank.
const OPENING: &str = "（《「『【〈〔“‘";
/// Words that stay with the digits before them, longest first.
const UNITS: &[&str] = &[
    "个百分点",
    "百分点",
    "千分点",
    "平方米",
    "万人次",
    "亿元",
    "万元",
    "万人",
    "万户",
    "万张",
    "人次",
    "公里",
    "年度",
    "月份",
    "季度",
];

/// One character of a text.
#[derive(Clone, Copy, Debug)]
pub struct Glyph<'a> {
    pub character: char,
    /// In points.
    pub advance: f64,
    pub figure: Option<&'a FigureKey>,
    /// Characters of one group above zero (a figure, a number, a Latin word) are never parted nor spread.
    pub group: u32,
    /// No line ends before this character.
    pub glued: bool,
    /// The `百` of `个百分点` after digits, the `人` of `（2000余人）`: rather than tear a line apart, one may end before it.
    pub parts_unit: bool,
}

/// A text of one role and size.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    pub role: FontRole,
    pub size: f64,
    pub glyphs: Vec<Glyph<'a>>,
}

fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || c == '‰' || c == '−'
}

/// Half of the em of a mark is blank on its right.
pub fn is_closing(glyph: &Glyph<'_>, size: f64) -> bool {
    CLOSING.contains(glyph.character) && glyph.advance > 0.9 * size
}

/// Half of the em of a mark is blank on its left.
pub fn is_opening(glyph: &Glyph<'_>, size: f64) -> bool {
    OPENING.contains(glyph.character) && glyph.advance > 0.9 * size
}

impl<'a> Words<'a> {
    /// The words of inlines.
    pub fn of(inlines: &'a [Inline], fonts: &FontSet, role: FontRole, size: f64) -> Self {
        let mut words = Self { role, size, glyphs: Vec::new() };
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Quote(text) => words.push(text, None, Hold::Words, fonts),
                Inline::Date(text) => words.push(text, None, Hold::Date, fonts),
                Inline::Number(text) => words.push(text, None, Hold::Whole, fonts),
                Inline::Figure { key, text } => words.push(text, Some(key), Hold::Whole, fonts),
            }
        }
        words.glue();
        words
    }

    /// The words of a plain text, all of one figure or of none.
    pub fn plain(text: &str, figure: Option<&'a FigureKey>, fonts: &FontSet, role: FontRole, size: f64) -> Self {
        let mut words = Self { role, size, glyphs: Vec::new() };
        let hold = if figure.is_some() { Hold::Whole } else { Hold::Words };
        words.push(text, figure, hold, fonts);
        words.glue();
        words
    }

    fn push(&mut self, text: &str, figure: Option<&'a FigureKey>, hold: Hold, fonts: &FontSet) {
        let mut group = self.glyphs.iter().map(|g| g.group).max().unwrap_or(0) + 1;
        let cleaned = clean(text);
        let mut previous: Option<char> = None;
        for character in cleaned.chars().filter(|c| *c != '\n') {
            let latin = is_latin(character);
            let in_group = match hold {
                Hold::Whole => true,
                Hold::Words | Hold::Date => latin,
            };
            if hold != Hold::Whole && previous.is_some_and(|p| is_latin(p) != latin) {
                group += 1;
            }
            let glued = match (hold, previous) {
                (Hold::Whole, Some(_)) => true,
                (Hold::Date, Some(p)) => !"年月日季度".contains(p) || !character.is_ascii_digit(),
                _ => false,
            };
            let advance = fonts.advance(character, self.role).unwrap_or(1.0) * self.size;
            self.glyphs.push(Glyph {
                character,
                advance,
                figure,
                group: if in_group { group } else { 0 },
                glued,
                parts_unit: false,
            });
            previous = Some(character);
        }
    }

    /// Marks where no line may end.
    fn glue(&mut self) {
        for i in 1..self.glyphs.len() {
            let (before, here) = (self.glyphs[i - 1], self.glyphs[i]);
            let (p, c) = (before.character, here.character);
            let same_group = here.group > 0 && here.group == before.group;
            let unit = p.is_ascii_digit() && !is_latin(c) && c != ' ';
            let touching_latin = is_latin(p) && is_latin(c);
            let held = same_group || unit || touching_latin || labels::held(&self.glyphs, i);
            if held || NO_START.contains(c) || NO_END.contains(p) || c == ' ' {
                self.glyphs[i].glued = true;
            }
            if p.is_ascii_digit() || labels::is_numeral(p) {
                self.glue_unit(i);
            }
            if labels::after_about(&self.glyphs, i) {
                self.glyphs[i].parts_unit = true;
            }
        }
    }

    /// Keeps a unit of several characters that begins at `start` in one piece.
    fn glue_unit(&mut self, start: usize) {
        let length = UNITS.iter().find_map(|unit| {
            let matches = unit.chars().zip(self.glyphs.get(start..)?).all(|(u, g)| u == g.character);
            let length = unit.chars().count();
            (matches && start + length <= self.glyphs.len()).then_some(length)
        });
        for glyph in self.glyphs.iter_mut().skip(start).take(length.unwrap_or(0)) {
            glyph.glued = true;
            glyph.parts_unit = length == Some(4) && glyph.character == '百';
        }
    }

    /// The space taken away after character `i`: adjacent marks share their blank halves.
    pub fn kern(&self, i: usize) -> f64 {
        let (Some(a), Some(b)) = (self.glyphs.get(i), self.glyphs.get(i + 1)) else { return 0.0 };
        if a.group > 0 && a.group == b.group {
            return 0.0;
        }
        let close_then_mark = is_closing(a, self.size) && (is_closing(b, self.size) || is_opening(b, self.size));
        let open_then_open = is_opening(a, self.size) && is_opening(b, self.size);
        if close_then_mark || open_then_open { self.size / 2.0 } else { 0.0 }
    }

    /// The width on one line.
    pub fn width(&self) -> f64 {
        (0..self.glyphs.len()).map(|i| self.glyphs[i].advance - self.kern(i)).sum()
    }

    /// The width of the widest piece that is not parted.
    pub fn widest_piece(&self) -> f64 {
        let (mut widest, mut current) = (0.0_f64, 0.0_f64);
        for (i, glyph) in self.glyphs.iter().enumerate() {
            if !glyph.glued {
                current = 0.0;
            }
            current += glyph.advance - self.kern(i);
            widest = widest.max(current);
        }
        widest
    }
}

/// How much of an inline stays together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// Chinese may be parted anywhere the rules allow.
    Words,
    /// Only after a year, month, day or quarter.
    Date,
    /// Nowhere.
    Whole,
}
