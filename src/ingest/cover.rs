//! Who sent a workbook, for which period, and when: what its cover says.

use super::date_text;
use super::workbook::{Content, Grid};
use crate::catalog::{CoverBinding, normalise};
use crate::model::{Cell, Date, Month};

/// A field of the cover as written, with its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub text: String,
    pub cell: Cell,
    /// The cell holds a bare number where a date belongs.
    pub serial: Option<Date>,
}

/// What the cover says; a field it does not have is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    pub unit: Option<Field>,
    pub code: Option<Field>,
    pub period: Option<Field>,
    pub submitted: Option<Field>,
}

impl Cover {
    pub fn month(&self) -> Option<Month> {
        self.period.as_ref().and_then(|field| date_text::month(&field.text))
    }
    pub fn submitted_on(&self) -> Option<Date> {
        let field = self.submitted.as_ref()?;
        field.serial.or_else(|| date_text::date(&field.text))
    }
}

/// The sheet has a field for the unit and one for the period, as only a cover has.
pub fn fits(grid: &Grid, binding: &CoverBinding) -> bool {
    field(grid, &binding.unit).is_some() && field(grid, &binding.period).is_some()
}

/// Reads the labelled cells: `填报单位：某某` in one cell, or the label and, to its right, the value.
pub fn read(grid: &Grid, binding: &CoverBinding) -> Cover {
    Cover {
        unit: field(grid, &binding.unit),
        code: field(grid, &binding.code),
        period: field(grid, &binding.period),
        submitted: field(grid, &binding.submitted),
    }
}

/// The value behind the first of these labels that stands on the sheet.
pub fn field(grid: &Grid, labels: &[String]) -> Option<Field> {
    let labels: Vec<String> = labels.iter().map(|label| normalise(label)).collect();
    for (cell, content) in &grid.cells {
        let Content::Text(text) = &content.content else { continue };
        let (head, tail) = split_label(text);
        if !labels.contains(&normalise(&head)) {
            continue;
        }
        match tail {
            Some(tail) if !tail.trim().is_empty() => {
                return Some(Field { text: tail.trim().to_owned(), cell: *cell, serial: None });
            }
            _ => {
                if let Some(found) = to_the_right(grid, *cell) {
                    return Some(found);
                }
                // A label with nothing behind it: the field is there and empty.
                return Some(Field { text: String::new(), cell: *cell, serial: None });
            }
        }
    }
    None
}

fn split_label(text: &str) -> (String, Option<String>) {
    match text.split_once(['：', ':']) {
        Some((head, tail)) => (head.to_owned(), Some(tail.to_owned())),
        None => (text.to_owned(), None),
    }
}

fn to_the_right(grid: &Grid, label: Cell) -> Option<Field> {
    let (cell, content) = grid.row(label.row).find(|(cell, _)| cell.column > label.column)?;
    let raw = content.raw();
    if raw.contains(['：', ':']) {
        return None;
    }
    let (text, serial) = match &content.content {
        Content::Date(serial) => (raw, Date::from_serial(whole(*serial)?)),
        Content::Number(number) if number.is_integer() && (30_000..80_000).contains(&whole(*number)?) => {
            (raw, Date::from_serial(whole(*number)?))
        }
        _ => (raw.trim().to_owned(), None),
    };
    Some(Field { text, cell, serial })
}

fn whole(serial: crate::model::Decimal) -> Option<i64> {
    i64::try_from(serial.trunc().mantissa() / 10_i128.checked_pow(serial.trunc().scale())?).ok()
}
