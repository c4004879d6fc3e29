//! What makes the file PDF/A-1b and the same every time: metadata, output intent, bookmarks, `/ID`.

use super::embed::base_name;
use super::images::Images;
use super::{PdfError, PdfInfo, link, outline, structure, xmp};
use crate::fonts::{FaceNo, Subset};
use crate::model::Digest;
use crate::typeset::Typeset;
use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::collections::BTreeMap;

/// sRGB IEC61966-2.1 in 736 bytes (CC0).
const SRGB: &[u8] = include_bytes!("sRGB-v2-magic.icc");

/// A text string in UTF-16, as PDF wants Chinese.
pub fn unicode(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn ascii(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// The bytes of the finished file.
pub fn finish(
    mut pdf: Document,
    set: &Typeset,
    info: &PdfInfo,
    faces: &BTreeMap<FaceNo, Subset>,
    images: &Images,
) -> Result<Vec<u8>, PdfError> {
    "1.4".clone_into(&mut pdf.version);
    let ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let info_id = pdf.add_object(info_dictionary(info));
    pdf.trailer.set("Info", info_id);
    cid_sets(&mut pdf, faces);
    images.add(&mut pdf, &ids)?;
    let packet = xmp::packet(info).into_bytes();
    let metadata = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet);
    let metadata = pdf.add_object(metadata.with_compression(false));
    let profile = Stream::new(dictionary! { "N" => 3, "Alternate" => "DeviceRGB" }, SRGB.to_vec());
    let profile = pdf.add_object(profile);
    let outlines = outline::add(&mut pdf, &ids, &set.pages, &set.outline);
    let links = link::add(&mut pdf, &ids, &set.pages, &set.structure, &set.links)?;
    structure::add(&mut pdf, &ids, &set.pages, &set.structure, &links)?;
    let root = pdf.trailer.get(b"Root")?.as_reference()?;
    let catalog = pdf.get_object_mut(root)?.as_dict_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", if outlines.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
    }
    catalog.set("Lang", ascii(&info.language));
    catalog.set("Metadata", metadata);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    let numbers = vec![0.into(), Object::Dictionary(dictionary! { "S" => "D" })];
    catalog.set("PageLabels", dictionary! { "Nums" => numbers });
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => ascii("sRGB IEC61966-2.1"),
        "RegistryName" => ascii("http://www.color.org"),
        "Info" => ascii("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    for id in ids {
        let page = pdf.get_object_mut(id)?.as_dict_mut()?;
        // An empty list says nothing.
        if page.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
            page.remove(b"Annots");
        }
    }
    write(pdf)
}

/// The Info dictionary; it says what the XMP packet says.
fn info_dictionary(info: &PdfInfo) -> lopdf::Dictionary {
    let date = info.date;
    let date = format!("D:{:04}{:02}{:02}000000+08'00'", date.year(), date.month(), date.day());
    dictionary! {
        "Title" => unicode(&info.title),
        "Author" => unicode(&info.author),
        "Subject" => unicode(&info.subject),
        "Keywords" => unicode(&info.keywords),
        "Creator" => ascii(xmp::PRODUCER),
        "Producer" => ascii(xmp::PRODUCER),
        "CreationDate" => ascii(&date),
        "ModDate" => ascii(&date),
    }
}

/// PDF/A-1 wants the set of glyphs of every subset (ISO 19005-1, 6.3.5); ours are numbered without gaps.
fn cid_sets(pdf: &mut Document, faces: &BTreeMap<FaceNo, Subset>) {
    let counts: BTreeMap<String, u16> = faces.values().map(|s| (base_name(s), s.glyph_count)).collect();
    let mut wanted: Vec<(ObjectId, u16)> = Vec::new();
    for (id, object) in &pdf.objects {
        let Ok(dictionary) = object.as_dict() else { continue };
        let name = dictionary.get(b"FontName").and_then(Object::as_name);
        if let Some(count) = name.ok().and_then(|n| counts.get(String::from_utf8_lossy(n).as_ref())) {
            wanted.push((*id, *count));
        }
    }
    for (id, count) in wanted {
        let mut bits = vec![0_u8; usize::from(count).div_ceil(8)];
        for cid in 0..usize::from(count) {
            bits[cid / 8] |= 0x80 >> (cid % 8);
        }
        let set = pdf.add_object(Stream::new(dictionary! {}, bits));
        if let Ok(descriptor) = pdf.get_object_mut(id).and_then(Object::as_dict_mut) {
            descriptor.set("CIDSet", set);
        }
    }
}

/// Numbers the objects anew, compresses, and names the file by the hash of its contents.
fn write(mut pdf: Document) -> Result<Vec<u8>, PdfError> {
    let failed = |error: std::io::Error| PdfError::Write(error.to_string());
    pdf.trailer.remove(b"ID");
    pdf.prune_objects();
    pdf.renumber_objects();
    pdf.compress();
    let mut draft = Vec::new();
    pdf.clone().save_to(&mut draft).map_err(failed)?;
    let hash = Digest::of(&draft).bytes().into_iter().take(16).collect::<Vec<u8>>();
    let id = Object::String(hash, StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::with_capacity(draft.len() + 100);
    pdf.save_to(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
