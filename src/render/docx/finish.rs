//! What the library cannot say is added to its parts: repeated table heads, what a picture shows, the pages, the
//! figures, properties; and children are put in the order of the schema.

use super::body::Printed;
use super::furniture::{Section, references, relation};
use super::measure::{LANDSCAPE, LETTER, LINE, PORTRAIT, Sheet};
use super::order::{is_ordered, rank};
use super::style::{ALIASES, FACES, TABLE_HEAD};
use super::tree::{Child, Node, parse};
use super::{DocxError, DocxInfo};
use crate::document::Meta;
use crate::render::xml::escaped;
use std::fmt::Write as _;

/// Where the head and the foot of a page stand: from its edge, in twentieths of a point. The dashes of a page number
/// are 7 mm below the text area.
const HEAD: &str = "900";
const FOOT: &str = "1406";
/// The figures' part among the file's own data.
const STORE: &str = "{5B3C5A0E-6C1F-4B0B-9D55-79756562616F}";
pub(super) const NAMESPACE: &str = "urn:yuebao:figures";

fn tree(part: &str, bytes: &[u8]) -> Result<Node, DocxError> {
    let text = std::str::from_utf8(bytes).ok();
    text.and_then(parse).ok_or_else(|| DocxError::Part(part.to_owned()))
}

/// The text of a part in the schema's order, without the library's running numbers.
pub(super) fn ordered(mut root: Node) -> String {
    root.each(&mut |node| {
        let grid = node.name == "w:gridCol";
        node.attributes.retain(|(key, _)| key != "w14:paraId" && !(grid && key == "w:type"));
        if is_ordered(&node.name) {
            let name = node.name.clone();
            node.sort(|child| rank(&name, child));
        }
        let empty = |child: &Child| matches!(child, Child::Node(n) if n.name == "w:rPr" && n.children.is_empty());
        node.children.retain(|child| !empty(child));
    });
    root.file()
}

/// What the first and the last section are.
pub(super) struct Sections {
    /// The first page is that of a letter.
    pub letter: bool,
    /// How the page of an imprint that stands apart begins.
    pub apart: Option<&'static str>,
}

/// `word/document.xml`.
pub(super) fn document(bytes: &[u8], alts: &[String], sections: &Sections) -> Result<String, DocxError> {
    let mut root = tree("word/document.xml", bytes)?;
    let (mut picture, mut count) = (0, 0_usize);
    root.each(&mut |node| match node.name.as_str() {
        "w:tr" => repeat_head(node),
        "wp:docPr" => {
            picture += 1;
            node.set("id", &picture.to_string());
            node.set("name", &format!("图片{picture}"));
            node.set("descr", alts.get(picture - 1).map_or("", String::as_str));
        }
        "pic:cNvPr" => node.set("id", &picture.to_string()),
        "wp:anchor" => node.set("behindDoc", "1"),
        "w:sectPr" => count += 1,
        _ => {}
    });
    let mut no = 0;
    root.each(&mut |node| {
        if node.name == "w:sectPr" {
            no += 1;
            page(node, sections, (no == 1, no == count));
        }
    });
    Ok(ordered(root))
}

/// A row of heads stands on top of every page of its table.
fn repeat_head(row: &mut Node) {
    let style = |p: &Node| p.node("w:pPr").and_then(|n| n.node("w:pStyle")?.attribute("w:val").map(str::to_owned));
    let is_head = row.node("w:tc").and_then(|cell| cell.node("w:p")).and_then(style).as_deref() == Some(TABLE_HEAD);
    if let Some(properties) = row.node_mut("w:trPr").filter(|_| is_head) {
        properties.push(Node::new("w:tblHeader", &[]));
    }
}

/// A section's sheet, margins and grid. Heads and feet are named in each; only the first page of a letter and the page of
/// an imprint that stands apart do without a number.
fn page(section: &mut Node, sections: &Sections, place: (bool, bool)) {
    let (first, last) = place;
    let apart = sections.apart.filter(|_| last);
    let kind = match apart {
        Some(_) => Section::Bare,
        None if sections.letter && first => Section::Letter,
        None => Section::Usual,
    };
    let size = section.node("w:pgSz");
    let turned = size.and_then(|size| size.attribute("w:orient")) == Some("landscape");
    let upright = if sections.letter { &LETTER } else { &PORTRAIT };
    let sheet: &Sheet = if turned { &LANDSCAPE } else { upright };
    let number = |value: u32| value.to_string();
    let mut size = Node::new("w:pgSz", &[("w:w", &number(sheet.width)), ("w:h", &number(sheet.height))]);
    if turned {
        size.set("w:orient", "landscape");
    }
    let margins = [("w:top", sheet.top), ("w:right", sheet.right), ("w:bottom", sheet.bottom), ("w:left", sheet.left)];
    let mut margin = Node::new("w:pgMar", &[]);
    for (side, value) in margins {
        margin.set(side, &number(value));
    }
    for (key, value) in [("w:header", HEAD), ("w:footer", FOOT), ("w:gutter", "0")] {
        margin.set(key, value);
    }
    // 22 lines. The 28 characters come from the style of the body: LibreOffice spreads a grid of characters wider.
    let grid = Node::new("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &LINE.to_string())]);
    section.children = references(kind).into_iter().map(Child::Node).collect();
    section.children.extend([size, margin, grid].map(Child::Node));
    section.push(Node::new("w:type", &[("w:val", apart.unwrap_or("nextPage"))]));
    if kind == Section::Letter {
        section.push(Node::new("w:titlePg", &[]));
    }
}

/// `word/styles.xml`: one default style, second names, the language.
pub(super) fn styles(bytes: &[u8], language: &str) -> Result<String, DocxError> {
    let mut root = tree("word/styles.xml", bytes)?;
    let id = |node: &Node| node.attribute("w:styleId").map(str::to_owned);
    // The library writes an empty default style before ours.
    let normal = |child: &Child| matches!(child, Child::Node(n) if id(n).as_deref() == Some("Normal"));
    if let Some(at) = root.children.iter().position(normal) {
        root.children.remove(at);
    }
    root.each(&mut |node| match node.name.as_str() {
        "w:style" => {
            let own = id(node).unwrap_or_default();
            if own == "Normal" {
                node.set("w:default", "1");
                // No blank between figures and characters: 28 to a line.
                if let Some(properties) = node.node_mut("w:pPr") {
                    properties.push(Node::new("w:autoSpaceDE", &[("w:val", "0")]));
                    properties.push(Node::new("w:autoSpaceDN", &[("w:val", "0")]));
                }
            } else if own.starts_with("Gw") {
                node.set("w:customStyle", "1");
            }
            if let Some((_, alias)) = ALIASES.iter().find(|(known, _)| *known == own) {
                node.push(Node::new("w:aliases", &[("w:val", alias)]));
            }
        }
        "w:rPrDefault" => {
            if let Some(properties) = node.node_mut("w:rPr") {
                properties.push(Node::new("w:lang", &[("w:val", "en-US"), ("w:eastAsia", language)]));
            }
        }
        _ => {}
    });
    Ok(ordered(root))
}

/// Whether a part is a head or a foot.
fn kind(part: &str) -> &'static str {
    if part.starts_with("header") { "header" } else { "footer" }
}

/// `word/_rels/document.xml.rels`, with heads, feet and figures.
pub(super) fn relations(bytes: &[u8], furniture: &[&str]) -> Result<String, DocxError> {
    let mut root = tree("word/_rels/document.xml.rels", bytes)?;
    drop_unused(&mut root, "Target");
    for part in furniture {
        let space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let (id, target) = (relation(part), format!("{part}.xml"));
        let of = [("Id", id.as_str()), ("Type", &format!("{space}/{}", kind(part))), ("Target", &target)];
        root.push(Node::new("Relationship", &of));
    }
    root.push(Node::new(
        "Relationship",
        &[
            ("Id", "rIdFigures"),
            ("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"),
            ("Target", "../customXml/item1.xml"),
        ],
    ));
    Ok(root.file())
}

/// `[Content_Types].xml`, with heads, feet and figures.
pub(super) fn types(bytes: &[u8], furniture: &[&str]) -> Result<String, DocxError> {
    let mut root = tree("[Content_Types].xml", bytes)?;
    drop_unused(&mut root, "PartName");
    for part in furniture {
        let kind = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml", kind(part));
        let of = [("PartName", format!("/word/{part}.xml")), ("ContentType", kind)];
        root.push(Node::new("Override", &of.each_ref().map(|(key, value)| (*key, value.as_str()))));
    }
    root.push(Node::new(
        "Override",
        &[
            ("PartName", "/customXml/itemProps1.xml"),
            ("ContentType", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
        ],
    ));
    Ok(root.file())
}

/// Parts of the library that this file has no use for.
const UNUSED: [&str; 3] = ["comments.xml", "commentsExtended.xml", "numbering.xml"];

fn drop_unused(root: &mut Node, attribute: &str) {
    let is_unused = |node: &Node| {
        let of = node.attribute(attribute).unwrap_or_default();
        UNUSED.iter().any(|part| of.rsplit('/').next() == Some(part))
    };
    root.children.retain(|child| !matches!(child, Child::Node(node) if is_unused(node)));
}

/// `customXml/item1.xml`: which figure stands between which bookmark's ends.
pub(super) fn figures(printed: &[Printed]) -> String {
    let mut root = Node::new("figures", &[("xmlns", NAMESPACE)]);
    for figure in printed {
        let key = figure.key.to_string();
        let of = [("bookmark", figure.bookmark.as_str()), ("key", key.as_str()), ("shown", figure.shown.as_str())];
        root.push(Node::new("figure", &of));
    }
    root.file()
}

pub(super) fn figures_properties() -> String {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    let mut root = Node::new("ds:datastoreItem", &[("ds:itemID", STORE), ("xmlns:ds", space)]);
    let mut schemas = Node::new("ds:schemaRefs", &[]);
    schemas.push(Node::new("ds:schemaRef", &[("ds:uri", NAMESPACE)]));
    root.push(schemas);
    root.file()
}

pub(super) fn figures_relations() -> String {
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps";
    let mut root = Node::new("Relationships", &[("xmlns", space)]);
    root.push(Node::new("Relationship", &[("Id", "rId1"), ("Type", kind), ("Target", "itemProps1.xml")]));
    root.file()
}

/// `docProps/core.xml`: the only date is the document's own.
pub(super) fn core(meta: &Meta, info: &DocxInfo) -> String {
    let date = info.date;
    let mut out = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties ",
        "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" ",
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" ",
        "xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    )
    .to_owned();
    let fields = [
        ("dc:title", meta.title.as_str()),
        ("dc:subject", meta.notice.as_deref().unwrap_or_default()),
        ("dc:creator", meta.issuer.as_str()),
        ("cp:lastModifiedBy", meta.issuer.as_str()),
        ("dc:language", meta.language.as_str()),
    ];
    for (name, text) in fields {
        let _ = write!(out, "<{name}>{}</{name}>", escaped(text));
    }
    for name in ["dcterms:created", "dcterms:modified"] {
        let _ = write!(out, "<{name} xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</{name}>");
    }
    out.push_str("</cp:coreProperties>");
    out
}

/// `word/fontTable.xml`: what stands in for a face that is not installed is of the same kind.
pub(super) fn font_table() -> String {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut root = Node::new("w:fonts", &[("xmlns:w", space)]);
    for face in FACES {
        let mut font = Node::new("w:font", &[("w:name", face)]);
        let family = if face == "黑体" { "swiss" } else { "roman" };
        font.push(Node::new("w:charset", &[("w:val", if face.is_ascii() { "00" } else { "86" })]));
        font.push(Node::new("w:family", &[("w:val", family)]));
        font.push(Node::new("w:pitch", &[("w:val", "variable")]));
        root.push(font);
    }
    root.file()
}

/// `word/settings.xml`.
pub(super) fn settings(language: &str) -> String {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut root = Node::new("w:settings", &[("xmlns:w", space)]);
    let value = |name: &str, value: &str| Node::new(name, &[("w:val", value)]);
    root.push(Node::new("w:zoom", &[("w:percent", "100")]));
    root.push(value("w:defaultTabStop", "420"));
    root.push(Node::new("w:evenAndOddHeaders", &[]));
    root.push(value("w:drawingGridVerticalSpacing", &LINE.to_string()));
    root.push(value("w:characterSpacingControl", "compressPunctuation"));
    let mut compat = Node::new("w:compat", &[]);
    for name in ["w:balanceSingleByteDoubleByteWidth", "w:useFELayout"] {
        compat.push(Node::new(name, &[]));
    }
    let uri = "http://schemas.microsoft.com/office/word";
    let mode = [("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")];
    compat.push(Node::new("w:compatSetting", &mode));
    root.push(compat);
    root.push(Node::new("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", language)]));
    root.file()
}
