//! What is said of a binary workbook as a whole: its version, code page, formats, strings and sheets.

use super::Refusal;
use super::records::{BOF, EOF, Record, Records, four, two};
use super::strings::{self, Pieces};
use crate::ingest::workbook::filler::Filler;
use crate::ingest::workbook::number_format;
use crate::ingest::workbook::value::Shown;
use std::collections::BTreeMap;
use std::sync::Arc;

const FILEPASS: u16 = 0x002F;
const CODEPAGE: u16 = 0x0042;
const DATEMODE: u16 = 0x0022;
const BOUNDSHEET: u16 = 0x0085;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;
const RECALCID: u16 = 0x01C1;
const FORMAT: u16 = 0x041E;
/// What a part of the stream is, as its first record says.
const WORKBOOK: u16 = 0x0005;
const WORKSHEET: u16 = 0x0010;
/// The version BIFF8 says it is.
const BIFF8: u16 = 0x0600;

/// How texts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// In this code page.
    Five(u16),
    Eight,
}

pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Where its records start in the stream.
    pub start: usize,
}

pub struct Globals {
    pub version: Version,
    pub since_1904: bool,
    /// A program that calculates has saved the workbook: its empty results are results.
    pub calculated: bool,
    /// What the format of each cell style makes of a number.
    pub shown: Vec<Shown>,
    pub strings: Vec<Arc<str>>,
    pub sheets: Vec<Sheet>,
}

/// The stream starts with a sheet at once, as programs that write one table and no more do.
pub fn is_bare_sheet(stream: &[u8]) -> Result<bool, Refusal> {
    let first = Records::new(stream).next()?;
    if first.kind != BOF {
        return Err(Refusal::Damaged);
    }
    Ok(two(first.data, 2)? == WORKSHEET)
}

impl Globals {
    fn new(first: &Record<'_>) -> Result<Self, Refusal> {
        let version = if two(first.data, 0)? == BIFF8 { Version::Eight } else { Version::Five(0) };
        Ok(Self {
            version,
            since_1904: false,
            calculated: false,
            shown: Vec::new(),
            strings: Vec::new(),
            sheets: Vec::new(),
        })
    }

    pub fn of_bare_sheet(stream: &[u8]) -> Result<Self, Refusal> {
        Self::new(&Records::new(stream).next()?)
    }

    pub fn read(stream: &[u8], filler: &mut Filler<'_>) -> Result<Self, Refusal> {
        let mut records = Records::new(stream);
        let first = records.next()?;
        if two(first.data, 2)? != WORKBOOK {
            return Err(Refusal::Damaged);
        }
        let mut globals = Self::new(&first)?;
        let (mut formats, mut styles) = (BTreeMap::new(), Vec::new());
        loop {
            filler.step()?;
            let record = records.next()?;
            match record.kind {
                EOF => break,
                FILEPASS => return Err(Refusal::Encrypted),
                CODEPAGE if globals.version != Version::Eight => {
                    globals.version = Version::Five(two(record.data, 0)?);
                }
                DATEMODE => globals.since_1904 = two(record.data, 0)? == 1,
                RECALCID => globals.calculated = true,
                FORMAT => {
                    let length_bytes = if globals.version == Version::Eight { 2 } else { 1 };
                    let code = Pieces::new(&record, 2)?.text(length_bytes, globals.version)?;
                    formats.insert(two(record.data, 0)?, number_format::of_code(&code));
                }
                XF => styles.push(two(record.data, 2)?),
                SST => globals.strings = strings::table(&record, filler)?,
                BOUNDSHEET => globals.sheets.extend(sheet(&record, globals.version)?),
                _ => {}
            }
        }
        let shown = |id: u16| formats.get(&id).copied().unwrap_or_else(|| number_format::built_in(id));
        globals.shown = styles.into_iter().map(shown).collect();
        Ok(globals)
    }
}

/// A sheet of cells; those of charts, macros and modules hold nothing to read.
fn sheet(record: &Record<'_>, version: Version) -> Result<Option<Sheet>, Refusal> {
    let start = usize::try_from(four(record.data, 0)?).map_err(|_| Refusal::Damaged)?;
    let (state, kind) = (record.data.get(4), record.data.get(5));
    if kind != Some(&0) {
        return Ok(None);
    }
    let mut name = Pieces::new(record, 6)?.text(1, version)?;
    name.retain(|c| c != '\0');
    Ok(Some(Sheet { name, hidden: state.is_some_and(|state| state & 3 != 0), start }))
}
