//! The tables of a report, each a function of the results.

mod appraisal;
mod basis;
pub(super) mod cells;
mod county;
mod form;
mod key;
mod ledger;
mod legend;
mod quality;
mod rounding;
mod targets;

pub use form::{form, title as form_title};
pub use legend::all as legend;

use super::input::World;
use super::words;
use crate::document::{Inline, Table};

/// The sheets of a ledger of work.
pub fn of_ledger(world: &World) -> [Table; 4] {
    [ledger::whole(world), ledger::pressing(world), ledger::units(world), ledger::leads(world)]
        .map(|table| legend::with_legend(&world.theme, table, false))
}

/// The table of that name, with its title; several where one would not fit a page.
pub fn named(world: &World, id: &str, title: &[Inline]) -> Vec<Table> {
    if id != "targets" {
        let table = legend::with_legend(&world.theme, one(world, id), id == "quality");
        return vec![Table { id: id.to_owned(), title: title.to_vec(), ..table }];
    }
    let tables = targets::tables(world).into_iter().map(|table| legend::with_legend(&world.theme, table, false));
    let tables: Vec<Table> = tables.collect();
    let parted = tables.len() > 1;
    let numbered = |(no, table): (usize, Table)| {
        let mut title = title.to_vec();
        if parted {
            title.push(Inline::Text(format!("（{}）", words::numeral(no + 1))));
        }
        let id = if no == 0 { id.to_owned() } else { format!("{id}-{}", no + 1) };
        Table { id, title, ..table }
    };
    tables.into_iter().enumerate().map(numbered).collect()
}

fn one(world: &World, id: &str) -> Table {
    match id {
        "county" => county::table(world),
        "appraisal" => appraisal::table(world),
        "ledger" => ledger::table(world),
        "quality" => quality::table(world),
        _ => key::table(world),
    }
}
