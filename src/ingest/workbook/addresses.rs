//! Addresses of cells that no number of the library holds (`A4294967298`): it would take them for others, and put a value
//! in another's place.

use super::filler::Filler;
use super::package::Package;
use super::xml::{Node, Xml};
use super::{Refusal, encoding};
use quick_xml::events::BytesStart;

/// Letters and digits of an address that surely fit; the last of a sheet is `XFD1048576`.
const LETTERS: usize = 6;
const DIGITS: usize = 9;

/// Refuses a package with such an address in any of its parts.
pub(super) fn check(package: &mut Package<'_>, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let parts: Vec<String> = package.names().map(str::to_owned).collect();
    for name in parts {
        let part = package.must(&name, filler)?;
        if has_reversed(&part) || is_suspect(&part) && has_one(&encoding::of_xml(&part)?, filler)? {
            return Err(Refusal::Damaged);
        }
    }
    Ok(())
}

/// A range that ends before it begins (`B4:A1`): the library counts its rows from the one to the other.
fn has_reversed(part: &[u8]) -> bool {
    let word = b"ref";
    let ends = part.windows(word.len()).enumerate().filter(|(_, window)| window == word).map(|(at, _)| at + word.len());
    ends.filter_map(|at| part.get(at..)).any(|rest| {
        let value = rest.trim_ascii_start().strip_prefix(b"=").map(<[u8]>::trim_ascii_start);
        let Some((quote @ (b'"' | b'\''), value)) = value.and_then(<[u8]>::split_first) else { return false };
        let range = value.split(|byte| byte == quote).next().unwrap_or_default();
        let mut corners = range.split(|byte| *byte == b':').map(corner);
        matches!((corners.next(), corners.next()), (Some(first), Some(last)) if last.0 < first.0 || last.1 < first.1)
    })
}

/// Column and row of an address, as large as they may be.
fn corner(address: &[u8]) -> (u64, u64) {
    let letters = address.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let column = letters.fold(0_u64, |column, letter| {
        column.saturating_mul(26).saturating_add(u64::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    let digits = address.iter().skip_while(|byte| byte.is_ascii_alphabetic()).take_while(|byte| byte.is_ascii_digit());
    let row = digits.fold(0_u64, |row, digit| row.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
    (column, row)
}

/// A quick look: in the value of an attribute whose name ends like theirs stands something as long. In most files nothing
/// does.
fn is_suspect(part: &[u8]) -> bool {
    let (mut inside, mut letters, mut digits) = (false, 0, 0);
    let mut before = (0, 0);
    for byte in part {
        match byte {
            b'"' | b'\'' => (inside, letters, digits) = (matches!(before, (b'r' | b'f', b'=')), 0, 0),
            b':' | b' ' if inside => (letters, digits) = (0, 0),
            b'A'..=b'Z' | b'a'..=b'z' if inside && digits == 0 => letters += 1,
            b'0'..=b'9' if inside => digits += 1,
            _ => inside = false,
        }
        if inside && (letters > LETTERS || digits > DIGITS) {
            return true;
        }
        if !byte.is_ascii_whitespace() {
            before = (before.1, *byte);
        }
    }
    false
}

fn has_one(text: &str, filler: &mut Filler<'_>) -> Result<bool, Refusal> {
    let mut nodes = Xml::new(text);
    loop {
        match nodes.next(filler) {
            Ok(Node::Open(element)) if has_long(&element) => return Ok(true),
            Ok(Node::End) => return Ok(false),
            Ok(_) => {}
            // The library reads on where the text is no XML, and may come to such an address yet.
            Err(refusal) => return Err(refusal),
        }
    }
}

/// The element has such an address, or a range of them.
fn has_long(element: &BytesStart<'_>) -> bool {
    let is_long = |address: &str| {
        let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
        letters > LETTERS || address.len() - letters > DIGITS
    };
    let mut attributes = element.attributes();
    let mut places = attributes.with_checks(false).flatten().filter(|attribute| {
        let name: &str = attribute.key.as_ref();
        matches!(name.rsplit(':').next(), Some("r" | "ref")) && !name.starts_with("xmlns")
    });
    places.any(|place| place.value.split([':', ' ']).any(is_long))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_ends_before_it_begins_is_found() {
        for reversed in ["<dimension ref=\"B4:A1\"/>", "<m ref = 'A6:B4'>", "<x:f x:ref=\"JA1:B4\">", "ref=\"x1:B4\""] {
            assert!(has_reversed(reversed.as_bytes()), "{reversed}");
        }
        for fine in [
            "<dimension ref=\"A1:XFD1048576\"/>",
            "ref=\"A1\"",
            "<m ref='A1:A1'>",
            "prefer B4:A1",
            "ref=\"A1:A1048576 B4\"",
        ] {
            assert!(!has_reversed(fine.as_bytes()), "{fine}");
        }
    }
}
