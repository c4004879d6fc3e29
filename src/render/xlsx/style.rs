//! The looks of cells. Faces are named, not embedded: every office machine has 宋体 and 黑体.

use crate::document::{Align, Band, RowKind};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Behind heads and the names of groups, as on the page.
const GROUND: Color = Color::RGB(0x00F1_F1F1);
pub(super) const SONG: &str = "宋体";
pub(super) const HEI: &str = "黑体";
/// 五号, the size of official tables.
const BODY_POINTS: f64 = 10.5;
/// 三号.
const TITLE_POINTS: f64 = 16.0;

pub(super) fn song() -> Format {
    Format::new().set_font_name(SONG).set_font_size(BODY_POINTS).set_align(FormatAlign::VerticalCenter)
}

fn hei() -> Format {
    song().set_font_name(HEI)
}

pub(super) fn title() -> Format {
    hei().set_font_size(TITLE_POINTS).set_align(FormatAlign::Center).set_text_wrap()
}

/// The line of the draft mark and the notice.
pub(super) fn banner() -> Format {
    hei().set_align(FormatAlign::Center).set_text_wrap()
}

pub(super) fn note() -> Format {
    song().set_font_size(9.0).set_align(FormatAlign::Left).set_align(FormatAlign::Top).set_text_wrap()
}

/// A line above the heads: of the form (表号 …), of the office and the period.
pub(super) fn line(align: FormatAlign) -> Format {
    song().set_align(align).set_text_wrap()
}

/// The way back to the contents, above the printed area.
pub(super) fn back() -> Format {
    song().set_hyperlink().set_font_name(SONG).set_font_size(9.0).set_align(FormatAlign::Left)
}

/// A head; thick where it meets the table's edge.
pub(super) fn head(top_edge: bool, bottom_edge: bool) -> Format {
    let format = hei().set_align(FormatAlign::Center).set_text_wrap().set_background_color(GROUND);
    edges(format, top_edge, bottom_edge)
}

/// A row under the heads: units, `甲 乙 1 2`.
pub(super) fn under_head() -> Format {
    edges(song().set_align(FormatAlign::Center).set_text_wrap().set_background_color(GROUND), false, false)
}

/// A row that names the group below it.
pub(super) fn group(bottom_edge: bool) -> Format {
    edges(hei().set_align(FormatAlign::Left).set_background_color(GROUND), false, bottom_edge)
}

/// What decides the look of a body cell.
pub(super) struct BodyCell {
    pub kind: RowKind,
    pub align: Align,
    pub band: Band,
    pub first_column: bool,
    pub bottom_edge: bool,
    /// None for text, which in a number column is a missing symbol and stands centred.
    pub number_format: Option<String>,
}

pub(super) fn body(cell: &BodyCell) -> Format {
    let mut format = if cell.kind == RowKind::Total { hei() } else { song() };
    format = match (cell.align, &cell.number_format) {
        (Align::Number, Some(_)) => format.set_align(FormatAlign::Right),
        (Align::Left, _) => format.set_align(FormatAlign::Left).set_text_wrap(),
        (Align::Number | Align::Center, _) => format.set_align(FormatAlign::Center).set_text_wrap(),
    };
    if let Some(number_format) = &cell.number_format {
        format = format.set_num_format(number_format.as_str());
    }
    if cell.first_column && cell.kind.indent() > 0 && cell.align == Align::Left {
        format = format.set_indent(indent(cell.kind));
    }
    if let Some(color) = fill(cell.band) {
        format = format.set_background_color(color);
    }
    edges(format, false, cell.bottom_edge)
}

/// Steps a part stands in from its whole.
const PART_INDENT: u8 = 2;

/// Steps the first cell of a row stands in; a cell has fifteen at most.
pub(super) fn indent(kind: RowKind) -> u8 {
    kind.indent().saturating_mul(PART_INDENT).min(15)
}

/// Light enough to print in black and still be read.
pub(super) fn fill(band: Band) -> Option<Color> {
    match band {
        Band::None => None,
        Band::Good => Some(Color::RGB(0x00E2_EFDA)),
        Band::Watch => Some(Color::RGB(0x00FF_F2CC)),
        Band::Bad => Some(Color::RGB(0x00F8_D7D0)),
        Band::Unknown => Some(Color::RGB(0x00ED_EDED)),
    }
}

fn edges(format: Format, top: bool, bottom: bool) -> Format {
    let line = |edge| if edge { FormatBorder::Medium } else { FormatBorder::Thin };
    format.set_border(FormatBorder::Thin).set_border_top(line(top)).set_border_bottom(line(bottom))
}

/// The number of a table in the contents.
pub(super) fn ordinal(bottom_edge: bool) -> Format {
    edges(song().set_align(FormatAlign::Center), false, bottom_edge)
}

/// A link of the contents. (The hyperlink style brings its own face, so the face comes after it.)
pub(super) fn link(bottom_edge: bool) -> Format {
    let format = song().set_hyperlink().set_font_name(SONG).set_font_size(BODY_POINTS);
    edges(format.set_text_wrap(), false, bottom_edge)
}

/// A title of the contents that is no link.
pub(super) fn listed(bottom_edge: bool) -> Format {
    edges(song().set_align(FormatAlign::Left).set_text_wrap(), false, bottom_edge)
}

pub(super) fn source_link() -> Format {
    let format = song().set_hyperlink().set_font_name(SONG).set_font_size(BODY_POINTS);
    format.set_align(FormatAlign::Top).set_align(FormatAlign::Left).set_indent(1)
}

pub(super) fn release_title() -> Format {
    hei().set_font_size(TITLE_POINTS)
}

pub(super) fn release_item() -> Format {
    hei().set_align(FormatAlign::Top).set_align(FormatAlign::Left)
}

/// The header row of a tidy sheet.
pub(super) fn tidy_head() -> Format {
    hei().set_border_bottom(FormatBorder::Thin).set_background_color(Color::RGB(0x00ED_EDED)).set_text_wrap()
}

pub(super) fn tidy_text(wrap: bool) -> Format {
    // A step from the number that may stand before it.
    let format = song().set_align(FormatAlign::Top).set_align(FormatAlign::Left).set_indent(1);
    if wrap { format.set_text_wrap() } else { format }
}

pub(super) fn tidy_number(number_format: &str) -> Format {
    song().set_align(FormatAlign::Top).set_num_format(number_format)
}
