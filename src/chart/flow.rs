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

/// A last line shorter than this part of the width looks forgotten.
const LAST: f64 = 0.25;

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
            Inline::Text(_) | Inline::Quote(_) => (None, false),
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

/// As [`lines`]; where the last would hold a word or two only, the others give it some of theirs.
pub(super) fn even_lines(sheet: &Sheet, inlines: &[Inline], face: Face, width: f64) -> Vec<Label> {
    let full = lines(sheet, inlines, face, width);
    let is_short = |all: &[Label]| all.last().is_some_and(|last| sheet.width(last) < width * LAST);
    if full.len() < 2 || !is_short(&full) {
        return full;
    }
    let narrower = (1..).map(|step| width - face.size * f64::from(step)).take_while(|width| *width > 0.0);
    let mut others = narrower.map(|width| lines(sheet, inlines, face, width)).take_while(|all| all.len() == full.len());
    others.find(|all| !is_short(all)).unwrap_or(full)
}

/// The lines of a plain name: at most `most`, the last one cut when it is longer.
pub(super) fn name_lines(sheet: &Sheet, name: &str, face: Face, width: f64, most: usize) -> Vec<Label> {
    let words = [Inline::Text(name.to_owned())];
    let mut all = lines(sheet, &words, face, width);
    if all.len() <= most {
        return even_lines(sheet, &words, face, width);
    }
    let rest: String = all.drain(most.saturating_sub(1)..).flat_map(|line| line.runs).map(|(text, _)| text).collect();
    let cut = sheet.cut(&rest, face.role, face.size, width);
    all.push(Label::new(&cut, None, face.role, face.size, face.color));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{Ems, STYLE, frame};
    use crate::model::FigureKey;

    const FACE: Face = Face { role: FontRole::Hei, size: 10.0, color: Color::BLACK };

    fn words(label: &Label) -> String {
        label.runs.iter().map(|(text, _)| text.as_str()).collect()
    }

    #[test]
    fn a_figure_is_not_broken_and_keeps_its_key() {
        let sheet = Sheet::new(frame(8), &Ems, &STYLE);
        let key = FigureKey::parse("411000/cremation.rate/ratio/2021-11").unwrap();
        let title = [
            Inline::Text("全市火化率".to_owned()),
            Inline::Figure { key: key.clone(), text: "98.14%".to_owned() },
            Inline::Text("，居首".to_owned()),
        ];
        let lines = lines(&sheet, &title, FACE, 70.0);
        assert_eq!(lines.iter().map(words).collect::<Vec<_>>(), ["全市火化率", "98.14%，居首"]);
        assert_eq!(lines[1].runs[0], ("98.14%".to_owned(), Some(key)));
        assert_eq!(lines[1].runs[1].1, None);
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        let sheet = Sheet::new(frame(8), &Ems, &STYLE);
        let text = [Inline::Text("街道、（乡镇）工作站".to_owned())];
        for width in 20..110 {
            for line in lines(&sheet, &text, FACE, f64::from(width)) {
                let words = words(&line);
                assert!(!words.starts_with(['、', '）']) && !words.ends_with('（'), "{width}: {words}");
            }
        }
    }

    #[test]
    fn a_last_line_is_not_left_with_one_character() {
        let sheet = Sheet::new(frame(8), &Ems, &STYLE);
        let text = [Inline::Text("完成率来源各单位报表".to_owned())];
        let of = |all: Vec<Label>| all.iter().map(words).collect::<Vec<_>>();
        assert_eq!(of(lines(&sheet, &text, FACE, 90.0)), ["完成率来源各单位报", "表"]);
        assert_eq!(of(even_lines(&sheet, &text, FACE, 90.0)), ["完成率来源各单", "位报表"]);
        assert_eq!(of(even_lines(&sheet, &text, FACE, 100.0)), ["完成率来源各单位报表"]);
        // Too narrow to give anything.
        assert_eq!(of(even_lines(&sheet, &text, FACE, 10.0)).len(), 10);
    }

    #[test]
    fn a_name_too_long_is_cut_and_says_so() {
        let sheet = Sheet::new(frame(8), &Ems, &STYLE);
        let lines = name_lines(&sheet, "农村公益性公墓建设任务", FACE, 50.0, 2);
        assert_eq!(lines.iter().map(words).collect::<Vec<_>>(), ["农村公益性", "公墓建设…"]);
    }
}
