//! What stands above and below the grid: title, unit line, notes.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::Setter;
use super::super::flow::{Flow, Slab};
use super::super::geometry::{LEAD, Sheet, baseline};
use super::super::lines::{Fill, balanced_lines, break_lines};
use super::super::tags::Tags;
use super::super::text::{Place, placed};
use super::super::words::Words;
use super::row::within;
use crate::canvas::{ElementKind, FontRole, Mark};
use crate::document::{Inline, Table, plain_text};

/// Size of the title of a table, of the unit line, of notes.
const TITLE: f64 = 13.0;
const UNIT: f64 = 9.5;
const NOTE: f64 = 9.0;
/// Notes of up to so many lines stay on one page.
const TOGETHER: usize = 8;

impl Setter<'_> {
    /// Title and unit line, from the top.
    pub(super) fn caption(&self, table: &Table, sheet: &Sheet, again: bool) -> (f64, Vec<Mark>) {
        let edges = (sheet.left, sheet.area_width);
        let mut title = table.title.clone();
        if again {
            title.push(Inline::Text("（续表）".to_owned()));
        }
        let words = Words::of(&title, self.fonts, FontRole::Title, TITLE);
        let mut y = if again { 0.0 } else { LEAD / 4.0 };
        let mut marks = Vec::new();
        for line in balanced_lines(&words, sheet.area_width - 2.0 * TITLE) {
            let at = baseline(y, TITLE * 1.5, TITLE);
            marks.extend(placed(&words, &line, Place::Center, edges, at, self.style.text));
            y += TITLE * 1.5;
        }
        y += 2.0;
        if !table.unit_line.is_empty() {
            let unit = Words::plain(&table.unit_line, None, self.fonts, FontRole::Song, UNIT);
            for line in within(&unit, sheet.area_width, false) {
                let at = baseline(y, UNIT * 1.5, UNIT);
                marks.extend(placed(&unit, &line, Place::Right, edges, at, self.style.text));
                y += UNIT * 1.5;
            }
        }
        (y + 2.0, marks)
    }

    /// Notes under the table, one slab a line.
    pub(super) fn notes(&self, flow: &mut Flow, notes: &[Vec<Inline>], sheet: &Sheet) -> Vec<Slab> {
        let mut slabs: Vec<Slab> = Vec::new();
        for note in notes {
            let tags = Tags::text(flow.structure.add(ElementKind::Paragraph, None));
            let words = Words::of(note, self.fonts, FontRole::Song, NOTE);
            // A note that begins with a label (`注：`) hangs from it.
            let label: String = plain_text(note).chars().take(5).collect();
            let indent = match label.find('：') {
                Some(end) => NOTE * f64::from(u32::try_from(label[..end].chars().count()).unwrap_or(0) + 1),
                None => 0.0,
            };
            let width = sheet.area_width;
            let fill = Fill { first: width, rest: width - indent, justify: true, tracking: 0.0 };
            for (n, line) in break_lines(&words, fill).iter().enumerate() {
                let edges = (sheet.left + if n == 0 { 0.0 } else { indent }, width);
                let top = if slabs.is_empty() { 3.0 } else { 0.0 };
                let at = baseline(top, NOTE * 1.45, NOTE);
                let marks = placed(&words, line, Place::Left, edges, at, self.style.muted);
                slabs.push(Slab { height: top + NOTE * 1.45, marks, tags: tags.clone(), ..Slab::default() });
            }
        }
        let count = slabs.len();
        for (i, slab) in slabs.iter_mut().enumerate() {
            slab.keep = i + 1 < count && (count <= TOGETHER || i == 0 || i + 2 == count);
        }
        slabs
    }
}
