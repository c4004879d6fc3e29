//! Text as faces know it: compatibility characters become the characters they stand for.

use unicode_normalization::UnicodeNormalization;

/// The text to measure and print. Kangxi radicals and compatibility ideographs, which look like
/// everyday characters and come from copied tables, become those (both would share a glyph and be
/// extracted wrongly); invisible characters go; a tab becomes a space. Nothing else changes: full-width
/// punctuation stays as written.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
                cleaned.extend(std::iter::once(character).nfkc());
            }
            '\t' | '\u{A0}' => cleaned.push(' '),
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' => {}
            c if c.is_control() && c != '\n' => {}
            c => cleaned.push(c),
        }
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters_and_punctuation_stays() {
        assert_eq!(clean("⼀、⺠⽣"), "一、⺠生", "U+2EA0 has no everyday equivalent in NFKC");
        assert_eq!(clean("（１）\u{F9B5}"), "（１）例");
        assert_eq!(clean("民\u{200B}政\u{7}"), "民政");
    }
}
