//! A plotters backend whose ink is canvas marks: vector in, vector out, no pixels and no fonts.
#![allow(clippy::float_arithmetic)] // geometry: plotters' integer units become points

use crate::canvas::{Color, Frame, Mark};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::fmt;

/// Plotters counts in `i32`; this many units make a point.
const UNITS: f64 = 100.0;
/// Corners of the polygon that stands for a circle.
const CIRCLE_CORNERS: u32 = 24;

/// Plotters' units of a length in points.
pub(super) fn units(points: f64) -> i32 {
    // The cast saturates, so no length can wrap.
    (points * UNITS).round() as i32
}

/// Points of a length in plotters' units.
pub(super) fn points(units: i32) -> f64 {
    f64::from(units) / UNITS
}

/// Collects what plotters draws inside a frame.
pub(super) struct MarkBackend {
    frame: Frame,
    pub(super) marks: Vec<Mark>,
}

impl MarkBackend {
    pub(super) fn new(frame: Frame) -> Self {
        Self { frame, marks: Vec::new() }
    }
    /// A plotters coordinate on the page, never outside the frame.
    pub(super) fn on_page(&self, (x, y): BackendCoord) -> (f64, f64) {
        (
            self.frame.x + points(x).clamp(0.0, self.frame.width.max(0.0)),
            self.frame.y + points(y).clamp(0.0, self.frame.height.max(0.0)),
        )
    }
    fn push_path(&mut self, points: Vec<(f64, f64)>, closed: bool, fill: Option<Color>, stroke: Option<(f64, Color)>) {
        self.marks.push(Mark::Path { points, closed, fill, stroke });
    }
}

/// The ink of a plotters colour. The canvas has no transparency: a colour is there or it is not.
fn ink(color: BackendColor) -> Option<Color> {
    let (red, green, blue) = color.rgb;
    (color.alpha > 0.0).then_some(Color { red, green, blue })
}

fn stroke<S: BackendStyle>(style: &S, color: Color) -> (f64, Color) {
    (f64::from(style.stroke_width()) / UNITS, color)
}

/// Text does not go through plotters: it would need a font from plotters and lose its figure.
#[derive(Debug)]
struct NoText;

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the chart backend takes no text")
    }
}

impl std::error::Error for NoText {}

type Drawn = Result<(), DrawingErrorKind<std::convert::Infallible>>;

impl DrawingBackend for MarkBackend {
    type ErrorType = std::convert::Infallible;

    fn get_size(&self) -> (u32, u32) {
        (units(self.frame.width).max(0).unsigned_abs(), units(self.frame.height).max(0).unsigned_abs())
    }
    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }
    fn present(&mut self) -> Drawn {
        Ok(())
    }
    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0.saturating_add(1), point.1.saturating_add(1)), &color, true)
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        if let Some(color) = ink(style.color()) {
            let (width, color) = stroke(style, color);
            self.marks.push(Mark::Line { from: self.on_page(from), to: self.on_page(to), width, color, dash: None });
        }
        Ok(())
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if let Some(color) = ink(style.color()) {
            let ((left, top), (right, bottom)) = (self.on_page(upper_left), self.on_page(bottom_right));
            let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
            self.push_path(corners, true, fill.then_some(color), (!fill).then(|| stroke(style, color)));
        }
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if let Some(color) = ink(style.color()) {
            let points: Vec<_> = path.into_iter().map(|p| self.on_page(p)).collect();
            self.push_path(points, false, None, Some(stroke(style, color)));
        }
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        if let Some(color) = ink(style.color()) {
            let (x, y) = self.on_page(center);
            let radius = f64::from(radius) / UNITS;
            let corner = |i: u32| {
                let angle = std::f64::consts::TAU * f64::from(i) / f64::from(CIRCLE_CORNERS);
                (x + radius * angle.cos(), y + radius * angle.sin())
            };
            let points = (0..CIRCLE_CORNERS).map(corner).collect();
            self.push_path(points, true, fill.then_some(color), (!fill).then(|| stroke(style, color)));
        }
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        if let Some(color) = ink(style.color()) {
            let points: Vec<_> = corners.into_iter().map(|p| self.on_page(p)).collect();
            self.push_path(points, true, Some(color), None);
        }
        Ok(())
    }
    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        Err(DrawingErrorKind::FontError(Box::new(NoText)))
    }
}
