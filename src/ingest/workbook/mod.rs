//! Bytes → sheets. The only home of the workbook reader.

mod grid;
mod ods;
mod sniff;
mod xls;
mod xlsx;
mod zip_names;

pub use grid::{Content, Grid, GridCell, Merge};

use crate::catalog::Bounds;
use crate::model::{Cell, Decimal};
use calamine::{Data, Dimensions, Range, Reader, Sheet, SheetVisible};
use sniff::Kind;
use std::io::Cursor;

/// All sheets of a file, hidden ones included and marked.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    pub sheets: Vec<Grid>,
}

/// Why a file could not be read; each is one message to the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    NotAWorkbook,
    /// Clearly no table: what it is, for a person.
    NotAReturn(&'static str),
    /// A binary workbook (xlsb).
    Binary,
    /// Plain text, such as CSV.
    Text,
    Html,
    Encrypted,
    Damaged,
    /// A bound of `limits.toml` was passed: which, and its value.
    TooLarge(&'static str, u64),
}

/// Reads a workbook.
///
/// # Errors
/// Why the file is refused; nothing is read in part.
pub fn read(bytes: &[u8], bounds: &Bounds) -> Result<Workbook, Refusal> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > bounds.file_bytes {
        return Err(Refusal::TooLarge("file_bytes", bounds.file_bytes));
    }
    match sniff::sniff(bytes) {
        Kind::Empty => Err(Refusal::Empty),
        Kind::Html => Err(Refusal::Html),
        Kind::Text => Err(Refusal::Text),
        Kind::Other(what) => Err(Refusal::NotAReturn(what)),
        Kind::Unknown => Err(Refusal::NotAWorkbook),
        Kind::Compound => xls::read(bytes, bounds),
        Kind::Package if sniff::is_opendocument(bytes) => ods::read(bytes, bounds),
        Kind::Package if sniff::is_binary(bytes) => Err(Refusal::Binary),
        Kind::Package => xlsx::read(bytes, bounds),
    }
}

/// Fills one grid and keeps count against the bounds.
struct Filler<'a> {
    bounds: &'a Bounds,
    cells: usize,
}

impl Filler<'_> {
    fn put(&mut self, grid: &mut Grid, row: u32, column: u32, cell: GridCell) -> Result<(), Refusal> {
        if row >= self.bounds.rows || column >= self.bounds.columns {
            return Ok(());
        }
        self.cells += 1;
        if self.cells > self.bounds.cells {
            return Err(Refusal::TooLarge("cells", u64::try_from(self.bounds.cells).unwrap_or(u64::MAX)));
        }
        if let Content::Text(text) = &cell.content
            && text.chars().count() > self.bounds.text_chars
        {
            return Err(Refusal::TooLarge("text_chars", u64::try_from(self.bounds.text_chars).unwrap_or(u64::MAX)));
        }
        grid.cells.insert(Cell::new(row, column), cell);
        Ok(())
    }
}

/// Fills a grid from a range that was read whole.
fn fill(range: &Range<Data>, grid: &mut Grid, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let (row, column) = range.start().unwrap_or((0, 0));
    for (r, c, data) in range.used_cells() {
        if let Some(found) = content(data) {
            let (r, c) = (u32::try_from(r).unwrap_or(u32::MAX), u32::try_from(c).unwrap_or(u32::MAX));
            let cell = GridCell { content: found, percent: false };
            filler.put(grid, row.saturating_add(r), column.saturating_add(c), cell)?;
        }
    }
    Ok(())
}

/// Every sheet of a book as a grid that `fill_in` fills; any kind of book.
fn sheets<'a, R: Reader<Cursor<&'a [u8]>>>(
    book: &mut R,
    bounds: &Bounds,
    fill_in: impl Fn(&mut R, &str, &mut Grid, &mut Filler<'_>) -> Result<(), Refusal>,
) -> Result<Workbook, Refusal> {
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > bounds.sheets {
        return Err(Refusal::TooLarge("sheets", u64::try_from(bounds.sheets).unwrap_or(u64::MAX)));
    }
    let mut filler = Filler { bounds, cells: 0 };
    let mut workbook = Workbook::default();
    for sheet in sheets {
        let mut grid = grid(&sheet);
        fill_in(book, &sheet.name, &mut grid, &mut filler)?;
        workbook.sheets.push(grid);
    }
    Ok(workbook)
}

/// An empty grid for a sheet, hidden in whatever way.
fn grid(sheet: &Sheet) -> Grid {
    let hidden = !matches!(sheet.visible, SheetVisible::Visible);
    Grid { name: sheet.name.as_str().into(), hidden, ..Grid::default() }
}

/// The shortest decimal that reads back as the same float; nothing for what no decimal holds.
fn decimal(float: f64) -> Option<Decimal> {
    Decimal::from_str_exact(&format!("{float}")).ok()
}

fn content(data: &Data) -> Option<Content> {
    let too_long = |float: f64| Content::TooLong(format!("{float:e}"));
    let number = |float: f64| decimal(float).map_or_else(|| too_long(float), Content::Number);
    Some(match data {
        Data::Empty => return None,
        Data::String(text) if text.is_empty() => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Content::Text(text.as_str().into()),
        Data::Int(n) => Content::Number(Decimal::from(*n)),
        Data::Float(float) => number(*float),
        Data::Bool(b) => Content::Bool(*b),
        Data::Error(e) => Content::Error(e.to_string()),
        Data::DateTime(date) => match decimal(date.as_f64()) {
            Some(serial) => Content::Date(serial),
            None => too_long(date.as_f64()),
        },
    })
}

fn merge(range: &Dimensions) -> Merge {
    Merge { first: Cell::new(range.start.0, range.start.1), last: Cell::new(range.end.0, range.end.1) }
}
