//! Office, date and seal at the end of the text (7.3.5.1), and the remark under them (7.3.6).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, MM, PITCH, PORTRAIT, baseline};
use super::lines::marks;
use super::text::whole;
use super::words::Words;
use crate::canvas::{FontRole, Frame, Mark};
use crate::document::{Inline, Picture, plain_text};

/// Lines of the text, headings among them, that stand on the page of the signature at least.
const TEXT_LINES: usize = 2;
/// Lines left free between the text and the office's name for a seal that is put on by hand; fewer where that
/// keeps the page (7.3.5.5).
const SEAL_LINES: f64 = 2.0;
const LESS_LINES: [f64; 2] = [1.5, 1.0];
/// Office and date stand this much below the middle of the seal.
const BELOW_MIDDLE: f64 = LEAD / 4.0;

/// A seal, from the top of the office's line.
struct Seal {
    picture: Picture,
    width: f64,
    height: f64,
}

impl Seal {
    fn of(picture: &Picture) -> Self {
        let width = f64::from(picture.millimetres) * MM;
        Self { picture: picture.clone(), width, height: width * proportion(&picture.png) }
    }
    /// Its upper edge: office and date are two lines.
    fn top(&self) -> f64 {
        LEAD - BELOW_MIDDLE - self.height / 2.0
    }
    /// What it reaches above the office's line, which no text may enter.
    fn above(&self) -> f64 {
        (-self.top()).max(0.0)
    }
    fn below(&self) -> f64 {
        (self.top() + self.height - 2.0 * LEAD).max(0.0)
    }
}

/// Height over width of a PNG, by its head; a square when there is none.
fn proportion(png: &[u8]) -> f64 {
    let number = |at: usize| Some(f64::from(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?)));
    match (number(16), number(20)) {
        (Some(width), Some(height)) if width > 0.0 && height > 0.0 => height / width,
        _ => 1.0,
    }
}

impl Setter<'_> {
    /// The date four characters from the right edge, the office centred over it; the seal presses both and begins
    /// within a line of the text. Never without some of the text on its page.
    pub(super) fn signature(&self, flow: &mut Flow, office: &[Inline], date: &[Inline], seal: Option<&Picture>) {
        keep_text(flow);
        let seal = seal.map(Seal::of);
        let room = seal.as_ref().map_or(LEAD * SEAL_LINES, |seal| (seal.above() / LEAD).ceil() * LEAD);
        let lower = match &seal {
            None => LESS_LINES.iter().map(|lines| (LEAD * lines, Vec::new())).collect(),
            Some(seal) => vec![(seal.above(), Vec::new())],
        };
        flow.push(Slab { height: room, lower, blank: true, keep: true, ..Slab::default() });
        let set = |text| {
            let words = Words::of(text, self.fonts, FontRole::Fang, BODY);
            let line = whole(&words);
            (words, line)
        };
        let (office, office_line) = set(office);
        let (date, date_line) = set(date);
        let date_left = PORTRAIT.right() - 4.0 * PITCH - date_line.width;
        let middle = date_left + date_line.width / 2.0;
        let office_left = (middle - office_line.width / 2.0).min(PORTRAIT.right() - office_line.width);
        let base = baseline(0.0, LEAD, BODY);
        let below = seal.as_ref().map_or(0.0, Seal::below);
        // Under the words: a page has no transparency.
        let mut all: Vec<Mark> = seal.into_iter().map(|seal| self.pressed(seal, middle)).collect();
        all.extend(marks(&office, &office_line, office_left, base, self.style.text));
        all.extend(marks(&date, &date_line, date_left, base + LEAD, self.style.text));
        // What may follow is a remark in brackets (7.3.6).
        flow.push(Slab { height: 2.0 * LEAD, marks: all, keep: true, below, ..Slab::default() });
    }

    /// The seal, upright, centred on office and date, inside the text area.
    #[allow(clippy::unused_self)] // As all that sets.
    fn pressed(&self, seal: Seal, middle: f64) -> Mark {
        let y = seal.top();
        let Seal { picture, width, height } = seal;
        let x = (middle - width / 2.0).min(PORTRAIT.right() - width);
        Mark::Image { frame: Frame { x, y, width, height }, picture }
    }

    /// In brackets, two characters in.
    pub(super) fn remark(&self, flow: &mut Flow, text: &[Inline]) {
        let said = plain_text(text);
        let mut text = text.to_vec();
        if !(said.starts_with('（') && said.ends_with('）')) {
            text.insert(0, Inline::Text("（".to_owned()));
            text.push(Inline::Text("）".to_owned()));
        }
        self.paragraph(flow, &text);
    }
}

/// Keeps the last lines of the text with what comes; or the last rows of a table, which are kept with one another; or a
/// chart, which then floats no more.
fn keep_text(flow: &mut Flow) {
    let mut lines = 0;
    for slab in flow.slabs.iter_mut().rev() {
        (slab.keep, slab.soft) = (true, false);
        lines += usize::from(slab.text || slab.heading);
        if lines == TEXT_LINES || slab.table.is_some() || std::mem::take(&mut slab.float) {
            break;
        }
    }
}
