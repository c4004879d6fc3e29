//! A letter to a reporting unit: a reminder of what never came (催报), or what sends a return back (退回). Its wording is
//! data; what it repeats of a return is marked as quoted.

mod content;
#[cfg(test)]
mod damaged_tests;
mod dates;
mod problem;
#[cfg(test)]
mod tests;

use super::directive::Directives;
use super::error::ReportError;
use super::functions;
use super::parse;
use super::template::Wording;
use crate::catalog::{Catalog, Desk, Issue, Letter, Unit};
use crate::document::{Block, Document, Inline, Meta, plain_text};
use crate::finding::Finding;
use crate::ingest::ReturnRecord;
use crate::model::{Date, Period};
use content::Content;

/// All that a letter is made of.
#[derive(Clone, Copy, Debug)]
pub struct LetterInput<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub unit: &'a Unit,
    pub period: Period,
    /// 成文日期.
    pub as_of: Date,
    /// Of all units and months that were read.
    pub register: &'a [ReturnRecord],
    /// All that count for the period.
    pub findings: &'a [Finding],
    /// An annotated copy of a return of the unit goes with it.
    pub copied: bool,
}

/// The letter the unit is to get; none when it owes nothing, or the desk sends no letters. One that has to correct
/// something and owes something too gets one letter.
///
/// # Errors
/// A fault of the wording, with file and line.
pub fn letter(input: &LetterInput<'_>) -> Result<Option<Document>, ReportError> {
    let content = Content::new(input);
    let id = input.desk.letters.as_ref().and_then(|letters| match (content.must.is_empty(), content.owed.is_empty()) {
        (false, _) => Some(&letters.send_back),
        (true, false) => Some(&letters.remind),
        (true, true) => None,
    });
    // Linked: a desk names letters that are there.
    let Some(wording) = id.and_then(|id| input.catalog.letters.get(id)) else { return Ok(None) };
    let rendered = of(wording).render(|environment| {
        functions::add_words(environment);
        for (name, value) in content.globals() {
            environment.add_global(name, value);
        }
    })?;
    let mut blocks = parse::of_letter(&wording.wording_file, &wording.wording, &rendered)?;
    issue(input, wording, &mut blocks);
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(plain_text(text)),
        _ => None,
    });
    let meta = Meta {
        title: title.unwrap_or_else(|| wording.id.clone()),
        issuer: input.desk.office.clone(),
        language: if input.desk.language == "zh" { "zh-CN".to_owned() } else { input.desk.language.clone() },
        draft_mark: None,
        notice: input.desk.notice.clone(),
    };
    Ok(Some(Document { meta, blocks }))
}

/// Puts in what the office decides about such letters: without a word of it they are notes without a number (便函).
fn issue(input: &LetterInput<'_>, wording: &Letter, blocks: &mut [Block]) {
    let of_desk = input.catalog.issues.get(&input.desk.id);
    let Some(issue) = of_desk.and_then(|issues| issues.get(&Issue::of_letter(&wording.id))) else { return };
    for block in blocks {
        match block {
            Block::Letterhead { handling, number, .. } => {
                let given_for = format!("{}/{}", input.period, input.unit.code);
                number.extend(issue.number(&given_for, input.as_of.year()).map(Inline::Number));
                *handling = super::issue::handling(issue);
            }
            Block::Signature { seal, .. } => *seal = super::issue::seal(issue, &input.desk.office),
            _ => {}
        }
    }
}

fn of(letter: &Letter) -> Wording<'_> {
    Wording { file: &letter.wording_file, text: &letter.wording, constants: &[], directives: Directives::of_letters() }
}

/// What can be told of a letter's wording before there is anything to say.
///
/// # Errors
/// The first fault, with its line.
pub fn check_letter(letter: &Letter) -> Result<(), ReportError> {
    of(letter).check()
}
