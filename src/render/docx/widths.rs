//! How wide the columns of a table are, its size, and whether the sheet is turned: counted in characters, without a font.

use super::measure::{LANDSCAPE, PORTRAIT, generous};
use crate::document::{Align, Column, RowKind, Table};

/// Half points tried upright, then on the turned sheet, largest first.
const UPRIGHT: [u32; 4] = [21, 20, 19, 18];
const TURNED: [u32; 8] = [21, 20, 19, 18, 17, 16, 15, 14];
/// Tenths of a character on both sides of a cell, for an indent, and for a mark.
const PAD: u32 = 9;
const EXTRA: u32 = 12;
/// A text may wrap in a column this wide; a head may take so many lines.
const WRAP: u32 = 80;
const HEAD_LINES: u32 = 3;
/// A bracketed unit up to this wide stays on one line.
const BRACKET: u32 = 50;
/// No column wants more.
const MOST: u32 = 240;

/// The measures of a table: half points, twentieths of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub size: u32,
    pub landscape: bool,
    pub widths: Vec<u32>,
}

/// What a column must have and would like to have, in tenths of a character.
struct Wish {
    least: u32,
    most: u32,
}

pub(super) fn plan(table: &Table) -> Plan {
    let wishes: Vec<Wish> = table.columns.iter().enumerate().map(|(at, column)| wish(table, at, column)).collect();
    let least: u32 = wishes.iter().map(|wish| wish.least).sum();
    let upright = UPRIGHT.iter().map(|size| (*size, false));
    let mut tried = upright.chain(TURNED.iter().map(|size| (*size, true)));
    let room = |landscape: bool| if landscape { LANDSCAPE.area() } else { PORTRAIT.area() };
    let fits = |(size, landscape): &(u32, bool)| least * size <= room(*landscape);
    let (size, landscape) = tried.find(fits).unwrap_or((14, true));
    Plan { size, landscape, widths: share(&wishes, room(landscape), size) }
}

fn wish(table: &Table, at: usize, column: &Column) -> Wish {
    let (mut least, mut most) = (20, 20);
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Group) {
        let Some(cell) = row.cells.get(at) else { continue };
        let mark = if cell.band == crate::document::Band::None { 0 } else { EXTRA };
        let indent = if at == 0 && row.kind == RowKind::Part { EXTRA } else { 0 };
        let words = generous(cell.content.shown()) + mark + indent;
        least = least.max(if column.align == Align::Number { words } else { words.min(WRAP) });
        most = most.max(words);
    }
    let heads = column.heads.iter().flat_map(|head| head.lines()).map(generous).max().unwrap_or(0);
    let bracket = |head: &str| head.find('（').map_or(0, |at| generous(&head[at..]));
    let bracket = column.heads.iter().map(|head| bracket(head)).filter(|width| *width <= BRACKET).max().unwrap_or(0);
    let head = heads.div_ceil(HEAD_LINES).next_multiple_of(10).max(20).max(bracket);
    let least = least.max(head) + PAD;
    Wish { least, most: (most.max(heads.min(60)) + PAD).clamp(least, MOST.max(least)) }
}

/// What columns must have, then what they would like, then the rest in proportion; exactly the room in all.
fn share(wishes: &[Wish], room: u32, size: u32) -> Vec<u32> {
    let least: u32 = wishes.iter().map(|wish| wish.least * size).sum();
    let wanted: u32 = wishes.iter().map(|wish| (wish.most - wish.least) * size).sum();
    let spare = u64::from(room.saturating_sub(least));
    let given = |wish: &Wish| {
        let more = u64::from((wish.most - wish.least) * size);
        let more = if u64::from(wanted) <= spare { more } else { more * spare / u64::from(wanted.max(1)) };
        u64::from(wish.least * size) + more
    };
    let widths: Vec<u64> = wishes.iter().map(given).collect();
    let total = widths.iter().sum::<u64>().max(1);
    let scaled = widths.iter().map(|width| width * u64::from(room) / total);
    let mut scaled: Vec<u32> = scaled.map(|width| u32::try_from(width).unwrap_or(0)).collect();
    let rest = room.saturating_sub(scaled.iter().sum());
    if let Some(first) = scaled.first_mut() {
        *first += rest;
    }
    scaled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Band, CellContent, Row, TableCell};

    fn table(columns: usize) -> Table {
        let column = |_| Column { heads: vec!["本月".to_owned()], align: Align::Number, weight: 1 };
        let cell = |_| TableCell { content: CellContent::Text("12345.67".to_owned()), band: Band::None };
        Table {
            id: "t".to_owned(),
            columns: (0..columns).map(column).collect(),
            rows: vec![Row { kind: RowKind::Item, cells: (0..columns).map(cell).collect() }],
            ..Table::default()
        }
    }

    #[test]
    fn a_wide_table_is_set_smaller_then_on_a_turned_sheet() {
        // Eight figures and the padding are 57 tenths of a character: 8 columns of 9.5 pt are 456 × 19 twentieths.
        let shapes = [5, 8, 9, 10, 12, 20].map(|columns| {
            let plan = plan(&table(columns));
            (plan.size, plan.landscape, plan.widths.iter().sum::<u32>())
        });
        let expected = [
            (21, false, 8844),
            (19, false, 8844),
            (21, true, 12756),
            (21, true, 12756),
            (18, true, 12756),
            (14, true, 12756),
        ];
        assert_eq!(shapes, expected);
    }
}
