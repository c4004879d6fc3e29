//! Glyph outlines, for pictures (SVG, PNG) and for words that are drawn and not read (a watermark).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::{FaceNo, FontSet};
use crate::canvas::FontRole;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A piece of an outline; x to the right, y downwards, the origin on the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathPiece {
    Move(f64, f64),
    Line(f64, f64),
    /// Control point, end.
    Quad((f64, f64), (f64, f64)),
    /// Two control points, end.
    Cubic((f64, f64), (f64, f64), (f64, f64)),
    Close,
}

impl FontSet {
    /// The outline of a character at `size` points and its advance; nothing when no face of the
    /// role has it. Fill with the non-zero rule.
    pub fn outline(&self, character: char, role: FontRole, size: f64) -> Option<(Vec<PathPiece>, f64)> {
        let FaceNo(no) = self.face_of(character, role)?;
        let face = self.faces().get(no)?;
        let (glyph, _) = face.glyph(character)?;
        let font = FontRef::from_index(face.bytes(), 0).ok()?;
        let mut pen = Pen { scale: size / f64::from(face.units_per_em()), pieces: Vec::new() };
        if let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            outline.draw(settings, &mut pen).ok()?;
        }
        Some((pen.pieces, face.advance(character)? * size))
    }
}

struct Pen {
    scale: f64,
    pieces: Vec<PathPiece>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.pieces.push(PathPiece::Move(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.pieces.push(PathPiece::Line(x, y));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.pieces.push(PathPiece::Quad(self.at(cx, cy), self.at(x, y)));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.pieces.push(PathPiece::Cubic(self.at(ax, ay), self.at(bx, by), self.at(x, y)));
    }
    fn close(&mut self) {
        self.pieces.push(PathPiece::Close);
    }
}
