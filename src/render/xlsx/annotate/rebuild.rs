//! A workbook made anew from its values, where its own package cannot be kept: xls, ods, text, web pages.

use super::super::meta::SheetNames;
use super::super::number::{float, plain_format};
use super::rebuild_look::{self, Tables};
use super::{Annotations, Fault, XlsxError};
use crate::catalog::Bounds;
use crate::ingest::{self, Content, Format, Grid, GridCell, OutOfTime, Workbook};
use crate::model::Cell;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Worksheet, XlsxError as Cause,
};
use std::collections::BTreeMap;

/// The new workbook.
pub(super) struct Made {
    pub bytes: Vec<u8>,
    /// Below the list: that it was made anew, and why.
    pub remark: String,
    /// The names of sheets that a workbook of this kind cannot have, and what they are now.
    pub names: BTreeMap<String, String>,
}

pub(super) fn rebuild(
    bytes: &[u8],
    fault: Fault,
    bounds: &Bounds,
    out_of_time: OutOfTime<'_>,
) -> Result<Made, XlsxError> {
    let read = ingest::read_workbook(bytes, bounds, out_of_time);
    let (book, remark) = match read {
        Ok(mut book) => {
            book.sheets.retain(|grid| !ingest::is_findings_list(grid));
            let why = if book.format == Format::Xlsx { format!("（{}）", fault.0) } else { String::new() };
            let kind = book.format.name();
            let remark = format!(
                "原件是{kind}{why}，本件按其内容另制：数值、文字、合并单元格照旧，公式只留数值，字体、颜色、图形从简。以原件为准。"
            );
            (book, remark)
        }
        Err(_) => {
            let remark = "原件无法读取，本件只有清单，请按清单处理后重报。".to_owned();
            (Workbook::default(), remark)
        }
    };
    let (bytes, names) = write(&book.as_read(true))?;
    Ok(Made { bytes, remark, names })
}

/// A workbook with nothing of the original in it.
pub(super) fn list_only(remark: &str) -> Result<Made, XlsxError> {
    let (bytes, names) = write(&Workbook::default())?;
    Ok(Made { bytes, remark: remark.to_owned(), names })
}

/// The list with sheets under their new names.
pub(super) fn renamed(list: &Annotations, names: &BTreeMap<String, String>) -> Annotations {
    let mut list = list.clone();
    for line in &mut list.lines {
        let sheets = line.marks.iter_mut().map(|mark| &mut mark.sheet);
        for sheet in sheets.chain(line.here.then_some(&mut line.sheet)) {
            if let Some(name) = names.get(sheet.as_str()) {
                sheet.clone_from(name);
            }
        }
    }
    list
}

fn write(book: &Workbook) -> Result<(Vec<u8>, BTreeMap<String, String>), XlsxError> {
    let mut made = rust_xlsxwriter::Workbook::new();
    let created = ExcelDateTime::from_ymd(1980, 1, 1).map_err(XlsxError::on(""))?;
    made.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let (mut given, mut names) = (SheetNames::default(), BTreeMap::new());
    for grid in &book.sheets {
        let name = given.name(&grid.name);
        let sheet = made.add_worksheet();
        write_sheet(sheet, &name, grid).map_err(XlsxError::on(&name))?;
        names.insert(grid.name.to_string(), name);
    }
    if book.sheets.is_empty() {
        made.add_worksheet().set_name("原件").map_err(XlsxError::on("原件"))?;
    }
    Ok((made.save_to_buffer().map_err(XlsxError::on(""))?, names))
}

fn write_sheet(sheet: &mut Worksheet, name: &str, grid: &Grid) -> Result<(), Cause> {
    sheet.set_name(name)?.set_hidden(grid.hidden);
    let tables = Tables::of(grid);
    let widths = rebuild_look::widths(grid, &tables);
    for (column, width) in &widths {
        if let Ok(column) = u16::try_from(*column) {
            sheet.set_column_width(column, f64::from(*width))?;
        }
    }
    for (row, points) in grid.sizes.heights() {
        sheet.set_row_height(row, f64::from(points))?;
    }
    let framed = plain().set_border(FormatBorder::Thin);
    for cell in tables.empty(grid) {
        if let Ok(column) = u16::try_from(cell.column) {
            sheet.write_blank(cell.row, column, &framed)?;
        }
    }
    let heads = rebuild_look::heads(grid);
    for (cell, content) in &grid.cells {
        let style = style(content, tables.has(*cell));
        let style = match heads.contains(&cell.row) && tables.has(*cell) {
            true => style.set_align(FormatAlign::Center).set_text_wrap(),
            false => style,
        };
        put(sheet, *cell, content, &style)?;
    }
    merges(sheet, grid, &tables)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    if widths.values().sum::<u32>() > rebuild_look::PORTRAIT {
        sheet.set_landscape();
    }
    Ok(())
}

fn merges(sheet: &mut Worksheet, grid: &Grid, tables: &Tables) -> Result<(), Cause> {
    let empty = GridCell { content: Content::NoResult, percent: false };
    let top = grid.rows().first().copied();
    for merge in &grid.merges {
        let (Ok(first), Ok(last)) = (u16::try_from(merge.first.column), u16::try_from(merge.last.column)) else {
            continue;
        };
        let content = grid.cells.get(&merge.first).unwrap_or(&empty);
        let in_table = tables.has(merge.first);
        let style = style(content, in_table);
        let style = match (in_table, rebuild_look::is_said(content)) {
            (false, true) => style.set_align(FormatAlign::Left),
            (true, _) => style.set_align(FormatAlign::Center).set_text_wrap(),
            (false, false) if Some(merge.first.row) == top => style.set_align(FormatAlign::Center).set_bold(),
            (false, false) => style.set_align(FormatAlign::Center),
        };
        // Ranges that lie across others are left as they are: single cells.
        if sheet.merge_range(merge.first.row, first, merge.last.row, last, "", &style).is_ok() {
            put(sheet, merge.first, content, &style)?;
        }
    }
    Ok(())
}

fn plain() -> Style {
    Style::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter)
}

fn style(cell: &GridCell, in_table: bool) -> Style {
    let style = if in_table { plain().set_border(FormatBorder::Thin) } else { plain() };
    match &cell.content {
        Content::Number(number) if cell.percent => {
            style.set_num_format(format!("{}%", plain_format(number.normalize().scale().saturating_sub(2))))
        }
        Content::Date(_) => style.set_num_format("yyyy-mm-dd"),
        Content::Text(text) if text.contains('\n') => style.set_text_wrap(),
        Content::Text(text) if in_table && text.chars().count() == 1 => style.set_align(FormatAlign::Center),
        _ => style,
    }
}

fn put(sheet: &mut Worksheet, cell: Cell, content: &GridCell, style: &Style) -> Result<(), Cause> {
    let Ok(column) = u16::try_from(cell.column) else { return Ok(()) };
    let row = cell.row;
    match &content.content {
        Content::Number(number) | Content::Date(number) => {
            sheet.write_number_with_format(row, column, float(*number), style)?
        }
        Content::Text(text) => sheet.write_string_with_format(row, column, text.as_ref(), style)?,
        Content::Bool(value) => sheet.write_boolean_with_format(row, column, *value, style)?,
        Content::TooLong(text) | Content::Error(text) => sheet.write_string_with_format(row, column, text, style)?,
        Content::NoResult => sheet.write_blank(row, column, style)?,
    };
    Ok(())
}
