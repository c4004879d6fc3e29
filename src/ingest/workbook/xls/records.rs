//! The records of a BIFF stream: a kind, a length, the data; long ones go on in CONTINUE records.

use super::Refusal;

pub const BOF: u16 = 0x0809;
pub const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;

pub struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    /// The data of the CONTINUE records behind it.
    pub more: Vec<&'a [u8]>,
}

/// The records from the start of a stream or of a sheet in it.
pub struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The next record. Every part of a workbook ends with an EOF record: a stream that ends before it is cut off.
    pub fn next(&mut self) -> Result<Record<'a>, Refusal> {
        let (kind, data) = self.one()?;
        let mut more = Vec::new();
        while self.rest.get(..2) == Some(CONTINUE.to_le_bytes().as_slice()) {
            more.push(self.one()?.1);
        }
        Ok(Record { kind, data, more })
    }

    fn one(&mut self) -> Result<(u16, &'a [u8]), Refusal> {
        let (kind, length) = (two(self.rest, 0)?, usize::from(two(self.rest, 2)?));
        let data = self.rest.get(4..4 + length).ok_or(Refusal::Damaged)?;
        self.rest = self.rest.get(4 + length..).unwrap_or_default();
        Ok((kind, data))
    }
}

pub fn two(data: &[u8], at: usize) -> Result<u16, Refusal> {
    Ok(u16::from_le_bytes(array(data, at)?))
}

pub fn four(data: &[u8], at: usize) -> Result<u32, Refusal> {
    Ok(u32::from_le_bytes(array(data, at)?))
}

pub fn eight(data: &[u8], at: usize) -> Result<[u8; 8], Refusal> {
    array(data, at)
}

fn array<const N: usize>(data: &[u8], at: usize) -> Result<[u8; N], Refusal> {
    data.get(at..at + N).and_then(|bytes| bytes.try_into().ok()).ok_or(Refusal::Damaged)
}
