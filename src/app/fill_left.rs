//! The rows and columns of a filled table that got nothing, each with the reason; and the cells whose row does not say
//! whose it is.

use super::fill_place::{Doubt, Place, place};
use super::fill_trace::{Bound, State};
use crate::catalog::{RowsAre, normalise};
use crate::finding::{Arguments, Lang, say};
use crate::ingest::{self, Entry, Line, LineKind, TableLines};
use crate::model::Cell;
use std::collections::BTreeMap;

/// A row or a column that got nothing, or a table under the form's that it does not describe.
#[derive(Clone, Debug)]
pub struct Left {
    pub kind: LineKind,
    pub sheet: String,
    /// Where its name stands.
    pub cell: Cell,
    pub label: String,
    pub state: State,
    /// What is held against it, in words, where that is not the state's own.
    pub reason: String,
    /// The trace has its cells already.
    pub by_cells: bool,
}

impl Left {
    pub fn reason(&self, lang: Lang) -> String {
        if !self.reason.is_empty() && lang == Lang::Zh {
            return self.reason.clone();
        }
        let mut arguments = Arguments::default();
        arguments.push("label", &self.label);
        self.state.message().map(|key| say(key, &arguments, lang)).unwrap_or_default()
    }
}

/// What the bound cells and the lines of the tables leave empty, sheet by sheet in the order of the lines.
pub(super) fn left(found: &TableLines, cells: &[Bound]) -> Vec<Left> {
    found.lines.iter().filter_map(|line| of_line(line, cells)).collect()
}

fn of_line(line: &Line, cells: &[Bound]) -> Option<Left> {
    let mine: Vec<&Bound> = cells.iter().filter(|bound| line.holds(&bound.sheet, bound.cell)).collect();
    let left = |state: State, reason: String, by_cells: bool| Left {
        kind: line.kind,
        sheet: line.sheet.clone(),
        cell: line.cell,
        label: line.label.clone(),
        state,
        reason,
        by_cells,
    };
    if line.kind == LineKind::Other {
        return Some(left(State::OtherTable, String::new(), false));
    }
    if mine.iter().any(|bound| !bound.state.is_empty()) {
        return None;
    }
    // One reason after another, each once.
    let mut reasons: Vec<String> = Vec::new();
    for reason in mine.iter().map(|bound| bound.reason(Lang::Zh)) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    match mine.first() {
        Some(first) => Some(left(first.state, reasons.join("；"), true)),
        None if line.blank == 0 => None,
        None => Some(left(unbound(line), String::new(), false)),
    }
}

/// Why no cell of a line is bound.
fn unbound(line: &Line) -> State {
    match (line.kind, line.rows_are) {
        (LineKind::Column, _) => State::ColumnUnknown,
        _ if line.subtotal || normalise(&line.label).ends_with("小计") => State::Subtotal,
        (_, RowsAre::Named(crate::catalog::Axis::Region) | RowsAre::Records) => State::NotOurs,
        _ => State::RowUnknown,
    }
}

/// The name of the row a cell stands in.
pub(super) fn label<'l>(found: &'l TableLines, (sheet, cell): &Place) -> &'l str {
    let mut rows = found.lines.iter().filter(|line| line.kind == LineKind::Row);
    rows.find(|line| line.holds(sheet, *cell)).map_or("", |line| line.label.as_str())
}

/// Cells below the head of a table the form does not describe; and rows of 合计 where there are several of them.
pub(super) fn doubts(found: &TableLines, entries: &[Entry]) -> BTreeMap<Place, Doubt> {
    let words = |entry: &Entry| {
        let (sheet, cell) = place(entry);
        let other = found.lines.iter().find(|line| line.kind == LineKind::Other && line.holds(&sheet, cell));
        if let Some(other) = other {
            return Some(format!("在另一张表的表头（{} “{}”）以下，表样里没有那张表", other.cell, other.label));
        }
        let row = found.lines.iter().find(|line| line.kind == LineKind::Row && line.holds(&sheet, cell))?;
        let same = |line: &&Line| {
            line.kind == LineKind::Row
                && line.sheet == row.sheet
                && line.cell.column == row.cell.column
                && line.rows_are == row.rows_are
                && normalise(&line.label) == normalise(&row.label)
        };
        let count = found.lines.iter().filter(same).count();
        let several = ingest::is_whole(&row.label) && count > 1;
        several.then(|| format!("“{}”在这张工作表里有 {count} 行，分不清哪一行是全部的合计", row.label))
    };
    let doubt = |entry: &Entry| Some((place(entry), Doubt { state: State::Doubted, words: words(entry)? }));
    entries.iter().filter_map(doubt).collect()
}
