//! What the tests of all readers use.

use crate::catalog::Bounds;
use crate::ingest::workbook::filler::Filler;
use crate::ingest::workbook::{Grid, Refusal, Workbook};
use std::io::{Cursor, Read, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

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
    crate::ingest::workbook::read(bytes, &bounds(), &|| false)
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

/// A package of these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // What names the type is stored as it is, as the specification wants.
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of a package, each as text that `change` may change.
pub fn rewritten(package: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        let text = change(&name, text);
        parts.push((name, text));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&parts)
}
