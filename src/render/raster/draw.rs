//! Marks onto a pixmap.
//!
//! Paths stay in points and the pixmap's transform scales them, so that curves are flattened for the
//! pixels they will cover. A path without a place on the pixmap (a single point, a coordinate that is not
//! a number) draws nothing.

use super::RasterError;
use super::picture::decode;
use crate::canvas::{Color, Frame, Mark};
use crate::document::Picture;
use crate::fonts::{FontSet, PathPiece};
use tiny_skia::{
    FillRule, FilterQuality, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Stroke, StrokeDash, Transform,
};

/// Draws the marks in their order.
///
/// # Errors
/// A character that no face has; a picture that is no PNG.
pub fn marks(picture: &mut Pixmap, marks: &[Mark], scale: f64, fonts: &FontSet) -> Result<(), RasterError> {
    let to_pixels = Transform::from_scale(single(scale), single(scale));
    for mark in marks {
        match mark {
            Mark::Text(run) => {
                let (pieces, _) = fonts.placed(run)?;
                fill(picture, outline(&pieces), run.color, to_pixels);
            }
            Mark::Line { from, to, width, color, dash } => {
                let dash = dash.and_then(|(on, off)| StrokeDash::new(vec![single(on), single(off)], 0.0));
                let pen = Stroke { width: single(*width), dash, ..Stroke::default() };
                stroke(picture, corners(&[*from, *to], false), &pen, *color, to_pixels);
            }
            Mark::Path { points, closed, fill: inside, stroke: edge } => {
                let path = corners(points, *closed);
                if let Some(color) = inside {
                    fill(picture, path.clone(), *color, to_pixels);
                }
                if let Some((width, color)) = edge {
                    let pen = Stroke { width: single(*width), line_join: LineJoin::Round, ..Stroke::default() };
                    stroke(picture, path, &pen, *color, to_pixels);
                }
            }
            Mark::Image { frame, picture: image } => stamp(picture, frame, image, to_pixels)?,
        }
    }
    Ok(())
}

/// A picture in its frame, over what lies there: paper, on a page.
fn stamp(onto: &mut Pixmap, frame: &Frame, image: &Picture, to_pixels: Transform) -> Result<(), RasterError> {
    let pixels = decode(&image.png)?;
    #[allow(clippy::cast_precision_loss)] // Pixels of a picture.
    let (across, down) = (single(frame.width) / pixels.width() as f32, single(frame.height) / pixels.height() as f32);
    let place = Transform::from_row(across, 0.0, 0.0, down, single(frame.x), single(frame.y)).post_concat(to_pixels);
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    onto.draw_pixmap(0, 0, pixels.as_ref(), &paint, place, None);
    Ok(())
}

fn fill(picture: &mut Pixmap, path: Option<Path>, color: Color, to_pixels: Transform) {
    if let Some(path) = path {
        picture.fill_path(&path, &paint(color), FillRule::Winding, to_pixels, None);
    }
}

fn stroke(picture: &mut Pixmap, path: Option<Path>, pen: &Stroke, color: Color, to_pixels: Transform) {
    // The library draws a hairline for a width of 0; on a page it is no line.
    if let Some(path) = path.filter(|_| pen.width > 0.0) {
        picture.stroke_path(&path, &paint(color), pen, to_pixels, None);
    }
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(color.red, color.green, color.blue, 255);
    paint
}

fn outline(pieces: &[PathPiece]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for piece in pieces {
        match *piece {
            PathPiece::Move(x, y) => path.move_to(single(x), single(y)),
            PathPiece::Line(x, y) => path.line_to(single(x), single(y)),
            PathPiece::Quad(a, end) => path.quad_to(single(a.0), single(a.1), single(end.0), single(end.1)),
            PathPiece::Cubic(a, b, end) => {
                path.cubic_to(single(a.0), single(a.1), single(b.0), single(b.1), single(end.0), single(end.1));
            }
            PathPiece::Close => path.close(),
        }
    }
    path.finish()
}

fn corners(points: &[(f64, f64)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(single(first.0), single(first.1));
    for point in rest {
        path.line_to(single(point.0), single(point.1));
    }
    if closed {
        path.close();
    }
    path.finish()
}

#[allow(clippy::cast_possible_truncation)] // Coordinates of a page; a greater one becomes infinite and is not drawn.
fn single(value: f64) -> f32 {
    value as f32
}
