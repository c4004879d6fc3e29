//! How wide the columns of a table are, in which size it is set, and whether the sheet is turned.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::geometry::{LANDSCAPE, PORTRAIT};
use super::super::words::Words;
use super::cell::{is_number, point_widths, role, words};
use super::heads::{HeadCell, cells, depth};
use crate::canvas::FontRole;
use crate::document::{Band, Row, RowKind, Table, TableCell};
use crate::fonts::FontSet;

/// Sizes tried, largest first; below 9 pt the sheet is turned first.
const SIZES: [f64; 4] = [10.5, 10.0, 9.5, 9.0];
const SMALL: [f64; 4] = [8.5, 8.0, 7.5, 7.0];
/// Characters of a head on one line, and lines of a head, before its column is widened.
const HEAD_LINES: f64 = 4.0;
/// A bracketed unit of up to so many characters stays on one line.
const BRACKET: f64 = 5.0;
/// A text of more characters than this wraps in a column at least this wide.
const LONG: f64 = 16.0;
const LONG_MIN: f64 = 9.0;

/// The measures of a table.
#[derive(Clone, Debug)]
pub struct Plan {
    pub size: f64,
    pub widths: Vec<f64>,
    /// Blank on each side of a cell.
    pub pad: f64,
    pub landscape: bool,
    pub heads: Vec<HeadCell>,
    pub depth: usize,
    /// Per column: room before and from the decimal point on.
    pub points: Vec<(f64, f64)>,
    /// Blank above and below the words of a row together, in ems.
    pub air: f64,
}

/// What a column must and would like to have, padding included: `text` for its words to stay on one line,
/// `ideal` for its head too.
#[derive(Clone, Copy, Debug)]
struct Wish {
    least: f64,
    text: f64,
    ideal: f64,
    weight: f64,
}

/// Blank of a row, and of a row of a table that would else run over by a few rows, in ems.
const AIR: f64 = 0.6;
const TIGHT: f64 = 0.34;
/// A table is set in the largest size that leaves at most this share of its rows on two lines.
const WRAPPED: f64 = 0.05;

/// Chooses the size and the sheet: upright at 10.5 to 9 pt, then turned, then smaller.
pub fn plan(table: &Table, fonts: &FontSet, tight: bool) -> Plan {
    let (size, landscape, widths) = measures(table, fonts, tight);
    Plan {
        size,
        widths,
        pad: pad(size),
        landscape,
        heads: cells(&table.columns),
        depth: depth(&table.columns),
        points: (0..table.columns.len()).map(|c| point_widths(table, c, fonts, size)).collect(),
        air: if tight { TIGHT } else { AIR },
    }
}

/// Size, whether the sheet is turned, widths.
type Measures = (f64, bool, Vec<f64>);

/// Of the sizes at which the numbers fit, the largest at which hardly a row wraps, or else the one at
/// which fewest do; a tight table takes the smallest.
fn measures(table: &Table, fonts: &FontSet, tight: bool) -> Measures {
    let mut narrow = Vec::new();
    for (sizes, landscape) in [(&SIZES[..], false), (&SIZES[..], true), (&SMALL[..], true)] {
        let room = if landscape { LANDSCAPE.area_width } else { PORTRAIT.area_width };
        let mut found: Option<(usize, Measures)> = None;
        for &size in sizes {
            let wishes = wishes(table, fonts, size);
            let least: f64 = wishes.iter().map(|w| w.least).sum();
            let widths = share(&wishes, room);
            narrow = vec![(size, landscape, widths.clone())];
            if least > room {
                continue;
            }
            let wrapped = wrapped_rows(table, fonts, size, &widths);
            if tight || found.as_ref().is_none_or(|(fewest, _)| wrapped < *fewest) {
                found = Some((wrapped, (size, landscape, widths)));
            }
            #[allow(clippy::cast_precision_loss)] // Rows of a table.
            if !tight && wrapped as f64 <= table.rows.len() as f64 * WRAPPED {
                break;
            }
        }
        if let Some((_, measures)) = found {
            return measures;
        }
    }
    narrow.pop().unwrap_or((SIZES[0], false, Vec::new()))
}

/// Rows with a text that does not fit on one line.
fn wrapped_rows(table: &Table, fonts: &FontSet, size: f64, widths: &[f64]) -> usize {
    let wraps = |row: &&Row| {
        row.cells.iter().zip(widths).enumerate().any(|(column, (cell, width))| {
            let number = table.columns.get(column).is_some_and(|c| is_number(cell, c));
            !number
                && words(cell, fonts, role(row.kind), size).width() + beside(row, column, cell, size) > *width + 0.01
        })
    };
    table.rows.iter().filter(|r| r.kind != RowKind::Group).filter(wraps).count()
}

/// What stands beside the words of a cell: padding, indent, mark of the band.
fn beside(row: &Row, column: usize, cell: &TableCell, size: f64) -> f64 {
    let indent = if column == 0 && row.kind == RowKind::Part { size } else { 0.0 };
    let band = if cell.band == Band::None { 0.0 } else { size * 1.2 };
    2.0 * pad(size) + indent + band
}

fn pad(size: f64) -> f64 {
    size * 0.4
}

fn wishes(table: &Table, fonts: &FontSet, size: f64) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = (0..table.columns.len()).map(|c| column_wish(table, c, fonts, size)).collect();
    for head in cells(&table.columns) {
        let characters: f64 = head.text.lines().map(units).fold(0.0, f64::max);
        let lines = if head.levels > 1 || head.to - head.from == 1 { HEAD_LINES } else { 2.0 };
        let bracket = head.text.find('（').map_or(0.0, |at| units(&head.text[at..]));
        let bracket = if bracket <= BRACKET { bracket } else { 0.0 };
        let need = (characters / lines).ceil().max(characters.min(2.0)).max(bracket) * size + 2.0 * pad(size);
        let covered = wishes.get_mut(head.from..head.to).unwrap_or_default();
        let have: f64 = covered.iter().map(|w| w.least).sum();
        #[allow(clippy::cast_precision_loss)] // A table has few columns.
        let extra = (need - have).max(0.0) / covered.len().max(1) as f64;
        for wish in covered {
            wish.least += extra;
            wish.text = wish.text.max(wish.least);
            wish.ideal = wish.ideal.max(wish.text);
        }
    }
    wishes
}

/// Characters of a text in ems, Latin ones as halves.
fn units(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum()
}

fn column_wish(table: &Table, column: usize, fonts: &FontSet, size: f64) -> Wish {
    let definition = &table.columns[column];
    let (mut least, mut ideal) = (2.0 * size, 2.0 * size);
    let mut banded = false;
    for row in table.rows.iter().filter(|r| r.kind != RowKind::Group) {
        let Some(cell) = row.cells.get(column) else { continue };
        let indent = if column == 0 && row.kind == RowKind::Part { size } else { 0.0 };
        let text: Words<'_> = words(cell, fonts, role(row.kind), size);
        let natural = text.width() + indent;
        banded |= cell.band != Band::None;
        if is_number(cell, definition) {
            (least, ideal) = (least.max(natural), ideal.max(natural));
            continue;
        }
        let wrapped = if natural > LONG * size { LONG_MIN * size } else { natural.min(5.0 * size) };
        least = least.max(wrapped.max(text.widest_piece() + indent));
        ideal = ideal.max(natural.min(24.0 * size));
    }
    let (whole, rest) = point_widths(table, column, fonts, size);
    let band = if banded { size * 1.2 } else { 0.0 };
    let head = definition.heads.last().map_or(0.0, |head| {
        let words = Words::plain(head, None, fonts, FontRole::Hei, size);
        words.width().min(6.0 * size) + size * 0.4
    });
    let least = least.max(whole + rest) + band + 2.0 * pad(size);
    let text = (ideal + band + 2.0 * pad(size)).max(least);
    let ideal = (ideal.max(head) + band + 2.0 * pad(size)).max(text);
    Wish { least, text, ideal, weight: f64::from(definition.weight.max(1)) }
}

/// Shares the room: what columns must have, then room for words on one line, for heads, the rest by weight.
fn share(wishes: &[Wish], room: f64) -> Vec<f64> {
    let least: f64 = wishes.iter().map(|w| w.least).sum();
    if wishes.is_empty() || least >= room {
        return wishes.iter().map(|w| w.least * room / least.max(1.0)).collect();
    }
    let mut widths: Vec<f64> = wishes.iter().map(|w| w.least).collect();
    for target in [|w: &Wish| w.text, |w: &Wish| w.ideal] {
        let wanted: f64 = wishes.iter().zip(&widths).map(|(w, have)| target(w) - have).sum();
        let spare = room - widths.iter().sum::<f64>();
        let given = if wanted > 0.0 { (spare / wanted).clamp(0.0, 1.0) } else { 0.0 };
        for (wish, width) in wishes.iter().zip(&mut widths) {
            *width += (target(wish) - *width) * given;
        }
    }
    let rest = (room - widths.iter().sum::<f64>()).max(0.0);
    let weights: f64 = wishes.iter().map(|w| w.weight).sum();
    wishes.iter().zip(widths).map(|(w, width)| width + rest * w.weight / weights).collect()
}
