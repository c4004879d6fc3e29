//! Bytes of text → text. Exact matches only: what is malformed in every encoding it could be in is refused, and no
//! character is ever replaced.

use super::Refusal;
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file zero bytes are counted, to tell UTF-16 without its mark.
const LOOKED_AT: usize = 65_536;

/// By the byte order mark; else UTF-8 where it is valid; else UTF-16 by its zero bytes; else GB18030, which GB2312 and
/// GBK are parts of.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        strictly(encoding, bytes.get(mark..).unwrap_or_default()).ok_or(Refusal::Encoding)?
    } else if bytes.contains(&0) {
        if has_stray_zeros(bytes) {
            return Err(Refusal::NotAWorkbook);
        }
        strictly(utf_16_by_zeros(bytes), bytes).ok_or(Refusal::NotAWorkbook)?
    } else {
        strictly(UTF_8, bytes).or_else(|| strictly(GB18030, bytes)).ok_or(Refusal::Encoding)?
    };
    if text.trim_end_matches('\u{1A}').contains(is_binary) { Err(Refusal::NotAWorkbook) } else { Ok(text) }
}

/// The same for a file that says what it is in. What it says is often untrue; then its bytes decide.
pub(super) fn decode_as(bytes: &[u8], label: Option<&str>) -> Result<String, Refusal> {
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let wide = |encoding: &Encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    match declared {
        // Any bytes at all are text of Western Europe: that a file says so proves nothing.
        Some(encoding) if encoding.is_single_byte() => {
            decode(bytes).or_else(|refusal| strictly(encoding, bytes).ok_or(refusal))
        }
        Some(encoding) if !wide(encoding) && Encoding::for_bom(bytes).is_none() => {
            let encoding = if encoding == GBK { GB18030 } else { encoding };
            strictly(encoding, bytes).map_or_else(|| decode(bytes), Ok)
        }
        _ => decode(bytes),
    }
}

/// What an XML file says it is in: `<?xml version="1.0" encoding="gb2312"?>`.
pub(super) fn of_xml(bytes: &[u8]) -> Result<String, Refusal> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or_default()).into_owned();
    let declaration = head.split("?>").next().unwrap_or_default();
    let label = declaration.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next()?;
        rest.get(1..)?.split(quote).next()
    });
    decode_as(bytes, label)
}

/// The text of a code page, as old binary workbooks name it; characters that are none are shown as such, since a part
/// of a record is no reason to refuse a file.
pub(super) fn of_code_page(page: u16, bytes: &[u8]) -> String {
    let encoding = match page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        950 | 10_002 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 => encoding_rs::WINDOWS_1252,
        10_000 => encoding_rs::MACINTOSH,
        65_001 => UTF_8,
        // 936, 54936, 10008, and what says nothing: the offices that write them write Chinese.
        _ => GB18030,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// Text of UTF-8 with some zeros in it. Taken for UTF-16 it would be other characters, valid ones, and no table's. What is
/// both is ASCII in UTF-16, of which every other byte is zero.
fn has_stray_zeros(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    zeros < bytes.len() / 4 && std::str::from_utf8(bytes).is_ok()
}

/// In UTF-16 the separators and digits of any table have a zero for their high byte.
fn utf_16_by_zeros(bytes: &[u8]) -> &'static Encoding {
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in bytes.chunks_exact(2).take(LOOKED_AT) {
        if let [first, second] = pair {
            even += usize::from(*first == 0);
            odd += usize::from(*second == 0);
        }
    }
    if odd >= even { UTF_16LE } else { UTF_16BE }
}

/// Control characters that no text has.
fn is_binary(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1A}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "指标,本月数\r\n死亡人数,12\r\n";

    fn utf_16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn every_encoding_of_a_table_is_found() {
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", TEXT.as_bytes().to_vec()),
            utf_16(TEXT, true),
            utf_16(TEXT, false),
            marked(b"\xFF\xFE", utf_16(TEXT, true)),
            marked(b"\xFE\xFF", utf_16(TEXT, false)),
            GB18030.encode(TEXT).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{bytes:x?}");
        }
    }

    #[test]
    fn four_byte_characters_of_gb18030_are_read() {
        // U+36E6 and U+4DAE, as they stand in a file.
        let bytes = b"\x82\x30\xC0\x34\xBA\xD3,\x82\x34\xEB\x32";
        let text = decode(bytes).unwrap();
        assert_eq!(GB18030.encode(&text).0.as_ref(), bytes);
        assert!(text.chars().count() == 4 && !text.contains('\u{FFFD}'), "{text}");
    }

    #[test]
    fn what_is_malformed_everywhere_is_refused() {
        assert_eq!(decode(b"a,\xFF\xFF\xFF,b"), Err(Refusal::Encoding));
        assert_eq!(decode(b"\xEF\xBB\xBFa,\xC3\x28"), Err(Refusal::Encoding));
        assert_eq!(decode(b"\xFF\xFEa"), Err(Refusal::Encoding));
        assert_eq!(decode(b"a\x01b"), Err(Refusal::NotAWorkbook));
        assert_eq!(decode(b"\x00\x01\x02"), Err(Refusal::NotAWorkbook));
        assert_eq!(decode("指标,本月数\r\n死亡人数\0,12\r\n".as_bytes()), Err(Refusal::NotAWorkbook), "no UTF-16");
    }

    #[test]
    fn a_declared_encoding_counts_where_it_is_true() {
        let gbk = GB18030.encode(TEXT).0.into_owned();
        assert_eq!(decode_as(&gbk, Some("gb2312")).as_deref(), Ok(TEXT));
        assert_eq!(decode_as(&gbk, Some("utf-8")).as_deref(), Ok(TEXT));
        assert_eq!(decode_as(&gbk, Some("iso-8859-1")).as_deref(), Ok(TEXT));
        assert_eq!(decode_as(b"caf\xE9 1", Some("iso-8859-1")).as_deref(), Ok("caf\u{E9} 1"));
        assert_eq!(decode_as(TEXT.as_bytes(), Some("gb2312")).as_deref(), Ok(TEXT));
        let xml = [b"<?xml version=\"1.0\" encoding=\"GB2312\"?><a>".as_slice(), &gbk].concat();
        assert!(of_xml(&xml).unwrap().ends_with(TEXT));
        assert_eq!(of_code_page(936, &gbk), TEXT);
    }
}
