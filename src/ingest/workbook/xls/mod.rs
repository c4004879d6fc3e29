//! Binary workbooks (BIFF5 and BIFF8) in a compound file. Read here and not by the workbook library: that one takes
//! memory by the size a sheet declares, spreads its cells over a full rectangle, and does not tell percentages.

mod globals;
mod records;
mod sheet;
mod strings;

use super::filler::Filler;
use super::{Grid, Refusal};
use cfb::CompoundFile;
use globals::Globals;
use records::Records;
use std::io::{Cursor, Read};

/// A workbook in a compound file; or an encrypted package, which is a compound file too.
pub(super) fn read(bytes: &[u8], filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    // A workbook for both Excel 95 and 97 has both streams; the newer one says more.
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(Refusal::Damaged)?;
    let stream = file.open_stream(name).map_err(|_| Refusal::Damaged)?;
    // No stream is longer than its file, whatever the directory says.
    let mut limited = stream.take(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    let mut all = Vec::new();
    limited.read_to_end(&mut all).map_err(|_| Refusal::Damaged)?;
    read_stream(&all, filler)
}

/// The stream alone, which some programs of web sites write as a file: with the workbook's part before its sheets, or
/// as one bare sheet.
pub(super) fn read_stream(stream: &[u8], filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    if globals::is_bare_sheet(stream)? {
        let globals = Globals::of_bare_sheet(stream)?;
        let mut grid = Grid::default();
        sheet::read(Records::new(stream), &globals, &mut grid, filler)?;
        return Ok(vec![grid]);
    }
    let globals = Globals::read(stream, filler)?;
    let mut grids = Vec::new();
    for found in &globals.sheets {
        let mut grid = Grid { name: found.name.as_str().into(), hidden: found.hidden, ..Grid::default() };
        let start = stream.get(found.start..).ok_or(Refusal::Damaged)?;
        sheet::read(Records::new(start), &globals, &mut grid, filler)?;
        grids.push(grid);
        filler.sheet(&grids)?;
    }
    Ok(grids)
}
