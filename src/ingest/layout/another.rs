//! Where a table ends because another begins that no form describes: heads that are not its own, over numbers.

use super::Sheet;
use super::block::Block;
use super::columns::{self, Columns};
use super::margin;
use super::path;
use super::row::{self, Rows};
use crate::catalog::{RowsAre, TableBinding, normalise};
use crate::ingest::period_text;
use crate::ingest::town;
use crate::ingest::workbook::{Content, GridCell, start};
use crate::model::Cell;

/// How words begin that stand where a number is missing.
const REMARKS: [char; 18] =
    ['见', '未', '待', '无', '不', '约', '同', '略', '暂', '停', '撤', '缺', '已', '尚', '详', '没', '空', '另'];
/// Rows below a head within which a number stands.
const SOON: usize = 4;

/// A row of a block with texts in its columns of values.
struct Line {
    row: u32,
    /// By column, as written.
    texts: Vec<(u32, String)>,
}

impl Line {
    /// The row, when its columns of values hold texts only.
    fn read(sheet: &Sheet<'_>, columns: &Columns<'_>, row: u32) -> Option<Self> {
        let mut texts = Vec::new();
        for column in columns.values.keys() {
            match sheet.grid.get(row, *column).map(|found| &found.content) {
                None => {}
                Some(Content::Text(text)) if start(text).trim().is_empty() => {}
                Some(Content::Text(text)) => texts.push((*column, start(text).trim().to_owned())),
                Some(_) => return None,
            }
        }
        (!texts.is_empty()).then_some(Self { row, texts })
    }

    /// Each text is the head of its own column.
    fn is_own_head(&self, sheet: &Sheet<'_>, block: &Block) -> bool {
        let units = &sheet.scope.catalog.units;
        let bare =
            |text: &str| path::split_unit(text, units).map_or_else(|| text.to_owned(), |(name, _)| name.to_owned());
        self.texts.iter().all(|(column, text)| {
            let text = bare(&normalise(text));
            block.heads.get(column).is_some_and(|heads| heads.iter().any(|head| bare(head) == text))
        })
    }

    fn could_be_head(&self, sheet: &Sheet<'_>) -> bool {
        self.texts.iter().all(|(_, text)| {
            let plain = normalise(text);
            let is_word = plain.chars().any(char::is_alphabetic) && !plain.starts_with(REMARKS) && !plain.contains(':');
            let marks = sheet.form.placeholders.iter().chain(&sheet.form.not_applicable);
            let holder = marks.into_iter().any(|mark| normalise(mark) == plain);
            let numbered =
                plain.chars().any(|c| c.is_ascii_digit()) && period_text::of_head(text, Some(2000)).is_none();
            is_word && !holder && !numbered && !columns::is_number_text(sheet, text)
        })
    }

    fn distinct(&self) -> usize {
        let mut texts: Vec<&String> = self.texts.iter().map(|(_, text)| text).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    }
}

/// The row repeats the heads of the block, as on every page of a long table.
pub(super) fn repeats_head(sheet: &Sheet<'_>, block: &Block, columns: &Columns<'_>, row: u32) -> bool {
    Line::read(sheet, columns, row).is_some_and(|line| line.is_own_head(sheet, block))
}

/// The first row of a block that is the head of another table. A table of personal data has none that could be told.
pub(super) fn first(sheet: &Sheet<'_>, table: &TableBinding, block: &Block) -> Option<Cell> {
    let columns = Columns::bind(sheet, table, block, None, &mut Vec::new());
    if columns.values.is_empty() || !columns.personal.is_empty() {
        return None;
    }
    let rows = Rows::new(table);
    let mut all: Vec<u32> = sheet.grid.cells_between(block.first, block.end).map(|(cell, _)| cell.row).collect();
    all.dedup();
    let mut in_time = all.iter().enumerate().skip(1).take_while(|_| !(sheet.scope.out_of_time)());
    in_time.find_map(|(at, row)| {
        let line = Line::read(sheet, &columns, *row)?;
        let label = sheet.grid.merged_text(*row, block.label);
        let named = is_named(sheet, table, &rows, &label) || town::is_place(&normalise(&label));
        let aside = || {
            margin::speaks_of_table(&label)
                || margin::numbers_columns(sheet.grid, *row, (block.label, block.right), true)
        };
        if named
            || says_what(sheet, &columns, *row)
            || aside()
            || !line.could_be_head(sheet)
            || line.is_own_head(sheet, block)
        {
            return None;
        }
        let apart = at.checked_sub(1).and_then(|before| all.get(before)).is_none_or(|before| {
            let inside = |(cell, _): &(Cell, &GridCell)| (block.left..block.right).contains(&cell.column);
            *before + 1 < line.row || sheet.grid.row(*before).filter(inside).count() == 1
        });
        let over_numbers = all.iter().skip(at + 1).take(SOON).any(|below| {
            let number = |column: u32| sheet.grid.get(*below, column).is_some_and(|f| columns::is_number(sheet, f));
            line.texts.iter().any(|(column, _)| number(*column))
        });
        ((apart || line.distinct() > 1) && over_numbers).then_some(Cell::new(*row, block.label))
    })
}

/// A column that says what rows are of does so in this one.
fn says_what(sheet: &Sheet<'_>, columns: &Columns<'_>, row: u32) -> bool {
    columns.names.iter().any(|name| {
        let text = sheet.grid.merged_text(row, name.column);
        match row::open(sheet, name.axis, &text) {
            Some(row::RowIs::Region(who)) => sheet.names.find(&who.name).is_some() || town::is_place(&normalise(&text)),
            found => found.is_some(),
        }
    })
}

/// The text names a row of the table.
pub(super) fn is_named(sheet: &Sheet<'_>, table: &TableBinding, rows: &Rows<'_>, text: &str) -> bool {
    let RowsAre::Named(axis) = table.rows_are else { return rows.is_total(text) };
    let known = match row::open(sheet, axis, text) {
        Some(row::RowIs::Region(who)) => sheet.names.find(&who.name).is_some(),
        found => found.is_some(),
    };
    !text.trim().is_empty() && known || rows.label(text).is_some() || rows.is_total(text) || rows.is_subtotal(text)
}

/// The texts of a head, for a person.
pub(super) fn shown(sheet: &Sheet<'_>, block: &Block, row: u32) -> String {
    let cells = sheet.grid.row(row).filter(|(cell, _)| (block.label..block.right).contains(&cell.column));
    let texts = cells.filter_map(|(_, found)| match &found.content {
        Content::Text(text) => Some(normalise(start(text))).filter(|text| !text.is_empty()),
        _ => None,
    });
    texts.take(3).collect::<Vec<_>>().join("、")
}
