//! What a return looks like: where the cells are, by words, never by letters.

use super::table::{ColumnRole, RowBinding, TableBinding};
use crate::model::{IndicatorId, Measure, Period, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// One sheet of a return, or of any workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub id: String,
    pub title: String,
    /// What official forms print beside the title.
    pub head: FormHead,
    /// The first digits of the SHA-256 of the form's file: a blank form says by which one it was made.
    pub version: String,
    /// The form number printed on the sheet (`许民统1表`); binds a sheet whose name was changed.
    pub number: Option<String>,
    /// Names the sheet may have (compared normalised); empty: any sheet on which a table of the form is found.
    pub sheets: Vec<String>,
    /// Labelled single cells that say who sent it, for when.
    pub cover: Option<CoverBinding>,
    pub tables: Vec<TableBinding>,
    /// Labelled single cells that hold values.
    pub fields: Vec<FieldBinding>,
    /// A sheet holds several cards, each with the same fields.
    pub cards: Option<CardsBinding>,
    /// Rows are projects with a goal, an actual, a deadline and a status.
    pub ledger: Option<LedgerBinding>,
    pub blank: Blank,
    /// Texts that mean "nothing here" (`—`, `/`, `×`, `无`): not reported where a number is wanted.
    pub placeholders: Vec<String>,
    /// Texts that mean that a value cannot be (`×`, `不适用`): not applicable, and nothing is said.
    pub not_applicable: Vec<String>,
    /// Marks before a number that mean minus (`▲`), and `()` for brackets around it.
    pub negatives: Vec<String>,
    /// Heads of columns that carry no value (`完成率`), with [`super::HEADS_OF_BLANKS`].
    pub ignored_columns: Vec<String>,
    /// Rows and columns that are hidden are read like any other.
    pub read_hidden: bool,
    /// Where the values are of, and for when, unless the workbook says so itself.
    pub region: Option<String>,
    pub period: Option<Period>,
    pub regions: Vec<OwnRegion>,
    /// Names (normalised) that mean an indicator in this form, before those of the catalogue.
    pub names: BTreeMap<String, IndicatorId>,
    /// Words (normalised) that mean a measure or a period in this form.
    pub measures: BTreeMap<String, Measure>,
    pub periods: BTreeMap<String, Period>,
    /// Own indicators that are ratios, read as they are reported.
    pub own_ratios: BTreeSet<IndicatorId>,
}

impl Form {
    /// The rows of its tables of indicators.
    pub fn rows(&self) -> impl Iterator<Item = &RowBinding> {
        self.tables.iter().flat_map(|table| &table.rows)
    }

    /// The indicators the form asks for, in its order.
    pub fn indicators(&self) -> Vec<&IndicatorId> {
        let of_tables = self.tables.iter().flat_map(TableBinding::indicators);
        let of_fields = self.fields.iter().map(|field| &field.indicator);
        let of_ledger = self.ledger.iter().flat_map(LedgerBinding::indicators);
        of_tables.chain(of_fields).chain(of_ledger).collect()
    }

    /// The values a unit owes, apart from a ledger, which may list fewer projects than the form knows.
    pub fn owed(&self) -> Vec<(&IndicatorId, Measure)> {
        // What stands on cards is of the places they are named for.
        let fields = self.fields.iter().filter(|_| self.cards.is_none());
        let of_fields = fields.map(|field| (&field.indicator, field.measure));
        self.tables.iter().flat_map(TableBinding::owed).chain(of_fields).collect()
    }

    /// Names, ID numbers and the like stand in some column.
    pub fn has_personal(&self) -> bool {
        let mut columns = self.tables.iter().flat_map(|table| &table.columns);
        columns.any(|column| matches!(column.role, ColumnRole::Personal))
    }

    /// Nothing but the cells that say who sent a workbook and for when.
    pub fn is_cover(&self) -> bool {
        self.cover.is_some() && self.tables.is_empty() && self.fields.is_empty() && self.ledger.is_none()
    }
}

/// The block above an official form: who made it, by whose leave, until when. What is absent is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormHead {
    /// The title as printed, where it is not the form's short one.
    pub title: Option<String>,
    /// 制定机关
    pub issued_by: Option<String>,
    /// 批准机关
    pub approved_by: Option<String>,
    /// 文号
    pub document: Option<String>,
    /// 有效期至
    pub valid_to: Option<String>,
}

/// Labels of 填报单位, 区划代码, 报告期, 报出日期.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverBinding {
    pub unit: Vec<String>,
    pub code: Vec<String>,
    pub period: Vec<String>,
    pub submitted: Vec<String>,
}

/// One labelled cell with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldBinding {
    pub labels: Vec<String>,
    pub indicator: IndicatorId,
    pub measure: Measure,
    /// The unit the value is written in.
    pub unit: String,
    /// The value stands below its label, not to its right.
    pub below: bool,
    /// Label and value stand in the text behind one of these and a colon; empty: the label has a cell of its own.
    pub within: Vec<String>,
}

/// Cards side by side and below one another: where each begins, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardsBinding {
    /// Labels of the upper left cell of a card, whose value is the card's region.
    pub starts: Vec<String>,
    /// The name stands below that label, not to its right.
    pub below: bool,
}

/// A region as only this form writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRegion {
    pub code: RegionCode,
    pub name: String,
    pub aliases: Vec<String>,
}

/// Heads of the ledger's columns and the projects it may list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerBinding {
    pub label_heads: Vec<String>,
    pub unit_heads: Vec<String>,
    pub goal_heads: Vec<String>,
    pub done_heads: Vec<String>,
    pub deadline_heads: Vec<String>,
    pub status_heads: Vec<String>,
    /// What the status may be; empty: anything.
    pub statuses: Vec<String>,
    pub projects: Vec<LedgerProject>,
}

impl LedgerBinding {
    /// Goals and what is done, project by project.
    pub fn indicators(&self) -> impl Iterator<Item = &IndicatorId> {
        self.projects.iter().flat_map(|project| [&project.goal, &project.done])
    }
}

/// A project: its goal and what is done are indicators of their own, with measure `stock`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerProject {
    pub labels: Vec<String>,
    pub goal: IndicatorId,
    pub done: IndicatorId,
    pub unit: String,
}

/// What an empty cell means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Blank {
    #[default]
    NotReported,
    /// Zero, but only on a sheet that carries one of these notes (`空白表示无`).
    ZeroIfNote(Vec<String>),
}

/// Bounds that keep a hostile file from taking the machine. All but the last three are of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    pub file_bytes: u64,
    /// What all parts of a package are together when unpacked.
    pub inflated_bytes: u64,
    /// Parts of a package.
    pub entries: usize,
    pub sheets: usize,
    pub cells: usize,
    /// Entries of the table of strings.
    pub strings: usize,
    pub merges: usize,
    /// Elements of XML or HTML inside one another.
    pub nesting: usize,
    /// For reading one file.
    pub seconds: u64,
    /// Of one cell.
    pub text_chars: usize,
    /// A cell beyond this row or column is not read, and told.
    pub rows: u32,
    pub columns: u32,
}
