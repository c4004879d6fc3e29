//! The official book: contents, then a sheet for each table.

use super::chart::{BookChart, build, shade};
use super::meta::{BookMeta, SheetNames, workbook};
use super::page::set_page;
use super::sheet::{Placed, index, write_area, write_table, write_text};
use super::{XlsxError, style};
use crate::document::{Table, plain_text};
use crate::model::{Cell, FigureKey};
use rust_xlsxwriter::{Workbook, Worksheet};

/// Where a figure stands in a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureCell {
    pub sheet: String,
    pub cell: Cell,
    pub key: FigureKey,
}

/// A workbook and where its figures stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    pub bytes: Vec<u8>,
    /// In the order of the sheets, each from the top; a figure in a title or a note has the cell of
    /// that line.
    pub figures: Vec<FigureCell>,
}

/// Pixels and points of an empty row.
const ROW_PIXELS: u32 = 20;
const ROW_POINTS: u32 = 15;

/// The official book (`tables.xlsx`): a contents sheet with links, then one sheet per table with its
/// charts below it. Numbers are number cells in the format that prints what the page prints; words
/// are string cells and never formulas.
///
/// # Errors
/// A chart that names no table or column here, a table larger than a sheet, a creation date outside
/// 1900 to 9999.
pub fn tables_book(tables: &[Table], meta: &BookMeta, charts: &[BookChart]) -> Result<Book, XlsxError> {
    if let Some(lost) = charts.iter().find(|chart| !tables.iter().any(|table| table.id == chart.table)) {
        let message = format!("图表“{}”所指的表“{}”不存在", lost.title, lost.table);
        return Err(XlsxError { sheet: String::new(), message });
    }
    let mut workbook = workbook(meta)?;
    let mut names = SheetNames::default();
    let contents = names.name(CONTENTS);
    let named: Vec<(String, &Table)> = tables
        .iter()
        .map(|table| (names.name(if table.short.trim().is_empty() { &table.id } else { &table.short }), table))
        .collect();
    write_contents(&mut workbook, &contents, &named, meta).map_err(XlsxError::on(&contents))?;
    let mut figures = Vec::new();
    for (name, table) in &named {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).map_err(XlsxError::on(name))?;
        let mut placed = write_table(sheet, name, table, meta).map_err(XlsxError::on(name))?;
        let own: Vec<&BookChart> = charts.iter().filter(|chart| chart.table == table.id).collect();
        insert_charts(sheet, name, table, &placed, &own)?;
        figures.append(&mut placed.figures);
    }
    let bytes = workbook.save_to_buffer().map_err(XlsxError::on(""))?;
    Ok(Book { bytes, figures })
}

const CONTENTS: &str = "目录";

fn write_contents(
    workbook: &mut Workbook,
    name: &str,
    tables: &[(String, &Table)],
    meta: &BookMeta,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_column_width(0, 8)?.set_column_width(1, 74)?;
    write_area(sheet, (0, 0), (0, 1), &meta.title, &style::title())?;
    sheet.set_row_height(0, 34)?;
    let mut row = 1;
    if let Some(banner) = meta.banner() {
        write_area(sheet, (row, row), (0, 1), &banner, &style::banner())?;
        sheet.set_row_height(row, 20)?;
        row += 1;
    }
    sheet.set_row_height(row, 22)?;
    let (heads, last) = (row, index(tables.len()) + row);
    write_text(sheet, row, 0, "序号", &style::head(true, tables.is_empty()))?;
    write_text(sheet, row, 1, CONTENTS, &style::head(true, tables.is_empty()))?;
    for (i, (target, table)) in tables.iter().enumerate() {
        row += 1;
        sheet.write_number_with_format(row, 0, index(i + 1), &style::ordinal(row == last))?;
        let (link, title) = (format!("internal:'{target}'!A1"), plain_text(&table.title));
        let title = if title.is_empty() { target.clone() } else { title };
        sheet.write_url_with_options(row, 1, link.as_str(), title, "", Some(&style::link(row == last)))?;
        sheet.set_row_height(row, 20)?;
    }
    set_page(sheet, false, meta.banner().as_deref());
    sheet.set_repeat_rows(heads, heads)?.set_freeze_panes(heads + 1, 0)?.set_screen_gridlines(false);
    sheet.set_print_area(0, 0, last, 1)?;
    Ok(())
}

fn insert_charts(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table,
    placed: &Placed,
    charts: &[&BookChart],
) -> Result<(), XlsxError> {
    let (mut row, mut print, mut breaks) = (placed.end, placed.print, Vec::new());
    for spec in charts {
        shade(sheet, spec, placed.body).map_err(XlsxError::on(name))?;
        let Some((chart, height)) = build(spec, table, name, placed.body, placed.width)? else { continue };
        let rows = height.div_ceil(ROW_PIXELS);
        if print.cuts((rows + 1) * ROW_POINTS) {
            breaks.push(row);
            print.turn();
        }
        // An empty row before each chart.
        sheet.insert_chart(row + 1, 0, &chart).map_err(XlsxError::on(name))?;
        row += rows + 1;
        print.take((rows + 1) * ROW_POINTS);
    }
    sheet.set_page_breaks(&breaks).map(|_| ()).map_err(XlsxError::on(name))
}
