//! A PNG taken apart: for pages that cannot show what lies under it (PDF/A-1 knows no transparency).

use super::RasterError;
use tiny_skia::Pixmap;

/// A picture without holes: what shows through it is white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opaque {
    pub width: u32,
    pub height: u32,
    /// Red, green, blue of each pixel, row by row from the top.
    pub rgb: Vec<u8>,
}

/// The pixels of a PNG on white.
///
/// # Errors
/// What is no PNG.
pub fn opaque(png: &[u8]) -> Result<Opaque, RasterError> {
    let pixels = decode(png)?;
    // Premultiplied: on white, what a pixel lets through is added to each part.
    let on_white = |pixel: &tiny_skia::PremultipliedColorU8| {
        let through = u8::MAX - pixel.alpha();
        [pixel.red(), pixel.green(), pixel.blue()].map(|part| part.saturating_add(through))
    };
    let rgb = pixels.pixels().iter().flat_map(on_white).collect();
    Ok(Opaque { width: pixels.width(), height: pixels.height(), rgb })
}

/// Whether anything shows through a PNG.
///
/// # Errors
/// What is no PNG, or not all of one.
pub fn is_transparent(png: &[u8]) -> Result<bool, RasterError> {
    Ok(decode(png)?.pixels().iter().any(|pixel| pixel.alpha() < u8::MAX))
}

pub(super) fn decode(png: &[u8]) -> Result<Pixmap, RasterError> {
    Pixmap::decode_png(png).map_err(|error| RasterError::Picture(error.to_string()))
}
