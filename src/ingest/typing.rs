//! The text of a cell without what typists and programs leave around it: full width, invisible characters, spaces of
//! every kind. Marks such as ① and ² stay what they are: they are no digits.

use unicode_normalization::UnicodeNormalization;

/// A text as its reader means it, and what was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Trimmed; inside, one kind of space and one kind of line break.
    pub text: String,
    /// Spaces around it or invisible characters in it were taken out.
    pub spaces: bool,
    /// Full-width or other compatibility forms were replaced.
    pub wide: bool,
}

pub fn typed(text: &str) -> Typed {
    let (mut plain, mut spaces, mut wide) = (String::with_capacity(text.len()), false, false);
    for c in text.chars() {
        if is_invisible(c) {
            spaces = true;
        } else if is_line_break(c) {
            plain.push('\n');
        } else if c.is_whitespace() {
            plain.push(' ');
        } else if c.is_ascii() || is_mark(c) {
            plain.push(c);
        } else {
            let from = plain.len();
            plain.extend(std::iter::once(c).nfkc());
            wide |= !plain[from..].chars().eq([c]);
        }
    }
    let trimmed = plain.trim();
    spaces |= trimmed.len() != plain.len();
    Typed { text: trimmed.to_owned(), spaces, wide }
}

/// Zero-width characters, the soft hyphen, the byte-order mark, and marks of direction that leave figures as they are.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}' | '\u{202c}' | '\u{202d}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}' | '\u{2069}' | '\u{feff}')
}

/// What parts two things in one cell; it never groups the digits of one.
fn is_line_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Raised, circled and squared figures and fractions, which compatibility forms would turn into digits.
fn is_mark(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{209f}' | '\u{2150}'..='\u{218f}'
        | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{33ff}' | '\u{1f100}'..='\u{1f2ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_sees_is_gone() {
        for (text, plain, spaces, wide) in [
            ("\u{feff}1\u{200b}2", "12", true, false),
            ("１２，３\u{3000}", "12,3", true, true),
            ("12\u{a0}345", "12 345", false, false),
            ("12\r\n", "12", true, false),
            ("123①", "123①", false, false),
            ("12²", "12²", false, false),
            ("\u{200b}\u{3000}", "", true, false),
            ("⼀百", "一百", false, true),
        ] {
            assert_eq!(typed(text), Typed { text: plain.into(), spaces, wide }, "{text:?}");
        }
    }
}
