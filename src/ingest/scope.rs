//! What every step of reading one file knows, and how it speaks of what it finds.

use super::workbook::{OutOfTime, Refusal};
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
    /// The seconds a file may take have gone by: whoever has much left to do leaves it, and the file is refused.
    pub out_of_time: OutOfTime<'a>,
}

impl Scope<'_> {
    /// What was read, unless the time was up before its end: then it is a part, and nothing is read in part.
    pub fn in_time<T>(&self, read: Result<T, Refusal>) -> Result<T, Refusal> {
        if read.is_ok() && (self.out_of_time)() { Err(Refusal::TooSlow(self.catalog.bounds.seconds)) } else { read }
    }
    pub fn about_file(&self, code: &'static str) -> Finding {
        Finding::new(code, self.file.month, Place::file(&self.file.path))
    }
    pub fn about_sheet(&self, code: &'static str, sheet: &Arc<str>) -> Finding {
        Finding::new(code, self.file.month, Place::sheet(&self.file.path, sheet))
    }
    pub fn about_cell(&self, code: &'static str, sheet: &Arc<str>, cell: Cell) -> Finding {
        Finding::new(code, self.file.month, Place::cell(&self.file.path, sheet, cell))
    }
    pub fn source(&self, sheet: &Arc<str>, cell: Cell, raw: Arc<str>) -> Source {
        Source {
            file: Arc::clone(&self.file.path),
            sha256: Arc::clone(&self.file.sha256),
            sheet: Arc::clone(sheet),
            cell,
            raw,
        }
    }
}
