//! A report definition and the look of its pages.

use super::ReportChart;
use crate::model::{Decimal, IndicatorId, Measure};
use std::collections::BTreeMap;

/// A report: what blocks it has, and its wording template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub id: String,
    /// `民政统计月报`
    pub name: String,
    /// What it is for, in one line; empty where the file does not say.
    pub what: String,
    /// The wording: Jinja-style Markdown, with the file's name for messages.
    pub wording: String,
    pub wording_file: String,
    /// The table of key indicators, in order.
    pub key_indicators: Vec<(IndicatorId, Measure)>,
    /// The five numbers on top.
    pub headline: Vec<(IndicatorId, Measure)>,
    /// What the numbers on top are called, one for each; empty: by the indicators' names.
    pub headline_labels: Vec<String>,
    /// Indicators of the county table.
    pub county_columns: Vec<(IndicatorId, Measure)>,
    /// The indicator ranked and drawn as a trend.
    pub focus: (IndicatorId, Measure),
    /// Annex tables: one per form, all indicators.
    pub annex_forms: Vec<String>,
    /// Charts the wording may call beside those that are always there.
    pub charts: Vec<ReportChart>,
    /// Digit runs a wording may print that are not figures.
    pub constants: Vec<String>,
    /// Its own thresholds; none: the theme's.
    pub degrees: Option<Degrees>,
    pub terms: Terms,
    pub summons: Option<Summons>,
    /// How many pages it may have; more are told.
    pub pages: Option<usize>,
    pub praise: Option<Praise>,
}

/// What a report calls things by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// `全市`; none: as the region is called.
    pub total: Option<String>,
    /// One thing has one name in a document, whatever the catalogue calls it.
    pub names: BTreeMap<IndicatorId, String>,
    /// Counts from here on are told in 万 in running text.
    pub ten_thousands_from: Option<u64>,
}

/// When a unit's heads are called in (约谈).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summons {
    /// In so many periods in a row, this one the last …
    pub periods: usize,
    /// … at least so many of its targets lag.
    pub targets: usize,
}

/// When a unit is praised: it is on top, nothing of it lags, and its returns are in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Praise {
    /// In so many periods in a row, this one the last …
    pub periods: usize,
    /// … it is among the first so many …
    pub places: usize,
    /// … and no more than so many must-level findings of it are open.
    pub must: usize,
}

/// From where on a change is called slight, quick or sharp; of amounts in per cent, of rates in percentage points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Degrees {
    /// Below the first: 略有; from the second: 较快, 明显; from the third: 大幅.
    pub amount: [Decimal; 3],
    pub points: [Decimal; 3],
    /// A growth rate on a base below this many is only a hint.
    pub small_base: Decimal,
}

/// Symbols and thresholds; colours by role, as `#RRGGBB`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub id: String,
    pub red: String,
    pub good: String,
    pub watch: String,
    pub bad: String,
    pub main: String,
    pub grey: String,
    /// Symbols of missing values: not reported, not applicable, suppressed, unreadable, incomplete mark.
    pub not_reported: String,
    pub not_applicable: String,
    pub suppressed: String,
    pub unreadable: String,
    pub incomplete: String,
    /// Behind a number in a table that rests on numbers in doubt; empty: none.
    pub doubtful: String,
    /// Words a title is never broken in.
    pub words: Vec<String>,
    /// Every other row of a table stands on a light ground.
    pub banding: bool,
    /// From where on a change is called slight, quick or sharp.
    pub degrees: Degrees,
    pub marks: Marks,
}

/// What the marks of a table's bands mean, as its legend says: a page may be copied in black and white.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub good: String,
    pub watch: String,
    pub bad: String,
    pub unknown: String,
    /// In a table of returns.
    pub returns_watch: String,
    pub returns_bad: String,
}
