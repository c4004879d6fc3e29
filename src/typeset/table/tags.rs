//! Rows and cells of a table for readers who do not see it.

use super::super::tags::Tags;
use super::heads::HeadCell;
use crate::canvas::{ElementKind, Span, Structure};
use crate::document::RowKind;
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

/// A row: its name and its cells.
pub fn row(structure: &mut Structure, table: usize, kind: RowKind, cells: &[Range<usize>], columns: usize) -> Tags {
    let row = structure.add(ElementKind::Row, Some(table));
    let across = if kind == RowKind::Group { columns } else { 1 };
    let of = |(column, marks): (usize, &Range<usize>)| {
        let kind = if column == 0 { ElementKind::RowHead } else { ElementKind::Cell };
        Span { marks: marks.clone(), element: structure.merged(kind, row, (across, 1)) }
    };
    Tags::parts(cells.iter().enumerate().map(of).collect::<Vec<_>>())
}
