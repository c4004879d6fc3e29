//! What stands on every page: page number, notice, draft mark.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::geometry::{FOLIO, LANDSCAPE, MIDDLE, MM, PORTRAIT, Sheet};
use super::ink::Ink;
use super::text::{Place, placed, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark, Page, TextRun};
use crate::document::Meta;
use crate::fonts::PathPiece;

/// Baseline of the page head, from the top of the sheet.
const HEAD: f64 = 18.0 * MM;
const NOTICE: f64 = 9.0;
/// From the text area to the middle of the dashes beside the page number (7.5).
const FOLIO_DROP: f64 = 7.0 * MM;
/// A longer draft mark stands in the page head only.
const WATERMARK_CHARACTERS: usize = 6;

/// Whether a draft mark is printed across the page.
pub fn is_watermark(mark: &str) -> bool {
    (1..=WATERMARK_CHARACTERS).contains(&mark.chars().count())
}

impl Setter<'_> {
    /// Adds the page number, unless the page shows none, the notice and the draft mark; `number` counts from one.
    pub(super) fn furnish(&self, page: &mut Page, number: usize, numbered: bool, meta: &Meta) {
        // Head and number stand where other pages have them, also when the table on the sheet is turned (8).
        let turned = page.width > page.height;
        let sheet = PORTRAIT;
        let mut around = Vec::new();
        if let Some(mark) = &meta.draft_mark {
            // First, so that it lies under the text.
            let under = self.watermark(mark, if turned { &LANDSCAPE } else { &PORTRAIT });
            page.underlay(under);
            let words = Words::plain(mark, None, self.fonts, FontRole::Hei, NOTICE + 1.5);
            let edges = (sheet.left, sheet.area_width);
            around.extend(placed(&words, &whole(&words), Place::Right, edges, HEAD, self.style.muted));
        }
        if let Some(notice) = &meta.notice {
            let words = Words::plain(notice, None, self.fonts, FontRole::Song, NOTICE);
            let edges = (sheet.left, sheet.area_width);
            around.extend(placed(&words, &whole(&words), Place::Left, edges, HEAD, self.style.muted));
        }
        if numbered {
            around.extend(self.folio(number, &sheet));
        }
        let width = page.width;
        page.marks.extend(around.into_iter().map(|mark| if turned { turn(mark, width) } else { mark }));
    }

    /// `— 1 —` in 4号宋, its dashes 7 mm below the text area; odd pages right, even pages left, one
    /// character from the edge (7.5).
    fn folio(&self, number: usize, sheet: &Sheet) -> Vec<Mark> {
        let text = format!("— {number} —");
        let words = Words::plain(&text, None, self.fonts, FontRole::Song, FOLIO);
        let place = if number % 2 == 1 { Place::Right } else { Place::Left };
        let edges = (sheet.left + FOLIO, sheet.area_width - 2.0 * FOLIO);
        let dash = Ink::of("—", self.fonts, FontRole::Song, FOLIO);
        let y = sheet.bottom() + FOLIO_DROP - f64::midpoint(dash.top, dash.bottom);
        placed(&words, &whole(&words), place, edges, y, self.style.text)
    }

    /// Large pale words across the page, as outlines: seen, and not in the way of copied text.
    fn watermark(&self, text: &str, sheet: &Sheet) -> Vec<Mark> {
        if !is_watermark(text) {
            return Vec::new();
        }
        let characters: Vec<char> = text.chars().collect();
        #[allow(clippy::cast_precision_loss)] // At most six.
        let count = characters.len() as f64;
        let size = (sheet.area_width * 0.95 / count).min(150.0);
        let step = size * 1.25;
        let (sine, cosine) = (-0.573_576_436_351_046, 0.819_152_044_288_992); // 35° upwards.
        let (middle_x, middle_y) = (sheet.width / 2.0, sheet.height / 2.0);
        let mut marks = Vec::new();
        let mut along = -(count * step - (step - size)) / 2.0;
        for character in characters {
            if let Some((pieces, _)) = self.fonts.outline(character, FontRole::Hei, size) {
                let points = flatten(&pieces)
                    .into_iter()
                    .map(|(x, y)| {
                        let (x, y) = (x + along, y + MIDDLE * size);
                        (middle_x + x * cosine - y * sine, middle_y + x * sine + y * cosine)
                    })
                    .collect();
                marks.push(Mark::Path { points, closed: true, fill: Some(self.style.draft), stroke: None });
            }
            along += step;
        }
        marks
    }
}

/// A run of the upright sheet on the same sheet seen with its left edge up, `width` wide.
fn turn(mark: Mark, width: f64) -> Mark {
    match mark {
        Mark::Text(run) => Mark::Text(TextRun { x: width - run.y, y: run.x, turned: true, ..run }),
        other => other,
    }
}

/// One polygon for all contours of a glyph: each is reached from the first point and left on the same
/// way, so that the non-zero rule still cuts out the holes.
fn flatten(pieces: &[PathPiece]) -> Vec<(f64, f64)> {
    const STEPS: u32 = 6;
    let mut points: Vec<(f64, f64)> = Vec::new();
    let (mut home, mut start, mut at) = (None, (0.0, 0.0), (0.0, 0.0));
    for piece in pieces {
        match *piece {
            PathPiece::Move(x, y) => {
                (start, at) = ((x, y), (x, y));
                home = home.or(Some(start));
                points.push(start);
            }
            PathPiece::Line(x, y) => {
                at = (x, y);
                points.push(at);
            }
            PathPiece::Quad(c, end) => {
                points.extend((1..=STEPS).map(|i| {
                    let t = f64::from(i) / f64::from(STEPS);
                    mix(mix(at, c, t), mix(c, end, t), t)
                }));
                at = end;
            }
            PathPiece::Cubic(a, b, end) => {
                points.extend((1..=STEPS).map(|i| {
                    let t = f64::from(i) / f64::from(STEPS);
                    let (p, q, r) = (mix(at, a, t), mix(a, b, t), mix(b, end, t));
                    mix(mix(p, q, t), mix(q, r, t), t)
                }));
                at = end;
            }
            PathPiece::Close => {
                points.push(start);
                points.extend(home);
            }
        }
    }
    points
}

fn mix(a: (f64, f64), b: (f64, f64), t: f64) -> (f64, f64) {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}
