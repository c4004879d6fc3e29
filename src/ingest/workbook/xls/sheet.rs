//! The cells and merged ranges of one sheet of a binary workbook.

use super::Refusal;
use super::globals::Globals;
use super::records::{BOF, EOF, Record, Records, eight, four, two};
use super::strings::Pieces;
use crate::ingest::workbook::binary;
use crate::ingest::workbook::filler::Filler;
use crate::ingest::workbook::value::{self, Shown};
use crate::ingest::workbook::{Content, Grid, GridCell};
use crate::model::Cell;
use std::sync::Arc;

const FORMULA: [u16; 3] = [0x0006, 0x0206, 0x0406];
/// Columns: the first, the last, width, style, flags; the first flag is that they are hidden.
const COLINFO: u16 = 0x007D;
/// The sheet shows some of its rows by a filter.
const FILTERMODE: u16 = 0x009B;
const MULRK: u16 = 0x00BD;
const RSTRING: u16 = 0x00D6;
const MERGECELLS: u16 = 0x00E5;
const LABELSST: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOLERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
/// A row: its number, at byte 6 its height, and at byte 12 its flags: the sixth is that it is hidden, the seventh that its
/// height was set. Before version 8 as well.
const ROW: u16 = 0x0208;
const RK: u16 = 0x027E;

struct Reading<'r, 'f, 'b> {
    globals: &'r Globals,
    grid: &'r mut Grid,
    filler: &'f mut Filler<'b>,
    /// A formula whose result is a text: it stands in the next STRING record.
    awaited: Option<(u32, u32)>,
}

/// Reads up to the end of the sheet. The size it declares is not looked at.
pub fn read(
    mut records: Records<'_>,
    globals: &Globals,
    grid: &mut Grid,
    filler: &mut Filler<'_>,
) -> Result<(), Refusal> {
    if records.next()?.kind != BOF {
        return Err(Refusal::Damaged);
    }
    let mut reading = Reading { globals, grid, filler, awaited: None };
    // Charts inside the sheet are parts of their own, with records that look like cells.
    let mut inside = 0_usize;
    loop {
        reading.filler.step()?;
        let record = records.next()?;
        match record.kind {
            BOF => inside += 1,
            EOF if inside == 0 => break,
            EOF => inside -= 1,
            _ if inside > 0 => {}
            _ => reading.record(&record)?,
        }
    }
    reading.no_result()
}

fn flagged(data: &[u8], at: usize, flag: u8) -> bool {
    data.get(at).is_some_and(|flags| flags & flag != 0)
}

impl Reading<'_, '_, '_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        let data = record.data;
        match record.kind {
            NUMBER => {
                let number = f64::from_le_bytes(eight(data, 6)?);
                let cell = value::float(number, self.shown(data, 4)?, self.globals.since_1904);
                self.put(data, cell)
            }
            RK => {
                let cell = binary::rk(four(data, 6)?, self.shown(data, 4)?, self.globals.since_1904);
                self.put(data, cell)
            }
            MULRK => self.many(data),
            LABEL | RSTRING => {
                let text = Pieces::new(record, 6)?.text(2, self.globals.version)?;
                value::text(&text).map_or(Ok(()), |cell| self.put(data, cell))
            }
            LABELSST => {
                let which = usize::try_from(four(data, 6)?).map_err(|_| Refusal::Damaged)?;
                let text = self.globals.strings.get(which).ok_or(Refusal::Damaged)?;
                if text.is_empty() { Ok(()) } else { self.put(data, value::plain(Content::Text(Arc::clone(text)))) }
            }
            BOOLERR => {
                let (what, is_error) = (*data.get(6).ok_or(Refusal::Damaged)?, data.get(7) == Some(&1));
                self.put(data, if is_error { binary::error(what) } else { value::plain(Content::Bool(what != 0)) })
            }
            STRING => {
                let text = Pieces::new(record, 0)?.text(2, self.globals.version)?;
                let Some((row, column)) = self.awaited.take() else { return Ok(()) };
                value::text(&text).map_or(Ok(()), |cell| self.filler.put(self.grid, row, column, cell))
            }
            MERGECELLS => self.merges(data),
            COLINFO => {
                self.columns(data);
                Ok(())
            }
            ROW => {
                self.row(data);
                Ok(())
            }
            FILTERMODE => {
                self.grid.unseen.filtered = true;
                Ok(())
            }
            kind if FORMULA.contains(&kind) => self.formula(data),
            _ => Ok(()),
        }
    }

    fn put(&mut self, data: &[u8], cell: GridCell) -> Result<(), Refusal> {
        let (row, column) = place(data)?;
        self.filler.put(self.grid, row, column, cell)
    }

    /// What the format of the style that stands there makes of a number.
    fn shown(&self, data: &[u8], at: usize) -> Result<Shown, Refusal> {
        Ok(self.globals.shown.get(usize::from(two(data, at)?)).copied().unwrap_or_default())
    }

    /// Looks only: a record cut short is no reason to refuse a sheet.
    fn columns(&mut self, data: &[u8]) {
        let (Ok(first), Ok(last)) = (two(data, 0), two(data, 2)) else { return };
        if flagged(data, 8, 0x01) {
            self.grid.unseen.columns.add(first.into(), last.into());
        } else if let Ok(width) = two(data, 4) {
            self.grid.sizes.columns(first.into(), last.into(), width.into());
        }
    }

    fn row(&mut self, data: &[u8]) {
        let Ok(row) = two(data, 0).map(u32::from) else { return };
        if flagged(data, 12, 0x20) {
            self.grid.unseen.rows.add(row, row);
        } else if flagged(data, 12, 0x40)
            && let Ok(height) = two(data, 6)
        {
            // Set by hand; the others are as high as their texts.
            self.grid.sizes.row(row, u32::from(height & 0x7FFF));
        }
    }

    /// Row, first column, a style and a number for each cell, last column.
    fn many(&mut self, data: &[u8]) -> Result<(), Refusal> {
        let (row, first) = place(data)?;
        let cells = data.get(4..data.len().saturating_sub(2)).ok_or(Refusal::Damaged)?;
        for (column, cell) in (first..).zip(cells.chunks_exact(6)) {
            let cell = binary::rk(four(cell, 2)?, self.shown(cell, 0)?, self.globals.since_1904);
            self.filler.put(self.grid, row, column, cell)?;
        }
        Ok(())
    }

    /// The result a formula was saved with: a number, or marked as none by its last two bytes.
    fn formula(&mut self, data: &[u8]) -> Result<(), Refusal> {
        self.no_result()?;
        let result = eight(data, 6)?;
        let [kind, _, what, .., 0xFF, 0xFF] = result else {
            let cell = value::float(f64::from_le_bytes(result), self.shown(data, 4)?, self.globals.since_1904);
            return self.put(data, cell);
        };
        match kind {
            0 => self.awaited = Some(place(data)?),
            1 => self.put(data, value::plain(Content::Bool(what != 0)))?,
            2 => self.put(data, binary::error(what))?,
            // An empty text; programs that do not calculate write it for what they do not know.
            _ if self.globals.calculated => {}
            _ => self.put(data, value::plain(Content::NoResult))?,
        }
        Ok(())
    }

    /// A text was promised and never came.
    fn no_result(&mut self) -> Result<(), Refusal> {
        match self.awaited.take() {
            Some((row, column)) => self.filler.put(self.grid, row, column, value::plain(Content::NoResult)),
            None => Ok(()),
        }
    }

    fn merges(&mut self, data: &[u8]) -> Result<(), Refusal> {
        for which in 0..usize::from(two(data, 0)?) {
            let corner = |at: usize| Ok::<u32, Refusal>(u32::from(two(data, 2 + which * 8 + at)?));
            let first = Cell::new(corner(0)?, corner(4)?);
            self.filler.merge(self.grid, first, Cell::new(corner(2)?, corner(6)?))?;
        }
        Ok(())
    }
}

/// Row and column, at the start of every cell's record.
fn place(data: &[u8]) -> Result<(u32, u32), Refusal> {
    Ok((u32::from(two(data, 0)?), u32::from(two(data, 2)?)))
}
