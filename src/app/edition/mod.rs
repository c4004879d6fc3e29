//! Numbered editions of a period: written whole or not at all, and named by the manifest.

mod archive;
mod history;
mod hold;
mod issued;
mod manifest;
mod shelf;

pub use archive::Archive;
pub use history::{Change, EditionRecord, PeriodHistory, edition_folder, json as history_json, of_desk, of_period};
pub use issued::{Issued, PUBLISHED, Publishing, changed, issue, issued};
pub use manifest::{Asked, Face, Input, Listed, Manifest, Previous};
pub use shelf::{Kept, MANIFEST, Shelf, folder_name, number_of};

use super::error::Error;
use super::store;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// One file of an edition: its kind and its path inside the edition's folder.
#[derive(Clone, Debug)]
pub struct Output {
    pub kind: Cow<'static, str>,
    pub path: String,
    pub bytes: Arc<[u8]>,
}

impl Output {
    /// A chart of another report of the edition, in a folder of its own: two reports may have charts of one name.
    #[must_use]
    pub fn of_report(self, report: &str) -> Self {
        let path = match self.path.strip_prefix("charts/") {
            Some(name) => format!("charts/{report}/{name}"),
            None => self.path,
        };
        Self { path, ..self }
    }
}

/// What came of publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    pub edition: u32,
    /// The bytes were those of the current edition: nothing was written.
    pub unchanged: bool,
}

/// Writes the edition if it differs from the current one. `manifest` comes with its edition, outputs and previous
/// edition still open; `waiting` is told when another run holds the folder.
///
/// # Errors
/// I/O; the current edition and its manifest are untouched then.
pub fn publish(out: &Path, mut manifest: Manifest, outputs: &[Output], waiting: &dyn Fn()) -> Result<Published, Error> {
    let _held = hold::hold(out, waiting)?;
    store::sweep(out)?;
    let shelf = Shelf::read(out)?;
    let listed = |edition: u32| {
        let one = |output: &Output| Listed {
            kind: output.kind.to_string(),
            path: format!("{}/{}", folder_name(edition), output.path),
            sha256: store::sha256(&output.bytes),
        };
        outputs.iter().map(one).collect::<Vec<_>>()
    };
    if let Some(current) = shelf.current() {
        let edition = current.manifest.edition;
        manifest.edition = edition;
        manifest.outputs = listed(edition);
        manifest.previous.clone_from(&current.manifest.previous);
        let files = manifest.outputs.iter().map(|output| (output.path.as_str(), output.sha256.as_str()));
        if manifest == current.manifest && store::all_there(out, files)? {
            if shelf.pointer.as_ref() != Some(&current.bytes) {
                // A run was cut off before it named its edition.
                store::replace_file(&out.join(MANIFEST), &current.bytes)?;
            }
            return Ok(Published { edition, unchanged: true });
        }
    }
    let edition = shelf.next();
    manifest.edition = edition;
    manifest.outputs = listed(edition);
    manifest.previous = shelf
        .current()
        .map(|current| Previous { edition: current.manifest.edition, sha256: store::sha256(&current.bytes) });
    let bytes: Arc<[u8]> = manifest.bytes().into();
    let files = outputs.iter().map(|output| (output.path.clone(), Arc::clone(&output.bytes)));
    let own = (MANIFEST.to_owned(), Arc::clone(&bytes));
    let files: BTreeMap<String, Arc<[u8]>> = files.chain(std::iter::once(own)).collect();
    store::write_folder(out, &folder_name(edition), &files)?;
    store::replace_file(&out.join(MANIFEST), &bytes)?;
    Ok(Published { edition, unchanged: false })
}
