//! What the tests of all readers use.

use super::filler::Filler;
use super::{Bounds, Grid, Refusal, Workbook};

/// The bounds of the templates.
pub fn bounds() -> Bounds {
    Bounds {
        file_bytes: 52_428_800,
        inflated_bytes: 536_870_912,
        entries: 4096,
        sheets: 64,
        cells: 2_000_000,
        strings: 2_000_000,
        merges: 50_000,
        nesting: 256,
        seconds: 60,
        text_chars: 32_767,
        rows: 1_048_576,
        columns: 16_384,
    }
}

/// Reads with all the time in the world.
pub fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    super::read(bytes, &bounds(), &|| false)
}

pub fn filler_of<T>(work: impl FnOnce(&mut Filler<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
    let bounds = bounds();
    work(&mut Filler::new(&bounds, &|| false))
}

/// Every cell by its address, with its text.
pub fn cells(grid: &Grid) -> Vec<(String, String)> {
    grid.cells.iter().map(|(at, cell)| (at.to_string(), cell.raw())).collect()
}

/// The same in one line: `A1=名称|B1=12`.
pub fn shown(grid: &Grid) -> String {
    cells(grid).into_iter().map(|(at, raw)| format!("{at}={raw}")).collect::<Vec<_>>().join("|")
}

/// Merged ranges in one line: `A1:B2|C3:D3`.
pub fn merges(grid: &Grid) -> String {
    grid.merges.iter().map(|merge| format!("{}:{}", merge.first, merge.last)).collect::<Vec<_>>().join("|")
}
