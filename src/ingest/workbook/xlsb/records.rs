//! The records of a binary part: a kind and a length of seven bits a byte, then fields.

use crate::ingest::workbook::Refusal;
use crate::ingest::workbook::filler::Filler;

pub struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn new(part: &'a [u8]) -> Self {
        Self { rest: part }
    }

    /// The next record; nothing at the end of the part.
    pub fn next(&mut self, filler: &mut Filler<'_>) -> Result<Option<(u16, Fields<'a>)>, Refusal> {
        filler.step()?;
        if self.rest.is_empty() {
            return Ok(None);
        }
        let first = self.byte()?;

        let kind = if first & 0x80 == 0 {
            u16::from(first)
        } else {
            u16::from(first & 0x7F) | u16::from(self.byte()? & 0x7F) << 7
        };
        let mut length = 0_usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (data, rest) = self.rest.split_at_checked(length).ok_or(Refusal::Damaged)?;
        self.rest = rest;
        Ok(Some((kind, Fields { rest: data })))
    }

    fn byte(&mut self) -> Result<u8, Refusal> {
        let (first, rest) = self.rest.split_first().ok_or(Refusal::Damaged)?;
        self.rest = rest;
        Ok(*first)
    }
}

/// The fields of one record, taken from the front.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Refusal::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        self.take(N)?.try_into().map_err(|_| Refusal::Damaged)
    }
    pub fn skip(&mut self, length: usize) -> Result<(), Refusal> {
        self.take(length).map(|_| ())
    }
    pub fn one(&mut self) -> Result<u8, Refusal> {
        Ok(u8::from_le_bytes(self.array()?))
    }
    pub fn two(&mut self) -> Result<u16, Refusal> {
        Ok(u16::from_le_bytes(self.array()?))
    }
    pub fn four(&mut self) -> Result<u32, Refusal> {
        Ok(u32::from_le_bytes(self.array()?))
    }
    pub fn float(&mut self) -> Result<f64, Refusal> {
        Ok(f64::from_le_bytes(self.array()?))
    }
    /// A length in characters and UTF-16; a text that is not there has the largest length there is.
    pub fn text(&mut self) -> Result<String, Refusal> {
        let count = self.four()?;
        if count == u32::MAX {
            return Ok(String::new());
        }
        let bytes = usize::try_from(count).ok().and_then(|count| count.checked_mul(2)).ok_or(Refusal::Damaged)?;
        let units: Vec<u16> =
            self.take(bytes)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        Ok(String::from_utf16_lossy(&units))
    }
}
