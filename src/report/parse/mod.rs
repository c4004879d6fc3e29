//! Rendered wording → blocks, of reports, letters and comparisons: headings, paragraphs, tables drawn in the wording,
//! and the lines that call for a part of a document.

mod call;
mod drawn;
mod lines;
mod results;

use super::error::ReportError;
use super::input::World;
use super::{mark, source};
use crate::document::{Block, Inline};
use crate::finding::Said;
use lines::{Call, Piece, pieces};
pub use results::{Called, Results};
use std::collections::BTreeMap;

/// What a wording is read by: its file, for messages, and what there is beside its words.
struct Reader<'a> {
    file: &'a str,
    /// As written, to find the lines of faults in.
    source: &'a str,
    constants: &'a [String],
    results: &'a dyn Results,
    /// Of tables and charts, by their ids.
    numbers: BTreeMap<String, String>,
}

/// A report's blocks.
///
/// # Errors
/// A loose run of digits that only shows in the rendered text, a reference to a table that is not there, a table that
/// is drawn wrongly.
pub fn of_report(world: &World, rendered: &str) -> Result<Vec<Block>, ReportError> {
    let (file, source) = (&world.report.wording_file, &world.report.wording);
    of_results(world, (file, source), &world.report.constants, rendered)
}

/// The blocks of a wording, by its file and its text as written.
///
/// # Errors
/// As [`of_report`], and a table or chart that is not among the results.
pub fn of_results(
    results: &dyn Results,
    (file, source): (&str, &str),
    constants: &[String],
    rendered: &str,
) -> Result<Vec<Block>, ReportError> {
    let pieces = pieces(rendered);
    let numbers = numbers(results, &pieces);
    Reader { file, source, constants, results, numbers }.blocks(&pieces)
}

/// A letter's blocks.
///
/// # Errors
/// As [`of_report`].
pub fn of_letter(file: &str, source: &str, rendered: &str) -> Result<Vec<Block>, ReportError> {
    let results = &results::Nothing;
    Reader { file, source, constants: &[], results, numbers: BTreeMap::new() }.blocks(&pieces(rendered))
}

impl Reader<'_> {
    fn blocks(&self, pieces: &[Piece]) -> Result<Vec<Block>, ReportError> {
        let mut out = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Title(text) => out.push(Block::Title(self.read(text)?)),
                Piece::Heading(level, text) => out.push(Block::Heading { level: *level, text: self.read(text)? }),
                Piece::Paragraph(text) => out.push(Block::Paragraph(self.sentence(text)?)),
                Piece::Call(call) => self.call(call, &mut out)?,
                Piece::Stray(line) => {
                    let said = Said::new(
                        "“|”开头的行是表，上面要有 ::table 一行",
                        "a line that begins with | is a table's: ::table comes first",
                    );
                    return Err(self.fault(source::of_line(self.source, line), said));
                }
            }
        }
        Ok(out)
    }

    /// Running text: its large counts are told as a sentence tells them.
    fn sentence(&self, text: &str) -> Result<Vec<Inline>, ReportError> {
        Ok(self.results.tell(self.read(text)?))
    }

    fn read(&self, text: &str) -> Result<Vec<Inline>, ReportError> {
        mark::inlines(text.trim(), self.constants, &self.numbers)
            .map_err(|what| self.fault(source::of_reference(self.source, &what), self.results.unknown(&what)))
    }

    fn fault(&self, line: usize, said: Said) -> ReportError {
        ReportError::new(self.file, line, said)
    }
}

/// `表1`, `图2`, `附表3`, in the order in which they stand; `附表2至附表8` of `forms`. A table drawn without an id has none.
fn numbers(results: &dyn Results, pieces: &[Piece]) -> BTreeMap<String, String> {
    let (mut tables, mut charts, mut annexes, mut in_annex) = (0, 0, 0, false);
    let mut numbers = BTreeMap::new();
    for piece in pieces {
        let Piece::Call(Call { name, id, .. }) = piece else { continue };
        let mut table = |id: &str| {
            let count = if in_annex { &mut annexes } else { &mut tables };
            *count += 1;
            numbers.insert(id.to_owned(), format!("{}{count}", if in_annex { "附表" } else { "表" }));
        };
        match (name.as_str(), id) {
            ("table", Some(id)) => table(id),
            ("chart", Some(id)) => {
                charts += 1;
                numbers.insert(id.to_owned(), format!("图{charts}"));
            }
            ("forms", _) => {
                results.forms().iter().for_each(|form| table(form));
                let number = |id: Option<&String>| numbers.get(id?).cloned();
                // All of them in one reference.
                match (number(results.forms().first()), number(results.forms().last())) {
                    (Some(first), Some(last)) if first == last => numbers.insert("forms".to_owned(), first),
                    (Some(first), Some(last)) => numbers.insert("forms".to_owned(), format!("{first}至{last}")),
                    _ => None,
                };
            }
            ("annex", _) => in_annex = true,
            _ => {}
        }
    }
    numbers
}
