//! Fills that a photocopier keeps apart: each differs from the others in lightness and in its pattern. All of it is
//! lines and rectangles; nothing is transparent.
#![allow(clippy::float_arithmetic)] // geometry

use super::geometry::Area;
use super::sheet::Sheet;
use super::style::{Fill, Pattern};
use crate::canvas::Color;

/// From one line of a hatching to the next, along an edge.
const STEP: f64 = 4.2;
/// From one row of dots to the next.
const DOTS: f64 = 3.6;
/// A hatched line.
const LINE: f64 = 0.55;
/// Side of a dot.
const DOT: f64 = 1.1;
/// The edge of a light fill.
const EDGE: f64 = 0.4;

/// Fills a rectangle.
pub(super) fn fill(sheet: &mut Sheet, area: Area, fill: &Fill) {
    sheet.rect(area, fill.base);
    match fill.pattern {
        Pattern::Plain => {}
        Pattern::Rising => hatch(sheet, area, fill.ink, true),
        Pattern::Falling => hatch(sheet, area, fill.ink, false),
        Pattern::Dots => dots(sheet, area, fill.ink),
    }
    sheet.edge(area, EDGE, fill.edge);
}

/// Slanted lines, cut off at the edges. They stand on one raster, so that neighbours do not jump.
pub(super) fn hatch(sheet: &mut Sheet, area: Area, ink: Color, rising: bool) {
    if !(area.width() > 0.0 && area.height() > 0.0) {
        return;
    }
    // Points of one line share this number.
    let number = |x: f64, y: f64| if rising { x + y } else { x - y };
    let corners = [number(area.left, area.top), number(area.left, area.bottom)];
    let (low, high) = (corners[0].min(corners[1]), corners[0].max(corners[1]) + area.width());
    let mut at = (low / STEP).floor() * STEP + STEP;
    while at < high {
        let ends = if rising { [at - area.bottom, at - area.top] } else { [at + area.top, at + area.bottom] };
        let (from, to) = (ends[0].max(area.left), ends[1].min(area.right));
        let y = |x: f64| if rising { at - x } else { x - at };
        if to - from > 0.3 {
            sheet.line((from, y(from)), (to, y(to)), LINE, ink, None);
        }
        at += STEP;
    }
}

/// Rows of dots, every other one shifted: each row is one dashed line.
fn dots(sheet: &mut Sheet, area: Area, ink: Color) {
    let mut row = (area.top / DOTS).floor() * DOTS + DOTS;
    let mut shifted = false;
    while row < area.bottom - DOT {
        let left = area.left + DOT + if shifted { DOTS / 2.0 } else { 0.0 };
        if left + DOT < area.right - DOT {
            sheet.line((left, row), (area.right - DOT, row), DOT, ink, Some((DOT, DOTS - DOT)));
        }
        row += DOTS;
        shifted = !shifted;
    }
}
