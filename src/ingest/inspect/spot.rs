//! Full cells of a sheet with what they look like, and the islands they form.

use crate::catalog::normalise;
use crate::ingest::workbook::{Content, Grid, GridCell};
use crate::model::{Cell, Decimal};
use std::collections::BTreeMap;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Number,
    /// A sign that stands where a number would: `—`, an error, a formula without a result.
    Mark,
    Date,
    Text,
}

/// A full cell, as far as its merged range reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub cell: Cell,
    pub right: u32,
    pub bottom: u32,
    pub shape: Shape,
}

impl Spot {
    pub fn covers(&self, row: u32, column: u32) -> bool {
        (self.cell.row..=self.bottom).contains(&row) && (self.cell.column..=self.right).contains(&column)
    }
}

/// Signs of “nothing here”.
const MARKS: [&str; 9] = ["-", "--", "---", "/", "\\", "无", "×", "…", "……"];
/// A merged range counts this far: it may claim the whole sheet.
const REACH: u32 = 64;
/// Blank rows and columns that part two islands.
const GAP_ROWS: u32 = 4;
const GAP_COLUMNS: u32 = 2;
/// Cuts within cuts.
const DEPTH: usize = 12;

/// What a cell looks like; nothing when it is blank.
pub fn shape(cell: &GridCell) -> Option<Shape> {
    match &cell.content {
        Content::Number(_) | Content::TooLong(_) => Some(Shape::Number),
        Content::Date(_) => Some(Shape::Date),
        Content::Bool(_) | Content::Error(_) | Content::NoResult => Some(Shape::Mark),
        Content::Text(text) => {
            let first = text.chars().find(|c| !c.is_whitespace())?;
            // Long texts are neither; most are no numbers by their first character.
            if text.chars().take(REACH as usize).count() == REACH as usize || first.is_alphabetic() && first != '无' {
                return Some(Shape::Text);
            }
            let plain = normalise(text);
            if plain.is_empty() {
                return None;
            }
            Some(if MARKS.contains(&plain.as_str()) {
                Shape::Mark
            } else if is_number(&plain) {
                Shape::Number
            } else {
                Shape::Text
            })
        }
    }
}

/// The text of a cell; a date as people write it.
pub fn shown(grid: &Grid, row: u32, column: u32) -> String {
    let is_date = grid.get(row, column).and_then(shape) == Some(Shape::Date);
    if is_date { grid.merged_text(row, column) } else { grid.text(row, column).to_string() }
}

/// A number typed as text; what is too long or begins with a nought is a code.
fn is_number(plain: &str) -> bool {
    let digits = plain.replace(',', "");
    let digits = digits.trim_end_matches('%');
    let whole = digits.trim_start_matches(['-', '+']).split('.').next().unwrap_or_default();
    let is_code = whole.len() > 14 || whole.len() > 1 && whole.starts_with('0');
    !is_code && Decimal::from_str_exact(digits).is_ok()
}

/// The full cells, row by row, in islands: blank rows and columns lie between them.
pub fn islands(grid: &Grid) -> Vec<Vec<Spot>> {
    let merges: BTreeMap<Cell, Cell> = grid.merges.iter().map(|merge| (merge.first, merge.last)).collect();
    let spot = |(cell, found): (&Cell, &GridCell)| {
        let last = merges.get(cell).copied().unwrap_or(*cell);
        let reach = |from: u32, to: u32| to.clamp(from, from.saturating_add(REACH));
        Some(Spot {
            cell: *cell,
            right: reach(cell.column, last.column),
            bottom: reach(cell.row, last.row),
            shape: shape(found)?,
        })
    };
    let mut done = Vec::new();
    let mut open = vec![(grid.cells.iter().filter_map(spot).collect::<Vec<_>>(), 0)];
    while let Some((spots, depth)) = open.pop() {
        let mut parts = cut(&spots, |spot| (spot.cell.row, spot.bottom), GAP_ROWS);
        if parts.len() < 2 {
            parts = cut(&spots, |spot| (spot.cell.column, spot.right), GAP_COLUMNS);
        }
        if parts.len() < 2 || depth >= DEPTH {
            done.push(spots);
        } else {
            open.extend(parts.into_iter().map(|part| (part, depth + 1)));
        }
    }
    done.retain(|spots| !spots.is_empty());
    done.sort_by_key(|spots| spots.first().map(|spot| spot.cell));
    done
}

/// Parts of the spots with more than `gap` blank lines between them, in the order the spots have.
fn cut(spots: &[Spot], extent: impl Fn(&Spot) -> (u32, u32), gap: u32) -> Vec<Vec<Spot>> {
    let mut extents: Vec<(u32, u32)> = spots.iter().map(&extent).collect();
    extents.sort_unstable();
    let mut starts: Vec<u32> = Vec::new();
    let mut reached: Option<u32> = None;
    for (from, to) in extents {
        if reached.is_none_or(|end| from > end.saturating_add(gap)) {
            starts.push(from);
        }
        reached = Some(reached.map_or(to, |end| end.max(to)));
    }
    let mut parts = vec![Vec::new(); starts.len()];
    for spot in spots {
        let number = starts.partition_point(|start| *start <= extent(spot).0);
        if let Some(part) = parts.get_mut(number.saturating_sub(1)) {
            part.push(*spot);
        }
    }
    parts
}
