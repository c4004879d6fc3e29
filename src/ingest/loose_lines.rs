//! What a form's tables name on the sheets of a file: the rows and columns that a blank would have filled in.

use super::blank;
use super::layout::{self, Base, HeadOver, Line, Sheet};
use super::loose;
use super::place_names::PlaceNames;
use super::scope::{InputFile, Scope};
use super::whose::{OfBook, base_of};
use super::workbook;
use crate::catalog::{Catalog, Form};

/// The lines of the sheets that are read, and the sheets that are not.
#[derive(Clone, Debug, Default)]
pub struct TableLines {
    pub lines: Vec<Line>,
    /// What stands over the columns of their tables.
    pub heads: Vec<HeadOver>,
    /// Visible, and not empty.
    pub unread: Vec<String>,
}

/// The lines of the tables of a form in a file; of a file that cannot be read there are none.
pub fn table_lines(catalog: &Catalog, form: &Form, file: &InputFile) -> TableLines {
    let mut found = TableLines::default();
    let scope = Scope { catalog, file, out_of_time: &|| false };
    let Ok(book) = workbook::read(&file.bytes, &catalog.bounds, &|| false) else { return found };
    let book = &*book.as_read(form.read_hidden);
    let names = PlaceNames::of_catalog(catalog).with_form(form);
    let of_book = OfBook::read(book, form, &names);
    let by_name = book.sheets.iter().any(|grid| !grid.hidden && loose::is_named(form, grid));
    for grid in book.sheets.iter().filter(|grid| !grid.hidden && !grid.cells.is_empty() && !blank::is_identity(grid)) {
        let base = Base::default();
        let unbased = Sheet { scope, form, grid, names: &names, base: &base, unit: None };
        if !loose::is_meant(&unbased, by_name) {
            found.unread.push(grid.name.to_string());
            continue;
        }
        let base = base_of(&unbased, &of_book, &mut Vec::new());
        let sheet = Sheet { base: &base, ..unbased };
        found.lines.extend(layout::lines(&sheet));
        found.heads.extend(layout::heads(&sheet));
    }
    found
}
