//! Glyph outlines, for pictures (SVG, PNG) and for words that are drawn and not read (a watermark).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::{FaceNo, FontError, FontSet};
use crate::canvas::{FontRole, TextRun};
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

impl PathPiece {
    /// Its points elsewhere.
    fn moved(self, at: impl Fn((f64, f64)) -> (f64, f64)) -> Self {
        match self {
            Self::Move(x, y) => {
                let (x, y) = at((x, y));
                Self::Move(x, y)
            }
            Self::Line(x, y) => {
                let (x, y) = at((x, y));
                Self::Line(x, y)
            }
            Self::Quad(control, end) => Self::Quad(at(control), at(end)),
            Self::Cubic(first, second, end) => Self::Cubic(at(first), at(second), at(end)),
            Self::Close => Self::Close,
        }
    }
}

impl FontSet {
    /// The outlines of a run where it stands on its page, and its width in points, the spacing
    /// after the last character included. Fill with the non-zero rule.
    ///
    /// # Errors
    /// A character that no face of the role has; a glyph that cannot be drawn.
    pub fn placed(&self, run: &TextRun) -> Result<(Vec<PathPiece>, f64), FontError> {
        self.check(&run.text, run.role)?;
        let (mut pieces, mut width) = (Vec::new(), 0.0);
        for character in run.text.chars() {
            let (glyph, advance) =
                self.outline(character, run.role, run.size).ok_or_else(|| self.undrawn(character, run.role))?;
            let at = |(x, y): (f64, f64)| {
                let along = x + width;
                if run.turned { (run.x - y, run.y + along) } else { (run.x + along, run.y + y) }
            };
            pieces.extend(glyph.into_iter().map(|piece| piece.moved(at)));
            width += advance + run.spacing;
        }
        Ok((pieces, width))
    }

    /// The face has the character, but its outline is damaged.
    fn undrawn(&self, character: char, role: FontRole) -> FontError {
        let face = self.face_of(character, role).and_then(|no| self.face(no));
        let file = face.map_or_else(String::new, |face| face.file().to_owned());
        FontError::Unreadable { file, why: format!("“{character}”的字形已损坏") }
    }

    /// The outline of a character at `size` points and its advance; nothing when no face of the
    /// role has it. Fill with the non-zero rule.
    pub fn outline(&self, character: char, role: FontRole, size: f64) -> Option<(Vec<PathPiece>, f64)> {
        let FaceNo(no) = self.face_of(character, role)?;
        let face = self.faces().get(no)?;
        let (glyph, _) = face.glyph(character)?;
        let font = FontRef::from_index(face.bytes(), face.index()).ok()?;
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
