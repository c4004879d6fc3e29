//! What a file really is, by its bytes and never by its name.

use super::zip_names;

/// The container a file comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A zip package: xlsx, xlsm, xlsb or ods.
    Package,
    /// An OLE compound file: xls, or an encrypted package.
    Compound,
    /// A stream of records without the compound file around it.
    Stream,
    /// Not told by its first bytes: text if it is anything, such as CSV, or a web page saved under a workbook's name.
    Text,
    /// Clearly no table: what it is, for a person.
    Other(&'static str),
    Empty,
}

const PDF: &str = "PDF 文件";
const WORD: &str = "Word 文档";
const SLIDES: &str = "PowerPoint 演示文稿";
const IMAGE: &str = "图片";
const ARCHIVE: &str = "压缩包";
const LAYOUT: &str = "OFD 版式文件";

/// First bytes of files that are no tables.
const OTHERS: [(&[u8], &str); 12] = [
    (b"%PDF-", PDF),
    (b"\xEF\xBB\xBF%PDF-", PDF),
    (b"{\\rtf", WORD),
    (b"\x89PNG\r\n\x1A\n", IMAGE),
    (b"\xFF\xD8\xFF", IMAGE),
    (b"GIF8", IMAGE),
    (b"II*\0", IMAGE),
    (b"MM\0*", IMAGE),
    (b"Rar!\x1A\x07", ARCHIVE),
    (b"7z\xBC\xAF\x27\x1C", ARCHIVE),
    (b"\x1F\x8B\x08", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
];

/// Looks at the bytes.
pub fn sniff(bytes: &[u8]) -> Kind {
    if bytes.is_empty() {
        return Kind::Empty;
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Kind::Other(what);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes);
    }
    // The start of a BIFF5 or BIFF8 stream: its first record has 8 or 16 bytes.
    if bytes.starts_with(&[0x09, 0x08, 0x08, 0x00]) || bytes.starts_with(&[0x09, 0x08, 0x10, 0x00]) {
        return Kind::Stream;
    }
    Kind::Text
}

/// What a zip is, by the names in it. One that has no name of its own kind is left to the reader to refuse.
fn package(bytes: &[u8]) -> Kind {
    let names = zip_names::names(bytes);
    let under = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if names.is_empty() || under("xl/") || is_opendocument(bytes) {
        Kind::Package
    } else if under("word/") || is_text_document(bytes) {
        Kind::Other(WORD)
    } else if under("ppt/") {
        Kind::Other(SLIDES)
    } else if under("ofd.xml") {
        Kind::Other(LAYOUT)
    } else if under("[content_types].xml") || under("mimetype") || under("_rels/") || under("docprops/") {
        Kind::Package
    } else {
        Kind::Other(ARCHIVE)
    }
}

/// What a compound file is, by the streams in its directory. A workbook may have a document inside.
fn compound(bytes: &[u8]) -> Kind {
    if has_stream(bytes, "Workbook") || has_stream(bytes, "Book") {
        Kind::Compound
    } else if has_stream(bytes, "WordDocument") {
        Kind::Other(WORD)
    } else if has_stream(bytes, "PowerPoint Document") {
        Kind::Other(SLIDES)
    } else {
        Kind::Compound
    }
}

/// Directory entries are 128 bytes each, aligned, and start with the name in UTF-16, padded with zeros to 64 bytes.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let mut wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wanted.resize(64, 0);
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

fn begins_with_mimetype(bytes: &[u8], word: &[u8]) -> bool {
    bytes.iter().take(256).copied().collect::<Vec<_>>().windows(word.len()).any(|w| w == word)
}

/// The package is an OpenDocument spreadsheet: its first entry is the stored `mimetype`. Where a program has written it
/// anew, the names tell.
pub fn is_opendocument(bytes: &[u8]) -> bool {
    let is_content = |name: &String| name == "content.xml";
    begins_with_mimetype(bytes, b"application/vnd.oasis.opendocument.spreadsheet")
        || !is_text_document(bytes)
            && !begins_with_mimetype(bytes, b"opendocument.presentation")
            && zip_names::names(bytes).iter().any(is_content)
}

fn is_text_document(bytes: &[u8]) -> bool {
    begins_with_mimetype(bytes, b"application/vnd.oasis.opendocument.text")
}

/// The package is a binary workbook: it names its workbook part `workbook.bin`.
pub fn is_binary(bytes: &[u8]) -> bool {
    zip_names::names(bytes).iter().any(|name| name == "xl/workbook.bin")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compound file with one directory entry.
    fn with_stream(name: &str) -> Vec<u8> {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(512, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(640, 0);
        bytes
    }

    /// The start of a zip whose first entry has this name.
    fn zip(name: &str) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(26, 0);
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        bytes
    }

    #[test]
    fn names_do_not_matter_bytes_do() {
        assert_eq!(sniff(&zip("xl/workbook.xml")), Kind::Package);
        assert_eq!(sniff(b"\xEF\xBB\xBF<HTML><body><TABLE>"), Kind::Text);
        assert_eq!(sniff("指标,本月数\r\n死亡人数,12".as_bytes()), Kind::Text);
        assert_eq!(sniff(b"\x09\x08\x08\x00\x00\x00\x10\x00"), Kind::Stream);
        assert_eq!(sniff(b""), Kind::Empty);
    }

    #[test]
    fn what_is_no_table_is_named() {
        assert_eq!(sniff(b"%PDF-1.7"), Kind::Other(PDF));
        assert_eq!(sniff(b"\xFF\xD8\xFF\xE0"), Kind::Other(IMAGE));
        assert_eq!(sniff(&zip("word/document.xml")), Kind::Other(WORD));
        assert_eq!(sniff(&zip("报表/a.xlsx")), Kind::Other(ARCHIVE));
        assert_eq!(sniff(&with_stream("WordDocument")), Kind::Other(WORD));
        assert_eq!(sniff(&with_stream("PowerPoint Document")), Kind::Other(SLIDES));
    }

    #[test]
    fn what_may_be_a_damaged_workbook_is_left_to_the_reader() {
        assert_eq!(sniff(&zip("[Content_Types].xml")), Kind::Package);
        assert_eq!(sniff(&with_stream("Workbook")), Kind::Compound);
        assert_eq!(sniff(&with_stream("EncryptedPackage")), Kind::Compound);
    }
}
