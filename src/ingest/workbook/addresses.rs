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
        if is_suspect(&part) && has_one(&encoding::of_xml(&part)?, filler)? {
            return Err(Refusal::Damaged);
        }
    }
    Ok(())
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
