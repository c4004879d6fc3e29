//! The comments of a sheet in its package: the part that has their words, and the drawing they are shown in.

use super::Fault;
use super::comments;
use super::content_types::{self, COMMENTS, VML};
use super::package::Package;
use super::relations::{self, Relation};
use super::sheet_survey::Survey;
use super::vml;
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a line of a comment's box, and of its height.
const CHARACTERS: u32 = 34;
const MOST_ROWS: u32 = 20;

/// What became of them.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// The relation of a drawing the sheet did not have.
    pub drawing: Option<String>,
    /// Cells that have a conversation, which nobody else can go on with.
    pub in_talk: BTreeSet<Cell>,
}

/// Where the parts of a package are kept, and what its relations are called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'n> {
    /// The namespace of sheets.
    pub namespace: &'n str,
    /// What the types of relations begin with.
    pub types: &'n str,
    pub author: &'n str,
}

pub(super) fn add(
    package: &mut Package<'_>,
    sheet: &str,
    survey: &Survey,
    words: &BTreeMap<Cell, String>,
    names: &Names<'_>,
) -> Result<Noted, Fault> {
    let all = relations::read(package, sheet)?;
    let of_kind =
        |kind: &str| all.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone());
    let old = of_kind("comments");
    let text = match &old {
        Some(part) => package.must(part)?,
        None => comments::bare(names.namespace),
    };
    let theirs = comments::cells(&text)?;
    let talks = of_kind("threadedComment").is_some();
    let in_talk: BTreeSet<Cell> = words.keys().filter(|cell| talks && theirs.contains(cell)).copied().collect();
    let ours: BTreeMap<Cell, String> =
        words.iter().filter(|(cell, _)| !in_talk.contains(cell)).map(|(cell, words)| (*cell, words.clone())).collect();
    let text = comments::extended(&text, names.author, &ours)?;
    let boxes: Vec<vml::Box> = ours
        .iter()
        .filter(|(cell, _)| !theirs.contains(cell))
        .map(|(cell, words)| shown(survey, *cell, words))
        .collect();
    let drawn = survey.drawing.as_ref().map(|id| drawing(&all, id)).transpose()?;
    let picture = match &drawn {
        Some(part) => package.must(part)?,
        None => vml::bare(),
    };
    let picture = vml::extended(&picture, &boxes)?;
    // Nothing is changed before all is known to be possible.
    match old {
        Some(part) => package.set(&part, text),
        None => {
            let part = package.free("xl/comments", ".xml");
            package.set(&part, text);
            content_types::add(package, &part, COMMENTS)?;
            relations::add(package, sheet, &format!("{}/comments", names.types), &part)?;
        }
    }
    let drawing = match drawn {
        Some(part) => {
            package.set(&part, picture);
            None
        }
        None => {
            let part = package.free("xl/drawings/vmlDrawing", ".vml");
            package.set(&part, picture);
            content_types::add_extension(package, "vml", VML)?;
            Some(relations::add(package, sheet, &format!("{}/vmlDrawing", names.types), &part)?)
        }
    };
    Ok(Noted { drawing, in_talk })
}

fn drawing(all: &[Relation], id: &str) -> Result<String, Fault> {
    let found = all.iter().find(|relation| relation.id == *id && !relation.target.is_empty());
    found.map(|relation| relation.target.clone()).ok_or(Fault("批注的图形部件不在"))
}

fn shown(survey: &Survey, cell: Cell, words: &str) -> vml::Box {
    let lines = super::super::text::lines(words, CHARACTERS - 2);
    vml::Box { cell, columns: survey.reach(cell.column, CHARACTERS), rows: (lines + 1).clamp(3, MOST_ROWS) }
}
