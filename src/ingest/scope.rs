//! What every step of reading one file knows, and how it speaks of what it finds.

use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::model::{Cell, Month, Place, Source};
use std::sync::Arc;

/// One file as it lies in the desk's inputs.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Relative to the inputs folder, `/` between parts.
    pub path: Arc<str>,
    /// The period folder it lies in; of a file read without a desk it is never shown.
    pub month: Month,
    /// Lower-case hex.
    pub sha256: Arc<str>,
    pub bytes: Arc<[u8]>,
}

/// The file being read, with the definitions it is read by.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub catalog: &'a Catalog,
    pub file: &'a InputFile,
}

impl Scope<'_> {
    pub fn about_file(&self, code: &'static str) -> Finding {
        Finding::new(code, self.file.month, Place::file(&self.file.path))
    }
    pub fn about_sheet(&self, code: &'static str, sheet: &Arc<str>) -> Finding {
        Finding::new(code, self.file.month, Place::sheet(&self.file.path, sheet))
    }
    pub fn about_cell(&self, code: &'static str, sheet: &Arc<str>, cell: Cell) -> Finding {
        Finding::new(code, self.file.month, Place::cell(&self.file.path, sheet, cell))
    }
    pub fn source(&self, sheet: &Arc<str>, cell: Cell, raw: &str) -> Source {
        Source {
            file: Arc::clone(&self.file.path),
            sha256: Arc::clone(&self.file.sha256),
            sheet: Arc::clone(sheet),
            cell,
            raw: raw.into(),
        }
    }
}
