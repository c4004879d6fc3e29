//! What a leader reads in ten seconds: a row of cells with one number each, its unit smaller beside it.

use super::body::{Body, run};
use super::measure::{signed, tenths};
use super::style::{self, exact, hex};
use super::table::borders;
use crate::document::{Band, Inline, KeyFigure, legends};
use crate::typeset::number_and_unit;
use docx_rs::{Paragraph, Run, TableBorderPosition, TableCell as Cell, TableRow, VAlignType, WidthType};

/// At most so many in a row.
const ROW: usize = 5;
/// Half points: of a number at most and at least; of labels, largest first.
const VALUE: u32 = 48;
const VALUE_LEAST: u32 = 18;
const LABELS: [u32; 4] = [21, 20, 19, 18];
/// Of the words of a unit, in hundredths of the size of the number, and at least.
const UNIT: u32 = 42;
const UNIT_LEAST: u32 = 16;
/// From the edge of a cell to its words, beside and above; twentieths of a point.
const INSET: u32 = 60;
const MARGIN: u32 = 140;
/// Room of the mark of a band, in tenths of a character.
const MARK: u32 = 10;
/// Eighths of a point: the red rule above, the others.
const RED: usize = 12;
const THIN: usize = 4;

impl Body<'_> {
    /// A table with a cell per figure: its name, its value, a comparison.
    pub(super) fn key_figures(&mut self, figures: &[KeyFigure]) {
        let area = self.area();
        self.push(Paragraph::new().style(style::GAP));
        let across = figures.len().div_ceil(figures.len().div_ceil(ROW).max(1)).max(1);
        for (no, part) in figures.chunks(across).enumerate() {
            let count = u32::try_from(across).unwrap_or(1).max(1);
            let widths: Vec<u32> = (0..count).map(|at| area * (at + 1) / count - area * at / count).collect();
            let widths: Vec<u32> = widths.into_iter().take(part.len()).collect();
            let room = (area / count).saturating_sub(2 * INSET);
            let value = part.iter().map(|figure| value_size(figure, room)).min().unwrap_or(VALUE);
            let label = label_size(part, room);
            let cells = part.iter().zip(&widths).map(|(figure, width)| self.key_cell(figure, *width, (label, value)));
            let cells = cells.collect();
            let (red, grey) = (hex(self.look.red), hex(self.look.rule));
            let mut lines =
                vec![(TableBorderPosition::Bottom, THIN, &grey), (TableBorderPosition::InsideV, THIN, &grey)];
            if no == 0 {
                lines.push((TableBorderPosition::Top, RED, &red));
            }
            let margins = [MARGIN, INSET, MARGIN, INSET];
            self.put(vec![TableRow::new(cells).cant_split()], &widths, borders(&lines), margins);
            // Two tables without a paragraph between them are one.
            self.push(Paragraph::new().style(style::GAP));
        }
        for legend in legends(figures) {
            self.lines(style::TABLE_NOTE, legend);
        }
    }

    fn key_cell(&mut self, figure: &KeyFigure, width: u32, sizes: (u32, u32)) -> Cell {
        let (size, value) = sizes;
        let mut label = Paragraph::new().style(style::KEY_LABEL).line_spacing(exact(signed(size * 27 / 2)));
        if let Some((color, mark)) = self.look.band(figure.band) {
            label = label.add_run(Run::new().add_text(mark.to_string()).color(hex(color)).size(size as usize));
        }
        let label = label.add_run(run(&figure.label).size(size as usize));
        let number = self.key_value(figure, value);
        let cell = Cell::new().width(width as usize, WidthType::Dxa).vertical_align(VAlignType::Center);
        let cell = cell.shading(self.shade()).add_paragraph(label).add_paragraph(number);
        if figure.note.is_empty() {
            return cell;
        }
        cell.add_paragraph(self.words(Paragraph::new().style(style::KEY_NOTE), &figure.note, None))
    }

    /// The number large, the words of its unit smaller, both in the bookmark of the figure.
    fn key_value(&mut self, figure: &KeyFigure, size: u32) -> Paragraph {
        let mut line = Paragraph::new().style(style::KEY_VALUE).line_spacing(exact(signed(size * 15)));
        for (no, inline) in figure.value.iter().enumerate() {
            let (number, unit) = number_and_unit(inline.text(), no == 0);
            let large = run(number).size(size as usize);
            let small = run(unit).size(unit_size(size) as usize);
            let small = if unit.is_empty() { Run::new() } else { small.fonts(style::fonts(style::HEI)) };
            line = match inline {
                Inline::Figure { key, text } => self.figure_of(line, key, text, [large, small]),
                Inline::Text(_) | Inline::Date(_) | Inline::Number(_) | Inline::Quote(_) => {
                    line.add_run(large).add_run(small)
                }
            };
        }
        line
    }
}

fn unit_size(number: u32) -> u32 {
    (number * UNIT / 100).max(UNIT_LEAST)
}

/// The largest size at which a number and its unit stand on one line.
fn value_size(figure: &KeyFigure, room: u32) -> u32 {
    let fits = |size: &u32| {
        let widths = figure.value.iter().enumerate().map(|(no, inline)| {
            let (number, unit) = number_and_unit(inline.text(), no == 0);
            // Figures of a face that stands in for that of titles may be as wide as six tenths of a character.
            tenths(number) * size * 13 / 10 + tenths(unit) * unit_size(*size)
        });
        widths.sum::<u32>() <= room
    };
    (VALUE_LEAST..=VALUE).rev().find(fits).unwrap_or(VALUE_LEAST)
}

/// The largest size at which every label of a row takes one line.
fn label_size(row: &[KeyFigure], room: u32) -> u32 {
    let fits = |size: &u32| {
        let mark = |figure: &KeyFigure| if figure.band == Band::None { 0 } else { MARK };
        row.iter().all(|figure| (tenths(&figure.label) + mark(figure)) * size <= room)
    };
    LABELS.into_iter().find(fits).unwrap_or(LABELS[LABELS.len() - 1])
}
