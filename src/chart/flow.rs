//! Words set in lines of a width: titles, subtitles, long names. A number is never broken, and no
//! line begins with a closing mark.
#![allow(clippy::float_arithmetic)] // geometry

use super::sheet::{Label, Sheet};
use crate::canvas::{Color, FontRole};
use crate::document::Inline;
use crate::model::FigureKey;

/// Marks that may not begin a line (GB/T 15834—2011, 5.1.3).
const CLOSING: &str = "，。、；：？！）》〉」』】”’％%,.;:?!)]}·";
/// Marks that may not end a line.
const OPENING: &str = "（《〈「『【“‘([{";

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct Face {
    pub(super) role: FontRole,
    pub(super) size: f64,
    pub(super) color: Color,
}

type Piece = (String, Option<FigureKey>);

/// Pieces between which a line may end: an atom of a figure or a date, a word of ASCII, or one
/// character, with the closing marks after it and the opening marks before it.
fn pieces(inlines: &[Inline]) -> Vec<Vec<Piece>> {
    let mut pieces: Vec<Vec<Piece>> = Vec::new();
    let mut glued = false;
    for inline in inlines {
        let (key, atom) = match inline {
            Inline::Figure { key, .. } => (Some(key), true),
            Inline::Date(_) | Inline::Number(_) => (None, true),
            Inline::Text(_) => (None, false),
        };
        let mut word = false;
        for (i, c) in inline.text().chars().enumerate() {
            let ascii = c.is_ascii_alphanumeric();
            let joins = glued || (atom && i > 0) || (word && ascii) || CLOSING.contains(c);
            match pieces.last_mut() {
                Some(last) if joins => match last.last_mut() {
                    Some((text, old)) if old.as_ref() == key => text.push(c),
                    _ => last.push((c.to_string(), key.cloned())),
                },
                _ => pieces.push(vec![(c.to_string(), key.cloned())]),
            }
            (glued, word) = (OPENING.contains(c), ascii);
        }
    }
    pieces
}

/// The lines of some words in a width.
pub(super) fn lines(sheet: &Sheet, inlines: &[Inline], face: Face, width: f64) -> Vec<Label> {
    let empty = Label { runs: Vec::new(), role: face.role, size: face.size, color: face.color };
    let mut lines = vec![empty.clone()];
    let mut used = 0.0;
    for piece in pieces(inlines) {
        let wide: f64 = piece.iter().map(|(text, _)| sheet.text_width(text, face.role, face.size)).sum();
        if used > 0.0 && used + wide > width {
            lines.push(empty.clone());
            used = 0.0;
        }
        used += wide;
        let Some(line) = lines.last_mut() else { continue };
        for (text, key) in piece {
            match line.runs.last_mut() {
                Some((before, old)) if *old == key => before.push_str(&text),
                _ => line.runs.push((text, key)),
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The lines of a plain name: at most `most`, the last one cut when it is longer.
pub(super) fn name_lines(sheet: &Sheet, name: &str, face: Face, width: f64, most: usize) -> Vec<Label> {
    let mut all = lines(sheet, &[Inline::Text(name.to_owned())], face, width);
    if all.len() > most {
        let rest: String =
            all.drain(most.saturating_sub(1)..).flat_map(|line| line.runs).map(|(text, _)| text).collect();
        let cut = sheet.cut(&rest, face.role, face.size, width);
        all.push(Label::new(&cut, None, face.role, face.size, face.color));
    }
    all
}
