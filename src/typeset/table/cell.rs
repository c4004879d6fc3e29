//! What the cells of a table need, in ems: measured once, whatever the size. A number is measured on both sides of its
//! decimal point.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::super::words::Words;
use crate::canvas::{FontRole, TextMeasure};
use crate::document::{Align, Band, CellContent, Column, RowKind, Table, TableCell};
use crate::fonts::{FontSet, clean};

/// Room of the mark of a band, in ems.
pub const BAND: f64 = 1.2;

/// The face of a row.
pub fn role(kind: RowKind) -> FontRole {
    match kind {
        RowKind::Total | RowKind::Group => FontRole::Hei,
        RowKind::Item | RowKind::Part | RowKind::Inner(_) => FontRole::Song,
    }
}

/// The words of a line of a cell; those of a figure carry its key.
pub fn words<'a>(cell: &'a TableCell, line: &str, fonts: &FontSet, role: FontRole, size: f64) -> Words<'a> {
    let key = match &cell.content {
        CellContent::Figure { key, .. } => Some(key),
        CellContent::Empty | CellContent::Text(_) | CellContent::Quote(_) | CellContent::Number { .. } => None,
    };
    Words::plain(line, key, fonts, role, size)
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Empty,
    Text,
    /// `…` or `—` where a number would be.
    Symbol,
    Whole,
    Decimal,
}

/// A cell, in ems.
#[derive(Clone, Copy, Debug)]
pub struct Ems {
    pub kind: Kind,
    /// On one line.
    pub natural: f64,
    /// The widest piece that is not parted.
    pub piece: f64,
    /// Before the decimal point.
    pub before: f64,
    /// After a number: `*`, `%`.
    pub tail: f64,
    /// Indent and the mark of a band.
    pub beside: f64,
}

/// The room of the numbers of a column, in ems: before their points, from the point on, for what follows them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Points {
    pub before: f64,
    pub after: f64,
    pub tail: f64,
}

impl Points {
    pub fn width(&self) -> f64 {
        self.before + self.after + self.tail
    }
}

/// All cells of a table, and what its columns have in common.
#[derive(Clone, Debug)]
pub struct Measured {
    pub rows: Vec<Vec<Ems>>,
    pub points: Vec<Points>,
    /// The column has judged cells.
    pub banded: Vec<bool>,
    /// The widest text among the judged cells of a column, which begin under one another.
    pub judged: Vec<f64>,
}

impl Measured {
    pub fn new(table: &Table, fonts: &FontSet) -> Self {
        let count = table.columns.len();
        let mut all = Self {
            rows: Vec::with_capacity(table.rows.len()),
            points: vec![Points::default(); count],
            banded: vec![false; count],
            judged: vec![0.0; count],
        };
        let mut whole = vec![0.0_f64; count];
        for row in &table.rows {
            let cells = row.cells.iter().zip(&table.columns).enumerate();
            let ems: Vec<Ems> =
                cells.map(|(at, (cell, column))| measure(cell, column, at == 0, row.kind, fonts)).collect();
            for (at, (cell, ems)) in row.cells.iter().zip(&ems).enumerate().filter(|_| row.kind != RowKind::Group) {
                if cell.band != Band::None {
                    all.banded[at] = true;
                    all.judged[at] = all.judged[at].max(ems.natural);
                }
                let points = &mut all.points[at];
                match ems.kind {
                    Kind::Decimal => {
                        points.before = points.before.max(ems.before);
                        points.after = points.after.max(ems.natural - ems.before - ems.tail);
                        points.tail = points.tail.max(ems.tail);
                    }
                    Kind::Whole => {
                        whole[at] = whole[at].max(ems.before);
                        points.tail = points.tail.max(ems.tail);
                    }
                    Kind::Symbol | Kind::Text | Kind::Empty => {}
                }
            }
            all.rows.push(ems);
        }
        // Whole numbers among decimals (人 beside 万元) end where the decimals end: shifted to the point they
        // would look as if digits were missing.
        for (points, whole) in all.points.iter_mut().zip(whole) {
            points.before = points.before.max(whole - points.after);
        }
        all
    }

    /// The same of some of the columns.
    pub fn of(&self, columns: &[usize]) -> Self {
        let pick = |row: &Vec<Ems>| columns.iter().filter_map(|at| row.get(*at).copied()).collect();
        Self {
            rows: self.rows.iter().map(pick).collect(),
            points: columns.iter().filter_map(|at| self.points.get(*at).copied()).collect(),
            banded: columns.iter().filter_map(|at| self.banded.get(*at).copied()).collect(),
            judged: columns.iter().filter_map(|at| self.judged.get(*at).copied()).collect(),
        }
    }
}

fn measure(cell: &TableCell, column: &Column, first: bool, kind: RowKind, fonts: &FontSet) -> Ems {
    let role = role(kind);
    let indent = if first { f64::from(kind.indent()) } else { 0.0 };
    let beside = indent + if cell.band == Band::None { 0.0 } else { BAND };
    let shown = cell.content.shown();
    let none = Ems { kind: Kind::Empty, natural: 0.0, piece: 0.0, before: 0.0, tail: 0.0, beside };
    let text = || {
        shown.lines().fold(Ems { kind: Kind::Text, ..none }, |ems, line| {
            let words = words(cell, line, fonts, role, 1.0);
            Ems { natural: ems.natural.max(words.width()), piece: ems.piece.max(words.widest_piece()), ..ems }
        })
    };
    match (&cell.content, column.align) {
        _ if shown.is_empty() => none,
        (CellContent::Figure { .. } | CellContent::Number { .. }, Align::Number) => {
            let shown = clean(shown);
            let (kind, [before, after, tail]) = split(&shown);
            let width = |part: &str| fonts.width(part, role, 1.0);
            let natural = width(&shown);
            let before = if after.is_empty() { natural - width(tail) } else { width(before) };
            Ems { kind, natural, piece: natural, before, tail: width(tail), ..none }
        }
        _ => text(),
    }
}

/// A shown number before its point, from the point on, and what follows it. A symbol (`…`) has no digits.
fn split(shown: &str) -> (Kind, [&str; 3]) {
    let sign = shown.len() - shown.trim_start_matches(['+', '-', '−']).len();
    let end = |from: usize, also: &[char]| {
        let stop = |c: char| !c.is_ascii_digit() && !also.contains(&c);
        shown[from..].find(stop).map_or(shown.len(), |at| from + at)
    };
    let point = end(sign, &[',']);
    if point == sign {
        return (Kind::Symbol, [shown, "", ""]);
    }
    let decimals = if shown[point..].starts_with('.') { end(point + 1, &[]) } else { point };
    let kind = if decimals > point + 1 { Kind::Decimal } else { Kind::Whole };
    (kind, [&shown[..point], &shown[point..decimals], &shown[decimals..]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_parted_at_its_point_and_before_what_follows_it() {
        let cases = [
            ("1234", Kind::Whole, ["1234", "", ""]),
            ("-1,203.50*", Kind::Decimal, ["-1,203", ".50", "*"]),
            ("1000000000000.00", Kind::Decimal, ["1000000000000", ".00", ""]),
            ("98.14%", Kind::Decimal, ["98", ".14", "%"]),
            ("+3*", Kind::Whole, ["+3", "", "*"]),
            ("…", Kind::Symbol, ["…", "", ""]),
            ("—", Kind::Symbol, ["—", "", ""]),
            ("-", Kind::Symbol, ["-", "", ""]),
        ];
        for (shown, kind, parts) in cases {
            assert_eq!(split(shown), (kind, parts), "{shown}");
        }
    }
}
