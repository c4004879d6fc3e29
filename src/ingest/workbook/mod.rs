//! Bytes → sheets. The only home of the workbook readers.

mod addresses;
mod binary;
mod csv;
mod encoding;
mod filler;
mod format;
mod grid;
mod html;
mod number_format;
mod ods;
mod package;
mod refusal;
mod relations;
mod sizes;
mod sniff;
#[cfg(test)]
mod tests;
mod text_file;
mod unseen;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xlsx_unseen;
mod xml;
mod xml_2003;
mod zip_names;

pub use filler::OutOfTime;
pub use format::Format;
pub(super) use grid::start;
pub use grid::{Content, Grid, GridCell, Merge};
pub use refusal::Refusal;

use crate::catalog::Bounds;
use filler::Filler;
use sniff::Kind;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// All sheets of a file, hidden ones included and marked.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    /// What the file is, whatever its name says.
    pub format: Format,
    pub sheets: Vec<Grid>,
    /// Cells beyond the last row or column that is read, and so not in the sheets.
    pub beyond: usize,
}

impl Workbook {
    /// The sheets as a form wants them: with what is hidden on them, or without.
    pub fn as_read(&self, with_unseen: bool) -> Cow<'_, Self> {
        if !with_unseen {
            return Cow::Borrowed(self);
        }
        let sheets = self.sheets.iter().map(|grid| grid.as_read(true).into_owned()).collect();
        Cow::Owned(Self { sheets, ..*self })
    }
}

/// Reads a workbook by its content. `out_of_time` is asked now and then whether the seconds of the bounds have gone by.
///
/// # Errors
/// Why the file is refused; nothing is read in part.
pub fn read(bytes: &[u8], bounds: &Bounds, out_of_time: OutOfTime<'_>) -> Result<Workbook, Refusal> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > bounds.file_bytes {
        return Err(Refusal::TooLarge("file_bytes", bounds.file_bytes));
    }
    // What comes in is anyone's, and what reads it is not all ours: a panic of a library over one file must not end the
    // run of a hundred others. Nothing that was being written is used after it.
    let work = AssertUnwindSafe(|| {
        let mut filler = Filler::new(bounds, out_of_time);
        let (format, mut sheets) = by_kind(bytes, &mut filler)?;
        sheets.iter_mut().for_each(Grid::set_aside);
        // No workbook is without a sheet: where none was found, something was not understood.
        if sheets.is_empty() { Err(Refusal::Damaged) } else { Ok(Workbook { format, sheets, beyond: filler.beyond }) }
    });
    catch_unwind(work).unwrap_or(Err(Refusal::Damaged))
}

fn by_kind(bytes: &[u8], filler: &mut Filler<'_>) -> Result<(Format, Vec<Grid>), Refusal> {
    match sniff::sniff(bytes) {
        Kind::Empty => Err(Refusal::Empty),
        Kind::Text => text_file::read(bytes, filler),
        Kind::Other(what) => Err(Refusal::NotAReturn(what)),
        Kind::Compound => Ok((Format::Xls, xls::read(bytes, filler)?)),
        Kind::Stream => Ok((Format::Xls, xls::read_stream(bytes, filler)?)),
        Kind::Package if sniff::is_opendocument(bytes) => Ok((Format::Ods, ods::read(bytes, filler)?)),
        Kind::Package if sniff::is_binary(bytes) => Ok((Format::Xlsb, xlsb::read(bytes, filler)?)),
        Kind::Package => Ok((Format::Xlsx, xlsx::read(bytes, filler)?)),
    }
}
