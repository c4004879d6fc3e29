//! What a return looks like: where the cells are, by words, never by letters.

use crate::model::{IndicatorId, Measure};

/// One table of a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub id: String,
    pub title: String,
    /// The form number printed on the sheet (`许民统1表`); binds a sheet whose name was changed.
    pub number: Option<String>,
    /// Names the sheet may have (compared normalised).
    pub sheets: Vec<String>,
    pub kind: FormKind,
    pub blank: Blank,
    /// Texts that mean "nothing here" (`—`, `/`, `×`, `无`): not reported where a number is wanted.
    pub placeholders: Vec<String>,
    /// Heads of columns that carry no value (`备注`).
    pub ignored_columns: Vec<String>,
}

impl Form {
    /// The indicators the form asks for, in its order.
    pub fn indicators(&self) -> Vec<&IndicatorId> {
        match &self.kind {
            FormKind::Cover { .. } => Vec::new(),
            FormKind::Indicators { rows, .. } => rows.iter().map(|row| &row.indicator).collect(),
            FormKind::Ledger(ledger) => ledger.projects.iter().flat_map(|p| [&p.goal, &p.done]).collect(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// Labelled single cells: 填报单位, 区划代码, 报告期, 报出日期.
    Cover { unit: Vec<String>, code: Vec<String>, period: Vec<String>, submitted: Vec<String> },
    /// Indicators as rows, measures as columns.
    Indicators {
        label_heads: Vec<String>,
        code_heads: Vec<String>,
        unit_heads: Vec<String>,
        columns: Vec<ColumnBinding>,
        rows: Vec<RowBinding>,
    },
    /// Rows are projects with a goal, an actual, a deadline and a status.
    Ledger(LedgerBinding),
}

/// Header paths (`本年/本月数` or just the last head) that mean a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnBinding {
    pub measure: Measure,
    pub heads: Vec<String>,
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
    /// Measures this row is asked for.
    pub measures: Vec<Measure>,
    /// Measures that do not apply although the column exists.
    pub not_applicable: Vec<Measure>,
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
    pub projects: Vec<LedgerProject>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
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
