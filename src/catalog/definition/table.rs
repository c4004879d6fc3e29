//! How one table of a return is bound: which cells are values, and what each value is of.
//!
//! A value is of a region, a period, an indicator and a measure, in a unit. Each of these five comes from the row, from
//! the column, from the whole table, or from what the workbook says of itself, in this order.

use crate::model::{Decimal, IndicatorId, Measure, Period};

/// What a value is of, one side of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    Region,
    Period,
    Indicator,
    Measure,
    Unit,
}

/// What the name of a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsAre {
    Named(Axis),
    /// Rows are records: their columns say what they are of.
    Records,
}

impl Default for RowsAre {
    fn default() -> Self {
        Self::Named(Axis::Indicator)
    }
}

/// One table of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableBinding {
    /// For messages.
    pub name: String,
    /// One of these stands in the lines right above the head; empty: any.
    pub above: Vec<String>,
    pub rows_are: RowsAre,
    /// The head of the column of row names; empty: that column has no head.
    pub label_heads: Vec<String>,
    pub code_heads: Vec<String>,
    pub unit_heads: Vec<String>,
    pub columns: Vec<ColumnBinding>,
    /// Of a table of indicators; empty: every indicator that is known.
    pub rows: Vec<RowBinding>,
    pub totals: Vec<String>,
    pub subtotals: Vec<String>,
    pub skip: Vec<String>,
    pub end: Vec<String>,
    /// What all values of the table are of.
    pub fixed: Fixed,
    /// Held against the other tables, never used.
    pub summary: bool,
    pub duplicates: Duplicates,
    pub only: Vec<Condition>,
    /// The columns that tell one record from another; empty: every record is one.
    pub unique: Vec<Vec<String>>,
    pub aggregates: Vec<Aggregate>,
}

impl TableBinding {
    /// The indicators it names, in its order.
    pub fn indicators(&self) -> impl Iterator<Item = &IndicatorId> {
        let of_columns = self.columns.iter().filter_map(|column| match &column.role {
            ColumnRole::Values { fixed, .. } => fixed.indicator.as_ref(),
            _ => None,
        });
        let of_rows = self.rows.iter().map(|row| &row.indicator);
        let of_aggregates = self.aggregates.iter().map(|aggregate| &aggregate.indicator);
        self.fixed.indicator.iter().chain(of_rows).chain(of_columns).chain(of_aggregates)
    }

    /// The values it asks for, as far as the form names them one by one. A summary is asked for nothing of its own.
    pub fn owed(&self) -> Vec<(&IndicatorId, Measure)> {
        if self.summary {
            return Vec::new();
        }
        let of_rows = self.rows.iter().flat_map(|row| row.measures.iter().map(|measure| (&row.indicator, *measure)));
        let of_columns = self.columns.iter().filter_map(|column| match &column.role {
            ColumnRole::Values { fixed, .. } => {
                let indicator = fixed.indicator.as_ref().or(self.fixed.indicator.as_ref())?;
                Some((indicator, fixed.measure.or(self.fixed.measure)?))
            }
            _ => None,
        });
        let of_aggregates = self.aggregates.iter().map(|aggregate| (&aggregate.indicator, aggregate.measure));
        of_rows.chain(of_columns).chain(of_aggregates).collect()
    }
}

/// What a form says of a value, of a column or of a whole table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub region: Option<String>,
    pub period: Option<Period>,
    pub indicator: Option<IndicatorId>,
    pub measure: Option<Measure>,
    pub unit: Option<String>,
}

/// What stands under some heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnBinding {
    /// Head paths from the top down, each by its last levels; `*` is the level that [`ColumnRole::Values`] reads.
    pub heads: Vec<Vec<String>>,
    /// The first of them as written, for blank forms.
    pub shown: Vec<String>,
    pub role: ColumnRole,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// Says what the row is of; a blank takes the row above's when `fill_down`.
    Gives { axis: Axis, fill_down: bool },
    /// Personal data: never stored, traced or quoted.
    Personal,
    /// Values, of what `fixed` says, and of what the `*` of the head says.
    Values { each: Option<Axis>, fixed: Fixed },
}

/// One row of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowBinding {
    /// 行次.
    pub code: String,
    pub indicator: IndicatorId,
    /// The label on the blank form, then its aliases.
    pub labels: Vec<String>,
    pub unit: String,
    /// The form itself says the unit: a line above the table says no other.
    pub unit_is_said: bool,
    /// Measures this row is asked for.
    pub measures: Vec<Measure>,
    /// Measures that do not apply although the column exists.
    pub not_applicable: Vec<Measure>,
}

/// What counts when one value stands twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// Neither, unless they are equal.
    #[default]
    Error,
    First,
    Last,
}

/// Which rows count: the text under `heads` is one of `is` (if any are said) and none of `not`, a `*` at the end of a
/// word standing for anything; and its number lies within the bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub heads: Vec<Vec<String>>,
    pub is: Vec<String>,
    pub not: Vec<String>,
    pub at_least: Option<Decimal>,
    pub at_most: Option<Decimal>,
}

/// Records counted, or a column of theirs summed, by what the records are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    pub indicator: IndicatorId,
    pub measure: Measure,
    /// The column to sum; nothing: rows are counted.
    pub sum: Option<Vec<Vec<String>>>,
    /// What the numbers are written in, when the form says so.
    pub unit: Option<String>,
    pub only: Vec<Condition>,
}
