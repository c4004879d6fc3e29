//! What the page's graphics state already says, so that it is said once.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::embed::resource;
use crate::canvas::Color;
use crate::fonts::FaceNo;
use printpdf::{LineDashPattern, Op, PdfFontHandle, Pt, Rgb};

/// Colours, line and text state in force.
#[derive(Debug, Default)]
pub struct Pen {
    fill: Option<Color>,
    stroke: Option<Color>,
    width: Option<f32>,
    dash: Option<(f32, f32)>,
    face: Option<(FaceNo, f32)>,
    spacing: f32,
}

/// PDF coordinates in thousandths of a point: shorter files, and no noise of the last bit.
pub fn single(value: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation)] // Page coordinates.
    let single = ((value * 1000.0).round() / 1000.0) as f32;
    single
}

/// Three decimals tell the 256 steps of a colour apart.
fn paint(color: Color) -> printpdf::Color {
    let part = |value: u8| single(f64::from(value) / 255.0);
    printpdf::Color::Rgb(Rgb::new(part(color.red), part(color.green), part(color.blue), None))
}

impl Pen {
    pub fn fill(&mut self, ops: &mut Vec<Op>, color: Color) {
        if self.fill.replace(color) != Some(color) {
            ops.push(Op::SetFillColor { col: paint(color) });
        }
    }

    /// A line of this width and colour, dashed (on, off) or not.
    pub fn stroke(&mut self, ops: &mut Vec<Op>, pen: (f64, Color), dash: Option<(f64, f64)>) {
        let (width, color) = (single(pen.0), pen.1);
        let dash = dash.map(|(on, off)| (single(on), single(off)));
        if self.dash != dash {
            self.dash = dash;
            let pattern = dash.map_or_else(LineDashPattern::solid, |(on, off)| LineDashPattern::new(0.0, &[on, off]));
            ops.push(Op::SetLineDashPattern { dash: pattern });
        }
        if self.stroke.replace(color) != Some(color) {
            ops.push(Op::SetOutlineColor { col: paint(color) });
        }
        if self.width.replace(width) != Some(width) {
            ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        }
    }

    /// A face, its size, and the space after every character.
    pub fn face(&mut self, ops: &mut Vec<Op>, face: FaceNo, size: f64, spacing: f64) {
        let (size, spacing) = (single(size), single(spacing));
        if self.face.replace((face, size)) != Some((face, size)) {
            ops.push(Op::SetFont { font: PdfFontHandle::External(resource(face)), size: Pt(size) });
        }
        // Exact: it is the same number or another.
        #[allow(clippy::float_cmp)]
        if self.spacing != spacing {
            self.spacing = spacing;
            ops.push(Op::SetCharacterSpacing { multiplier: spacing });
        }
    }
}
