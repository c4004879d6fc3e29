//! Lines whose characters stand so far apart that a program that copies them sees words of one character (`pdftotext -bbox`).

#![allow(clippy::float_arithmetic)] // Geometry.

use std::path::Path;
use std::process::Command;

/// So many characters in a row, each a word of its own, are a line that is torn.
const TORN: usize = 5;
/// Blanks of a torn line, in points; what stands further apart is set so (a masthead, columns of a table).
const GAPS: std::ops::Range<f64> = 0.5..6.0;

/// Nothing is to be done without poppler, unless `YUEBAO_NEEDS_OPENPYXL` is set, as `.ci/run` sets it.
pub fn check(pdf: &Path) {
    let output = match Command::new("pdftotext").args(["-bbox".as_ref(), pdf.as_os_str(), "-".as_ref()]).output() {
        Ok(output) => output,
        Err(error) => {
            assert!(std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_none(), "pdftotext: {error}; install poppler-utils");
            return;
        }
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let mut words = 0;
    let mut torn = String::new();
    let mut last = [0.0; 2];
    for line in text.lines().filter_map(|line| line.trim_start().strip_prefix("<word ")) {
        let number = |key: &str| -> f64 { line.split(key).nth(1).unwrap().split('"').nth(1).unwrap().parse().unwrap() };
        let word = line.split_once('>').unwrap().1.trim_end_matches("</word>");
        let single = word.chars().count() == 1 && word.chars().all(|c| !c.is_ascii());
        let [left, foot] = [number("xMin"), number("yMax")];
        let follows = (foot - last[1]).abs() < 0.1 && GAPS.contains(&(left - last[0]));
        if !(single && follows) {
            torn.clear();
        }
        if single {
            torn.push_str(word);
        }
        last = [number("xMax"), foot];
        words += 1;
        assert!(torn.chars().count() < TORN, "{}: stretched: {torn}", pdf.display());
    }
    assert!(words > 10, "{}: {words} words", pdf.display());
}
