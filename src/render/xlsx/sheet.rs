//! One official table on its sheet.

use super::heads::{HeadCell, depth, head_cells};
use super::meta::{BookMeta, cut};
use super::number::{float, format_like};
use super::official::FigureCell;
use super::page::{Page, PrintRoom};
use super::preamble::HeadLine;
use super::style::{self, BodyCell};
use super::text::lines;
use super::widths::column_widths;
use crate::document::{CellContent, Inline, Row, RowKind, Table, TableCell, plain_text};
use crate::model::{Cell, Decimal, FigureKey};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError as Cause};
use std::borrow::Cow;

/// Points of the highest row.
const HEIGHT_MOST: u32 = 409;
/// Points of a line of body text.
pub(super) const LINE_POINTS: u32 = 15;
/// Points of a line of a title.
const TITLE_LINE_POINTS: u32 = 22;
/// Points of a line of a note.
const NOTE_LINE_POINTS: u32 = 13;
/// Longest text of a cell, in UTF-16 units.
const CELL_LENGTH: usize = 32_767;

/// Where things ended up.
pub(super) struct Placed {
    pub figures: Vec<FigureCell>,
    /// The row of the table's first body row, and the one after its last.
    pub body: u32,
    pub body_end: u32,
    /// The first row below everything.
    pub end: u32,
    /// Sum of column widths.
    pub width: u32,
    /// The printed page, and the points of the rows on it.
    pub page: Page,
    pub points: u32,
    /// How far down the printed pages `end` is.
    pub print: PrintRoom,
}

/// A row or column number; past the limits of a sheet the library refuses it.
pub(super) fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(super) fn column_index(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Text as a string cell, never read as a formula; cut at what a cell holds.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), Cause> {
    sheet.write_string_with_format(row, column, cut(text, CELL_LENGTH), format).map(|_| ())
}

/// Text over an area, merged where it is more than one cell. Rows and columns with both ends in.
pub(super) fn write_area(
    sheet: &mut Worksheet,
    (top, bottom): (u32, u32),
    (left, right): (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), Cause> {
    if (top, left) == (bottom, right) {
        return write_text(sheet, top, left, text, format);
    }
    sheet.merge_range(top, left, bottom, right, cut(text, CELL_LENGTH), format).map(|_| ())
}

/// Sets a row's height, up to what a row can have.
pub(super) fn set_height(sheet: &mut Worksheet, row: u32, points: u32) -> Result<(), Cause> {
    sheet.set_row_height(row, f64::from(points.min(HEIGHT_MOST))).map(|_| ())
}

/// Writes the whole table: the way back, title, banner, lines above the heads, heads, body, notes, page set-up.
pub(super) fn write_table(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table,
    meta: &BookMeta,
    head: HeadLine<'_>,
) -> Result<Placed, Cause> {
    let widths = column_widths(table);
    for (i, width) in widths.iter().enumerate() {
        sheet.set_column_width(column_index(i), f64::from(*width))?;
    }
    let width: u32 = widths.iter().sum();
    let mut writer = Writer { sheet, name, widths, width, row: 0, points: 0, figures: Vec::new() };
    writer.way_back()?;
    writer.preamble(table, meta, head)?;
    let heads = writer.row;
    let before_heads = writer.points;
    writer.heads(table)?;
    let (body, head_points) = (writer.row, writer.points - before_heads);
    for (i, row) in table.rows.iter().enumerate() {
        writer.body_row(table, row, i + 1 == table.rows.len())?;
    }
    let body_end = writer.row;
    if table.block.is_some() && !head.foot.is_empty() {
        writer.band(&[Inline::Text(head.foot.to_owned())], &style::line(FormatAlign::Left), Size::Body)?;
    }
    for note in &table.notes {
        writer.band(note, &style::note(), Size::Note)?;
    }
    let Writer { row: end, points, figures, widths, .. } = writer;
    let page = Page::for_table(&widths, points);
    let print = PrintRoom::after(points, page.height, head_points);
    page.set(sheet, points, meta.banner().as_deref());
    sheet.set_repeat_rows(heads, body - 1)?;
    // The columns that name a row stay in sight where a table is wide.
    let stub = if page.landscape || page.across > 1 { column_index(table.stub()) } else { 0 };
    if stub > 0 {
        sheet.set_repeat_columns(0, stub - 1)?;
    }
    sheet.set_freeze_panes(body, stub)?;
    sheet.set_screen_gridlines(false);
    Ok(Placed { figures, body, body_end, end, width, page, points, print })
}

/// How large the text of a line across the table is.
#[derive(Clone, Copy)]
pub(super) enum Size {
    Title,
    Body,
    Note,
}

pub(super) struct Writer<'a> {
    pub sheet: &'a mut Worksheet,
    name: &'a str,
    pub widths: Vec<u32>,
    width: u32,
    /// The next free row.
    pub row: u32,
    /// Height of the rows so far.
    points: u32,
    figures: Vec<FigureCell>,
}

impl Writer<'_> {
    pub(super) fn last_column(&self) -> u16 {
        column_index(self.widths.len().max(1) - 1)
    }

    fn figure(&mut self, column: u16, key: &FigureKey) {
        let cell = Cell::new(self.row, u32::from(column));
        self.figures.push(FigureCell { sheet: self.name.to_owned(), cell, key: key.clone() });
    }

    pub(super) fn height(&mut self, row: u32, points: u32) -> Result<(), Cause> {
        self.points += points.min(HEIGHT_MOST);
        set_height(self.sheet, row, points)
    }

    /// One cell across the table, as high as its text.
    pub(super) fn band(&mut self, text: &[Inline], format: &Format, size: Size) -> Result<(), Cause> {
        let plain = plain_text(text);
        write_area(self.sheet, (self.row, self.row), (0, self.last_column()), &plain, format)?;
        // A unit is a character of body text: larger text has fewer to a line, smaller more.
        let (points, room) = match size {
            Size::Title => (TITLE_LINE_POINTS, self.width * 2 / 3),
            Size::Body => (LINE_POINTS, self.width),
            Size::Note => (NOTE_LINE_POINTS, self.width * 9 / 8),
        };
        self.height(self.row, lines(&plain, room) * points + 4)?;
        for inline in text {
            if let Inline::Figure { key, .. } = inline {
                self.figure(0, key);
            }
        }
        self.row += 1;
        Ok(())
    }

    fn heads(&mut self, table: &Table) -> Result<(), Cause> {
        let depth = depth(&table.columns);
        let cells = head_cells(&table.columns);
        let mut heights = vec![1; depth];
        // From the top, so that a cell over several rows asks only for what its rows still lack.
        for cell in &cells {
            let room: u32 = self.widths[cell.columns.0..=cell.columns.1].iter().sum();
            let needed = lines(&cell.text, room.saturating_sub(1));
            let above: u32 = heights[cell.rows.0..cell.rows.1].iter().sum();
            let last = &mut heights[cell.rows.1];
            *last = (*last).max(needed.saturating_sub(above));
        }
        for HeadCell { text, rows, columns } in &cells {
            let format = style::head(rows.0 == 0, rows.1 + 1 == depth && table.rows.is_empty());
            let area = (self.row + index(rows.0), self.row + index(rows.1));
            write_area(self.sheet, area, (column_index(columns.0), column_index(columns.1)), text, &format)?;
        }
        for (i, count) in heights.into_iter().enumerate() {
            self.height(self.row + index(i), count * LINE_POINTS + 5)?;
        }
        self.row += index(depth);
        for texts in &table.under_heads {
            for at in 0..self.widths.len() {
                let (text, format) = (texts.get(at).map_or("", String::as_str), style::under_head());
                let (row, column) = (self.row, column_index(at));
                // The number of a column is a number: as text a program would call it a mistake.
                match text.parse::<u16>() {
                    Ok(number) => self.sheet.write_number_with_format(row, column, number, &format).map(|_| ())?,
                    Err(_) => write_text(self.sheet, row, column, text, &format)?,
                }
            }
            self.height(self.row, LINE_POINTS + 5)?;
            self.row += 1;
        }
        Ok(())
    }

    fn body_row(&mut self, table: &Table, row: &Row, last: bool) -> Result<(), Cause> {
        if row.kind == RowKind::Group {
            let text = row.cells.first().map_or("", |cell| cell.content.shown());
            write_area(self.sheet, (self.row, self.row), (0, self.last_column()), text, &style::group(last))?;
            self.height(self.row, LINE_POINTS + 5)?;
            self.row += 1;
            return Ok(());
        }
        let mut count = 1;
        for (i, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
            let look = BodyCell {
                kind: row.kind,
                align: column.align,
                band: cell.band,
                first_column: i == 0,
                bottom_edge: last,
                number_format: None,
            };
            self.body_cell(column_index(i), cell, look)?;
            if number_of(&cell.content).is_none() {
                let indent = if i == 0 { u32::from(style::indent(row.kind)) } else { 0 };
                let room = self.widths.get(i).map_or(1, |width| width.saturating_sub(1 + indent));
                count = count.max(lines(&words_of(cell), room));
            }
        }
        self.height(self.row, count * LINE_POINTS + 5)?;
        self.row += 1;
        Ok(())
    }

    fn body_cell(&mut self, column: u16, cell: &TableCell, mut look: BodyCell) -> Result<(), Cause> {
        if let CellContent::Figure { key, .. } = &cell.content {
            self.figure(column, key);
        }
        if let Some((shown, value, places)) = number_of(&cell.content) {
            look.number_format = Some(format_like(shown, value, places, cell.band.mark()));
            return self
                .sheet
                .write_number_with_format(self.row, column, float(value), &style::body(&look))
                .map(|_| ());
        }
        write_text(self.sheet, self.row, column, &words_of(cell), &style::body(&look))
    }
}

/// What a cell reads like, with the mark of its band.
pub(super) fn words_of(cell: &TableCell) -> Cow<'_, str> {
    let shown = cell.content.shown();
    match cell.band.mark() {
        Some(mark) if shown.is_empty() => Cow::Owned(mark.to_string()),
        Some(mark) => Cow::Owned(format!("{mark} {shown}")),
        None => Cow::Borrowed(shown),
    }
}

/// The number of a cell that has one: as shown, exact, its places.
pub(super) fn number_of(content: &CellContent) -> Option<(&str, Decimal, u32)> {
    match content {
        CellContent::Figure { shown, value: Some(value), places, .. }
        | CellContent::Number { shown, value, places } => Some((shown, *value, *places)),
        CellContent::Figure { value: None, .. } | CellContent::Empty | CellContent::Text(_) | CellContent::Quote(_) => {
            None
        }
    }
}
