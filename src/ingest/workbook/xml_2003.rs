//! SpreadsheetML of Excel 2003: one XML file, often named xls.

use super::filler::Filler;
use super::value::{self, Shown};
use super::xml::{Node, Xml, local, local_attribute, local_end};
use super::{Content, Grid, GridCell, Refusal, number_format};
use crate::model::{Cell, Decimal};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

type Styles = BTreeMap<String, Shown>;

pub(super) fn read(text: &str, filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    let mut nodes = Xml::new(text);
    let (mut styles, mut style) = (Styles::new(), String::new());
    let mut grids: Vec<Grid> = Vec::new();
    loop {
        match nodes.next(filler)? {
            Node::Open(element) => match local(&element) {
                "Style" => {
                    style = local_attribute(&element, "ID").unwrap_or_default();
                    let parent = local_attribute(&element, "Parent").and_then(|id| styles.get(&id).copied());
                    styles.insert(style.clone(), parent.unwrap_or_default());
                }
                "NumberFormat" => {
                    let format = local_attribute(&element, "Format").unwrap_or_default();
                    styles.insert(style.clone(), number_format::named(&format));
                }
                "Worksheet" => {
                    let name = local_attribute(&element, "Name").unwrap_or_default();
                    grids.push(Grid { name: name.as_str().into(), ..Grid::default() });
                    filler.sheet(&grids)?;
                }
                "Table" => {
                    let grid = grids.last_mut().ok_or(Refusal::Damaged)?;
                    table(&mut nodes, &styles, grid, filler)?;
                }
                "Visible" => {
                    let state = nodes.text(filler)?;
                    if let Some(grid) = grids.last_mut() {
                        grid.hidden = state.contains("Hidden");
                    }
                }
                _ => {}
            },
            Node::End => return Ok(grids),
            _ => {}
        }
    }
}

/// Rows one below the other but for those that say which they are.
fn table(nodes: &mut Xml<'_>, styles: &Styles, grid: &mut Grid, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let (mut row, mut column) = (0_u32, 0_u32);
    let is_hidden = |element: &BytesStart<'_>| local_attribute(element, "Hidden").as_deref() == Some("1");
    loop {
        match nodes.next(filler)? {
            Node::Open(element) if local(&element) == "Column" => {
                column = index(&element).unwrap_or(column);
                let last = column.saturating_add(number(&element, "Span"));
                if is_hidden(&element) {
                    grid.unseen.columns.add(column, last);
                }
                column = last.saturating_add(1);
                nodes.skip(filler)?;
            }
            Node::Open(element) if local(&element) == "Row" => {
                row = index(&element).unwrap_or(row);
                if is_hidden(&element) {
                    grid.unseen.rows.add(row, row.saturating_add(number(&element, "Span")));
                }
                cells(nodes, styles, row, grid, filler)?;
                row = row.saturating_add(1).saturating_add(number(&element, "Span"));
            }
            Node::Open(_) => nodes.skip(filler)?,
            Node::Close(element) if local_end(&element) == "Table" => return Ok(()),
            Node::End => return Err(Refusal::Damaged),
            _ => {}
        }
    }
}

fn cells(
    nodes: &mut Xml<'_>,
    styles: &Styles,
    row: u32,
    grid: &mut Grid,
    filler: &mut Filler<'_>,
) -> Result<(), Refusal> {
    let mut column = 0;
    loop {
        match nodes.next(filler)? {
            Node::Open(element) if local(&element) == "Cell" => {
                column = index(&element).unwrap_or(column);
                let shown = local_attribute(&element, "StyleID").and_then(|id| styles.get(&id).copied());
                let found = data(nodes, shown.unwrap_or_default(), filler)?;
                let is_formula = local_attribute(&element, "Formula").is_some();
                let no_result = || is_formula.then(|| value::plain(Content::NoResult));
                if let Some(cell) = found.unwrap_or_else(no_result) {
                    filler.put(grid, row, column, cell)?;
                }
                let (across, down) = (number(&element, "MergeAcross"), number(&element, "MergeDown"));
                let last = Cell::new(row.saturating_add(down), column.saturating_add(across));
                filler.merge(grid, Cell::new(row, column), last)?;
                column = last.column.saturating_add(1);
            }
            Node::Open(_) => nodes.skip(filler)?,
            Node::Close(_) => return Ok(()),
            Node::End => return Err(Refusal::Damaged),
            Node::Text(_) => {}
        }
    }
}

/// What the data of a cell are; nothing when there are none, and nothing inside when they are empty.
fn data(nodes: &mut Xml<'_>, shown: Shown, filler: &mut Filler<'_>) -> Result<Option<Option<GridCell>>, Refusal> {
    let mut found = None;
    loop {
        match nodes.next(filler)? {
            Node::Open(element) if local(&element) == "Data" => {
                let kind = local_attribute(&element, "Type").unwrap_or_default();
                let text = nodes.text(filler)?;
                found = Some(content(&kind, &text, shown));
            }
            Node::Open(_) => nodes.skip(filler)?,
            Node::Close(_) => return Ok(found),
            Node::End => return Err(Refusal::Damaged),
            Node::Text(_) => {}
        }
    }
}

fn content(kind: &str, text: &str, shown: Shown) -> Option<GridCell> {
    match kind {
        "Number" => match (Decimal::from_str_exact(text.trim()), text.trim().parse()) {
            (Ok(exact), _) => Some(value::number(exact.normalize(), shown, false)),
            (_, Ok(float)) => Some(value::float(float, shown, false)),
            _ => value::text(text),
        },
        "DateTime" => match value::iso_serial(text.trim()) {
            Some(serial) => Some(value::plain(Content::Date(serial.normalize()))),
            None => value::text(text),
        },
        "Boolean" => Some(value::plain(Content::Bool(text.trim() == "1"))),
        "Error" => Some(value::plain(Content::Error(text.to_owned()))),
        _ => value::text(text),
    }
}

/// Where a row or cell says it is: counted from one.
fn index(element: &BytesStart<'_>) -> Option<u32> {
    local_attribute(element, "Index")?.parse::<u32>().ok()?.checked_sub(1)
}

fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    local_attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(0)
}
