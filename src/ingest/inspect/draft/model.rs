//! A form being drafted: what will be written, and the remarks beside it.

use crate::ingest::inspect::words::Sort;
use crate::model::Measure;
use std::collections::BTreeSet;

/// A form for the sheets of one file.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub title: String,
    /// Sheets it was made for.
    pub sheets: Vec<String>,
    /// The workbook has other sheets too: the form must name its own.
    pub names_sheets: bool,
    pub samples: Vec<String>,
    /// The region and the period to put in where nothing says one.
    pub region: Option<String>,
    pub period: Option<String>,
    pub ignored: BTreeSet<String>,
    /// Signs that stand where numbers would.
    pub placeholders: BTreeSet<String>,
    pub indicators: Vec<Own>,
    pub tables: Vec<Form>,
    pub fields: Vec<Field>,
    /// What could not be drafted.
    pub remarks: Vec<String>,
}

/// An indicator that the dictionary has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub name: String,
    pub sort: Sort,
    pub unit: String,
    /// The sheet itself says the unit.
    pub unit_said: bool,
    pub places: u32,
}

/// A table of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub name: String,
    pub above: Vec<String>,
    pub rows_are: &'static str,
    /// What the guess rests on, for the person who decides.
    pub rows_why: &'static str,
    pub label_heads: Vec<String>,
    pub code_heads: Vec<String>,
    pub unit_heads: Vec<String>,
    pub totals: BTreeSet<String>,
    pub subtotals: BTreeSet<String>,
    pub end: BTreeSet<String>,
    pub indicator: Option<String>,
    pub region: Option<String>,
    pub summary: bool,
    pub only: Option<(String, BTreeSet<String>)>,
    /// The column of what tells persons apart.
    pub unique: Option<String>,
    pub columns: Vec<Column>,
    pub aggregates: Vec<Aggregate>,
}

impl Form {
    /// The indicators it names.
    pub fn indicators(&self) -> BTreeSet<&str> {
        let of_columns = self.columns.iter().filter_map(|column| column.indicator.as_deref());
        of_columns.chain(self.indicator.as_deref()).collect()
    }
    /// The same table by its heads.
    pub fn is_like(&self, other: &Self) -> bool {
        let same = self.label_heads == other.label_heads && self.rows_are == other.rows_are;
        same && self.columns == other.columns && self.aggregates == other.aggregates && self.above == other.above
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub head: String,
    pub gives: Option<&'static str>,
    pub each: Option<&'static str>,
    pub personal: bool,
    pub indicator: Option<String>,
    /// With whether the head says it.
    pub measure: Option<(Measure, bool)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    pub indicator: String,
    pub measure: Option<Measure>,
    /// Nothing: rows are counted.
    pub sum: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub label: String,
    pub indicator: String,
    pub measure: Option<Measure>,
}
