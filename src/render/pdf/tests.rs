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

/// The elements below one, by type, depth first.
fn elements(pdf: &lopdf::Document, of: &lopdf::Dictionary, found: &mut Vec<(String, lopdf::Dictionary)>) {
    let kids = match of.get(b"K") {
        Ok(lopdf::Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    };
    for kid in kids {
        let Ok(element) = kid.as_reference().and_then(|id| pdf.get_dictionary(id)) else { continue };
        let name = element.get(b"S").unwrap().as_name().unwrap();
        found.push((String::from_utf8(name.to_vec()).unwrap(), element.clone()));
        elements(pdf, element, found);
    }
}

fn root(pdf: &lopdf::Document) -> &lopdf::Dictionary {
    pdf.get_dictionary(pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap()).unwrap()
}

fn tree(pdf: &lopdf::Document) -> Vec<(String, lopdf::Dictionary)> {
    let mut found = Vec::new();
    elements(pdf, root(pdf), &mut found);
    found
}

#[test]
fn what_is_read_is_in_the_tree() {
    let pdf = parsed();
    let mark_info = pdf.catalog().unwrap().get(b"MarkInfo").unwrap().as_dict().unwrap();
    assert!(mark_info.get(b"Marked").unwrap().as_bool().unwrap());
    let tree = tree(&pdf);
    let count = |name: &str| tree.iter().filter(|(found, _)| found == name).count();
    let charts = bulletin().blocks.iter().filter(|b| matches!(b, crate::document::Block::Chart(_))).count();
    assert_eq!((count("Document"), count("H1"), count("Figure")), (1, 1, charts));
    assert!(count("Table") > 0 && count("TH") > count("Table") && count("TD") > count("TR"));
    assert!(tree.iter().filter(|(name, _)| name == "Figure").all(|(_, figure)| figure.has(b"Alt")));
}

#[test]
fn what_is_not_read_is_decoration_and_every_piece_has_its_element() {
    let pdf = parsed();
    let numbers = root(&pdf).get(b"ParentTree").unwrap().as_dict().unwrap().get(b"Nums").unwrap().as_array().unwrap();
    for (no, id) in pdf.get_pages() {
        let content = lopdf::content::Content::decode(&pdf.get_page_content(id)).unwrap();
        let (mut depth, mut next) = (0, 0);
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    depth += 1;
                    if let Some(Ok(properties)) = operation.operands.get(1).map(lopdf::Object::as_dict) {
                        assert_eq!(properties.get(b"MCID").unwrap().as_i64().unwrap(), next, "page {no}");
                        next += 1;
                    }
                }
                "EMC" => depth -= 1,
                "Tj" | "S" | "f" | "Do" => assert_eq!(depth, 1, "page {no}: {operation:?}"),
                _ => {}
            }
        }
        let key = pdf.get_dictionary(id).unwrap().get(b"StructParents").unwrap().as_i64().unwrap();
        let at = numbers.iter().step_by(2).position(|number| number.as_i64().unwrap() == key).unwrap();
        let of_page = numbers[2 * at + 1].as_array().unwrap();
        assert_eq!(i64::try_from(of_page.len()).unwrap(), next, "page {no}");
        assert!(next > 0 && of_page.iter().all(|parent| parent.as_reference().is_ok()), "page {no}");
    }
}

#[test]
fn a_line_of_the_contents_is_a_link_in_the_tree() {
    use crate::canvas::{Color, ElementKind, FontRole, Frame, Mark, Span, Structure, TextRun};
    let run = |y: f64| {
        let (role, color, text) = (FontRole::Song, Color::BLACK, "一、总体情况".to_owned());
        Mark::Text(TextRun { x: 80.0, y, size: 16.0, role, color, text, spacing: 0.0, figure: None, turned: false })
    };
    let mut structure = Structure::default();
    let contents = structure.add(ElementKind::Contents, None);
    let line = structure.add(ElementKind::ContentsLine, Some(contents));
    let heading = structure.add(ElementKind::Heading(2), None);
    let page = |y: f64, element| Page {
        width: 595.0,
        height: 842.0,
        marks: vec![run(y)],
        spans: vec![Span { marks: 0..1, element }],
    };
    let frame = Frame { x: 80.0, y: 100.0, width: 400.0, height: 28.0 };
    let link = crate::typeset::Link { page: 0, frame, to_page: 1, to_y: 200.0 };
    let pages = vec![page(120.0, line), page(220.0, heading)];
    let set = Typeset { pages, structure, links: vec![link], ..Typeset::default() };
    let pdf = lopdf::Document::load_mem(&render(&set, bundled(), &info()).unwrap()).unwrap();
    let names: Vec<String> = tree(&pdf).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Document", "TOC", "TOCI", "Link", "H2"]);
    let first = pdf.get_dictionary(pdf.get_pages()[&1]).unwrap();
    let annotation = first.get(b"Annots").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    let annotation = pdf.get_dictionary(annotation).unwrap();
    assert_eq!(annotation.get(b"F").unwrap().as_i64().unwrap(), 4);
    assert!(annotation.has(b"StructParent"));
    let numbers = |object: &lopdf::Object| -> Vec<f32> {
        object.as_array().unwrap().iter().filter_map(|number| number.as_float().ok()).collect()
    };
    assert_eq!(numbers(annotation.get(b"Rect").unwrap()), [80.0, 714.0, 480.0, 742.0]);
    let target = annotation.get(b"Dest").unwrap();
    assert_eq!(target.as_array().unwrap()[0].as_reference().unwrap(), pdf.get_pages()[&2]);
    assert_eq!(numbers(target), [642.0]);
}
