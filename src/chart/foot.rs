//! Under the drawing: what the symbols at its values mean, each only where it is printed.
#![allow(clippy::float_arithmetic)] // geometry

use super::LEADING;
use super::flow::{self, Face};
use super::sheet::{Label, Sheet};
use crate::canvas::FontRole;
use crate::document::{Inline, Legend};

/// Between the drawing and its small print, in label sizes.
const ABOVE: f64 = 0.5;

fn lines(sheet: &Sheet, legends: &[&Legend]) -> Vec<Label> {
    let words: Vec<Inline> = legends.iter().flat_map(|legend| &legend.words).cloned().collect();
    let face = Face { role: FontRole::Song, size: sheet.style.label_size(), color: sheet.style.small_print() };
    flow::lines(sheet, &words, face, sheet.frame.width)
}

/// Those whose symbol stands in the drawing.
pub(super) fn printed<'l>(sheet: &Sheet, legends: &'l [Legend]) -> Vec<&'l Legend> {
    Legend::printed(legends, &sheet.texts())
}

/// The room that the small print takes.
pub(super) fn height(sheet: &Sheet, legends: &[&Legend]) -> f64 {
    let lines = lines(sheet, legends).len();
    let above = if lines > 0 { ABOVE } else { 0.0 };
    sheet.style.label_size() * (LEADING * lines as f64 + above)
}

/// Writes it at the foot of the frame.
pub(super) fn draw(sheet: &mut Sheet, legends: &[&Legend]) {
    let lines = lines(sheet, legends);
    let lead = sheet.style.label_size() * LEADING;
    let first = sheet.area().bottom - lead * lines.len() as f64;
    for (i, line) in lines.iter().enumerate() {
        sheet.write_free(line, sheet.frame.x, first + lead * (i as f64 + 0.5));
    }
}
