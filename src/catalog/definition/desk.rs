//! An office in a year: who reports to it, what, and by when.

use super::DueRule;
use crate::model::{Date, RegionCode};

/// A region, valid for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    pub code: RegionCode,
    pub name: String,
    /// Short printed name (`示范区`).
    pub short: String,
    pub aliases: Vec<String>,
    /// A code used in other statistics; never accepted as a name.
    pub stat_code: Option<String>,
    pub parent: Option<RegionCode>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub successor: Option<RegionCode>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    pub id: String,
    /// `许昌市民政局`
    pub office: String,
    pub year: i32,
    /// The code of the total.
    pub region: RegionCode,
    pub language: String,
    /// Printed wherever the figures appear (`模拟数据`); empty when they are real.
    pub notice: Option<String>,
    pub units: Vec<Unit>,
    pub due: DueRule,
    pub report: String,
    pub theme: String,
    /// Marks in file names that say a file replaces another (`更正`, `修改`).
    pub revision_marks: Vec<String>,
    /// File names never read (`~$*`, `Thumbs.db`, `*.txt`), with `*` for any run of characters.
    pub ignored_files: Vec<String>,
    pub bands: Band3,
    pub ledger_form: Option<String>,
}

/// A reporting unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub code: RegionCode,
    /// Names the unit writes on its cover (`魏都区民政局`).
    pub names: Vec<String>,
    /// Forms it owes, cover included.
    pub forms: Vec<String>,
    /// The bureau itself: in the total, never ranked, counted apart in 应报/实报.
    pub own: bool,
    pub contact: String,
}


/// Colours by how far completion is behind its schedule, in percentage points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band3 {
    /// Behind by no more than this: good (normally 0).
    pub good_behind: crate::model::Decimal,
    /// Behind by no more than this: watch; more: bad.
    pub watch_behind: crate::model::Decimal,
}
