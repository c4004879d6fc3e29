//! Errors as counties make them, one to a return, each told.

use super::random::Random;
use super::returned::{Filled, Return, ReturnRequest};
use crate::catalog::DemoWay;
use crate::document::{BlankContent, Look};
use crate::model::{Cell, Decimal, IndicatorId, Measure};

/// A cell that was spoiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirt {
    /// `unit_slip`, `text_number`, …
    pub kind: &'static str,
    pub sheet: usize,
    pub cell: Cell,
    /// What the cell is of; nothing for a cell of the cover.
    pub of: Option<(IndicatorId, Measure, String)>,
    pub written: String,
    pub original: String,
}

/// Spoils a return: the first way, from one drawn by chance on, that this return has a cell for.
pub fn soil(request: &ReturnRequest<'_>, made: &mut Return) -> Vec<Dirt> {
    let words = ["dirt", &request.unit.to_string(), &request.month.to_string()];
    let random = Random::of(request.seed, &words);
    let mut soiler = Soiler { request, made, random };
    let first = soiler.random.below(WAYS);
    (0..WAYS).find_map(|step| soiler.way((first + step) % WAYS)).unwrap_or_default()
}

/// Some places out of `all`, drawn by chance, in their order.
pub fn drawn(seed: u64, all: usize, count: usize) -> Vec<usize> {
    let mut places: Vec<(i128, usize)> =
        (0..all).map(|at| (Random::of(seed, &["drawn", &at.to_string()]).part(), at)).collect();
    places.sort_unstable();
    let mut places: Vec<usize> = places.into_iter().take(count).map(|(_, at)| at).collect();
    places.sort_unstable();
    places
}

struct Soiler<'a, 'r> {
    request: &'a ReturnRequest<'r>,
    made: &'a mut Return,
    random: Random,
}

/// Ways there are.
const WAYS: usize = 7;

impl Soiler<'_, '_> {
    fn way(&mut self, number: usize) -> Option<Vec<Dirt>> {
        match number {
            0 => self.unit_slip(),
            1 => self.text_number(),
            2 => self.full_width(),
            3 => self.shifted_rows(),
            4 => self.sum_error(),
            5 => self.last_cover(),
            _ => self.transposed_digits(),
        }
    }

    /// One of the values that will do, with what stands in its cell.
    fn draw(&mut self, will_do: impl Fn(&Filled, Decimal) -> bool) -> Option<(Filled, Decimal)> {
        let of = |filled: &Filled| {
            let written = self.written(filled.sheet, filled.cell)?;
            will_do(filled, written).then(|| (filled.clone(), written))
        };
        let all: Vec<(Filled, Decimal)> = self.made.filled.iter().filter_map(of).collect();
        let at = self.random.below(all.len());
        all.into_iter().nth(at)
    }

    fn written(&self, sheet: usize, cell: Cell) -> Option<Decimal> {
        let cells = &self.made.book.sheets.get(sheet)?.cells;
        match cells.iter().find(|found| found.from == cell)?.content {
            BlankContent::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    fn write(&mut self, kind: &'static str, filled: &Filled, original: Decimal, content: BlankContent) -> Dirt {
        let written = match &content {
            BlankContent::Number { value, .. } => value.to_string(),
            BlankContent::Text(text) => text.clone(),
            _ => String::new(),
        };
        self.put(filled.sheet, filled.cell, content);
        let of = Some((filled.indicator.clone(), filled.measure, filled.unit.clone()));
        let (sheet, cell) = (filled.sheet, filled.cell);
        Dirt { kind, sheet, cell, of, written, original: original.to_string() }
    }

    fn put(&mut self, sheet: usize, cell: Cell, content: BlankContent) {
        let cells = self.made.book.sheets.get_mut(sheet).map(|sheet| &mut sheet.cells);
        if let Some(found) = cells.and_then(|cells| cells.iter_mut().find(|found| found.from == cell)) {
            found.content = content;
        }
    }

    /// 元 in a column of 万元.
    fn unit_slip(&mut self) -> Option<Vec<Dirt>> {
        let (filled, value) = self.draw(|filled, value| filled.unit == "万元" && !value.is_zero())?;
        let slipped = value.checked_mul(Decimal::from(10_000))?.normalize();
        Some(vec![self.write("unit_slip", &filled, value, number(slipped))])
    }

    /// `1,234` or `56人`.
    fn text_number(&mut self) -> Option<Vec<Dirt>> {
        let (filled, value) = self.draw(|_, value| value >= Decimal::TEN)?;
        let (whole, rest) = value
            .to_string()
            .split_once('.')
            .map_or_else(|| (value.to_string(), String::new()), |(whole, rest)| (whole.to_owned(), format!(".{rest}")));
        let text = match whole.len() {
            4.. => format!("{}{rest}", grouped(&whole)),
            _ => format!("{value}{}", filled.unit),
        };
        Some(vec![self.write("text_number", &filled, value, BlankContent::Text(text))])
    }

    fn full_width(&mut self) -> Option<Vec<Dirt>> {
        let (filled, value) = self.draw(|_, value| !value.is_zero())?;
        let wide = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c),
            '.' => '．',
            other => other,
        };
        let text = value.to_string().chars().map(wide).collect();
        Some(vec![self.write("full_width", &filled, value, BlankContent::Text(text))])
    }

    /// Two numbers, one below the other, each in the other's row.
    fn shifted_rows(&mut self) -> Option<Vec<Dirt>> {
        let values: Vec<Filled> = self.made.filled.clone();
        let below = |filled: &Filled| {
            let under = Cell::new(filled.cell.row + 1, filled.cell.column);
            values.iter().find(|other| other.sheet == filled.sheet && other.cell == under)
        };
        let pairs: Vec<_> = values
            .iter()
            .filter_map(|upper| {
                let lower = below(upper)?;
                let of = |filled: &Filled| self.written(filled.sheet, filled.cell);
                let (high, low) = (of(upper)?, of(lower)?);
                (high != low && upper.unit == lower.unit).then(|| (upper.clone(), lower.clone(), high, low))
            })
            .collect();
        let at = self.random.below(pairs.len());
        let (upper, lower, high, low) = pairs.into_iter().nth(at)?;
        let first = self.write("shifted_rows", &upper, high, number(low));
        Some(vec![first, self.write("shifted_rows", &lower, low, number(high))])
    }

    /// A total that is not the sum of its parts.
    fn sum_error(&mut self) -> Option<Vec<Dirt>> {
        let series = &self.request.demo.series;
        let is_sum = |id: &IndicatorId| {
            let terms = series.get(id).map(|series| &series.way);
            matches!(terms, Some(DemoWay::Sum(terms)) if terms.len() > 1 && terms.iter().all(|term| term.measure.is_none()))
        };
        let (filled, value) = self.draw(|filled, _| is_sum(&filled.indicator))?;
        let more = Decimal::from(u32::try_from(1 + self.random.below(9)).unwrap_or(1));
        Some(vec![self.write("sum_error", &filled, value, number(value.checked_add(more)?))])
    }

    /// The cover still says the month before.
    fn last_cover(&mut self) -> Option<Vec<Dirt>> {
        let said = |month: crate::model::Month| format!("{}年{}月", month.year(), month.number());
        let (now, before) = (said(self.request.month), said(self.request.month.previous()));
        let covers = self.made.book.sheets.iter().enumerate();
        let found = covers.filter(|(_, sheet)| sheet.cells.iter().any(|cell| cell.look == Look::Banner)).find_map(
            |(at, sheet)| {
                sheet.cells.iter().find_map(|cell| match &cell.content {
                    BlankContent::Text(text) if text.ends_with(&now) => Some((at, cell.from, text.clone())),
                    _ => None,
                })
            },
        );
        let (sheet, cell, original) = found?;
        let written = original.replace(&now, &before);
        self.put(sheet, cell, BlankContent::Text(written.clone()));
        Some(vec![Dirt { kind: "last_month_cover", sheet, cell, of: None, written, original }])
    }

    fn transposed_digits(&mut self) -> Option<Vec<Dirt>> {
        let (filled, value) = self.draw(|_, value| swapped(value).is_some())?;
        Some(vec![self.write("transposed_digits", &filled, value, number(swapped(value)?))])
    }
}

fn number(value: Decimal) -> BlankContent {
    BlankContent::Number { value, places: value.scale() }
}

/// `1,234`
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The last two digits before the point that differ, each in the other's place; nothing below 100.
fn swapped(value: Decimal) -> Option<Decimal> {
    let text = value.to_string();
    let (whole, _) = text.split_once('.').unwrap_or((&text, ""));
    if whole.len() < 3 {
        return None;
    }
    let mut letters: Vec<char> = text.chars().collect();
    let at = (1..whole.len() - 1).rev().find(|at| letters[*at] != letters[at + 1])?;
    letters.swap(at, at + 1);
    letters.into_iter().collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_change_places_and_thousands_are_parted() {
        let of = |text: &str| swapped(text.parse().unwrap()).map(|value| value.to_string());
        assert_eq!(of("1234").as_deref(), Some("1243"));
        assert_eq!(of("1223.5").as_deref(), Some("1232.5"));
        assert_eq!((of("45"), of("111")), (None, None));
        assert_eq!([grouped("1234"), grouped("1234567")], ["1,234", "1,234,567"]);
    }
}
