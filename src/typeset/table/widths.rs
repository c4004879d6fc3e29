//! How wide the columns of a table are, in which size it is set, whether the sheet is turned, and whether its columns are
//! dealt into parts.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::Setter;
use super::super::geometry::{LANDSCAPE, PORTRAIT};
use super::super::words::Words;
use super::cell::{BAND, Ems, Kind, Measured};
use super::heads::{HeadCell, cells};
use super::parts;
use super::share::{Wish, even, share};
use crate::canvas::FontRole;
use crate::document::{Align, RowKind, Table};
use crate::fonts::FontSet;
use std::collections::BTreeSet;

/// Sizes tried, largest first; below 9 pt the sheet is turned first. 六号 is the least: what is wider still is dealt into
/// parts, in a size that reads well.
const SIZES: [f64; 4] = [10.5, 10.0, 9.5, 9.0];
const SMALL: [f64; 3] = [8.5, 8.0, LEAST];
pub const LEAST: f64 = 7.5;
/// Lines of a head, its unit apart, before its column is widened, and of one over several columns; lines that look well.
const HEAD_LINES: f64 = 4.0;
const HEAD_WELL: f64 = 3.0;
const UPPER_LINES: f64 = 2.0;
/// A bracketed unit, or a word, of up to so many ems stays on one line of a head.
const BRACKET: f64 = 5.0;
/// A text of more ems than this wraps in a column at least this wide; a shorter one in this.
const LONG: f64 = 16.0;
const LONG_MIN: f64 = 9.0;
const SHORT_MIN: f64 = 5.0;
/// A text does not ask for more than this, in ems.
const TEXT_MOST: f64 = 24.0;
/// Blank on each side of a cell, in ems.
const PAD: f64 = 0.4;
/// Blank of a row, and of a row of a table that would else run over by a few rows, in ems.
const AIR: f64 = 0.6;
const TIGHT: f64 = 0.34;
/// A table is set in the largest size that leaves at most this share of its rows on two lines.
const WRAPPED: f64 = 0.05;

/// The columns of a table, or of a part of it, and how they are set.
#[derive(Clone, Debug)]
pub struct Part {
    pub columns: Vec<usize>,
    pub size: f64,
    pub landscape: bool,
    pub widths: Vec<f64>,
}

impl Part {
    /// Blank on each side of a cell.
    pub fn pad(&self) -> f64 {
        PAD * self.size
    }
}

/// Blank above and below the words of a row together, in ems.
pub fn air(tight: bool) -> f64 {
    if tight { TIGHT } else { AIR }
}

/// What is asked of a table besides that it fits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// As little height as it can have.
    pub tight: bool,
    /// The size of its series, if it stands upright.
    pub only: Option<f64>,
}

/// Chooses the size and the sheet: upright at 10.5 to 9 pt, then turned, then smaller, then in parts.
pub fn plan(table: &Table, measured: &Measured, setter: &Setter<'_>, wanted: Wanted) -> Vec<Part> {
    let heads = cells(table);
    let wishes = wishes(table, measured, &heads, setter);
    let scaled = |widths: Vec<f64>, size: f64| widths.into_iter().map(|width| width * size).collect();
    if let Some((size, landscape, widths)) = measures(table, measured, &wishes, wanted) {
        let columns = (0..table.columns.len()).collect();
        return vec![Part { columns, size, landscape, widths: scaled(widths, size) }];
    }
    let (size, dealt) = dealt(table, &wishes, &heads);
    let part = |columns: Vec<usize>| {
        let own: Vec<Wish> = columns.iter().filter_map(|at| wishes.get(*at).copied()).collect();
        let widths = share(&own, LANDSCAPE.area_width / size);
        Part { columns, size, landscape: true, widths: scaled(widths, size) }
    };
    dealt.into_iter().map(part).collect()
}

/// The largest size that needs the fewest parts, and the parts.
fn dealt(table: &Table, wishes: &[Wish], heads: &[HeadCell]) -> (f64, Vec<Vec<usize>>) {
    let mut best: Option<(f64, Vec<Vec<usize>>)> = None;
    for size in SIZES {
        let dealt = parts::deal(wishes, heads, table.stub(), LANDSCAPE.area_width / size);
        if best.as_ref().is_none_or(|(_, fewest)| dealt.len() < fewest.len()) {
            best = Some((size, dealt));
        }
    }
    best.unwrap_or_default()
}

/// Size, whether the sheet is turned, widths in ems.
type Measures = (f64, bool, Vec<f64>);

/// Of the sizes at which the numbers fit, the largest at which hardly a row wraps, or else the one at
/// which fewest do; a tight table takes the smallest. Nothing where they fit at none.
fn measures(table: &Table, measured: &Measured, wishes: &[Wish], wanted: Wanted) -> Option<Measures> {
    let least: f64 = wishes.iter().map(|w| w.least).sum();
    let Wanted { tight, only } = wanted;
    let upright = only.map_or(SIZES.to_vec(), |size| vec![size]);
    for (sizes, landscape) in [(&upright[..], false), (&SIZES[..], true), (&SMALL[..], true)] {
        let area = if landscape { LANDSCAPE.area_width } else { PORTRAIT.area_width };
        let mut found: Option<(usize, Measures)> = None;
        for &size in sizes.iter().filter(|size| least <= area / **size) {
            let widths = share(wishes, area / size);
            let wrapped = wrapped_rows(table, measured, &widths);
            if tight || found.as_ref().is_none_or(|(fewest, _)| wrapped < *fewest) {
                found = Some((wrapped, (size, landscape, widths)));
            }
            #[allow(clippy::cast_precision_loss)] // Rows of a table.
            if !tight && wrapped as f64 <= table.rows.len() as f64 * WRAPPED {
                break;
            }
        }
        if let Some((_, measures)) = found {
            return Some(measures);
        }
    }
    None
}

/// Rows with a text that does not fit on one line.
fn wrapped_rows(table: &Table, measured: &Measured, widths: &[f64]) -> usize {
    let rows = table.rows.iter().zip(&measured.rows).filter(|(row, _)| row.kind != RowKind::Group);
    let wraps = |cells: &[Ems]| {
        let mut cells = cells.iter().zip(widths);
        cells.any(|(ems, width)| ems.kind == Kind::Text && ems.natural + ems.beside + 2.0 * PAD > *width + 0.001)
    };
    rows.filter(|(_, cells)| wraps(cells)).count()
}

fn wishes(table: &Table, measured: &Measured, heads: &[HeadCell], setter: &Setter<'_>) -> Vec<Wish> {
    let fonts = setter.fonts;
    let mut wishes: Vec<Wish> = (0..table.columns.len()).map(|at| column_wish(table, measured, at)).collect();
    for head in heads {
        let over_several = head.to - head.from > 1;
        let lines = if over_several { UPPER_LINES } else { HEAD_LINES };
        let (need, whole) = head_need(&head.text, lines, fonts);
        let (well, _) = head_need(&head.text, lines.min(HEAD_WELL), fonts);
        let well = well.max(longest_word(&head.text, &setter.style.words));
        let covered = wishes.get_mut(head.from..head.to).unwrap_or_default();
        let have: f64 = covered.iter().map(|w| w.least).sum();
        #[allow(clippy::cast_precision_loss)] // A table has few columns.
        let extra = (need + 2.0 * PAD - have).max(0.0) / covered.len().max(1) as f64;
        for wish in covered {
            wish.least += extra;
            wish.text = wish.text.max(wish.least);
            if !over_several {
                wish.text = wish.text.max(well + 2.0 * PAD);
                wish.ideal = wish.ideal.max(whole.min(HEAD_MOST) + 2.0 * PAD);
            }
            wish.ideal = wish.ideal.max(wish.text);
        }
    }
    even(&mut wishes);
    wishes
}

/// A head does not ask for more than this on one line, in ems.
const HEAD_MOST: f64 = 6.4;

/// What a head must have, and what it takes on one line, in ems.
fn head_need(text: &str, lines: f64, fonts: &FontSet) -> (f64, f64) {
    let (mut least, mut whole) = (0.0_f64, 0.0_f64);
    let words = |text: &str| Words::plain(text, None, fonts, FontRole::Hei, 1.0);
    for line in text.lines() {
        let all = words(line);
        let natural = all.width();
        let short = |width: f64| if width <= BRACKET { width } else { 0.0 };
        let bracket = line.find('（').filter(|at| *at > 0).map_or(0.0, |at| words(&line[at..]).width());
        // A short unit goes under the words.
        let name = natural - short(bracket);
        let need = (name / lines).ceil().max(natural.min(2.0)).max(short(bracket)).max(short(all.widest_piece()));
        (least, whole) = (least.max(need), whole.max(natural));
    }
    (least, whole)
}

/// The longest of the words in a head that its column would rather not part, in ems.
fn longest_word(text: &str, words: &BTreeSet<String>) -> f64 {
    let there = words.iter().filter(|word| text.contains(word.as_str()));
    #[allow(clippy::cast_precision_loss)] // A few characters.
    let lengths = there.map(|word| word.chars().count() as f64).filter(|length| *length <= BRACKET);
    lengths.fold(0.0, f64::max)
}

fn column_wish(table: &Table, measured: &Measured, at: usize) -> Wish {
    let definition = &table.columns[at];
    let points = measured.points[at];
    let (mut least, mut ideal) = (2.0_f64, 2.0_f64);
    for (row, cells) in table.rows.iter().zip(&measured.rows).filter(|(row, _)| row.kind != RowKind::Group) {
        let Some(ems) = cells.get(at) else { continue };
        let indent = if at == 0 { f64::from(row.kind.indent()) } else { 0.0 };
        let natural = ems.natural + indent;
        if ems.kind == Kind::Text {
            let wrapped = if natural > LONG { LONG_MIN } else { natural.min(SHORT_MIN) };
            // What cannot be parted is parted all the same where it alone would fill a page.
            least = least.max(wrapped.max((ems.piece + indent).min(TEXT_MOST)));
            ideal = ideal.max(natural.min(TEXT_MOST));
        } else {
            (least, ideal) = (least.max(natural), ideal.max(natural));
        }
    }
    let beside = 2.0 * PAD + if measured.banded[at] { BAND } else { 0.0 };
    let least = least.max(points.width()) + beside;
    let text = (ideal + beside).max(least);
    Wish {
        least,
        text,
        ideal: text,
        even: text,
        weight: f64::from(definition.weight.max(1)),
        number: definition.align == Align::Number,
    }
}
