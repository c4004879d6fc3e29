//! OpenDocument spreadsheets.

use super::{Filler, Refusal, Workbook, fill, grid, too_many_sheets};
use crate::catalog::Bounds;
use calamine::{Ods, OdsError, Reader};
use std::io::Cursor;

fn refuse(error: &OdsError) -> Refusal {
    Refusal::Damaged(error.to_string())
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
