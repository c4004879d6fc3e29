//! OpenDocument spreadsheets.

use super::{Refusal, Workbook, fill, sheets};
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
    sheets(&mut book, bounds, |book, name, grid, filler| {
        let range = book.worksheet_range(name).map_err(|e| refuse(&e))?;
        fill(&range, grid, filler)
    })
}
