//! The rows of an island, from the top down: titles, heads, data, notes; and the tables these make.

use super::spot::{Shape, Spot};
use super::words;
use crate::catalog::normalise;
use crate::ingest::period_text;
use crate::ingest::workbook::Grid;
use crate::model::Decimal;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a row seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Data,
    Head,
    /// The line that numbers the columns: 甲 1 2 3.
    Numbering,
    /// A title, a unit line, a note.
    Line,
}

#[derive(Clone, Debug)]
struct Line {
    row: u32,
    spots: Range<usize>,
    kind: Kind,
}

/// The rows of one table, as indexes into the spots of its island.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    pub head: Vec<(u32, Range<usize>)>,
    pub data: Vec<(u32, Range<usize>)>,
    /// Texts above the head and below the last row.
    pub above: Vec<String>,
    pub below: Vec<String>,
}

/// A head has at most this many rows.
const DEEPEST: usize = 8;
/// Texts kept above or below a table.
const LINES: usize = 12;

/// The tables of an island.
pub fn tables(grid: &Grid, spots: &[Spot]) -> Vec<Rows> {
    let mut walk = Walk { grid, spots, pending: Vec::new(), open: None, held: Vec::new(), done: Vec::new() };
    let mut from = 0;
    while let Some(first) = spots.get(from) {
        let rest = spots.get(from..).unwrap_or_default();
        let to = from + rest.iter().take_while(|spot| spot.cell.row == first.cell.row).count();
        let kind = kind(grid, spots.get(from..to).unwrap_or_default());
        walk.step(Line { row: first.cell.row, spots: from..to, kind });
        from = to;
    }
    walk.close(None);
    walk.done
}

struct Open {
    rows: Rows,
    /// Columns with numbers.
    numeric: BTreeSet<u32>,
}

struct Walk<'a> {
    grid: &'a Grid,
    spots: &'a [Spot],
    /// Rows since the last table.
    pending: Vec<Line>,
    open: Option<Open>,
    /// Rows since the last of data.
    held: Vec<Line>,
    done: Vec<Rows>,
}

impl Walk<'_> {
    fn of(&self, line: &Line) -> &[Spot] {
        self.spots.get(line.spots.clone()).unwrap_or_default()
    }

    fn step(&mut self, line: Line) {
        match (line.kind, self.open.is_some()) {
            (Kind::Data, _) => self.data(line),
            // A sign for nothing stands among numbers, in no head.
            (Kind::Head, true) if self.stands_over_numbers(&line) && !self.has_marks(&line) => {
                self.close(Some(line.row));
                self.pending.push(line);
            }
            (_, true) => self.held.push(line),
            (_, false) => self.pending.push(line),
        }
    }

    fn data(&mut self, line: Line) {
        let numbers: Vec<u32> =
            self.of(&line).iter().filter(|s| s.shape == Shape::Number).map(|s| s.cell.column).collect();
        if self.open.is_none() {
            // A number by itself under nothing is no table.
            if line.spots.len() < 2 && !self.pending.iter().any(|line| line.kind == Kind::Head) {
                return;
            }
            self.begin();
        }
        let held = std::mem::take(&mut self.held);
        if let Some(open) = &mut self.open {
            open.rows.data.extend(held.into_iter().chain([line]).map(|line| (line.row, line.spots)));
            open.numeric.extend(numbers);
        }
    }

    /// Opens a table under the pending rows: the last that are a head are its head, and rows with nothing but a name
    /// between that and the first number are its first rows.
    fn begin(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        let is_head = |line: &Line| matches!(line.kind, Kind::Head | Kind::Numbering);
        let below = pending.iter().rposition(is_head).map_or(pending.len(), |at| at + 1);
        let under = pending.split_off(below);
        let mut head: Vec<Line> = Vec::new();
        while let Some(line) = pending.last()
            && head.len() < DEEPEST
            && (is_head(line) || self.is_upper_head(line, &head))
        {
            head.splice(0..0, pending.pop());
        }
        let (above, mut data) = if head.is_empty() { (under, Vec::new()) } else { (pending, under) };
        data.retain(|line| line.row > 0);
        let rows = Rows {
            head: head
                .into_iter()
                .filter(|line| line.kind == Kind::Head || line.kind == Kind::Line)
                .map(|line| (line.row, line.spots))
                .collect(),
            data: data.into_iter().map(|line| (line.row, line.spots)).collect(),
            above: self.texts(&above).into_iter().filter(|line| !words::is_note(line)).collect(),
            below: Vec::new(),
        };
        self.open = Some(Open { rows, numeric: BTreeSet::new() });
    }

    /// One text over some of the columns of the head right below it.
    fn is_upper_head(&self, line: &Line, head: &[Line]) -> bool {
        let (Some(below), [spot]) = (head.first(), self.of(line)) else { return false };
        let Some(left) = self.of(below).first() else { return false };
        let text = normalise(&self.grid.text(spot.cell.row, spot.cell.column));
        line.row + 1 == below.row
            && spot.cell.column > left.cell.column
            && !text.contains(':')
            && period_text::find(&text).is_none_or(|found| found.year.is_none())
            && text.chars().count() <= 20
    }

    fn has_marks(&self, line: &Line) -> bool {
        self.of(line).iter().any(|spot| spot.shape == Shape::Mark)
    }

    /// Heads of another table: texts where the open one has numbers.
    fn stands_over_numbers(&self, line: &Line) -> bool {
        let Some(open) = &self.open else { return false };
        let texts: Vec<u32> = self.of(line).iter().skip(1).map(|spot| spot.cell.column).collect();
        let over = texts.iter().filter(|column| open.numeric.contains(column)).count();
        over > 0 && over * 2 >= texts.len()
    }

    /// Ends the open table; `head` is the row of the heads that end it.
    fn close(&mut self, head: Option<u32>) {
        let mut held = std::mem::take(&mut self.held);
        let named = self.names_below(&held, head);
        if let Some(open) = &mut self.open {
            open.rows.data.extend(held.drain(..named).map(|line| (line.row, line.spots)));
        }
        // A number beside a word under no head is a line of a cover or a note.
        let is_table = |open: &Open| !open.rows.head.is_empty() || open.rows.data.len() > 1;
        if let Some(mut open) = self.open.take().filter(is_table) {
            open.rows.below = self.texts(&held);
            self.done.push(open.rows);
        }
        self.pending = held;
    }

    /// How many of the rows right below the last number go on with names beside empty cells, in a table that is partly
    /// filled in. What stands right above other heads is their title.
    fn names_below(&self, held: &[Line], head: Option<u32>) -> usize {
        let single = |range: &Range<usize>| match self.spots.get(range.clone()) {
            Some([spot]) => Some(spot.cell.column),
            _ => None,
        };
        let Some(open) = &self.open else { return 0 };
        let Some((last, _)) = open.rows.data.last() else { return 0 };
        let Some(column) = open.rows.data.iter().find_map(|(_, range)| single(range)) else { return 0 };
        let is_name = |(line, row): &(&Line, u32)| {
            let text = self.grid.text(line.row, column);
            let is_plain = text.chars().count() <= 10 && !text.contains(['：', ':', '，', '。', '；', '、']);
            line.row == *row && single(&line.spots) == Some(column) && is_plain && !words::is_note(&text)
        };
        let count = held.iter().zip(last + 1..).take_while(is_name).count();
        let next = held.get(count).filter(|line| line.kind == Kind::Head).map(|line| line.row).or(head);
        let above = count.checked_sub(1).and_then(|at| held.get(at)).map(|line| line.row + 1);
        if count > 0 && next.is_some() && next == above { count - 1 } else { count }
    }

    fn texts(&self, lines: &[Line]) -> Vec<String> {
        let near = lines.iter().rev().take(LINES).rev();
        let spots = near.flat_map(|line| self.of(line)).filter(|spot| spot.shape == Shape::Text);
        spots.map(|spot| words::clean(&self.grid.text(spot.cell.row, spot.cell.column))).take(LINES).collect()
    }
}

fn kind(grid: &Grid, spots: &[Spot]) -> Kind {
    let count = |shape| spots.iter().filter(|spot| spot.shape == shape).count();
    let (numbers, marks, texts) = (count(Shape::Number), count(Shape::Mark), count(Shape::Text));
    if numbers > 0 {
        return if is_numbering(grid, spots) {
            Kind::Numbering
        } else if is_years(grid, spots) {
            Kind::Head
        } else {
            Kind::Data
        };
    }
    if marks > 0 && texts <= marks + 1 {
        return Kind::Data;
    }
    let text = |spot: &Spot| normalise(&grid.text(spot.cell.row, spot.cell.column));
    // Two periods beside one another are heads of what is compared.
    let looked_at: Vec<String> = spots.iter().take(LINES).map(text).collect();
    let periods: BTreeSet<&String> = looked_at.iter().filter(|text| is_dated(text) && !text.contains(':')).collect();
    let is_compared = periods.len() > 1;
    if texts < 2 || looked_at.iter().any(|text| is_line(text, spots.len(), is_compared)) {
        return Kind::Line;
    }
    Kind::Head
}

/// A text as in the lines above a table: `单位：万元`, `2021年11月`.
fn is_line(text: &str, texts: usize, is_compared: bool) -> bool {
    let labelled = text.split_once(':').is_some_and(|(head, _)| !head.ends_with("其中"));
    labelled && texts <= 6 || texts <= 3 && !is_compared && is_dated(text) || text.chars().count() > 60
}

fn is_dated(text: &str) -> bool {
    period_text::find(text).is_some_and(|found| found.year.is_some() && found.span.is_some())
}

fn whole_numbers(grid: &Grid, spots: &[Spot]) -> Vec<Decimal> {
    let numbers = spots.iter().filter(|spot| spot.shape == Shape::Number).take(100);
    let numbers = numbers.map(|spot| normalise(&grid.text(spot.cell.row, spot.cell.column)));
    numbers.filter_map(|text| Decimal::from_str_exact(&text).ok()).collect()
}

/// 甲 1 2 3: numbers counted up, behind 甲, 栏次 or nothing.
fn is_numbering(grid: &Grid, spots: &[Spot]) -> bool {
    let numbers = whole_numbers(grid, spots);
    let counted = numbers.iter().zip(1_u32..).all(|(found, wanted)| *found == Decimal::from(wanted));
    let mut others = spots.iter().filter(|spot| spot.shape != Shape::Number);
    let is_letter = |spot: &Spot| {
        let text = normalise(&grid.text(spot.cell.row, spot.cell.column));
        ["甲", "乙", "丙", "栏次", "栏目"].contains(&text.as_str())
    };
    numbers.len() > 1 && counted && others.all(is_letter)
}

/// Years as heads.
fn is_years(grid: &Grid, spots: &[Spot]) -> bool {
    let numbers = whole_numbers(grid, spots);
    let years = Decimal::from(1980)..=Decimal::from(2100);
    let distinct: BTreeSet<&Decimal> = numbers.iter().collect();
    numbers.len() > 1 && distinct.len() == numbers.len() && numbers.iter().all(|n| n.is_integer() && years.contains(n))
}
