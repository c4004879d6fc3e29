//! How the list looks, and the colours of marks: entries of a table of styles.

use crate::finding::Level;

/// A cell of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Title,
    Head,
    /// Short words, in the middle.
    Word,
    Words,
    Link,
    Must,
    Query,
    /// To be filled in.
    Input,
    /// Not to be filled in.
    Shut,
    /// For programs.
    Id,
    Remark,
}

const MUST: &str = "FFFFC7CE";
const QUERY: &str = "FFFFF2AB";
const HEAD: &str = "FFD9E1F2";
const SHUT: &str = "FFEDEDED";
const GREY: &str = "FF808080";
const LINE: &str = "FFA6A6A6";

/// The colour of a marked cell.
pub(super) fn mark(level: Level) -> &'static str {
    if level == Level::Must { MUST } else { QUERY }
}

pub(super) fn solid(colour: &str) -> String {
    format!(
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    )
}

/// What a look is made of, as entries without a prefix.
pub(super) struct Parts {
    pub font: String,
    pub fill: Option<&'static str>,
    pub border: Option<String>,
    pub align: String,
    pub unlocked: bool,
}

pub(super) fn parts(look: Look) -> Parts {
    let font = |points: u32, bold: bool, more: &str| {
        let bold = if bold { "<b/>" } else { "" };
        format!("<font>{bold}{more}<sz val=\"{points}\"/>COLOUR<name val=\"宋体\"/><charset val=\"134\"/></font>")
    };
    let coloured = |font: String, colour: Option<&str>| {
        font.replace("COLOUR", &colour.map_or_else(String::new, |c| format!("<color rgb=\"{c}\"/>")))
    };
    let font = match look {
        Look::Title => coloured(font(12, true, ""), None),
        Look::Head | Look::Must => coloured(font(10, true, ""), None),
        Look::Link => coloured(font(10, false, "<u/>"), Some("FF0563C1")),
        Look::Shut => coloured(font(10, false, ""), Some(GREY)),
        // In the colour of its ground: a program reads it, and a slip of it does not print.
        Look::Id => coloured(font(6, false, ""), Some(SHUT)),
        Look::Remark => coloured(font(9, false, ""), Some("FF404040")),
        _ => coloured(font(10, false, ""), None),
    };
    let side = |name: &str| format!("<{name} style=\"thin\"><color rgb=\"{LINE}\"/></{name}>");
    let framed = ["left", "right", "top", "bottom"].map(side).concat();
    let border = (!matches!(look, Look::Title | Look::Remark)).then(|| format!("<border>{framed}<diagonal/></border>"));
    let fill = match look {
        Look::Head => Some(HEAD),
        Look::Must => Some(MUST),
        Look::Query => Some(QUERY),
        Look::Shut | Look::Id => Some(SHUT),
        _ => None,
    };
    let across = match look {
        Look::Title | Look::Words | Look::Input | Look::Id | Look::Remark => "left",
        _ => "center",
    };
    // Broken into lines, a long id is cut off at the end of its cell; else it would run on over the page.
    let down = if look == Look::Id { "top" } else { "center" };
    let align = format!("<alignment horizontal=\"{across}\" vertical=\"{down}\" wrapText=\"1\"/>");
    Parts { font, fill, border, align, unlocked: look == Look::Input }
}

/// The entry of a style of cells.
pub(super) fn format(align: &str, unlocked: bool, (font, fill, border): (usize, usize, usize)) -> String {
    let protection = if unlocked { "<protection locked=\"0\"/>" } else { "" };
    // Words stay words: what is written as 2021-12 is no number.
    let number = if unlocked { 49 } else { 0 };
    format!(
        "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" applyNumberFormat=\"1\" \
         applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\">{align}{protection}</xf>"
    )
}
