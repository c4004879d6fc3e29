//! Colours of a page; a theme gives them as hex strings.

use crate::canvas::Color;
use crate::chart::ChartStyle;
use crate::document::Band;

/// What a theme decides about a page. Everything not named here is black.
#[derive(Clone, Debug)]
pub struct PageStyle {
    pub text: Color,
    /// The red head and its rule.
    pub red: Color,
    pub good: Color,
    pub watch: Color,
    pub bad: Color,
    pub unknown: Color,
    /// Notices, units, notes.
    pub muted: Color,
    /// Thin rules inside tables.
    pub rule: Color,
    /// Behind table heads and group rows.
    pub fill: Color,
    /// The draft mark across a page.
    pub draft: Color,
    pub chart: ChartStyle,
}

impl PageStyle {
    /// The usual colours of an official page.
    pub fn official(chart: ChartStyle) -> Self {
        Self {
            text: Color::BLACK,
            red: Color::rgb(0xD7, 0x00, 0x0F),
            good: Color::rgb(0x1B, 0x7F, 0x3B),
            watch: Color::rgb(0xC2, 0x7C, 0x00),
            bad: Color::rgb(0xC0, 0x14, 0x1C),
            unknown: Color::rgb(0x77, 0x77, 0x77),
            muted: Color::rgb(0x59, 0x59, 0x59),
            rule: Color::rgb(0x7A, 0x7A, 0x7A),
            fill: Color::rgb(0xF1, 0xF1, 0xF1),
            draft: Color::rgb(0xEC, 0xEC, 0xEC),
            chart,
        }
    }

    /// The colour and the shape of a band. Shapes differ, so that black-and-white prints still tell.
    pub fn band(&self, band: Band) -> Option<(Color, char)> {
        match band {
            Band::None => None,
            Band::Good => Some((self.good, '●')),
            Band::Watch => Some((self.watch, '▲')),
            Band::Bad => Some((self.bad, '■')),
            Band::Unknown => Some((self.unknown, '○')),
        }
    }
}

/// `#D7000F` or `D7000F`; nothing for any other text.
pub fn hex(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(Color { red, green, blue })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_has_six_hex_digits() {
        assert_eq!(hex("#D7000F"), Some(Color::rgb(0xD7, 0, 0x0F)));
        for bad in ["#D7000", "red", "#D7000G", "+12345"] {
            assert_eq!(hex(bad), None, "{bad}");
        }
    }
}
