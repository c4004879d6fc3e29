//! Pages of placed marks: the only thing a page renderer sees. All lengths are points (1/72 inch),
//! the origin is the top left corner, y grows downwards.

mod structure;

pub use structure::{Element, ElementKind, Span, Structure};

use crate::document::Picture;
use crate::model::FigureKey;
use std::ops::Range;

/// A face by its job in an official document; `fonts` finds the file and the fallbacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontRole {
    /// 小标宋: titles and the red head.
    Title,
    /// 宋: digits, page numbers, last fallback.
    Song,
    /// 黑: first-level headings, table heads.
    Hei,
    /// 楷: second-level headings.
    Kai,
    /// 仿宋: the body.
    Fang,
}

/// 8-bit RGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Color {
    pub const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub marks: Vec<Mark>,
    /// In the order of the marks; none overlaps another.
    pub spans: Vec<Span>,
}

impl Page {
    /// Puts marks under those there are; they are decoration.
    pub fn underlay(&mut self, marks: Vec<Mark>) {
        let count = marks.len();
        for span in &mut self.spans {
            span.marks = span.marks.start + count..span.marks.end + count;
        }
        self.marks.splice(0..0, marks);
    }

    /// Puts marks before the one at `at`; they belong to the element that ends or goes on there.
    pub fn insert(&mut self, at: usize, marks: Vec<Mark>) {
        let count = marks.len();
        for span in &mut self.spans {
            let Range { start, end } = span.marks;
            span.marks = start + if start >= at { count } else { 0 }..end + if end >= at { count } else { 0 };
        }
        self.marks.splice(at..at, marks);
    }
}

/// Something placed on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Text(TextRun),
    Line {
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        color: Color,
        dash: Option<(f64, f64)>,
    },
    /// A polygon or, when `closed` is false, a polyline.
    Path {
        points: Vec<(f64, f64)>,
        closed: bool,
        fill: Option<Color>,
        stroke: Option<(f64, Color)>,
    },
    /// A raster picture, stretched to the frame; what shows through it is white.
    Image {
        frame: Frame,
        picture: Picture,
    },
}

/// Characters of one face on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    pub x: f64,
    /// Of the baseline.
    pub y: f64,
    pub size: f64,
    pub role: FontRole,
    pub color: Color,
    pub text: String,
    /// Added after every character (justification).
    pub spacing: f64,
    /// The figure this run prints, for the trace.
    pub figure: Option<FigureKey>,
    /// Turned a quarter clockwise about `x`, `y`: the run goes down the page, tops of characters to the right.
    pub turned: bool,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Measures text: the width of `text` set at `size` in `role`, fallback faces included.
pub trait TextMeasure {
    fn width(&self, text: &str, role: FontRole, size: f64) -> f64;
}
