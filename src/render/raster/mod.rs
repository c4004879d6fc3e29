//! Marks → PNG, for screens and documents that take no vectors. Text is filled as glyph outlines, so no
//! face has to be installed; the same marks give the same bytes.
#![allow(clippy::float_arithmetic)] // Geometry: points to pixels.

mod draw;
mod picture;
#[cfg(test)]
mod tests;

pub use picture::{Opaque, is_transparent, opaque};

use crate::canvas::Mark;
use crate::fonts::{FontError, FontSet};
use std::fmt;
use tiny_skia::{Color, Pixmap};

/// Pixels along a side: more is a mistake in the scale, and would need gigabytes.
const LONGEST: f64 = 10_000.0;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq)]
pub enum RasterError {
    Font(FontError),
    /// Not between 1 and 10000 pixels along each side.
    Size {
        width: f64,
        height: f64,
        scale: f64,
    },
    /// The library refused; what it said.
    Write(String),
    /// A picture that cannot be read; what the library said.
    Picture(String),
}

impl fmt::Display for RasterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font(error) => error.fmt(f),
            Self::Size { width, height, scale } => write!(
                f,
                "图片大小 {width}×{height} 磅、每磅 {scale} 像素，超出范围：每边应为 1 至 {LONGEST} 像素；请改图表的大小或倍数"
            ),
            Self::Write(why) => write!(f, "写 PNG 失败：{why}"),
            Self::Picture(why) => write!(f, "图片（印章）不是能读的 PNG：{why}；请另存为 PNG 后再放回"),
        }
    }
}

impl std::error::Error for RasterError {}

impl From<FontError> for RasterError {
    fn from(error: FontError) -> Self {
        Self::Font(error)
    }
}

/// A PNG of `width` × `height` points on white, `scale` pixels to the point (2 is 144 dpi). What lies
/// outside is cut off.
///
/// # Errors
/// A side below 1 or above 10000 pixels; a character that no face has; what the PNG library refuses.
pub fn png(marks: &[Mark], width: f64, height: f64, scale: f64, fonts: &FontSet) -> Result<Vec<u8>, RasterError> {
    let outside = || RasterError::Size { width, height, scale };
    let across = pixels(width * scale).ok_or_else(outside)?;
    let down = pixels(height * scale).ok_or_else(outside)?;
    let mut picture = Pixmap::new(across, down).ok_or_else(outside)?;
    picture.fill(Color::WHITE);
    draw::marks(&mut picture, marks, scale, fonts)?;
    picture.encode_png().map_err(|error| RasterError::Write(error.to_string()))
}

fn pixels(length: f64) -> Option<u32> {
    let whole = length.round();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // In range, which NaN is not.
    (1.0..=LONGEST).contains(&whole).then_some(whole as u32)
}
