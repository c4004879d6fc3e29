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

/// A fill and what is drawn over it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fill {
    pub(super) base: Color,
    pub(super) ink: Color,
    pub(super) edge: Color,
    pub(super) pattern: Pattern,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    Plain,
    /// Lines that rise to the right.
    Rising,
    Dots,
    /// Lines that fall to the right.
    Falling,
}

/// Two fills of one chart differ by at least this much in lightness (of 255): what an office photocopier keeps apart.
pub(super) const STEP: u32 = 32;
/// Lightness and pattern of the parts of a whole, neighbours far apart.
const PARTS: [(u32, Pattern); 5] = [
    (70, Pattern::Plain),
    (214, Pattern::Rising),
    (140, Pattern::Dots),
    (250, Pattern::Plain),
    (178, Pattern::Falling),
];
/// Lightness of the classes of a heat table, from the least to the greatest.
const SHADES: [u32; 5] = [255, 221, 187, 153, 96];
/// On a fill darker than this words are white.
const WHITE_WORDS: u32 = 128;

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

impl ChartStyle {
    /// The fill of a part of a whole; parts beyond the fifth begin anew.
    pub(super) fn part(&self, i: usize) -> Fill {
        let (light, pattern) = PARTS[i % PARTS.len()];
        let dark = with_lightness(self.main, PARTS[0].0);
        let ink = if light < WHITE_WORDS + STEP { WHITE } else { dark };
        Fill { base: with_lightness(self.main, light), ink, edge: dark, pattern }
    }
    /// The fill of a class of values, of so many classes.
    pub(super) fn shade(&self, class: usize, of: usize) -> Color {
        let last = SHADES.len() - 1;
        let at = if of > 1 { class * last / (of - 1) } else { 1 };
        with_lightness(self.main, SHADES[at.min(last)])
    }
    /// What hatches a place without a value.
    pub(super) fn hatch(&self) -> Color {
        with_lightness(self.grey, 176)
    }
}

/// Black or white, whichever is read on a fill.
pub(super) fn words_on(fill: Color) -> Color {
    if lightness(fill) < WHITE_WORDS { WHITE } else { Color::BLACK }
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

    /// The least distance between any two.
    fn closest(mut all: Vec<u32>) -> u32 {
        all.sort_unstable();
        all.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap()
    }

    #[test]
    fn parts_and_shades_keep_their_distance_in_lightness_whatever_the_theme() {
        for main in [Color::rgb(31, 78, 121), Color::rgb(128, 128, 128), Color::rgb(200, 16, 16), Color::BLACK] {
            let style = ChartStyle { main, grey: main, good: main, watch: main, bad: main, red: main, size: 9.0 };
            let parts: Vec<Fill> = (0..5).map(|i| style.part(i)).collect();
            assert!(closest(parts.iter().map(|fill| lightness(fill.base)).collect()) >= STEP, "{parts:?}");
            for of in 2..=5 {
                let shades: Vec<u32> = (0..of).map(|i| lightness(style.shade(i, of))).collect();
                assert!(shades.windows(2).all(|pair| pair[0] >= pair[1] + STEP), "{shades:?}");
            }
        }
    }

    #[test]
    fn three_parts_and_more_differ_in_pattern_and_not_only_in_lightness() {
        let style = crate::chart::samples::STYLE;
        let patterned: Vec<Pattern> =
            (0..5).map(|i| style.part(i).pattern).filter(|pattern| *pattern != Pattern::Plain).collect();
        assert_eq!(patterned, [Pattern::Rising, Pattern::Dots, Pattern::Falling]);
        // The two plain ones are the darkest and the lightest.
        assert!(lightness(style.part(3).base) - lightness(style.part(0).base) >= 5 * STEP);
        for i in 0..5 {
            let fill = style.part(i);
            assert!(fill.pattern == Pattern::Plain || lightness(fill.ink).abs_diff(lightness(fill.base)) >= 2 * STEP);
        }
    }

    #[test]
    fn lightness_is_reached_from_black_white_and_colour() {
        for color in [Color::BLACK, WHITE, Color::rgb(200, 30, 20)] {
            assert!(lightness(with_lightness(color, 120)).abs_diff(120) <= 2, "{color:?}");
        }
    }
}
