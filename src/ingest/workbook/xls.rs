//! Binary workbooks (BIFF) in a compound file.

use super::{Refusal, Workbook, fill, merge, sheets};
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
    sheets(&mut book, bounds, |book, name, grid, filler| {
        let range = book.worksheet_range(name).map_err(|e| refuse(&e))?;
        fill(&range, grid, filler)?;
        grid.merges = book.merge_cells_by_sheet_name(name).unwrap_or_default().iter().map(merge).collect();
        Ok(())
    })
}
