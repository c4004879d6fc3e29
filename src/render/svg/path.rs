//! Numbers and path data, as short as SVG allows at a hundredth of a point.
#![allow(clippy::float_arithmetic)] // Geometry: coordinates are rounded to hundredths.

use crate::fonts::PathPiece;

/// At most two decimals, a point for the decimal mark, never `-0`; what is not a number is 0.
pub fn number(value: f64) -> String {
    decimal(hundredths(value))
}

/// The `d` of a path: each contour begins where it is on the page, the rest is steps, which are shorter.
pub fn data(pieces: &[PathPiece]) -> String {
    let mut data = Data::default();
    for piece in pieces {
        match *piece {
            PathPiece::Move(x, y) => data.go('M', &[(x, y)]),
            PathPiece::Line(x, y) => data.go('l', &[(x, y)]),
            PathPiece::Quad(control, end) => data.go('q', &[control, end]),
            PathPiece::Cubic(first, second, end) => data.go('c', &[first, second, end]),
            PathPiece::Close => data.go('z', &[]),
        }
    }
    data.out
}

/// Steps are taken between rounded places, so that rounding does not add up along a contour.
#[derive(Default)]
struct Data {
    out: String,
    at: (i64, i64),
    letter: char,
}

impl Data {
    fn go(&mut self, letter: char, points: &[(f64, f64)]) {
        let repeated = letter == self.letter && letter != 'M';
        if !repeated {
            self.out.push(letter);
        }
        let from = if letter == 'M' { (0, 0) } else { self.at };
        for (no, &(x, y)) in points.iter().enumerate() {
            self.at = (hundredths(x), hundredths(y));
            self.write(self.at.0.saturating_sub(from.0), repeated || no > 0);
            self.write(self.at.1.saturating_sub(from.1), true);
        }
        self.letter = letter;
    }

    /// A minus sign separates as well as a space does.
    fn write(&mut self, value: i64, apart: bool) {
        if apart && value >= 0 {
            self.out.push(' ');
        }
        self.out += &decimal(value);
    }
}

fn hundredths(value: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation)] // The cast saturates and takes NaN to zero.
    let whole = (value * 100.0).round() as i64;
    whole
}

fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        let written = [0.0, -0.001, 1.005, -1.5, 12.0, 99.999, 0.07, f64::NAN].map(number);
        assert_eq!(written, ["0", "0", "1", "-1.5", "12", "100", "0.07", "0"]);
    }

    #[test]
    fn contours_begin_on_the_page_and_go_on_in_steps() {
        let pieces = [
            PathPiece::Move(10.0, 20.0),
            PathPiece::Line(12.0, 19.5),
            PathPiece::Line(13.0, 19.5),
            PathPiece::Quad((14.0, 20.0), (13.0, 21.0)),
            PathPiece::Close,
            PathPiece::Move(1.0, -2.0),
            PathPiece::Cubic((1.0, -1.0), (0.0, 0.0), (2.25, 0.0)),
            PathPiece::Close,
        ];
        assert_eq!(data(&pieces), "M10 20l2-0.5 1 0q1 0.5 0 1.5zM1-2c0 1-1 2 1.25 2z");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let steps: Vec<PathPiece> = (1..=90).map(|i| PathPiece::Line(f64::from(i) / 300.0, 0.0)).collect();
        let written = data(&steps);
        let sum: f64 = written[1..].split(' ').map(|n| n.parse::<f64>().unwrap()).sum();
        assert!((sum - 0.3).abs() < 1e-9, "{sum}: {written}");
    }
}
