//! How wide the columns of a table are, in which size it is set, and whether the sheet is turned.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::geometry::{LANDSCAPE, PORTRAIT};
use super::super::words::Words;
use super::cell::{is_number, point_widths, role, words};
use super::heads::{HeadCell, cells, depth};
use crate::canvas::FontRole;
use crate::document::{Band, RowKind, Table};
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
}

/// What a column must and would like to have, padding included.
#[derive(Clone, Copy, Debug)]
struct Wish {
    least: f64,
    ideal: f64,
    weight: f64,
}

/// Chooses the size and the sheet: upright at 10.5 to 9 pt, then turned, then smaller.
pub fn plan(table: &Table, fonts: &FontSet) -> Plan {
    let tries = SIZES
        .iter()
        .map(|&size| (size, false))
        .chain(SIZES.iter().map(|&size| (size, true)))
        .chain(SMALL.iter().map(|&size| (size, true)));
    let mut last = None;
    for (size, landscape) in tries {
        let room = if landscape { LANDSCAPE.area_width } else { PORTRAIT.area_width };
        let wishes = wishes(table, fonts, size);
        let least: f64 = wishes.iter().map(|w| w.least).sum();
        last = Some((size, landscape, room, wishes));
        if least <= room {
            break;
        }
    }
    let (size, landscape, room, wishes) = last.unwrap_or((SIZES[0], false, PORTRAIT.area_width, Vec::new()));
    Plan {
        size,
        widths: share(&wishes, room),
        pad: pad(size),
        landscape,
        heads: cells(&table.columns),
        depth: depth(&table.columns),
        points: (0..table.columns.len()).map(|c| point_widths(table, c, fonts, size)).collect(),
    }
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
            wish.ideal = wish.ideal.max(wish.least);
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
    let ideal = ideal.max(head) + band + 2.0 * pad(size);
    Wish { least, ideal: ideal.max(least), weight: f64::from(definition.weight.max(1)) }
}

/// Shares the room: first what columns must have, then what they would like, then by weight.
fn share(wishes: &[Wish], room: f64) -> Vec<f64> {
    let least: f64 = wishes.iter().map(|w| w.least).sum();
    if wishes.is_empty() || least >= room {
        return wishes.iter().map(|w| w.least * room / least.max(1.0)).collect();
    }
    let wanted: f64 = wishes.iter().map(|w| w.ideal - w.least).sum();
    let spare = room - least;
    let given = if wanted > 0.0 { (spare / wanted).min(1.0) } else { 0.0 };
    let rest = spare - wanted * given;
    let weights: f64 = wishes.iter().map(|w| w.weight).sum();
    wishes.iter().map(|w| w.least + (w.ideal - w.least) * given + rest * w.weight / weights).collect()
}
