//! What may stand in files that could not be read: a reference to it is not complained of.

use super::text::normalise;
use std::collections::BTreeSet;

/// Names that unreadable files of one kind may define.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    /// A file gives nothing away: any name may stand in it.
    opaque: bool,
    /// Every text and key of files whose TOML is well-formed, normalised.
    texts: BTreeSet<String>,
}

impl Unread {
    /// Takes in a file that did not become a template: its id, and all it says if it is TOML at all.
    pub fn add(&mut self, id: &str, bytes: &[u8]) {
        self.texts.insert(normalise(id));
        let table = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<toml::Table>().ok());
        match table {
            Some(table) => self.take_table(&table),
            None => self.opaque = true,
        }
    }
    fn take_table(&mut self, table: &toml::Table) {
        for (key, value) in table {
            self.texts.insert(normalise(key));
            self.take(value);
        }
    }
    fn take(&mut self, value: &toml::Value) {
        match value {
            toml::Value::String(text) => {
                self.texts.insert(normalise(text));
            }
            toml::Value::Array(all) => all.iter().for_each(|one| self.take(one)),
            toml::Value::Table(table) => self.take_table(table),
            _ => {}
        }
    }
    pub fn may_hold(&self, name: &str) -> bool {
        self.opaque || self.texts.contains(&normalise(name))
    }
    /// Every file of the kind was read.
    pub fn is_nothing(&self) -> bool {
        !self.opaque && self.texts.is_empty()
    }
}
