//! A blank form as a workbook: protected but for what is to be filled in, checking itself as it is filled in.

use super::heads::head_cells;
use super::meta::{BookMeta, cut, workbook};
use super::page::{Page, set_page};
use super::sheet::{column_index, index, write_area};
use super::text::{lines, units};
use super::{XlsxError, blank_input, blank_style, formula};
use crate::catalog::IDENTITY_SHEET;
use crate::document::{
    Align, BlankBook, BlankCell, BlankCheck, BlankContent, BlankHeads, BlankInput, BlankSheet, Column, Look, Piece,
};
use crate::model::Cell;
use rust_xlsxwriter::{
    ConditionalFormatFormula, ExcelDateTime, Formula, ProtectionOptions, Worksheet, XlsxError as Cause,
};
use std::collections::BTreeMap;

/// Longest formula that is written; a spreadsheet takes 8192 characters.
const FORMULA: usize = 7_500;
/// What a program that does not compute shows of a check: a formula without a result would show 0.
const NOTHING: &str = " ";
/// Points of a line, and what a row has beside its lines.
const LINE: u32 = 15;
const ROOM: u32 = 5;

/// The workbook of a unit's blank forms.
///
/// # Errors
/// A sheet the library refuses (two of one name, more rows than a sheet has).
pub fn blank_book(book: &BlankBook, meta: &BookMeta) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook(meta)?;
    for (number, sheet) in book.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(cut(&sheet.name, 31)).map_err(XlsxError::on(&sheet.name))?;
        let writer = Writer { book, number, sheet };
        writer.write(worksheet, meta).map_err(XlsxError::on(&sheet.name))?;
    }
    let worksheet = workbook.add_worksheet();
    write_identity(worksheet, &book.identity).map_err(XlsxError::on(IDENTITY_SHEET))?;
    workbook.save_to_buffer().map_err(XlsxError::on(""))
}

fn write_identity(worksheet: &mut Worksheet, identity: &[(String, String)]) -> Result<(), Cause> {
    worksheet.set_name(IDENTITY_SHEET)?.set_very_hidden(true).protect();
    for (row, (key, value)) in (0..).zip(identity) {
        worksheet.write_string(row, 0, key)?.write_string(row, 1, value)?;
    }
    Ok(())
}

struct Writer<'a> {
    book: &'a BlankBook,
    number: usize,
    sheet: &'a BlankSheet,
}

impl Writer<'_> {
    fn write(&self, worksheet: &mut Worksheet, meta: &BookMeta) -> Result<(), Cause> {
        let widths = self.widths();
        for (column, width) in widths.iter().enumerate() {
            worksheet.set_column_width(column_index(column), f64::from(*width))?;
        }
        for (row, points) in self.heights(&widths) {
            worksheet.set_row_height(row, f64::from(points))?;
        }
        for heads in &self.sheet.heads {
            write_heads(worksheet, heads)?;
        }
        for cell in &self.sheet.cells {
            self.cell(worksheet, cell)?;
        }
        self.inputs(worksheet)?;
        self.checks(worksheet)?;
        self.page(worksheet, &widths, meta)
    }

    fn cell(&self, worksheet: &mut Worksheet, cell: &BlankCell) -> Result<(), Cause> {
        let format = blank_style::format(cell.look, &cell.content, cell.input.as_ref());
        let (row, column) = (cell.from.row, narrow(cell.from.column));
        let area = ((cell.from.row, cell.to.row), (column, narrow(cell.to.column)));
        let text = |text: &str, worksheet: &mut Worksheet| {
            if text.is_empty() && cell.from == cell.to {
                worksheet.write_blank(row, column, &format).map(|_| ())
            } else {
                write_area(worksheet, area.0, area.1, text, &format)
            }
        };
        match &cell.content {
            BlankContent::Empty => text("", worksheet),
            BlankContent::Text(words) => text(words, worksheet),
            BlankContent::Number { value, .. } => {
                worksheet.write_number_with_format(row, column, super::number::float(*value), &format).map(|_| ())
            }
            BlankContent::Day(day) => {
                let year = u16::try_from(day.year()).unwrap_or(1900);
                let day = ExcelDateTime::from_ymd(year, day.month(), day.day())?;
                worksheet.write_datetime_with_format(row, column, &day, &format).map(|_| ())
            }
            BlankContent::Joined(pieces) => {
                text("", worksheet)?;
                worksheet.write_formula_with_format(row, column, self.joined(pieces), &format).map(|_| ())
            }
        }
    }

    fn joined(&self, pieces: &[Piece]) -> Formula {
        let part = |piece: &Piece| match piece {
            Piece::Text(text) => Some(formula::quoted(text)),
            Piece::Cell(spot) => formula::address(self.book, self.number, *spot),
        };
        let words = pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Cell(_) => None,
        });
        let parts: Vec<String> = pieces.iter().filter_map(part).collect();
        Formula::new(parts.join("&")).set_result(words.collect::<String>())
    }

    /// Cells below one another that take the same share one rule.
    fn inputs(&self, worksheet: &mut Worksheet) -> Result<(), Cause> {
        let mut by_column: BTreeMap<(u32, u32), &BlankInput> = BTreeMap::new();
        for cell in &self.sheet.cells {
            if let Some(input) = &cell.input {
                by_column.insert((cell.from.column, cell.from.row), input);
            }
        }
        let mut run: Option<(Cell, Cell, &BlankInput)> = None;
        for ((column, row), input) in by_column {
            match &mut run {
                Some((_, last, same)) if *same == input && last.column == column && last.row + 1 == row => {
                    last.row = row
                }
                _ => {
                    if let Some((first, last, input)) = run {
                        blank_input::bound(worksheet, first, last, input)?;
                    }
                    run = Some((Cell::new(row, column), Cell::new(row, column), input));
                }
            }
        }
        run.map_or(Ok(()), |(first, last, input)| blank_input::bound(worksheet, first, last, input))
    }

    /// Red cells, and the words at the end of their rows.
    fn checks(&self, worksheet: &mut Worksheet) -> Result<(), Cause> {
        let mut red: BTreeMap<Cell, Vec<String>> = BTreeMap::new();
        let mut words: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for check in &self.sheet.checks {
            let Some(fails) = formula::fails(self.book, self.number, check) else { continue };
            words
                .entry(check.at.row)
                .or_default()
                .push(format!("IF({fails},{},\"\")", formula::quoted(&format!("{}　", check.message))));
            red.entry(check.at).or_default().push(self.marks(check, fails));
        }
        let format = blank_style::format(Look::Check, &BlankContent::Empty, None);
        for (row, parts) in words {
            let Some(cell) = self.sheet.check_cell(row) else { continue };
            let formula = Formula::new(joined(&parts, "&")).set_result(NOTHING);
            worksheet.write_formula_with_format(row, narrow(cell.column), formula, &format)?;
        }
        for (cell, all) in red {
            let rule = Formula::new(format!("OR({})", joined(&all, ",")));
            let format = ConditionalFormatFormula::new().set_rule(rule).set_format(blank_style::wrong());
            let column = narrow(cell.column);
            worksheet.add_conditional_format(cell.row, column, cell.row, column, &format)?;
        }
        Ok(())
    }

    /// What turns a cell red. A format cannot look at another sheet in every program; the words of the row can.
    fn marks(&self, check: &BlankCheck, fails: String) -> String {
        match self.sheet.check_cell(check.at.row) {
            Some(cell) if !formula::is_within(self.number, check) => {
                let start = check.message.split_inclusive('：').next().unwrap_or(&check.message);
                format!("ISNUMBER(FIND({},{cell}))", formula::quoted(start))
            }
            _ => fails,
        }
    }

    fn page(&self, worksheet: &mut Worksheet, widths: &[u32], meta: &BookMeta) -> Result<(), Cause> {
        let printed = usize::try_from(self.sheet.print_to).unwrap_or(usize::MAX).saturating_add(1).min(widths.len());
        let page = Page::for_width(widths.get(..printed).unwrap_or(widths));
        set_page(worksheet, page.landscape, meta.banner().as_deref());
        worksheet.set_print_area(0, 0, self.last_row(), narrow(self.sheet.print_to))?;
        if let Some((first, last)) = self.sheet.repeat {
            worksheet.set_repeat_rows(first, last)?;
        }
        if let Some(cell) = self.sheet.freeze {
            worksheet.set_freeze_panes(cell.row, narrow(cell.column))?;
        }
        worksheet.set_screen_gridlines(false);
        let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
        worksheet.protect_with_options(&options);
        let first = self.sheet.cells.iter().find(|cell| cell.input.is_some());
        if let Some(first) = first {
            worksheet.set_selection(
                first.from.row,
                narrow(first.from.column),
                first.to.row,
                narrow(first.to.column),
            )?;
        }
        Ok(())
    }

    fn last_row(&self) -> u32 {
        self.sheet.cells.iter().map(|cell| cell.to.row).max().unwrap_or(0)
    }

    fn widths(&self) -> Vec<u32> {
        let mut needed: Vec<u32> = self.sheet.columns.iter().map(|column| column.least).collect();
        let alone = self.sheet.cells.iter().filter(|cell| cell.from.column == cell.to.column && wraps(cell.look));
        for cell in alone {
            if let (BlankContent::Text(text), Some(width)) = (&cell.content, needed.get_mut(cell.from.column as usize))
            {
                *width = (*width).max(units(text) + 2 + indent(cell.look));
            }
        }
        let within = |(width, column): (u32, _)| -> u32 {
            let column: &crate::document::BlankColumn = column;
            width.next_multiple_of(2).clamp(column.least, column.most.max(column.least))
        };
        needed.into_iter().zip(&self.sheet.columns).map(within).collect()
    }

    /// Points of every row that has cells.
    fn heights(&self, widths: &[u32]) -> BTreeMap<u32, u32> {
        let room = |from: u32, to: u32| -> u32 {
            widths.iter().enumerate().filter(|(i, _)| (from..=to).contains(&index(*i))).map(|(_, width)| width).sum()
        };
        let mut heights: BTreeMap<u32, u32> = BTreeMap::new();
        for cell in &self.sheet.cells {
            let text = match &cell.content {
                BlankContent::Text(text) => text.as_str(),
                _ => "",
            };
            let width = room(cell.from.column, cell.to.column).saturating_sub(1 + indent(cell.look));
            let points = match cell.look {
                Look::Banner => 48,
                Look::Title => 32,
                look if wraps(look) => lines(text, width) * LINE + ROOM,
                _ => LINE + ROOM,
            };
            let points = points.max(self.sheet.row_points);
            let height = heights.entry(cell.from.row).or_default();
            *height = (*height).max(points);
        }
        for heads in &self.sheet.heads {
            head_heights(heads, widths, &mut heights);
        }
        heights
    }
}

/// Words that take more lines where their cell is narrow.
fn wraps(look: Look) -> bool {
    matches!(look, Look::Label | Look::Part | Look::Word | Look::Note | Look::Notice)
}

fn indent(look: Look) -> u32 {
    // A step is about a character and a half.
    match look {
        Look::Label => u32::from(blank_style::LABEL_INDENT) * 3 / 2,
        Look::Part => u32::from(blank_style::PART_INDENT) * 3 / 2,
        _ => 0,
    }
}

/// Formulas one after the other, as many as fit.
fn joined(parts: &[String], between: &str) -> String {
    let mut all = String::new();
    for part in parts {
        if all.len() + part.len() + 1 > FORMULA {
            break;
        }
        if !all.is_empty() {
            all.push_str(between);
        }
        all.push_str(part);
    }
    all
}

fn columns(heads: &BlankHeads) -> Vec<Column> {
    let column = |path: &Vec<String>| Column { heads: path.clone(), align: Align::Center, weight: 1 };
    heads.paths.iter().map(column).collect()
}

fn write_heads(worksheet: &mut Worksheet, heads: &BlankHeads) -> Result<(), Cause> {
    for cell in head_cells(&columns(heads)) {
        let rows = (heads.at.row + index(cell.rows.0), heads.at.row + index(cell.rows.1));
        let left = heads.at.column;
        let columns = (narrow(left + index(cell.columns.0)), narrow(left + index(cell.columns.1)));
        write_area(worksheet, rows, columns, &cell.text, &blank_style::heading())?;
    }
    Ok(())
}

fn head_heights(heads: &BlankHeads, widths: &[u32], heights: &mut BTreeMap<u32, u32>) {
    let depth = heads.depth();
    for cell in head_cells(&columns(heads)) {
        let left = heads.at.column as usize;
        let room: u32 = widths.iter().skip(left + cell.columns.0).take(cell.columns.1 + 1 - cell.columns.0).sum();
        let needed = lines(&cell.text, room.saturating_sub(1)) * LINE + ROOM;
        // A cell over several rows asks each for its share.
        let rows = index(cell.rows.1 + 1 - cell.rows.0);
        for row in cell.rows.0..=cell.rows.1 {
            let height = heights.entry(heads.at.row + index(row)).or_default();
            *height = (*height).max(needed.div_ceil(rows)).max(LINE + ROOM);
        }
    }
    debug_assert!(depth > 0, "heads have at least one row");
}

fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
