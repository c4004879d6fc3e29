//! A sheet being drawn, with the values it is made from; and a case: the sheet, the form that describes it, and what a
//! reader has to tell of it.

use crate::dirt::{self, Put, Writing};
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeMap;
use yuebao::model::Decimal;

/// What a value is of: region, period, indicator, measure.
pub type Key = (String, String, String, String);

/// A value as it is drawn.
pub type Drawn = (Decimal, Writing);

/// The period of every sheet that has one.
pub const HERE: &str = "2021-11";

#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub cells: BTreeMap<(u32, u32), Put>,
    pub merges: Vec<((u32, u32), (u32, u32))>,
    pub values: BTreeMap<Key, Option<Decimal>>,
    /// A number was written in a way that has to be recorded.
    pub is_normalised: bool,
}

/// A sheet with the form that describes it.
#[derive(Clone, Debug, Default)]
pub struct Case {
    pub sheet: Sheet,
    pub form: String,
    /// Findings that may be, besides those of the ways of writing.
    pub fair: Vec<&'static str>,
    /// How often a finding must be.
    pub told: BTreeMap<&'static str, usize>,
    /// What no finding and no value may repeat.
    pub secrets: Vec<String>,
}

impl Case {
    pub fn must_tell(&mut self, code: &'static str) {
        *self.told.entry(code).or_default() += 1;
    }
}

pub fn key(region: &str, indicator: &str, measure: &str) -> Key {
    (region.into(), HERE.into(), indicator.into(), measure.into())
}

pub fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap()
}

/// A count has no places.
pub fn whole(value: Decimal, unit: &str) -> Decimal {
    if unit.ends_with('元') { value } else { value.trunc() }
}

impl Sheet {
    pub fn text(&mut self, at: (u32, u32), text: &str) {
        self.cells.insert(at, Put::Text(text.to_owned()));
    }
    pub fn row(&mut self, at: (u32, u32), texts: &[&str]) {
        for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            self.text((at.0, at.1 + number(column)), text);
        }
    }
    pub fn merge(&mut self, first: (u32, u32), last: (u32, u32)) {
        if first != last {
            self.merges.push((first, last));
        }
    }
    /// Writes a number in a cell; what must be read from it.
    pub fn write(&mut self, at: (u32, u32), (value, writing): Drawn, unit: &str) -> Option<Decimal> {
        let (put, expected) = dirt::write(value, writing, unit);
        self.is_normalised |= writing.is_recorded();
        self.cells.insert(at, put);
        expected
    }
    /// Writes a number that is read as the value of a key.
    pub fn value(&mut self, at: (u32, u32), key: Key, drawn: Drawn, unit: &str) {
        let expected = self.write(at, drawn, unit);
        self.values.insert(key, expected);
    }

    pub fn workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        let small = |column: u32| u16::try_from(column).unwrap();
        for ((r1, c1), (r2, c2)) in &self.merges {
            page.merge_range(*r1, small(*c1), *r2, small(*c2), "", &Format::new()).unwrap();
        }
        for ((row, column), put) in &self.cells {
            match put {
                Put::Nothing => {}
                Put::Number(number) => {
                    page.write_number(*row, small(*column), *number).unwrap();
                }
                Put::Text(text) => {
                    page.write_string(*row, small(*column), text).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }
}

/// The indicators of a form, each by name, kind and unit.
pub fn indicators(all: &[(&str, &str, &str)]) -> String {
    let mut form = String::from("title = \"统计表\"\nplaceholders = [\"—\"]\n");
    for (name, kind, unit) in all {
        form += &format!("[[indicators]]\nname = \"{name}\"\nkind = \"{kind}\"\nunit = \"{unit}\"\nplaces = 2\n");
    }
    form
}

/// A column of a form.
pub fn column(heads: &str, rest: &str) -> String {
    format!("[[tables.columns]]\nheads = [\"{heads}\"]\n{rest}\n")
}
