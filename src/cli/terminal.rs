//! How to speak: language, colour, how much, and lines that fit.

use super::arguments::{is_set, text};
use crate::app::Error;
use crate::finding::Lang;
use clap::ArgMatches;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Columns of a line of text.
pub const WIDTH: usize = 80;

pub struct Terminal {
    pub lang: Lang,
    pub quiet: bool,
    pub verbose: bool,
    color: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Red,
    Yellow,
    Green,
    Dim,
    Bold,
}

impl Terminal {
    pub fn new(lang: Lang, matches: &ArgMatches) -> Self {
        let color = match text(matches, "color") {
            Some("always") => true,
            Some("never") => false,
            _ => std::io::stdout().is_terminal(),
        };
        Self { lang, quiet: is_set(matches, "quiet"), verbose: is_set(matches, "verbose"), color }
    }
    pub fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }
    pub fn paint(&self, style: Style, words: &str) -> String {
        if !self.color {
            return words.to_owned();
        }
        let code = match style {
            Style::Red => 31,
            Style::Yellow => 33,
            Style::Green => 32,
            Style::Dim => 2,
            Style::Bold => 1,
        };
        format!("\u{1b}[{code}m{words}\u{1b}[0m")
    }
}

/// Writes bytes to standard output; a reader that has gone away (`| head`) is no error.
///
/// # Errors
/// The output is not written to the end: a full disk, a closed file.
pub fn write_out(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::disk("error.output", Path::new("-"), &error)),
        _ => Ok(()),
    }
}

/// Columns a text takes: two for a wide character.
pub fn columns(words: &str) -> usize {
    words.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// East Asian Wide and Fullwidth, as far as civil-affairs texts go (UAX #11).
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD)
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '×' | '÷' | '≤' | '≥' | '≠')
}

/// Breaks a text into lines of at most `width` columns; words of ASCII stay whole, a line never begins with a stop.
pub fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(words) {
        let stop = piece.chars().next().is_some_and(|c| "，。、；：？！）》”’%,.;:?!)".contains(c));
        if columns(&line) + columns(&piece) > width && !line.is_empty() && !stop {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        if !(line.is_empty() && piece == " ") {
            line.push_str(&piece);
        }
    }
    if !line.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

fn pieces(words: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for c in words.chars() {
        let joins = |p: &String| !is_wide(c) && c != ' ' && p.chars().all(|o| !is_wide(o) && o != ' ');
        match pieces.last_mut() {
            Some(last) if joins(last) => last.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

/// Fills up with spaces to `width` columns.
pub fn pad(words: &str, width: usize) -> String {
    let spaces = width.saturating_sub(columns(words));
    format!("{words}{}", " ".repeat(spaces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_never_begin_with_a_stop() {
        let text =
            "合计不平（低保人数合计 = 城市低保人数 + 农村低保人数，期末），请核对各分项，2021-11/禹州 11月报表.xls";
        let lines = wrap(text, 30);
        assert!(lines.iter().all(|line| columns(line) <= 33), "{lines:?}");
        assert!(lines.iter().all(|line| !line.starts_with(['，', '）', '。'])), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }
}
