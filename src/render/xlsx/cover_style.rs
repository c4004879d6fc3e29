//! The looks of a cover's lines.

use super::style::{HEI, song};
use rust_xlsxwriter::{Format, FormatAlign};

const KAI: &str = "楷体";

fn centred(face: &str, points: f64) -> Format {
    song().set_font_name(face).set_font_size(points).set_align(FormatAlign::Center).set_text_wrap()
}

/// 一号.
pub(super) fn title() -> Format {
    centred(HEI, 26.0)
}

/// 小二.
pub(super) fn kind() -> Format {
    centred(HEI, 18.0)
}

/// 三号.
pub(super) fn office() -> Format {
    centred(HEI, 16.0)
}

pub(super) fn line() -> Format {
    centred(KAI, 16.0)
}

pub(super) fn state() -> Format {
    song().set_font_name(HEI).set_font_size(14.0).set_align(FormatAlign::Right)
}

pub(super) fn notice() -> Format {
    centred(KAI, 12.0)
}
