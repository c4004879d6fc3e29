//! `templates/` → checked definitions. The types here are what the rest of the crate relies on.
//!
//! Raw (serde, as written, with places) → linked (every name leads to something that exists). All
//! problems of all files are told at once; a template that is not understood stops the run.

mod definition;
mod error;
mod gather;
mod link;
mod raw;
mod schema;
mod spoken;
mod stray;
mod syntax;
mod text;
mod unread;

pub use definition::*;
pub use error::TemplateError;
pub use schema::schema;
pub use stray::is_stray;
pub use text::{head_levels, head_path, normalise, normalise_label};

use error::Problems;
use std::collections::BTreeMap;

/// The catalogue of a set of template files.
///
/// `files` maps paths below `templates/` (`/` between parts) to bytes; `hash` is kept as
/// [`Catalog::hash`].
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of files and lines.
pub fn load(files: &BTreeMap<String, Vec<u8>>, hash: String) -> Result<Catalog, Vec<TemplateError>> {
    let mut problems = Problems::default();
    let raw = gather::gather(files, &mut problems);
    let catalog = link::link(&raw, hash, &mut problems);
    if problems.count() == 0 { Ok(catalog) } else { Err(problems.into_sorted()) }
}

/// As [`load`], with one form beside the templates. Gives the form's id in [`Catalog::forms`].
///
/// # Errors
/// As [`load`]; the form's errors carry `path`.
pub fn load_with_form(
    files: &BTreeMap<String, Vec<u8>>,
    hash: String,
    path: &str,
    bytes: &[u8],
) -> Result<(Catalog, String), Vec<TemplateError>> {
    let mut problems = Problems::default();
    let mut raw = gather::gather(files, &mut problems);
    gather::add_form(&mut raw, path, bytes, &mut problems);
    let catalog = link::link(&raw, hash, &mut problems);
    if problems.count() == 0 { Ok((catalog, path.to_owned())) } else { Err(problems.into_sorted()) }
}

impl Catalog {
    /// The reports a desk can make: those whose indicators its units report, and the kinds that take its own.
    pub fn reports_for(&self, desk: &Desk) -> Vec<&Report> {
        let fits = |report: &&Report| link::reach::lacking(desk, report, &self.forms, &self.indicators).is_empty();
        let kinds = self.kinds.get(&desk.id).into_iter().flat_map(BTreeMap::values);
        let mut all: Vec<&Report> = self.reports.values().filter(fits).chain(kinds).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }
}

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
