//! Marks of one element that stand together on a page and print one figure, or none: what gets a number of its own.

use crate::canvas::{Mark, Page};
use crate::model::FigureKey;
use std::ops::Range;

pub struct Piece<'a> {
    pub marks: Range<usize>,
    /// Its place in the structure.
    pub element: usize,
    /// The figure it prints.
    pub figure: Option<&'a FigureKey>,
}

/// The pieces of a page in the order of its marks. Figures are not marked inside the marks of their paragraph but
/// beside them: programs lose what follows a mark inside another.
pub fn pieces(page: &Page) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for span in &page.spans {
        for no in span.marks.clone() {
            let Some(mark) = page.marks.get(no) else { break };
            let figure = if let Mark::Text(run) = mark { run.figure.as_ref() } else { None };
            match pieces.last_mut() {
                Some(piece) if no > span.marks.start && piece.figure == figure => piece.marks.end += 1,
                _ => pieces.push(Piece { marks: no..no + 1, element: span.element, figure }),
            }
        }
    }
    pieces
}
