//! The package of a workbook: parts are replaced, added and removed; all others stay as they are, compressed bytes included.

use super::Fault;
use crate::catalog::Bounds;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// By names in lower case with `/` between parts: some writers differ from what they refer to.
    places: BTreeMap<String, usize>,
    /// What replaces a part; nothing: the part is removed.
    changed: BTreeMap<String, Option<String>>,
    added: Vec<(String, String)>,
    limit: u64,
}

const DAMAGED: Fault = Fault("压缩包损坏");

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8], bounds: &Bounds) -> Result<Self, Fault> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault("不是 xlsx 包"))?;
        if zip.len() > bounds.entries {
            return Err(Fault("部件过多"));
        }
        let mut places = BTreeMap::new();
        for place in 0..zip.len() {
            let part = zip.by_index_raw(place).map_err(|_| DAMAGED)?;
            if part.encrypted() || places.insert(normal(&String::from_utf8_lossy(part.name_raw())), place).is_some() {
                return Err(DAMAGED);
            }
        }
        Ok(Self { zip, places, changed: BTreeMap::new(), added: Vec::new(), limit: bounds.inflated_bytes })
    }

    /// The names of all parts that are there now, in lower case.
    pub fn names(&self) -> Vec<String> {
        let is_there = |name: &&String| !matches!(self.changed.get(*name), Some(None));
        let added = self.added.iter().map(|(name, _)| normal(name));
        self.places.keys().filter(is_there).cloned().chain(added).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        let name = normal(name);
        let is_added = self.added.iter().any(|(added, _)| normal(added) == name);
        is_added || self.places.contains_key(&name) && !matches!(self.changed.get(&name), Some(None))
    }

    /// The text of a part as it is now; nothing when there is none by that name.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let name = normal(name);
        if let Some(changed) = self.changed.get(&name) {
            return Ok(changed.clone());
        }
        if let Some((_, text)) = self.added.iter().find(|(added, _)| normal(added) == name) {
            return Ok(Some(text.clone()));
        }
        let Some(place) = self.places.get(&name) else { return Ok(None) };
        let part = self.zip.by_index(*place).map_err(|_| DAMAGED)?;
        let mut bytes = Vec::new();
        let limit = self.limit;
        part.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| DAMAGED)?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
            return Err(Fault("部件过大"));
        }
        let text = String::from_utf8(bytes).map_err(|_| Fault("部件不是 UTF-8"))?;
        Ok(Some(text.strip_prefix('\u{FEFF}').map_or(text.clone(), str::to_owned)))
    }

    /// A part that has to be there.
    pub fn must(&mut self, name: &str) -> Result<String, Fault> {
        self.text(name)?.ok_or(Fault("缺少部件"))
    }

    /// Replaces a part, or adds it where there is none.
    pub fn set(&mut self, name: &str, text: String) {
        let key = normal(name);
        if let Some((_, old)) = self.added.iter_mut().find(|(added, _)| normal(added) == key) {
            *old = text;
        } else if self.places.contains_key(&key) {
            self.changed.insert(key, Some(text));
        } else {
            self.added.push((name.trim_start_matches('/').to_owned(), text));
        }
    }

    pub fn remove(&mut self, name: &str) {
        let key = normal(name);
        if self.places.contains_key(&key) {
            self.changed.insert(key, None);
        }
    }

    /// A name no part has: the number goes in between.
    pub fn free(&self, before: &str, after: &str) -> String {
        let mut number = 1_usize;
        loop {
            let name = format!("{before}{number}{after}");
            if !self.places.contains_key(&normal(&name)) && !self.has(&name) {
                return name;
            }
            number += 1;
        }
    }

    /// The whole package. The dates of parts that were written are fixed.
    pub fn finish(mut self) -> Result<Vec<u8>, Fault> {
        let failed = |_| Fault("无法写出压缩包");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let by_place: BTreeMap<usize, String> =
            self.places.iter().map(|(name, place)| (*place, name.clone())).collect();
        for (place, key) in by_place {
            let part = self.zip.by_index_raw(place).map_err(failed)?;
            match self.changed.get(&key) {
                None => writer.raw_copy_file(part).map_err(failed)?,
                Some(None) => {}
                Some(Some(text)) => {
                    let name = part.name().map_err(failed)?.replace('\\', "/");
                    writer.start_file(name, deflated).map_err(failed)?;
                    writer.write_all(text.as_bytes()).map_err(|_| DAMAGED)?;
                }
            }
        }
        for (name, text) in &self.added {
            writer.start_file(name, deflated).map_err(failed)?;
            writer.write_all(text.as_bytes()).map_err(|_| DAMAGED)?;
        }
        Ok(writer.finish().map_err(failed)?.into_inner())
    }
}
