//! Marks → the operators of one page.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::embed::resource;
use super::images::Images;
use super::structure;
use crate::canvas::{Color, FontRole, Mark, Page, Structure, TextMeasure, TextRun};
use crate::fonts::{FontError, FontSet};
use printpdf::{
    DictItem, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Point, Polygon, PolygonRing,
    Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// The page, its y axis turned over; each piece of an element is marked with its number, the rest as decoration.
///
/// # Errors
/// A character that no face has.
pub fn page(page: &Page, structure: &Structure, fonts: &FontSet, images: &Images) -> Result<PdfPage, FontError> {
    let mut ops = Vec::new();
    let mut done = 0;
    for (number, span) in page.spans.iter().enumerate() {
        decoration(&mut ops, page, done..span.marks.start, fonts, images)?;
        let kind = structure.elements.get(span.element).map_or("P", |element| structure::name(element.kind));
        let number = DictItem::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let properties = DictItem::Dict { map: BTreeMap::from([("MCID".to_owned(), number)]) };
        ops.push(Op::BeginMarkedContentWithProperties { tag: kind.to_owned(), properties });
        marks(&mut ops, page, span.marks.clone(), fonts, images)?;
        ops.push(Op::EndMarkedContent);
        done = span.marks.end;
    }
    decoration(&mut ops, page, done..page.marks.len(), fonts, images)?;
    let millimetres = |points: f64| Mm(single(points * 25.4 / 72.0));
    Ok(PdfPage::new(millimetres(page.width), millimetres(page.height), ops))
}

fn decoration(
    ops: &mut Vec<Op>,
    page: &Page,
    range: Range<usize>,
    fonts: &FontSet,
    images: &Images,
) -> Result<(), FontError> {
    if range.is_empty() {
        return Ok(());
    }
    ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
    marks(ops, page, range, fonts, images)?;
    ops.push(Op::EndMarkedContent);
    Ok(())
}

fn marks(
    ops: &mut Vec<Op>,
    page: &Page,
    range: Range<usize>,
    fonts: &FontSet,
    images: &Images,
) -> Result<(), FontError> {
    for mark in page.marks.get(range).unwrap_or_default() {
        match mark {
            Mark::Text(run) => text(ops, run, page.height, fonts)?,
            Mark::Line { from, to, width, color, dash } => {
                let pattern = dash.map_or_else(LineDashPattern::solid, |(on, off)| {
                    LineDashPattern::new(0.0, &[single(on), single(off)])
                });
                ops.push(Op::SetLineDashPattern { dash: pattern });
                stroke(ops, &[*from, *to], false, (*width, *color), page.height);
                if dash.is_some() {
                    ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
                }
            }
            Mark::Path { points, closed, fill, stroke: pen } => {
                if let Some(color) = fill {
                    polygon(ops, points, *color, page.height);
                }
                if let Some(pen) = pen {
                    stroke(ops, points, *closed, *pen, page.height);
                }
            }
            Mark::Image { frame, picture } => {
                images.draw(ops, picture, frame, page.height - frame.y - frame.height);
            }
        }
    }
    Ok(())
}

/// PDF coordinates in thousandths of a point: shorter files, and no noise of the last bit.
pub fn single(value: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation)] // Page coordinates.
    let single = ((value * 1000.0).round() / 1000.0) as f32;
    single
}

fn paint(color: Color) -> printpdf::Color {
    let part = |value: u8| f32::from(value) / 255.0;
    printpdf::Color::Rgb(Rgb::new(part(color.red), part(color.green), part(color.blue), None))
}

fn points(path: &[(f64, f64)], height: f64) -> Vec<LinePoint> {
    let point =
        |&(x, y): &(f64, f64)| LinePoint { p: Point { x: Pt(single(x)), y: Pt(single(height - y)) }, bezier: false };
    path.iter().map(point).collect()
}

fn stroke(ops: &mut Vec<Op>, path: &[(f64, f64)], closed: bool, pen: (f64, Color), height: f64) {
    ops.push(Op::SetOutlineColor { col: paint(pen.1) });
    ops.push(Op::SetOutlineThickness { pt: Pt(single(pen.0)) });
    ops.push(Op::DrawLine { line: Line { points: points(path, height), is_closed: closed } });
}

fn polygon(ops: &mut Vec<Op>, path: &[(f64, f64)], color: Color, height: f64) {
    ops.push(Op::SetFillColor { col: paint(color) });
    ops.push(Op::DrawPolygon {
        polygon: Polygon {
            rings: vec![PolygonRing { points: points(path, height) }],
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        },
    });
}

/// One text object per face; a figure is wrapped in marked content that carries its id.
fn text(ops: &mut Vec<Op>, run: &TextRun, height: f64, fonts: &FontSet) -> Result<(), FontError> {
    if let Some(key) = &run.figure {
        let id = DictItem::String { data: key.to_string().into_bytes(), literal: true };
        let properties = DictItem::Dict { map: BTreeMap::from([("Figure".to_owned(), id)]) };
        ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
    }
    let mut along = 0.0;
    for part in fonts.runs(&run.text, run.role)? {
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFillColor { col: paint(run.color) });
        ops.push(Op::SetFont { font: PdfFontHandle::External(resource(part.face)), size: Pt(single(run.size)) });
        ops.push(Op::SetCharacterSpacing { multiplier: single(run.spacing) });
        let matrix = if run.turned {
            [0.0, -1.0, 1.0, 0.0, single(run.x), single(height - run.y - along)]
        } else {
            [1.0, 0.0, 0.0, 1.0, single(run.x + along), single(height - run.y)]
        };
        let matrix = TextMatrix::Raw(matrix);
        ops.push(Op::SetTextMatrix { matrix });
        ops.push(Op::ShowText { items: vec![TextItem::Text(part.text.clone())] });
        ops.push(Op::EndTextSection);
        along += advance(&part.text, run.role, run.size, run.spacing, fonts);
    }
    if run.figure.is_some() {
        ops.push(Op::EndMarkedContent);
    }
    Ok(())
}

fn advance(text: &str, role: FontRole, size: f64, spacing: f64, fonts: &FontSet) -> f64 {
    let count = u32::try_from(text.chars().count()).unwrap_or(0);
    fonts.width(text, role, size) + spacing * f64::from(count)
}
