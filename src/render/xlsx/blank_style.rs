//! The looks of a blank form: what is to be filled in is white, all else is quiet.

use super::style::{HEI, SONG, head, song};
use crate::document::{BlankContent, BlankInput, DOUBT_MARK, Look};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Cells that are not asked for.
const SHUT: Color = Color::RGB(0x00D9_D9D9);
/// Cells for comparison.
const REFERENCE: Color = Color::RGB(0x00ED_EDED);
/// Words on either.
const QUIET: Color = Color::RGB(0x0059_5959);
/// What does not agree.
const WRONG: Color = Color::RGB(0x00FF_C7CE);
const WRONG_WORDS: Color = Color::RGB(0x00C0_0000);

const BANNER_POINTS: f64 = 24.0;
const TITLE_POINTS: f64 = 18.0;

/// Steps words stand off their frame, and a part off its whole.
pub(super) const LABEL_INDENT: u8 = 1;
pub(super) const PART_INDENT: u8 = 3;

/// `2021年12月2日`
const DAY: &str = "yyyy\"年\"m\"月\"d\"日\"";

fn framed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin)
}

/// The format of a cell.
pub(super) fn format(look: Look, content: &BlankContent, input: Option<&BlankInput>) -> Format {
    let centered = || song().set_align(FormatAlign::Center).set_text_wrap();
    let format = match look {
        Look::Banner => song().set_font_name(HEI).set_font_size(BANNER_POINTS).set_align(FormatAlign::Center),
        Look::Title => song().set_font_name(HEI).set_font_size(TITLE_POINTS).set_align(FormatAlign::Center),
        Look::Notice => centered().set_font_color(WRONG_WORDS),
        Look::LineLeft => song().set_align(FormatAlign::Left),
        Look::LineCenter => song().set_align(FormatAlign::Center),
        Look::Letter => framed(song().set_align(FormatAlign::Center)),
        Look::Label => framed(song().set_align(FormatAlign::Left).set_text_wrap().set_indent(LABEL_INDENT)),
        Look::Part => framed(song().set_align(FormatAlign::Left).set_text_wrap().set_indent(PART_INDENT)),
        Look::Word => framed(centered()),
        Look::Input => framed(song()),
        Look::Shut => framed(song().set_align(FormatAlign::Center).set_background_color(SHUT).set_font_color(QUIET)),
        Look::Reference => {
            framed(song().set_align(FormatAlign::Right).set_background_color(REFERENCE).set_font_color(QUIET))
        }
        Look::Doubtful => {
            framed(song().set_align(FormatAlign::Right).set_background_color(REFERENCE).set_font_color(WRONG_WORDS))
        }
        Look::Check => {
            song().set_font_name(SONG).set_font_size(9.0).set_font_color(WRONG_WORDS).set_align(FormatAlign::Left)
        }
        Look::Note => song().set_align(FormatAlign::Left).set_text_wrap(),
    };
    let format = match content {
        BlankContent::Number { places, .. } if look == Look::Doubtful => {
            format.set_num_format(format!("\"{DOUBT_MARK}\"{}", thousands(*places)))
        }
        BlankContent::Number { places, .. } => format.set_num_format(thousands(*places)),
        _ => format,
    };
    match input {
        None => format,
        Some(BlankInput::Number(number)) => {
            format.set_align(FormatAlign::Right).set_num_format(thousands(number.places)).set_unlocked()
        }
        Some(BlankInput::Day(_)) => format.set_align(FormatAlign::Center).set_num_format(DAY).set_unlocked(),
        Some(BlankInput::Choice(_)) => format.set_align(FormatAlign::Center).set_unlocked(),
        // Words stay words: 0374-… and 2021-12 are no numbers.
        Some(BlankInput::Text) => format
            .set_align(FormatAlign::Left)
            .set_text_wrap()
            .set_indent(LABEL_INDENT)
            .set_num_format("@")
            .set_unlocked(),
    }
}

/// `#,##0.00`
fn thousands(places: u32) -> String {
    format!("#,##{}", super::number::plain_format(places))
}

/// A head of the table.
pub(super) fn heading() -> Format {
    head(false, false)
}

/// Laid over a cell that does not agree with others.
pub(super) fn wrong() -> Format {
    Format::new()
        .set_background_color(WRONG)
        .set_font_color(WRONG_WORDS)
        .set_bold()
        .set_underline(FormatUnderline::None)
}
