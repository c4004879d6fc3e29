//! What stands on every page: the notice and the draft mark above, the draft mark across the page, the page number below
//! (7.5). Written here whole: the library has no words across a page.

use super::body::printable;
use super::measure::PORTRAIT;
use super::style::{self, hex};
use super::tree::{Child, Node};
use super::watermark;
use crate::document::{Block, Document};
use crate::render::xml::escaped;
use crate::typeset::PageStyle;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// One character of 四号: what the number keeps from the edge.
const EDGE: &str = "280";
/// Between the text area and the number, and the line of the number. The later pages of a letter end there, whose first
/// has more; and the page of an imprint that stands apart, whose margin LibreOffice forgets on the back of a leaf.
const ABOVE_NUMBER: &str = "266";
const NUMBER_LINE: &str = "314";
/// The second rule of a letter: its lower edge is 20 mm from that of the sheet (10.1); 170 mm long.
const SECOND_RULE: &str = "15636";
pub(super) const RULE_LENGTH: u32 = 9638;

/// Whose heads and feet a section has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Usual,
    /// The first of a letter: no number on its first page (10.1).
    Letter,
    /// The page of an imprint that stands apart has no number (7.5).
    Bare,
}

pub(super) fn is_letter(document: &Document) -> bool {
    matches!(document.blocks.first(), Some(Block::Letterhead { .. }))
}

/// The parts, by name.
pub(super) fn parts(document: &Document, look: &PageStyle) -> Vec<(String, Node)> {
    let letter = is_letter(document);
    let head = |no: u32| (format!("header{no}"), header(document, look, no));
    let mut all = vec![head(1), head(2)];
    all.push(("footer1".to_owned(), footer(number(true, letter))));
    all.push(("footer2".to_owned(), footer(number(false, letter))));
    all.push(("footer3".to_owned(), footer(vec![paragraph(style::FOOTER, vec![lifted()], Vec::new())])));
    if letter {
        all.push(head(3));
        all.push(("footer4".to_owned(), footer(second_rule())));
    }
    all
}

/// The relation of a part.
pub(super) fn relation(part: &str) -> String {
    format!("rId{part}")
}

/// What a section says of its heads and feet.
pub(super) fn references(section: Section) -> Vec<Node> {
    let refer = |kind: &str, pages: &str, part: &str| {
        Node::new(&format!("w:{kind}Reference"), &[("w:type", pages), ("r:id", &relation(part))])
    };
    let (odd, even) = if section == Section::Bare { ("footer3", "footer3") } else { ("footer1", "footer2") };
    let mut all = vec![
        refer("header", "default", "header1"),
        refer("header", "even", "header2"),
        refer("footer", "default", odd),
        refer("footer", "even", even),
    ];
    if section == Section::Letter {
        all.extend([refer("header", "first", "header3"), refer("footer", "first", "footer4")]);
    }
    all
}

fn header(document: &Document, look: &PageStyle, no: u32) -> Node {
    let mut runs = Vec::new();
    if let Some(notice) = &document.meta.notice {
        runs.push(run(None, vec![words(notice)]));
    }
    if let Some(mark) = &document.meta.draft_mark {
        runs.push(run(None, vec![Node::new("w:tab", &[])]));
        runs.push(run(Some(style::LABEL_WORDS), vec![words(mark)]));
        if let Some(picture) = watermark::picture(mark, &hex(look.draft), no) {
            runs.push(run(None, vec![picture]));
        }
    }
    part("w:hdr", vec![paragraph(style::HEADER, Vec::new(), runs)])
}

fn footer(paragraphs: Vec<Node>) -> Node {
    part("w:ftr", paragraphs)
}

/// `— 1 —`, right on odd pages, left on even ones.
fn number(odd: bool, letter: bool) -> Vec<Node> {
    let (side, edge) = if odd { ("right", "w:right") } else { ("left", "w:left") };
    let mut properties = Vec::new();
    if letter {
        properties.push(lifted());
    }
    properties.push(Node::new("w:ind", &[(edge, EDGE)]));
    properties.push(Node::new("w:jc", &[("w:val", side)]));
    let field = |kind: &str| run(None, vec![Node::new("w:fldChar", &[("w:fldCharType", kind)])]);
    let page = run(None, vec![text_node("w:instrText", "PAGE")]);
    let runs = vec![
        run(None, vec![words("— ")]),
        field("begin"),
        page,
        field("separate"),
        run(None, vec![words("1")]),
        field("end"),
        run(None, vec![words(" —")]),
    ];
    vec![paragraph(style::FOOTER, properties, runs)]
}

/// A foot that reaches up to the text area, which ends above it whatever the margin says.
fn lifted() -> Node {
    Node::new("w:spacing", &[("w:before", ABOVE_NUMBER), ("w:line", NUMBER_LINE), ("w:lineRule", "exact")])
}

/// The second rule of a letter, and the paragraph it is anchored in.
fn second_rule() -> Vec<Node> {
    let frame = Node::new(
        "w:framePr",
        &[
            ("w:w", &RULE_LENGTH.to_string()),
            ("w:hSpace", "0"),
            ("w:wrap", "around"),
            ("w:vAnchor", "page"),
            ("w:hAnchor", "page"),
            ("w:xAlign", "center"),
            ("w:y", SECOND_RULE),
        ],
    );
    vec![paragraph(style::LETTER_FOOT, vec![frame], Vec::new()), paragraph(style::BREAK, Vec::new(), Vec::new())]
}

fn part(name: &str, paragraphs: Vec<Node>) -> Node {
    let mut root = Node::new(name, &[("xmlns:w", W), ("xmlns:r", R)]);
    for (key, value) in watermark::NAMESPACES {
        root.set(key, value);
    }
    root.children = paragraphs.into_iter().map(Child::Node).collect();
    root
}

fn paragraph(style: &str, more: Vec<Node>, runs: Vec<Node>) -> Node {
    let mut properties = Node::new("w:pPr", &[]);
    properties.push(Node::new("w:pStyle", &[("w:val", style)]));
    more.into_iter().for_each(|node| properties.push(node));
    let mut paragraph = Node::new("w:p", &[]);
    paragraph.push(properties);
    runs.into_iter().for_each(|node| paragraph.push(node));
    paragraph
}

fn run(style: Option<&str>, children: Vec<Node>) -> Node {
    let mut run = Node::new("w:r", &[]);
    if let Some(style) = style {
        let mut properties = Node::new("w:rPr", &[]);
        properties.push(Node::new("w:rStyle", &[("w:val", style)]));
        run.push(properties);
    }
    children.into_iter().for_each(|node| run.push(node));
    run
}

fn words(text: &str) -> Node {
    text_node("w:t", &printable(text))
}

fn text_node(name: &str, text: &str) -> Node {
    let mut node = Node::new(name, &[("xml:space", "preserve")]);
    node.children.push(Child::Text(escaped(text)));
    node
}

/// The measures are those of the upright sheet.
const _: () = assert!(PORTRAIT.height == 16838);
