//! How far the ink of a text reaches: what the standard measures to is the edge of the characters.
#![allow(clippy::float_arithmetic)] // Geometry.

use crate::canvas::FontRole;
use crate::fonts::{FontSet, PathPiece, clean};

/// From the baseline, downwards: above a text the edge is negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    pub top: f64,
    pub bottom: f64,
}

impl Ink {
    /// The ink of all characters; the em box of a text that has none.
    pub fn of(text: &str, fonts: &FontSet, role: FontRole, size: f64) -> Self {
        let mut ink = Self { top: f64::INFINITY, bottom: f64::NEG_INFINITY };
        for character in clean(text).chars() {
            for piece in fonts.outline(character, role, size).map(|(pieces, _)| pieces).unwrap_or_default() {
                // A curve ends at its extremes in a well-made face.
                let y = match piece {
                    PathPiece::Move(_, y)
                    | PathPiece::Line(_, y)
                    | PathPiece::Quad(_, (_, y))
                    | PathPiece::Cubic(_, _, (_, y)) => y,
                    PathPiece::Close => continue,
                };
                ink = Self { top: ink.top.min(y), bottom: ink.bottom.max(y) };
            }
        }
        if ink.top.is_finite() { ink } else { Self { top: -0.88 * size, bottom: 0.12 * size } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::testing::bundled;

    #[test]
    fn a_character_fills_most_of_its_em_and_a_dash_hardly_any() {
        let ink = Ink::of("国", bundled(), FontRole::Title, 100.0);
        assert!(ink.top > -95.0 && ink.top < -75.0 && ink.bottom > 0.0 && ink.bottom < 15.0, "{ink:?}");
        let dash = Ink::of("一", bundled(), FontRole::Title, 100.0);
        assert!(dash.bottom - dash.top < 30.0, "{dash:?}");
        assert_eq!(Ink::of("", bundled(), FontRole::Title, 10.0), Ink { top: -8.8, bottom: 1.2 });
    }
}
