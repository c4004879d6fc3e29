//! Texts in BIFF records: bytes of a code page before BIFF8; since then UTF-16, or its low bytes alone, which may change
//! in the middle of a text where it goes on in a CONTINUE record.

use super::Refusal;
use super::globals::Version;
use super::records::Record;
use crate::ingest::workbook::encoding;
use crate::ingest::workbook::filler::Filler;
use std::sync::Arc;

/// The characters are of two bytes.
const WIDE: u8 = 1;
/// Phonetic text follows the characters.
const PHONETIC: u8 = 4;
/// Runs of fonts follow the characters.
const RICH: u8 = 8;

/// The data of a record from some byte on, and of those that continue it.
pub struct Pieces<'a> {
    now: &'a [u8],
    later: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Pieces<'a> {
    pub fn new(record: &Record<'a>, from: usize) -> Result<Self, Refusal> {
        let now = record.data.get(from..).ok_or(Refusal::Damaged)?;
        Ok(Self { now, later: record.more.clone().into_iter() })
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let mut all = [0; N];
        for slot in &mut all {
            while self.now.is_empty() {
                self.now = self.later.next().ok_or(Refusal::Damaged)?;
            }
            let (first, rest) = self.now.split_first().ok_or(Refusal::Damaged)?;
            (*slot, self.now) = (*first, rest);
        }
        Ok(all)
    }

    fn skip(&mut self, mut length: usize) -> Result<(), Refusal> {
        while length > self.now.len() {
            length -= self.now.len();
            self.now = self.later.next().ok_or(Refusal::Damaged)?;
        }
        self.now = self.now.get(length..).unwrap_or_default();
        Ok(())
    }

    fn characters(&mut self, mut count: usize, flags: u8) -> Result<String, Refusal> {
        let mut wide = flags & WIDE != 0;
        let mut units: Vec<u16> = Vec::new();
        while count > 0 {
            if self.now.is_empty() {
                self.now = self.later.next().ok_or(Refusal::Damaged)?;
                wide = self.bytes::<1>()?[0] & WIDE != 0;
            }
            let width = if wide { 2 } else { 1 };
            let here = count.min(self.now.len() / width);
            let (taken, rest) = self.now.split_at_checked(here * width).ok_or(Refusal::Damaged)?;
            if here == 0 && !self.now.is_empty() {
                return Err(Refusal::Damaged);
            }
            if wide {
                units.extend(taken.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                units.extend(taken.iter().map(|byte| u16::from(*byte)));
            }
            self.now = rest;
            count -= here;
        }
        Ok(String::from_utf16_lossy(&units))
    }

    /// A text of BIFF8 after its length: flags, characters, and what the flags say follows.
    fn unicode(&mut self, count: usize) -> Result<String, Refusal> {
        let [flags] = self.bytes()?;
        let runs = if flags & RICH != 0 { usize::from(u16::from_le_bytes(self.bytes()?)) } else { 0 };
        let phonetic = if flags & PHONETIC != 0 { u32::from_le_bytes(self.bytes()?) } else { 0 };
        let text = self.characters(count, flags)?;
        self.skip(runs * 4)?;
        self.skip(usize::try_from(phonetic).unwrap_or(usize::MAX))?;
        Ok(text)
    }

    /// A text whose length is two bytes; of names and, before BIFF8, formats, one.
    pub fn text(&mut self, length_bytes: usize, version: Version) -> Result<String, Refusal> {
        let count = if length_bytes == 1 {
            usize::from(self.bytes::<1>()?[0])
        } else {
            usize::from(u16::from_le_bytes(self.bytes()?))
        };
        match version {
            Version::Eight => self.unicode(count),
            Version::Five(page) => {
                let bytes = self.now.get(..count).ok_or(Refusal::Damaged)?;
                Ok(encoding::of_code_page(page, bytes))
            }
        }
    }
}

/// The table of strings the cells refer to. The number it declares is only believed as far as there are strings.
pub fn table(record: &Record<'_>, filler: &mut Filler<'_>) -> Result<Vec<Arc<str>>, Refusal> {
    let declared = super::records::four(record.data, 4)?;
    let mut pieces = Pieces::new(record, 8)?;
    let mut all = Vec::new();
    for _ in 0..declared {
        filler.string()?;
        all.push(pieces.text(2, Version::Eight)?.into());
    }
    Ok(all)
}
