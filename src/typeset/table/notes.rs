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

/// What stands above the heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caption {
    Whole,
    /// Without the title, which stands above as that of the annex.
    Titled,
    /// On a page where the table goes on: without the block of a form.
    Again,
}

impl Setter<'_> {
    /// Title, block of a form and unit line, from the top.
    pub(super) fn caption(&self, table: &Table, sheet: &Sheet, which: Caption) -> (f64, Vec<Mark>) {
        let edges = (sheet.left, sheet.area_width);
        let again = which == Caption::Again;
        let mut title = if which == Caption::Titled { Vec::new() } else { table.title.clone() };
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
        let block = table.block.as_ref();
        if let Some(block) = block.filter(|_| !again) {
            y = self.form_lines(&block.lines, sheet, y, &mut marks);
        }
        let (office, period) = block.map_or(("", ""), |block| (block.office.as_str(), block.period.as_str()));
        y = self.head_line([office, period, &table.unit_line], sheet, y, &mut marks);
        (y + 2.0, marks)
    }

    /// `表　　号：…` and what belongs to it, at the right, one under another.
    fn form_lines(&self, lines: &[String], sheet: &Sheet, mut y: f64, marks: &mut Vec<Mark>) -> f64 {
        let words: Vec<Words<'_>> =
            lines.iter().map(|line| Words::plain(line, None, self.fonts, FontRole::Song, UNIT)).collect();
        let width = words.iter().map(Words::width).fold(0.0, f64::max).min(sheet.area_width);
        let edges = (sheet.right() - width, width);
        for words in &words {
            for line in within(words, width, false) {
                let at = baseline(y, UNIT * 1.4, UNIT);
                marks.extend(placed(words, &line, Place::Left, edges, at, self.style.text));
                y += UNIT * 1.4;
            }
        }
        y
    }

    /// Office, period and unit on one line, at the left, in the middle and at the right; under one another where they do
    /// not fit beside.
    fn head_line(&self, texts: [&str; 3], sheet: &Sheet, y: f64, marks: &mut Vec<Mark>) -> f64 {
        let edges = (sheet.left, sheet.area_width);
        let words = texts.map(|text| Words::plain(text, None, self.fonts, FontRole::Song, UNIT));
        let [left, middle, right] = [0, 1, 2].map(|no| words[no].width());
        let beside = left.max(right) + middle / 2.0 + UNIT <= sheet.area_width / 2.0
            || middle == 0.0 && left + right + UNIT <= sheet.area_width;
        let mut high = 0.0;
        for (words, place) in words.iter().zip([Place::Left, Place::Center, Place::Right]) {
            let mut at = if beside { 0.0 } else { high };
            for line in within(words, sheet.area_width, false).iter().filter(|line| !line.range.is_empty()) {
                let base = baseline(y + at, UNIT * 1.5, UNIT);
                marks.extend(placed(words, line, place, edges, base, self.style.text));
                at += UNIT * 1.5;
            }
            high = at.max(high);
        }
        y + high
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
