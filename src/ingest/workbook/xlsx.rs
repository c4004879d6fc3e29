//! Office Open XML workbooks, cell by cell.

use super::{Content, Filler, Grid, GridCell, Refusal, Workbook, content, merge, sheets};
use crate::catalog::Bounds;
use calamine::{Reader, Xlsx, XlsxError};
use std::io::Cursor;

/// The library's own words are of no use to a clerk.
fn refuse(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

pub(super) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Workbook, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| refuse(&e))?;
    sheets(&mut book, bounds, |book, name, grid, filler| {
        read_cells(book, name, grid, filler)?;
        mark_percent(book, name, grid)?;
        let merges = book.merge_cells_by_sheet_name(name).map_err(|e| refuse(&e))?;
        grid.merges = merges.iter().map(merge).collect();
        Ok(())
    })
}

fn read_cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid,
    filler: &mut Filler<'_>,
) -> Result<(), Refusal> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| refuse(&e))?;
    while let Some(cell) = reader.next_cell_with_formula().map_err(|e| refuse(&e))? {
        let value = cell.value.into();
        let found = match content(&value) {
            Some(found) => found,
            None if cell.formula.is_some() => Content::NoResult,
            None => continue,
        };
        filler.put(grid, cell.pos.0, cell.pos.1, GridCell { content: found, percent: false })?;
    }
    Ok(())
}

/// A percentage is a number format, not a value: the style has to be looked at. Most sheets of a return have no
/// fraction in them, and then there is nothing to look for.
fn mark_percent(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, grid: &mut Grid) -> Result<(), Refusal> {
    if !grid.cells.values().any(|cell| matches!(cell.content, Content::Number(_))) {
        return Ok(());
    }
    let styles = book.worksheet_style(name).map_err(|e| refuse(&e))?;
    for (at, cell) in &mut grid.cells {
        let format = styles.get((at.row, at.column)).and_then(|style| style.number_format.as_ref());
        cell.percent = format.is_some_and(|f| f.format_code.contains('%'));
    }
    Ok(())
}
