//! What lies where no return is looked for: beside the folders of the months, in folders named nearly like one, and in
//! folders inside them.

use super::error::Error;
use super::session::Session;
use super::store;
use crate::finding::Finding;
use crate::model::{Month, Place};

/// What was found, told with the latest month: it is the one people are at.
#[derive(Debug, Default)]
pub(super) struct Misplaced {
    pub findings: Vec<Finding>,
    /// Name and hash of every file.
    pub files: Vec<(String, String)>,
    /// The folders among them.
    pub folders: Vec<String>,
}

impl Session {
    pub(super) fn misplaced(&self, months: &[Month]) -> Result<Misplaced, Error> {
        let mut found = Misplaced { files: store::strays(&self.inputs)?, ..Misplaced::default() };
        let Some(latest) = months.iter().max() else { return Ok(found) };
        let told = |path: &str| !self.is_ignored(path.rsplit('/').next().unwrap_or(path));
        let finding = |code, path: &str| Finding::new(code, *latest, Place::file(&path.into()));
        let beside = found.files.iter().map(|(path, _)| path).filter(|path| told(path));
        found.findings.extend(beside.map(|path| finding("file.misplaced", path)));
        found.folders = store::misplaced_folders(&self.inputs, months)?;
        for folder in found.folders.iter().filter(|folder| told(folder)) {
            let inside = match folder.rsplit_once('/') {
                // Whether what is in a folder beside those of the months is a return, nobody knows.
                None => Vec::new(),
                Some((above, _)) => store::files_below(&self.inputs, folder)?
                    .into_iter()
                    .map(|file| (finding("file.in_folder", &file.0).with("folder", above), file))
                    .collect(),
            };
            if inside.is_empty() {
                found.findings.push(finding("file.misplaced", folder));
            }
            for (of_file, file) in inside {
                found.findings.extend(told(&file.0).then_some(of_file));
                found.files.push(file);
            }
        }
        Ok(found)
    }
}
