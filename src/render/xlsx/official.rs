//! The official book: cover, contents, a sheet for each table, and where its numbers come from.

use super::XlsxError;
use super::chart::{BookChart, BookPicture, build, shade};
use super::contents::{CONTENTS, write_contents};
use super::cover::{Cover, write_cover};
use super::meta::{BookMeta, SheetNames, workbook};
use super::names::{DefinedNames, area};
use super::preamble::HeadLine;
use super::sheet::{Placed, column_index, index, set_height, write_table};
use super::sources::{Sources, write_sources};
use crate::document::Table;
use crate::model::{Cell, FigureKey};
use rust_xlsxwriter::{Chart, Image, Workbook, Worksheet};
use std::collections::BTreeSet;

/// What an official book is made of.
pub struct OfficialBook<'a> {
    pub meta: &'a BookMeta,
    /// None of a book that is read on the screen.
    pub cover: Option<Cover>,
    /// Below the contents: how the book is read.
    pub notes: Vec<String>,
    /// Above every table that is no form: `编制单位：许昌市民政局`, and the period.
    pub office: String,
    pub period: String,
    /// Under every table that is a form: who signs it, and when it was sent; may be empty.
    pub foot: String,
    pub tables: &'a [Table],
    pub charts: &'a [BookChart],
    pub pictures: &'a [BookPicture],
    /// Figures whose cells get a name, where they stand in a table.
    pub named: Vec<FigureKey>,
    pub sources: Option<Sources<'a>>,
}

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
/// Pixels of a character of a column's width.
const CHARACTER_PIXELS: u32 = 7;
const COVER: &str = "封面";

/// The official book (`tables.xlsx`): a cover, a contents sheet with links, then one sheet per table with its
/// charts below it, and a hidden sheet that leads from each number to its figure. Numbers are number cells in the
/// format that prints what the page prints; words are string cells and never formulas.
///
/// # Errors
/// A chart that names no table or column here, a table larger than a sheet, a creation date outside
/// 1900 to 9999.
pub fn tables_book(of: &OfficialBook<'_>) -> Result<Book, XlsxError> {
    let (tables, charts) = (of.tables, of.charts);
    let charts = charts.iter().map(|chart| (&chart.title, &chart.table));
    let mut drawn = charts.chain(of.pictures.iter().map(|picture| (&picture.alt, &picture.table)));
    if let Some((title, lost)) = drawn.find(|(_, id)| !tables.iter().any(|table| table.id == **id)) {
        let message = format!("图表“{title}”所指的表“{lost}”不存在");
        return Err(XlsxError { sheet: String::new(), message });
    }
    let mut workbook = workbook(of.meta)?;
    let mut names = SheetNames::default();
    if let Some(cover) = &of.cover {
        let name = names.name(COVER);
        write_cover(sheet(&mut workbook, &name)?, cover).map_err(XlsxError::on(&name))?;
    }
    let contents = names.name(CONTENTS);
    let sources = of.sources.as_ref().map(|sources| (names.name(&sources.name), sources));
    let named: Vec<(String, &Table)> = tables
        .iter()
        .map(|table| (names.name(if table.short.trim().is_empty() { &table.id } else { &table.short }), table))
        .collect();
    write_contents(sheet(&mut workbook, &contents)?, &named, of.meta, &of.notes).map_err(XlsxError::on(&contents))?;
    let mut figures = Vec::new();
    let mut defined = Defined::default();
    for (name, table) in &named {
        let mut placed = write_sheet(of, sheet(&mut workbook, name)?, name, table)?;
        defined.table(name, table, &placed);
        figures.append(&mut placed.figures);
    }
    if let Some((name, sources)) = sources {
        write_sources(sheet(&mut workbook, &name)?, sources, &figures).map_err(XlsxError::on(&name))?;
    }
    defined.figures(&figures, &of.named);
    for (name, area) in &defined.all {
        workbook.define_name(name, area).map_err(XlsxError::on(""))?;
    }
    let bytes = workbook.save_to_buffer().map_err(XlsxError::on(""))?;
    Ok(Book { bytes, figures })
}

fn sheet<'w>(workbook: &'w mut Workbook, name: &str) -> Result<&'w mut Worksheet, XlsxError> {
    workbook.add_worksheet().set_name(name).map_err(XlsxError::on(name))
}

/// A table with its charts.
fn write_sheet(of: &OfficialBook<'_>, sheet: &mut Worksheet, name: &str, table: &Table) -> Result<Placed, XlsxError> {
    let head = HeadLine { office: &of.office, period: &of.period, foot: &of.foot };
    let placed = write_table(sheet, name, table, of.meta, head).map_err(XlsxError::on(name))?;
    let mut drawn = Vec::new();
    for spec in of.charts.iter().filter(|chart| chart.table == table.id) {
        shade(sheet, spec, placed.body).map_err(XlsxError::on(name))?;
        let chart = build(spec, table, name, placed.body, placed.width)?;
        drawn.extend(chart.map(|(chart, height)| (Drawing::Chart(Box::new(chart)), height)));
    }
    for picture in of.pictures.iter().filter(|picture| picture.table == table.id) {
        drawn.push(picture_of(picture, placed.width).map_err(XlsxError::on(name))?);
    }
    let end = insert(sheet, name, &placed, drawn)?;
    // The way back above the title is not printed.
    let last = column_index(table.columns.len().max(1) - 1);
    sheet.set_print_area(1, 0, end.max(2) - 1, last).map_err(XlsxError::on(name))?;
    Ok(placed)
}

/// What stands below a table.
enum Drawing {
    Chart(Box<Chart>),
    Picture(Box<Image>),
}

/// A picture as wide as the table, no larger than it is, and its height in pixels.
fn picture_of(picture: &BookPicture, units: u32) -> Result<(Drawing, u32), rust_xlsxwriter::XlsxError> {
    let width = (units * CHARACTER_PIXELS).min(picture.width).max(1);
    let height = picture.height * width / picture.width.max(1);
    let image = Image::new_from_buffer(&picture.png)?.set_alt_text(&picture.alt);
    Ok((Drawing::Picture(Box::new(image.set_scale_to_size(width, height, false))), height))
}

/// Puts the charts below the table; the first row below them all.
fn insert(sheet: &mut Worksheet, name: &str, placed: &Placed, drawn: Vec<(Drawing, u32)>) -> Result<u32, XlsxError> {
    // Rows of the sheet each covers, with an empty one before it.
    let built: Vec<(Drawing, u32)> =
        drawn.into_iter().map(|(drawing, height)| (drawing, height.div_ceil(ROW_PIXELS))).collect();
    let all = built.iter().map(|(_, rows)| (rows + 1) * ROW_POINTS).fold(placed.points, u32::saturating_add);
    let together = placed.page.takes_in_charts(all);
    if !built.is_empty() {
        sheet.set_print_fit_to_pages(placed.page.across, u16::from(together));
    }
    let (mut row, mut print, mut breaks) = (placed.end, placed.print, Vec::new());
    for (drawing, rows) in built {
        if !together && print.cuts((rows + 1) * ROW_POINTS) {
            breaks.push(row);
            print.turn();
        }
        // A drawing is pinned to rows: they are as high in every program as reckoned here.
        for covered in row..=row + rows {
            set_height(sheet, covered, ROW_POINTS).map_err(XlsxError::on(name))?;
        }
        match drawing {
            Drawing::Chart(chart) => sheet.insert_chart(row + 1, 0, &chart),
            Drawing::Picture(image) => sheet.insert_image(row + 1, 0, &image),
        }
        .map_err(XlsxError::on(name))?;
        row += rows + 1;
        print.take((rows + 1) * ROW_POINTS);
    }
    sheet.set_page_breaks(&breaks).map_err(XlsxError::on(name))?;
    Ok(row)
}

/// The names of a book with their areas, in the order in which they were given.
#[derive(Default)]
struct Defined {
    names: DefinedNames,
    all: Vec<(String, String)>,
}

impl Defined {
    /// The body of a table that has one.
    fn table(&mut self, sheet: &str, table: &Table, placed: &Placed) {
        if placed.body_end > placed.body && !table.columns.is_empty() {
            let last = index(table.columns.len() - 1);
            let cells = (Cell::new(placed.body, 0), Cell::new(placed.body_end - 1, last));
            self.all.push((self.names.of_table(&table.id), area(sheet, cells.0, cells.1)));
        }
    }

    /// Each of these figures where it stands first.
    fn figures(&mut self, figures: &[FigureCell], wanted: &[FigureKey]) {
        let mut once = BTreeSet::new();
        for key in wanted {
            let Some(found) = figures.iter().find(|figure| figure.key == *key) else { continue };
            if once.insert(key.to_string()) {
                self.all.push((self.names.of_figure(key), area(&found.sheet, found.cell, found.cell)));
            }
        }
    }
}
