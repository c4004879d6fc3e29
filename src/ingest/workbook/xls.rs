//! Binary workbooks (BIFF) in a compound file.

use super::{Filler, Refusal, Workbook, fill, grid, merge, too_many_sheets};
use crate::catalog::Bounds;
use calamine::{Reader, Xls, XlsError};
use std::io::Cursor;

/// Names in an encrypted package, which is a compound file too: UTF-16, as directory entries are.
const ENCRYPTED: &str = "EncryptedPackage";

/// The library's own words are of no use to a clerk.
fn refuse(error: &XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

fn is_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|w| w == name)
}

pub(super) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Workbook, Refusal> {
    if is_encrypted_package(bytes) {
        return Err(Refusal::Encrypted);
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|e| refuse(&e))?;
    let sheets = book.sheets_metadata().to_vec();
    too_many_sheets(sheets.len(), bounds)?;
    let mut filler = Filler { bounds, cells: 0 };
    let mut workbook = Workbook::default();
    for sheet in sheets {
        let mut grid = grid(&sheet);
        let range = book.worksheet_range(&sheet.name).map_err(|e| refuse(&e))?;
        fill(&range, &mut grid, &mut filler)?;
        grid.merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default().iter().map(merge).collect();
        workbook.sheets.push(grid);
    }
    Ok(workbook)
}
