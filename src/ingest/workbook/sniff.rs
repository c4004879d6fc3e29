//! What a file really is, by its first bytes and never by its name.

/// The container a file comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A zip package: xlsx, xlsm, xlsb or ods.
    Package,
    /// An OLE compound file: xls, or an encrypted package.
    Compound,
    /// A web page saved under a workbook's name.
    Html,
    Empty,
    Unknown,
}

/// Looks at the first bytes.
pub fn sniff(bytes: &[u8]) -> Kind {
    if bytes.is_empty() {
        return Kind::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Package;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Kind::Compound;
    }
    let head: Vec<u8> = bytes.iter().take(2048).map(u8::to_ascii_lowercase).collect();
    let has = |word: &[u8]| head.windows(word.len()).any(|w| w == word);
    if has(b"<html") || has(b"<table") { Kind::Html } else { Kind::Unknown }
}

/// The package is an OpenDocument spreadsheet: its first entry is the stored `mimetype`.
pub fn is_opendocument(bytes: &[u8]) -> bool {
    let word = b"application/vnd.oasis.opendocument.spreadsheet";
    bytes.iter().take(256).copied().collect::<Vec<_>>().windows(word.len()).any(|w| w == word)
}

/// The package is a binary workbook: it names its workbook part `workbook.bin`.
pub fn is_binary(bytes: &[u8]) -> bool {
    let word = b"xl/workbook.bin";
    bytes.windows(word.len()).any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_matter_bytes_do() {
        assert_eq!(sniff(b"PK\x03\x04rest"), Kind::Package);
        assert_eq!(sniff(b"\xEF\xBB\xBF<HTML><body><TABLE>"), Kind::Html);
        assert_eq!(sniff(b"hello"), Kind::Unknown);
        assert_eq!(sniff(b""), Kind::Empty);
    }
}
