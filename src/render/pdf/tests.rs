//! The bulletin as a PDF.

use super::*;
use crate::canvas::Page;
use crate::fonts::testing::bundled;
use crate::typeset::testing::{bulletin, style};
use crate::typeset::typeset;

fn info() -> PdfInfo {
    PdfInfo {
        title: "许昌民政统计月报<2021年第11期>".to_owned(),
        author: "许昌市民政局".to_owned(),
        subject: "全市民政重点指标 & 完成情况".to_owned(),
        keywords: "民政,统计,月报".to_owned(),
        date: Date::new(2021, 12, 3).unwrap(),
        language: "zh-CN".to_owned(),
    }
}

fn bulletin_pdf() -> Vec<u8> {
    let set = typeset(&bulletin(), bundled(), &style()).unwrap();
    render(&set, bundled(), &info()).unwrap()
}

fn parsed() -> lopdf::Document {
    lopdf::Document::load_mem(&bulletin_pdf()).unwrap()
}

#[test]
fn the_same_pages_give_the_same_bytes_whatever_came_before() {
    let once = bulletin_pdf();
    let mut other = info();
    other.title = "另一份".to_owned();
    let set = typeset(&bulletin(), bundled(), &style()).unwrap();
    let short = Typeset { pages: set.pages[..1].to_vec(), ..set };
    let different = render(&short, bundled(), &other).unwrap();
    assert_ne!(once, different);
    assert_eq!(once, bulletin_pdf());
    let ids = |bytes: &[u8]| lopdf::Document::load_mem(bytes).unwrap().trailer.get(b"ID").unwrap().clone();
    assert_ne!(ids(&once), ids(&different));
}

#[test]
fn every_face_is_embedded_subset_and_readable() {
    let pdf = parsed();
    let descriptors: Vec<&lopdf::Dictionary> =
        pdf.objects.values().filter_map(|o| o.as_dict().ok()).filter(|d| d.has(b"FontName")).collect();
    assert_eq!(descriptors.len(), 5);
    for descriptor in descriptors {
        let name = String::from_utf8_lossy(descriptor.get(b"FontName").unwrap().as_name().unwrap()).into_owned();
        assert_eq!(name.find('+'), Some(6), "{name}");
        assert!(descriptor.has(b"FontFile2") || descriptor.has(b"FontFile3"), "{name}");
        assert!(descriptor.has(b"CIDSet"), "{name}");
    }
    let mut fonts = pdf.objects.values().filter_map(|o| o.as_dict().ok()).filter(|d| d.has(b"DescendantFonts"));
    assert!(fonts.all(|f| f.has(b"ToUnicode")));
}

#[test]
fn the_text_can_be_copied() {
    let pdf = parsed();
    let text = pdf.extract_text(&[1, 2]).unwrap().replace(['\n', ' '], "");
    for words in ["许昌民政统计月报", "2021年第11期", "模拟数据，仅供演示", "一、社会救助情况", "98.14%", "“救急难”"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn bookmarks_are_nested_in_the_order_of_the_document() {
    let pdf = parsed();
    let catalog = pdf.catalog().unwrap();
    let follow = |d: &lopdf::Dictionary, key: &[u8]| -> Option<lopdf::Dictionary> {
        Some(pdf.get_dictionary(d.get(key).ok()?.as_reference().ok()?).unwrap().clone())
    };
    let title = |d: &lopdf::Dictionary| {
        let bytes = d.get(b"Title").unwrap().as_str().unwrap()[2..].to_vec();
        let units: Vec<u16> = bytes.chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
        String::from_utf16(&units).unwrap()
    };
    let mut entry = follow(&follow(catalog, b"Outlines").unwrap(), b"First");
    let mut titles = Vec::new();
    while let Some(here) = entry {
        titles.push(title(&here));
        let mut child = follow(&here, b"First");
        while let Some(below) = child {
            titles.push(format!("> {}", title(&below)));
            child = follow(&below, b"Next");
        }
        entry = follow(&here, b"Next");
    }
    let expected = [
        "关于2021年11月全市民政重点指标完成情况的通报",
        "一、社会救助情况",
        "> （一）总体运行",
        "> （二）分地区情况",
        "二、工作建议",
        "附表",
        "三、说明",
    ];
    assert_eq!(titles, expected);
}

#[test]
fn the_file_says_what_it_is_in_both_places() {
    let pdf = parsed();
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = pdf.get_object(metadata).unwrap().as_stream().unwrap();
    assert!(!stream.dict.has(b"Filter"), "the packet is not compressed");
    let packet = String::from_utf8(stream.content.clone()).unwrap();
    assert!(packet.contains("许昌民政统计月报&lt;2021年第11期&gt;"), "{packet}");
    assert!(packet.contains("2021-12-03T00:00:00+08:00") && packet.contains("<pdfaid:part>1</pdfaid:part>"));
    let info = pdf.get_dictionary(pdf.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20211203000000+08'00'");
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    assert_eq!(intents[0].as_dict().unwrap().get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
}

#[test]
fn a_figure_carries_its_id() {
    let pdf = parsed();
    let page = *pdf.get_pages().get(&1).unwrap();
    let content = String::from_utf8_lossy(&pdf.get_page_content(page)).into_owned();
    assert!(content.contains("(411000/cremation.rate/ratio/2021-11)"));
}

#[test]
fn nothing_to_print_is_an_error() {
    assert_eq!(render(&Typeset::default(), bundled(), &info()).unwrap_err(), PdfError::NoPages);
}

#[test]
fn a_seal_is_one_opaque_picture_and_the_same_every_time() {
    let png = crate::render::raster::png(&[], 3.0, 2.0, 1.0, bundled()).unwrap();
    let picture = crate::document::Picture { png: png.into(), millimetres: 42, alt: "印章".to_owned() };
    let frame = crate::canvas::Frame { x: 100.0, y: 200.0, width: 30.0, height: 20.0 };
    let seal = crate::canvas::Mark::Image { frame, picture };
    let page = Page { width: 595.0, height: 842.0, marks: vec![seal.clone(), seal], spans: Vec::new() };
    let set = Typeset { pages: vec![page.clone(), page], ..Typeset::default() };
    let once = render(&set, bundled(), &info()).unwrap();
    assert_eq!(once, render(&set, bundled(), &info()).unwrap());
    let pdf = lopdf::Document::load_mem(&once).unwrap();
    let is_image =
        |s: &&lopdf::Stream| s.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|n| n == b"Image");
    let images: Vec<_> = pdf.objects.values().filter_map(|o| o.as_stream().ok()).filter(is_image).collect();
    assert_eq!(images.len(), 1);
    assert_eq!(images[0].decompressed_content().unwrap(), [255; 18]);
    assert!(!images[0].dict.has(b"SMask"));
    let content = String::from_utf8(pdf.get_page_content(pdf.get_pages()[&2])).unwrap();
    assert!(content.contains("30 0 0 20 100 622 cm") && content.contains("/Image0 Do"), "{content}");
}
