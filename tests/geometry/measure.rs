//! What poppler says of a page: its words with their places (`pdftotext -bbox`), its ink (`pdftoppm`). All in
//! millimetres from the top left corner of the sheet.

use std::path::Path;
use std::process::{Command, Output};

const POINT: f64 = 25.4 / 72.0;
/// Pixels an inch of a whole page, and of a strip whose rules are measured.
const COARSE: f64 = 300.0;
const FINE: f64 = 1800.0;

/// Runs a program of poppler; nothing where it is missing, which fails when the tests must be complete.
fn run(program: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(output)
        }
        Err(why) => {
            let needed = std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_some();
            assert!(!needed, "no {program} ({why}): install poppler-utils");
            // A test has no other way to say that it had nothing to do.
            #[allow(clippy::print_stderr)]
            {
                eprintln!("no {program}: the geometry of pages is not measured; install poppler-utils");
            }
            None
        }
    }
}

/// Words on one line of a page.
#[derive(Clone, Debug)]
pub struct Words {
    pub page: usize,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub text: String,
}

/// The words of a file, page after page, those that touch on one line as one.
pub fn words(pdf: &Path) -> Option<Vec<Words>> {
    let output = run("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"])?;
    let mut all: Vec<Words> = Vec::new();
    let mut page = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        page += usize::from(line.trim_start().starts_with("<page "));
        let Some(rest) = line.trim_start().strip_prefix("<word ") else { continue };
        let number = |key: &str| -> f64 {
            let value = rest.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap();
            value.parse::<f64>().unwrap() * POINT
        };
        let text = rest.split_once('>').unwrap().1.split("</word>").next().unwrap().to_owned();
        let (left, right) = (number("xMin"), number("xMax"));
        let (top, bottom) = (number("yMin"), number("yMax"));
        match all.last_mut() {
            Some(last)
                if last.page == page && (last.bottom - bottom).abs() < 2.0 && (left - last.right).abs() < 3.0 =>
            {
                last.right = right;
                last.text += &text;
            }
            _ => all.push(Words { page, left, right, top, bottom, text }),
        }
    }
    Some(all)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Red,
    Black,
}

/// A page, or a strip of it, as pixels.
pub struct Raster {
    columns: usize,
    rgb: Vec<u8>,
    scale: f64,
    left: f64,
}

impl Raster {
    /// The whole of a page, counted from one.
    pub fn page(pdf: &Path, page: usize) -> Option<Self> {
        Self::made(pdf, page, COARSE, &[], 0.0)
    }

    /// A strip two millimetres wide from the top to the foot.
    pub fn strip(pdf: &Path, page: usize, left: f64) -> Option<Self> {
        let pixels = |mm: f64| format!("{}", (mm / 25.4 * FINE).round());
        let (x, width, height) = (pixels(left), pixels(2.0), pixels(297.0));
        Self::made(pdf, page, FINE, &["-x", &x, "-y", "0", "-W", &width, "-H", &height], left)
    }

    fn made(pdf: &Path, page: usize, dpi: f64, crop: &[&str], left: f64) -> Option<Self> {
        let (page, resolution) = (page.to_string(), dpi.to_string());
        let mut arguments = vec!["-r", &resolution, "-f", &page, "-l", &page];
        arguments.extend(crop);
        arguments.push(pdf.to_str().unwrap());
        let bytes = run("pdftoppm", &arguments)?.stdout;
        // P6, columns, rows, 255: each on a line or beside the next.
        let mut fields = Vec::new();
        let mut at = 0;
        while fields.len() < 4 {
            let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap();
            fields.push(String::from_utf8(bytes[at..end].to_vec()).unwrap());
            at = end + 1;
        }
        let columns = fields[1].parse().unwrap();
        Some(Self { columns, rgb: bytes[at..].to_vec(), scale: dpi / 25.4, left })
    }

    fn is(&self, ink: Ink, row: usize, column: usize) -> bool {
        let at = (row * self.columns + column) * 3;
        let (red, green, blue) = (self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]);
        match ink {
            Ink::Red => red > 170 && green < 128 && blue < 128,
            Ink::Black => red < 128 && green < 128 && blue < 128,
        }
    }

    fn rows(&self) -> usize {
        self.rgb.len() / 3 / self.columns
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn pixel(&self, mm: f64) -> usize {
        (mm * self.scale).round().max(0.0) as usize
    }

    #[allow(clippy::cast_precision_loss)]
    fn mm(&self, pixel: usize) -> f64 {
        pixel as f64 / self.scale
    }

    /// Stretches of rows with ink between two edges, top to bottom: upper and lower edge of each.
    pub fn bands(&self, ink: Ink, from: f64, to: f64) -> Vec<(f64, f64)> {
        let columns = self.pixel(from - self.left)..self.pixel(to - self.left).min(self.columns);
        let mut bands: Vec<(usize, usize)> = Vec::new();
        for row in 0..self.rows() {
            if columns.clone().any(|column| self.is(ink, row, column)) {
                match bands.last_mut() {
                    Some(band) if band.1 == row => band.1 = row + 1,
                    _ => bands.push((row, row + 1)),
                }
            }
        }
        bands.into_iter().map(|(top, bottom)| (self.mm(top), self.mm(bottom))).collect()
    }

    /// Upper and lower edge of all ink between two heights and two edges.
    pub fn extent(&self, ink: Ink, heights: (f64, f64), edges: (f64, f64)) -> (f64, f64) {
        let inside = self.bands(ink, edges.0, edges.1);
        let inside: Vec<_> = inside.into_iter().filter(|b| b.0 >= heights.0 && b.1 <= heights.1).collect();
        (inside.first().expect("ink there").0, inside.last().expect("ink there").1)
    }

    /// Left and right edge of ink between two heights.
    pub fn width(&self, ink: Ink, heights: (f64, f64)) -> (f64, f64) {
        let rows = self.pixel(heights.0)..self.pixel(heights.1);
        let there = |column: &usize| rows.clone().any(|row| self.is(ink, row, *column));
        let first = (0..self.columns).find(|c| there(c)).expect("ink there");
        let last = (0..self.columns).rev().find(|c| there(c)).expect("ink there");
        (self.mm(first), self.mm(last + 1))
    }
}
