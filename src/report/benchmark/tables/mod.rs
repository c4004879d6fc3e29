//! The annex tables of a comparison, each a function of the standings.

mod apart;
mod cells;
mod gaps;
mod overall;
mod quotes;
mod sources;
mod standing;

pub use cells::band_of;
pub use quotes::is_there as has_quotes;
pub use sources::is_there as has_sources;

use super::view::View;
use crate::document::{Inline, Table};

/// The tables that a wording names, beside one `standing-…` for each thing compared.
pub const NAMES: &[&str] = &["gaps", "overall", "values", "apart", "sources", "quotes"];
/// Of a ratio that came without its parts.
pub const RATIO_ONLY: &str = "原文只给出比率，分母未知";
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
        "quotes" => quotes::table(view),
        _ => standing::table(view, super::by_letters(view, id.strip_prefix(STANDING)?)?)?,
    };
    let id = if table.id.is_empty() { id.to_owned() } else { table.id };
    Some(Table { id, title: title.to_vec(), ..table })
}
