//! What has to be known of a sheet before it is changed.

use super::Fault;
use super::formulas::Foreign;
use super::markup::{Kind, Tag, root, tags, unescape};
use crate::model::Cell;
use std::collections::BTreeSet;

/// Columns that share a width and a style, both ends included.
#[derive(Clone, Copy, Debug)]
struct Columns {
    first: u32,
    last: u32,
    /// In characters, rounded down.
    width: u32,
    style: Option<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Survey {
    pub namespace: String,
    /// The prefix of its elements, with the colon.
    pub prefix: String,
    /// The prefix of ids of relations, with the colon, if one is declared at the root.
    pub relations: Option<String>,
    /// The relation of the drawing its comments are shown in.
    pub drawing: Option<String>,
    /// Shared formulas that reach out of the workbook.
    pub foreign: BTreeSet<String>,
    /// A formula that is of no cell reaches out.
    pub foreign_elsewhere: bool,
    pub has_cells: bool,
    merges: Vec<(Cell, Cell)>,
    columns: Vec<Columns>,
}

/// Width of a column nobody set.
const WIDTH: u32 = 8;

impl Survey {
    pub fn new(text: &str, foreign: &Foreign) -> Result<Self, Fault> {
        let first = root(text)?;
        let mut found = Self {
            namespace: first.namespace().unwrap_or_default(),
            prefix: first.prefix().to_owned(),
            relations: first.prefix_of(super::is_relations),
            ..Self::default()
        };
        let (mut formula, mut in_cells): (Option<Tag<'_>>, bool) = (None, false);
        for tag in tags(text) {
            let tag = tag?;
            found.note(&tag);
            match (tag.local(), tag.kind) {
                ("sheetData", Kind::Open) => in_cells = true,
                ("sheetData", Kind::Close) => in_cells = false,
                ("f" | "formula" | "formula1" | "formula2" | "oldFormula", Kind::Open) => formula = Some(tag),
                ("f" | "formula" | "formula1" | "formula2" | "oldFormula", Kind::Close) => {
                    let Some(open) = formula.take() else { continue };
                    let words = unescape(text.get(open.end..tag.start).unwrap_or_default());
                    if foreign.is_in(&words) {
                        found.foreign_elsewhere |= !in_cells;
                        found.foreign.extend(open.attribute("si"));
                    }
                }
                _ => {}
            }
        }
        Ok(found)
    }

    fn note(&mut self, tag: &Tag<'_>) {
        if tag.kind == Kind::Close {
            return;
        }
        match tag.local() {
            "sheetData" => self.has_cells = true,
            "legacyDrawing" => self.drawing = tag.prefixed("id"),
            "mergeCell" => self.merges.extend(tag.attribute("ref").as_deref().and_then(range)),
            "col" if tag.depth == 2 => self.columns.extend(columns(tag)),
            _ => {}
        }
    }

    /// The cell that is shown where this one is: the first of a merged range.
    pub fn shown(&self, cell: Cell) -> Cell {
        let inside = |(a, b): &&(Cell, Cell)| {
            (a.row..=b.row).contains(&cell.row) && (a.column..=b.column).contains(&cell.column)
        };
        self.merges.iter().find(inside).map_or(cell, |(first, _)| *first)
    }

    pub fn style_of_column(&self, column: u32) -> Option<usize> {
        self.columns.iter().find(|c| (c.first..=c.last).contains(&column))?.style
    }

    /// How many columns to the right of one make a box of this many characters.
    pub fn reach(&self, column: u32, characters: u32) -> u32 {
        let width = |column: u32| {
            let known = self.columns.iter().find(|c| (c.first..=c.last).contains(&column));
            known.map_or(WIDTH, |c| c.width)
        };
        let (mut sum, mut columns) = (0, 0);
        while sum < characters && columns < 12 {
            columns += 1;
            sum += width(column.saturating_add(columns));
        }
        columns
    }
}

fn range(text: &str) -> Option<(Cell, Cell)> {
    let (a, b) = text.split_once(':').unwrap_or((text, text));
    Some((Cell::parse(a)?, Cell::parse(b)?))
}

fn columns(tag: &Tag<'_>) -> Option<Columns> {
    let number = |name| tag.attribute(name)?.trim().parse::<u32>().ok()?.checked_sub(1);
    let width = tag.attribute("width").and_then(|width| width.split('.').next()?.trim().parse().ok());
    let hidden = tag.attribute("hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"));
    Some(Columns {
        first: number("min")?,
        last: number("max")?,
        width: if hidden { 0 } else { width.unwrap_or(WIDTH) },
        style: tag.attribute("style").and_then(|style| style.parse().ok()),
    })
}
