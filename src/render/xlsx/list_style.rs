//! The looks of a list's cells.

use super::number::plain_format;
use super::style::{HEI, fill, song, tidy_head};
use super::tidy::{MOST_PLACES, TidyKind};
use crate::document::Band;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// What decides the look of a cell.
pub(super) struct Look {
    pub kind: TidyKind,
    pub band: Band,
    pub strong: bool,
    pub centred: bool,
    /// Steps it stands in.
    pub indent: u8,
    pub link: bool,
}

/// Of the lines between rows: they part, and no more.
const LINE: Color = Color::RGB(0x00BF_BFBF);
const LINK: Color = Color::RGB(0x0005_63C1);

fn edged(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

pub(super) fn head() -> Format {
    edged(tidy_head()).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

/// A cell of the list; `places` of a number.
pub(super) fn body(look: &Look, places: Option<u32>) -> Format {
    let format = edged(plain(look, places));
    let format = if places.is_none() { format.set_text_wrap() } else { format };
    match fill(look.band) {
        Some(color) => format.set_background_color(color),
        None => format,
    }
}

/// A cell below the list.
pub(super) fn plain(look: &Look, places: Option<u32>) -> Format {
    let mut format = song().set_align(FormatAlign::Top);
    format = format.set_align(match look.kind {
        _ if look.centred => FormatAlign::Center,
        TidyKind::Number => FormatAlign::Right,
        TidyKind::Text => FormatAlign::Left,
    });
    if let Some(places) = places {
        format = format.set_num_format(plain_format(places.min(MOST_PLACES)));
    }
    if look.strong {
        format = format.set_font_name(HEI);
    }
    if look.link {
        format = format.set_font_color(LINK).set_underline(rust_xlsxwriter::FormatUnderline::Single);
    }
    // A step between a number and the words of the next column.
    let indent = if look.kind == TidyKind::Number && !look.centred { 1 } else { look.indent };
    if indent > 0 { format.set_indent(indent) } else { format }
}
