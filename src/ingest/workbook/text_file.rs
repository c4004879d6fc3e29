//! Files that are text: web pages and XML by how they begin, delimited text when they begin like neither.

use super::filler::Filler;
use super::{Format, Grid, Refusal, csv, encoding, html, ods, xml_2003};

/// How much of the beginning is looked at: a page may have a long list of styles before its first table.
const HEAD: usize = 65_536;

pub(super) fn read(bytes: &[u8], filler: &mut Filler<'_>) -> Result<(Format, Vec<Grid>), Refusal> {
    // Without the zeros UTF-16 looks like ASCII where it matters.
    let head = bytes.iter().take(HEAD).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect::<Vec<_>>();
    let has = |word: &str| head.windows(word.len()).any(|part| part == word.as_bytes());
    if head.starts_with(b"mime-version:") || has("content-type: multipart/related") {
        return Err(Refusal::WebArchive);
    }
    if has("urn:schemas-microsoft-com:office:spreadsheet") && (has("<workbook") || has(":workbook")) {
        return Ok((Format::XmlSpreadsheet, xml_2003::read(&encoding::of_xml(bytes)?, filler)?));
    }
    if has("<office:document") && has("opendocument.spreadsheet") {
        return Ok((Format::Ods, ods::read_flat(&encoding::of_xml(bytes)?, filler)?));
    }
    if has("<html") || has("<table") {
        let text = encoding::decode_as(bytes, html::charset(&head).as_deref())?;
        return Ok((Format::Html, html::read(&text, filler)?));
    }
    let text = encoding::decode(bytes)?;
    if text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).starts_with("<?xml") {
        return Err(Refusal::NotAWorkbook);
    }
    Ok((Format::Csv, csv::read(&text, filler)?))
}
