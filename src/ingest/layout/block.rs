//! Where the tables of a form stand on a sheet: each block is a head and the rows under it.

use super::anchor::{self, Anchor};
use super::heads;
use super::margin;
use super::path::{self, Path};
use crate::catalog::{MeasureUnit, TableBinding, normalise};
use crate::ingest::period_text;
use crate::ingest::workbook::{Content, Grid, GridCell, OutOfTime, start};
use crate::model::{Cell, Decimal};
use std::collections::{BTreeMap, BTreeSet};

/// One block of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Block {
    /// The topmost row of the head.
    pub top: u32,
    /// The row of the head of the row names; heads may stand above it.
    pub anchor: u32,
    /// Column of the row names.
    pub label: u32,
    /// The row after the head.
    pub bottom: u32,
    /// First row of the table, under the head and a line that numbers the columns.
    pub first: u32,
    /// Row after the last.
    pub end: u32,
    /// The first column that may belong to the block: another may stand at its left.
    pub left: u32,
    /// Column after the last that may belong to the block.
    pub right: u32,
    /// Heads of every column, the column of row names included.
    pub heads: BTreeMap<u32, Path>,
    /// The head of another table, which no form describes, that ends this one.
    pub another: Option<Cell>,
}

impl Block {
    /// The first column whose whole path or last head is one of these.
    pub fn column(&self, heads: &[String]) -> Option<u32> {
        let known = BTreeMap::new();
        self.heads.iter().find(|(_, path)| path::is_one_of(path, heads, &known)).map(|(column, _)| *column)
    }
}

/// A head has at most this many rows; a table whose head is deeper is not one of ours.
const DEEPEST: u32 = 8;

/// Whether a text is the name of a row; nothing: any text is.
pub(in crate::ingest) type IsRow<'a> = Option<&'a dyn Fn(&str) -> bool>;

/// The blocks that start at one of these heads, top to bottom and left to right.
pub(in crate::ingest) fn at_heads(
    grid: &Grid,
    label_heads: &[String],
    is_row: IsRow<'_>,
    out_of_time: OutOfTime<'_>,
) -> Vec<Block> {
    let anchors = anchor::by_label(grid, label_heads, out_of_time);
    let rows = FirstRow { is_row, units: &BTreeMap::new() };
    anchors.iter().take_while(|_| !out_of_time()).filter_map(|anchor| block(grid, *anchor, &anchors, &rows)).collect()
}

/// What texts mean to the tables of a form, by the number of the table.
pub(super) struct Words<'w> {
    /// The text is the name of a row.
    pub is_row: &'w dyn Fn(usize, &str) -> bool,
    /// The text is a level of a head of values.
    pub is_head: &'w dyn Fn(usize, &str) -> bool,
    /// The text is what rows of the table are.
    pub is_name: &'w dyn Fn(usize, &str) -> bool,
}

/// Blocks, each with the table it is of, and the blocks under heads that no table takes.
pub(super) type Found<'t> = (Vec<(&'t TableBinding, Block)>, Vec<Block>);

/// The blocks of several tables of one sheet, each with the table it is of: the one more of whose columns are there.
/// `out_of_time`: a sheet that is all heads is a long way to go through.
pub(super) fn of_tables<'t>(
    grid: &Grid,
    tables: &'t [TableBinding],
    units: &BTreeMap<String, MeasureUnit>,
    words: &Words<'_>,
    out_of_time: OutOfTime<'_>,
) -> Found<'t> {
    let of_table = |(number, table): (usize, &TableBinding)| {
        let (is_head, is_name) =
            (|text: &str| (words.is_head)(number, text), |text: &str| (words.is_name)(number, text));
        let found = match table.label_heads.as_slice() {
            [] => anchor::by_columns(grid, &is_head, &is_name, out_of_time),
            heads => anchor::by_label(grid, heads, out_of_time),
        };
        (number, found)
    };
    let anchors: BTreeMap<usize, BTreeSet<Anchor>> = tables.iter().enumerate().map(of_table).collect();
    let all: BTreeSet<Anchor> = anchors.values().flatten().copied().collect();
    let (mut found, mut left) = (Vec::new(), Vec::new());
    for anchor in all.iter().take_while(|_| !out_of_time()) {
        let mut best: Vec<(usize, &TableBinding, Block)> = Vec::new();
        let mut other = None;
        for (number, table) in
            tables.iter().enumerate().filter(|(n, _)| anchors.get(n).is_some_and(|a| a.contains(anchor)))
        {
            let known = |text: &str| (words.is_row)(number, text);
            let is_row: IsRow<'_> = if table.rows.is_empty() { None } else { Some(&known) };
            let Some(block) = block(grid, *anchor, &all, &FirstRow { is_row, units }) else { continue };
            let score = columns_there(table, &block, units);
            let captioned = table.above.is_empty() || has_caption(grid, &block, &table.above);
            if !captioned || score == 0 {
                other = Some(block);
                continue;
            }
            let least = best.first().map_or(0, |(score, _, _)| *score);
            // One head may serve several tables when each takes rows of its own.
            let shares = |other: &TableBinding| !table.only.is_empty() && !other.only.is_empty();
            if score > least {
                best.retain(|(_, other, _)| shares(other));
            } else if !best.iter().all(|(_, other, _)| shares(other)) {
                continue;
            }
            best.extend(tables.get(number).map(|table| (score, table, block)));
        }
        left.extend(other.filter(|_| best.is_empty()));
        found.extend(best.into_iter().map(|(_, table, block)| (table, block)));
    }
    (found, left)
}

/// How many columns of the block the table knows.
fn columns_there(table: &TableBinding, block: &Block, units: &BTreeMap<String, MeasureUnit>) -> usize {
    let of_columns = table.columns.iter().map(|column| &column.heads);
    let of_sums = table.aggregates.iter().filter_map(|aggregate| aggregate.sum.as_ref());
    let wanted: Vec<&Vec<Path>> = of_columns.chain(of_sums).collect();
    let known = |heads: &Path| wanted.iter().any(|wanted| path::best(heads, *wanted, units).is_some());
    block.heads.iter().filter(|(_, heads)| known(heads)).count()
}

/// One of the texts stands in the lines right above the head.
fn has_caption(grid: &Grid, block: &Block, texts: &[String]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| normalise(text)).collect();
    lines_above(grid, block).iter().any(|line| texts.iter().any(|text| line.contains(text)))
}

/// Rows looked at above a head.
const ABOVE: u32 = 12;

/// The texts of the lines above a head, nearest first, up to a blank line between them or a row of another table.
pub(super) fn lines_above(grid: &Grid, block: &Block) -> Vec<String> {
    let mut lines = Vec::new();
    // From the head of the row names: a line about units or a title may stand over the columns only.
    for row in (block.anchor.saturating_sub(ABOVE)..block.anchor).rev() {
        if is_data(grid, block, row) {
            break;
        }
        let line: Vec<String> = grid
            .row(row)
            .filter(|(cell, _)| (block.left..block.right).contains(&cell.column))
            .filter_map(|(_, found)| match &found.content {
                Content::Text(text) => Some(normalise(start(text))).filter(|text| !text.is_empty()),
                _ => None,
            })
            .collect();
        if line.is_empty() && !lines.is_empty() {
            break;
        }
        // Months side by side over the columns are heads, and no titles.
        let is_heads = row >= block.top && line.len() > 1;
        let is_head = |text: &String| is_heads && period_text::of_head(text, Some(2000)).is_some();
        lines.extend(line.into_iter().filter(|text| !is_head(text)));
    }
    lines
}

/// A row of another table: it has a number, or a name with texts beside it that speak neither of units nor of a period.
fn is_data(grid: &Grid, block: &Block, row: u32) -> bool {
    let mine = |(cell, _): &(Cell, &GridCell)| (block.left..block.right).contains(&cell.column);
    let cells: Vec<(Cell, &GridCell)> = grid.row(row).filter(mine).collect();
    let speaks = |found: &GridCell| match &found.content {
        Content::Text(text) => normalise(start(text)).contains(':') || period_text::find(start(text)).is_some(),
        _ => false,
    };
    let named = cells.iter().any(|(cell, _)| cell.column == block.label);
    cells.iter().any(|(_, found)| matches!(found.content, Content::Number(_)))
        || named && cells.len() > 1 && row < block.top && !cells.iter().any(|(_, found)| speaks(found))
}

/// What tells the first row of a table from the last of its head.
struct FirstRow<'r> {
    is_row: IsRow<'r>,
    units: &'r BTreeMap<String, MeasureUnit>,
}

fn block(grid: &Grid, anchor: Anchor, all: &BTreeSet<Anchor>, rows: &FirstRow<'_>) -> Option<Block> {
    let Anchor { row, label } = anchor;
    let below = all.iter().filter(|other| other.row > row && other.label == label).map(|other| other.row).min();
    let last = grid.last_row().saturating_add(1);
    let right = all.iter().filter(|other| other.row == row && other.label > label).map(|other| other.label).min();
    let right = right.unwrap_or(u32::MAX);
    let (bottom, first) = first_row(grid, (anchor, right), below.unwrap_or(last), rows)?;
    // Continued under a block that has a neighbour, it has that too, unless its own head reaches there.
    let uppers = all.iter().take_while(|other| other.row < row).filter(|other| other.label == label);
    let inherited: BTreeSet<u32> = uppers.flat_map(|upper| labels_on(all, upper.row..upper.row + 1)).collect();
    let is_apart = |other: &u32| (label..=*other).any(|column| grid.merged_text(row, column).trim().is_empty());
    let beside = labels_on(all, row..first).chain(inherited.iter().copied().filter(is_apart));
    let right = beside.filter(|other| *other > label).min().unwrap_or(u32::MAX);
    let top = top_row(grid, anchor, right);
    let is_leftmost = !labels_on(all, row..first).chain(inherited).any(|other| other < label);
    let extent = extent(grid, (top, bottom), label, right);
    // A head that begins further left ends the block too, where it reaches under it.
    let reaches = |other: &Anchor| {
        is_leftmost && (other.label..=label).all(|column| !grid.merged_text(other.row, column).trim().is_empty())
    };
    let inside =
        |other: &&Anchor| other.row >= first && other.label <= extent && (other.label >= label || reaches(other));
    let end = all.iter().filter(inside).map(|other| other.row).min().unwrap_or(last);
    let columns = columns(grid, (top, bottom, end), (label, right, is_leftmost));
    let heads = heads::over(grid, (top, bottom), label, &columns);
    Some(Block {
        top,
        anchor: row,
        label,
        bottom,
        first,
        end,
        left: if is_leftmost { 0 } else { label },
        right,
        heads,
        another: None,
    })
}

/// The columns in which heads of row names stand on these rows.
fn labels_on(all: &BTreeSet<Anchor>, rows: std::ops::Range<u32>) -> impl Iterator<Item = u32> {
    let from = |row| Anchor { row, label: 0 };
    all.range(from(rows.start)..from(rows.end)).map(|anchor| anchor.label)
}

/// The row after the head, and the first row of the table: the first it knows, or any with a name; a line of letters
/// may stand between.
fn first_row(grid: &Grid, (anchor, right): (Anchor, u32), before: u32, rows: &FirstRow<'_>) -> Option<(u32, u32)> {
    let is_row = rows.is_row;
    let Anchor { row, label } = anchor;
    let head_end = grid.merge_at(row, label).map_or(row, |merge| merge.last.row);
    for row in head_end + 1..before.min(row.saturating_add(DEEPEST + 1)) {
        let text = grid.merged_text(row, label);
        if margin::numbers_columns(grid, row, (label, right), false) {
            return Some((row, row + 1));
        }
        if margin::is_unit_line(grid, row, (label, right), rows.units) {
            continue;
        }
        let named = !normalise(&text).is_empty();
        // A place on a row of its own, above the rows of its numbers: no head has only that.
        let texts = |beside: &dyn Fn(u32) -> bool| grid.row(row).any(|(cell, _)| beside(cell.column));
        let place_alone = is_row.is_none() && !named && texts(&|c| c < label) && !texts(&|c| c > label);
        let known = is_row.map_or(named, |known| known(&text));
        if place_alone || known || holds_numbers(grid, row, (label, right), named) {
            return Some((row, row));
        }
    }
    None
}

/// A row below a head has numbers that no head has: any but years. Without a name, texts of digits may be a level of it.
fn holds_numbers(grid: &Grid, row: u32, (label, right): (u32, u32), named: bool) -> bool {
    let mut cells = grid.row(row).filter(|(cell, _)| cell.column > label && cell.column < right);
    cells.any(|(_, found)| match &found.content {
        Content::Number(number) => !(number.is_integer() && (1990..2100).any(|year| *number == Decimal::from(year))),
        Content::Text(text) if named => {
            let plain = normalise(start(text));
            let digits = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'%' | b'-'));
            digits && plain.bytes().any(|b| b.is_ascii_digit()) && period_text::find(&plain).is_none()
        }
        _ => false,
    })
}

/// Heads may begin above the one of the row names: its cell is then empty there, or a head over several columns.
fn top_row(grid: &Grid, anchor: Anchor, right: u32) -> u32 {
    let mut top = anchor.row;
    while let Some(row) = top.checked_sub(1)
        && anchor.row - row < DEEPEST
        && is_head_row(grid, anchor, row, right)
    {
        top = row;
    }
    top
}

fn is_head_row(grid: &Grid, anchor: Anchor, row: u32, right: u32) -> bool {
    let texts: Vec<(u32, String)> = grid
        .row(row)
        .filter(|(cell, _)| cell.column < right)
        .map(|(cell, found)| (cell.column, normalise(&found.raw())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let only_texts = grid.row(row).all(|(_, found)| matches!(found.content, Content::Text(_)));
    let over_columns = texts.iter().any(|(column, _)| *column > anchor.label);
    if !only_texts || !over_columns || texts.iter().any(|(_, text)| text.contains(':')) {
        return false;
    }
    if normalise(&grid.merged_text(row, anchor.label)).is_empty() {
        return true;
    }
    // Over the names too: a group of columns, which only a merged range over several of them can be.
    let spans = |column: u32| grid.merge_at(row, column).is_some_and(|merge| merge.last.column > merge.first.column);
    texts.len() > 1 && texts.iter().any(|(column, _)| *column > anchor.label && spans(*column))
}

/// The last column with a head.
fn extent(grid: &Grid, (top, bottom): (u32, u32), label: u32, right: u32) -> u32 {
    let written = grid.cells_between(top, bottom).map(|(cell, _)| cell.column).filter(|c| *c < right).max();
    let written = written.unwrap_or(label);
    let merged = grid.merges.iter().filter(|m| m.first.row < bottom && m.last.row >= top && m.first.column < right);
    let merged = merged.map(|m| m.last.column).max().unwrap_or(label);
    // A merge may claim the whole width of the sheet.
    merged.max(written).min(written.saturating_add(DEEPEST)).min(right.saturating_sub(1))
}

/// The columns worth a look: as far as the head reaches, and any other that holds something. A lone cell far out costs
/// one column, not all those before it.
fn columns(
    grid: &Grid,
    (top, bottom, end): (u32, u32, u32),
    (label, right, is_leftmost): (u32, u32, bool),
) -> BTreeSet<u32> {
    let reach = extent(grid, (top, bottom), label, right);
    let filled = grid.cells_between(top, end).map(|(cell, _)| cell.column).filter(|column| *column < right);
    let beyond = filled.filter(|column| *column > label || is_leftmost);
    (label..=reach).chain(beyond).collect()
}
