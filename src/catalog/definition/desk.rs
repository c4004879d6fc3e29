//! An office in a year: who reports to it, what, and by when.

use super::{Appraisals, DueRule, Heads};
use crate::model::{Date, IndicatorId, Month, RegionCode, Rounding};
use std::collections::BTreeMap;

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
    /// Other reports of the same editions.
    pub also: Vec<String>,
    pub theme: String,
    /// Installed faces are preferred to the bundled ones.
    pub system_fonts: bool,
    /// Marks in file names that say a file replaces another (`更正`, `修改`).
    pub revision_marks: Vec<String>,
    /// Files that count before any other of their unit and month, by their paths (`2021-10/某县10月.xlsx`).
    pub pinned: Vec<String>,
    /// File names never read (`~$*`, `Thumbs.db`, `*.txt`), with `*` for any run of characters.
    pub ignored_files: Vec<String>,
    pub bands: Band3,
    pub ledger_form: Option<String>,
    /// The scheme by which the units' returns are scored.
    pub quality: Option<String>,
    pub letters: Option<DeskLetters>,
    /// What is printed at the head of its forms.
    pub heads: Heads,
    pub printing: Printing,
    pub appraisals: Appraisals,
}

/// How a desk's numbers become text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printing {
    pub rounding: Rounding,
    /// Totals whose parts are to add up as printed; an indicator is in one of them only.
    pub balanced: Vec<BalancedParts>,
    /// Said under a table whose parts do not add up as printed; none: nothing is said.
    pub unbalanced_note: Option<String>,
}

/// A total and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalancedParts {
    pub whole: IndicatorId,
    /// Indicators, for each region; none: the desk's total and its units.
    pub parts: Vec<IndicatorId>,
}

/// What a desk's letters to its units are worded by, and what they say of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskLetters {
    /// Ids of wordings: of a reminder, and of what sends a return back.
    pub remind: String,
    pub send_back: String,
    /// Whom to ask.
    pub contact: String,
    /// Where returns go.
    pub send_to: String,
}

/// A reporting unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub code: RegionCode,
    /// Names the unit writes on its cover (`魏都区民政局`).
    pub names: Vec<String>,
    /// Forms it owes at some time, cover included.
    pub forms: Vec<String>,
    /// When it reports at all.
    pub time: Span,
    /// Of forms it does not owe for as long as it reports: when it does.
    pub limits: BTreeMap<String, Vec<Span>>,
    /// The bureau itself: in the total, never ranked, counted apart in 应报/实报.
    pub own: bool,
    pub contact: String,
}

/// Months from one to another, both in; open where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub from: Option<Month>,
    pub to: Option<Month>,
}

impl Span {
    pub fn contains(self, month: Month) -> bool {
        self.from.is_none_or(|from| from <= month) && self.to.is_none_or(|to| month <= to)
    }
    /// A month is in both.
    pub fn meets(self, other: Self) -> bool {
        let before = |a: Self, b: Self| a.to.zip(b.from).is_some_and(|(to, from)| to < from);
        !before(self, other) && !before(other, self)
    }
}

impl Unit {
    /// Whether it owes a return for a month.
    pub fn reports(&self, month: Month) -> bool {
        self.time.contains(month)
    }
    /// Whether it owes a form for a month.
    pub fn owes(&self, form: &str, month: Month) -> bool {
        let asked = self.forms.iter().any(|owed| owed == form);
        let limits = self.limits.get(form);
        asked && self.reports(month) && limits.is_none_or(|spans| spans.iter().any(|span| span.contains(month)))
    }
    /// The forms it owes for a month.
    pub fn forms_of(&self, month: Month) -> impl Iterator<Item = &String> {
        self.forms.iter().filter(move |form| self.owes(form, month))
    }
}

/// Colours by how far completion is behind its schedule, in percentage points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band3 {
    /// Behind by no more than this: good (normally 0).
    pub good_behind: crate::model::Decimal,
    /// Behind by no more than this, and by more than `good_behind`: `between`. A desk whose rules leave a gap between
    /// good and watch says here where it ends.
    pub watch_from: Option<crate::model::Decimal>,
    /// The colour of that gap; nothing where the desk's rules say nothing.
    pub between: Option<BandColour>,
    /// Behind by no more than this: watch; more: bad.
    pub watch_behind: crate::model::Decimal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandColour {
    Good,
    Watch,
    Bad,
}
