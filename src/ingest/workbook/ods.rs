//! OpenDocument spreadsheets.

use super::{Filler, Refusal, Workbook, fill, grid, too_many_sheets};
use crate::catalog::Bounds;
use calamine::{Ods, OdsError, Reader};
use std::io::Cursor;

/// The library's own words are of no use to a clerk.
fn refuse(error: &OdsError) -> Refusal {
    match error {
        OdsError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

pub(super) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Workbook, Refusal> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|e| refuse(&e))?;
    let sheets = book.sheets_metadata().to_vec();
    too_many_sheets(sheets.len(), bounds)?;
    let mut filler = Filler { bounds, cells: 0 };
    let mut workbook = Workbook::default();
    for sheet in sheets {
        let mut grid = grid(&sheet);
        let range = book.worksheet_range(&sheet.name).map_err(|e| refuse(&e))?;
        fill(&range, &mut grid, &mut filler)?;
        workbook.sheets.push(grid);
    }
    Ok(workbook)
}
