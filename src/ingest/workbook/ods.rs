//! OpenDocument spreadsheets: the content part of a package, or a flat file. Read here and not by the workbook library:
//! that one spreads a sheet over a full rectangle, and does not tell percentages, dates from text, or merged ranges.

use super::filler::Filler;
use super::package::Package;
use super::value::{self, Shown};
use super::xml::{Node, Xml, attribute, local, local_end};
use super::{Content, Grid, GridCell, Refusal, encoding};
use crate::model::{Cell, Decimal};
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};

/// The prefixes every writer uses; a file with others would be read as empty, and so is refused.
const NAMES: [(&str, &str); 3] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
];

pub(super) fn read(bytes: &[u8], filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    let mut package = Package::open(bytes, filler)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml", filler)?
        && encoding::of_xml(&manifest)?.contains("encryption-data")
    {
        return Err(Refusal::Encrypted);
    }
    let meta = package.part("meta.xml", filler)?.unwrap_or_default();
    let calculated = is_by_office(&encoding::of_xml(&meta)?);
    let content = package.must("content.xml", filler)?;
    read_document(&encoding::of_xml(&content)?, calculated, filler)
}

/// One document of XML with everything in it.
pub(super) fn read_flat(text: &str, filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    read_document(text, is_by_office(text), filler)
}

/// The writers of the big offices calculate before they save, and leave the value out where a formula gives an empty
/// text. In a file of anyone else a formula without a value has none.
fn is_by_office(meta: &str) -> bool {
    let generator = meta.split_once("<meta:generator>").map_or("", |(_, rest)| rest.split('<').next().unwrap_or(""));
    generator.contains("LibreOffice") || generator.contains("OpenOffice")
}

fn read_document(text: &str, calculated: bool, filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    let mut nodes = Xml::new(text);
    let (mut hidden_styles, mut widths) = (BTreeSet::new(), Widths::new());
    let (mut style, mut is_root, mut in_book) = (String::new(), true, false);
    let mut grids = Vec::new();
    loop {
        match nodes.next(filler)? {
            Node::Open(element) => {
                let declares = |(name, value): &(&str, &str)| attribute(&element, name).as_deref() == Some(value);
                if std::mem::take(&mut is_root) && !NAMES.iter().all(declares) {
                    return Err(Refusal::Damaged);
                }
                match element.name().into_inner() {
                    "style:style" => style = attribute(&element, "style:name").unwrap_or_default(),
                    "style:table-properties" if attribute(&element, "table:display").as_deref() == Some("false") => {
                        hidden_styles.insert(style.clone());
                    }
                    "style:table-column-properties" => {
                        let width = attribute(&element, "style:column-width").and_then(|width| in_characters(&width));
                        widths.extend(width.map(|width| (style.clone(), width)));
                    }
                    "office:spreadsheet" => in_book = true,
                    // Cells as they once were, and sheets of other files.
                    "table:tracked-changes" | "table:dde-links" => nodes.skip(filler)?,
                    "table:table" if in_book => {
                        let name = attribute(&element, "table:name").unwrap_or_default();
                        let style = attribute(&element, "table:style-name").unwrap_or_default();
                        let hidden = hidden_styles.contains(&style);
                        let mut grid = Grid { name: name.as_str().into(), hidden, ..Grid::default() };
                        table(&mut nodes, (calculated, &widths), &mut grid, filler)?;
                        grids.push(grid);
                        filler.sheet(&grids)?;
                    }
                    _ => {}
                }
            }
            Node::End => return Ok(grids),
            _ => {}
        }
    }
}

/// The widths of columns by their styles, in 256ths of a character.
type Widths = BTreeMap<String, u32>;

/// A length as the width of a column: a character is about 1.9 mm wide.
fn in_characters(length: &str) -> Option<u32> {
    let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let of_unit = match length.get(digits.len()..)? {
        "cm" => 1347,
        "mm" => 135,
        "in" => 3422,
        "pt" => 48,
        _ => return None,
    };
    let width = Decimal::from_str_exact(digits).ok()?.checked_mul(Decimal::from(of_unit))?;
    width.trunc().to_string().parse().ok()
}

/// The rows of a sheet, up to its end; in groups or not.
fn table(
    nodes: &mut Xml<'_>,
    (calculated, widths): (bool, &Widths),
    grid: &mut Grid,
    filler: &mut Filler<'_>,
) -> Result<(), Refusal> {
    let (mut row, mut column) = (0_u32, 0_u32);
    loop {
        match nodes.next(filler)? {
            Node::Open(element) => match element.name().into_inner() {
                "table:table-column" => {
                    let times = count(&element, "table:number-columns-repeated");
                    let last = column.saturating_add(times - 1);
                    let style = attribute(&element, "table:style-name").unwrap_or_default();
                    if visibility(&element).is_some() {
                        grid.unseen.columns.add(column, last);
                    } else if let Some(width) = widths.get(&style) {
                        grid.sizes.columns(column, last, *width);
                    }
                    column = column.saturating_add(times);
                    nodes.skip(filler)?;
                }
                "table:table-row" => {
                    let times = count(&element, "table:number-rows-repeated");
                    let cells = cells_of_row(nodes, calculated, filler)?;
                    if let Some(how) = visibility(&element) {
                        grid.unseen.rows.add(row, row.saturating_add(times - 1));
                        grid.unseen.filtered |= how == "filter";
                    }
                    put_row(&cells, row, times, grid, filler)?;
                    row = row.saturating_add(times);
                }
                "table:table-header-rows"
                | "table:table-row-group"
                | "table:table-rows"
                | "table:table-columns"
                | "table:table-header-columns"
                | "table:table-column-group" => {}
                _ => nodes.skip(filler)?,
            },
            Node::Close(element) if local_end(&element) == "table" => return Ok(()),
            Node::End => return Err(Refusal::Damaged),
            _ => {}
        }
    }
}

/// Why a row or column is not seen: `collapse`, or `filter`.
fn visibility(element: &BytesStart<'_>) -> Option<String> {
    attribute(element, "table:visibility").filter(|how| how != "visible")
}

/// Some equal cells of a row that are not empty, or merged with others.
struct Run {
    column: u32,
    times: u32,
    cell: Option<GridCell>,
    /// Rows and columns it spans.
    spans: (u32, u32),
}

fn cells_of_row(nodes: &mut Xml<'_>, calculated: bool, filler: &mut Filler<'_>) -> Result<Vec<Run>, Refusal> {
    let (mut column, mut runs) = (0_u32, Vec::new());
    loop {
        match nodes.next(filler)? {
            Node::Open(element) if matches!(local(&element), "table-cell" | "covered-table-cell") => {
                let times = count(&element, "table:number-columns-repeated");
                let covered = local(&element) == "covered-table-cell";
                let spans =
                    (count(&element, "table:number-rows-spanned"), count(&element, "table:number-columns-spanned"));
                let shown = shown_text(nodes, filler)?;
                // What a merged range covers is not seen and not meant.
                let cell = if covered { None } else { cell(&element, &shown, calculated) };
                if cell.is_some() || spans != (1, 1) {
                    runs.push(Run { column, times, cell, spans });
                    filler.row(runs.len())?;
                }
                column = column.saturating_add(times);
            }
            Node::Open(_) => nodes.skip(filler)?,
            Node::Close(_) => return Ok(runs),
            Node::End => return Err(Refusal::Damaged),
            Node::Text(_) => {}
        }
    }
}

/// Writes a row as often as it is repeated. What lies beyond the bounds is counted, not gone through.
fn put_row(runs: &[Run], row: u32, times: u32, grid: &mut Grid, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let (rows, columns) = (filler.bounds.rows, filler.bounds.columns);
    let rows_within = times.min(rows.saturating_sub(row));
    for run in runs {
        let within = run.times.min(columns.saturating_sub(run.column));
        // Nothing of it is on the sheet, however often the row is repeated.
        let rows_within = if within == 0 { 0 } else { rows_within };
        if run.cell.is_some() {
            let all = u64::from(run.times).saturating_mul(u64::from(times));
            let inside = u64::from(within).saturating_mul(u64::from(rows_within));
            filler.beyond = filler.beyond.saturating_add(usize::try_from(all - inside).unwrap_or(usize::MAX));
        }
        for at_row in row..row.saturating_add(rows_within) {
            for at_column in run.column..run.column.saturating_add(within) {
                if let Some(cell) = &run.cell {
                    filler.put(grid, at_row, at_column, cell.clone())?;
                }
                let (down, across) = (run.spans.0 - 1, run.spans.1 - 1);
                let last = Cell::new(at_row.saturating_add(down), at_column.saturating_add(across));
                filler.merge(grid, Cell::new(at_row, at_column), last)?;
            }
        }
    }
    Ok(())
}

/// A number of cells or rows: at least one.
fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// The paragraphs of a cell as they are shown, one a line. Notes and pictures are no part of it.
fn shown_text(nodes: &mut Xml<'_>, filler: &mut Filler<'_>) -> Result<String, Refusal> {
    let (mut all, mut depth, mut paragraphs) = (String::new(), 1, 0_usize);
    while depth > 0 {
        match nodes.next(filler)? {
            Node::Open(element) => {
                let name = element.name().into_inner();
                if !name.starts_with("text:") {
                    nodes.skip(filler)?;
                    continue;
                }
                depth += 1;
                match name {
                    "text:p" => {
                        paragraphs += 1;
                        all.push_str(if paragraphs > 1 { "\n" } else { "" });
                    }
                    "text:s" => {
                        let spaces = usize::try_from(count(&element, "text:c")).unwrap_or(usize::MAX);
                        let limit = filler.bounds.text_chars.saturating_add(1);
                        all.push_str(&" ".repeat(spaces.min(limit)));
                        filler.text(&all)?;
                    }
                    "text:tab" => all.push('\t'),
                    "text:line-break" => all.push('\n'),
                    _ => {}
                }
            }
            Node::Close(_) => depth -= 1,
            Node::Text(text) if paragraphs > 0 && depth > 1 => all.push_str(&text),
            Node::Text(_) => {}
            Node::End => return Err(Refusal::Damaged),
        }
    }
    Ok(all)
}

/// What a cell holds, by its type and its exact value; the text it shows counts where it has none.
fn cell(element: &BytesStart<'_>, shown: &str, calculated: bool) -> Option<GridCell> {
    let value = |name: &str| attribute(element, name);
    let kind = value("office:value-type").unwrap_or_default();
    if value("calcext:value-type").as_deref() == Some("error") {
        return Some(value::plain(Content::Error(shown.to_owned())));
    }
    let cell = match kind.as_str() {
        "float" | "currency" => value("office:value").and_then(|text| number(&text, Shown::Plain)),
        "percentage" => value("office:value").and_then(|text| number(&text, Shown::Percent)),
        "date" => match value("office:date-value").and_then(|text| value::iso_serial(&text)) {
            Some(serial) => Some(value::plain(Content::Date(serial))),
            None => value::text(shown),
        },
        "boolean" => value("office:boolean-value").map(|b| value::plain(Content::Bool(b == "true"))),
        "string" => match value("office:string-value") {
            Some(text) if shown.is_empty() => return value::text(&text),
            _ => return value::text(shown),
        },
        _ => value::text(shown),
    };
    let is_open = !calculated && kind.is_empty() && value("table:formula").is_some();
    if cell.is_none() && is_open { Some(value::plain(Content::NoResult)) } else { cell }
}

/// Written in decimals, so exact; with a power of ten where it is long.
fn number(text: &str, shown: Shown) -> Option<GridCell> {
    match Decimal::from_str_exact(text) {
        Ok(exact) => Some(value::number(exact.normalize(), shown, false)),
        Err(_) => text.parse().ok().map(|float: f64| value::float(float, shown, false)),
    }
}
