//! A plan of work: its items, what each is measured by, and what the desk says of them month by month.

use crate::model::{Date, Decimal, Month, Place};

/// The work of a desk's year, as its document lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub title: String,
    /// Which document the plan is of.
    pub document: String,
    /// An open item is due soon when its deadline is no more days away than this.
    pub due_soon_days: i64,
    /// In the order they are printed.
    pub items: Vec<PlanItem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanItem {
    pub id: String,
    /// As the document writes it (`1`, `三（二）`).
    pub number: String,
    /// The head it stands under.
    pub section: Option<String>,
    pub name: String,
    /// 工作目标
    pub goal: String,
    /// 具体措施
    pub measures: Vec<String>,
    /// Ids of targets of the same desk; none: judged by what the desk says.
    pub targets: Vec<String>,
    pub deadline: Date,
    /// 牵头科室
    pub lead: String,
    /// 分管领导
    pub leader: Option<String>,
    /// 责任单位, as written.
    pub responsible: String,
    pub stages: Vec<PlanStage>,
    /// What the desk says of it, by month; at most one a month.
    pub statements: Vec<Statement>,
}

impl PlanItem {
    /// The responsible units one by one.
    pub fn units(&self) -> Vec<&str> {
        bodies(&self.responsible)
    }
    /// The last thing said in a month or before.
    pub fn said_by(&self, month: Month) -> Option<&Statement> {
        self.statements.iter().rfind(|statement| statement.month <= month)
    }
}

/// Bodies one by one; a mark inside brackets (`各县（市、区）`) parts nothing.
pub fn bodies(listed: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = listed.split(move |c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && ['、', '，', ',', '；', ';'].contains(&c)
    });
    parts.map(str::trim).filter(|body| !body.is_empty()).collect()
}

/// A step of an item, and when it should have been taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStage {
    pub name: String,
    pub by: Date,
}

/// What the desk says of an item in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub month: Month,
    pub progress: Progress,
    /// The name of the stage reached.
    pub stage: Option<String>,
    pub evidence: String,
    /// Where it is written.
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    NotStarted,
    InProgress,
    Done,
}

/// Numbers published elsewhere, that targets are measured against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub id: String,
    pub name: String,
    /// A unit of `units.toml`.
    pub unit: String,
    pub source: String,
    /// For how many months a value counts, its own the first: 3 for what comes out every quarter.
    pub valid_months: u32,
    /// By month, each once.
    pub values: Vec<SeriesValue>,
}

impl Series {
    /// The last value that counts for a month; an older one says nothing of it.
    pub fn last_by(&self, month: Month) -> Option<&SeriesValue> {
        let last = self.values.iter().filter(|value| value.month <= month).max_by_key(|value| value.month)?;
        let of = |month: Month| i64::from(month.year()) * 12 + i64::from(month.number());
        Some(last).filter(|last| of(month) - of(last.month) < i64::from(self.valid_months))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesValue {
    pub month: Month,
    pub value: Decimal,
    pub document: String,
}

/// A row of the source documents that is no target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTarget {
    /// `MY-013`
    pub row: String,
    pub reason: String,
}
