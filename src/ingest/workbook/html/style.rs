//! Number formats in the styles of a page: `mso-number-format:"0\.00%"`.

use crate::ingest::workbook::number_format;
use crate::ingest::workbook::value::Shown;
use std::collections::BTreeMap;

const PROPERTY: &str = "mso-number-format:";

/// What a format makes of what is written in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    pub shown: Shown,
    /// Everything in the cell is text, digits too.
    pub text: bool,
}

/// The formats of the classes a page declares.
#[derive(Debug, Default)]
pub struct Styles {
    classes: BTreeMap<String, Format>,
}

impl Styles {
    /// Adds those of a style sheet.
    pub fn add(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            let Some(format) = format(declarations) else { continue };
            for selector in selectors.split(',') {
                if let Some((_, class)) = selector.rsplit_once('.') {
                    self.classes.insert(class.trim().to_owned(), format);
                }
            }
        }
    }

    pub fn of_classes(&self, classes: &str) -> Option<Format> {
        classes.split_ascii_whitespace().find_map(|class| self.classes.get(class).copied())
    }
}

/// The format in some declarations, if there is one.
pub fn format(declarations: &str) -> Option<Format> {
    let at = declarations.to_ascii_lowercase().find(PROPERTY)?;
    let value = declarations.get(at + PROPERTY.len()..)?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let code = match quote {
        Some(quote) => value.get(1..)?.split(quote).next()?,
        None => value.split(';').next()?.trim(),
    };
    let code = unescape(code);
    Some(Format { shown: number_format::named(&code), text: code == "@" })
}

/// Excel escapes a character as itself behind a backslash, or as four hexadecimal digits.
fn unescape(code: &str) -> String {
    let mut all = String::new();
    let mut rest = code;
    while let Some((before, behind)) = rest.split_once('\\') {
        all.push_str(before);
        let by_number =
            behind.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        let length = match by_number {
            Some(c) => {
                all.push(c);
                4
            }
            None => {
                let c = behind.chars().next();
                all.extend(c);
                c.map_or(0, char::len_utf8)
            }
        };
        rest = behind.get(length..).unwrap_or_default();
    }
    all.push_str(rest);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_in_styles() {
        let shown = |text: &str| format(text).map(|format| format.shown);
        assert_eq!(shown("color:red;mso-number-format:\"0\\.00%\""), Some(Shown::Percent));
        assert_eq!(shown("mso-number-format:Percent;width:3"), Some(Shown::Percent));
        assert_eq!(shown("mso-number-format:'yyyy\\0022年\\0022m\\0022月\\0022'"), Some(Shown::Date));
        assert_eq!(shown("mso-number-format:\"\\#\\,\\#\\#0\""), Some(Shown::Plain));
        assert_eq!(shown("width:3"), None);
        assert!(format("MSO-NUMBER-FORMAT:\"\\@\"").unwrap().text);
        let mut styles = Styles::default();
        styles.add("td{color:red}\n.xl24, .xl25\n{mso-number-format:0%;}");
        assert_eq!(styles.of_classes("a xl25").unwrap().shown, Shown::Percent);
        assert_eq!(styles.of_classes("a"), None);
    }
}
