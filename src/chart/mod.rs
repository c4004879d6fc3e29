//! Chart spec → marks: every chart is drawn by plotters into an own backend and labelled here.
//!
//! A chart prints numbers as they come (`shown`); the labels of a value axis are the only ones it
//! writes itself. Labels never overlap: one that finds no free place is left out, and its value
//! remains in the table beside the chart.
#![allow(clippy::float_arithmetic)] // geometry

mod axis;
mod backend;
mod dots;
mod flow;
mod foot;
mod geometry;
mod heat;
mod legend;
mod multiples;
mod pattern;
mod plot;
mod progress;
mod radar;
mod ranking;
mod references;
mod rows;
mod sheet;
mod slope;
mod stacked;
mod style;
mod trend;
mod trend_labels;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

pub use style::ChartStyle;

use crate::canvas::{Color, FontRole, Frame, Mark, TextMeasure};
use crate::document::{ChartKind, ChartSpec};
use dots::Dots;
use flow::Face;
use multiples::Multiples;
use radar::Radar;
use sheet::{Label, Sheet};
use stacked::Stack;

/// Height of a line of labels, in label sizes.
const LEADING: f64 = 1.25;
/// Between title, subtitle and drawing, in label sizes.
const BETWEEN: f64 = 0.25;
/// The title is this much larger than the labels, in points.
const TITLE_STEP: f64 = 1.5;

/// The marks of a chart, all inside `frame` when it is at least [`least_height`] high.
pub fn draw(spec: &ChartSpec, frame: Frame, measure: &dyn TextMeasure, style: &ChartStyle) -> Vec<Mark> {
    let mut sheet = Sheet::new(frame, measure, style);
    draw_body(&mut sheet, spec);
    let legends = foot::printed(&sheet, &spec.legends);
    if legends.is_empty() {
        return sheet.finish();
    }
    // Again, with room for what its symbols mean.
    let mut sheet = Sheet::new(frame, measure, style);
    sheet.frame.height -= foot::height(&sheet, &legends);
    draw_body(&mut sheet, spec);
    sheet.frame = frame;
    foot::draw(&mut sheet, &legends);
    sheet.finish()
}

fn draw_body(sheet: &mut Sheet, spec: &ChartSpec) {
    let top = head(sheet, spec);
    match &spec.kind {
        ChartKind::Ranking { bars, references } => ranking::draw(sheet, top, bars, references),
        ChartKind::Trend { labels, lines, references } => trend::draw(sheet, top, labels, lines, references),
        ChartKind::Progress { bars, due_label: due, target_label: target } => {
            progress::draw(sheet, top, bars, &progress::Words { due, target });
        }
        ChartKind::Stacked { rows, parts, totals, whole } => {
            stacked::draw(sheet, top, &Stack { rows, parts, totals, whole: *whole });
        }
        ChartKind::Heat { columns, rows } => heat::draw(sheet, top, columns, rows),
        ChartKind::Slope { ends, lines } => slope::draw(sheet, top, ends, lines),
        ChartKind::Dots { rows, series, references } => dots::draw(sheet, top, &Dots { rows, series, references }),
        ChartKind::Multiples { labels, panels, base, references } => {
            let base = base.as_ref();
            multiples::draw(sheet, top, &Multiples { labels, panels, base, references });
        }
        ChartKind::Radar { axes, lines } => radar::draw(sheet, top, &Radar { axes, lines }),
    }
}

/// The height in points below which a chart of this width would have to squeeze its labels.
pub fn least_height(spec: &ChartSpec, width: f64, measure: &dyn TextMeasure, style: &ChartStyle) -> f64 {
    let frame = Frame { x: 0.0, y: 0.0, width, height: f64::MAX };
    let mut sheet = Sheet::new(frame, measure, style);
    let top = head(&mut sheet, spec);
    let body = match &spec.kind {
        ChartKind::Ranking { bars, references } => ranking::least_height(&sheet, bars, references),
        ChartKind::Trend { .. } => style.label_size() * trend::LEAST_LINES,
        ChartKind::Progress { bars, .. } => progress::least_height(&sheet, bars),
        ChartKind::Stacked { rows, parts, totals, whole } => {
            stacked::least_height(&sheet, &Stack { rows, parts, totals, whole: *whole })
        }
        ChartKind::Heat { columns, rows } => heat::least_height(&sheet, columns, rows),
        ChartKind::Slope { lines, .. } => slope::least_height(&sheet, lines),
        ChartKind::Dots { rows, series, references } => dots::least_height(&sheet, &Dots { rows, series, references }),
        ChartKind::Multiples { labels, panels, base, references } => {
            let base = base.as_ref();
            multiples::least_height(&sheet, &Multiples { labels, panels, base, references })
        }
        ChartKind::Radar { axes, lines } => radar::least_height(&sheet, &Radar { axes, lines }),
    };
    if spec.legends.is_empty() {
        return top + body;
    }
    let mut drawn = Sheet::new(Frame { height: top + body, ..frame }, measure, style);
    draw_body(&mut drawn, spec);
    top + body + foot::height(&sheet, &foot::printed(&drawn, &spec.legends))
}

/// Writes title and subtitle; where the rest may begin.
fn head(sheet: &mut Sheet, spec: &ChartSpec) -> f64 {
    let size = sheet.style.label_size();
    let title = Face { role: FontRole::Hei, size: size + TITLE_STEP, color: Color::BLACK };
    let subtitle = Face { role: FontRole::Song, size, color: sheet.style.small_print() };
    let mut top = sheet.frame.y;
    for (words, face) in [(&spec.title, title), (&spec.subtitle, subtitle)] {
        for line in flow::even_lines(sheet, words, face, sheet.frame.width) {
            sheet.write(&line, sheet.frame.x, top + face.size * LEADING / 2.0);
            top += face.size * LEADING;
        }
        top += size * BETWEEN;
    }
    top + size * 0.5
}

/// A label in Song.
fn song(sheet: &Sheet, text: &str, color: Color) -> Label {
    Label::new(text, None, FontRole::Song, sheet.style.label_size(), color)
}
