//! Marks in rendered text that say what a run of digits is: the only way digits reach a page.

use crate::document::Inline;
use crate::model::FigureKey;
use std::collections::BTreeMap;

// Private-use characters: no template and no name has them.
const OPEN: char = '\u{e000}';
const MIDDLE: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

/// A figure as printed, with its unit.
pub fn figure(key: &FigureKey, text: &str) -> String {
    format!("{OPEN}F{key}{MIDDLE}{text}{CLOSE}")
}

/// A date or a period.
pub fn date(text: &str) -> String {
    format!("{OPEN}D{MIDDLE}{text}{CLOSE}")
}

/// A numbering or a count.
pub fn number(text: impl std::fmt::Display) -> String {
    format!("{OPEN}N{MIDDLE}{text}{CLOSE}")
}

/// What stands in a return, or what a finding says of it: its digits are nobody's figures.
pub fn quote(text: &str) -> String {
    // Whatever it says, it ends no mark and begins no line.
    let plain: String = text
        .chars()
        .filter(|c| ![OPEN, MIDDLE, CLOSE].contains(c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if plain.is_empty() { plain } else { format!("{OPEN}Q{MIDDLE}{plain}{CLOSE}") }
}

/// The pieces of a line between upright bars; a bar inside a mark is part of it.
pub fn columns(line: &str) -> Vec<&str> {
    let (mut all, mut start, mut inside) = (Vec::new(), 0, false);
    for (at, c) in line.char_indices() {
        match c {
            OPEN => inside = true,
            CLOSE => inside = false,
            '|' if !inside => {
                all.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    all.push(&line[start..]);
    all
}

/// The number of a table or chart, known only when all stand in their places.
pub fn reference(id: &str) -> String {
    format!("{OPEN}R{MIDDLE}{id}{CLOSE}")
}

pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A name from the catalogue: its digits are part of the name.
pub fn name(text: &str) -> String {
    let mut out = String::new();
    for (run, digits) in runs(text) {
        if digits {
            out.push_str(&number(run));
        } else {
            out.push_str(run);
        }
    }
    out
}

/// A name as a sentence says it: `甲：累计完成` is 甲的累计完成数.
pub fn said(text: &str) -> String {
    match text.split_once('：') {
        Some((what, part)) if !part.is_empty() => name(&format!("{what}的{part}数")),
        _ => name(text),
    }
}

/// Runs of digits and of other characters, in turn.
fn runs(text: &str) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, c) in text.char_indices() {
        let digit = is_digit(c);
        if let Some(before) = last.filter(|before| *before != digit) {
            all.push((&text[start..at], before));
            start = at;
        }
        last = Some(digit);
    }
    all.extend(last.map(|digits| (&text[start..], digits)));
    all
}

/// The ids of the figures in a text.
pub fn figures(text: &str) -> impl Iterator<Item = &str> {
    let marks = text.split(OPEN).skip(1).filter_map(|mark| mark.split_once(MIDDLE));
    marks.filter_map(|(head, _)| head.strip_prefix('F'))
}

/// The first run of digits outside marks that is not among the constants.
pub fn loose_digits(text: &str, constants: &[String]) -> Option<String> {
    let mut outside = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            OPEN => {
                inside = true;
                // What stands on both sides of a mark is not one run.
                outside.push(OPEN);
            }
            CLOSE => inside = false,
            c if !inside => outside.push(c),
            _ => {}
        }
    }
    runs(&outside)
        .into_iter()
        .find(|(run, digits)| *digits && !constants.iter().any(|c| c == run))
        .map(|(run, _)| run.to_owned())
}

/// Text with marks → runs that say what they are. `numbers` has the numbering of tables and charts.
///
/// # Errors
/// The loose run of digits, or the id that no table or chart has.
pub fn inlines(text: &str, constants: &[String], numbers: &BTreeMap<String, String>) -> Result<Vec<Inline>, String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        plain(before, constants, &mut out)?;
        let (mark, tail) = after.split_once(CLOSE).ok_or_else(|| after.to_owned())?;
        let (head, shown) = mark.split_once(MIDDLE).ok_or_else(|| mark.to_owned())?;
        out.push(match (head.get(..1), head.get(1..).and_then(FigureKey::parse)) {
            (Some("F"), Some(key)) => Inline::Figure { key, text: shown.to_owned() },
            (Some("Q"), _) => Inline::Quote(shown.to_owned()),
            (Some("D"), _) => Inline::Date(shown.to_owned()),
            (Some("R"), _) => Inline::Number(numbers.get(shown).cloned().ok_or_else(|| shown.to_owned())?),
            _ => Inline::Number(shown.to_owned()),
        });
        rest = tail;
    }
    plain(rest, constants, &mut out)?;
    Ok(out)
}

/// Words; a constant among them is a number.
fn plain(text: &str, constants: &[String], out: &mut Vec<Inline>) -> Result<(), String> {
    for (run, digits) in runs(text) {
        if !digits {
            out.push(Inline::Text(run.to_owned()));
        } else if constants.iter().any(|c| c == run) {
            out.push(Inline::Number(run.to_owned()));
        } else {
            return Err(run.to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;

    #[test]
    fn only_marked_digits_pass() {
        let key = FigureKey::parse("411000/x.rate/ratio/2021-11").unwrap();
        let text = format!("{}为{}，详见{}", date("11月份"), figure(&key, "98.14%"), reference("key"));
        let numbers = BTreeMap::from([("key".to_owned(), "表1".to_owned())]);
        let all = inlines(&text, &[], &numbers).unwrap();
        assert_eq!(plain_text(&all), "11月份为98.14%，详见表1");
        assert_eq!(all[2], Inline::Figure { key, text: "98.14%".into() });
        assert_eq!(loose_digits(&text, &[]), None);
        assert_eq!(inlines("十四五，95%", &[], &numbers), Err("95".to_owned()));
        assert_eq!(loose_digits("共９８个", &[]), Some("９８".to_owned()));
        assert_eq!(inlines("12345热线", &["12345".to_owned()], &numbers).unwrap()[0], Inline::Number("12345".into()));
    }

    #[test]
    fn what_is_quoted_stays_one_piece_and_ends_no_mark() {
        let raw = format!("1７3|{CLOSE}x\n# 2021");
        let line = format!("| {} | {} |", number(1), quote(&raw));
        let cells: Vec<&str> = columns(&line).into_iter().map(str::trim).collect();
        assert_eq!((cells.len(), cells[0], cells[3]), (4, "", ""));
        let quoted = inlines(cells[2], &[], &BTreeMap::new()).unwrap();
        assert_eq!(quoted, [Inline::Quote("1７3|x # 2021".to_owned())]);
        assert_eq!(loose_digits(&line, &[]), None);
    }

    #[test]
    fn digits_of_a_name_are_a_numbering() {
        let all = inlines(&name("80岁以上老年人"), &[], &BTreeMap::new()).unwrap();
        assert_eq!(all, [Inline::Number("80".into()), Inline::Text("岁以上老年人".into())]);
    }
}
