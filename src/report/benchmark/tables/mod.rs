//! The annex tables of a comparison, each a function of the standings.

mod apart;
mod cells;
mod gaps;
mod overall;
mod sources;
mod standing;

pub use cells::band_of;

use super::view::View;
use crate::document::{Inline, Table};

/// The tables that a wording names, beside one `standing-…` for each thing compared.
pub const NAMES: &[&str] = &["gaps", "overall", "values", "apart", "sources"];
/// Before the letters of a thing compared.
pub const STANDING: &str = "standing-";

/// The table of that name, with its title; none where there is no such table.
pub fn named(view: &View<'_>, id: &str, title: &[Inline]) -> Option<Table> {
    let table = match id {
        "gaps" => gaps::table(view),
        "overall" => overall::table(view),
        "values" => apart::values(view),
        "apart" => apart::table(view),
        "sources" => sources::table(view),
        _ => standing::table(view, super::by_letters(view, id.strip_prefix(STANDING)?)?)?,
    };
    let id = if table.id.is_empty() { id.to_owned() } else { table.id };
    Some(Table { id, title: title.to_vec(), ..table })
}
