//! The workbooks of an edition as programs that are not ours read them.
//!
//! openpyxl is found and asked for as in [`super::python`]. LibreOffice is `soffice`, or what `YUEBAO_SOFFICE` names;
//! without it nothing is opened in it, unless `YUEBAO_NEEDS_LIBREOFFICE` is set: then the test fails. On Debian it is
//! the package libreoffice-calc (some 400 MB; a minute or two to install); opening the four books of an edition takes
//! it half a minute.

use super::{python, soffice};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What a script of `tests/official_books/` counted, having found nothing wrong.
fn counted(script: &str, arguments: &[&Path]) -> Option<Value> {
    let output = python(&format!("tests/official_books/{script}"), arguments)?;
    assert!(output.status.success(), "{}", super::stderr(&output));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["problems"], Value::Array(Vec::new()), "{script} {arguments:?}: {told}");
    Some(told["counts"].clone())
}

/// No book of the edition prints cut, too small, without its heads, or leads where nothing is.
pub fn printed(edition: &Path) {
    let Some(counts) = counted("printed.py", &[edition]) else { return };
    assert!(counts["books"].as_u64() >= Some(2) && counts["pages set up"].as_u64() >= Some(10), "{counts}");
}

/// Every number of a comparison's books as [`read_by_openpyxl`] says; with so many charts at least.
pub fn compared_by_openpyxl(edition: &Path, charts: u64) {
    let Some(counts) = counted("read.py", &[edition]) else { return };
    assert!(counts["numbers"].as_u64() >= Some(100) && counts["charts"].as_u64() >= Some(charts), "{counts}");
}

/// Every number of the edition's `tables.xlsx` and `data.xlsx` is a number and that of `figures.csv`; links, names,
/// merges and page set-up hold. `edition` has `figures.csv` in it.
pub fn read_by_openpyxl(edition: &Path) {
    let Some(counts) = counted("read.py", &[edition]) else { return };
    for (what, least) in [("numbers", 100), ("names", 10), ("merges", 20), ("marked", 5), ("records", 1000)] {
        assert!(counts[what].as_u64().unwrap_or(0) >= least, "{what} of {}: {counts}", edition.display());
    }
}

/// LibreOffice opens every book of the edition without repair and reads the same in it as openpyxl.
pub fn opened_by_libreoffice(edition: &Path) {
    let Some(soffice) = soffice() else { return };
    let books: Vec<PathBuf> =
        ["tables.xlsx", "data.xlsx", "ledger.xlsx", "findings.xlsx"].iter().map(|name| edition.join(name)).collect();
    let there = books.iter().map(PathBuf::as_path).filter(|book| book.exists());
    let arguments: Vec<&Path> = std::iter::once(soffice.as_path()).chain(there).collect();
    let Some(counts) = counted("office.py", &arguments) else { return };
    assert!(counts["books"].as_u64() >= Some(3) && counts["cells"].as_u64() > Some(10_000), "{counts}");
}
