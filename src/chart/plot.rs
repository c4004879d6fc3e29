//! The plot of a chart: plotters' coordinates over a rectangle of the sheet.
#![allow(clippy::float_arithmetic)] // geometry

use super::backend::{MarkBackend, points, units};
use super::geometry::Area;
use super::sheet::Sheet;
use crate::canvas::{Color, Frame};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    Cartesian2d, Circle, CoordTranslate, DrawingArea, PathElement, RGBColor, Rectangle, ShapeStyle,
};
use std::ops::Range;

type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// A rectangle with value coordinates. Shapes are in values, sizes in points.
pub(super) struct Plot {
    plane: DrawingArea<MarkBackend, Plane>,
    origin: (f64, f64),
}

fn style(color: Color, width: f64, filled: bool) -> ShapeStyle {
    let color = RGBColor(color.red, color.green, color.blue);
    ShapeStyle { color: color.into(), filled, stroke_width: units(width).max(1).unsigned_abs() }
}

impl Plot {
    /// `x` runs over the area left to right, `y` from its bottom to its top; give `y` backwards
    /// for rows that count downwards.
    pub(super) fn new(sheet: &Sheet, area: Area, x: Range<f64>, y: Range<f64>) -> Self {
        let Frame { x: left, y: top, .. } = sheet.frame;
        let across = units(area.left - left)..units(area.right - left);
        let up = units(area.bottom - top)..units(area.top - top);
        let plane = DrawingArea::from(&sheet.backend).apply_coord_spec(Plane::new(x, y, (across, up)));
        Self { plane, origin: (left, top) }
    }
    /// Where a value is on the page.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (across, down) = self.plane.as_coord_spec().translate(&(x, y));
        (self.origin.0 + points(across), self.origin.1 + points(down))
    }
    /// A filled rectangle between two corners.
    pub(super) fn bar(&self, from: (f64, f64), to: (f64, f64), color: Color) {
        // The backend cannot fail, so there is nothing to hand on (here and below).
        let _ = self.plane.draw(&Rectangle::new([from, to], style(color, 0.0, true)));
    }
    /// A line through points.
    pub(super) fn stroke(&self, through: Vec<(f64, f64)>, width: f64, color: Color) {
        let _ = self.plane.draw(&PathElement::new(through, style(color, width, false)));
    }
    /// A disc.
    pub(super) fn disc(&self, at: (f64, f64), radius: f64, color: Color) {
        let _ = self.plane.draw(&Circle::new(at, units(radius), style(color, 0.0, true)));
    }
    /// A ring.
    pub(super) fn ring(&self, at: (f64, f64), radius: f64, width: f64, color: Color) {
        let _ = self.plane.draw(&Circle::new(at, units(radius), style(color, width, false)));
    }
}
