//! Keeps what an edition is made from, before it is written.

use super::builtin;
use super::edition::{Archive, Manifest};
use super::error::Error;
use super::reading::Progress;
use super::report::Run;
use super::session::Session;
use super::store;
use super::templates;
use crate::catalog::Form;
use crate::model::RegionCode;
use std::collections::BTreeMap;
use std::path::PathBuf;

impl Run<'_> {
    /// Keeps the returns and templates of an edition that are not kept yet. Workbooks of units that send names and numbers
    /// of persons are not copied: they are looked for among the inputs when an edition is made again.
    ///
    /// # Errors
    /// I/O; a return or a template that changed while it was read.
    pub(super) fn keep(&self, manifest: &Manifest, progress: &dyn Progress) -> Result<(), Error> {
        let session = self.session;
        let archive = Archive::within(&session.archive_folder());
        let mut files: BTreeMap<&str, &str> = BTreeMap::new();
        for input in manifest.inputs.iter().filter(|input| !input.sha256.is_empty()) {
            let code = input.region_code.as_deref().map(RegionCode::new);
            if !session.asks_for_persons(code.as_ref()) {
                files.insert(&input.sha256, &input.path);
            }
        }
        let load = |sha256: &str| {
            let Some(path) = files.get(sha256) else { return Ok(None) };
            let path = session.inputs.join(path);
            let bytes = store::read(&path)?;
            if store::sha256(&bytes) != sha256 {
                return Err(Error::new("error.changed_meanwhile").with("path", path.display()));
            }
            Ok(Some(bytes))
        };
        let waiting = || progress.waiting(&session.archive_folder());
        archive.keep(files.keys().copied(), &load, None, &waiting)?;
        if archive.has_templates(&manifest.template_hash) {
            return Ok(());
        }
        let templates = session.template_bytes()?;
        let listed: BTreeMap<String, String> =
            templates.iter().map(|(path, bytes)| (path.clone(), store::sha256(bytes))).collect();
        let by_hash: BTreeMap<&str, &Vec<u8>> =
            templates.iter().filter_map(|(path, bytes)| Some((listed.get(path)?.as_str(), bytes))).collect();
        // Faces that are built into the program are not copied for every desk.
        let is_built_in = |path: &str| {
            let face = path.strip_prefix("fonts/").and_then(builtin::face);
            face.is_some_and(|face| Some(&store::sha256(&face)) == listed.get(path))
        };
        let wanted: Vec<&str> =
            listed.iter().filter(|(path, _)| !is_built_in(path)).map(|(_, sha256)| sha256.as_str()).collect();
        let load = |sha256: &str| Ok(by_hash.get(sha256).map(|bytes| (*bytes).clone()));
        archive.keep(wanted.into_iter(), &load, Some((&manifest.template_hash, &listed)), &waiting)
    }
}

impl Session {
    /// Where what this desk's editions were made from is kept.
    pub(super) fn archive_folder(&self) -> PathBuf {
        self.out.clone().unwrap_or_else(|| self.home.join("outputs").join(&self.desk.id))
    }

    /// A form the unit owes has columns of personal data: nothing of its workbooks is stored with an edition. A file of which
    /// nobody knows whose it is may be of any unit.
    pub(super) fn asks_for_persons(&self, unit: Option<&RegionCode>) -> bool {
        let asked = |form: &Form| form.has_personal();
        let units = self.desk.units.iter().filter(|known| unit.is_none_or(|code| known.code == *code));
        units.flat_map(|unit| &unit.forms).filter_map(|id| self.catalog.forms.get(id)).any(asked)
    }

    /// The template files as they were read when the session was opened.
    fn template_bytes(&self) -> Result<templates::Files, Error> {
        let folder = self.home.join("templates");
        let mut files = if folder.is_dir() { store::read_tree(&folder)? } else { builtin::files() };
        files.retain(|path, _| self.template_paths.contains(path));
        if store::hash_files(&files) != self.catalog.hash {
            return Err(Error::new("error.changed_meanwhile").with("path", folder.display()));
        }
        Ok(files)
    }
}
