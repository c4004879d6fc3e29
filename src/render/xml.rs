//! Text as it stands in XML: the one place that knows what has to be escaped and what XML cannot hold.

/// Text for an element or an attribute in quotes of either kind. Line ends and tabs become references, for they would be
/// blanks in an attribute; characters XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    put(text, true)
}

/// Text between tags, where line ends and tabs stay what they are; but for a carriage return, which would be read as a
/// line end.
pub(super) fn content(text: &str) -> String {
    put(text, false)
}

fn put(text: &str, quoted: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_legal(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' if quoted => out.push_str("&apos;"),
            '\t' if quoted => out.push_str("&#9;"),
            '\n' if quoted => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether XML 1.0 can hold a character (its production 2, `Char`).
pub(super) fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_reserved_is_escaped_and_what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped("<民政>&\"'\u{1}\u{FFFE}\u{FFFF}"), "&lt;民政&gt;&amp;&quot;&apos;");
    }

    #[test]
    fn an_attribute_keeps_its_line_ends() {
        assert_eq!(escaped("甲\r\n\t乙\u{85}"), "甲&#13;&#10;&#9;乙\u{85}");
        assert_eq!(content("甲\r\n\t'乙\u{1}\""), "甲&#13;\n\t'乙&quot;");
    }
}
