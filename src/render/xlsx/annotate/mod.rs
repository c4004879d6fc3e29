//! A county's own workbook with what is wrong marked in it, and a list of it put first.
//!
//! A package of Office Open XML is patched: its parts stay byte for byte but for those that have to change. Any other
//! workbook is made anew from its values and then patched in the same way.

mod active_content;
mod comments;
mod content_types;
mod earlier;
mod fill;
mod fill_sheet;
mod formulas;
mod list_look;
mod list_sheet;
mod locks;
mod markup;
mod package;
mod patch;
mod rebuild;
mod rebuild_look;
mod relations;
mod sheet_notes;
mod sheet_survey;
mod sheet_xml;
mod styles;
#[cfg(test)]
mod tests;
mod vml;
mod workbook_xml;

pub use fill::{Entered, Filled, fill};

use super::XlsxError;
use crate::catalog::Bounds;
use crate::finding::Level;
use crate::ingest::OutOfTime;
use crate::model::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a package cannot be patched, for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fault(&'static str);

/// What a workbook is told.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Whose, when, how many.
    pub title: String,
    /// How the list is used, in a sentence.
    pub guide: String,
    /// Who made the comments.
    pub author: String,
    pub lines: Vec<Line>,
    /// There are names of persons in the workbook: nothing of it is copied, the list stands alone.
    pub personal: bool,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Line {
    pub level: Level,
    pub level_name: String,
    /// As shown; where the line is about this workbook, the name of the sheet.
    pub sheet: String,
    pub cell: Option<Cell>,
    /// Sheet and cell are of this workbook.
    pub here: bool,
    pub raw: String,
    pub problem: String,
    pub cause: String,
    pub advice: String,
    /// What stands in 说明, 填写人 and 日期.
    pub reply: [String; 3],
    pub id: String,
    pub marks: Vec<Mark>,
}

/// A cell to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub sheet: String,
    pub cell: Cell,
    /// For the comment.
    pub words: String,
}

/// A marked copy.
#[derive(Clone, Debug)]
pub struct Annotated {
    pub bytes: Vec<u8>,
    /// It was made anew; else all that was not touched is as it was.
    pub rebuilt: bool,
}

/// The marked copy of a workbook.
///
/// # Errors
/// It could not be made at all; a workbook that cannot be patched is made anew, and one that cannot be read is a list only.
pub fn annotate(
    bytes: &[u8],
    list: &Annotations,
    bounds: &Bounds,
    out_of_time: OutOfTime<'_>,
) -> Result<Annotated, XlsxError> {
    if list.personal {
        return alone(
            list,
            bounds,
            rebuild::list_only("报表中有个人信息，本件不复制原表，只有清单。请对照原件处理。")?,
        );
    }
    // What comes in is anyone's, and what unpacks it is not all ours.
    let work = AssertUnwindSafe(|| patch::patch(bytes, list, bounds, Vec::new()));
    let fault = match catch_unwind(work).unwrap_or(Err(Fault("部件无法处理"))) {
        Ok(bytes) => return Ok(Annotated { bytes, rebuilt: false }),
        Err(fault) => fault,
    };
    let made = rebuild::rebuild(bytes, fault, bounds, out_of_time)?;
    alone(list, bounds, made)
}

/// The list put into a workbook made anew.
fn alone(list: &Annotations, bounds: &Bounds, made: rebuild::Made) -> Result<Annotated, XlsxError> {
    let list = rebuild::renamed(list, &made.names);
    let bytes = patch::patch(&made.bytes, &list, bounds, vec![made.remark])
        .map_err(|fault| XlsxError { sheet: String::new(), message: fault.0.to_owned() })?;
    Ok(Annotated { bytes, rebuilt: true })
}

/// The namespace of the ids of relations.
fn relations_namespace(strict: bool) -> &'static str {
    match strict {
        true => "http://purl.oclc.org/ooxml/officeDocument/relationships",
        false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }
}

fn is_relations(space: &str) -> bool {
    [true, false].map(relations_namespace).contains(&space)
}

/// The name of a sheet as it stands in a formula.
fn quoted_sheet(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}
