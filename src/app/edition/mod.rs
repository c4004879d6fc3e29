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
    /// The current edition would have been the same, but its files are not as they were written any more.
    pub instead_of: Option<u32>,
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
    let mut instead_of = None;
    if let Some(current) = shelf.current() {
        let edition = current.manifest.edition;
        manifest.edition = edition;
        manifest.outputs = listed(edition);
        manifest.previous.clone_from(&current.manifest.previous);
        let files = manifest.outputs.iter().map(|output| (output.path.as_str(), output.sha256.as_str()));
        let is_same = manifest == current.manifest;
        if is_same && store::all_there(out, files)? {
            if shelf.pointer.as_ref() != Some(&current.bytes) {
                // A run was cut off before it named its edition.
                store::replace_file(&out.join(MANIFEST), &current.bytes)?;
            }
            return Ok(Published { edition, unchanged: true, instead_of: None });
        }
        instead_of = is_same.then_some(edition);
    }
    let edition = shelf.next(issued(out)?.iter().map(|one| one.edition));
    manifest.edition = edition;
    manifest.outputs = listed(edition);
    manifest.previous = shelf
        .current()
        .map(|current| Previous { edition: current.manifest.edition, sha256: store::sha256(&current.bytes) });
    let bytes: Arc<[u8]> = manifest.bytes().into();
    let files = outputs.iter().map(|output| (output.path.clone(), Arc::clone(&output.bytes)));
    let own = (MANIFEST.to_owned(), Arc::clone(&bytes));
    let files: BTreeMap<String, Arc<[u8]>> = files.chain(std::iter::once(own)).collect();
    let written = store::write_folder(out, &folder_name(edition), &files)
        .and_then(|()| store::replace_file(&out.join(MANIFEST), &bytes));
    if let Err(error) = written {
        // A full disk is not left fuller; what cannot be swept now is swept by the next run.
        let _ = store::sweep(out);
        return Err(error);
    }
    Ok(Published { edition, unchanged: false, instead_of })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let text = r#"{"tool":"t","desk":"d","period":"2021-11","edition":0,"state":"draft","as_of":"2021-12-05",
            "template_hash":"","fonts":[],"inputs":[],"outputs":[],"previous":null}"#;
        Manifest::parse(text.as_bytes()).unwrap()
    }

    fn put(out: &Path, text: &str) -> Published {
        let output = Output { kind: "figures.csv".into(), path: "figures.csv".into(), bytes: text.as_bytes().into() };
        publish(out, manifest(), &[output], &|| panic!("nobody else is there")).unwrap()
    }

    fn names(out: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn pointer(out: &Path) -> Manifest {
        Manifest::parse(&std::fs::read(out.join(MANIFEST)).unwrap()).unwrap()
    }

    #[test]
    fn an_edition_keeps_its_own_manifest_and_names_the_one_before() {
        let out = tempfile::tempdir().unwrap();
        assert_eq!(put(out.path(), "a"), Published { edition: 1, unchanged: false, instead_of: None });
        let first = std::fs::read(out.path().join(MANIFEST)).unwrap();
        assert_eq!(put(out.path(), "a"), Published { edition: 1, unchanged: true, instead_of: None });
        assert_eq!(put(out.path(), "b"), Published { edition: 2, unchanged: false, instead_of: None });
        assert_eq!(std::fs::read(out.path().join("第1版/manifest.json")).unwrap(), first);
        let previous = pointer(out.path()).previous.unwrap();
        assert_eq!((previous.edition, previous.sha256), (1, store::sha256(&first)));
        assert_eq!(names(out.path()), ["manifest.json", "第1版", "第2版"]);
    }

    #[test]
    fn a_run_cut_off_before_it_named_its_edition_has_lost_nothing() {
        let out = tempfile::tempdir().unwrap();
        put(out.path(), "a");
        let first = std::fs::read(out.path().join(MANIFEST)).unwrap();
        put(out.path(), "b");
        // As it is between the two renames of the second run.
        std::fs::write(out.path().join(MANIFEST), first).unwrap();
        assert_eq!(put(out.path(), "b"), Published { edition: 2, unchanged: true, instead_of: None });
        assert_eq!(pointer(out.path()).edition, 2);
        // And without any manifest in the period's folder.
        std::fs::remove_file(out.path().join(MANIFEST)).unwrap();
        assert_eq!(put(out.path(), "b"), Published { edition: 2, unchanged: true, instead_of: None });
        assert_eq!(pointer(out.path()).edition, 2);
    }

    #[test]
    fn what_a_killed_run_left_half_written_goes_with_the_next() {
        let out = tempfile::tempdir().unwrap();
        put(out.path(), "a");
        std::fs::create_dir_all(out.path().join(".第2版.writing/charts")).unwrap();
        std::fs::write(out.path().join(".manifest.json.writing"), "{").unwrap();
        std::fs::write(out.path().join(".lock"), "").unwrap();
        assert_eq!(put(out.path(), "b").edition, 2);
        assert_eq!(names(out.path()), ["manifest.json", "第1版", "第2版"]);
    }

    #[test]
    fn a_spoiled_edition_keeps_its_number_and_its_files() {
        let out = tempfile::tempdir().unwrap();
        put(out.path(), "a");
        put(out.path(), "b");
        std::fs::write(out.path().join("第2版/manifest.json"), "{").unwrap();
        assert_eq!(put(out.path(), "b"), Published { edition: 3, unchanged: false, instead_of: None });
        assert_eq!(pointer(out.path()).previous.map(|previous| previous.edition), Some(1));
        assert_eq!(std::fs::read(out.path().join("第2版/figures.csv")).unwrap(), b"b");
        // A changed file is written anew, as another edition.
        std::fs::write(out.path().join("第3版/figures.csv"), "spoiled").unwrap();
        assert_eq!(put(out.path(), "b"), Published { edition: 4, unchanged: false, instead_of: Some(3) });
    }

    #[test]
    fn a_number_that_was_given_is_not_given_again() {
        let out = tempfile::tempdir().unwrap();
        put(out.path(), "a");
        put(out.path(), "b");
        // The last edition is taken away, and what named it: the one before says nothing of it, the publications do.
        let published = r#"{"published":[{"edition":2,"sha256":"","by":"张三","at":""}]}"#;
        std::fs::write(out.path().join("published.json"), published).unwrap();
        std::fs::remove_dir_all(out.path().join("第2版")).unwrap();
        std::fs::remove_file(out.path().join(MANIFEST)).unwrap();
        assert_eq!(put(out.path(), "c").edition, 3);
        std::fs::remove_dir_all(out.path().join("第3版")).unwrap();
        assert_eq!(put(out.path(), "c").edition, 4, "the manifest names the third");
    }
}
