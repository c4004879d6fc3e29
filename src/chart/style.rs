//! The colours of a chart, and what they become so that a photocopy still tells them apart.

use crate::canvas::Color;
use crate::document::Band;

/// What the theme decides about a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartStyle {
    /// Bars and the strong line.
    pub main: Color,
    /// Tracks, thin lines and small print, in its lighter and darker shades.
    pub grey: Color,
    pub good: Color,
    pub watch: Color,
    pub bad: Color,
    /// Reference lines.
    pub red: Color,
    /// Label size in points.
    pub size: f64,
}

/// Smaller than this is not read on paper.
pub(super) const SMALLEST: f64 = 7.5;
pub(super) const WHITE: Color = Color::rgb(255, 255, 255);

impl ChartStyle {
    /// The label size, never unreadable.
    pub(super) fn label_size(&self) -> f64 {
        self.size.max(SMALLEST)
    }
    /// Grey that can be read as text.
    pub(super) fn small_print(&self) -> Color {
        with_lightness(self.grey, 96)
    }
    /// Grey of thin lines beside the strong one.
    pub(super) fn thin(&self) -> Color {
        with_lightness(self.grey, 120)
    }
    /// Grey of grid lines.
    pub(super) fn grid(&self) -> Color {
        with_lightness(self.grey, 222)
    }
    /// Grey of the track behind a bullet.
    pub(super) fn track(&self) -> Color {
        with_lightness(self.grey, 226)
    }
    /// The fill of a bar. The theme gives the hue; the lightness is set here, so that in black and
    /// white the worse is the darker.
    pub(super) fn fill(&self, band: Band) -> Color {
        match band {
            Band::None => with_lightness(self.main, lightness(self.main).min(120)),
            Band::Good => with_lightness(self.good, 168),
            Band::Watch => with_lightness(self.watch, 124),
            Band::Bad => with_lightness(self.bad, 70),
            Band::Unknown => with_lightness(self.grey, 196),
        }
    }
}

/// Perceived lightness, 0 to 255 (the luma weights of ITU-R BT.601).
pub(super) fn lightness(color: Color) -> u32 {
    let Color { red, green, blue } = color;
    (299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)) / 1000
}

/// The same hue at another lightness: mixed with black, or with white.
pub(super) fn with_lightness(color: Color, wanted: u32) -> Color {
    let wanted = wanted.min(255);
    let now = lightness(color);
    let channel = |value: u8| {
        let value = u32::from(value);
        let mixed = if now >= wanted {
            value * wanted / now.max(1)
        } else {
            value + (255 - value) * (wanted - now) / (255 - now)
        };
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    Color::rgb(channel(color.red), channel(color.green), channel(color.blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_keep_their_distance_in_lightness_whatever_the_theme() {
        let same = Color::rgb(128, 128, 128);
        let style = ChartStyle { main: same, grey: same, good: same, watch: same, bad: same, red: same, size: 9.0 };
        let steps: Vec<u32> = [Band::Bad, Band::Watch, Band::Good].map(|b| lightness(style.fill(b))).to_vec();
        assert!(steps.windows(2).all(|pair| pair[1] >= pair[0] + 40), "{steps:?}");
        assert!(lightness(style.track()) >= steps[2] + 40);
    }

    #[test]
    fn lightness_is_reached_from_black_white_and_colour() {
        for color in [Color::BLACK, WHITE, Color::rgb(200, 30, 20)] {
            assert!(lightness(with_lightness(color, 120)).abs_diff(120) <= 2, "{color:?}");
        }
    }
}
