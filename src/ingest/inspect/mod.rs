//! How each sheet of a file would be read, for a person to look at: where tables stand, what heads and rows were taken
//! for, what no form knows. And a first form for a file that none knows.

mod draft;
mod head;
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

pub use draft::{NO_REGION, draft};
pub use head::is_of_last_year;
pub use table::Role;
pub use view::{BlockView, ColumnView, Holder, How, Inspection, Said, SheetForm, SheetView, Takes, Unbound};
pub use words::{clean, short, visible};

use super::place_names::PlaceNames;
use super::scope::{InputFile, Scope};
use super::whose::OfBook;
use super::workbook::{self, OutOfTime, Workbook};
use super::{file, loose};
use crate::catalog::{Catalog, Form};
use crate::finding::Finding;

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
///
/// # Errors
/// Why the file cannot be read.
pub fn inspect(
    catalog: &Catalog,
    against: Against<'_>,
    file: &InputFile,
    out_of_time: OutOfTime<'_>,
) -> Result<Inspection, Box<Finding>> {
    let scope = Scope { catalog, file, out_of_time };
    let read = workbook::read(&file.bytes, &catalog.bounds, out_of_time);
    let book = read.map_err(|refusal| Box::new(file::refused(&scope, &refusal)))?;
    let format = book.format;
    Ok(Inspection {
        format: format.name(),
        extension: format.extensions().first().copied().unwrap_or_default(),
        findings: file::of_book(&scope, &book),
        sheets: of_book(scope, against, &book),
    })
}

fn of_book(scope: Scope<'_>, against: Against<'_>, book: &Workbook) -> Vec<SheetView> {
    let context = Context::new(scope, against, book);
    book.sheets.iter().map(|grid| view::sheet(&context, grid)).collect()
}

/// What is known of a whole file while its sheets are looked at.
struct Context<'a> {
    scope: Scope<'a>,
    forms: Vec<&'a Form>,
    /// A form that was asked for reads as `figures --form` does: by its sheets' names, when one of them is there.
    asked: Option<bool>,
    names: PlaceNames,
    book: OfBook,
}

impl<'a> Context<'a> {
    fn new(scope: Scope<'a>, against: Against<'a>, book: &Workbook) -> Self {
        let forms = against.forms(scope.catalog);
        let mut names = PlaceNames::of_catalog(scope.catalog);
        if let Against::Form(form) = against {
            names = names.with_form(form);
        }
        let of_book = said::of_book(&forms, book, &names);
        let asked = match against {
            Against::Form(form) => Some(book.sheets.iter().any(|grid| !grid.hidden && loose::is_named(form, grid))),
            _ => None,
        };
        Self { scope, forms, asked, names, book: of_book }
    }
}
