//! Colours of a page, which a theme gives as hex strings, and the words its titles are broken between.

use crate::canvas::Color;
use crate::catalog::Theme;
use crate::chart::ChartStyle;
use crate::document::Band;
use std::collections::BTreeSet;
use std::fmt;

/// Label size of charts, in points.
const CHART_LABEL: f64 = 9.0;

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
    /// Every other row of a table stands on `fill`.
    pub banding: bool,
    /// The draft mark across a page.
    pub draft: Color,
    pub chart: ChartStyle,
    /// A title is never broken inside one of these.
    pub words: BTreeSet<String>,
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
            banding: false,
            draft: Color::rgb(0xF6, 0xF6, 0xF6),
            chart,
            words: BTreeSet::new(),
        }
    }

    /// The colours of a theme, for pages and their charts.
    ///
    /// # Errors
    /// A colour that is not `#RRGGBB`; the key and what stood there.
    pub fn of_theme(theme: &Theme) -> Result<Self, ColorError> {
        let color = |key: &'static str, text: &str| {
            hex(text).ok_or_else(|| ColorError { theme: theme.id.clone(), key, text: text.to_owned() })
        };
        let (red, good) = (color("red", &theme.red)?, color("good", &theme.good)?);
        let (watch, bad) = (color("watch", &theme.watch)?, color("bad", &theme.bad)?);
        let (main, grey) = (color("main", &theme.main)?, color("grey", &theme.grey)?);
        let chart = ChartStyle { main, grey, good, watch, bad, red, size: CHART_LABEL };
        let words = theme.words.iter().cloned().collect();
        Ok(Self { red, good, watch, bad, banding: theme.banding, words, ..Self::official(chart) })
    }

    /// The colour and the shape of a band. Shapes differ, so that black-and-white prints still tell.
    pub fn band(&self, band: Band) -> Option<(Color, char)> {
        let color = match band {
            Band::None => return None,
            Band::Good => self.good,
            Band::Watch => self.watch,
            Band::Bad => self.bad,
            Band::Unknown => self.unknown,
        };
        Some((color, band.mark()?))
    }
}

/// A colour of a theme that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColorError {
    pub theme: String,
    pub key: &'static str,
    pub text: String,
}

impl fmt::Display for ColorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { theme, key, text } = self;
        write!(f, "主题 {theme} 的 {key} 不是颜色：“{text}”；请写成 #RRGGBB，例如 #C00000")
    }
}

impl std::error::Error for ColorError {}

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
    fn a_theme_gives_the_colours_and_a_wrong_one_is_named() {
        let mut theme = Theme {
            id: "official".to_owned(),
            red: "#C00000".to_owned(),
            good: "#2E7D32".to_owned(),
            watch: "#E69F00".to_owned(),
            bad: "#C62828".to_owned(),
            main: "#1F4E79".to_owned(),
            grey: "#A6A6A6".to_owned(),
            not_reported: String::new(),
            not_applicable: String::new(),
            suppressed: String::new(),
            unreadable: String::new(),
            incomplete: String::new(),
            doubtful: String::new(),
            words: vec!["民政局".to_owned()],
            banding: true,
            degrees: crate::catalog::Degrees::default(),
            marks: crate::catalog::Marks::default(),
        };
        assert_eq!(PageStyle::of_theme(&theme).unwrap().red, Color::rgb(0xC0, 0, 0));
        assert!(PageStyle::of_theme(&theme).unwrap().banding);
        theme.watch = "橙".to_owned();
        let error = PageStyle::of_theme(&theme).unwrap_err().to_string();
        assert!(error.contains("official") && error.contains("watch") && error.contains('橙'), "{error}");
    }

    #[test]
    fn a_colour_has_six_hex_digits() {
        assert_eq!(hex("#D7000F"), Some(Color::rgb(0xD7, 0, 0x0F)));
        for bad in ["#D7000", "red", "#D7000G", "+12345"] {
            assert_eq!(hex(bad), None, "{bad}");
        }
    }
}
