//! A report definition + results → a document. The wording is data (Jinja-style Markdown); its functions give every
//! digit a figure, a date or a numbering, and a digit without one stops the building.

mod appraisal;
mod asked;
mod benchmark;
mod blank;
mod change;
mod charts;
mod comparison;
mod derive;
mod directive;
mod doubt;
mod doubts;
mod error;
mod fig;
mod form_head;
mod functions;
mod goals;
mod headline;
mod input;
mod issue;
mod lack;
mod laggards;
mod ledger;
mod letter;
mod lookup;
mod mark;
mod movers;
mod numerals;
mod parse;
mod periods;
mod places;
mod problems;
mod quality;
mod ranking;
mod source;
mod spoken;
mod standing;
mod steady;
mod symbols;
mod tables;
mod template;
mod undefined;
mod unrounded;
mod when;
mod words;

#[cfg(test)]
mod tests;

pub use asked::unaddressed;
pub use benchmark::{BenchmarkInput, benchmark, check_benchmark};
pub use blank::{Blank, BlankFault, BlankRequest, blank};
pub use error::ReportError;
pub use input::ReportInput;
pub use letter::{LetterInput, check_letter, letter};
pub use numerals::{Spelt, of_letter as spelt_in_letter, of_report as spelt_in_report};
pub use tables::legend;
pub use template::check as check_wording;

use crate::document::{Block, Document, Meta, Table, plain_text};
use crate::model::{Figure, Period};
use input::World;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a draft is stamped with.
const DRAFT: &str = "草稿";

/// Builds the document of a period.
///
/// # Errors
/// A fault of the wording: a loose digit, an unknown indicator or measure, a broken tag; with file and line.
pub fn build(input: &ReportInput<'_>) -> Result<Document, ReportError> {
    let world = Arc::new(World::new(input));
    let rendered = template::render(&world)?;
    let mut blocks = parse::of_report(&world, &rendered)?;
    doubt::tell(&world, &mut blocks);
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(plain_text(text)),
        _ => None,
    });
    let meta = Meta {
        title: title.unwrap_or_else(|| world.report.name.clone()),
        issuer: world.desk.office.clone(),
        language: if world.desk.language == "zh" { "zh-CN".to_owned() } else { world.desk.language.clone() },
        draft_mark: world.draft.map(|_| DRAFT.to_owned()),
        notice: world.desk.notice.clone(),
    };
    Ok(Document { meta, blocks })
}

/// `2021年11月`, `2021年三季度`: a period as covers and the heads of tables name it.
pub fn period_words(period: Period) -> String {
    plain_text(&headline::read(&periods::title(period)))
}

/// The sheets of a ledger of work: 台账, 逾期与临期, 按单位, 按科室. None of a desk without a plan.
pub fn ledger_tables(input: &ReportInput<'_>) -> Vec<Table> {
    if input.ledger.is_none() {
        return Vec::new();
    }
    tables::of_ledger(&World::new(input)).into()
}

/// The figures a document prints that neither the statistics nor the assessment made: differences between two printed
/// figures, with their traces, in the order of their ids.
pub fn derived_figures(input: &ReportInput<'_>, document: &Document) -> Vec<Figure> {
    let world = World::new(input);
    let mut found = BTreeMap::new();
    for key in document.figures() {
        // A share in a table is of the statistics.
        if derive::is_derived(key.measure)
            && world.book().find(key).is_none()
            && let Some(figure) = derive::figure(&world, key)
        {
            found.insert(key.to_string(), figure);
        }
    }
    found.into_values().collect()
}
