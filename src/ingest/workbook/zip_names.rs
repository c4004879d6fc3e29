//! The names of the files in a zip, also in one that is cut off: enough to tell what kind of package it is.

/// Start of an entry's local header, and of its entry in the directory at the end.
const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
/// Start of the record that closes the zip; it is this long, and a remark of up to 64 KiB may follow.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// Names in lower case with `/` between parts. From the directory; without one, from the local headers.
pub fn names(bytes: &[u8]) -> Vec<String> {
    let directory = from_directory(bytes).unwrap_or_default();
    if directory.is_empty() { from_headers(bytes) } else { directory }
}

fn from_directory(bytes: &[u8]) -> Option<Vec<String>> {
    let tail = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let end = tail + bytes.get(tail..)?.windows(END.len()).rposition(|w| w == END)?;
    let mut at = four(bytes, end + 16)?;
    let mut names = Vec::new();
    while bytes.get(at..)?.starts_with(CENTRAL) {
        let (name, extra, remark) = (two(bytes, at + 28)?, two(bytes, at + 30)?, two(bytes, at + 32)?);
        names.push(text(bytes.get(at + 46..at + 46 + name)?));
        at += 46 + name + extra + remark;
    }
    Some(names)
}

/// The next header is looked for behind the name of the one before: names that overlap would be many times as long as
/// the file.
fn from_headers(bytes: &[u8]) -> Vec<String> {
    let (mut rest, mut names) = (bytes, Vec::new());
    while let Some(at) = rest.windows(LOCAL.len()).position(|w| w == LOCAL) {
        rest = rest.get(at..).unwrap_or_default();
        let name = two(rest, 26).and_then(|length| rest.get(30..30 + length));
        names.extend(name.map(text));
        rest = rest.get(name.map_or(LOCAL.len(), |name| 30 + name.len())..).unwrap_or_default();
    }
    names
}

fn text(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).to_lowercase().replace('\\', "/");
    name.trim_start_matches('/').to_owned()
}

fn two(bytes: &[u8], at: usize) -> Option<usize> {
    let pair: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(pair)))
}

fn four(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    #[test]
    fn a_cut_package_still_tells_its_names() {
        let mut book = Workbook::new();
        book.add_worksheet();
        let whole = book.save_to_buffer().unwrap();
        let has_sheet = |bytes: &[u8]| names(bytes).contains(&"xl/worksheets/sheet1.xml".to_owned());
        assert!(has_sheet(&whole));
        assert!(has_sheet(&whole[..whole.len() - END_LENGTH - 10]));
        assert!(names(&whole[..20]).is_empty());
    }

    #[test]
    fn names_are_never_longer_than_the_file() {
        // Every fourth byte begins a header whose name is a thousand bytes long.
        let bytes = LOCAL.repeat(50_000);
        assert!(names(&bytes).iter().map(String::len).sum::<usize>() <= bytes.len() * 3);
    }
}
