//! The official page in points (GB/T 9704-2012, 5.1 and 5.2): A4, the text area, the grid.
#![allow(clippy::float_arithmetic)] // Geometry.

/// One millimetre.
pub const MM: f64 = 72.0 / 25.4;
/// Lines of a page and characters of a line (5.2.3).
pub const LINES: f64 = 22.0;
pub const CHARACTERS: f64 = 28.0;
/// 3号: the body.
pub const BODY: f64 = 15.75;
/// 4号: page numbers.
pub const FOLIO: f64 = 14.0;
/// From one baseline of the grid to the next.
pub const LEAD: f64 = 225.0 * MM / LINES;
/// From one character of the grid to the next.
pub const PITCH: f64 = 156.0 * MM / CHARACTERS;
/// Height of the middle of a character above its baseline, in ems.
pub const MIDDLE: f64 = 0.38;

/// A sheet and its text area (版心).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub top: f64,
    pub area_width: f64,
    pub area_height: f64,
}

/// 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.
pub const PORTRAIT: Sheet = Sheet {
    width: 210.0 * MM,
    height: 297.0 * MM,
    left: 28.0 * MM,
    top: 37.0 * MM,
    area_width: 156.0 * MM,
    area_height: 225.0 * MM,
};

/// The same sheet turned so that the head of a wide table lies on its left edge (clause 8).
pub const LANDSCAPE: Sheet = Sheet {
    width: 297.0 * MM,
    height: 210.0 * MM,
    left: 35.0 * MM,
    top: 28.0 * MM,
    area_width: 225.0 * MM,
    area_height: 156.0 * MM,
};

impl Sheet {
    pub fn right(&self) -> f64 {
        self.left + self.area_width
    }
    pub fn bottom(&self) -> f64 {
        self.top + self.area_height
    }
}

/// The baseline of characters of `size` centred in a line box.
pub fn baseline(box_top: f64, box_height: f64, size: f64) -> f64 {
    box_top + box_height / 2.0 + MIDDLE * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_standard() {
        assert!((LEAD - 28.99).abs() < 0.005 && (PITCH - 15.79).abs() < 0.005);
        const { assert!(BODY * CHARACTERS <= PORTRAIT.area_width) };
        assert!((PORTRAIT.width - PORTRAIT.right() - 26.0 * MM).abs() < 1e-9);
        assert!((PORTRAIT.height - PORTRAIT.bottom() - 35.0 * MM).abs() < 1e-9);
    }
}
