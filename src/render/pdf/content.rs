//! Marks → the operators of one page.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::images::Images;
use super::pen::{Pen, single};
use super::piece::{Piece, pieces};
use super::structure;
use crate::canvas::{Color, FontRole, Mark, Page, Structure, TextMeasure, TextRun};
use crate::fonts::{FontError, FontSet};
use printpdf::{
    DictItem, Line, LinePoint, Mm, Op, PaintMode, PdfPage, Point, Polygon, PolygonRing, Pt, TextItem, TextMatrix,
    WindingOrder,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// The page, its y axis turned over; each piece of an element is marked with its number and the figure it prints,
/// the rest as decoration.
///
/// # Errors
/// A character that no face has.
pub fn page(page: &Page, structure: &Structure, fonts: &FontSet, images: &Images) -> Result<PdfPage, FontError> {
    let mut setter = Setter { page, fonts, images, ops: Vec::new(), pen: Pen::default() };
    let mut done = 0;
    for (number, piece) in pieces(page).iter().enumerate() {
        setter.decoration(done..piece.marks.start)?;
        let kind = structure.elements.get(piece.element).map_or("P", |element| structure::name(element.kind));
        setter.piece(piece, number, kind)?;
        done = piece.marks.end;
    }
    setter.decoration(done..page.marks.len())?;
    let millimetres = |points: f64| Mm(single(points * 25.4 / 72.0));
    Ok(PdfPage::new(millimetres(page.width), millimetres(page.height), setter.ops))
}

/// One page being set.
struct Setter<'a> {
    page: &'a Page,
    fonts: &'a FontSet,
    images: &'a Images,
    ops: Vec<Op>,
    pen: Pen,
}

impl Setter<'_> {
    fn piece(&mut self, piece: &Piece<'_>, number: usize, kind: &str) -> Result<(), FontError> {
        let number = DictItem::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let mut map = BTreeMap::from([("MCID".to_owned(), number)]);
        if let Some(key) = piece.figure {
            let id = DictItem::String { data: key.to_string().into_bytes(), literal: true };
            map.insert("Figure".to_owned(), id);
        }
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: kind.to_owned(), properties });
        self.marks(piece.marks.clone())?;
        self.ops.push(Op::EndMarkedContent);
        Ok(())
    }

    fn decoration(&mut self, range: Range<usize>) -> Result<(), FontError> {
        if range.is_empty() {
            return Ok(());
        }
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        self.marks(range)?;
        self.ops.push(Op::EndMarkedContent);
        Ok(())
    }

    fn marks(&mut self, range: Range<usize>) -> Result<(), FontError> {
        for mark in self.page.marks.get(range).unwrap_or_default() {
            match mark {
                Mark::Text(run) => self.text(run)?,
                Mark::Line { from, to, width, color, dash } => {
                    self.stroke(&[*from, *to], false, (*width, *color), *dash);
                }
                Mark::Path { points, closed, fill, stroke } => {
                    if let Some(color) = fill {
                        self.polygon(points, *color);
                    }
                    if let Some(pen) = stroke {
                        self.stroke(points, *closed, *pen, None);
                    }
                }
                Mark::Image { frame, picture } => {
                    let bottom = self.page.height - frame.y - frame.height;
                    self.images.draw(&mut self.ops, picture, frame, bottom);
                }
            }
        }
        Ok(())
    }

    fn points(&self, path: &[(f64, f64)]) -> Vec<LinePoint> {
        let height = self.page.height;
        let point = |&(x, y): &(f64, f64)| Point { x: Pt(single(x)), y: Pt(single(height - y)) };
        path.iter().map(|at| LinePoint { p: point(at), bezier: false }).collect()
    }

    fn stroke(&mut self, path: &[(f64, f64)], closed: bool, pen: (f64, Color), dash: Option<(f64, f64)>) {
        self.pen.stroke(&mut self.ops, pen, dash);
        let line = Line { points: self.points(path), is_closed: closed };
        self.ops.push(Op::DrawLine { line });
    }

    fn polygon(&mut self, path: &[(f64, f64)], color: Color) {
        self.pen.fill(&mut self.ops, color);
        let rings = vec![PolygonRing { points: self.points(path) }];
        let (mode, winding_order) = (PaintMode::Fill, WindingOrder::NonZero);
        self.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } });
    }

    /// One text object per face.
    fn text(&mut self, run: &TextRun) -> Result<(), FontError> {
        let mut along = 0.0;
        for part in self.fonts.runs(&run.text, run.role)? {
            self.pen.fill(&mut self.ops, run.color);
            self.pen.face(&mut self.ops, part.face, run.size, run.spacing);
            self.ops.push(Op::StartTextSection);
            let height = self.page.height;
            if run.turned {
                let matrix = [0.0, -1.0, 1.0, 0.0, single(run.x), single(height - run.y - along)];
                self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(matrix) });
            } else {
                let pos = Point { x: Pt(single(run.x + along)), y: Pt(single(height - run.y)) };
                self.ops.push(Op::SetTextCursor { pos });
            }
            self.ops.push(Op::ShowText { items: vec![TextItem::Text(part.text.clone())] });
            self.ops.push(Op::EndTextSection);
            along += advance(&part.text, run.role, run.size, run.spacing, self.fonts);
        }
        Ok(())
    }
}

fn advance(text: &str, role: FontRole, size: f64, spacing: f64, fonts: &FontSet) -> f64 {
    let count = u32::try_from(text.chars().count()).unwrap_or(0);
    fonts.width(text, role, size) + spacing * f64::from(count)
}
