//! What editions were made from, kept by hash beside them: the returns as they were and the templates as they were, so that
//! an edition can be made again after both have moved on.
//!
//! ```text
//! 存底/3f/3f1c…      a file, named by its SHA-256
//! 存底/91ab….模板     the templates of one template_hash: a line each, hash and path, as `sha256sum` writes them
//! ```

use super::hold;
use crate::app::error::Error;
use crate::app::store;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const NAME: &str = "存底";
const TEMPLATES: &str = "模板";
/// Steps up from an edition's period to where the archive may lie: beside the period; above it for reports made alone.
const STEPS: usize = 3;

/// Gives the bytes of a hash, where they are to be had.
pub type Load<'a> = &'a dyn Fn(&str) -> Result<Option<Vec<u8>>, Error>;

/// Files by hash.
#[derive(Clone, Debug)]
pub struct Archive {
    folder: PathBuf,
}

impl Archive {
    /// The archive in this folder, there or not yet.
    pub fn within(folder: &Path) -> Self {
        Self { folder: folder.join(NAME) }
    }

    /// The archive of a period's folder, in it or above it.
    pub fn near(out: &Path) -> Option<Self> {
        let out = std::path::absolute(out).ok()?;
        out.ancestors().take(STEPS).map(Self::within).find(|archive| archive.folder.is_dir())
    }

    fn place(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256.get(..2).unwrap_or_default()).join(sha256)
    }

    fn list(&self, template_hash: &str) -> PathBuf {
        self.folder.join(format!("{template_hash}.{TEMPLATES}"))
    }

    pub fn has(&self, sha256: &str) -> bool {
        self.place(sha256).is_file()
    }

    pub fn has_templates(&self, template_hash: &str) -> bool {
        self.list(template_hash).is_file()
    }

    /// A kept file; nothing if it is not there, or no longer what its name says.
    ///
    /// # Errors
    /// I/O.
    pub fn get(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(store::read_if_there(&self.place(sha256))?.filter(|bytes| store::sha256(bytes) == sha256))
    }

    /// The templates of a hash: path and hash of each; nothing if they were not kept.
    ///
    /// # Errors
    /// I/O.
    pub fn templates(&self, template_hash: &str) -> Result<Option<BTreeMap<String, String>>, Error> {
        let Some(bytes) = store::read_if_there(&self.list(template_hash))? else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes);
        let line = |line: &str| line.split_once("  ").map(|(sha256, path)| (path.to_owned(), sha256.to_owned()));
        Ok(Some(text.lines().filter_map(line).collect()))
    }

    /// Keeps files that are not there yet, and then what lists them. `load` is asked only for files that are wanting.
    ///
    /// # Errors
    /// I/O; those of `load`.
    pub fn keep<'a>(
        &self,
        files: impl Iterator<Item = &'a str>,
        load: Load<'_>,
        templates: Option<(&str, &BTreeMap<String, String>)>,
        waiting: &dyn Fn(),
    ) -> Result<(), Error> {
        let wanting: Vec<&str> = files.filter(|sha256| !self.has(sha256)).collect();
        if wanting.is_empty() && templates.is_none() {
            return Ok(());
        }
        let _held = hold::hold(&self.folder, waiting)?;
        store::sweep(&self.folder)?;
        for sha256 in wanting {
            if let Some(bytes) = load(sha256)? {
                store::put_file(&self.place(sha256), &self.folder, &bytes)?;
            }
        }
        if let Some((hash, listed)) = templates {
            let text: String = listed.iter().map(|(path, sha256)| format!("{sha256}  {path}\n")).collect();
            store::put_file(&self.list(hash), &self.folder, text.as_bytes())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_longer_what_its_name_says_is_not_given_out() {
        let root = tempfile::tempdir().unwrap();
        let archive = Archive::within(root.path());
        let sha256 = store::sha256(b"return");
        let load = |_: &str| Ok(Some(b"return".to_vec()));
        archive.keep(std::iter::once(sha256.as_str()), &load, None, &|| ()).unwrap();
        assert_eq!(archive.get(&sha256).unwrap().as_deref(), Some(b"return".as_slice()));
        std::fs::write(archive.place(&sha256), b"retur").unwrap();
        assert_eq!(archive.get(&sha256).unwrap(), None);
        assert_eq!(archive.get(&store::sha256(b"other")).unwrap(), None);
        // Found from a period's folder and from that of a report made alone in it.
        for below in ["2021-11", "2021-11/circular"] {
            assert!(Archive::near(&root.path().join(below)).is_some(), "{below}");
        }
    }

    #[test]
    fn templates_are_listed_as_sha256sum_does() {
        let root = tempfile::tempdir().unwrap();
        let archive = Archive::within(root.path());
        let listed = BTreeMap::from([("desks/a b/desk.toml".to_owned(), store::sha256(b"x"))]);
        let load = |_: &str| Ok(Some(b"x".to_vec()));
        archive.keep(listed.values().map(String::as_str), &load, Some(("91ab", &listed)), &|| ()).unwrap();
        assert_eq!(archive.templates("91ab").unwrap(), Some(listed));
        assert_eq!(archive.templates("91ac").unwrap(), None);
        // printf x | sha256sum
        let text = std::fs::read_to_string(archive.list("91ab")).unwrap();
        assert_eq!(text, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  desks/a b/desk.toml\n");
    }
}
