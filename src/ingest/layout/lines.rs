//! The rows and columns of a form's tables as they are named on a sheet, whatever is in them: what a table that is to be
//! filled in would have filled.

use super::Sheet;
use super::another;
use super::block::Block;
use super::columns::{self, Columns};
use super::found;
use super::margin;
use super::path;
use super::row::{RowIs, Rows};
use crate::catalog::{Axis, RowsAre, TableBinding, normalise};
use crate::ingest::workbook::{Content, GridCell};
use crate::model::Cell;

/// What a line of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Row,
    Column,
    /// The head of another table, which the form does not describe: all below it is that one's.
    Other,
}

/// A row or a column of a table, or the head of another that ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub kind: LineKind,
    pub sheet: String,
    /// Where its name stands.
    pub cell: Cell,
    pub label: String,
    /// What the names of the table's rows are.
    pub rows_are: RowsAre,
    /// Where its values stand, or would.
    pub first: Cell,
    pub last: Cell,
    /// Cells of it that are empty.
    pub blank: usize,
    /// The form says that it is a 小计.
    pub subtotal: bool,
}

impl Line {
    pub fn holds(&self, sheet: &str, cell: Cell) -> bool {
        self.sheet == sheet
            && (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

/// The lines of all tables of the sheet's form.
pub(in crate::ingest) fn lines(sheet: &Sheet<'_>) -> Vec<Line> {
    found::blocks(sheet).into_iter().flat_map(|(table, block)| Walk::new(sheet, table, &block).lines()).collect()
}

/// The heads over a column of a table, from the top down, whatever stands under them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadOver {
    pub sheet: String,
    pub levels: Vec<String>,
    first: Cell,
    last: Cell,
}

impl HeadOver {
    pub fn is_over(&self, sheet: &str, cell: Cell) -> bool {
        let rows = self.first.row..=self.last.row;
        self.sheet == sheet && self.first.column == cell.column && rows.contains(&cell.row)
    }
}

/// The heads of all tables of the sheet's form.
pub(in crate::ingest) fn heads(sheet: &Sheet<'_>) -> Vec<HeadOver> {
    let of_block = |(_, block): (&TableBinding, Block)| {
        let (first, end) = (block.first, block.end.max(block.first + 1));
        let over = move |(column, levels)| HeadOver {
            sheet: sheet.grid.name.to_string(),
            levels,
            first: Cell::new(first, column),
            last: Cell::new(end - 1, column),
        };
        block.heads.into_iter().map(over).collect::<Vec<_>>()
    };
    found::blocks(sheet).into_iter().flat_map(of_block).collect()
}

struct Walk<'s, 't> {
    sheet: &'s Sheet<'t>,
    table: &'t TableBinding,
    block: &'s Block,
    columns: Columns<'t>,
    rows: Rows<'t>,
}

impl<'s, 't> Walk<'s, 't> {
    fn new(sheet: &'s Sheet<'t>, table: &'t TableBinding, block: &'s Block) -> Self {
        let columns = Columns::bind(sheet, table, block, None, &mut Vec::new());
        Self { sheet, table, block, columns, rows: Rows::new(table) }
    }

    fn lines(&self) -> Vec<Line> {
        // Of persons nothing is repeated.
        if !self.columns.personal.is_empty() || self.columns.values.is_empty() {
            return Vec::new();
        }
        let (mut lines, mut other, mut below) = (Vec::new(), None, None);
        let mut numbers: Vec<u32> =
            self.sheet.grid.cells_between(self.block.first, self.block.end).map(|(cell, _)| cell.row).collect();
        numbers.dedup();
        for (at, row) in numbers.iter().copied().enumerate() {
            if self.is_head_of_another(row) {
                other = Some(row);
                break;
            }
            match self.rows.read(self.sheet, self.block, &self.columns, row, &mut Vec::new()) {
                RowIs::End => {
                    below = self.below_the_end(numbers.get(at..).unwrap_or_default());
                    break;
                }
                is => lines.extend(self.row(row, &is)),
            }
        }
        let end = other.unwrap_or_else(|| lines.iter().map(|line| line.cell.row + 1).max().unwrap_or(self.block.first));
        if let Some(row) = other {
            // Its title is no row of this one.
            while lines.last().is_some_and(|line| line.cell.row + 1 == row && self.is_alone(line.cell.row)) {
                lines.pop();
            }
            lines.push(self.other(row));
        }
        lines.extend(below.map(|row| self.other(row)));
        let columns = self.block.heads.keys().filter_map(|column| self.column(*column, end));
        let columns: Vec<Line> = columns.collect();
        lines.extend(columns);
        lines
    }

    fn values(&self) -> (u32, u32) {
        let all = || self.columns.values.keys().copied();
        (all().min().unwrap_or(self.block.label), all().max().unwrap_or(self.block.label))
    }

    fn is_blank(&self, row: u32, column: u32) -> bool {
        self.sheet.grid.get(row, column).is_none_or(|found| found.raw().trim().is_empty() && !is_formula(found))
    }

    /// Nothing but a name in the row.
    fn is_alone(&self, row: u32) -> bool {
        let mut cells =
            self.sheet.grid.row(row).filter(|(cell, _)| (self.block.left..self.block.right).contains(&cell.column));
        cells.all(|(cell, found)| cell.column == self.block.label || found.raw().trim().is_empty())
    }

    /// Words where the table has numbers, most of them, and not those of its own head.
    fn is_head_of_another(&self, row: u32) -> bool {
        let words = |column: &&u32| match self.sheet.grid.get(row, **column).map(|found| &found.content) {
            Some(Content::Text(text)) => {
                let is_word =
                    normalise(text).chars().any(char::is_alphabetic) && !columns::is_number_text(self.sheet, text);
                is_word && !margin::speaks_of_table(text)
            }
            _ => false,
        };
        let count = self.columns.values.keys().filter(words).count();
        count > 1
            && count * 2 > self.columns.values.len()
            && !another::repeats_head(self.sheet, self.block, &self.columns, row)
    }

    /// The head of a table below what the form says ends its own: words beside one another over a row with a name.
    fn below_the_end(&self, rows: &[u32]) -> Option<u32> {
        let (grid, block) = (self.sheet.grid, self.block);
        let is_plain = |text: &str| {
            let plain = normalise(text);
            plain.chars().any(char::is_alphabetic) && !plain.contains(':') && !margin::speaks_of_table(text)
        };
        let is_named = |row: u32| is_plain(&grid.merged_text(row, block.label));
        let is_head = |row: u32| {
            let mut count = 0;
            let inside = |cell: &Cell| (block.label..block.right).contains(&cell.column);
            for (_, found) in grid.row(row).filter(|(cell, found)| inside(cell) && !found.raw().trim().is_empty()) {
                match &found.content {
                    Content::Text(text) if is_plain(text) && !columns::is_number_text(self.sheet, text) => count += 1,
                    _ => return false,
                }
            }
            count > 1 && is_named(row)
        };
        rows.windows(2).find_map(|pair| match pair {
            [row, next] if is_head(*row) && is_named(*next) => Some(*row),
            _ => None,
        })
    }

    /// A row with a name under which values could stand.
    fn row(&self, row: u32, is: &RowIs) -> Option<Line> {
        let (grid, block) = (self.sheet.grid, self.block);
        let label = self.rows.label_in(self.sheet, block, row);
        let name = label.trim();
        let numbers = margin::numbers_columns(grid, row, (block.label, block.right), true);
        let is_note = ["注:", "备注:", "说明:"].iter().any(|start| normalise(name).starts_with(start));
        if name.is_empty() || numbers || is_note || margin::speaks_of_table(name) || self.rows.is_skipped(name) {
            return None;
        }
        let known = !matches!(is, RowIs::Nothing | RowIs::Unknown);
        let (from, to) = self.values();
        let covered = grid.merge_at(row, block.label).is_some_and(|merge| merge.last.column >= from);
        if !known && (covered || self.is_section(row, name)) {
            return None;
        }
        let blank = self.columns.values.keys().filter(|column| self.is_blank(row, **column)).count();
        Some(Line {
            kind: LineKind::Row,
            sheet: self.sheet.grid.name.to_string(),
            cell: Cell::new(row, block.label),
            label: name.to_owned(),
            rows_are: self.table.rows_are,
            first: Cell::new(row, from),
            last: Cell::new(row, to),
            blank,
            subtotal: *is == RowIs::Subtotal,
        })
    }

    /// A heading among the rows: numbered like one, with neither code nor unit where the table has them.
    fn is_section(&self, row: u32, name: &str) -> bool {
        let beside: Vec<u32> = self.columns.code.into_iter().chain(self.columns.unit).collect();
        let bare = beside.iter().all(|column| self.sheet.grid.merged_text(row, *column).trim().is_empty());
        let plain = normalise(name);
        let rest = plain.trim_start_matches('(').trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        let numbered = rest.len() < plain.len() && rest.starts_with(['、', ')', '.']);
        bare && (numbered || !beside.is_empty())
    }

    /// A column under a head that says more than that of names, codes, units, remarks.
    fn column(&self, column: u32, end: u32) -> Option<Line> {
        let (sheet, block) = (self.sheet, self.block);
        let heads = block.heads.get(&column).filter(|heads| !heads.is_empty())?;
        let named = self.columns.names.iter().any(|name| name.column == column);
        let of_rows = named || self.columns.code == Some(column) || self.columns.unit == Some(column);
        let ignored = path::is_one_of(heads, &sheet.form.ignored_columns, &sheet.scope.catalog.units);
        let last = heads.last().map(|head| normalise(head)).unwrap_or_default();
        let remark = ["备注", "说明", "序号", "行次"].contains(&last.as_str());
        let inside = column > block.label && column < block.right && end > block.first;
        if !inside || of_rows || ignored || remark || self.holds_words(column, end) {
            return None;
        }
        let at = Cell::new(block.bottom.saturating_sub(1), column);
        Some(Line {
            kind: LineKind::Column,
            sheet: sheet.grid.name.to_string(),
            cell: sheet.grid.merge_at(at.row, at.column).map_or(at, |merge| merge.first),
            label: heads.join("/"),
            rows_are: self.table.rows_are,
            first: Cell::new(block.first, column),
            last: Cell::new(end - 1, column),
            blank: (block.first..end).filter(|row| self.is_blank(*row, column)).count(),
            subtotal: false,
        })
    }

    fn holds_words(&self, column: u32, end: u32) -> bool {
        let mut cells = self.sheet.grid.cells_between(self.block.first, end).filter(|(cell, _)| cell.column == column);
        cells.any(|(_, found)| match &found.content {
            Content::Text(text) => normalise(text).chars().any(char::is_alphabetic),
            _ => false,
        })
    }

    fn other(&self, row: u32) -> Line {
        let (_, to) = self.values();
        Line {
            kind: LineKind::Other,
            sheet: self.sheet.grid.name.to_string(),
            cell: Cell::new(row, self.block.label),
            label: another::shown(self.sheet, self.block, row),
            rows_are: RowsAre::Named(Axis::Indicator),
            first: Cell::new(row, self.block.left),
            last: Cell::new(self.block.end.saturating_sub(1).max(row), to),
            blank: 0,
            subtotal: false,
        }
    }
}

/// A formula whose result is not stored is no blank.
fn is_formula(found: &GridCell) -> bool {
    matches!(found.content, Content::NoResult)
}
