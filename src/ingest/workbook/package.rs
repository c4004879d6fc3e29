//! A zip package: measured by really unpacking it, since the sizes it declares may lie, then read part by part.

use super::Refusal;
use super::filler::Filler;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const CHUNK: usize = 65_536;

pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Names in lower case with `/` between parts: some writers differ from what they refer to.
    places: BTreeMap<String, usize>,
}

fn refuse(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

impl<'a> Package<'a> {
    /// Opens a package none of whose parts is damaged and which is within the bounds when unpacked.
    pub fn open(bytes: &'a [u8], filler: &mut Filler<'_>) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| refuse(&e))?;
        let limit = filler.bounds.entries;
        if zip.len() > limit {
            return Err(Refusal::too_many("entries", limit));
        }
        let mut package = Self { zip, places: BTreeMap::new() };
        let mut left = filler.bounds.inflated_bytes;
        for place in 0..package.zip.len() {
            let mut part = package.zip.by_index(place).map_err(|e| refuse(&e))?;
            let name = normal(&String::from_utf8_lossy(part.name_raw()));
            let mut chunk = [0; CHUNK];
            loop {
                filler.step()?;
                let length = part.read(&mut chunk).map_err(|_| Refusal::Damaged)?;
                if length == 0 {
                    break;
                }
                let length = u64::try_from(length).unwrap_or(u64::MAX);
                let limit = filler.bounds.inflated_bytes;
                left = left.checked_sub(length).ok_or(Refusal::TooLarge("inflated_bytes", limit))?;
            }
            drop(part);
            // Of two parts by one name nobody can tell which is meant.
            if package.places.insert(name, place).is_some() {
                return Err(Refusal::Damaged);
            }
        }
        Ok(package)
    }

    /// The bytes of a part, or nothing when there is none by that name.
    pub fn part(&mut self, name: &str, filler: &mut Filler<'_>) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(place) = self.places.get(&normal(name)) else { return Ok(None) };
        let part = self.zip.by_index(*place).map_err(|e| refuse(&e))?;
        let mut bytes = Vec::new();
        // The whole package was measured; this is against a zip that reads differently the second time.
        part.take(filler.bounds.inflated_bytes).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        filler.step()?;
        Ok(Some(bytes))
    }

    /// A part that has to be there.
    pub fn must(&mut self, name: &str, filler: &mut Filler<'_>) -> Result<Vec<u8>, Refusal> {
        self.part(name, filler)?.ok_or(Refusal::Damaged)
    }

    /// The package with a part replaced; all others are copied as they are.
    pub fn with_part(&mut self, name: &str, part: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let replaced = self.places.get(&normal(name)).copied();
        for place in 0..self.zip.len() {
            let copied = self.zip.by_index_raw(place).map_err(|e| refuse(&e))?;
            if Some(place) != replaced {
                writer.raw_copy_file(copied).map_err(|e| refuse(&e))?;
            }
        }
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(name.trim_start_matches('/'), stored).map_err(|e| refuse(&e))?;
        writer.write_all(part).map_err(|_| Refusal::Damaged)?;
        Ok(writer.finish().map_err(|e| refuse(&e))?.into_inner())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
