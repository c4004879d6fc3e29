//! The editions of a period as they lie on the disk. What is in an edition's folder is whole; which one is current follows
//! from the folders, so that a run cut off between an edition and the manifest that names it has lost nothing.

use super::manifest::Manifest;
use crate::app::error::Error;
use crate::app::store;
use std::path::Path;

pub const MANIFEST: &str = "manifest.json";

pub fn folder_name(edition: u32) -> String {
    format!("第{edition}版")
}

/// The number of an edition by the name of its folder.
pub fn number_of(name: &str) -> Option<u32> {
    name.strip_prefix('第')?.strip_suffix('版')?.parse().ok()
}

/// An edition that can be read, with the bytes of its manifest.
#[derive(Clone, Debug)]
pub struct Kept {
    pub manifest: Manifest,
    pub bytes: Vec<u8>,
}

/// The editions of a period's folder.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// By number; those whose manifest is lost or spoiled are in `spoiled`.
    pub editions: Vec<Kept>,
    pub spoiled: Vec<u32>,
    /// The bytes of the manifest in the period's folder.
    pub pointer: Option<Vec<u8>>,
}

impl Shelf {
    /// # Errors
    /// I/O.
    pub fn read(out: &Path) -> Result<Self, Error> {
        let pointer = store::read_if_there(&out.join(MANIFEST))?;
        let mut shelf = Self { pointer, ..Self::default() };
        for edition in store::numbers(out, number_of)? {
            let own = store::read_if_there(&out.join(folder_name(edition)).join(MANIFEST))?;
            // Editions of before each kept its own are known by the manifest that names them.
            let pointer = || shelf.pointer.clone();
            let read = |bytes: Vec<u8>| Manifest::parse(&bytes).map(|manifest| Kept { manifest, bytes });
            let kept = own.or_else(pointer).and_then(read).filter(|kept| kept.manifest.edition == edition);
            match kept {
                Some(kept) => shelf.editions.push(kept),
                None => shelf.spoiled.push(edition),
            }
        }
        Ok(shelf)
    }

    /// The last edition.
    pub fn current(&self) -> Option<&Kept> {
        self.editions.last()
    }

    pub fn find(&self, edition: u32) -> Option<&Kept> {
        self.editions.iter().find(|kept| kept.manifest.edition == edition)
    }

    /// The number of an edition that is to be written: none has had it, whether its folder is there, spoiled, or gone and
    /// still named by a manifest or among what was published.
    pub fn next(&self, published: impl Iterator<Item = u32>) -> u32 {
        let known = self.editions.iter().map(|kept| kept.manifest.edition);
        let named = self.pointer.as_deref().and_then(Manifest::parse).map(|manifest| manifest.edition);
        let previous = self.editions.iter().filter_map(|kept| Some(kept.manifest.previous.as_ref()?.edition));
        known.chain(previous).chain(named).chain(self.spoiled.iter().copied()).chain(published).max().unwrap_or(0) + 1
    }
}
