//! Lengths of the page (GB/T 9704-2012, 5.2) and of words, in twentieths of a point, without a font.
#![allow(clippy::float_arithmetic)] // Geometry.

/// The sheet and the text area on it.
pub(super) struct Sheet {
    pub width: u32,
    pub height: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    pub left: u32,
}

impl Sheet {
    /// Width of the text area.
    pub fn area(&self) -> u32 {
        self.width - self.left - self.right
    }
}

/// 37 mm above, 28 mm at the left, a text area of 156 × 225 mm.
pub(super) const PORTRAIT: Sheet =
    Sheet { width: 11906, height: 16838, top: 2098, right: 1474, bottom: 1984, left: 1588 };
/// The same sheet with its left edge, which is bound, up.
pub(super) const LANDSCAPE: Sheet =
    Sheet { width: 16838, height: 11906, top: 1588, right: 2098, bottom: 1474, left: 1984 };
/// That of a letter, whose first page has a line more above its second rule (10.1); the feet of the others are as much
/// higher.
pub(super) const LETTER: Sheet = Sheet { top: 2153, bottom: 1349, ..PORTRAIT };

/// A line of the grid: 225 mm / 22. A character: 156 mm / 28, which is 16 pt set closer.
pub(super) const LINE: i32 = 579;
pub(super) const CHARACTER: i32 = 315;
pub(super) const CLOSER: i32 = -5;

/// Words in tenths of a character's width; Latin ones count half.
pub(super) fn tenths(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 5 } else { 10 }).sum()
}

/// The width of words in a size given in half points.
pub(super) fn width(text: &str, half_points: u32) -> i32 {
    signed(tenths(text) * half_points)
}

/// Points in twentieths of one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A page is 10^4 twentieths high.
pub(super) fn twips(points: f64) -> u32 {
    (points * 20.0).round() as u32
}

/// A length that the library wants with a sign.
pub(super) fn signed(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_area_holds_the_grid() {
        assert_eq!(PORTRAIT.area(), 8844);
        assert_eq!(320 + CLOSER, CHARACTER);
        const { assert!(28 * CHARACTER <= 8844 && 29 * CHARACTER > 8844) };
        const { assert!(22 * LINE <= 16838 - 2098 - 1984) };
        const { assert!(23 * LINE <= 16838 - 2153 - 1349) };
        assert_eq!(width("2021年", 32), 960);
        assert_eq!(twips(28.35), 567);
    }
}
