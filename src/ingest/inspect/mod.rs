//! How each sheet of a file would be read, for a person to look at: where tables stand, what heads and rows were taken
//! for, what no form knows. And a first form for a file that none knows.

mod draft;
mod hold;
mod known;
mod rows;
mod said;
mod spot;
mod table;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use draft::draft;
pub use table::Role;
pub use view::{BlockView, ColumnView, Holder, How, Inspection, Said, SheetForm, SheetView, Takes, Unbound};
pub use words::{clean, short, visible};

use super::place_names::PlaceNames;
use super::scope::{InputFile, Scope};
use super::workbook::{self, Workbook};
use super::{file, loose};
use crate::catalog::{Catalog, Form};

/// What a file is held against.
#[derive(Clone, Copy, Debug)]
pub enum Against<'a> {
    /// Every form of the templates.
    All,
    /// The forms that any unit of a desk owes.
    Desk(&'a crate::catalog::Desk),
    /// One form, as `figures --form` reads by it.
    Form(&'a Form),
}

impl<'a> Against<'a> {
    fn forms(self, catalog: &'a Catalog) -> Vec<&'a Form> {
        let owed = |form: &&Form| match self {
            Self::Desk(desk) => desk.units.iter().any(|unit| unit.forms.contains(&form.id)),
            _ => true,
        };
        match self {
            Self::Form(form) => vec![form],
            _ => catalog.forms.values().filter(owed).collect(),
        }
    }
}

/// How the file would be read.
pub fn inspect(catalog: &Catalog, against: Against<'_>, file: &InputFile) -> Inspection {
    let scope = Scope { catalog, file };
    let book = match workbook::read(&file.bytes, &catalog.bounds) {
        Ok(book) => book,
        Err(refusal) => return Inspection { refused: Some(file::refused(&scope, &refusal)), sheets: Vec::new() },
    };
    Inspection { refused: None, sheets: of_book(scope, against, &book) }
}

fn of_book(scope: Scope<'_>, against: Against<'_>, book: &Workbook) -> Vec<SheetView> {
    let context = Context::new(scope, against, book);
    book.sheets.iter().map(|grid| view::sheet(&context, grid)).collect()
}

/// What is known of a whole file while its sheets are looked at.
struct Context<'a> {
    scope: Scope<'a>,
    forms: Vec<&'a Form>,
    /// A form that was asked for by name reads as `figures --form` does.
    asked: bool,
    names: PlaceNames,
    year: Option<i32>,
    cover: said::OfCover,
}

impl<'a> Context<'a> {
    fn new(scope: Scope<'a>, against: Against<'a>, book: &Workbook) -> Self {
        let forms = against.forms(scope.catalog);
        let mut names = PlaceNames::of_catalog(scope.catalog);
        if let Against::Form(form) = against {
            names = names.with_form(form);
        }
        let cover = said::of_cover(&forms, book, &names);
        Self { scope, forms, asked: matches!(against, Against::Form(_)), names, year: loose::year_of(book), cover }
    }
}
