//! Rows and cells of a table for readers who do not see it.

use super::super::tags::Tags;
use super::heads::HeadCell;
use crate::canvas::{ElementKind, Span, Structure};
use crate::document::{Row, RowKind};
use std::ops::Range;

/// Caption and heads: the first marks are title and unit line; one row of heads per level.
pub fn head(structure: &mut Structure, table: usize, heads: &[HeadCell], marks: (usize, &[Range<usize>])) -> Tags {
    let (caption, cells) = marks;
    let element = structure.add(ElementKind::Caption, Some(table));
    let mut parts = vec![Span { marks: 0..caption, element }];
    let mut level = None;
    let mut row = table;
    for (head, marks) in heads.iter().zip(cells) {
        if level.replace(head.level) != Some(head.level) {
            row = structure.add(ElementKind::Row, Some(table));
        }
        let covers = (head.to - head.from, head.levels);
        let element = structure.merged(ElementKind::ColumnHead, row, covers);
        parts.push(Span { marks: marks.clone(), element });
    }
    Tags::parts(parts)
}

/// A row: an element for its name and for each of its cells.
pub fn row(structure: &mut Structure, table: usize, row: &Row, columns: usize) -> Vec<usize> {
    let element = structure.add(ElementKind::Row, Some(table));
    let (count, across) = if row.kind == RowKind::Group { (1, columns) } else { (row.cells.len(), 1) };
    let kind = |column| if column == 0 { ElementKind::RowHead } else { ElementKind::Cell };
    (0..count).map(|column| structure.merged(kind(column), element, (across, 1))).collect()
}

/// The cells of a strip of a row.
pub fn strip(elements: &[usize], cells: &[Range<usize>]) -> Tags {
    let of = |(element, marks): (&usize, &Range<usize>)| Span { marks: marks.clone(), element: *element };
    Tags::parts(elements.iter().zip(cells).map(of))
}
